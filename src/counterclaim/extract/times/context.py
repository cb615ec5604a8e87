"""What a time is resolved against, and what resolving gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from counterclaim.extract.times.calendar import Range

Kept = dict[str, str]


class Dates(NamedTuple):
    """First and last day as EDTF, None where open; anchor as in `TimeRef`; unit names the grain."""

    first: str | None
    last: str | None
    anchor: str
    unit: str = "day"


@dataclass(slots=True)
class Context:
    """What a time is resolved against.

    published   the document's day or None; focus, the last time named that others may lean on; day, the last day named
    quarter     the last quarter named; year, the year said outright last and where
    before/after the neighbouring tokens, the former in lower case
    direction()  1 if the clause looks ahead, -1 if back, 0 if it does not say
    event_day   (word) -> the days that the text gives to an event of that name
    """

    words: dict[str, Any]
    published: date | None
    focus: Range | None = None
    focus_unit: str = ""
    day: Range | None = None
    quarter: Range | None = None
    year: int | None = None
    before: tuple[str, str] = ("", "")
    after: tuple[str, str] = ("", "")
    direction: Callable[[], int] = field(default=lambda: 0)
    event_day: Callable[[str], Range | None] = field(default=lambda word: None)


def dates(days: Range | None, anchor: str, unit: str = "day") -> Dates:
    return Dates(days[0].isoformat(), days[1].isoformat(), anchor, unit) if days else Dates(None, None, anchor, "")


def nothing_known(anchor: str = "published") -> Dates:
    return Dates(None, None, anchor, "")


def step_of(word: str, context: Context) -> int:
    return -1 if word in context.words["backward"] else 1 if word in context.words["forward"] else 0


def count_of(kept: Kept, context: Context) -> int | None:
    """How many units; None when that is vague."""
    if kept.get("vague") or "count" not in kept:
        return None
    numbers = context.words["numbers"]
    count = int(numbers.get(kept["count"], kept["count"]))
    extra = kept.get("extra")
    if not extra:
        return count
    more = int(numbers.get(extra, extra))
    return count * more if more == 100 or kept["count"] in ("a", "an") else count + more


def year_near(context: Context, month: int, day: int = 15) -> int | None:
    """The year of a month (and day) named without one: that of the story, else the nearest to publication."""
    if context.year is not None:
        return context.year
    if context.published is None:
        return None
    here = context.published
    direction = context.direction()

    def distance(year: int) -> float:
        off = (year - here.year) * 365 + (month - here.month) * 30.4 + (day - here.day)
        if direction * off < 0:  # against the tense of the clause
            return abs(off) * 8.0
        return abs(off) * (1.35 if off > 0 and not direction else 1.0)

    return min((here.year - 1, here.year, here.year + 1), key=distance)
