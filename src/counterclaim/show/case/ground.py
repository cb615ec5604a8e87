"""The map of a case: bundled outlines, disputed areas, and places drawn together into clusters where they are close.

A map is an address too: `box` says what part of the world is seen. Projection and outlines are those of the report's map.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from counterclaim.lexicon.load import data_text
from counterclaim.show.charts.map import HEIGHT, View, around, disputed_areas, fits, in_view, sides, view_of
from counterclaim.show.charts.svg import WIDTH, text_width
from counterclaim.show.contexts import MapPoint

CLOSE = 26.0  # pixels; places nearer to each other than that are one cluster
LARGEST = 24.0  # radius
FAINT = 0.7  # pixels; points of an outline nearer to each other show nothing
BIG_ENOUGH = 300  # pixels a radian: from here on countries have their names
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Places drawn as one dot, in pixels. `box` (west, south, east, north) shows them apart, "" for a single place."""

    x: float
    y: float
    radius: float
    events: int
    places: list[str]
    disputed: bool
    country: str
    box: str
    label: str


@dataclass(frozen=True, slots=True)
class Name:
    x: float
    y: float
    text: str
    kind: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Ground:
    """The map: land and areas as SVG paths, dots, names. `wider` is the box of a map from farther off, "" for the whole."""

    land: str
    areas: list[tuple[str, str]]
    clusters: list[Cluster]
    names: list[Name]
    outside: int
    wider: str
    width: int = WIDTH
    height: int = HEIGHT


def ground(rows: Sequence[Row], box: tuple[float, float, float, float] | None = None) -> Ground | None:
    """The map of `places` (place, country, lat, lon, disputed, events); None where none has coordinates."""
    rows = [r for r in rows if abs(r["lat"]) <= 85 and abs(r["lon"]) <= 180]
    if not rows:
        return None
    corners = [(box[1], box[0]), (box[3], box[2])] if box else [(r["lat"], r["lon"]) for r in rows]
    view = view_of([MapPoint("", lat, lon, 1, False, False, "") for lat, lon in corners])
    spots = [(*view.pixel(r["lon"], r["lat"]), r) for r in rows]
    inside = [s for s in spots if 0 <= s[0] <= WIDTH and 0 <= s[1] <= HEIGHT]
    found = clusters(inside)
    areas = [(f["properties"]["label"], ring_path(f["geometry"]["coordinates"][0], view)) for f in disputed_areas() if in_view(f, view)]
    return Ground(land(view.kind, view.scale, view.centre), areas, found, list(names(found, view)), len(spots) - len(inside), wider(box))


def clusters(spots: Sequence[tuple[float, float, Row]]) -> list[Cluster]:
    """The busiest place first takes in all that are close to it."""
    left = sorted(spots, key=lambda s: (-s[2]["events"], s[2]["place"] or ""))
    found = []
    while left:
        x, y, _ = left[0]
        own = [s for s in left if (s[0] - x) ** 2 + (s[1] - y) ** 2 < CLOSE**2]
        left = [s for s in left if (s[0] - x) ** 2 + (s[1] - y) ** 2 >= CLOSE**2]
        found.append(cluster(x, y, [s[2] for s in own]))
    return found


def cluster(x: float, y: float, rows: Sequence[Row]) -> Cluster:
    events = sum(r["events"] for r in rows)
    named = list(dict.fromkeys(r["place"] for r in rows))
    radius = min(6 + 1.6 * events**0.5, LARGEST)
    disputed = any(r["disputed"] for r in rows)
    what = named[0] if len(named) == 1 else f"{named[0]} and {len(named) - 1} more places"
    label = f"{what}: {events:,} event{'' if events == 1 else 's'}{', status disputed' if disputed else ''}"
    apart = len({(r["lat"], r["lon"]) for r in rows}) > 1
    west, east = min(r["lon"] for r in rows), max(r["lon"] for r in rows)
    south, north = min(r["lat"] for r in rows), max(r["lat"] for r in rows)
    box = ",".join(f"{v:.3f}" for v in (west, south, east, north)) if apart else ""
    return Cluster(round(x, 1), round(y, 1), round(radius, 1), events, named, disputed, rows[0]["country"] or "", box, label)


