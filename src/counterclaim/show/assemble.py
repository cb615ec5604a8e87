"""Codings in, page contexts out. Pure: reads no file but the words of `data/show/`, draws nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import PurePath

from counterclaim.cases import Accounts, Passage
from counterclaim.records import ActorMention, Claim, Coding, Document, Event
from counterclaim.show import dates
from counterclaim.show.contexts import (
    ClaimRow,
    DocumentView,
    EventRow,
    Limits,
    Link,
    Page,
    Party,
    SpeakerGroup,
)
from counterclaim.show.marked import marked_paragraphs
from counterclaim.show.overview import edges, points, timeline_of
from counterclaim.show.scope import Scope, anchors, scopes
from counterclaim.show.story import Where, story
from counterclaim.show.words import actor_name, entry, word

LONGEST_QUOTE = 260


def page(codings: Sequence[Coding], title: str | None = None, limits: Limits | None = None, accounts: Accounts | None = None) -> Page:
    """Everything a report shows about `codings`, in their order; what exceeds `limits` is counted in `notes`.

    accounts  what comparing them yields: with it, the page begins with the disputes and the story by day
    """
    limits = limits or Limits()
    shown = scopes(codings, limits)
    shown_moments, apart = timeline_of(shown)
    ties = edges(shown)
    names = [name_of(c.document) for c in codings]
    disputes, days, untold = story(accounts or Accounts(), addresses(shown, codings), limits)
    return Page(
        title=title or (names[0] if len(names) == 1 else "What the accounts say"),
        summary=summary(codings),
        documents=[document_view(scope) for scope in shown],
        moments=shown_moments,
        apart=apart,
        points=points(shown),
        edges=ties[: limits.edges],
        notes=left_out(codings, shown, len(ties), limits) + untold,
        lines=limits.lines,
        coder=next((c.coder for c in codings if c.coder), ""),
        disputes=disputes,
        story=days,
    )


def addresses(shown: Sequence[Scope], codings: Sequence[Coding]) -> Where:
    """What finds the name of a passage's document, and the address of its words on the page, "" where it is not shown."""
    scopes_by_id = {s.coding.document.id: s for s in shown}
    names = {c.document.id: name_of(c.document) for c in codings}

    def where(passage: Passage) -> tuple[str, str]:
        scope = scopes_by_id.get(passage.document)
        event = passage.event or (nearest(scope, passage) if scope else "")
        return names.get(passage.document, passage.document), scope.href(event) if scope else ""

    return where


def nearest(scope: Scope, passage: Passage) -> str:
    """The event that a passage covers, "" where it covers none."""
    return next((e.id for e in scope.events if e.trigger.start < passage.end and passage.start < e.trigger.end), "")


def name_of(document: Document) -> str:
    """What to call a document: its title, else the file it came from, else its id."""
    return document.title or PurePath(document.source or "").name or document.id


def summary(codings: Sequence[Coding]) -> str:
    """ "3 documents, 21 events, 9 claims"."""
    events, claims = sum(len(c.events) for c in codings), sum(len(c.claims) for c in codings)
    return ", ".join((counted(len(codings), "document"), counted(events, "event"), counted(claims, "claim")))


def counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def left_out(codings: Sequence[Coding], shown: Sequence[Scope], ties: int, limits: Limits) -> list[str]:
    """Sentences that say what the page does not show."""
    notes = []
    if len(codings) > limits.documents:
        notes.append(f"Only the first {limits.documents} of {len(codings):,} documents are listed and drawn.")
    if len(codings) > limits.texts:
        notes.append(f"Texts are printed for the first {limits.texts} documents, to keep this file small; the tables go on.")
    if any(len(s.events) + len(s.claims) < len(s.coding.events) + len(s.coding.claims) for s in shown):
        notes.append(f"Tables stop after {limits.rows} rows a document and {limits.all_rows:,} in all; the charts count everything.")
    if ties > limits.edges:
        notes.append(f"The network shows the {limits.edges} busiest of {ties} ties.")
    return notes


def document_view(scope: Scope) -> DocumentView:
    """One document; its rows answer to `d1-e1`, its marks to `d1-e1-text`."""
    coding, doc = scope.coding, scope.coding.document
    paragraphs = marked_paragraphs(coding, scope.events, scope.claims, scope.anchor, scope.passage) if scope.with_text else None
    marks = anchors(paragraphs)
    return DocumentView(
        anchor=scope.anchor,
        label=doc.id,
        title=name_of(doc),
        byline=doc.author or "",
        note=doc.author_note or "",
        publisher=doc.publisher or "",
        published=dates.plain(doc.published),
        url=doc.url or "",
        is_link=(doc.url or "").lower().startswith(("http://", "https://")),
        lang=doc.language or "en",
        skipped=coding.skipped or "",
        paragraphs=paragraphs,
        events=[event_row(e, scope, marks) for e in scope.events],
        more_events=len(coding.events) - len(scope.events),
        speakers=speaker_groups(scope, marks),
        more_claims=len(coding.claims) - len(scope.claims),
        events_found=len(coding.events),
        claims_found=len(coding.claims),
    )


