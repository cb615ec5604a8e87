"""The course of a relation: cooperation above, conflict below, its level between turning points."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from counterclaim.show.charts.svg import WIDTH, altair, draw
from counterclaim.show.charts.timeline import day_axis
from counterclaim.show.contexts import Chart
from counterclaim.show.palette import light
from counterclaim.show.relations.words import UNIT_NAMES, plain, say

if TYPE_CHECKING:
    from counterclaim.relate.blocks import Array
    from counterclaim.relate.turns import Course

HEIGHT = 300  # pixels


def course_chart(course: Course) -> Chart:
    """The chart of a relation; periods taller than most are cut."""
    alt = altair()
    most, least = reach(course.cooperation), reach(course.conflict)
    rows = [
        {"from": d.isoformat(), "coop": min(float(c), most), "conf": -min(float(k), least), "zero": 0}
        for d, c, k in zip(course.dates, course.cooperation, course.conflict, strict=True)
        if not math.isnan(c) and (c or k)
    ]
    x = alt.X("from:T", title=None, scale=alt.Scale(type="utc"), axis=day_axis(alt, course.dates[0], course.dates[-1]))
    scale = alt.Scale(domain=[-least, most])
    axis = alt.Axis(gridColor=light("rule"), domainColor=light("shore"), tickColor=light("shore"))
    thick = max(1.0, min(8.0, 0.7 * (WIDTH - 80) / len(course.dates)))
    base = alt.Chart(alt.Data(values=rows)).encode(x=x)
    layers = [
        base.mark_rule(color=light(colour), strokeWidth=thick, aria=False).encode(
            y=alt.Y(f"{name}:Q", title="Goldstein points", scale=scale, axis=axis), y2="zero:Q"
        )
        for name, colour in (("coop", "mc"), ("conf", "mf"))
    ]
    turns = [{"from": t.start.isoformat(), "label": f"turn, {t.start.isoformat()}"} for t in course.turns]
    layers.append(
        alt.Chart(alt.Data(values=turns)).mark_rule(color=light("warn"), strokeDash=[5, 4], strokeWidth=2).encode(x=x, description="label:N")
    )
    level = alt.Chart(alt.Data(values=level_rows(course))).mark_line(color=light("ink"), strokeWidth=2.5, interpolate="step-after", aria=False)
    layers.append(level.encode(x=x, y=alt.Y("level:Q", scale=scale)))
    chart = alt.layer(*layers).properties(width=WIDTH - 80, height=HEIGHT)
    one, two = map(plain, course.pair)
    caption = say("relation", "chart", unit=UNIT_NAMES[course.unit])
    return Chart(
        "course", f"{one} and {two}, {course.dates[0].year} to {course.dates[-1].year}", draw(chart, "course", f"Course of {one} and {two}"), caption
    )


def reach(values: Array) -> float:
    """How far the axis goes: to the tallest bar, or to twice what 98 in 100 stay below."""
    tall = values[np.isfinite(values) & (values > 0)]
    return float(min(tall.max(), 2 * np.quantile(tall, 0.98))) if tall.size else 1.0


def level_rows(course: Course) -> list[dict[str, Any]]:
    """The mean balance of each phase at its first period, and once more at the end."""
    edges = [0, *(t.index for t in course.turns), len(course.net)]
    rows = [{"from": course.dates[a].isoformat(), "level": float(np.nanmean(course.net[a:b]))} for a, b in pairwise(edges)]
    return [*rows, {"from": course.dates[-1].isoformat(), "level": rows[-1]["level"]}]
