"""Task `accounts`: several reports of the same days, and where they disagree. One line a case.

happenings  gold groups stretches that tell of one happening; coded groups hold the places of events. Counted
            are the pairs of gold stretches that stand, and that are put, in one group.
disputes    a coded dispute counts when it has the kind of a gold one and touches both its stretches with
            sides of at most 240 characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from counterclaim.evaluate.coded import Extent, extent_from
from counterclaim.evaluate.figures import Result, Score

LONGEST_SIDE = 240


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of one of the case's documents."""

    document: str
    extent: Extent

    def meets(self, other: Mark) -> bool:
        return self.document == other.document and self.extent.meets(other.extent)


@dataclass(frozen=True, slots=True)
class Dispute:
    kind: str
    sides: tuple[Mark, ...]

    def answers(self, gold: Dispute) -> bool:
        return self.kind == gold.kind and all(any(len(s.extent) <= LONGEST_SIDE and s.meets(g) for s in self.sides) for g in gold.sides)


@dataclass(frozen=True, slots=True)
class Case:
    id: str = ""
    happenings: tuple[frozenset[Mark], ...] = ()
    disputes: tuple[Dispute, ...] = ()


NO_CASE = Case()


def gold_case_from(row: dict[str, Any]) -> Case:
    def mark(triple: Sequence[Any]) -> Mark:
        return Mark(triple[0], Extent(triple[1], triple[2]))

    groups = tuple(frozenset(map(mark, g)) for g in row["happenings"])
    return Case(row["id"], groups, tuple(Dispute(d["kind"], tuple(map(mark, d["sides"]))) for d in row.get("disputes", ())))


def coded_case_from(row: dict[str, Any]) -> Case:
    def marks(places: Iterable[dict[str, Any]]) -> list[Mark]:
        return [Mark(p["document"], extent_from(p)) for p in places]

    groups = tuple(frozenset(marks(h["events"])) for h in row.get("happenings", ()))
    return Case(row["id"], groups, tuple(Dispute(d["kind"], tuple(marks(d["sides"]))) for d in row.get("disputes", ())))


def pairs_in(groups: Iterable[Iterable[Mark]]) -> set[frozenset[Mark]]:
    return {frozenset(pair) for group in groups for pair in combinations(group, 2)}


def measure_accounts(gold: Sequence[Case], coded: Sequence[Case]) -> Result:
    happenings = disputes = Score()
    for case, said in zip(gold, coded, strict=True):
        marks = frozenset[Mark]().union(*case.happenings)
        put = [[m for m in marks if any(e.meets(m) for e in group)] for group in said.happenings]
        want, made = pairs_in(case.happenings), pairs_in(put)
        happenings += Score(len(want & made), len(made), len(want))
        answered = sum(any(s.answers(g) for s in said.disputes) for g in case.disputes)
        disputes += Score(answered, len(said.disputes), len(case.disputes))
    return Result({"happenings": happenings, "disputes": disputes.capped()}, len(gold))
