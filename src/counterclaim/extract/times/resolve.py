"""The functions that rules of grammar.yaml name in `as`, one list of all."""

from __future__ import annotations

from collections.abc import Callable

from counterclaim.extract.times import days, stretches
from counterclaim.extract.times.context import Context, Dates, Kept

RESOLVERS: dict[str, Callable[[Kept, Context], Dates | None]] = {
    f.__name__: f
    for f in (
        days.figures_iso,
        days.figures_month_first,
        days.figures_day_first,
        days.day_of_month,
        days.days_of_month,
        days.days_of_months,
        days.weekday,
        days.weekday_of_week,
        days.deictic_day,
        days.this_part,
        days.holiday,
        days.clock,
        days.same_unit,
        days.same_day,
        days.focus_step,
        days.counted,
        days.year_earlier,
        days.beside_event,
        days.day_of_event,
        days.related_unit,
        days.edge_of_year,
        days.stretch,
        stretches.month,
        stretches.week_of,
        stretches.quarter,
        stretches.latest_quarter,
        stretches.quarter_of_year,
        stretches.half,
        stretches.season,
        stretches.decade,
        stretches.century,
        stretches.year,
        stretches.spoken_year,
        stretches.overnight,
        stretches.bare_year,
        stretches.weekend,
        stretches.open_time,
    )
}
