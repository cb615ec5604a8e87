"""The placebo distribution: p of every other state in the third's place, with the thirds among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.show.charts.svg import WIDTH, altair, draw, halo
from counterclaim.show.contexts import Chart
from counterclaim.show.palette import light
from counterclaim.show.relations.words import p_words, plain, say

if TYPE_CHECKING:
    from counterclaim.relate.depends import Finding

STEP = 26  # pixels between one line of the thirds' names and the next
LEAST = 0.001  # p at which the axis begins


def placebo_chart(finding: Finding) -> Chart | None:
    """Other states as ticks on a line of p, the thirds as named dots above them; None without placebos."""
    thirds = [(v.third, t.p) for v in finding.verdicts for t in v.tests if t.method == "circular_shift" and t.decides]
    if not finding.placebo_p or not thirds:
        return None
    alt = altair()
    height = STEP * (len(thirds) + 1)
    others = [{"p": max(p, LEAST), "y": height - STEP / 2, "label": f"{plain(name)}: {p_words(p)}"} for name, p in finding.placebo_p.items()]
    rows = [
        {"p": max(p, LEAST), "y": STEP * (i + 0.5), "name": plain(name), "label": f"{plain(name)}: {p_words(p)}"}
        for i, (name, p) in enumerate(thirds)
    ]
    axis = alt.Axis(
        values=[0.001, 0.01, 0.05, 0.2, 1], format="~g", grid=True, gridColor=light("rule"), domainColor=light("shore"), tickColor=light("shore")
    )
    x = alt.X("p:Q", title="p of no dependence, before correction", scale=alt.Scale(type="log", domain=[LEAST, 1]), axis=axis)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[height, 0], nice=False), axis=None)
    ticks = alt.Chart(alt.Data(values=others)).mark_point(shape="stroke", angle=90, size=260, strokeWidth=2, color=light("soft"), opacity=0.7)
    dots = alt.Chart(alt.Data(values=rows)).encode(x=x, y=y)
    line = alt.Chart(alt.Data(values=[{"alpha": finding.settings.alpha}])).mark_rule(color=light("mf"), strokeDash=[6, 4], strokeWidth=2, aria=False)
    names = halo(dots.encode(text="name:N"), "paper", align="right", dx=-10, fontSize=13, color=light("ink"), aria=False)
    layers = [
        ticks.encode(x=x, y=y, description="label:N"),
        line.encode(x=alt.X("alpha:Q")),
        dots.mark_point(filled=True, size=110, color=light("mc"), opacity=1).encode(description="label:N"),
        *names,
    ]
    chart = alt.layer(*layers).properties(width=WIDTH - 80, height=height)
    return Chart("placebos", "Other states in the third's place", draw(chart, "placebos", "Placebo distribution"), say("depends", "placebo_chart"))
