"""Who dealt with whom: actors as nodes; cooperation in solid blue, conflict in dashed red lines."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from counterclaim.show.charts.svg import WIDTH, altair, draw, halo, text_width
from counterclaim.show.contexts import Chart, Edge
from counterclaim.show.palette import light

SEED = 7  # the same codings give the same picture
MARGIN = 70
NODE = 9  # radius in pixels
APART = 11  # pixels between parallel lines
CAPTION = (
    "Solid blue lines: cooperation. Dashed red lines: conflict. Numbers count events; "
    "arrows lead from who acts to whom; lines without one are mutual."
)
DRAWN = {"cooperation": ("mc", [1, 0]), "conflict": ("mf", [7, 4])}

Place = tuple[float, float]


def network(edges: Sequence[Edge]) -> Chart | None:
    """The chart, or None when nobody dealt with anybody."""
    if not edges:
        return None
    alt = altair()

    nodes = layout(edges)
    height = int(max(y for _, y in nodes.values()) + 2 * NODE + 6)
    layers = []
    lines = drawn_lines(edges, nodes)
    for kind, (colour, dash) in DRAWN.items():
        mine = [line for line in lines if line["kind"] == kind]
        base = alt.Chart(alt.Data(values=mine)).encode(**axes(alt, height), href="href:N", description="label:N")
        rule = base.mark_rule(color=light(colour), strokeDash=dash, strokeCap="butt")
        layers.append(rule.encode(x2="x2:Q", y2="y2:Q", strokeWidth=alt.StrokeWidth("width:Q", scale=None)))
        heads = alt.Chart(alt.Data(values=[line for line in mine if not line["mutual"]]))
        arrows = heads.mark_point(shape="triangle", filled=True, opacity=1, color=light(colour), size=130, aria=False)
        layers.append(arrows.encode(**axes(alt, height, "hx", "hy"), angle=alt.Angle("angle:Q", scale=None)))
        counts = alt.Chart(alt.Data(values=mine)).encode(**axes(alt, height, "cx", "cy"))
        layers.append(counts.mark_point(filled=True, size=230, color=light("paper"), opacity=1, aria=False))
        layers.append(counts.mark_text(fontSize=12, fontWeight="bold", color=light(colour), aria=False).encode(text="count:Q"))
    people = alt.Chart(alt.Data(values=[{"name": n, "x": px, "y": py} for n, (px, py) in nodes.items()])).encode(**axes(alt, height))
    dots = people.mark_point(filled=True, size=260, color=light("ink"), stroke=light("paper"), strokeWidth=2, opacity=1)
    layers.append(dots.encode(description="name:N"))
    for (dx, dy), names in name_sides(edges, nodes).items():
        style = {"align": "center" if not dx else "left" if dx > 0 else "right", "dx": 15 * dx, "dy": 19 * dy, "baseline": "middle"}
        rows = [{"name": n, "x": nodes[n][0], "y": nodes[n][1]} for n in names]
        named = alt.Chart(alt.Data(values=rows)).encode(**axes(alt, height), text="name:N")
        layers += halo(named, "paper", fontSize=14, fontWeight="bold", color=light("ink"), aria=False, **style)
    chart = alt.layer(*layers).properties(width=WIDTH, height=height)
    return Chart("network", "Who dealt with whom", draw(chart, "network", f"Network of {len(nodes)} actors"), CAPTION)


def axes(alt: Any, height: int, x: str = "x", y: str = "y") -> dict[str, Any]:
    """Position in pixels, from the upper left corner."""
    return {
        "x": alt.X(f"{x}:Q", scale=alt.Scale(domain=[0, WIDTH], nice=False), axis=None),
        "y": alt.Y(f"{y}:Q", scale=alt.Scale(domain=[height, 0], nice=False), axis=None),
    }


def layout(edges: Sequence[Edge]) -> dict[str, Place]:
    """A place in pixels for each actor: spring layout, turned so that its longest extent lies flat."""
    import networkx
    import numpy

    graph = networkx.Graph()
    graph.add_edges_from((edge.source, edge.target) for edge in edges)
    found = networkx.spring_layout(graph, seed=SEED, k=2.2 / math.sqrt(len(graph)), iterations=300)
    names = list(found)
    xy = numpy.array([found[n] for n in names], dtype=float)
    xy -= xy.mean(axis=0)
    xy = xy @ numpy.linalg.svd(xy, full_matrices=False)[2].T
    height = 120 if len(names) == 2 else min(200 + 22 * len(names), 560)
    size = numpy.ptp(xy, axis=0)
    size[size < 1e-6] = 1.0
    inner = numpy.array([WIDTH - 2 * MARGIN, 0 if len(names) == 2 else height - 2 * MARGIN + 40])
    xy = (xy - xy.min(axis=0)) / size * inner + numpy.array([MARGIN, MARGIN - 25])
    return {n: (round(float(px), 1), round(float(py), 1)) for n, (px, py) in zip(names, xy, strict=True)}


def name_sides(edges: Sequence[Edge], nodes: dict[str, Place]) -> dict[tuple[int, int], list[str]]:
    """Names by the side of the node on which they stand: the one farthest from any line that ends there."""
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for name, (x, y) in nodes.items():
        others = [nodes[e.target if e.source == name else e.source] for e in edges if name in (e.source, e.target)]
        angles = [math.atan2(other[1] - y, other[0] - x) for other in others]
        inside = [s for s in ((0, -1), (0, 1), (1, 0), (-1, 0)) if 0 <= x + s[0] * (15 + text_width(name, 15)) <= WIDTH]
        room = [min(abs(math.remainder(math.atan2(s[1], s[0]) - a, math.tau)) for a in angles) for s in inside]
        found[inside[room.index(max(room))]].append(name)
    return found


def drawn_lines(edges: Sequence[Edge], nodes: dict[str, Place]) -> list[dict[str, Any]]:
    """Each edge as a line between its nodes' rims; the edges of one pair run side by side."""
    by_pair: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        one, two = sorted((edge.source, edge.target))
        by_pair[one, two].append(edge)
    lines = []
    for (one, two), group in by_pair.items():
        (ax, ay), (bx, by) = nodes[one], nodes[two]
        length = math.hypot(bx - ax, by - ay) or 1.0
        ux, uy = (bx - ax) / length, (by - ay) / length
        for i, edge in enumerate(group):
            shift = (i - (len(group) - 1) / 2) * APART
            start = (ax - uy * shift + ux * NODE, ay + ux * shift + uy * NODE)
            end = (bx - uy * shift - ux * NODE, by + ux * shift - uy * NODE)
            if edge.source == two:
                start, end = end, start
            lines.append(line(edge, start, end))
    return lines


def line(edge: Edge, start: Place, end: Place) -> dict[str, Any]:
    """One drawn line with the places of its arrowhead (near the end) and its number (nearer the start)."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    arrow = "and" if edge.mutual else "to"
    return {
        "x": start[0], "y": start[1], "x2": end[0], "y2": end[1],
        "hx": start[0] + dx * 0.8, "hy": start[1] + dy * 0.8, "angle": math.degrees(math.atan2(dy, dx)) + 90,
        "cx": start[0] + dx * (0.5 if edge.mutual else 0.35), "cy": start[1] + dy * (0.5 if edge.mutual else 0.35),
        "width": min(1.5 + edge.count * 0.5, 5), "count": edge.count, "kind": edge.kind, "mutual": edge.mutual, "href": edge.href,
        "label": f"{edge.source} {arrow} {edge.target}: {edge.count} of {edge.kind}",
    }  # fmt: skip
