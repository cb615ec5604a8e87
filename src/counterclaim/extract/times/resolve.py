"""From what a rule of the grammar kept to the first and last day.

Each function in RESOLVERS takes the words kept and the context and gives `Dates`, or None when
what matched is no time after all (a figure that is no year, a name that is no month).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from counterclaim.extract.times.calendar import (
    Range, month_of, months_of, moved, nth_weekday, quarter_of, unit_around, years_of,
)  # fmt: skip

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

    published   the document's day or None; focus, the last time named that others may lean on
    quarter     the last quarter named; year, the year said outright last and where
    before/after the neighbouring tokens, the former in lower case
    direction()  1 if the clause looks ahead, -1 if back, 0 if it does not say
    event_day   (word) -> the days that the text gives to an event of that name
    """

    words: dict[str, Any]
    published: date | None
    focus: Range | None = None
    focus_unit: str = ""
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


# ------------------------------------------------------------------ dates
def full_date(year: str, month: int, day: int) -> Dates | None:
    if len(year) == 2:
        year = f"{'19' if int(year) > 50 else '20'}{year}"
    if len(year) != 4:
        return None
    found = date(int(year), month, day)
    return dates((found, found), "explicit")


def figures_iso(kept: Kept, context: Context) -> Dates | None:
    return full_date(kept["year"], int(kept["month"]), int(kept["day"]))


def figures_month_first(kept: Kept, context: Context) -> Dates | None:
    month, day = int(kept["month"]), int(kept["day"])
    if month > 12:
        month, day = day, month
    return full_date(kept["year"], month, day)


def figures_day_first(kept: Kept, context: Context) -> Dates | None:
    return full_date(kept["year"], int(kept["month"]), int(kept["day"]))


def day_of_month(kept: Kept, context: Context) -> Dates | None:
    return days_of_month({**kept, "last": kept["day"]}, context)


def days_of_month(kept: Kept, context: Context) -> Dates | None:
    return days_of_months({**kept, "last_month": kept["month"], "last_year": kept.get("year", "")}, context)


def days_of_months(kept: Kept, context: Context) -> Dates | None:
    months = context.words["months"]
    first_month, last_month = months[kept["month"]], months[kept["last_month"]]
    first_day, last_day = int(kept["day"]), int(kept["last"])
    said = kept.get("year") or kept.get("last_year")
    year = int(said) if said else year_near(context, first_month, first_day)
    if year is None:
        if (first_month, first_day) > (last_month, last_day) or first_day > 31 or last_day > 31:
            return None
        return Dates(f"XXXX-{first_month:02d}-{first_day:02d}", f"XXXX-{last_month:02d}-{last_day:02d}", "explicit")
    first = date(year, first_month, first_day)
    last = date(int(kept.get("last_year") or year), last_month, last_day)
    if last < first and last_month < first_month and not kept.get("last_year"):
        last = last.replace(year=year + 1)
    if last < first:
        return None
    return dates((first, last), "explicit" if said else "published")


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
        return abs(off) * (1.15 if off > 0 and not direction else 1.0)

    return min((here.year - 1, here.year, here.year + 1), key=distance)


# ------------------------------------------------------------------ days
def weekday(kept: Kept, context: Context) -> Dates | None:
    if context.published is None:
        return nothing_known()
    wanted = context.words["weekdays"][kept["weekday"]]
    relation = kept.get("relation", "")
    here = context.published
    back = (here.weekday() - wanted) % 7
    if relation in context.words["same"]:
        relation = ""
    if relation in ("previous", "preceding", "following"):
        here, anchor = (context.focus[0] if context.focus else here), "focus"
        step = (here.weekday() - wanted - 1) % 7 + 1
        found = here - timedelta(days=step) if relation != "following" else here + timedelta(days=(wanted - here.weekday() - 1) % 7 + 1)
    elif relation in ("last", "past"):
        found, anchor = here - timedelta(days=back or 7), "published"
    elif relation in ("next", "coming", "upcoming") or (relation in ("this", "current", "") and back and context.direction() > 0):
        found, anchor = here + timedelta(days=7 - back), "published"
    else:
        found, anchor = here - timedelta(days=back), "published"
    if kept.get("shift") == "before":
        found -= timedelta(days=1)
    return dates((found, found), anchor)


def weekday_of_week(kept: Kept, context: Context) -> Dates | None:
    if context.published is None:
        return nothing_known()
    monday = unit_around("week", moved("week", context.published, step_of(kept["relation"], context)))[0]
    found = monday + timedelta(days=context.words["weekdays"][kept["weekday"]])
    return dates((found, found), "published")


