"""The records that flow through Counterclaim. Plain data: no record reads files or computes.

Offsets are Python string indices into `Document.text`: `text[start:end]` is the quoted text.
`to_dict` gives the JSON form that docs/schema.md describes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document's text, `text[start:end]`."""

    start: int
    end: int
    text: str = ""

    def to_dict(self) -> dict[str, Any]:
        return {"start": self.start, "end": self.end, "text": self.text}


@dataclass(frozen=True, slots=True)
class Aside:
    """A stretch of the source that is not the article and is not coded.

    kind: "caption", "author", "related", "share", "navigation", "title", "dateline" …
    """

    kind: str
    start: int
    end: int
    text: str = ""

    def to_dict(self) -> dict[str, Any]:
        return {"kind": self.kind, "start": self.start, "end": self.end, "text": self.text}


@dataclass(slots=True)
class Document:
    """One text as it was read.

    text        the whole text as given or as extracted; all offsets count in it
    published   ISO date (YYYY-MM-DD) or None
    author      the author's name; author_note how the author presents himself or herself
    asides      stretches of `text` that are not coded (captions, "Related Posts", author box)
    language    ISO 639-1 code, "en" for what is coded
    digest      "sha256:…" of the text
    extra       fields of the input row that Counterclaim does not use, kept as they came
    """

    id: str
    text: str
    title: str | None = None
    author: str | None = None
    author_note: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    source: str | None = None
    language: str | None = None
    digest: str | None = None
    asides: list[Aside] = field(default_factory=list)
    extra: dict[str, Any] = field(default_factory=dict)

    def to_dict(self, with_text: bool = False) -> dict[str, Any]:
        out: dict[str, Any] = {"id": self.id}
        for name in ("title", "author", "author_note", "publisher", "published", "url", "source", "language", "digest"):
            value = getattr(self, name)
            if value is not None:
                out[name] = value
        if self.asides:
            out["asides"] = [a.to_dict() for a in self.asides]
        if with_text:
            out["text"] = self.text
        return out


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Somebody at a place in the text. `actor` and `role` as in docs/schema.md; either may be None.

    how says where the actor came from: "name", "people", "leader", "pronoun", "nominal", "place",
    "context" (inferred from the sentence) or "author". lexicon: the user's file that knows the name, "" where
    the package does.
    """

    actor: str | None
    role: str | None
    start: int
    end: int
    text: str
    how: str = "name"
    lexicon: str = ""

    def to_dict(self) -> dict[str, Any]:
        out = {"actor": self.actor, "role": self.role, "start": self.start, "end": self.end, "text": self.text, "how": self.how}
        return out | {"lexicon": self.lexicon} if self.lexicon else out


@dataclass(frozen=True, slots=True)
class TimeRef:
    """A time named in the text. `from_`/`to` are EDTF dates, inclusive; None where open.

    anchor: "explicit", "published" (relative to the document's date), "focus" (relative to the
    time in focus) or "inferred" (carried over to an event that names no time itself).
    base: ISO day that a relative time was counted from. why: the grammar rule that read it, or
    for an inferred time what it was inferred from.
    """

    start: int
    end: int
    text: str
    from_: str | None
    to: str | None
    anchor: str = "explicit"
    base: str | None = None
    why: str = ""

    def to_dict(self) -> dict[str, Any]:
        out: dict[str, Any] = {"from": self.from_, "to": self.to, "start": self.start, "end": self.end, "text": self.text, "anchor": self.anchor}
        if self.base:
            out["base"] = self.base
        if self.why:
            out["why"] = self.why
        return out


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """A place named in the text. country: ISO 3166-1 alpha-3 of the state the UN counts it to.

    admin1          name of the province (first order division) it lies in
    controlled_by   who held it on the day, where data/places/control.csv can tell: a state, or the
                    code of a body in data/actors/entities.yaml; None where it cannot or need not
    metonym         the name stands for a government ("Baku denied it"), not for a location
    relation        words that set the location apart from the place named ("30 km north of"); lat and
                    lon are then those of the location, `precision` how far off they may be, in km
    why             what spoke for this one among the places of its name; not part of the JSON form
    """

    start: int
    end: int
    text: str
    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    disputed: bool = False
    kind: str = "city"  # city | region | state | water | landmark | border
    admin1: str | None = None
    controlled_by: str | None = None
    metonym: bool = False
    relation: str | None = None
    precision: float | None = None
    why: str = ""

    def to_dict(self) -> dict[str, Any]:
        out: dict[str, Any] = {
            "name": self.name,
            "country": self.country,
            "lat": self.lat,
            "lon": self.lon,
            "geonames": self.geonames,
            "kind": self.kind,
            "start": self.start,
            "end": self.end,
            "text": self.text,
        }
        for name in ("admin1", "controlled_by", "relation", "precision"):
            if (value := getattr(self, name)) is not None:
                out[name] = value
        for name in ("disputed", "metonym"):
            if getattr(self, name):
                out[name] = True
        return out


@dataclass(slots=True)
class Event:
    """Who did what to whom. `type` is one of PLOVER's sixteen; `rule` names what coded it."""

    id: str
    type: str
    cameo: str
    quad: str
    intensity: float
    trigger: Span
    sources: list[ActorMention] = field(default_factory=list)
    targets: list[ActorMention] = field(default_factory=list)
    time: TimeRef | None = None
    place: PlaceRef | None = None
    status: str = "actual"
    claims: list[str] = field(default_factory=list)
    confidence: float = 0.5
    rule: str = ""
    reasons: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "type": self.type,
            "cameo": self.cameo,
            "quad": self.quad,
            "intensity": self.intensity,
            "trigger": self.trigger.to_dict(),
            "sources": [a.to_dict() for a in self.sources],
            "targets": [a.to_dict() for a in self.targets],
            "time": self.time.to_dict() if self.time else None,
            "place": self.place.to_dict() if self.place else None,
            "status": self.status,
            "claims": list(self.claims),
            "confidence": round(self.confidence, 3),
            "rule": self.rule,
            "reasons": list(self.reasons),
        }


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a claim comes from. actor "author" is the document's author; no span when unnamed."""

    start: int | None
    end: int | None
    text: str
    actor: str | None = None
    role: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return {"start": self.start, "end": self.end, "text": self.text, "actor": self.actor, "role": self.role}


