"""An index out of a full GeoNames dump (download.geonames.org/export/dump), for users who bring one.

Populated places and first and second order divisions come from the dump; states, waters, landmarks, disputed
territories and spots that the dump lacks come from the package, so that both indexes mean the same by a place.
Two passes over allCountries.txt; memory stays below some 200 bytes a place.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from counterclaim.errors import DataError, UsageError
from counterclaim.extract.places.gazetteer import packaged_path
from counterclaim.extract.places.index import ALTERNATES_FROM, CAPITAL_AT_LEAST, IndexWriter, alternates, division_names
from counterclaim.lexicon.load import load_yaml

PLACES, DIVISIONS, NAMES = "allCountries.txt", "admin1CodesASCII.txt", "alternateNamesV2.txt"
COLUMNS = 19
GONE = frozenset({"PPLH", "PPLQ", "PPLW", "PPLCH", "PPLX"})  # historical, abandoned, destroyed; quarters of towns
FEDERAL = {"US": 3.0}  # states of a federation that texts name more often than their size tells
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Row:
    """What is used of a line of allCountries.txt."""

    id: int
    name: str
    others: str
    lat: float
    lon: float
    feature: str
    country: str
    first: str
    people: int


def build(folder: Path, out: Path, progress: Progress = lambda lines: None) -> int:
    """Write an index to `out` from the dump in `folder`; the number of places.

    alternateNamesV2.txt is optional: its English names count as usual names of a place. Raises UsageError
    where a file is missing, DataError where one is not what its name says."""
    for name in (PLACES, DIVISIONS):
        if not (folder / name).is_file():
            raise UsageError(f"{folder} has no {name}. Unpack it into this folder; GeoNames has it at download.geonames.org/export/dump.")
    writer = IndexWriter()
    iso = load_yaml("places/iso.yaml")
    copy_states(writer)
    firsts = add_divisions(writer, folder, iso)
    numbers = add_towns(writer, folder, iso, firsts, progress)
    if (folder / NAMES).is_file():
        add_english_names(writer, folder / NAMES, numbers)
    writer.add_extra()
    writer.mark_disputed()
    writer.save(out)
    return len(writer)


def rows(path: Path, progress: Progress = lambda lines: None) -> Iterator[Row]:
    """Lines of allCountries.txt that are populated places or divisions."""
    with path.open(encoding="utf8", newline="\n") as lines:
        for n, line in enumerate(lines, 1):
            if n % 500_000 == 0:
                progress(n)
            cells = line.rstrip("\r\n").split("\t")
            if len(cells) != COLUMNS:
                raise DataError(f"{path}, line {n}: {len(cells)} columns where GeoNames has {COLUMNS}; unpack the file again.")
            if cells[6] not in ("A", "P"):
                continue
            try:
                yield Row(int(cells[0]), cells[1], cells[3], float(cells[4]), float(cells[5]), cells[7], cells[8], cells[10], int(cells[14] or 0))
            except ValueError as error:
                raise DataError(f"{path}, line {n}: {error}") from error


def copy_states(writer: IndexWriter) -> None:
    """States with all their names, as the package has them. Names are known by their hashes alone, which is enough."""
    with np.load(packaged_path()) as arrays:
        kinds, codes = [str(k) for k in arrays["kinds"]], [str(c) for c in arrays["countries"]]
        names, ends = arrays["names"].tobytes(), arrays["name_at"]
        numbers: dict[int, int] = {}
        for old in np.nonzero(arrays["kind"] == kinds.index("state"))[0].tolist():
            title = names[2 * ends[old] : 2 * ends[old + 1]].decode("utf-16-le")
            numbers[old] = writer.add(
                title, float(arrays["lat"][old]), float(arrays["lon"][old]), float(arrays["weight"][old]), codes[arrays["country"][old]], "state",
                geonames=int(arrays["geonames"][old]),
            )  # fmt: skip
            writer.columns["disputed"][numbers[old]] = int(arrays["disputed"][old])
        owners = np.repeat(np.arange(len(arrays["hashes"])), np.diff(arrays["first"].astype(np.int64)))
        chosen = np.isin(arrays["places"] // 2, list(numbers))
        for at, code in zip(owners[chosen].tolist(), arrays["places"][chosen].tolist(), strict=True):
            writer.name_hashes.append(int(arrays["hashes"][at]))
            writer.name_places.append(2 * numbers[code // 2] + code % 2)


def add_divisions(writer: IndexWriter, folder: Path, iso: dict[str, str]) -> dict[str, int]:
    """First order divisions; their numbers by the code of admin1CodesASCII.txt ("AZ.09")."""
    called: dict[int, tuple[str, str]] = {}
    with (folder / DIVISIONS).open(encoding="utf8", newline="") as lines:
        for n, cells in enumerate(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), 1):
            if len(cells) != 4 or not cells[3].isdigit():
                raise DataError(f"{folder / DIVISIONS}, line {n}: not code, name, ASCII name, id; unpack the file again.")
            called[int(cells[3])] = cells[0], cells[1]
    firsts: dict[str, int] = {}
    for row in rows(folder / PLACES):
        if row.id in called and row.country in iso:
            code, name = called[row.id]
            weight = row.people * FEDERAL.get(row.country, 1.0)
            others = [*division_names(name), *alternates(name, row.others.split(","), row.people)]
            firsts[code] = writer.add(name, row.lat, row.lon, weight, iso[row.country], "region", others, row.id)
    return firsts


def add_towns(writer: IndexWriter, folder: Path, iso: dict[str, str], firsts: dict[str, int], progress: Progress) -> dict[int, int]:
    """Towns, villages and second order divisions; the numbers of the larger ones by GeoNames id."""
    numbers: dict[int, int] = {}
    for row in rows(folder / PLACES, progress):
        division = firsts.get(f"{row.country}.{row.first}", -1)
        if row.country not in iso or row.feature in GONE:
            continue
        if row.feature == "ADM2":
            writer.add(row.name, row.lat, row.lon, 0.3 * row.people, iso[row.country], "region", division_names(row.name), row.id, division)
        elif row.feature.startswith("P") and not row.feature.startswith("PCL") and row.feature != "PRSH":
            weight = max(10 * row.people, CAPITAL_AT_LEAST) if row.feature == "PPLC" else row.people
            others = alternates(row.name, row.others.split(","), row.people)
            number = writer.add(row.name, row.lat, row.lon, weight, iso[row.country], "city", others, row.id, division)
            if row.people >= ALTERNATES_FROM:
                numbers[row.id] = number
    return numbers


def add_english_names(writer: IndexWriter, path: Path, numbers: dict[int, int]) -> None:
    """English names of the larger places count as usual ones: Cologne as much as Köln."""
    with path.open(encoding="utf8", newline="\n") as lines:
        for n, line in enumerate(lines, 1):
            cells = line.rstrip("\r\n").split("\t")
            if len(cells) < 4 or not cells[1].isdigit():
                raise DataError(f"{path}, line {n}: not id, GeoNames id, language, name; unpack the file again.")
            number = numbers.get(int(cells[1]))
            if number is not None and cells[2] == "en" and alternates("", [cells[3]], ALTERNATES_FROM):
                writer.call(number, cells[3])
