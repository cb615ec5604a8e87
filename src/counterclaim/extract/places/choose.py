"""Which of the places of one name is meant: by size, by what a comma adds, by the company it keeps."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from math import floor, log

from counterclaim.extract.places.gazetteer import Place
from counterclaim.extract.places.mentions import Mention
from counterclaim.lexicon.load import load_yaml, names_in

CELL = 1.5  # degrees; places in neighbouring cells are near one another
SMALLEST = 300.0  # people that a place without a number is taken to have

# Swept on two thirds of LGL and TR-News (American and world news): within 161 km of where gold has it.
SIZE, ALTERNATE, NEAR, DIVISION, COUNTRY, SAID_STATE, STATE, HOMONYM, QUALIFIED = 0.55, -2.0, 0.5, 1.8, 1.0, 0.6, 0.0, -2.0, 4.0


@lru_cache(maxsize=1)
def adjectives() -> dict[str, str]:
    """Adjective or people, lower case -> state: "israeli" -> ISR. From the actor lexicon."""
    out: dict[str, str] = {}
    for path in names_in("actors/states", ".yaml"):
        for iso, entry in load_yaml(path).items():
            for word in (*entry.get("adjectives", ()), *entry.get("people", ())):
                stem = str(word).replace("(s)", "")
                out.setdefault(stem.lower(), iso)
                if "(s)" in str(word):
                    out.setdefault(f"{stem.lower()}s", iso)
    return out


class Company:
    """What the names of one document say together about where it plays."""

    def __init__(self, mentions: list[Mention], words: list[str]) -> None:
        self.names: dict[str, tuple[Place, ...]] = {m.key: m.places for m in mentions}
        self.chosen: dict[tuple[str, tuple[Place, ...], bool], tuple[Place, float]] = {}
        table = adjectives()
        self.states: Counter[str] = Counter(table[w] for w in words if w in table)
        self.cells: dict[tuple[int, int], dict[str, float]] = defaultdict(dict)
        self.divisions: dict[int, dict[str, float]] = defaultdict(dict)
        self.countries: dict[str, dict[str, float]] = defaultdict(dict)
        for key, places in self.names.items():
            self.deposit(key, places)
        for mention in mentions:
            if any(p.kind == "state" for p in mention.places[:1]):
                self.states[mention.places[0].country] += 1

    def deposit(self, key: str, places: tuple[Place, ...]) -> None:
        """Each name shares one unit among its places, by size."""
        weights = [max(p.weight, SMALLEST) ** 0.5 * (1.0 if p.main else 0.3) for p in places]
        total = sum(weights)
        for place, weight in zip(places, weights, strict=True):
            share = weight / total
            if place.kind == "state":
                continue
            own_division = place.number if place.kind == "region" and place.division < 0 else place.division
            if place.kind == "city" or place.division >= 0:
                cell = (floor(place.lat / CELL), floor(place.lon / CELL))
                self.cells[cell][key] = max(self.cells[cell].get(key, 0.0), share)
            if own_division >= 0:
                self.divisions[own_division][key] = max(self.divisions[own_division].get(key, 0.0), share)
            self.countries[place.country][key] = max(self.countries[place.country].get(key, 0.0), share)

    def near(self, place: Place, key: str) -> float:
        """How many other names have a place near this one: the sum of their shares in it."""
        y, x = floor(place.lat / CELL), floor(place.lon / CELL)
        best: dict[str, float] = {}
        for cell in ((y + dy, x + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)):
            for other, share in self.cells.get(cell, {}).items():
                if other != key and share > best.get(other, 0.0):
                    best[other] = share
        return sum(best.values())

    def score(self, place: Place, mention: Mention) -> float:
        """The higher, the likelier is this place meant."""
        key = mention.key
        own = place.number if place.kind == "region" and place.division < 0 else place.division
        value = SIZE * log(max(place.weight, SMALLEST)) + (0.0 if place.main else ALTERNATE)
        if place.kind == "region" and any(p.kind == "city" and abs(p.lat - place.lat) + abs(p.lon - place.lon) < 2 for p in mention.places):
            value += HOMONYM  # the town that the division is called after is meant, unless "province" follows
        if place.kind == "state":
            value += STATE
        else:
            value += NEAR * log(1.0 + 3.0 * self.near(place, key))
            value += DIVISION * log(1.0 + 3.0 * sum(s for k, s in self.divisions.get(own, {}).items() if k != key))
        value += COUNTRY * log(1.0 + sum(s for k, s in self.countries.get(place.country, {}).items() if k != key))
        value += SAID_STATE * log(1.0 + self.states.get(place.country, 0))
        if mention.qualifier and place.kind != "state":
            value += QUALIFIED * self.qualified(place, mention.qualifier)
        if mention.signs.get("area_right"):
            value += 1.0 if place.kind == "region" else 0.0
        return value

    @staticmethod
    def qualified(place: Place, by: tuple[Place, ...]) -> float:
        """Is the place inside what stands after the comma ("Paris, Texas", "Gyumri, Armenia")?"""
        for outer in by[:6]:
            if outer.kind == "state" and outer.country == place.country:
                return 1.0
            if outer.kind == "region" and outer.country == place.country and (place.division == outer.number or close(place, outer)):
                return 1.0
        return 0.0

    def best(self, mention: Mention) -> tuple[Place, float]:
        """The place meant and its score."""
        like = (mention.key, mention.qualifier, bool(mention.signs.get("area_right")))
        if like not in self.chosen:
            self.chosen[like] = max(((p, self.score(p, mention)) for p in mention.places), key=lambda pair: pair[1])
        return self.chosen[like]


def close(a: Place, b: Place, degrees: float = 2.0) -> bool:
    return abs(a.lat - b.lat) + abs(a.lon - b.lon) < degrees
