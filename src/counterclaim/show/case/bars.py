"""Events over time as bars: cooperation upwards, conflict downwards; words hollow, deeds solid. Drawn in a millisecond."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from counterclaim.show import dates
from counterclaim.show.contexts import Moment
from counterclaim.show.overview import densest
from counterclaim.show.words import words

WIDTH, HEIGHT, LEFT, FOOT = 720, 230, 38, 30
BY_DAY, BY_MONTH = 100, 366 * 6  # days that a span may have
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Bar:
    """One rectangle, in pixels; the days it stands for, its kind and number."""

    x: float
    y: float
    width: float
    height: float
    slug: str
    first: str
    last: str
    label: str


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Bars:
    """The chart. `middle` is the height of its base line; `rows` the same as a table: (label, first, last, number by slug)."""

    bars: list[Bar]
    hits: list[Bar]
    days: list[Tick]
    counts: list[Tick]
    middle: float
    unit: str
    rows: list[tuple[str, str, str, dict[str, int]]]
    apart: int
    first: str
    last: str
    width: int = WIDTH
    height: int = HEIGHT


def bars(rows: Sequence[Row], apart: int = 0) -> Bars | None:
    """The chart of `days` (day, quad, events), or None where nothing has a date. `apart`: events known to be left out.

    Days far from all others are left out and counted in `apart`, as the report's timeline does.
    """
    slugs = {quad: how["slug"] for quad, how in words()["quads"].items()}
    near, _ = densest([Moment(r["day"], r["day"], r["quad"], slugs[r["quad"]], "", "", "") for r in rows])
    if not near:
        return None
    kept = {m.first for m in near}
    apart += sum(r["events"] for r in rows if r["day"] not in kept)
    first, last = date.fromisoformat(min(kept)), date.fromisoformat(max(kept))
    unit = unit_of(first, last)
    bins = bins_of(first, last, unit)
    numbers: list[dict[str, int]] = [defaultdict(int) for _ in bins]
    place = {b[0]: i for i, b in enumerate(bins)}
    for r in rows:
        if r["day"] in kept:
            numbers[place[floor(date.fromisoformat(r["day"]), unit)]][slugs[r["quad"]]] += r["events"]
    return drawn(bins, numbers, unit, apart)


def drawn(bins: list[tuple[date, date]], numbers: list[dict[str, int]], unit: str, apart: int) -> Bars:
    up = max(1, *(n["vc"] + n["mc"] for n in numbers))
    down = max(1, *(n["vf"] + n["mf"] for n in numbers))
    scale = (HEIGHT - FOOT - 16) / max(up + down, 4)
    middle = 10 + up * scale
    step = (WIDTH - LEFT) / len(bins)
    wide = min(max(step * 0.82, 1.0), 46.0)
    found, hits, table = [], [], []
    for i, ((begin, end), n) in enumerate(zip(bins, numbers, strict=True)):
        x = LEFT + step * i + (step - wide) / 2
        name, a, b = label(begin, unit), begin.isoformat(), end.isoformat()
        if not sum(n.values()):
            continue
        above = below = middle
        for slug in ("mc", "vc"):
            if tall := n[slug] * scale:
                above -= tall
                found.append(Bar(x, above, wide, tall, slug, a, b, ""))
        for slug in ("mf", "vf"):
            if tall := n[slug] * scale:
                found.append(Bar(x, below, wide, tall, slug, a, b, ""))
                below += tall
        said = f"{name}: {sum(n.values())} events, {n['vc'] + n['mc']} of cooperation, {n['vf'] + n['mf']} of conflict"
        hits.append(Bar(LEFT + step * i, above - 2, step, below - above + 4, "", a, b, said))
        table.append((name, a, b, dict(n)))
    most = max(up, down)
    jump = next(j for j in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10**6) if most / j <= 3)
    counts = [Tick(middle - k * scale, f"{abs(k):,}") for k in range(-down // jump * jump, up + 1, jump) if -down <= k <= up]
    every = max(1, -(-len(bins) // (9 if unit == "day" else 8)))
    ticks = [Tick(LEFT + step * (i + 0.5), label(b[0], unit, short=True)) for i, b in enumerate(bins) if i % every == 0]
    return Bars(found, hits, ticks, counts, middle, unit, table, apart, bins[0][0].isoformat(), bins[-1][1].isoformat())


def unit_of(first: date, last: date) -> str:
    span = (last - first).days
    return "day" if span <= BY_DAY else "month" if span <= BY_MONTH else "year"


def floor(day: date, unit: str) -> date:
    return day if unit == "day" else day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def after(day: date, unit: str) -> date:
    """The first day of the next bin."""
    if unit == "day":
        return day + timedelta(days=1)
    return date(day.year + 1, 1, 1) if unit == "year" or day.month == 12 else date(day.year, day.month + 1, 1)


def bins_of(first: date, last: date, unit: str) -> list[tuple[date, date]]:
    """First and last day of each bin, without gaps."""
    found, at = [], floor(first, unit)
    while at <= last:
        following = after(at, unit)
        found.append((at, following - timedelta(days=1)))
        at = following
    return found


def label(day: date, unit: str, short: bool = False) -> str:
    """ "5 April 2016", "April 2016", "2016"; short: "5 Apr"."""
    if unit == "year":
        return str(day.year)
    name = dates.month_name(f"{day.month:02}")
    if unit == "month":
        return f"{name[:3]} {day.year}" if short else f"{name} {day.year}"
    return f"{day.day} {name[:3]}" if short else f"{day.day} {name} {day.year}"
