"""Days, and times told from publication or from the time in focus.

Each function takes the words that a rule kept and the context and gives `Dates`, or None for no time after all.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from counterclaim.extract.times.calendar import moved, nth_weekday, quarter_of, unit_around, years_of
from counterclaim.extract.times.context import Context, Dates, Kept, count_of, dates, nothing_known, step_of, year_near


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
    base = context.day if unit == "day" else context.focus
    return dates(unit_around(unit, base[0]), "focus", unit) if base else nothing_known("focus")


def same_day(kept: Kept, context: Context) -> Dates | None:
    return dates(context.day, "focus") if context.day else nothing_known("focus")


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
        number = context.words["ordinals"][kept["ordinal"]] % 5  # "last" (-1) is the fourth
        return dates(quarter_of(context.published.year - 1, number), "published", "quarter") if number else None
    base = context.quarter
    if base is None and (kept.get("unit") == "quarter"):
        base = unit_around("quarter", moved("quarter", context.published, -1))
    if base is not None:
        return dates(unit_around("quarter", moved("year", base[0], -1)), "focus", "quarter")
    year = context.focus[0].year if context.focus and context.focus_unit in ("day", "month", "year") else context.published.year
    return dates(years_of(year - 1, 1), "focus", "year")


def beside_event(kept: Kept, context: Context) -> Dates | None:
    """ "the day before the truce", "on the eve of the summit": resolved if the text gives the event a day."""
    days = context.event_day(kept["event"])
    if not days and kept.get("modifier"):
        return None  # "the day before the truce ended": a shorter rule takes "truce" for the event
    count = count_of(kept, context) if "count" in kept else 1
    said = kept.get("unit", "day")
    if not days or count is None or ("count" not in kept and said.endswith("s")):
        return nothing_known("focus")
    unit = context.words["units"][said]
    back = kept["way"] in ("before", "eve")
    day = moved(unit, days[0] if back else days[1], -count if back else count)
    return dates((day, day) if unit == "week" else unit_around(unit, day), "focus", unit)


def day_of_event(kept: Kept, context: Context) -> Dates | None:
    """ "on the day of the truce": only where the text dates it, since "the night of the proms" has no day."""
    return dates(context.event_day(kept["event"]), "focus") if context.event_day(kept["event"]) else None


# ------------------------------------------------------------------ relative to publication
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
