"""The answer of `counterclaim depends` as a sheet and as JSON."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

from counterclaim.relate.depends import DEPENDS, FREE, UNKNOWN, Finding, Test, Verdict
from counterclaim.relate.equivalence import POWER
from counterclaim.show.charts.placebos import placebo_chart
from counterclaim.show.charts.responses import response_chart
from counterclaim.show.charts.ties import tie_chart
from counterclaim.show.relations.sheet import Grid, Sheet
from counterclaim.show.relations.words import UNIT_NAMES, counted, p_value, p_words, percent, plain, say, sentences
from counterclaim.show.words import named

LISTED = 5  # placebo states that are named
NOTHING_SPECIAL = 0.1  # share of placebo states with as strong a tie, above which a dependence gets a warning
WANDERS = 0.1  # p of the unit root test above which a series gets a warning
METHODS = {
    "granger": "Granger F, as the series stand",
    "granger_robust": "Granger F, robust (HC3)",
    "circular_shift": "circular shifts, robust score",
    "equivalence": "equivalence",
}


def depends_sheet(finding: Finding) -> Sheet:
    effect = readable(finding.case.effect)
    thirds = named(plain(v.third) for v in finding.verdicts)
    charts = [tie_chart(finding), placebo_chart(finding), *(response_chart(finding, v) for v in finding.verdicts if v.responses)]
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
    effect, parts = readable(finding.case.effect), []
    if found[DEPENDS]:
        parts.append(f"{effect} depends on {named(found[DEPENDS])}")
    if found[FREE]:
        parts.append(f"{effect} does not depend on {named(found[FREE])} within the bound of {percent(finding.settings.bound)}")
    if found[UNKNOWN]:
        parts.append(f"whether {effect} depends on {named(found[UNKNOWN])}, this much data cannot tell")
    said = "; ".join(parts)
    return f"{finding.answer.capitalize()}: {said}."


def sentence(finding: Finding, verdict: Verdict) -> str:
    """What was found of one third, in plain words."""
    who = plain(verdict.third)
    if not verdict.tests:
        return f"{who}: cannot tell, as {verdict.reason}."
    shift, same = (next(t for t in verdict.tests if t.method == m and t.decides) for m in ("circular_shift", "equivalence"))
    least = "too_little" if math.isnan(verdict.smallest) else "least"
    text = say(
        "depends",
        {DEPENDS: "found", FREE: "free", UNKNOWN: "unknown"}[verdict.answer],
        who=who,
        effect=readable(finding.case.effect),
        ties=f"what {who} did and how it was treated" if verdict.events is not None else who,
        lags=UNIT_NAMES[finding.settings.unit] if finding.lags == 1 else counted(finding.lags, UNIT_NAMES[finding.settings.unit]),
        share=percent(verdict.share),
        upper=percent(verdict.upper),
        bound=percent(finding.settings.bound),
        p=p_words(shift.p_adjusted),
        p_same=p_words(same.p_adjusted),
        corrected=sentences("depends")["corrected"] if len(finding.verdicts) > 1 else "",
        least=say("depends", least, power=percent(POWER), smallest=percent(verdict.smallest)),
    )
    if verdict.answer == DEPENDS and (verdict.stronger or 0) > NOTHING_SPECIAL:
        text += " " + say("depends", "nothing_special", stronger=percent(verdict.stronger or 0), who=who)
    return text


def placebo_words(finding: Finding) -> list[str]:
    if not finding.placebo_p:
        return []
    strong = [n for n, p in finding.placebo_p.items() if p <= finding.settings.alpha]
    names = f": {named(map(plain, strong[:LISTED]))}" if strong else ""
    states = counted(len(finding.placebo_p), "other state")
    return [say("depends", "placebo", states=states, passed=len(strong), names=names, alpha=percent(finding.settings.alpha))]


def data_words(finding: Finding) -> list[str]:
    unit, dates, missing = UNIT_NAMES[finding.settings.unit], finding.case.dates, finding.case.missing
    when = f" from {dates[0]} to {dates[-1]}" if dates else ""
    gaps = say("depends", "gaps", periods=counted(missing, unit)) if missing else ""
    wanders = [say("depends", "wanders", p=p_words(finding.wanders))] if finding.wanders > WANDERS else []
    return [say("depends", "data", periods=counted(len(finding.case.y), unit), when=when, gaps=gaps, lags=finding.lags), *wanders]


def verdict_grid(finding: Finding) -> Grid:
    rows = [
        (plain(v.third), v.answer, "–" if v.events is None else f"{v.events:,}", str(v.active),
         percent(v.share), percent(v.upper), percent(v.smallest),
         *(p_value(adjusted(v, method)) for method in ("circular_shift", "equivalence")),
         "–" if v.stronger is None else percent(v.stronger))
        for v in finding.verdicts
    ]  # fmt: skip
    heads = ("Third", "Answer", "Events", "Active", "Share", "At most", "Findable", "p depends", "p same", "Placebos")
    note = say("depends", "answers", power=percent(POWER), bound=percent(finding.settings.bound))
    return Grid("Answers", heads, rows, frozenset(range(2, 10)), note)


def adjusted(verdict: Verdict, method: str) -> float | None:
    return next((t.p_adjusted for t in verdict.tests if t.method == method and t.decides), None)


def test_grid(finding: Finding) -> Grid:
    rows: list[tuple[str, ...]] = [
        (METHODS[t.method], readable_cause(t.cause), readable(t.effect), "–" if t.F is None else f"{t.F:.4f}",
         "–" if t.df is None else f"{t.df[0]}, {t.df[1]}", p_value(t.p), "yes" if t.decides else "")
        for t in finding.tests
    ]  # fmt: skip
    heads = ("Test", "Does this", "foretell this?", "F", "df", "p", "Decides")
    note = say("depends", "tests")
    return Grid(f"Tests, {finding.lags} lag{'' if finding.lags == 1 else 's'}", heads, rows, frozenset({3, 4, 5}), note)


def readable_cause(cause: str) -> str:
    name, colon, part = cause.rpartition(": ")
    return f"{plain(name)}: {part}" if colon and name else plain(cause)


def assumptions(finding: Finding) -> list[str]:
    said = sentences("depends")
    values = {
        "unit": UNIT_NAMES[finding.settings.unit],
        "bound": percent(finding.settings.bound),
        "chosen": "given" if finding.settings.lags else "chosen by Schwarz's criterion, without looking at the thirds",
        "volume": "controlled for" if finding.case.controls is not None else "not controlled for",
    }
    return [note.format(**values) for note in [*said["assumptions"], *(said["of_events"] if finding.case.parts else [])]]


def depends_json(finding: Finding) -> dict[str, Any]:
    """All of the finding for programs; NaN becomes null."""
    found: dict[str, Any] = clean({
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
            "periods": len(finding.case.y), "gaps": finding.case.missing, "used": finding.rows, "lags": finding.lags, "unit_root_p": finding.wanders,
            "first": finding.case.dates[0] if finding.case.dates else None, "last": finding.case.dates[-1] if finding.case.dates else None,
        },
        "settings": asdict(finding.settings),
        "assumptions": assumptions(finding),
    })  # fmt: skip
    return found


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
    """`value` with null for what JSON has no number for."""
    if isinstance(value, dict):
        return {k: clean(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [clean(v) for v in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
