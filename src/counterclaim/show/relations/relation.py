"""The course of one relation as a sheet and as JSON."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from counterclaim.relate.turns import Behind, Course
from counterclaim.show.charts.course import course_chart
from counterclaim.show.relations.depends import clean
from counterclaim.show.relations.sheet import Grid, Sheet
from counterclaim.show.relations.words import UNIT_NAMES, counted, p_words, percent, plain, say, sentences
from counterclaim.show.words import named

CLEAR = 0.05  # p below which a trend or an answer is said to show
NOTE = 60  # characters of an event's note in the table


def relation_sheet(course: Course) -> Sheet:
    one, two = map(plain, course.pair)
    return Sheet(
        title=f"{one} and {two}",
        answer=level_words(course),
        words=[trend_words(course), turn_words(course), *reciprocity_words(course)],
        grids=[quad_grid(course), *([turn_grid(course)] if course.turns else [])],
        charts=[course_chart(course)],
        notes=list(sentences("relation")["assumptions"]),
    )


def level_words(course: Course) -> str:
    one, two = map(plain, course.pair)
    total = sum(course.events.values())
    net, coop, conf = (float(np.nanmean(values)) for values in (course.net, course.cooperation, course.conflict))
    unit = UNIT_NAMES[course.unit]
    level = say("relation", "better" if net > 0 else "worse", net=signed(net), coop=f"{coop:.1f}", conf=f"{conf:.1f}", unit=unit)
    return say("relation", "level", events=counted(total, "event"), one=one, two=two, share=percent(course.events[course.pair] / total), level=level)


def signed(value: float) -> str:
    return f"{value:+.1f}".replace("-", "−")


def trend_words(course: Course) -> str:
    if course.slope_p > CLEAR:
        return say("relation", "flat", p=p_words(course.slope_p))
    moves = "rises" if course.slope > 0 else "falls"
    return say("relation", "trend", moves=moves, slope=f"{abs(course.slope):.2f}", unit=UNIT_NAMES[course.unit], p=p_words(course.slope_p))


def turn_words(course: Course) -> str:
    if not course.turns:
        return say("relation", "no_turn")
    listed = named(f"{t.start.isoformat()} ({signed(t.before)} to {signed(t.after)})" for t in course.turns)
    return say("relation", "turns", n=counted(len(course.turns), "turning point"), listed=listed)


def reciprocity_words(course: Course) -> list[str]:
    found, unit = course.reciprocity, UNIT_NAMES[course.unit]
    said = []
    if not math.isnan(found.same):
        word = ", so they mostly do as they are done by" if found.same > 0.3 else ""
        said.append(say("relation", "same", unit=unit, same=f"{found.same:.2f}", word=word))
    for who, p in zip(course.pair, (found.p_first_follows, found.p_second_follows), strict=True):
        if p is not None:
            key = "follows" if p <= CLEAR else "follows_not"
            said.append(say("relation", key, who=plain(who), p=p_words(p), lags=f"{counted(found.lags, unit)} back"))
    return [" ".join(said)] if said else []


def quad_grid(course: Course) -> Grid:
    quads = next(iter(course.quads.values()))
    rows = [(" → ".join(map(plain, way)), *(f"{n:,}" for n in of.values()), f"{course.events[way]:,}") for way, of in course.quads.items()]
    return Grid("Events by direction and kind", ("Direction", *quads, "all"), rows, frozenset(range(1, len(quads) + 2)))


def turn_grid(course: Course) -> Grid:
    rows: list[tuple[str, ...]] = []
    for turn in course.turns:
        marks = (turn.start.isoformat(), signed(turn.before), signed(turn.after))
        for i, kind in enumerate(turn.behind or (None,)):
            rows.append((*(marks if i == 0 else ("", "", "")), *behind_cells(kind)))
    heads = ("Turn", "Before", "After", "Who to whom", "What", "Times", "First", "Note")
    return Grid("Turning points", heads, rows, frozenset({1, 2, 5}), say("relation", "turns_note", unit=UNIT_NAMES[course.unit]))


def behind_cells(kind: Behind | None) -> tuple[str, str, str, str, str]:
    if kind is None:
        return ("–", "no event in its direction", "", "", "")
    note = kind.note if len(kind.note) <= NOTE else kind.note[: NOTE - 1] + "…"
    who = f"{plain(kind.source)} → {plain(kind.target)}"
    return who, f"{kind.name} ({kind.code}, {signed(kind.goldstein)})", str(kind.count), kind.first.isoformat(), note


def relation_json(course: Course) -> dict[str, Any]:
    def way(pair: tuple[str, str]) -> str:
        return "→".join(pair)

    found: dict[str, Any] = clean({
        "pair": list(course.pair), "unit": course.unit, "first": course.dates[0].isoformat(), "gaps": course.gaps,
        "words": [level_words(course), trend_words(course), turn_words(course), *reciprocity_words(course)],
        "events": {way(w): n for w, n in course.events.items()}, "quads": {way(w): q for w, q in course.quads.items()},
        "trend": {"points_a_year": course.slope, "p": course.slope_p},
        "turns": [
            {"start": t.start.isoformat(), "before": t.before, "after": t.after,
             "behind": [{"source": b.source, "target": b.target, "code": b.code, "name": b.name, "goldstein": b.goldstein, "count": b.count,
                         "first": b.first.isoformat(), "note": b.note} for b in t.behind]}
            for t in course.turns
        ],
        "reciprocity": {"same_period": course.reciprocity.same, "lags": course.reciprocity.lags,
                        "p": {course.pair[0]: course.reciprocity.p_first_follows, course.pair[1]: course.reciprocity.p_second_follows}},
        "series": [
            {"from": d.isoformat(), "cooperation": float(c), "conflict": float(k), "net": float(n)}
            for d, c, k, n in zip(course.dates, course.cooperation, course.conflict, course.net, strict=True)
        ],
    })  # fmt: skip
    return found
