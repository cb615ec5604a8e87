"""Make `data/show/outlines.json`, the bundled outlines of the world, out of the npm package world-atlas.

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python tools/build_outlines.py package/countries-50m.json

world-atlas 2.0.2 (ISC) holds Natural Earth's 1:50m country borders (public domain) as TopoJSON.
Each arc is simplified by itself (Douglas-Peucker), so that two neighbours keep one common border,
and islands too small to be seen are left out. Areas under dispute do not come from there: they are
drawn by hand in `data/show/disputed.json`.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

Point = tuple[float, float]

TARGET = Path(__file__).parent.parent / "src/counterclaim/data/show/outlines.json"
# Degrees. Swept 0.015-0.1: 0.025 keeps borders true to some 4 pixels at the closest zoom and the file under 300 KB.
TOLERANCE = 0.025
SMALLEST_ISLAND = 0.1  # square degrees; a country's largest ring is kept however small
GRID = 0.01  # degrees; the step that coordinates are stored in
ICE = {"Antarctica"}


def decode(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs of `topology` as lists of (longitude, latitude)."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def simplify(points: list[Point], tolerance: float) -> list[Point]:
    """`points` without those that lie within `tolerance` of the line that is kept (Douglas-Peucker)."""
    keep = {0, len(points) - 1}
    todo = [(0, len(points) - 1)]
    if points[0] == points[-1] and len(points) > 4:  # a ring has no chord: split it at its farthest point
        far = max(range(len(points)), key=lambda i: distance(points[i], points[0], points[0]))
        keep.add(far)
        todo = [(0, far), (far, len(points) - 1)]
    while todo:
        first, last = todo.pop()
        if last - first < 2:
            continue
        far = max(range(first + 1, last), key=lambda i: distance(points[i], points[first], points[last]))
        if distance(points[far], points[first], points[last]) > tolerance:
            keep.add(far)
            todo += [(first, far), (far, last)]
    return [points[i] for i in sorted(keep)]


def distance(p: Point, a: Point, b: Point) -> float:
    """Distance of `p` from the stretch `a`-`b`, in degrees."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = 0.0 if not length else max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length))
    return float(((p[0] - a[0] - t * dx) ** 2 + (p[1] - a[1] - t * dy) ** 2) ** 0.5)


def corners(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """The points of a ring, the first not repeated at the end."""
    return [p for a in ring for p in (arcs[a] if a >= 0 else arcs[~a][::-1])[:-1]]


def area(ring: list[int], arcs: list[list[Point]]) -> float:
    """Area of a ring in square degrees."""
    points = corners(ring, arcs)
    return abs(sum(p[0] * q[1] - q[0] * p[1] for p, q in zip(points, points[1:] + points[:1], strict=True))) / 2


def centre(ring: list[int], arcs: list[list[Point]]) -> list[float]:
    """Centroid of a ring, where the country's name may stand."""
    points = corners(ring, arcs)
    crosses = [p[0] * q[1] - q[0] * p[1] for p, q in zip(points, points[1:] + points[:1], strict=True)]
    twice = sum(crosses) or 1e-9
    pairs = list(zip(points, points[1:] + points[:1], crosses, strict=True))
    return [round(sum((p[i] + q[i]) * c for p, q, c in pairs) / (3 * twice), 2) for i in (0, 1)]


def kept_polygons(geometry: dict[str, Any], arcs: list[list[Point]]) -> list[list[list[int]]]:
    """The polygons of a country that are large enough to be seen, the largest always."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    polygons = sorted(polygons, key=lambda p: -area(p[0], arcs))
    return [p for i, p in enumerate(polygons) if i == 0 or area(p[0], arcs) >= SMALLEST_ISLAND]


def outlines(topology: dict[str, Any]) -> dict[str, Any]:
    """A small topology with one object, `countries`, whose members have a `name`."""
    arcs = decode(topology)
    countries: list[dict[str, Any]] = []
    used: dict[int, int] = {}  # arcs of the source by their new number
    for geometry in topology["objects"]["countries"]["geometries"]:
        if geometry["type"] is None or geometry["properties"]["name"] in ICE:
            continue
        polygons = kept_polygons(geometry, arcs)
        renumbered = [[[renumber(a, used) for a in ring] for ring in polygon] for polygon in polygons]
        named = {"name": geometry["properties"]["name"], "at": centre(polygons[0][0], arcs)}
        countries.append({"type": "MultiPolygon", "properties": named, "arcs": renumbered})
    kept = [encode(simplify(arcs[old], TOLERANCE)) for old in used]
    return {
        "type": "Topology",
        "transform": {"scale": [GRID, GRID], "translate": [-180, -90]},
        "objects": {"countries": {"type": "GeometryCollection", "geometries": countries}},
        "arcs": kept,
    }


def renumber(arc: int, used: dict[int, int]) -> int:
    """The new number of `arc`; a reversed arc is the complement of its number, as TopoJSON has it."""
    old = arc if arc >= 0 else ~arc
    new = used.setdefault(old, len(used))
    return new if arc >= 0 else ~new


def encode(points: list[Point]) -> list[list[int]]:
    """`points` on the grid, each as the step from the one before; repeated points are left out."""
    out: list[list[int]] = []
    x = y = 0
    for lon, lat in points:
        nx, ny = round((lon + 180) / GRID), round((lat + 90) / GRID)
        if out and (nx, ny) == (x, y):
            continue
        out.append([nx - x, ny - y])
        x, y = nx, ny
    return out if len(out) > 1 else [*out, [0, 0]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("countries", type=Path, help="countries-50m.json of world-atlas")
    parser.add_argument("-o", "--output", type=Path, default=TARGET)
    args = parser.parse_args()
    small = outlines(json.loads(args.countries.read_text(encoding="utf8")))
    args.output.write_text(json.dumps(small, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf8")
    print(f"{args.output.name}: {args.output.stat().st_size // 1024} KB, {len(small['arcs'])} arcs")


if __name__ == "__main__":
    main()
