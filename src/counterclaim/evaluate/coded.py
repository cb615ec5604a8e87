"""What is measured of a coding: the fields of its JSON form that the tasks look at, as records.

They are read from the JSON form and not taken from `records`, so that codings of other programs, or of
another version, can be measured too. What a coding lacks is empty; nothing is raised for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Extent:
    """A stretch of text, end exclusive."""

    start: int
    end: int

    def meets(self, other: Extent) -> bool:
        return self.start < other.end and other.start < self.end

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class CodedEvent:
    type: str
    trigger: Extent | None
    sources: frozenset[str]
    targets: frozenset[str]
    source_extents: tuple[Extent, ...]
    target_extents: tuple[Extent, ...]
    status: str | None
    first_day: str | None
    last_day: str | None
    country: str | None
    claims: tuple[str, ...]
    confidence: float
    rule: str

    @property
    def parties(self) -> frozenset[str]:
        return self.sources | self.targets


@dataclass(frozen=True, slots=True)
class CodedClaim:
    id: str | None
    source: tuple[Extent, ...]
    cue: tuple[Extent, ...]
    content: tuple[Extent, ...]
    source_actor: str | None
    source_text: str
    act: str | None
    author_stance: str | None


@dataclass(frozen=True, slots=True)
class CodedTime:
    extent: Extent
    first_day: str
    last_day: str


@dataclass(frozen=True, slots=True)
class CodedPlace:
    extent: Extent
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class CodedRole:
    """A span that a coding names outright as source (S), target (T) or both (R)."""

    extent: Extent
    role: str


@dataclass(frozen=True, slots=True)
class Coded:
    """One document's coding. `roles` is None where the coding has no such field; places are those with coordinates."""

    events: tuple[CodedEvent, ...] = ()
    claims: tuple[CodedClaim, ...] = ()
    times: tuple[CodedTime, ...] = ()
    places: tuple[CodedPlace, ...] = ()
    label: str | None = None
    roles: tuple[CodedRole, ...] | None = None


NOTHING = Coded()


def coded_from(row: Row) -> Coded:
    """The record of a coding's JSON form."""
    return Coded(
        tuple(event_from(e) for e in row.get("events", ())),
        tuple(claim_from(c) for c in row.get("claims", ())),
        tuple(CodedTime(extent_from(t), t.get("from") or "", t.get("to") or "") for t in row.get("times", ())),
        tuple(CodedPlace(extent_from(p), p["lat"], p["lon"]) for p in row.get("places", ()) if p.get("lat") is not None),
        row.get("class"),
        tuple(CodedRole(extent_from(r), r["role"]) for r in row["roles"]) if "roles" in row else None,
    )


def extent_from(row: Row) -> Extent:
    return Extent(row["start"], row["end"])


def event_from(row: Row) -> CodedEvent:
    time, place = row.get("time") or {}, row.get("place") or {}
    sources, targets = row.get("sources") or [], row.get("targets") or []
    return CodedEvent(
        type=row["type"],
        trigger=extent_from(row["trigger"]) if row.get("trigger") else None,
        sources=codes(sources),
        targets=codes(targets),
        source_extents=tuple(extent_from(a) for a in sources if a.get("start") is not None),
        target_extents=tuple(extent_from(a) for a in targets if a.get("start") is not None),
        status=row.get("status"),
        first_day=time.get("from"),
        last_day=time.get("to"),
        country=place.get("country"),
        claims=tuple(row.get("claims") or ()),
        confidence=row.get("confidence") or 0.0,
        rule=row.get("rule") or "",
    )


def codes(parties: list[Row]) -> frozenset[str]:
    return frozenset(a["actor"] for a in parties if a.get("actor"))


def claim_from(row: Row) -> CodedClaim:
    source = row.get("source") or {}
    where = {part: extents_of(row.get(part)) for part in ("source", "cue", "content")}
    about = source if isinstance(source, dict) else {}
    return CodedClaim(
        row.get("id"),
        where["source"],
        where["cue"],
        where["content"],
        about.get("actor"),
        about.get("text") or "",
        row.get("act"),
        row.get("author_stance"),
    )


def extents_of(value: Any) -> tuple[Extent, ...]:
    """Extents of one span or of a list of spans, each an object or a pair; a source without a place has none."""
    if not value:
        return ()
    spans = value if isinstance(value, list) else [value]
    pairs = [(s.get("start"), s.get("end")) if isinstance(s, dict) else tuple(s) for s in spans]
    return tuple(Extent(a, b) for a, b in pairs if a is not None and b is not None)
