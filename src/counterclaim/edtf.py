"""EDTF dates (ISO 8601-2) as days of the calendar. Never raises: what is no date has no day."""

from __future__ import annotations

import calendar
import re
from datetime import date

from counterclaim.records import TimeRef

EDTF = re.compile(r"^(?P<year>-?[\dX]{4})(?:-(?P<month>[\dX]{2})(?:-(?P<day>[\dX]{2}))?)?(?P<sure>[?~%]?)$")


def days(time: TimeRef | None) -> tuple[date, date] | None:
    """First and last day of a time whose year is known, None otherwise. An open end is the other end's day."""
    if time is None:
        return None
    first, last = bound(time.from_, last=False), bound(time.to, last=True)
    if first is None and last is None:
        return None
    known = [d for d in (first or last, last or bound(time.from_, last=True)) if d]
    return min(known), max(known)


def bound(edtf: str | None, last: bool) -> date | None:
    """The first or the last day that an EDTF date can mean; None when its year is open."""
    found = EDTF.match(edtf or "")
    if not found or not found["year"].isdigit() or found["year"] == "0000":
        return None
    year, month = int(found["year"]), found["month"] or ""
    number = int(month) if month.isdigit() else 0
    if 21 <= number <= 24:  # a season, counted in the northern hemisphere's months
        number = (number - 20) * 3 + (2 if last else 0)
        year, number = (year + 1, number - 12) if number > 12 else (year, number)
        found = None
    number = number if 1 <= number <= 12 else 12 if last else 1
    length = calendar.monthrange(year, number)[1]
    day = found["day"] if found and found["day"] and found["day"].isdigit() else None
    return date(year, number, min(max(int(day), 1), length) if day else length if last else 1)
