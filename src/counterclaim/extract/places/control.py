"""Who controlled a place on a day, as far as areas.yaml and control.csv can tell."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from counterclaim.errors import DataError
from counterclaim.extract.places.names import normal
from counterclaim.lexicon.load import load_rows, load_yaml
from counterclaim.records import PlaceRef

Outline = list[list[float]]


class Hold(NamedTuple):
    """One row of control.csv; first and last day inclusive."""

    controller: str
    first: date
    last: date
    source: str


@dataclass(frozen=True, slots=True)
class Area:
    """One entry of areas.yaml with its rows of control.csv."""

    name: str
    names: frozenset[str]
    outline: Outline
    kinds: frozenset[str]
    holds: tuple[Hold, ...]

    def contains(self, place: PlaceRef) -> bool:
        if self.kinds and place.kind not in self.kinds:
            return False
        if normal(place.name) in self.names:
            return True
        if not self.outline or place.kind == "state" or place.lat is None or place.lon is None:
            return False
        return within(place.lon, place.lat, self.outline)


@lru_cache(maxsize=1)
def areas() -> dict[str, list[Area]]:
    """Areas by the state that the gazetteer counts their places to."""
    holds: dict[str, list[Hold]] = defaultdict(list)
    for row in load_rows("places/control.csv"):
        try:
            last = date.fromisoformat(row["to"]) if row["to"] else date.max
            holds[row["area"]].append(Hold(row["controller"], date.fromisoformat(row["from"]), last, row["source"]))
        except ValueError as error:
            raise DataError(f"places/control.csv: {row['area']}: {error}") from error
    out: dict[str, list[Area]] = defaultdict(list)
    entries = load_yaml("places/areas.yaml")
    if strangers := set(holds) - set(entries):
        raise DataError(f"places/control.csv: no area {', '.join(sorted(strangers))} in places/areas.yaml")
    for name, entry in entries.items():
        called = frozenset(normal(str(n)) for n in entry.get("names", ()))
        area = Area(name, called, entry.get("outline", []), frozenset(entry.get("kinds", ())), tuple(holds[name]))
        for country in entry["countries"]:
            out[country].append(area)
    return out


def hold_on(place: PlaceRef, days: tuple[date, date]) -> Hold | None:
    """The row that covers all of `days` for the area of `place`, or None."""
    area = next((a for a in areas().get(place.country or "", ()) if a.contains(place)), None)
    return next((h for h in area.holds if h.first <= days[0] and days[1] <= h.last), None) if area else None


def on(place: PlaceRef, days: tuple[date, date]) -> str | None:
    """State (ISO 3166-1 alpha-3) or body (key of entities.yaml) that held `place` on all of `days`; None where not known."""
    hold = hold_on(place, days)
    return hold.controller if hold else None


def within(x: float, y: float, outline: Outline) -> bool:
    """Even-odd rule: does the point lie inside the ring?"""
    inside = False
    for (ax, ay), (bx, by) in zip(outline, [outline[-1], *outline[:-1]], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside
