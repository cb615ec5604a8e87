"""Writing an index of place names: the arrays that gazetteer.py reads.

One entry a place: lat, lon (degrees), weight (people, or how likely a name means it), country (position in
`countries`), division (place number of its first order division, -1), kind (position in `kinds`), geonames
(id, 0 if none), disputed (0/1), name_at (offset of its name in `names`). One entry a name: hashes (sorted),
first (where its places begin in `places`); an entry of `places` is 2 * place, or 2 * place + 1 where the name
is only an alternate one.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from counterclaim.extract.places.control import within
from counterclaim.extract.places.names import fingerprint, normal
from counterclaim.lexicon.load import load_yaml

KINDS = ("city", "region", "state", "water", "landmark")
LATIN = re.compile(r"^[A-ZÀ-ÖØ-ÞĀ-ɏḀ-ỿ][\w’'ʻʼ. \-]*$")
NOT_LATIN = re.compile(r"[^\W\d_a-zA-ZÀ-ɏḀ-ỿ]")
ARTICLE = re.compile(r"^(?:Al|El|Ad|An|Ar|As|Ash|At|Az)[ -](?=[A-ZÀ-ɏḀ-ỿ]\w{4})")  # "Al Hudaydah" is also "Hudaydah"
DIVISION_WORDS = {
    "province", "oblast", "district", "region", "state", "rayon", "raion", "governorate", "prefecture", "county", "parish", "municipality",
    "department", "division", "territory", "republic", "emirate", "voivodeship", "canton", "rayonu",
}  # fmt: skip
ALTERNATES_FROM = 1500  # people; villages go by the one name
WITHOUT_ARTICLE_FROM = 20_000  # people
CAPITAL_AT_LEAST = 150_000  # weight of a capital, however small
SPOT = 150_000  # weight of a spot that disputed.yaml names: small, but in the news


class IndexWriter:
    """Collects places and their names, then writes the arrays. Columns are arrays: 10 million places fit in memory."""

    def __init__(self) -> None:
        self.titles: list[str] = []
        self.country_codes: dict[str, int] = {}
        self.columns: dict[str, array[Any]] = {
            "lat": array("f"), "lon": array("f"), "weight": array("f"), "country": array("B"), "division": array("i"), "kind": array("B"),
            "geonames": array("I"), "disputed": array("B"),
        }  # fmt: skip
        self.name_hashes, self.name_places = array("Q"), array("I")

    def __len__(self) -> int:
        return len(self.titles)

    def add(
        self, name: str, lat: float, lon: float, weight: float, country: str, kind: str, others: Iterable[str] = (), geonames: int = 0,
        division: int = -1,
    ) -> int:  # fmt: skip
        """The number of the new place. `others` are its alternate names, `division` the number of the place that it lies in."""
        number = len(self.titles)
        self.titles.append(name)
        for column, value in (("lat", lat), ("lon", lon), ("weight", weight), ("country", self.code(country)), ("division", division),
                              ("kind", KINDS.index(kind)), ("geonames", geonames), ("disputed", 0)):  # fmt: skip
            self.columns[column].append(value)
        self.call(number, name)
        for other in others:
            self.call(number, other, main=False)
        return number

    def code(self, country: str) -> int:
        return self.country_codes.setdefault(country, len(self.country_codes))

    def call(self, number: int, name: str, main: bool = True, as_it_is: bool = False) -> None:
        """Gives a place one more name; `as_it_is` keeps full stops ("Ind." is not "Ind")."""
        key = name.lower() if as_it_is else normal(name)
        if len(key) > 1:
            self.name_hashes.append(fingerprint(key))
            self.name_places.append(2 * number + (not main))

    def called(self, name: str) -> list[int]:
        """Numbers of the places that go by `name`. Slow: for the few names of the checked lists."""
        wanted = np.uint64(fingerprint(normal(name)))
        return sorted({int(p) // 2 for p in np.frombuffer(self.name_places, np.uint32)[np.frombuffer(self.name_hashes, np.uint64) == wanted]})

    # -- the checked lists beside the index --------------------------------------------------------

    def add_extra(self) -> None:
        """Regions, waters, landmarks and short forms of extra.yaml."""
        extra = load_yaml("places/extra.yaml")
        for kind in ("region", "water", "landmark"):
            for name, (lat, lon, country, *rest) in extra[kind].items():
                weight = rest[0] if rest and isinstance(rest[0], int) else 300_000
                self.add(name, lat, lon, weight * 3, country, kind, [r for r in rest if isinstance(r, str)])
        countries = {self.code(c) for c in ("USA", "CAN", "AUS")}
        for short, full in extra["abbreviations"]["always"].items():
            for number in self.called(full):
                if self.columns["country"][number] in countries and (self.columns["kind"][number] == 1 or short == "L.A."):
                    self.call(number, short, as_it_is=True)

    def mark_disputed(self) -> None:
        """Territories of disputed.yaml: the state that the United Nations counts them to, and towns that are lacking."""
        for entry in load_yaml("places/disputed.yaml").values():
            self.mark(entry)
            for name, (lat, lon, *others) in entry.get("towns", {}).items():
                number = self.add(name, lat, lon, SPOT, entry["country"], "city", others)
                self.columns["disputed"][number] = 1

    def mark(self, entry: dict[str, Any]) -> None:
        c = self.columns
        nobody, outline = entry["country"] == "-", entry.get("outline")
        country = self.code(entry["country"])
        names = {normal(n) for n in entry.get("names", ())}
        home = {number for n in names for number in self.called(n) if normal(self.titles[number]) == n}
        chosen = {n for n in home if c["country"][n] == country or (nobody and c["weight"][n] > 20_000)}
        if outline:
            chosen |= self.inside(outline, {self.code(o) for o in entry.get("only", ())})
        for number in chosen:
            c["disputed"][number] = 1
            if not nobody:
                c["country"][number] = country

    def inside(self, outline: list[list[float]], only: set[int]) -> set[int]:
        """Places, no states, inside a ring; of some countries only, where given."""
        c = self.columns
        lon, lat = np.frombuffer(c["lon"], np.float32), np.frombuffer(c["lat"], np.float32)
        (west, south), (east, north) = np.min(outline, axis=0), np.max(outline, axis=0)
        near = np.nonzero((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))[0].tolist()
        del lon, lat  # an array that is looked into cannot grow
        state = KINDS.index("state")
        return {n for n in near if c["kind"][n] != state and (not only or c["country"][n] in only) and within(c["lon"][n], c["lat"][n], outline)}

    # -- writing -----------------------------------------------------------------------------------

    def arrays(self) -> dict[str, Any]:
        """The arrays as the head of this file says."""
        hashes, first, places = self.sorted_names()
        sizes = np.fromiter((len(t.encode("utf-16-le")) // 2 for t in self.titles), np.int64, len(self.titles))
        out = {name: np.array(column) for name, column in self.columns.items()}
        by_name = sorted(self.country_codes)
        place_of = np.array([by_name.index(c) for c in self.country_codes], dtype=np.uint8)
        out["country"] = place_of[out["country"]] if len(place_of) else out["country"]
        return out | {
            "hashes": hashes, "first": first, "places": places, "name_at": np.concatenate([[0], np.cumsum(sizes)]).astype(np.uint32),
            "names": np.frombuffer("".join(self.titles).encode("utf-16-le"), dtype=np.uint8),
            "countries": np.array(by_name), "kinds": np.array(KINDS),
        }  # fmt: skip

    def sorted_names(self) -> tuple[Any, Any, Any]:
        """Names in the order of their hashes; the places of a name by weight, each once, by its main name if it has one."""
        hashes, places = np.array(self.name_hashes, dtype=np.uint64), np.array(self.name_places, dtype=np.uint32)
        weight = np.array(self.columns["weight"], dtype=np.float32)
        number = places // 2
        order = np.lexsort((places % 2, number, hashes))
        hashes, places, number = hashes[order], places[order], number[order]
        once = np.ones(len(hashes), dtype=bool)
        once[1:] = (hashes[1:] != hashes[:-1]) | (number[1:] != number[:-1])
        hashes, places, number = hashes[once], places[once], number[once]
        order = np.lexsort((number, -weight[number], hashes))
        hashes, places = hashes[order], places[order]
        unique, first = np.unique(hashes, return_index=True)
        return unique, np.append(first, len(places)).astype(np.uint32), places

    def save(self, out: Path) -> None:
        """Writes a compressed index."""
        with out.open("wb") as file:
            np.savez_compressed(file, **self.arrays())


def alternates(name: str, others: Iterable[str], people: int) -> list[str]:
    """Other names in Latin letters that a text may use: no codes, no spellings of one word in small letters."""
    if people < ALTERNATES_FROM:
        return []
    others = list(others)
    known = {normal(name)}
    out = []
    without = [ARTICLE.sub("", n) for n in (name, *others) if ARTICLE.match(n)] if people >= WITHOUT_ARTICLE_FROM else []
    for other in [*others, *without]:
        key = normal(other)
        if len(key) < 4 or key in known or other.isupper() or NOT_LATIN.search(other) or not LATIN.match(other) or len(key.split()) > 4:
            continue
        known.add(key)
        out.append(other)
    return out


def division_names(name: str) -> list[str]:
    """ "Fuzuli District" is also "Fuzuli"; "County Cork" is also "Cork"."""
    words = name.split()
    kept = [w for w in words if w.lower() not in DIVISION_WORDS]
    return [" ".join(kept)] if kept and len(kept) != len(words) else []
