"""Distance, direction and nearness ("30 km north of Talish"), and borders ("the border between X and Y")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians, sin
from typing import Any

from counterclaim.extract.places.choose import adjectives
from counterclaim.lexicon.load import load_yaml
from counterclaim.records import PlaceRef

KM_A_DEGREE = 111.2
LOOK_BACK = 70  # characters before a name in which such words stand


@dataclass(frozen=True, slots=True)
class Relation:
    """Words before a name; bearing in degrees (None without direction), kilometres (0 without), uncertainty in km."""

    start: int
    words: str
    bearing: float | None
    distance: float
    precision: float

    def moved(self, lat: float, lon: float) -> tuple[float, float]:
        """The location, so far from the place named."""
        if self.bearing is None or not self.distance:
            return lat, lon
        north, east = cos(radians(self.bearing)) * self.distance, sin(radians(self.bearing)) * self.distance
        narrow = max(0.05, cos(radians(lat)))
        return round(max(-90.0, min(90.0, lat + north / KM_A_DEGREE)), 4), round(lon + east / KM_A_DEGREE / narrow, 4)


@lru_cache(maxsize=1)
def cues() -> dict[str, Any]:
    """Word lists of relations.yaml."""
    table: dict[str, Any] = load_yaml("places/relations.yaml")
    return table


def either(words: Any) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(map(str, words), key=len, reverse=True))


@lru_cache(maxsize=1)
def before_name() -> re.Pattern[str]:
    """Matches what ends right before a name."""
    c = cues()
    number = rf"(?P<number>\d+(?:[.,]\d+)?|{either(c['numbers'])})"
    distance = rf"(?:(?:{either(c['about'])})\s+)?{number}[\s-]*(?P<unit>{either(c['units'])})\b(?:\s*\([^)]{{1,24}}\))?"
    bearing = rf"(?:to\s+the\s+)?(?P<bearing>{either(c['bearings'])})"
    alone = distance.replace("?P<number>", "?P<number2>").replace("?P<unit>", "?P<unit2>")
    return re.compile(
        rf"\b(?:(?:{distance}\s+)?{bearing}\s+(?:{either(c['from'])})|{alone}\s+(?:{either(c['from'])})"
        rf"|(?P<near>{either(c['near'])}))\s+(?:(?:{either(c['fillers'])})\s+)?$",
        re.IGNORECASE,
    )


def relation(text: str, start: int) -> Relation | None:
    """What the words before the name at `start` say of where it happens."""
    c = cues()
    left = max(0, start - LOOK_BACK)
    m = before_name().search(text, left, start)
    if m is None:
        return None
    said = " ".join(m[0].split())
    if m["near"]:
        return Relation(m.start(), said, None, 0.0, float(c["near"][" ".join(m["near"].lower().split())]))
    number, unit = m["number"] or m["number2"], m["unit"] or m["unit2"]
    bearing = float(c["bearings"][m["bearing"].lower()]) if m["bearing"] else None
    if not number:
        return Relation(m.start(), said, bearing, 0.0, float(c["toward"]))
    count = float(c["numbers"].get(number.lower()) or number.replace(",", "."))
    distance = count * float(c["units"][unit.lower()])
    return Relation(m.start(), said, bearing, distance, max(1.0, round(distance * (c["uncertain"] if bearing is not None else 1.0), 1)))


def borders(text: str, places: list[PlaceRef]) -> Iterator[PlaceRef]:
    """A place for each border named by one or two states: "the Armenian-Azerbaijani border", "the border with Iran".

    The span is the word "border"; nothing says where along it, so there are no coordinates."""
    states = {p.start: p for p in places if p.kind == "state"}
    for m in border().finditer(text):
        called = list(dict.fromkeys(c for c in sides_of(text, m, states) if c))
        if called:
            word = m.span("word")
            country = called[0] if len(called) == 1 else None
            yield PlaceRef(*word, m["word"], f"border of {' and '.join(called)}", country, kind="border")


@lru_cache(maxsize=1)
def border() -> re.Pattern[str]:
    c = cues()
    return re.compile(
        rf"(?:\b(?P<first>[A-Z][\w']+)(?:[-–/](?P<second>[A-Z][\w']+))?\s+)?\b(?P<word>{either(c['borders'])})\b(?![\s-]+(?:{either(c['not_borders'])})s?\b)"
        rf"(?P<after>\s+(?:{either(c['links'])})\s+(?:the\s+)?)?"
    )


def sides_of(text: str, m: re.Match[str], states: dict[int, PlaceRef]) -> Iterator[str | None]:
    """The states that a border is between, as far as its words name them."""
    table = adjectives()
    known = {p.text.lower(): p.country for p in states.values()}
    for name in ("first", "second"):
        if m[name]:
            word = m[name].removesuffix("'s").lower()
            yield table.get(word) or known.get(word)
    at = m.end() if m["after"] else -1
    while at in states:
        yield states[at].country
        joint = re.compile(r"\s+and\s+(?:the\s+)?").match(text, states[at].end)
        at = joint.end() if joint else -1
