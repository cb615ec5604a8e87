"""What a measurement yields: counts with precision, recall and F1, plain shares, and remarks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

W = TypeVar("W")
S = TypeVar("S")
DIGITS = 4  # to which figures are rounded for output


@dataclass(frozen=True, slots=True)
class Score:
    """`hit` of the `said` are right; `gold` were to be found. All three add up over documents."""

    hit: int = 0
    said: int = 0
    gold: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.hit + other.hit, self.said + other.said, self.gold + other.gold)

    @property
    def precision(self) -> float:
        return self.hit / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        return self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 where both are."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def capped(self) -> Score:
        """The same with no more hits than were said: one coded span may have met several in gold."""
        return Score(min(self.hit, self.said), self.said, self.gold)

    def to_dict(self) -> dict[str, float]:
        return {"p": round(self.precision, DIGITS), "r": round(self.recall, DIGITS), "f1": round(self.f1, DIGITS)}


@dataclass(slots=True)
class Result:
    """Figures by name, between 0 and 1 ("cue exact", "silent"); `remarks` say what was missed.

    low_is_good: names of figures that are shares of something unwanted.
    details: figures of parts, such as each event type; they explain and are not to be gated on.
    """

    figures: dict[str, Score | float]
    documents: int
    details: dict[str, Score | float] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    low_is_good: frozenset[str] = frozenset()

    def values(self) -> dict[str, float]:
        """One number a figure: F1 of a Score, a share as it is. Rounded."""
        return {name: round(f.f1 if isinstance(f, Score) else f, DIGITS) for name, f in self.figures.items()}

    def to_dict(self) -> dict[str, Any]:
        out: dict[str, Any] = {"documents": self.documents, "figures": plain(self.figures)}
        if self.details:
            out["details"] = plain(self.details)
        if self.remarks:
            out["remarks"] = self.remarks
        return out


def plain(figures: dict[str, Score | float]) -> dict[str, Any]:
    return {name: f.to_dict() if isinstance(f, Score) else round(f, DIGITS) for name, f in figures.items()}


def pairs_made(want: Sequence[W], said: Sequence[S], likeness: Callable[[W, S], float], floor: float = 0.5) -> int:
    """How many of `want` and `said` can be paired one to one, the likest first, none below `floor`."""
    likely = ((likeness(w, s), i, j) for i, w in enumerate(want) for j, s in enumerate(said))
    free_want, free_said = set(range(len(want))), set(range(len(said)))
    for _, i, j in sorted((pair for pair in likely if pair[0] >= floor), reverse=True):
        if i in free_want and j in free_said:
            free_want.remove(i)
            free_said.remove(j)
    return len(want) - len(free_want)
