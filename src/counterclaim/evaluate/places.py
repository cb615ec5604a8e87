"""Task `places`: every place that a text names, as coordinates.

found       a coded place meets the gold place; coded places that meet only what gold marks without coordinates
            ("loose") are left aside.
acc161      of the gold places found, the share put within 161 km (100 miles, the usual measure).
end to end  those, over everything coded and everything in gold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Any

from counterclaim.evaluate.coded import Coded, CodedPlace, Extent, extent_from
from counterclaim.evaluate.figures import Result, Score

NEAR_KM = 161
EARTH_KM = 12742  # diameter


@dataclass(frozen=True, slots=True)
class Placed:
    id: str
    places: tuple[CodedPlace, ...]
    loose: tuple[Extent, ...]


def placed_from(row: dict[str, Any]) -> Placed:
    places = tuple(CodedPlace(extent_from(p), p["lat"], p["lon"]) for p in row["places"])
    return Placed(row["id"], places, tuple(extent_from(p) for p in row.get("loose", ())))


def kilometres(a: CodedPlace, b: CodedPlace) -> float:
    """Great-circle distance (haversine)."""
    lat_a, lon_a, lat_b, lon_b = map(radians, (a.lat, a.lon, b.lat, b.lon))
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return EARTH_KM * asin(min(1.0, sqrt(half)))


def measure_places(gold: Sequence[Placed], coded: Sequence[Coded]) -> Result:
    found = close = Score()
    for text, coding in zip(gold, coded, strict=True):
        meeting = [[p for p in coding.places if p.extent.meets(g.extent)] for g in text.places]
        hits = {id(p) for places in meeting for p in places}
        counted = sum(id(p) in hits or not any(p.extent.meets(x) for x in text.loose) for p in coding.places)
        right = sum(any(kilometres(p, g) <= NEAR_KM for p in places) for places, g in zip(meeting, text.places, strict=True))
        found += Score(sum(map(bool, meeting)), counted, len(text.places))
        close += Score(right, counted, len(text.places))
    share = close.hit / found.hit if found.hit else 0.0
    return Result({"found": found.capped(), "acc161": share, "end to end": close.capped()}, len(gold))
