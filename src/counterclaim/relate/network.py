"""States as a signed network: who cooperates, who is in conflict, whether that is balanced, and which blocs it makes.

A tie is positive where deeds of cooperation outweigh those of conflict in Goldstein values, negative where it is the
other way about; a tie near zero is left out. A triangle is balanced when the product of its signs is positive: the
friend of my friend, the enemy of my enemy is my friend (Heider 1946; Cartwright and Harary 1956).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from counterclaim.relate.actors import is_state
from counterclaim.relate.codes import STRETCHES
from counterclaim.relate.extras import library
from counterclaim.relate.series import Cells

NEUTRAL = 0.5  # mean Goldstein value of a tie below which it has no sign
DRAWS = 999  # signs dealt anew to the same ties
RESTARTS = 20  # of the search for blocs


@dataclass(frozen=True, slots=True)
class Tie:
    """Two states in alphabetical order. net: sum of Goldstein values both ways; mean: of an event."""

    one: str
    two: str
    events: int
    net: float

    @property
    def mean(self) -> float:
        return self.net / self.events

    @property
    def sign(self) -> int:
        return 0 if abs(self.mean) < NEUTRAL else 1 if self.mean > 0 else -1


@dataclass(frozen=True, slots=True)
class Triangle:
    """Three states with the signs of their ties: one-two, one-three, two-three; the third of `signs` is the last pair's."""

    states: tuple[str, str, str]
    signs: tuple[int, int, int]
    strength: int  # events of its thinnest tie

    @property
    def balanced(self) -> bool:
        return self.signs[0] * self.signs[1] * self.signs[2] > 0


@dataclass(frozen=True, slots=True)
class Network:
    """One period. balance: share of balanced triangles (NaN without any); chance: p of as many by signs dealt at random;
    blocs: states that stand together, largest first; frustration: share of ties that run against the blocs."""

    period: str
    ties: list[Tie]
    triangles: list[Triangle]
    balance: float
    chance: float
    blocs: list[list[str]]
    frustration: float

    @property
    def states(self) -> list[str]:
        return sorted({s for t in self.ties for s in (t.one, t.two)})

    @property
    def strained(self) -> list[Triangle]:
        return sorted((t for t in self.triangles if not t.balanced), key=lambda t: (-t.strength, t.states))


def networks(cells: Cells, by: str, fewest: int, most_states: int, seed: int = 1) -> list[Network]:
    """The networks of consecutive stretches `by` (of STRETCHES) of cells counted by month, with ties of at least `fewest`
    events among the `most_states` states that take part most."""
    keep = busiest(cells, most_states)
    months = cells.periods.first + cells.period
    length = STRETCHES[by]
    stretch = months // length if length else np.zeros(len(months), np.int64)
    found = []
    for n in np.unique(stretch).tolist():
        if ties := ties_of(cells, stretch == n, keep, fewest):
            found.append(network(label(cells, by, n), ties, np.random.default_rng(seed)))
    return found


def label(cells: Cells, by: str, stretch: int) -> str:
    if by == "all":
        return f"{cells.periods.start(0):%Y-%m} to {cells.periods.start(cells.periods.count - 1):%Y-%m}"
    length = STRETCHES[by] or 1
    year, month = divmod(stretch * length, 12)
    if by == "decade":
        return f"{1970 + year}s"
    return str(1970 + year) if by == "year" else f"{1970 + year}-{month + 1:02}" if by == "month" else f"{1970 + year} Q{month // 3 + 1}"


def busiest(cells: Cells, most: int) -> set[str]:
    totals: dict[str, float] = {}
    for side in (cells.source, cells.target):
        for name, n in zip(cells.actors, np.bincount(side, cells.events, minlength=len(cells.actors)), strict=True):
            if is_state(name):
                totals[name] = totals.get(name, 0) + float(n)
    return set(sorted(totals, key=lambda s: (-totals[s], s))[:most])


