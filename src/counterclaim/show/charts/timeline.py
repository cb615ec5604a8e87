"""Events by day, in four lanes: words and deeds, cooperation and conflict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from counterclaim.show.charts.svg import WIDTH, altair, draw
from counterclaim.show.contexts import Chart, Moment
from counterclaim.show.palette import light
from counterclaim.show.words import words

SHAPES = {"vc": "circle", "mc": "square", "vf": "diamond", "mf": "triangle-down"}
STEP = 22  # pixels between two events of a day
MOST = 8  # events above one another; beyond it, the events of a day become one mark with their number


def timeline(moments: Sequence[Moment]) -> Chart | None:
    """The chart, or None when no event has a date."""
    if not moments:
        return None
    alt = altair()

    first = min(date.fromisoformat(m.first) for m in moments)
    last = max(date.fromisoformat(m.last) for m in moments)
    margin = max(1, (last - first).days // 30)
    domain = [(first - timedelta(days=margin)).isoformat(), (last + timedelta(days=margin)).isoformat()]
    rows, lanes, height = placed(moments, (last - first).days)
    label = f"Timeline of {len(moments)} events from {first.isoformat()} to {last.isoformat()}"
    x = alt.X("first:T", title=None, scale=alt.Scale(type="utc", domain=domain), axis=day_axis(alt, first, last))
    y = alt.Y("y:Q", scale=alt.Scale(domain=[height, 0], nice=False, zero=False), axis=None)
    layers = [lane_rules(alt, lanes, height), lane_names(alt, lanes, y)]
    for slug, shape in SHAPES.items():
        mine = [r for r in rows if r["slug"] == slug]
        if not mine:
            continue
        base = alt.Chart(alt.Data(values=mine)).encode(x=x, y=y, href="href:N", description="label:N")
        spans = [r for r in mine if r["last"] != r["first"]]
        if spans:
            layers.append(base.properties(data=alt.Data(values=spans)).mark_rule(strokeWidth=4, opacity=0.35, color=light(slug)).encode(x2="last:T"))
        hollow = slug in ("vc", "vf")
        style = {"fill": light("paper") if hollow else light(slug), "stroke": light(slug), "strokeWidth": 2, "opacity": 1}
        layers.append(base.mark_point(shape=shape, **style).encode(size=alt.Size("size:Q", scale=None)))
        layers.append(base.mark_text(align="left", dx=9, dy=-8, fontSize=11, color=light("soft"), aria=False).encode(text="mark:N"))
    chart = alt.layer(*layers).properties(width=WIDTH - 120, height=height * STEP)
    return Chart("timeline", "Timeline", draw(chart, "timeline", label), "Bars run over all the days that an event may fall on.")


def placed(moments: Sequence[Moment], days: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]], int]:
    """(rows to draw, lanes, height in steps): each event in the first free line of its lane."""
    width = max(1.0, days / 12)  # days that a mark with its label takes up
    by_lane: dict[str, list[Moment]] = defaultdict(list)
    for moment in moments:
        by_lane[moment.quad].append(moment)
    rows: list[dict[str, Any]] = []
    lanes, top = [], 0
    for quad, how in words()["quads"].items():
        ends: list[float] = []
        found = []
        for m in by_lane.get(quad, []):
            start, end = date.fromisoformat(m.first).toordinal(), date.fromisoformat(m.last).toordinal()
            line = next((i for i, e in enumerate(ends) if e <= start), len(ends))
            ends[line : line + 1] = [max(float(end), start + width)]
            found.append(row(m, line))
        if len(ends) > MOST:
            found, ends = grouped(by_lane[quad]), [0.0]
        tall = max(2, len(ends) + 1)
        rows += [r | {"y": top + 1 + r["line"]} for r in found]
        lanes.append({"y": top + 1, "top": top, "of": how["of"], "short": how["short"], "slug": how["slug"]})
        top += tall
    return rows, lanes, top


def row(moment: Moment, line: int, count: int = 1) -> dict[str, Any]:
    """What the chart needs of a moment. Days are drawn in UTC, so that no zone moves them."""
    return {
        "first": moment.first, "last": moment.last, "slug": moment.slug, "line": line,
        "label": moment.headline if count == 1 else f"{count} events, the first: {moment.headline}",
        "href": moment.href, "mark": moment.label if count == 1 else str(count), "size": min(90 + 25 * (count - 1), 500),
    }  # fmt: skip


def grouped(moments: Sequence[Moment]) -> list[dict[str, Any]]:
    """One row a day, with the number of its events."""
    by_day: dict[str, list[Moment]] = defaultdict(list)
    for moment in moments:
        by_day[moment.first].append(moment)
    return [row(of_day[0], 0, len(of_day)) | {"last": day} for day, of_day in by_day.items()]


def day_axis(alt: Any, first: date, last: date) -> Any:
    """Labels as readers of the text would write them: days in a short span, months or years in a long one."""
    span = (last - first).days
    style = "%-d %b %Y" if span <= 200 else "%b %Y" if span <= 2000 else "%Y"
    count: Any = "day" if span <= 10 else 6
    colours = {"gridColor": light("rule"), "domainColor": light("shore"), "tickColor": light("shore")}
    return alt.Axis(format=style, tickCount=count, grid=True, labelFlush=False, labelOverlap=True, **colours)


def lane_rules(alt: Any, lanes: list[dict[str, Any]], height: int) -> Any:
    y = alt.Y("top:Q", scale=alt.Scale(domain=[height, 0], nice=False, zero=False), axis=None)
    return alt.Chart(alt.Data(values=lanes)).mark_rule(color=light("rule"), aria=False).encode(y=y)


def lane_names(alt: Any, lanes: list[dict[str, Any]], y: Any) -> Any:
    """Names of the lanes left of the plot, in two lines, in the lane's colour."""
    named = [{**lane, "name": f"{lane['of']}\n{lane['short']}"} for lane in lanes]
    scale = alt.Scale(domain=list(SHAPES), range=[light(s) for s in SHAPES])
    base = alt.Chart(alt.Data(values=named)).encode(y=y, text="name:N", color=alt.Color("slug:N", scale=scale, legend=None))
    return base.mark_text(align="right", baseline="middle", x=-14, fontSize=13, lineBreak="\n", aria=False)