@dataclass(slots=True)
class Claim:
    """Somebody (source) says, thinks, wants or denies (cue) something (content).

    kind: direct | indirect | mixed. act: state deny accuse demand promise threaten believe hope ask.
    author_stance: neutral | endorses | rejects | doubts. parent: the claim it is nested in.
    """

    id: str
    source: Speaker | None
    cue: Span | None
    content: list[Span] = field(default_factory=list)
    kind: str = "indirect"
    act: str = "state"
    author_stance: str = "neutral"
    parent: str | None = None
    confidence: float = 0.5
    rule: str = ""

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "source": self.source.to_dict() if self.source else None,
            "cue": self.cue.to_dict() if self.cue else None,
            "content": [s.to_dict() for s in self.content],
            "kind": self.kind,
            "act": self.act,
            "author_stance": self.author_stance,
            "parent": self.parent,
            "confidence": round(self.confidence, 3),
            "rule": self.rule,
        }


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that no lexicon holds, where an actor would have stood.

    kind: "group", "person" or "name" where that cannot be told. part: "source" or "target" of an event of
    `type` that `rule` would have coded, with `others` on the other side; or "speaker" of a claim (`type` its act).
    """

    start: int
    end: int
    text: str
    kind: str
    part: str
    type: str
    rule: str
    others: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "start": self.start, "end": self.end, "text": self.text, "kind": self.kind, "part": self.part, "type": self.type,
            "rule": self.rule, "others": list(self.others),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Note:
    """Why something was or was not coded, for `counterclaim explain`.

    outcome: "coded" or "passed over". rule: the lexicon entry that was tried.
    """

    start: int
    end: int
    text: str
    outcome: str
    rule: str
    reason: str

    def to_dict(self) -> dict[str, Any]:
        return {"start": self.start, "end": self.end, "text": self.text, "outcome": self.outcome, "rule": self.rule, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """Words that name a doer (role "S"), one done to ("T") or a party to a two-way act ("R"), by the learned reader."""

    start: int
    end: int
    text: str
    role: str
    confidence: float

    def to_dict(self) -> dict[str, Any]:
        return {"start": self.start, "end": self.end, "text": self.text, "role": self.role, "confidence": self.confidence}


@dataclass(slots=True)
class Coding:
    """What Counterclaim makes of one document."""

    document: Document
    events: list[Event] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    times: list[TimeRef] = field(default_factory=list)
    places: list[PlaceRef] = field(default_factory=list)
    actors: list[ActorMention] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)
    skipped: str | None = None  # why the document was recorded but not coded, e.g. "language: de"
    coder: str = ""  # version of the coder and of the model
    class_: str | None = None  # the text as a whole: STATEMENT, VERBAL_COOPERATION … (learned reader)
    roles: list[RoleSpan] | None = None  # doers and those done to, as the learned reader finds them

    def to_dict(self) -> dict[str, Any]:
        """The JSON form of docs/schema.md, without sentences and notes."""
        out = self.document.to_dict()
        out.update(
            events=[e.to_dict() for e in self.events],
            claims=[c.to_dict() for c in self.claims],
            times=[t.to_dict() for t in self.times],
            places=[p.to_dict() for p in self.places],
            coder=self.coder,
        )
        if self.class_ is not None:
            out["class"] = self.class_
        if self.roles is not None:
            out["roles"] = [r.to_dict() for r in self.roles]
        if self.unknown:
            out["unknown"] = [u.to_dict() for u in self.unknown]
        if self.skipped:
            out["skipped"] = self.skipped
        return out
