"""Months, quarters, seasons, years and what stays open.

Each function takes the words that a rule kept and the context and gives `Dates`, or None for no time after all
(a figure that is no year, a name that is no month).
"""

from __future__ import annotations

from datetime import date, timedelta

from counterclaim.extract.times.calendar import month_of, months_of, moved, quarter_of, unit_around, years_of
from counterclaim.extract.times.context import Context, Dates, Kept, dates, nothing_known, step_of, year_near
from counterclaim.extract.times.days import day_of_month


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
    return dates(years_of(100 * hundreds + rest, 1), "explicit", "year") if rest < 100 and (rest > 9 or kept["hundreds"] == "thousand") else None


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
    if (way < 0 and found[0] > context.published) or kept.get("way") in ("last", "past", "previous"):
        found = unit_around("weekend", moved("week", context.published, -1))
    elif way > 0:
        found = unit_around("weekend", moved("week", context.published, 1))
    if not kept.get("way") and context.direction() > 0:
        found = unit_around("weekend", context.published)
    return dates(found, "published", "weekend")


def open_time(kept: Kept, context: Context) -> Dates | None:
    return nothing_known("explicit")
