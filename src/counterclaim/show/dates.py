"""EDTF dates (ISO 8601-2) as readers and charts want them. Never raises: what is no date is shown as it is."""

from __future__ import annotations

import calendar
import re
from datetime import date

from counterclaim.records import TimeRef
from counterclaim.show.words import words

EDTF = re.compile(r"^(?P<year>-?[\dX]{4})(?:-(?P<month>[\dX]{2})(?:-(?P<day>[\dX]{2}))?)?(?P<sure>[?~%]?)$")


def plain(edtf: str | None) -> str:
    """ "1 April 2016", "April 2016", "5 April, year not given"; "" for None or ".."."""
    if not edtf or edtf == "..":
        return ""
    found = EDTF.match(edtf)
    if not found:
        return edtf
    year, month, day = found["year"], found["month"], found["day"]
    name = month_name(month)
    known = [day.lstrip("0")] if name and day and day.isdigit() else []
    known += [name] if name else []
    if year.isdigit():
        text = " ".join([*known, year])
    elif year[:3].isdigit() and not known:
        text = f"the {year[:3]}0s"
    else:
        text = f"{' '.join(known)}, year not given" if known else "year not given"
    return f"about {text}" if found["sure"] else text


def month_name(month: str | None) -> str:
    """The name of a month or season in EDTF ("04", "21"), "" when it is open."""
    if not month or not month.isdigit():
        return ""
    number = int(month)
    return str(words()["months"][number - 1]) if 1 <= number <= 12 else str(words()["seasons"].get(number, ""))


def plain_range(time: TimeRef | None) -> str:
    """ "1–2 April 2016", "from 5 April 2016", "until May 2016"; "" when nothing is known."""
    if time is None:
        return ""
    first, last = plain(time.from_), plain(time.to)
    if first == last or not first or not last:
        return first if first == last else f"from {first}" if first else f"until {last}"
    head, tail = first.split(" "), last.split(" ")
    while len(head) > 1 and len(tail) > 1 and head[-1] == tail[-1]:
        head.pop()
        tail.pop()
    shared = last.split(" ")[len(tail) :]
    dash = "–" if len(head) == len(tail) == 1 else " – "
    return " ".join([f"{' '.join(head)}{dash}{' '.join(tail)}", *shared])


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
