"""How strong each third's tie is: estimate and limit beside the bound, and the placebo states beside the thirds."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from counterclaim.show.charts.svg import WIDTH, altair, draw
from counterclaim.show.contexts import Chart
from counterclaim.show.palette import light
from counterclaim.show.relations.words import percent, plain, say

if TYPE_CHECKING:
    from counterclaim.relate.depends import Finding

STEP = 34  # pixels a third


def tie_chart(finding: Finding) -> Chart | None:
    """A line for each third from nothing to its upper limit, a dot at the estimate, a tick at what could be found."""
    rows = [
        {"who": plain(v.third), "share": 100 * v.share, "upper": 100 * v.upper, "least": None if math.isnan(v.smallest) else 100 * v.smallest,
         "label": f"{plain(v.third)}: {percent(v.share)}, at most {percent(v.upper)}", "zero": 0}
        for v in finding.verdicts
        if v.tests
    ]  # fmt: skip
    if not rows:
        return None
    alt = altair()
    bound = 100 * finding.settings.bound
    axis = alt.Axis(gridColor=light("rule"), domainColor=light("shore"), tickColor=light("shore"))
    x = alt.X("upper:Q", title="per cent of the relation's otherwise unexplained movement", axis=axis)
    y = alt.Y("who:N", title=None, sort=None, axis=alt.Axis(domain=False, ticks=False, labelFontSize=14, labelColor=light("ink")))
    base = alt.Chart(alt.Data(values=rows)).encode(y=y)
    span = base.mark_rule(color=light("mc"), strokeWidth=4, opacity=0.35).encode(x=x, x2="zero:Q", description="label:N")
    dot = base.mark_point(filled=True, size=110, color=light("mc"), opacity=1).encode(x=alt.X("share:Q"), description="label:N")
    known = [r for r in rows if r["least"] is not None]
    least = alt.Chart(alt.Data(values=known)).mark_tick(color=light("warn"), thickness=3, size=18, aria=False).encode(y=y, x=alt.X("least:Q"))
    line = (
        alt.Chart(alt.Data(values=[{"bound": bound}])).mark_rule(color=light("mf"), strokeDash=[6, 4], strokeWidth=2, aria=False).encode(x="bound:Q")
    )
    chart = alt.layer(line, span, dot, least).properties(width=WIDTH - 140, height=STEP * len(rows))
    caption = say("depends", "ties_chart")
    return Chart("ties", "How large the dependence may be", draw(chart, "ties", "Shares of movement by third"), caption)
