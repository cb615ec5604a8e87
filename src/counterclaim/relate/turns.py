"""The course of one relation: level, trend, turning points with the events behind them, and reciprocity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow.dataset as ds

from counterclaim.errors import UsageError
from counterclaim.relate.blocks import Array, make_block
from counterclaim.relate.codes import QUADS, meaning
from counterclaim.relate.depends import MOST_LAGS, Case, choose_lags, squeeze
from counterclaim.relate.extras import library
from counterclaim.relate.series import YEAR, Dyad, Panel
from counterclaim.relate.shifts import shift_test

SHORTEST = {"day": 28, "week": 8, "month": 4}  # periods that a phase between turns must last
WINDOW = {"day": 7, "week": 3, "month": 2}  # periods from a turn on in which its events are sought
BEHIND = 4  # kinds of events that are named behind a turn
STEADY = 3.0  # penalty of a turn in units of (noise variance · log n); BIC takes 1 for each of its two parameters
FEWEST = 10  # periods with events, below which no course can be told


@dataclass(frozen=True, slots=True)
class Behind:
    """Events of one kind behind a turn: `source` did `code` to `target` `count` times, first on `first`; `note` of that event."""

    source: str
    target: str
    code: str
    name: str
    goldstein: float
    count: int
    first: date
    note: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A point from which the level is another. before, after: mean net cooperation a period in the phases on either side."""

    index: int
    start: date
    before: float
    after: float
    behind: tuple[Behind, ...]


@dataclass(frozen=True, slots=True)
class Reciprocity:
    """How the two directions go together. same: rank correlation within a period; p_*: does one's past foretell the other (shift test)."""

    same: float
    lags: int
    p_first_follows: float | None
    p_second_follows: float | None


@dataclass(frozen=True, slots=True)
class Course:
    pair: Dyad
    unit: str
    dates: list[date]
    cooperation: Array
    conflict: Array  # sizes, above zero
    net: Array
    events: dict[Dyad, int]
    quads: dict[Dyad, dict[str, int]]
    slope: float  # of net a year
    slope_p: float
    turns: list[Turn]
    reciprocity: Reciprocity
    gaps: int


def course(panel: Panel, events: ds.Dataset, pair: Dyad) -> Course:
    """The course of the relation of `pair`. Raises UsageError where too little happened between them."""
    one, two = pair
    net = panel.both(one, two)
    active = int((panel.both(one, two, "events") > 0).sum())
    if active < FEWEST:
        raise UsageError(
            f"{one} and {two} dealt with one another in {active} {panel.periods.unit}s of this time only; {FEWEST} are the least for a course."
        )
    ways = (pair, (two, one))
    with library("threadpoolctl").threadpool_limits(1):
        slope, p = trend(net, panel.periods.starts())
        level = squeeze(net)
        marks = turning_points(level, SHORTEST[panel.periods.unit])
        both = reciprocity(panel, pair)
    return Course(
        pair,
        panel.periods.unit,
        panel.periods.starts(),
        panel.both(one, two, "cooperation"),
        panel.both(one, two, "conflict"),
        net,
        {way: panel.events(way) for way in ways},
        {way: {q: int(np.nansum(panel.series(way, q))) for q in QUADS} for way in ways},
        slope,
        p,
        turns(panel, events, pair, net, level, marks),
        both,
        int(np.isnan(net).sum()),
    )


def trend(net: Array, starts: list[date]) -> tuple[float, float]:
    """(change of net cooperation a period, a year later; p) by least squares with errors robust to serial correlation."""
    there = np.isfinite(net)
    years = np.array([(s - starts[0]).days / YEAR for s in starts])[there]
    api = library("statsmodels.api")
    bandwidth = max(1, int(4 * (there.sum() / 100) ** (2 / 9)))  # Newey and West's rule
    result = api.OLS(net[there], api.add_constant(years)).fit(cov_type="HAC", cov_kwds={"maxlags": bandwidth}, use_t=True)
    return float(result.params[1]), float(result.pvalues[1])


