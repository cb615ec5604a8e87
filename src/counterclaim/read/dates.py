"""Dates as sources write them, to ISO. What cannot be told for certain stays None."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

from counterclaim.lexicon.load import load_yaml

ISO = re.compile(r"^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?![\d])|^\s*(\d{4})(\d{2})(\d{2})(?:T\d+Z?)?\s*$")
NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
LONGEST = 100  # characters of a date; longer strings are not looked at


def iso_date(value: Any) -> str | None:
    """YYYY-MM-DD for a date, datetime or string that names one day; None for anything else.

    "03/04/2016" may be March or April and gives None; "13/04/2016" and "03.04.2016" (day first) do not.
    """
    if isinstance(value, (date, datetime)):
        return value.isoformat()[:10]
    if not isinstance(value, str) or len(value) > LONGEST:
        return None
    if m := ISO.match(value):
        return valid(m[1] or m[4], m[2] or m[5], m[3] or m[6])
    return named_month(value) or numeric(value) or rfc(value)


def valid(year: str, month: str | int, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def named_month(value: str) -> str | None:
    """ "6 April 2016", "April 6th, 2016", "Wed, 06 Apr 2016" """
    months = month_numbers()
    for pattern, day, month, year in patterns():
        if m := pattern.search(value):
            return valid(m[year], months[m[month].lower().rstrip(".")], m[day])
    return None


@cache
def month_numbers() -> dict[str, int]:
    names = load_yaml("read/bylines.yaml")["months"]
    return {name: number for number, row in enumerate(names, 1) for name in row}


@cache
def patterns() -> tuple[tuple[re.Pattern[str], int, int, int], ...]:
    month = "(" + "|".join(sorted(month_numbers(), key=len, reverse=True)) + r")\.?"
    day = r"(\d{1,2})(?:st|nd|rd|th)?"
    return (
        (re.compile(rf"\b{day}\s+(?:of\s+)?{month},?\s+(\d{{4}})\b", re.I), 1, 2, 3),
        (re.compile(rf"\b{month}\s+{day},?\s+(\d{{4}})\b", re.I), 2, 1, 3),
    )


def numeric(value: str) -> str | None:
    m = NUMERIC.search(value)
    if not m:
        return None
    first, second = int(m[1]), int(m[3])
    if m[2] == "." or first > 12:
        return valid(m[4], second, m[1])
    if second > 12 or first == second:
        return valid(m[4], first, m[3])
    return None


def rfc(value: str) -> str | None:
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