def event_row(event: Event, scope: Scope, marks: set[str]) -> EventRow:
    """One row of the table of events; `marks` are the addresses in the printed text."""
    back = f"{scope.anchor}-{event.id}-text"
    status = entry("statuses", event.status)
    return EventRow(
        anchor=f"{scope.anchor}-{event.id}",
        back=back if back in marks else "",
        label=event.id,
        type=entry("types", event.type)["name"],
        code=event.type,
        cameo=event.cameo,
        slug=entry("quads", event.quad)["slug"],
        quad=event.quad,
        sources=[party_view(m) for m in event.sources],
        targets=[party_view(m) for m in event.targets],
        when=dates.plain_range(event.time),
        where=event.place.name if event.place else "",
        disputed=bool(event.place and event.place.disputed),
        status=status["name"],
        status_slug=status["slug"],
        intensity=f"{event.intensity:+.1f}".replace("-", "−"),
        sayers=sayers(event, scope),
        quote=event.trigger.text or scope.coding.document.text[event.trigger.start : event.trigger.end],
        sentence=sentence_number(scope.coding, event.trigger.start),
        confidence=f"{event.confidence:.0%}",
    )


def party_view(mention: ActorMention) -> Party:
    return Party(actor_name(mention.actor, mention.text), word("roles", mention.role) if mention.actor else "", mention.text)


def sayers(event: Event, scope: Scope) -> list[Link]:
    """Who says that it was so: the speakers of the claims it lies in, innermost first, [] for the author."""
    known = {c.id: c for c in scope.coding.claims}
    return [Link(speaker_name(known[i]), scope.href(i)) for i in event.claims if i in known]


def sentence_number(coding: Coding, offset: int) -> str:
    """The number of the sentence that covers `offset`, counted from 1; "" when sentences are not kept."""
    return next((str(n) for n, s in enumerate(coding.sentences, start=1) if s.start <= offset < s.end), "")


def speaker_name(claim: Claim) -> str:
    """The speaker in plain words: "Azerbaijan (military)"; the words of the text where nobody is resolved."""
    source = claim.source
    if source is None:
        return "speaker not named"
    name = actor_name(source.actor, source.text)
    return f"{name} ({word('roles', source.role)})" if source.role and source.actor not in (None, "author") else name


def speaker_groups(scope: Scope, marks: set[str]) -> list[SpeakerGroup]:
    """Claims by speaker, in the order in which the speakers first speak."""
    groups: defaultdict[str, list[ClaimRow]] = defaultdict(list)
    for claim in scope.claims:
        groups[speaker_name(claim)].append(claim_row(claim, scope, marks))
    return [SpeakerGroup(name[:1].upper() + name[1:], rows) for name, rows in groups.items()]


def claim_row(claim: Claim, scope: Scope, marks: set[str]) -> ClaimRow:
    """One row of the table of claims; `marks` are the addresses in the printed text."""
    back = f"{scope.anchor}-{claim.id}-text"
    stance = entry("stances", claim.author_stance)
    return ClaimRow(
        anchor=f"{scope.anchor}-{claim.id}",
        back=back if back in marks else "",
        label=claim.id,
        speaker=claim.source.text if claim.source else "",
        act=word("acts", claim.act),
        content=claim_content(claim, scope.coding),
        kind=word("kinds", claim.kind),
        check=checked(claim),
        stance=stance["name"],
        stance_slug=stance["slug"],
        within=Link(claim.parent, scope.href(claim.parent)) if claim.parent else None,
        tells=[Link(e.id, scope.href(e.id)) for e in scope.coding.events if claim.id in e.claims],
    )


def checked(claim: Claim) -> str:
    """Whether a record could settle the claim, and why: "checkable: a number", "a forecast"; "" where that cannot be told."""
    return word("checks", claim.check.reason) if claim.check else ""


def claim_content(claim: Claim, coding: Coding, longest: int = LONGEST_QUOTE) -> str:
    """The claimed words on one line, pieces joined by " … ", cut at `longest` characters."""
    text = " … ".join(" ".join(coding.document.text[s.start : s.end].split()) for s in claim.content)
    return text if len(text) <= longest else text[: longest - 1].rsplit(" ", 1)[0] + " …"
