"""Places of events on the bundled outlines of the world, zoomed to them; disputed areas are hatched."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from counterclaim.lexicon.load import data_text
from counterclaim.show.charts.svg import HATCH, WIDTH, altair, draw, halo, text_width
from counterclaim.show.contexts import Chart, MapPoint
from counterclaim.show.palette import light

HEIGHT = 430
CLOSEST = 5.0  # degrees of longitude across, at least: the outlines are no truer than that
NEAR = 4.0  # degrees from a place that make its neighbourhood
MOST_EVENTFUL = 100  # places whose neighbourhoods are looked at
LAND = (-58.0, 84.0)  # degrees of latitude between which there is something to see
WORLD = 130.0  # degrees; points farther apart are shown on the whole world
CAPTION = (
    "Larger dots: more events; hollow ones: somewhere in the country. Hatched, with a dashed outline: areas whose status is disputed, drawn roughly. "
    "Borders are no statement on anybody's claim."
)
CLOSE_UP = 1500  # pixels a radian; from here on there is room for the names of areas, beside their middle too
NEAR_CAPTION = "The most eventful part of the map above."
SOLID = {"fill": "ink", "stroke": "paper"}
HOLLOW = {"fill": "paper", "stroke": "ink"}
SIDES = {"right": (1, 0, "left"), "left": (-1, 0, "right"), "above": (0, -1, "center"), "below": (0, 1, "center")}

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class View:
    """A projection: Vega's name for it, scale in pixels a radian, centre in degrees, and the same as a function."""

    kind: str
    scale: float
    centre: tuple[float, float]
    pixel: Callable[[float, float], tuple[float, float]]


def event_maps(points: Sequence[MapPoint]) -> list[Chart]:
    """A map of all places, and one from nearer where most events lie close together; [] without coordinates."""
    points = [p for p in points if abs(p.lat) <= 85 and abs(p.lon) <= 180]
    if not points:
        return []
    near = close_together(points)
    maps = [event_map("map", "Where", points, CAPTION)]
    return [*maps, event_map("map-near", "Where, from nearer", near, NEAR_CAPTION)] if near else maps


def close_together(points: Sequence[MapPoint]) -> list[MapPoint]:
    """The most eventful neighbourhood, where a map of it alone would show much more; else []."""
    around_each = [[p for p in points if abs(p.lat - q.lat) < NEAR and abs(p.lon - q.lon) < NEAR] for q in points[:MOST_EVENTFUL]]
    near = max(around_each, key=lambda hood: (len(hood) > 1, sum(p.count for p in hood)))
    if len(near) < 2 or sum(p.count for p in near) * 4 < sum(p.count for p in points):
        return []
    return near if view_of(near).scale > 2.5 * view_of(points).scale else []


def event_map(anchor: str, title: str, points: Sequence[MapPoint], caption: str) -> Chart:
    """The map of `points`, which are on the globe and at least one."""
    alt = altair()
    view = view_of(points)
    frame = {"type": view.kind, "scale": view.scale, "center": list(view.centre), "translate": [WIDTH / 2, HEIGHT / 2]}
    frame["clipExtent"] = [[0, 0], [WIDTH, HEIGHT]]
    world = json.loads(data_text("show/outlines.json"))
    land = alt.Chart(alt.NamedData(name="world", format=alt.DataFormat(type="topojson", feature="countries")))
    areas = alt.Chart(alt.Data(values=[f for f in disputed_areas() if in_view(f, view)]))
    layers = [
        land.mark_geoshape(fill=light("land"), stroke=light("shore"), strokeWidth=0.8, aria=False),
        areas.mark_geoshape(fill=HATCH, stroke=light("warn"), strokeWidth=1.2, strokeDash=[4, 3]).encode(description="properties.label:N"),
    ]
    for vague, style in {True: HOLLOW, False: SOLID}.items():
        rows = [spot(p) for p in points if p.vague == vague]
        spots = alt.Chart(alt.Data(values=rows)).encode(longitude="lon:Q", latitude="lat:Q", href="href:N", description="label:N")
        colours = {key: light(name) for key, name in style.items()}
        layers.append(spots.encode(size=alt.Size("size:Q", scale=None)).mark_circle(**colours, strokeWidth=1.5, opacity=0.9))
    layers += labels(alt, points, view, [c["properties"] for c in world["objects"]["countries"]["geometries"]])
    chart = alt.layer(*layers).properties(width=WIDTH, height=HEIGHT, projection=frame)
    return Chart(anchor, title, draw(chart, anchor, f"Map of {len(points)} places", {"world": world}), caption)


def spot(point: MapPoint) -> dict[str, Any]:
    """What the chart needs of a place."""
    size = 70 + 45 * min(point.count - 1, 12)
    return {"lat": point.lat, "lon": point.lon, "size": size, "href": point.href, "label": place_label(point)}


def place_label(point: MapPoint) -> str:
    noun = "event" if point.count == 1 else "events"
    where = f"somewhere in {point.name}" if point.vague else point.name
    return f"{where}: {point.count} {noun}" + (" (disputed)" if point.disputed else "")


