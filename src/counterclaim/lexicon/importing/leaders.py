"""Tables of leaders: CSV or TSV with a person, a state and the days in office.

Headers like those of Archigos (leader, ccode or idacr, startdate, enddate) and of REIGN (leader, country, ccode, year,
month: one row a month) are recognised, and any others with `--map name=COLUMN`.
"""

from __future__ import annotations

import csv
import io
import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from counterclaim.errors import UsageError
from counterclaim.lexicon.actor_entries import OFFICES
from counterclaim.lexicon.actor_types import ActorLexicon
from counterclaim.lexicon.importing.codes import Unreadable
from counterclaim.lexicon.importing.result import Import
from counterclaim.lexicon.load import load_rows
from counterclaim.lexicon.words import fold, fold_words

FIELDS = {
    "name": ("name", "leader", "leadername", "leader_name", "person", "politician"),
    "state": ("iso", "iso3", "iso3c", "actor", "country", "countryname", "country_name", "state", "idacr", "stateabb", "cowcode", "ccode", "gwcode"),
    "from": ("from", "startdate", "start_date", "start", "eindate", "sdate", "begin", "since"),
    "to": ("to", "enddate", "end_date", "end", "eoutdate", "edate", "until"),
    "year": ("year",),
    "month": ("month",),
    "office": ("office", "position", "title"),
    "role": ("role", "sector"),
    "aliases": ("aliases", "alias"),
}
STILL = ("", "na", "nan", "none", "present", "current", ".")
SPELT = {"head of state": "HOS", "president": "HOS", "head of government": "HOG", "prime minister": "HOG", "foreign minister": "FM",
         "defence minister": "DM", "defense minister": "DM"}  # fmt: skip


def import_leaders(text: str, file: str, lexicon: ActorLexicon, into: Import, mapped: Mapping[str, str] | None = None) -> None:
    """Add the people of the table `text` to `into`. Raises UsageError where a column is missing."""
    first = text.lstrip("\ufeff").split("\n", 1)[0]
    reader = csv.DictReader(
        io.StringIO(text.lstrip("\ufeff")), delimiter="\t" if "\t" in first else ";" if first.count(";") > first.count(",") else ","
    )
    columns = find_columns(list(reader.fieldnames or []), file, mapped or {})
    months: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for row in reader:
        number = reader.line_num
        shown = ",".join(str(v) for v in list(row.values())[:6])
        try:
            if None in row or None in row.values():
                raise Unreadable("more or fewer cells than the header")
            cells = {field: row[column].strip() for field, column in columns.items()}
            name, actor = name_of(cells["name"]), state_of(cells["state"], lexicon)
            if "from" in columns:
                add(into, person(name, actor, cells, day_of(cells["from"], False), day_of(cells.get("to", ""), True)), lexicon)
            else:
                months.setdefault((name, actor), []).append(month_of(cells))
        except Unreadable as error:
            into.skip(file, number, shown, str(error))
    for (name, actor), found in months.items():
        for since, until in stretches(found):
            add(into, person(name, actor, {}, since, until), lexicon)


def find_columns(header: list[str], file: str, mapped: Mapping[str, str]) -> dict[str, str]:
    """Field -> column of the table."""
    for field, column in mapped.items():
        if field not in FIELDS:
            raise UsageError(f"--map {field}={column}: map one of {', '.join(FIELDS)}.")
        if column not in header:
            raise UsageError(f"--map {field}={column}: {file} has no column {column!r}; it has {', '.join(header)}.")
    lower = {column.strip().lower(): column for column in reversed(header)}
    found = {field: lower[n] for field, names in FIELDS.items() if (n := next((n for n in names if n in lower), None))} | dict(mapped)
    needed = {"name", "state"} | ({"year", "month"} if "from" not in found else set())
    if missing := needed - found.keys():
        raise UsageError(f"{file}: no column for {', '.join(sorted(missing))} among {', '.join(header)}; say which with --map FIELD=COLUMN.")
    return found