def wider(box: tuple[float, float, float, float] | None) -> str:
    """A box about three times as wide, "" where that is most of the world."""
    if box is None:
        return ""
    west, south, east, north = box
    dx, dy = max(east - west, 5.0), max(north - south, 3.0)
    if dx > 40:
        return ""
    return ",".join(f"{v:.3f}" for v in (max(west - dx, -180), max(south - dy, -80), min(east + dx, 180), min(north + dy, 84)))


def names(found: Sequence[Cluster], view: View) -> Iterator[Name]:
    """Names beside the dots where there is room, then those of disputed areas and countries."""
    taken = [around(c.x, c.y, 2 * c.radius, 2 * c.radius) for c in found]
    for c in found:
        text = c.places[0] if len(c.places) == 1 else f"{c.places[0]} +{len(c.places) - 1}"
        for place, (_, (left, top, right, bottom)) in zip(("start", "end", "above", "below"), sides(c.x, c.y, text_width(text, 13)), strict=True):
            shift = c.radius - 6  # a larger dot pushes its name away
            dx = {"start": shift, "end": -shift}.get(place, 0.0)
            dy = {"above": -shift, "below": shift}.get(place, 0.0)
            moved = (left + dx, top + dy, right + dx, bottom + dy)
            if fits(moved, taken):
                taken.append(moved)
                at = moved[0] if place == "start" else moved[2] if place == "end" else (moved[0] + moved[2]) / 2
                yield Name(round(at, 1), round((moved[1] + moved[3]) / 2, 1), text, "place", place if place in ("start", "end") else "middle")
                break
    for text, lon, lat, kind in grounds(view):
        x, y = view.pixel(lon, lat)
        box = around(x, y, text_width(text, 12) * (1.5 if kind == "country" else 1), 16)
        if fits(box, taken):
            taken.append(box)
            yield Name(round(x, 1), round(y, 1), text, kind)


def grounds(view: View) -> Iterator[tuple[str, float, float, str]]:
    for f in disputed_areas() if view.scale > 5 * BIG_ENOUGH else ():
        if in_view(f, view):
            ring = f["geometry"]["coordinates"][0][:-1]
            yield f["properties"]["name"], sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring), "area"
    for country in world()[1] if view.scale > BIG_ENOUGH else ():
        yield country["name"].upper(), country["at"][0], country["at"][1], "country"


@cache
def world() -> tuple[list[list[list[tuple[float, float]]]], list[dict[str, Any]]]:
    """(rings of each country in degrees, its name and the place of it) out of the bundled TopoJSON."""
    topo = json.loads(data_text("show/outlines.json"))
    (sx, sy), (tx, ty) = topo["transform"]["scale"], topo["transform"]["translate"]
    arcs = []
    for arc in topo["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)

    def ring(numbers: list[int]) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for n in numbers:
            arc = arcs[n] if n >= 0 else arcs[~n][::-1]
            points += arc[1:] if points else arc
        return points

    countries = topo["objects"]["countries"]["geometries"]
    shapes = [[ring(r) for part in (c["arcs"] if c["type"] == "MultiPolygon" else [c["arcs"]]) for r in part] for c in countries]
    return shapes, [c["properties"] for c in countries]


@lru_cache(maxsize=64)
def land(kind: str, scale: float, centre: tuple[float, float]) -> str:
    """All countries that touch the map as one SVG path."""
    from counterclaim.show.charts.map import flat, mercator

    view = (mercator if kind == "mercator" else flat)(scale, centre)
    return "".join(ring_path(ring, view) for shape in world()[0] for ring in shape)


def ring_path(ring: Sequence[Sequence[float]], view: View) -> str:
    """A ring as an SVG path, "" where it lies beside the map; far points are drawn no farther than the renderer likes."""
    points = [view.pixel(lon, lat) for lon, lat in ring]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    if max(xs) < 0 or min(xs) > WIDTH or max(ys) < 0 or min(ys) > HEIGHT:
        return ""
    kept: list[str] = []
    lx = ly = 1e9
    for x, y in points:
        x, y = min(max(x, -4000.0), 5000.0), min(max(y, -4000.0), 5000.0)
        if abs(x - lx) >= FAINT or abs(y - ly) >= FAINT:
            kept.append(f"{x:.1f},{y:.1f}")
            lx, ly = x, y
    return f"M{'L'.join(kept)}Z" if len(kept) > 2 else ""