def turning_points(values: Array, shortest: int) -> list[int]:
    """Periods from which the mean is another: optimal partition (PELT, Killick et al. 2012) of what is known.

    The penalty is BIC's, three times over for heavy tails, and grows with the serial correlation that is left within
    phases, so that a relation that only drifts shows few turns.
    """
    there = np.flatnonzero(np.isfinite(values))
    known = values[there]
    if len(known) < 2 * shortest or not np.ptp(known):
        return []
    noise = np.median(np.abs(np.diff(known) - np.median(np.diff(known)))) * 1.4826 / np.sqrt(2)
    noise = max(noise, 0.5 * np.std(np.diff(known)) / np.sqrt(2))
    search = library("ruptures").KernelCPD(kernel="linear", min_size=shortest).fit(known)
    found: list[int] = []
    longer = 1.0
    for _ in range(2):
        found = search.predict(pen=2 * STEADY * longer * noise**2 * np.log(len(known)))[:-1]
        longer = long_run(known, found)
    return [int(there[i]) for i in found]


def long_run(known: Array, marks: list[int]) -> float:
    """How many times the variance of a phase's mean exceeds that of independent periods, by first-order correlation."""
    left = np.concatenate([part - part.mean() for part in np.split(known, marks)])
    correlation = float(left[1:] @ left[:-1] / max(left @ left, 1e-300))
    correlation = min(max(correlation, 0.0), 0.9)
    return (1 + correlation) / (1 - correlation)


def turns(panel: Panel, events: ds.Dataset, pair: Dyad, net: Array, level: Array, marks: list[int]) -> list[Turn]:
    """The turns at `marks`, upward or downward as `level`, on which they were found, goes."""
    edges = [0, *marks, len(net)]
    found = []
    for i, mark in enumerate(marks, 1):
        phases = (edges[i - 1], mark), (mark, edges[i + 1])
        before, after = (float(np.nanmean(net[a:b])) for a, b in phases)
        upward = bool(np.nanmean(level[slice(*phases[1])]) > np.nanmean(level[slice(*phases[0])]))
        start = panel.periods.start(mark)
        end = panel.periods.start(min(mark + WINDOW[panel.periods.unit], len(net))) - timedelta(days=1)
        found.append(Turn(mark, start, before, after, behind(events, pair, start, end, upward)))
    return found


def behind(events: ds.Dataset, pair: Dyad, start: date, end: date, upward: bool) -> tuple[Behind, ...]:
    """The kinds of events between the two that weigh most in the direction of the turn, from its start on."""
    sides = list(pair)
    within = (ds.field("date") >= start) & (ds.field("date") <= end) & ds.field("source").isin(sides) & ds.field("target").isin(sides)
    rows = [r for r in events.to_table(filter=within).to_pylist() if r["source"] != r["target"] and r["goldstein"] is not None]
    kinds: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for row in sorted(rows, key=lambda r: r["date"]):
        if (row["goldstein"] > 0) == upward:
            kinds.setdefault((row["source"], row["target"], row["code"]), []).append(row)
    heaviest = sorted(kinds.items(), key=lambda item: -abs(sum(r["goldstein"] for r in item[1])))[:BEHIND]
    return tuple(
        Behind(
            source,
            target,
            code,
            code_name(code, same[0]),
            float(np.mean([r["goldstein"] for r in same])),
            len(same),
            same[0]["date"],
            same[0]["note"] or "",
        )
        for (source, target, code), same in heaviest
    )


def code_name(code: str, row: dict[str, Any]) -> str:
    """What the code means; of the schemes that know it, the one whose quad class is the row's."""
    known = [m for scheme in ("cameo", "weis", "plover", "acled", "ucdp") if (m := meaning(code, scheme))]
    return next(
        (m.name for m in known if m.quad == row["quad"] and abs((m.goldstein or 0) - row["goldstein"]) < 0.05), known[0].name if known else code
    )


def reciprocity(panel: Panel, pair: Dyad) -> Reciprocity:
    one, two = squeeze(panel.series(pair)), squeeze(panel.series((pair[1], pair[0])))
    there = np.isfinite(one) & np.isfinite(two)
    varies = np.ptp(one[there]) > 0 and np.ptp(two[there]) > 0
    same = float(library("scipy.stats").spearmanr(one[there], two[there]).statistic) if varies else float("nan")
    volume = panel.volume()[:, None]
    lags = choose_lags(Case("", one, np.column_stack([one, two]), volume, []), MOST_LAGS[panel.periods.unit])

    def follows(effect: Array, cause: Array) -> float | None:
        try:
            block = make_block(effect, effect[:, None], cause, volume, lags)
        except UsageError:
            return None
        return shift_test(block)[0] if block.block.shape[1] else None

    return Reciprocity(same, lags, follows(one, two), follows(two, one))
