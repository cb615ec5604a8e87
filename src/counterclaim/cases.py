"""The records of a case: what several documents together say. Plain data, as in `records`.

A document is named by its label in the case (`Document.id`); offsets count in that document's text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one of the case's documents. `event` is the id of the coded event there, None where none was coded."""

    document: str
    start: int
    end: int
    text: str = ""
    event: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return {"document": self.document, "event": self.event, "start": self.start, "end": self.end, "text": self.text}


@dataclass(frozen=True, slots=True)
class Member:
    """A mention of a happening. `score` (0 to 1) and `reasons` say why it was joined to the others; the first has none.

    stance: "tells" (it was so), "denies" (it was not so), "fails" (tried in vain), "leaves open".
    speaker: whose word it is, an actor's code or the words of the text; None where it is the document's own.
    quote: the clause that the passage stands in.
    """

    passage: Passage
    score: float = 1.0
    reasons: tuple[str, ...] = ()
    stance: str = "tells"
    speaker: str | None = None
    quote: str = ""

    def to_dict(self) -> dict[str, Any]:
        out = self.passage.to_dict() | {"quote": self.quote} | {"score": round(self.score, 3), "reasons": list(self.reasons), "stance": self.stance}
        return out | ({"speaker": self.speaker} if self.speaker else {})


@dataclass(frozen=True, slots=True)
class Voice:
    """Documents that count as one witness, and why. `party`: the actor's code where it takes part in what it tells of."""

    documents: tuple[str, ...]
    why: str = ""
    party: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return {"documents": list(self.documents), "why": self.why, "party": self.party}


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing in the world, however many reports tell of it.

    first, last  ISO days, None where no report dates it
    voices       who tells that it was so, parties included; only those that are no party corroborate
    only_from    the actor whose side alone reports it, None where others do too
    """

    id: str
    type: str
    cameo: str
    members: tuple[Member, ...]
    first: str | None = None
    last: str | None = None
    place: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    voices: tuple[Voice, ...] = ()
    only_from: str | None = None

    @property
    def independent(self) -> int:
        """How many voices that are no party to it tell of it."""
        return sum(v.party is None for v in self.voices)

    @property
    def parties(self) -> set[str]:
        return {*self.sources, *self.targets}

    @property
    def documents(self) -> list[str]:
        return list(dict.fromkeys(m.passage.document for m in self.members))

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id, "type": self.type, "cameo": self.cameo, "from": self.first, "to": self.last,
            "place": {"name": self.place, "country": self.country, "lat": self.lat, "lon": self.lon} if self.place else None,
            "sources": list(self.sources), "targets": list(self.targets), "events": [m.to_dict() for m in self.members],
            "voices": [v.to_dict() for v in self.voices], "independent": self.independent, "only_from": self.only_from,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Side:
    """What one account says in a dispute, in its words (`passage`) and in short (`says`: "31 killed"); `speaker` as in Member."""

    passage: Passage
    says: str = ""
    speaker: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return {**self.passage.to_dict(), "says": self.says, "speaker": self.speaker}


@dataclass(frozen=True, slots=True)
class Dispute:
    """Accounts that cannot all be right. kind: denial | blame | number | place | time. `happening`: its id, None where it has none."""

    id: str
    kind: str
    sides: tuple[Side, ...]
    happening: str | None = None
    reason: str = ""

    def to_dict(self) -> dict[str, Any]:
        return {"id": self.id, "kind": self.kind, "happening": self.happening, "reason": self.reason, "sides": [s.to_dict() for s in self.sides]}


@dataclass(frozen=True, slots=True)
class Accounts:
    """What comparing the documents of a case yields."""

    happenings: tuple[Happening, ...] = field(default_factory=tuple)
    disputes: tuple[Dispute, ...] = field(default_factory=tuple)

    def to_dict(self) -> dict[str, Any]:
        return {"happenings": [h.to_dict() for h in self.happenings], "disputes": [d.to_dict() for d in self.disputes]}
