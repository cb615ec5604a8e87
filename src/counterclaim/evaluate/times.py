"""Task `times`: the dates that a text names, as first and last day, resolved against the day it was published.

Asked for are the TIMEX3 expressions of gold whose value names a stretch of the calendar: a day, a weekend, a
week, month, quarter, half, year, decade or century.

found  some coded time meets the expression.
value  that time has the very first and last day.

Coded times without a first day are left aside, and so are those that meet no such expression but one that
gold leaves open (durations, sets, "now", "recently").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from counterclaim.evaluate.coded import Coded, Extent, extent_from
from counterclaim.evaluate.figures import Result, Score

DAY = re.compile(r"\d{4}-\d\d-\d\d")
WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
MONTHS = re.compile(r"(\d{4})-(?:(\d\d)|([QH])(\d))")
YEARS = re.compile(r"(\d{2,4})X{0,2}")
MONTHS_OF = {"Q": 3, "H": 6}
Days = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Dated:
    """A text with the expressions asked for, and those that are left open."""

    id: str
    asked: tuple[tuple[Extent, Days], ...]
    open: tuple[Extent, ...]


def dated_from(row: dict[str, Any]) -> Dated:
    asked, left = [], []
    for time in row["times"]:
        days = calendar_days(time["value"]) if time["type"] in ("DATE", "TIME") else None
        if days:
            asked.append((extent_from(time), days))
        else:
            left.append(extent_from(time))
    return Dated(row["id"], tuple(asked), tuple(left))


def calendar_days(value: str | None) -> Days | None:
    """First and last day, as ISO dates, of a TIMEX3 value; None for one that names no stretch of the calendar."""
    value = (value or "").split("T")[0]
    if DAY.fullmatch(value):
        return value, value
    if m := WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(m[1]), int(m[2]), 1)
        return str(monday + timedelta(days=5 if m[3] else 0)), str(monday + timedelta(days=6))
    if m := MONTHS.fullmatch(value):
        count = MONTHS_OF[m[3]] if m[3] else 1
        number = int(m[4]) if m[3] else int(m[2])
        return months(int(m[1]), number, count) if 1 <= number <= 12 // count else None
    if m := YEARS.fullmatch(value):
        return m[1].ljust(4, "0") + "-01-01", m[1].ljust(4, "9") + "-12-31"
    return None


def months(year: int, number: int, count: int) -> Days:
    """The days of stretch `number` of `count` months each, counted from 1, in `year`."""
    last = number * count
    after = date(year + last // 12, last % 12 + 1, 1)
    return str(date(year, last - count + 1, 1)), str(after - timedelta(days=1))


def measure_times(gold: Sequence[Dated], coded: Sequence[Coded]) -> Result:
    found = value = Score()
    for text, coding in zip(gold, coded, strict=True):
        said = [t for t in coding.times if DAY.fullmatch(t.first_day)]
        meeting = [[t for t in said if t.extent.meets(extent)] for extent, _ in text.asked]
        hits = {id(t) for times in meeting for t in times}
        counted = sum(id(t) in hits or not any(t.extent.meets(x) for x in text.open) for t in said)
        right = sum(any((t.first_day, t.last_day) == days for t in times) for times, (_, days) in zip(meeting, text.asked, strict=True))
        found += Score(sum(map(bool, meeting)), counted, len(text.asked))
        value += Score(right, counted, len(text.asked))
    return Result({"found": found.capped(), "value": value.capped()}, len(gold))