def deictic_day(kept: Kept, context: Context) -> Dates | None:
    if context.published is None:
        return nothing_known()
    found = context.published + timedelta(days=context.words["deictic_days"][kept["day"]])
    return dates((found, found), "published")


def this_part(kept: Kept, context: Context) -> Dates | None:
    if context.published is None:
        return nothing_known()
    found = context.published - timedelta(days=1 if kept["relation"] == "last" else 0)
    return dates((found, found), "published")


def holiday(kept: Kept, context: Context) -> Dates | None:
    rule = context.words["holidays"][re.sub(r"\s*[’']\s*", " ", kept["holiday"])]
    month = (rule.get("day") or rule["nth_weekday"])[0]
    year = int(kept["year"]) if kept.get("year") else year_near(context, month)
    if year is None:
        return nothing_known()
    found = date(year, *rule["day"]) if "day" in rule else nth_weekday(year, *rule["nth_weekday"])
    if kept.get("relation") in context.words["backward"] and context.published and found > context.published:
        return holiday({**kept, "year": str(year - 1)}, context)
    return dates((found, found), "published")


def clock(kept: Kept, context: Context) -> Dates | None:
    if context.focus and context.focus_unit == "day":
        return dates(context.focus, "focus")
    return dates((context.published, context.published), "published") if context.published else nothing_known()


# ------------------------------------------------------------------ relative to the focus
def same_unit(kept: Kept, context: Context) -> Dates | None:
    unit = context.words["units"][kept["unit"]]
    return dates(unit_around(unit, context.focus[0]), "focus", unit) if context.focus else nothing_known("focus")


def same_day(kept: Kept, context: Context) -> Dates | None:
    return dates(context.focus, "focus") if context.focus and context.focus_unit == "day" else nothing_known("focus")


def focus_step(kept: Kept, context: Context) -> Dates | None:
    """ "the following day", "the next morning", "the year before"."""
    unit = context.words["units"].get(kept.get("unit", ""), "day")
    word = kept["step"]
    step = 1 if word in ("next", "following", "after", "later") else -1
    if word == "next" and unit != "day":
        return related_unit({"way": "next", "unit": kept["unit"]}, context)
    if kept.get("unit", "").endswith("s") or not context.focus:
        return nothing_known("focus")
    return dates(unit_around(unit, moved(unit, context.focus[0] if step < 0 else context.focus[1], step)), "focus", unit)


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


def counted(kept: Kept, context: Context) -> Dates | None:
    """ "three weeks ago", "two days later"."""
    unit = context.words["units"][kept["unit"]]
    count = count_of(kept, context)
    deictic = kept["way"] in ("ago", "hence", "from")
    base = (context.published, context.published) if deictic and context.published else None if deictic else context.focus
    anchor = "published" if deictic else "focus"
    if count is None or not base or not base[0] or not base[1]:
        return nothing_known(anchor)
    back = kept["way"] in ("ago", "earlier", "before", "previously")
    day = moved(unit, base[0] if back else base[1], -count if back else count)
    if unit == "week" and not deictic:
        return dates((day, day), anchor)
    return dates(unit_around(unit, day), anchor, unit)


def year_earlier(kept: Kept, context: Context) -> Dates | None:
    """ "a year earlier", "the year-ago quarter": the same stretch of the year before."""
    if context.published is None:
        return nothing_known()
    if kept.get("ordinal"):
        return quarter(kept | {"year": str(context.published.year - 1)}, context)
    base = context.quarter
    if base is None and (kept.get("unit") == "quarter"):
        base = unit_around("quarter", moved("quarter", context.published, -1))
    if base is not None:
        return dates(unit_around("quarter", moved("year", base[0], -1)), "focus", "quarter")
    year = context.focus[0].year if context.focus and context.focus_unit in ("day", "month", "year") else context.published.year
    return dates(years_of(year - 1, 1), "focus", "year")


def beside_event(kept: Kept, context: Context) -> Dates | None:
    """ "the day before the truce": resolved if the text gives the truce a day."""
    days = context.event_day(kept["event"])
    count = count_of(kept, context) if "count" in kept else 1
    if not days or count is None or ("count" not in kept and kept["unit"].endswith("s")):
        return nothing_known("focus")
    unit = context.words["units"][kept["unit"]]
    day = moved(unit, days[0] if kept["way"] == "before" else days[1], -count if kept["way"] == "before" else count)
    return dates((day, day) if unit == "week" else unit_around(unit, day), "focus", unit)