def view_of(points: Sequence[MapPoint]) -> View:
    """The view that holds all points with some land around them; the whole world when they lie far apart."""
    west, east = min(p.lon for p in points), max(p.lon for p in points)
    south, north = min(p.lat for p in points), max(p.lat for p in points)
    if east - west > WORLD:
        across = min((east - west) * 1.25, 360.0)
        half = across * HEIGHT / WIDTH / 2
        lat = max(min((south + north) / 2, LAND[1] - half), LAND[0] + half) if 2 * half < LAND[1] - LAND[0] else sum(LAND) / 2
        return flat(WIDTH / math.radians(across), ((west + east) / 2 if across < 360 else 0.0, lat))
    top, bottom = mercator_y(north), mercator_y(south)
    across = max((east - west) * 1.5, CLOSEST)
    scale = min(WIDTH / math.radians(across), HEIGHT / max((top - bottom) * 1.5, 1e-6))
    return mercator(scale, ((west + east) / 2, math.degrees(2 * math.atan(math.exp((top + bottom) / 2)) - math.pi / 2)))


def mercator_y(lat: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


def mercator(scale: float, centre: tuple[float, float]) -> View:
    def pixel(lon: float, lat: float) -> tuple[float, float]:
        x = WIDTH / 2 + scale * math.radians(lon - centre[0])
        return x, HEIGHT / 2 - scale * (mercator_y(max(-85.0, min(85.0, lat))) - mercator_y(centre[1]))

    return View("mercator", scale, centre, pixel)


def flat(scale: float, centre: tuple[float, float]) -> View:
    def pixel(lon: float, lat: float) -> tuple[float, float]:
        return WIDTH / 2 + scale * math.radians(lon - centre[0]), HEIGHT / 2 - scale * math.radians(lat - centre[1])

    return View("equirectangular", scale, centre, pixel)


@cache
def disputed_areas() -> list[dict[str, Any]]:
    """Features of `data/show/disputed.json`, each with a label."""
    found = json.loads(data_text("show/disputed.json"))["features"]
    return [{**f, "properties": {**f["properties"], "label": f"{f['properties']['name']}: status disputed"}} for f in found]


def in_view(feature: dict[str, Any], view: View) -> bool:
    """Whether some corner of the area falls on the map."""
    spots = [view.pixel(lon, lat) for lon, lat in feature["geometry"]["coordinates"][0]]
    return any(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in spots)


def labels(alt: Any, points: Sequence[MapPoint], view: View, countries: Sequence[dict[str, Any]]) -> list[Any]:
    """Layers of names: places beside their dots, then areas and countries (`name`, `at`) where there is room."""
    taken = [around(*view.pixel(p.lon, p.lat), 16, 16) for p in points]
    by_side: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for p in points:
        x, y = view.pixel(p.lon, p.lat)
        for side, box in sides(x, y, text_width(p.name, 13)):
            if fits(box, taken):
                taken.append(box)
                by_side[side].append({"lon": p.lon, "lat": p.lat, "name": p.name})
                break
    layers = []
    for name, lon, lat, style in grounds(view, countries):
        x, y = view.pixel(lon, lat)
        for dy in (0, -40, 40, -80, 80) if view.scale > CLOSE_UP else (0,):
            box = around(x, y + dy, text_width(name, style["fontSize"]) + 8, 16)
            if fits(box, taken):
                taken.append(box)
                base = alt.Chart(alt.Data(values=[{"lon": lon, "lat": lat, "name": name}])).encode(longitude="lon:Q", latitude="lat:Q", text="name:N")
                layers += halo(base, "land", aria=False, dy=dy, **style)
                break
    for side, rows in by_side.items():
        across, down, align = SIDES[side]
        base = alt.Chart(alt.Data(values=rows)).encode(longitude="lon:Q", latitude="lat:Q", text="name:N")
        layers += halo(base, "land", align=align, dx=11 * across, dy=16 * down, baseline="middle", fontSize=13, color=light("ink"), aria=False)
    return layers


def grounds(view: View, countries: Sequence[dict[str, Any]]) -> Iterator[tuple[str, float, float, dict[str, Any]]]:
    """(name, longitude, latitude, style) of disputed areas and of countries; a country's name in capitals."""
    for feature in disputed_areas():
        ring = feature["geometry"]["coordinates"][0][:-1]
        lon, lat = sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)
        if in_view(feature, view) and view.scale > CLOSE_UP:
            yield feature["properties"]["name"], lon, lat, {"fontSize": 12, "fontStyle": "italic", "color": light("warn")}
    for country in countries if view.scale > 300 else ():
        lon, lat = country["at"]
        yield " ".join(country["name"].upper()), lon, lat, {"fontSize": 11, "fontStyle": "normal", "color": light("soft")}


def around(x: float, y: float, width: float, height: float) -> Box:
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def sides(x: float, y: float, width: float) -> Iterator[tuple[str, Box]]:
    """Boxes beside a dot in which its name could stand, the best side first."""
    for side, (across, down, _) in SIDES.items():
        yield side, around(x + across * (11 + width / 2), y + down * 16, width, 15)


def fits(box: Box, taken: Sequence[Box]) -> bool:
    """Whether the box lies on the map and covers nothing that is there."""
    if box[0] < 0 or box[1] < 0 or box[2] > WIDTH or box[3] > HEIGHT:
        return False
    return not any(box[0] < t[2] and t[0] < box[2] and box[1] < t[3] and t[1] < box[3] for t in taken)
