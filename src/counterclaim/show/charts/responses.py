"""Responses of a relation to a third: one small chart for each of the third's series, with bands that hold together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from counterclaim.show.charts.svg import WIDTH, altair, draw
from counterclaim.show.contexts import Chart
from counterclaim.show.palette import light
from counterclaim.show.relations.words import UNIT_NAMES, percent, plain, say

if TYPE_CHECKING:
    from counterclaim.relate.depends import Finding, Verdict

HEIGHT = 130  # pixels of one small chart
ACROSS = 2  # charts in a row


def response_chart(finding: Finding, verdict: Verdict) -> Chart:
    """The chart of one third that has responses."""
    alt = altair()
    unit = UNIT_NAMES[finding.settings.unit]
    reach = max(max(abs(r.low).max(), abs(r.high).max()) for r in verdict.responses.values())
    y = alt.Scale(domain=[-reach, reach])
    small = [panel(alt, label, response, unit, y) for label, response in verdict.responses.items()]
    chart = alt.concat(*small, columns=ACROSS, spacing=26)
    who = plain(verdict.third)
    caption = say("depends", "responses_chart", unit=unit, level=percent(1 - finding.settings.alpha))
    anchor = "responses-" + "".join(c if c.isalnum() else "-" for c in verdict.third)
    return Chart(anchor, f"After {who} acts, or is acted upon", draw(chart, anchor, f"Responses to {who}"), caption)


def panel(alt: Any, label: str, response: Any, unit: str, y: Any) -> Any:
    rows = [
        {"h": h, "estimate": float(e), "low": float(low), "high": float(high)}
        for h, (e, low, high) in enumerate(zip(response.estimate, response.low, response.high, strict=True))
    ]
    base = alt.Chart(alt.Data(values=rows))
    x = alt.X("h:Q", title=f"{unit}s after", axis=alt.Axis(tickMinStep=1, grid=False, domainColor=light("shore"), tickColor=light("shore")))
    axis = alt.Axis(gridColor=light("rule"), domainColor=light("shore"), tickColor=light("shore"), tickCount=5)
    band = base.mark_area(color=light("mc"), opacity=0.18, aria=False).encode(x=x, y=alt.Y("low:Q", title=None, scale=y, axis=axis), y2="high:Q")
    line = base.mark_line(color=light("mc"), strokeWidth=2, aria=False).encode(x=x, y=alt.Y("estimate:Q", scale=y))
    dots = base.mark_point(filled=True, size=34, color=light("mc"), opacity=1, aria=False).encode(x=x, y=alt.Y("estimate:Q", scale=y))
    zero = alt.Chart(alt.Data(values=[{"zero": 0}])).mark_rule(color=light("ink"), aria=False).encode(y=alt.Y("zero:Q", scale=y))
    title = alt.TitleParams(" → ".join(map(plain, label.split("→"))), anchor="start", fontSize=13, color=light("ink"))
    return alt.layer(band, zero, line, dots).properties(width=(WIDTH - 110) // ACROSS, height=HEIGHT, title=title)
