"""Arithmetic of the calendar: first and last days of weeks, months, quarters, years."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from counterclaim.records import TimeRef

Range = tuple[date, date]
ISO = re.compile(r"\d{4}-\d\d-\d\d")


def month_of(year: int, month: int) -> Range:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def months_of(year: int, first: int, count: int) -> Range:
    """`count` months from month `first` on, which may run into the next year."""
    after = year * 12 + first - 1 + count - 1
    return date(year, first, 1), month_of(after // 12, after % 12 + 1)[1]


def quarter_of(year: int, quarter: int) -> Range:
    return months_of(year, 3 * quarter - 2, 3)


def years_of(first: int, count: int) -> Range:
    return date(first, 1, 1), date(first + count - 1, 12, 31)


def unit_around(unit: str, day: date) -> Range:
    """First and last day of the week, month … that `day` lies in. A week begins on Monday."""
    if unit in ("week", "fortnight"):
        first = day - timedelta(days=day.weekday())
        return first, first + timedelta(days=6 if unit == "week" else 13)
    if unit == "weekend":
        first = day + timedelta(days=5 - day.weekday())
        return first, first + timedelta(days=1)
    if unit == "month":
        return month_of(day.year, day.month)
    if unit == "quarter":
        return quarter_of(day.year, (day.month + 2) // 3)
    if unit == "year":
        return years_of(day.year, 1)
    if unit == "decade":
        return years_of(day.year - day.year % 10, 10)
    if unit == "century":
        return years_of(day.year - (day.year - 1) % 100, 100)
    return day, day


def moved(unit: str, day: date, steps: int) -> date:
    """`day` moved by so many units; the last day of a month stays inside the month."""
    days = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}.get(unit)
    if days:
        return day + timedelta(days=days * steps)
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit, 0) * steps
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def nth_weekday(year: int, month: int, weekday: int, which: int) -> date:
    """The first (1), second (2) … or last (-1) Monday (0), Tuesday (1) … of a month."""
    first, last = month_of(year, month)
    if which > 0:
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def as_date(value: str | None) -> date | None:
    """The day that an ISO string begins with, None where there is none."""
    try:
        return date.fromisoformat(value[:10]) if value else None
    except (ValueError, TypeError):
        return None


def day_range(ref: TimeRef) -> Range | None:
    """First and last day of a time as dates; None where an end is open or a part is unknown (XXXX)."""
    first, last = as_date(ref.from_), as_date(ref.to)
    return (first, last) if first and last else None


def joined(first: TimeRef, last: TimeRef, text: str) -> TimeRef:
    """One time out of the two ends of "from … to …"; `text` is the document's text."""
    return TimeRef(first.start, last.end, text[first.start : last.end], first.from_, last.to, first.anchor, first.base, "both ends of a range")
