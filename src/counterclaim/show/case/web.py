"""Who deals with whom: the network of a case, laid out as the report's is, and one pair through time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from counterclaim.show.charts.network import NODE, drawn_lines, layout, name_sides
from counterclaim.show.charts.svg import WIDTH
from counterclaim.show.contexts import Edge
from counterclaim.show.words import actor_name, entry

MOST = 24  # ties that are drawn
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Node:
    x: float
    y: float
    name: str
    tx: float
    ty: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Web:
    """The picture: lines as `drawn_lines` gives them, nodes with the places of their names."""

    lines: list[dict[str, Any]]
    nodes: list[Node]
    left_out: int
    height: int
    width: int = WIDTH
    radius: int = NODE


@dataclass(frozen=True, slots=True)
class Tie:
    """A pair of actors in the table: events of each kind, in each direction and together."""

    one: str
    other: str
    cooperation: int
    conflict: int
    forth: int
    back: int

    @property
    def events(self) -> int:
        return self.cooperation + self.conflict


def pairs(rows: Sequence[Row]) -> list[Tie]:
    """Pairs of `ties` (source, target, quad, events), the busiest first; what goes both ways in one event counts in each direction."""
    found: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for r in rows:
        one, other = sorted((r["source"], r["target"]))
        cell = found[one, other]
        cell[entry("quads", r["quad"])["of"]] += r["events"]
        cell["forth" if r["source"] == one else "back"] += r["events"]
    ties = [Tie(a, b, n["cooperation"], n["conflict"], n["forth"], n["back"]) for (a, b), n in found.items()]
    return sorted(ties, key=lambda t: (-t.events, t.one, t.other))


def web(rows: Sequence[Row]) -> Web | None:
    """The network of the busiest ties, or None where nobody deals with anybody."""
    counts: dict[tuple[str, str, str], int] = defaultdict(int)
    for r in rows:
        counts[actor_name(r["source"]), actor_name(r["target"]), entry("quads", r["quad"])["of"]] += r["events"]
    edges = []
    for (source, target, kind), n in counts.items():
        back = counts.get((target, source, kind), 0)
        if back == n and source != target:  # as often one way as the other: talks and the like
            if source < target:
                edges.append(Edge(source, target, kind, True, n, ""))
        elif source != target:
            edges.append(Edge(source, target, kind, False, n, ""))
    edges.sort(key=lambda e: (-e.count, e.source, e.target, e.kind))
    return drawn(tuple(edges[:MOST]), len(edges) - len(edges[:MOST])) if edges else None


@lru_cache(maxsize=32)
def drawn(edges: tuple[Edge, ...], left_out: int) -> Web:
    places = layout(edges)
    nodes = []
    for (dx, dy), names in name_sides(edges, places).items():
        for name in names:
            x, y = places[name]
            nodes.append(Node(x, y, name, x + 15 * dx, y + 19 * dy, "middle" if not dx else "start" if dx > 0 else "end"))
    height = int(max(y for _, y in places.values()) + 2 * NODE + 12)
    return Web(drawn_lines(edges, places), sorted(nodes, key=lambda n: n.name), left_out, height)