# ------------------------------------------------------------------ relative to publication
def step_of(word: str, context: Context) -> int:
    return -1 if word in context.words["backward"] else 1 if word in context.words["forward"] else 0


def related_unit(kept: Kept, context: Context) -> Dates | None:
    """ "last week", "earlier this year", "the current quarter"."""
    if context.published is None or kept["unit"] != context.words["units"].get(kept["unit"]):  # plurals are vague
        return nothing_known()
    unit = context.words["units"][kept["unit"]]
    return dates(unit_around(unit, moved(unit, context.published, step_of(kept["way"], context))), "published", unit)


def edge_of_year(kept: Kept, context: Context) -> Dates | None:
    return related_unit({"way": "this", "unit": kept.get("unit", "year")}, context)


def stretch(kept: Kept, context: Context) -> Dates | None:
    """ "over the past three weeks": up to the day of publication, or from it on."""
    unit = context.words["units"][kept["unit"]]
    count = count_of(kept, context)
    if count is None or context.published is None:
        return nothing_known()
    other = moved(unit, context.published, count if kept["way"] in context.words["forward"] else -count)
    return dates((min(other, context.published), max(other, context.published)), "published", "stretch")


# ------------------------------------------------------------------ months, quarters, years
def month(kept: Kept, context: Context) -> Dates | None:
    number = context.words["months"][kept["month"]]
    way = kept.get("way", "")
    if kept.get("year"):
        return dates(month_of(int(kept["year"]), number), "explicit", "month")
    if not way and kept.get("bare") and not month_is_meant(kept, context):
        return None
    if context.published is None and context.year is None:
        return Dates(f"XXXX-{number:02d}-01", f"XXXX-{number:02d}-{month_of(2001, number)[1].day}", "explicit", "month")
    if kept.get("of_year"):
        year: int | None = (context.published or date(context.year or 1, 1, 1)).year + step_of(way, context)
    elif way in context.words["present"] and context.published:
        year = context.published.year
    elif way and context.published:
        here = (context.published.year, context.published.month)
        back = step_of(way, context) < 0
        year = here[0] - (number >= here[1]) if back else here[0] + (number <= here[1])
    else:
        year = year_near(context, number)
    return dates(month_of(year, number), "published", "month") if year else None


def month_is_meant(kept: Kept, context: Context) -> bool:
    """A lone "May", "March", "Jan" is a month after a preposition, unless a name ("June Smith") or an "of" follows."""
    short = kept["bare"].endswith(".")
    if context.after[0][:1].isupper() and not short and context.before[1] not in ("in", "since", "last", "next"):
        return False
    if not short and kept["month"] in context.words["other_meanings"]:
        return context.before[1] in context.words["month_prepositions"] and context.after[0] not in ("of", "for")
    return True


def week_of(kept: Kept, context: Context) -> Dates | None:
    day = day_of_month(kept, context)
    if day is None or not day.first or day.first.startswith("X"):
        return nothing_known()
    return dates(unit_around("week", date.fromisoformat(day.first)), day.anchor, "week")


