"""How well one grouping of mentions agrees with another: pairs, MUC, B-cubed, CEAF-e and their mean, the CoNLL score.

As in Pradhan et al., "Scoring Coreference Partitions of Predicted Mentions: A Reference Implementation" (ACL 2014): the
two groupings need not hold the same mentions, and those of one alone count against it. A library (scorch) would bring
little beside scipy, so these are ours; tests hold the worked examples of that paper.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import combinations

from counterclaim.evaluate.figures import Score

Groups = Sequence[frozenset[Hashable]]


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision and recall, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def pairs(gold: Groups, said: Groups) -> Score:
    """Pairs of mentions that stand in one group."""
    want, made = ({frozenset(p) for g in groups for p in combinations(g, 2)} for groups in (gold, said))
    return Score(len(want & made), len(made), len(want))


def muc(gold: Groups, said: Groups) -> Rates:
    """Links that would be needed to hold the groups together, and are there."""
    kept = sum(len(g & s) - 1 for g in gold for s in said if g & s)
    return Rates(share(kept, sum(len(s) - 1 for s in said)), share(kept, sum(len(g) - 1 for g in gold)))


def b_cubed(gold: Groups, said: Groups) -> Rates:
    """By mention: what share of its group stands in the other's."""
    common = [(len(g & s) ** 2, len(s), len(g)) for g in gold for s in said if g & s]
    precision = share(sum(n / s for n, s, _ in common), sum(map(len, said)))
    return Rates(precision, share(sum(n / g for n, _, g in common), sum(map(len, gold))))


def ceaf_e(gold: Groups, said: Groups) -> Rates:
    """Each group paired with one of the other side so that they are likest on the whole."""
    likeness = [[2 * len(g & s) / (len(g) + len(s)) for s in said] for g in gold]
    best = best_pairing(likeness)
    return Rates(share(best, len(said)), share(best, len(gold)))


def conll(gold: Groups, said: Groups) -> float:
    """Mean of the three F1."""
    return sum(measure(gold, said).f1 for measure in (muc, b_cubed, ceaf_e)) / 3


def best_pairing(worth: Sequence[Sequence[float]]) -> float:
    """The most that pairing each row with a column of its own can be worth: the Hungarian method with potentials.

    worth  rows of one length, none negative. A pure-Python O(rows² x columns): some hundred groups a side are quick.
    """
    if not worth or not worth[0]:
        return 0.0
    rows = worth if len(worth) <= len(worth[0]) else [list(column) for column in zip(*worth, strict=True)]
    n, m = len(rows), len(rows[0])
    by_row, by_column = [0.0] * (n + 1), [0.0] * (m + 1)
    owner, way = [0] * (m + 1), [0] * (m + 1)
    for i in range(1, n + 1):
        owner[0], column = i, 0
        least, seen = [float("inf")] * (m + 1), [False] * (m + 1)
        while owner[column]:
            seen[column] = True
            row, step, following = owner[column], float("inf"), 0
            for j in range(1, m + 1):
                if seen[j]:
                    continue
                cost = -rows[row - 1][j - 1] - by_row[row] - by_column[j]
                if cost < least[j]:
                    least[j], way[j] = cost, column
                if least[j] < step:
                    step, following = least[j], j
            for j in range(m + 1):
                if seen[j]:
                    by_row[owner[j]] += step
                    by_column[j] -= step
                else:
                    least[j] -= step
            column = following
        while column:
            owner[column] = owner[way[column]]
            column = way[column]
    return sum(rows[owner[j] - 1][j - 1] for j in range(1, m + 1) if owner[j])
