"""Which of the places of one name is meant: by size, by what a comma adds, by the company it keeps."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from math import floor, log

from counterclaim.extract.places.gazetteer import Place
from counterclaim.extract.places.mentions import Mention
from counterclaim.extract.places.metonymy import seats
from counterclaim.lexicon.load import load_yaml, names_in

CELL = 1.5  # degrees; places in neighbouring cells are near one another
SMALLEST = 300.0  # people that a place without a number is taken to have

# Swept on two thirds of LGL and TR-News (American and world news): within 161 km of where gold has it.
SIZE, ALTERNATE, NEAR, DIVISION, COUNTRY, SAID_STATE, HOMONYM, QUALIFIED = 0.55, -2.0, 0.5, 1.8, 1.0, 0.6, -2.0, 4.0
AT_HOME = 0.3  # share of the ALTERNATE penalty that stays where the text speaks of the state of the place
CAPITAL, ACTING = 0.8, 1.5  # a text that names many states means the seat of government, the more so where it acts
FEW_STATES = 2  # other states that a text of any kind may name
SHOWN = 4  # places of a name that `explain` lists
LITTLE = 0.2  # a difference that is no reason


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
        self.chosen: dict[tuple[str, tuple[Place, ...], bool, bool], tuple[Place, float, str]] = {}
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
        return sum(self.parts(place, mention).values())

    def parts(self, place: Place, mention: Mention) -> dict[str, float]:
        """What speaks for a place, by the words that `explain` uses."""
        key = mention.key
        own = place.number if place.kind == "region" and place.division < 0 else place.division
        out = {"population": SIZE * log(max(place.weight, SMALLEST)), "it is the usual name": 0.0 if place.main else ALTERNATE}
        if not place.main and self.states.get(place.country):
            out["it is the usual name"] = ALTERNATE * AT_HOME  # "Rhodes" in a text about Greece
        if place.kind == "region" and any(p.kind == "city" and abs(p.lat - place.lat) + abs(p.lon - place.lon) < 2 for p in mention.places):
            out["a town has the division's name"] = HOMONYM  # the town that the division is called after is meant, unless "province" follows
        if place.kind != "state":
            out["other places nearby"] = NEAR * log(1.0 + 3.0 * self.near(place, key))
            out["other places in its division"] = DIVISION * log(1.0 + 3.0 * sum(s for k, s in self.divisions.get(own, {}).items() if k != key))
        out["other places in its country"] = COUNTRY * log(1.0 + sum(s for k, s in self.countries.get(place.country, {}).items() if k != key))
        out["its state is spoken of"] = SAID_STATE * log(1.0 + self.states.get(place.country, 0))
        if (key, place.country) in seats() and place.kind == "city":
            abroad = max(0, self.abroad(place.country) - FEW_STATES)
            out["a capital, in a text about states"] = CAPITAL * log(1.0 + abroad) + ACTING * mention.signs.get("acts", 0.0)
        if mention.qualifier and place.kind != "state":
            out["the name after the comma"] = QUALIFIED * self.qualified(place, mention.qualifier)
        if mention.signs.get("area_right"):
            out["called a district or region"] = 1.0 if place.kind == "region" else 0.0
        return out

    def abroad(self, country: str) -> int:
        """How many other states the document speaks of."""
        return len(self.states) - (country in self.states)

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
        """The place meant and its score; notes in the mention what spoke for it."""
        like = (mention.key, mention.qualifier, bool(mention.signs.get("area_right")), bool(mention.signs.get("acts")))
        if like not in self.chosen:
            ranked = sorted(((sum(parts.values()), -n, place, parts) for n, place in enumerate(mention.places)
                             for parts in (self.parts(place, mention),)), key=lambda r: r[:2], reverse=True)  # fmt: skip
            self.chosen[like] = ranked[0][2], ranked[0][0], reason(ranked[0][2], [(r[2], r[3]) for r in ranked[:SHOWN]])
        place, value, mention.why = self.chosen[like]
        return place, value


def reason(chosen: Place, ranked: list[tuple[Place, dict[str, float]]]) -> str:
    """What told the chosen place from the next of its name, and which others there were."""
    if len(ranked) < 2:
        return "the only place of that name"
    first, second = ranked[0][1], ranked[1][1]
    gains = sorted(((value - second.get(name, 0.0), name) for name, value in first.items()), reverse=True)
    told = [name for gain, name in gains[:2] if gain > LITTLE] or ["nothing much"]
    return f"{' and '.join(told)}, rather than {', '.join(f'{p.name} in {p.country} ({p.kind})' for p, _ in ranked[1:])}"


def close(a: Place, b: Place, degrees: float = 2.0) -> bool:
    return abs(a.lat - b.lat) + abs(a.lon - b.lon) < degrees