def quarter(kept: Kept, context: Context) -> Dates | None:
    number = context.words["ordinals"][kept["ordinal"]]
    number = 4 if number == -1 else number
    if number > 4:
        return None
    if kept.get("year"):
        return dates(quarter_of(int(kept["year"]), number), "explicit", "quarter")
    if context.published is None:
        return nothing_known()
    year = context.published.year
    if kept.get("way"):
        year += step_of(kept["way"], context)
    elif quarter_of(year, number)[0] > context.published and not (context.direction() > 0 and number - (context.published.month + 2) // 3 == 1):
        year -= 1
    return dates(quarter_of(year, number), "published", "quarter")


def latest_quarter(kept: Kept, context: Context) -> Dates | None:
    if context.quarter and not kept.get("latest"):
        return dates(context.quarter, "focus", "quarter")
    if context.published is None:
        return nothing_known()
    return dates(unit_around("quarter", moved("quarter", context.published, -1)), "published", "quarter")


def quarter_of_year(kept: Kept, context: Context) -> Dates | None:
    """ "the 1988 quarter": the quarter under discussion, in that year."""
    year = int(kept["year"])
    if context.quarter:
        return dates(quarter_of(year, (context.quarter[0].month + 2) // 3), "explicit", "quarter")
    return dates(years_of(year, 1), "explicit", "year")


def half(kept: Kept, context: Context) -> Dates | None:
    number = {1: 1, 2: 2, -1: 2}.get(context.words["ordinals"][kept["ordinal"]])
    if number is None:
        return None
    year = int(kept["year"]) if kept.get("year") else None
    if year is None and context.published:
        year = context.published.year + step_of(kept.get("way", "this"), context)
    return dates(months_of(year, 6 * number - 5, 6), "explicit" if kept.get("year") else "published", "half") if year else nothing_known()


def season(kept: Kept, context: Context) -> Dates | None:
    first = context.words["seasons"][kept["season"]]
    if not kept.get("year") and not context.published:
        return nothing_known()
    if kept["season"] == "fall" and context.after[0] == "of":
        return None
    if kept.get("year"):
        return dates(months_of(int(kept["year"]), first, 3), "explicit", "season")
    here = context.published
    assert here is not None
    found = months_of(here.year, first, 3)
    way = step_of(kept.get("way", "this"), context)
    if (way < 0 and found[1] >= here) or (way == 0 and found[0] > moved("month", here, 9)):
        found = months_of(here.year - 1, first, 3)
    elif way > 0 and found[0] <= here:
        found = months_of(here.year + 1, first, 3)
    return dates(found, "published", "season")


def decade(kept: Kept, context: Context) -> Dates | None:
    word = kept["decade"]
    first = context.words["decade_words"].get(word) or int(word)
    return dates(years_of(first + (1900 if first < 100 else 0), 10), "explicit", "decade")


def century(kept: Kept, context: Context) -> Dates | None:
    number = int(kept["number"]) if kept.get("number") else context.words["ordinals"][kept["ordinal"]]
    if kept.get("ordinal") == "last":
        return dates(years_of(1901, 100), "published", "century")
    return dates(years_of(100 * number - 99, 100), "explicit", "century") if 1 <= number <= 22 else None


def year(kept: Kept, context: Context) -> Dates | None:
    return dates(years_of(int(kept["year"]), 1), "explicit", "year")


def spoken_year(kept: Kept, context: Context) -> Dates | None:
    """ "nineteen ninety-one", "the year two thousand"."""
    numbers = context.words["numbers"]
    hundreds = 20 if kept["hundreds"] == "thousand" else numbers[kept["hundreds"]]
    rest = sum(numbers[kept[k]] for k in ("tens", "ones") if kept.get(k))
    return dates(years_of(100 * hundreds + rest, 1), "explicit", "year") if rest < 100 and (rest > 9 or hundreds == 20) else None


def bare_year(kept: Kept, context: Context) -> Dates | None:
    """Four figures are a year unless they count or number something."""
    number = int(kept["year"])
    (far, before), (after, follows) = context.before, context.after
    if before in context.words["number_marks"] or after in ("%", "°", "/") or (before == "." and far.isdigit()):
        return None
    if (before in (",", "-", ":") and far.isdigit() and len(far) <= 3) or (after in (",", ":") and follows.isdigit() and len(follows) <= 3):
        return None
    strict = before in context.words["year_prepositions"]
    if not 1900 <= number <= 2039:
        return dates(years_of(number, 1), "explicit", "year") if strict and not after.isalpha() else None
    plural = after.islower() and len(after) > 3 and after.endswith("s") and before not in ("the", "these", "those")
    counts = plural or after in context.words["counted_people"]
    return None if counts and not strict else dates(years_of(number, 1), "explicit", "year")


def overnight(kept: Kept, context: Context) -> Dates | None:
    here = context.published
    return dates((here - timedelta(days=1), here), "published") if here else nothing_known()


def weekend(kept: Kept, context: Context) -> Dates | None:
    if context.published is None:
        return nothing_known()
    way = step_of(kept.get("way", "past"), context)
    found = unit_around("weekend", context.published)
    if way < 0 and found[0] > context.published or kept.get("way") in ("last", "past", "previous"):
        found = unit_around("weekend", moved("week", context.published, -1))
    elif way > 0:
        found = unit_around("weekend", moved("week", context.published, 1))
    if not kept.get("way") and context.direction() > 0:
        found = unit_around("weekend", context.published)
    return dates(found, "published", "weekend")


def open_time(kept: Kept, context: Context) -> Dates | None:
    return nothing_known("explicit")


RESOLVERS: dict[str, Callable[[Kept, Context], Dates | None]] = {
    f.__name__: f
    for f in (
        figures_iso, figures_month_first, figures_day_first, day_of_month, days_of_month, days_of_months, weekday, weekday_of_week,
        deictic_day, this_part, holiday, clock, same_unit, same_day, focus_step, counted, year_earlier, beside_event, related_unit,
        edge_of_year, stretch, month, week_of, quarter, latest_quarter, quarter_of_year, half, season, decade, century, year,
        spoken_year, overnight, bare_year, weekend, open_time,
    )
}  # fmt: skip
