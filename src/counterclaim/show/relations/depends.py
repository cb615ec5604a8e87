"""The answer of `counterclaim depends` as a sheet and as JSON."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

from counterclaim.relate.depends import DEPENDS, FREE, UNKNOWN, Finding, Test, Verdict
from counterclaim.relate.equivalence import POWER
from counterclaim.show.charts.responses import response_chart
from counterclaim.show.charts.ties import tie_chart
from counterclaim.show.relations.sheet import Grid, Sheet
from counterclaim.show.relations.words import UNIT_NAMES, counted, p_value, percent, plain
from counterclaim.show.words import named

METHODS = {
    "granger": "Granger F, as the series stand",
    "granger_robust": "Granger F, robust (HC3)",
    "circular_shift": "circular shifts, robust score",
    "equivalence": "equivalence",
}


def depends_sheet(finding: Finding) -> Sheet:
    effect = readable(finding.case.effect)
    thirds = named(plain(v.third) for v in finding.verdicts)
    charts = [tie_chart(finding), *(response_chart(finding, v) for v in finding.verdicts if v.responses)]
    return Sheet(
        title=f"Does {effect} depend on {thirds}?",
        answer=headline(finding),
        words=[*(sentence(finding, v) for v in finding.verdicts), *placebo_words(finding), *data_words(finding)],
        grids=[verdict_grid(finding), test_grid(finding)],
        charts=[chart for chart in charts if chart],
        notes=assumptions(finding),
    )


def readable(effect: str) -> str:
    """ "Armenia–Azerbaijan" for ARM–AZE."""
    for mark in ("–", "→"):
        if mark in effect:
            return mark.join(map(plain, effect.split(mark)))
    return effect


def headline(finding: Finding) -> str:
    found = {a: [plain(v.third) for v in finding.verdicts if v.answer == a] for a in (DEPENDS, FREE, UNKNOWN)}
    parts = []
    if found[DEPENDS]:
        parts.append(f"depends on {named(found[DEPENDS])}")
    if found[FREE]:
        parts.append(f"does not depend on {named(found[FREE])} within the bound of {percent(finding.settings.bound)}")
    if found[UNKNOWN]:
        parts.append(
            f"for {named(found[UNKNOWN])} this much data cannot tell" if parts else f"cannot tell from this much data, for {named(found[UNKNOWN])}"
        )
    return f"{finding.answer.capitalize()}. {readable(finding.case.effect)}: {'; '.join(parts)}."


def sentence(finding: Finding, verdict: Verdict) -> str:
    """What was found of one third, in plain words."""
    who, effect, unit = plain(verdict.third), readable(finding.case.effect), UNIT_NAMES[finding.settings.unit]
    if not verdict.tests:
        return f"{who}: cannot tell, as {verdict.reason}."
    shift, same = (next(t for t in verdict.tests if t.method == m and t.decides) for m in ("circular_shift", "equivalence"))
    chance = f"p = {p_value(shift.p_adjusted)}" + (" after correction for the number of thirds" if len(finding.verdicts) > 1 else "")
    least = (
        f"The smallest dependence that so much data would have shown {percent(POWER)} of the time is {percent(verdict.smallest)} of the movement"
        if not math.isnan(verdict.smallest)
        else "So little data would have missed even a dependence of half the movement"
    )
    if verdict.answer == DEPENDS:
        ties = (
            f"what {who} did and how it was treated in the {counted(finding.lags, unit)} before"
            if verdict.events is not None
            else f"{who} in the {counted(finding.lags, unit)} before"
        )
        return (
            f"{who}: {effect} moves with {ties}. That goes with {percent(verdict.share)} of the movement that its own past leaves unexplained "
            f"(at most {percent(verdict.upper)}); chance alone hardly does that ({chance})." + cautious(verdict, who)
        )
    if verdict.answer == FREE:
        return (
            f"{who}: {effect} does not depend on it within the bound. A dependence of {percent(finding.settings.bound)} of the movement or more is ruled out "
            f"(p = {p_value(same.p_adjusted)}); it is at most {percent(verdict.upper)}. {least}."
        )
    return (
        f"{who}: cannot tell. No dependence shows ({chance}), but one of {percent(finding.settings.bound)} of the movement cannot be ruled out either: "
        f"it may be as large as {percent(verdict.upper)}. {least}."
    )


def cautious(verdict: Verdict, who: str) -> str:
    if verdict.stronger is not None and verdict.stronger > 0.1:
        return f" Take care: {percent(verdict.stronger)} of the other states show as strong a tie, so {who} is nothing special; common reporting may be behind it."
    return ""


def placebo_words(finding: Finding) -> list[str]:
    if not finding.placebo_p:
        return []
    strong = [n for n, p in finding.placebo_p.items() if p <= finding.settings.alpha]
    names = f": {named(map(plain, strong[:5]))}" if strong else ""
    return [
        f"As a placebo, {counted(len(finding.placebo_p), 'other state')} stood in the third's place: {len(strong)} of them would pass the test uncorrected{names}. "
        f"By chance alone {percent(finding.settings.alpha)} should."
    ]


def data_words(finding: Finding) -> list[str]:
    unit = UNIT_NAMES[finding.settings.unit]
    dates = finding.case.dates
    when = f" from {dates[0]} to {dates[-1]}" if dates else ""
    gaps = (
        f"; {counted(finding.case.missing, unit)} without any report {'is' if finding.case.missing == 1 else 'are'} left out as gaps, not taken as zero"
        if finding.case.missing
        else ""
    )
    return [f"Reckoned over {counted(len(finding.case.y), unit)}{when}{gaps}. Lags: {finding.lags}."]


def verdict_grid(finding: Finding) -> Grid:
    rows = [
        (plain(v.third), v.answer, "–" if v.events is None else f"{v.events:,}", str(v.active), percent(v.share), percent(v.upper), percent(v.smallest),
         *(p_value(next((t.p_adjusted for t in v.tests if t.method == m and t.decides), None)) for m in ("circular_shift", "equivalence")),
         "–" if v.stronger is None else percent(v.stronger))
        for v in finding.verdicts
    ]  # fmt: skip
    heads = ("Third", "Answer", "Events", "Active", "Share", "At most", "Findable", "p depends", "p same", "Placebos")
    note = (
        "Events: that tie the third to either side. Active: periods with one. Share: of the relation's otherwise unexplained movement that goes with the third. "
        f"At most: what the data do not rule out. Findable: the smallest share found {percent(POWER)} of the time. p depends: of no dependence. "
        f"p same: of a dependence of {percent(finding.settings.bound)} or more. Both p are corrected for the number of thirds (Holm). "
        "Placebos: other states with as strong a tie."
    )
    return Grid("Answers", heads, rows, frozenset(range(2, 10)), note)


def test_grid(finding: Finding) -> Grid:
    rows = [
        (METHODS[t.method], readable_cause(t.cause), readable(t.effect), "–" if t.F is None else f"{t.F:.4f}",
         "–" if t.df is None else f"{t.df[0]}, {t.df[1]}", p_value(t.p), "yes" if t.decides else "")
        for t in finding.tests
    ]  # fmt: skip
    heads = ("Test", "Does this", "foretell this?", "F", "df", "p", "Decides")
    note = "p before correction. Only the tests marked decide; the others are shown for comparison with other work and say nothing of their own."
    return Grid(f"Tests, {finding.lags} lag{'' if finding.lags == 1 else 's'}", heads, rows, frozenset({3, 4, 5}), note)


def readable_cause(cause: str) -> str:
    name, colon, part = cause.rpartition(": ")
    return f"{plain(name)}: {part}" if colon and name else plain(cause)


def assumptions(finding: Finding) -> list[str]:
    dyad = bool(finding.case.parts)
    unit = UNIT_NAMES[finding.settings.unit]
    notes = [
        "To foretell is not to cause: something that moves both, or a side that foresees what a third will do, looks the same.",
        f"Whatever works within the same {unit} is not in the tests; the charts show it at 0.",
        "The relation's own past is taken into account with as many lags as the third's, chosen by Schwarz's criterion without looking at the thirds.",
        "Circular shifts take the series to be of one kind all along: where a war or a change of sources splits them, ask for either part alone (--since, --until).",
        "Series are squeezed (asinh over their usual size), so that a few extreme periods decide nothing alone; the plain Granger F is on the series as they stand, "
        "and so, beside the squeezed ones, is the test of equivalence.",
        f"The bound, {percent(finding.settings.bound)} of the otherwise unexplained movement, is a convention (Cohen's small effect); set your own with --bound.",
    ]
    if dyad:
        notes += [
            "Events are reports: what no wire told of is not there. How much was reported at all is controlled for, who was reported is not."
            if finding.case.controls is not None
            else "Events are reports: what no wire told of is not there, and how much was reported is not controlled for.",
            "Each event counts with its Goldstein value where net, cooperation or conflict is measured; the scale weighs kinds of events, not their consequences.",
        ]
    return notes


def depends_json(finding: Finding) -> dict[str, Any]:
    """All of the finding for programs; NaN becomes null."""
    return clean({
        "question": {"effect": finding.case.effect, "thirds": [v.third for v in finding.verdicts]},
        "answer": finding.answer,
        "words": [headline(finding), *(sentence(finding, v) for v in finding.verdicts)],
        "thirds": [
            {
                "third": v.third, "answer": v.answer, "reason": v.reason or None, "events": v.events, "active_periods": v.active, "share": v.share,
                "share_at_most": v.upper, "smallest_findable": v.smallest, "placebos_as_strong": v.stronger,
                "responses": {label: {k: [float(x) for x in getattr(r, k)] for k in ("estimate", "low", "high")} for label, r in v.responses.items()},
            }
            for v in finding.verdicts
        ],
        "tests": [test_json(t) for t in finding.tests],
        "placebo": finding.placebo_p,
        "data": {
            "periods": len(finding.case.y), "gaps": finding.case.missing, "used": finding.rows, "lags": finding.lags,
            "first": finding.case.dates[0] if finding.case.dates else None, "last": finding.case.dates[-1] if finding.case.dates else None,
        },
        "settings": asdict(finding.settings),
        "assumptions": assumptions(finding),
    })  # fmt: skip


def test_json(test: Test) -> dict[str, Any]:
    row = {
        "method": test.method,
        "cause": test.cause,
        "effect": test.effect,
        "lags": test.lags,
        "F": test.F,
        "df": test.df and list(test.df),
        "p": test.p,
    }
    return row | ({"p_adjusted": test.p_adjusted} if test.decides else {}) | {"decides": test.decides}


def clean(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: clean(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [clean(v) for v in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
