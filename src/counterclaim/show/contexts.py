"""What the pages may show: plain records that templates and charts read, made by `assemble`.

A test holds the templates to these fields and these fields to the templates. `slug`s are fit for
CSS classes, `anchor`s for `id` attributes; every other string is text and is escaped by the template.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Link:
    """A word that leads to another place of the page."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in an event: name, sector in plain words ("" if unknown), the words of the text."""

    name: str
    sector: str
    quoted: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """One coded event. `back` is the anchor of its words in the text, "" where that is not shown."""

    anchor: str
    back: str
    label: str
    type: str
    code: str
    cameo: str
    slug: str
    quad: str
    sources: list[Party]
    targets: list[Party]
    when: str
    where: str
    disputed: bool
    status: str
    status_slug: str
    intensity: str
    sayers: list[Link]
    quote: str
    sentence: str
    confidence: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim: `act` ("denies"), what is claimed, what the author makes of it, the events it tells of."""

    anchor: str
    back: str
    label: str
    speaker: str
    act: str
    content: str
    kind: str
    stance: str
    stance_slug: str
    within: Link | None
    tells: list[Link]


@dataclass(frozen=True, slots=True)
class SpeakerGroup:
    """The claims of one speaker, in the order of the text."""

    name: str
    claims: list[ClaimRow]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text under the same markings. `classes` are CSS classes, `href` leads to its row.

    anchors  ids of the markings that begin here
    tips     what the codings say, one line each, shown on hover and focus
    refs     labels of the events whose words end here
    """

    text: str
    classes: str = ""
    href: str = ""
    anchors: list[str] = field(default_factory=list)
    tips: list[str] = field(default_factory=list)
    refs: list[Link] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document with its codings. `paragraphs` is None where the text is left out to keep the page lean."""

    anchor: str
    label: str
    title: str
    byline: str
    note: str
    publisher: str
    published: str
    url: str
    is_link: bool
    lang: str
    skipped: str
    paragraphs: list[list[Piece]] | None
    events: list[EventRow]
    more_events: int
    speakers: list[SpeakerGroup]
    more_claims: int
    events_found: int
    claims_found: int


@dataclass(frozen=True, slots=True)
class Moment:
    """An event on the timeline; ISO days."""

    first: str
    last: str
    quad: str
    slug: str
    label: str
    headline: str
    href: str


@dataclass(frozen=True, slots=True)
class Apart:
    """An event that the timeline leaves out, for its year is unknown or far from the others."""

    label: str
    headline: str
    when: str
    href: str


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A place where events happened; `vague` if it is a whole country; `href` leads to the first of them."""

    name: str
    lat: float
    lon: float
    count: int
    vague: bool
    disputed: bool
    href: str


@dataclass(frozen=True, slots=True)
class Edge:
    """What one actor did to another, by kind ("cooperation" or "conflict"), with the number of events."""

    source: str
    target: str
    kind: str
    mutual: bool
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart. `svg` is ours, not the document's; its texts are escaped."""

    anchor: str
    title: str
    svg: Markup
    caption: str


@dataclass(frozen=True, slots=True)
class AccountLine:
    """What one document says of a happening, or in a dispute. `href` leads to its words; `gist` is what it comes to, in short."""

    document: str
    href: str
    speaker: str
    gist: str
    quote: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class DisputeView:
    """Accounts that cannot all be right, side by side. `happening` leads to what they are about, "" where that is nothing single."""

    anchor: str
    kind: str
    name: str
    about: str
    happening: str
    sides: list[AccountLine]


@dataclass(frozen=True, slots=True)
class HappeningView:
    """One happening with all accounts of it. `voices` says who tells of it independently; `disputes` are links to those on it."""

    anchor: str
    label: str
    headline: str
    slug: str
    when: str
    where: str
    voices: str
    accounts: list[AccountLine]
    disputes: list[Link]


@dataclass(frozen=True, slots=True)
class StoryDay:
    """The happenings that began on one day; `name` is "No date" for those without."""

    name: str
    happenings: list[HappeningView]


@dataclass(frozen=True, slots=True)
class Page:
    """The whole report. `notes` say what was left out; a list of moments, places … has at most so many `lines`.

    disputes, story  of a case of several documents that were compared; empty otherwise
    """

    title: str
    summary: str
    documents: list[DocumentView]
    moments: list[Moment]
    apart: list[Apart]
    points: list[MapPoint]
    edges: list[Edge]
    notes: list[str]
    lines: int
    coder: str
    disputes: list[DisputeView] = field(default_factory=list)
    story: list[StoryDay] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one page holds, so that it opens on a phone.

    texts printed, rows a table, rows of all tables of events, documents, ties drawn, lines a list, happenings told
    """

    texts: int = 25
    rows: int = 400
    all_rows: int = 1000
    documents: int = 200
    edges: int = 40
    lines: int = 300
    happenings: int = 200