def ties_of(cells: Cells, rows: NDArray[np.bool_], keep: set[str], fewest: int) -> list[Tie]:
    """Ties between the states `keep`, both directions together, in alphabetical order."""
    order = np.argsort(np.argsort(cells.actors))  # the place of each actor in the alphabet
    kept = np.array([name in keep for name in cells.actors])
    rows = rows & kept[cells.source] & kept[cells.target] & (cells.source != cells.target)
    one, two = (f(order[cells.source[rows]], order[cells.target[rows]]) for f in (np.minimum, np.maximum))
    pairs, place = np.unique(one * len(order) + two, return_inverse=True)
    n = np.bincount(place, cells.events[rows], minlength=len(pairs))
    net = np.bincount(place, (cells.positive + cells.negative)[rows], minlength=len(pairs))
    names = sorted(cells.actors)
    return [Tie(names[p // len(order)], names[p % len(order)], int(k), float(v)) for p, k, v in zip(pairs, n, net, strict=True) if k >= fewest]


def network(period: str, ties: list[Tie], rng: np.random.Generator) -> Network:
    signed = [t for t in ties if t.sign]
    triangles = triangles_of(signed)
    balance = float(np.mean([t.balanced for t in triangles])) if triangles else float("nan")
    blocs, frustration = blocs_of(signed, rng)
    return Network(period, ties, triangles, balance, chance_of(signed, triangles, rng), blocs, frustration)


def triangles_of(ties: list[Tie]) -> list[Triangle]:
    """All triangles of signed ties."""
    graph = library("networkx").Graph()
    by_pair = {(t.one, t.two): t for t in ties}
    graph.add_edges_from(by_pair)
    found = []
    for clique in library("networkx").enumerate_all_cliques(graph):
        if len(clique) > 3:
            break
        if len(clique) == 3:
            a, b, c = sorted(clique)
            sides = [by_pair[pair] for pair in combinations((a, b, c), 2)]
            one, two, three = (t.sign for t in sides)
            found.append(Triangle((a, b, c), (one, two, three), min(t.events for t in sides)))
    return found


def chance_of(ties: list[Tie], triangles: list[Triangle], rng: np.random.Generator) -> float:
    """How often as many triangles or more are balanced when the same signs are dealt to the same ties at random."""
    if not triangles:
        return float("nan")
    place = {(t.one, t.two): i for i, t in enumerate(ties)}
    sides = np.array([[place[pair] for pair in combinations(t.states, 2)] for t in triangles])
    signs = np.array([t.sign for t in ties])
    balanced = (signs[sides].prod(axis=1) > 0).sum()
    dealt = np.array([(rng.permutation(signs)[sides].prod(axis=1) > 0).sum() for _ in range(DRAWS)])
    return float((1 + (dealt >= balanced).sum()) / (DRAWS + 1))


def blocs_of(ties: list[Tie], rng: np.random.Generator) -> tuple[list[list[str]], float]:
    """(blocs, share of ties against them): the partition with the fewest positive ties across and negative ties within.

    Generalised balance (Davis 1967; Doreian and Mrvar 1996): states move one by one to where they fit best, from many
    random beginnings. No library that is kept does this for signed networks.
    """
    states = sorted({s for t in ties for s in (t.one, t.two)})
    if not states:
        return [], float("nan")
    number = {s: i for i, s in enumerate(states)}
    weights = np.zeros((len(states), len(states)))
    for t in ties:
        weights[number[t.one], number[t.two]] = weights[number[t.two], number[t.one]] = t.sign
    best, most = np.arange(len(states)), -np.inf
    for _ in range(RESTARTS):
        bloc = settle(weights, rng)
        fit = float((weights * (bloc[:, None] == bloc[None, :])).sum())
        if fit > most:
            best, most = bloc, fit
    against = sum((t.sign > 0) != (best[number[t.one]] == best[number[t.two]]) for t in ties)
    groups = [[s for s in states if best[number[s]] == b] for b in dict.fromkeys(best.tolist())]
    return sorted(groups, key=lambda g: (-len(g), g)), against / len(ties)


def settle(weights: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.int64]:
    """Every state in the bloc where its ties fit best, from a random beginning until none would move."""
    n = len(weights)
    bloc = rng.integers(0, max(2, n // 3), n)
    moved = True
    while moved:
        moved = False
        for i in rng.permutation(n):
            gain = np.bincount(bloc, weights[i], minlength=n + 1)
            free = int(np.setdiff1d(np.arange(n + 1), bloc)[0])  # a bloc of one's own
            options = np.append(np.unique(bloc), free)
            to = int(options[np.argmax(gain[options])])
            if gain[to] > gain[bloc[i]] + 1e-9:
                bloc[i], moved = to, True
    return bloc