def name_of(cell: str) -> str:
    """ "Doe, Jane" -> "Jane Doe"; "(Jane) Doe" -> "Jane Doe"."""
    name = re.sub(r"[()]", "", cell).strip()
    last, comma, given = name.partition(",")
    name = " ".join((f"{given} {last}" if comma and given.strip() else name).split())
    if not fold_words(name):
        raise Unreadable("no name")
    return name


@cache
def numbered() -> dict[str, str]:
    """Numbers and abbreviations of the Correlates of War project -> ISO code."""
    rows = list(load_rows("importing/states.csv"))
    return {r["number"]: r["iso"] for r in rows} | {r["abbreviation"]: r["iso"] for r in rows}


def state_of(cell: str, lexicon: ActorLexicon) -> str:
    """The code of a state given as number, abbreviation, ISO or body code, or by name.

    Abbreviations that are another state's ISO code (SWZ, AUS) are read as those of the Correlates of War only in numbers."""
    if not cell:
        raise Unreadable("no state")
    bare = cell.removesuffix(".0")
    if bare.isdigit():
        code = numbered().get(str(int(bare)))
    elif bare in lexicon.states or bare in lexicon.bodies:
        code = bare
    else:
        named = {p.actor for p in lexicon.by_words.get(fold_words(bare), ()) if p.kind == "name" and p.actor in lexicon.states}
        code = numbered().get(bare.upper()) or (named.pop() if len(named) == 1 else None)
    if code is None:
        raise Unreadable("a state that is not known")
    return str(code)


def day_of(cell: str, last: bool) -> str:
    """A cell as ISO date, "" where it is open. Years, and months, stand for themselves."""
    text = cell.split("T")[0].split(" ")[0].strip()
    if text.lower() in STILL:
        return ""
    if re.fullmatch(r"\d{4}(-\d{2})?", text):
        return text
    parts = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text) or re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text)
    if parts is None:
        raise Unreadable("a date that is not YYYY-MM-DD")
    try:
        return date(*(int(p) for p in parts.groups())).isoformat()
    except ValueError as error:
        raise Unreadable("a date that no calendar has") from error


def month_of(cells: Mapping[str, str]) -> tuple[int, int]:
    try:
        year, month = int(float(cells["year"])), int(float(cells["month"]))
        date(year, month, 1)
    except ValueError as error:
        raise Unreadable("no year and month") from error
    return year, month


def stretches(months: list[tuple[int, int]]) -> list[tuple[str, str]]:
    """Months in a row as (first day, last day)."""
    out: list[list[int]] = []
    for month in sorted({12 * year + month - 1 for year, month in months}):
        if out and month == out[-1][1] + 1:
            out[-1][1] = month
        else:
            out.append([month, month])
    days = [(a // 12, a % 12 + 1, b // 12, b % 12 + 1) for a, b in out]
    return [(f"{y:04}-{m:02}-01", f"{z:04}-{n:02}-{monthrange(z, n)[1]:02}") for y, m, z, n in days]


def person(name: str, actor: str, cells: Mapping[str, str], since: str, until: str) -> dict[str, Any]:
    office = cells.get("office", "")
    office = office if office in OFFICES else SPELT.get(office.lower(), "" if cells.get("role") else "HOS" if ":" not in actor else "HEAD")
    if since and until and since > until:
        raise Unreadable("a period that ends before it begins")
    out: dict[str, Any] = {"name": name, "actor": actor}
    aliases = [a.strip() for a in cells.get("aliases", "").split("|") if a.strip() and fold(a.strip()) != fold(name)]
    optional = {"aliases": aliases, "office": office, "role": cells.get("role", ""), "from": since, "to": until}
    return out | {field: value for field, value in optional.items() if value}


def add(into: Import, entry: dict[str, Any], lexicon: ActorLexicon) -> None:
    """Add a person unless we, or a row before, hold just this."""
    since = entry.get("from", "")
    ours = any(
        p.name == entry["name"] and p.actor == entry["actor"] and p.office == entry.get("office", "") and p.period.since[:7] == since[:7] and since
        for p in lexicon.people
    )
    if ours or entry in into.people:
        into.known += 1
        return
    into.people.append(entry)
    into.taken += 1
