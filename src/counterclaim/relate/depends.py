"""Does a relation move with what third states do, or with how its sides treat them? One of three answers for each third.

*depends*: the third's past helps to foretell the relation, more than chance does (circular shifts, Holm's correction).
*does not depend within the bound*: a dependence as large as the bound is ruled out. *cannot tell*: neither.
Nothing here is called causal: what is tested is whether one foretells the other, given the past and the controls.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field, replace

import numpy as np

from counterclaim.errors import UsageError
from counterclaim.relate.blocks import SPARE, Array, Block, FTest, f_test, lagged, make_block, share
from counterclaim.relate.equivalence import detectable, equivalence_p, upper_limit
from counterclaim.relate.extras import library
from counterclaim.relate.projections import Response, respond
from counterclaim.relate.shifts import shift_test

DEPENDS, FREE, UNKNOWN = "depends", "does not depend within the bound", "cannot tell"
MOST_LAGS = {"day": 7, "week": 4, "month": 3, "step": 8}
HORIZON = {"day": 14, "week": 8, "month": 6, "step": 8}
ACTIVE = 8  # periods in which a third must have dealt with either side, to be tested at all

PLACEBOS = 40  # states at most, those with most events


@dataclass(frozen=True, slots=True)
class Settings:
    """How to test. alpha: error of either answer; bound: share of the movement that counts as no dependence."""

    unit: str = "week"
    lags: int | None = None
    alpha: float = 0.05
    bound: float = 0.02
    seed: int = 1
    placebo: bool = True
    responses: bool = True
    smallest: bool = True  # reckon the smallest dependence that could be found


@dataclass(frozen=True)
class Third:
    """A third party: its series by label ("IRN→ARM"), and with how many events it is tied to either side."""

    name: str
    series: dict[str, Array]
    events: int | None = None

    def stacked(self) -> Array:
        return np.column_stack(list(self.series.values()))

    def active(self) -> int:
        """Periods in which any of the series tells of something."""
        return int((np.nan_to_num(self.stacked()) != 0).any(axis=1).sum())


@dataclass(frozen=True)
class Case:
    """What is asked: `y` (T,) is the relation, `own` (T, k) what its own past is made of, `controls` (T, c) enter as they stand.

    parts: further series whose dependence is shown beside, such as either direction of the dyad.
    """

    effect: str
    y: Array
    own: Array
    controls: Array | None
    thirds: list[Third]
    placebos: list[Third] = field(default_factory=list)
    parts: dict[str, Array] = field(default_factory=dict)
    dates: list[str] = field(default_factory=list)
    missing: int = 0  # periods without a report


@dataclass(slots=True)
class Test:
    """One test as it stands in the table and in JSON. `granger` is on the series as they stand, all else on the squeezed scale.

    decides: the answer rests on it; the others are shown beside.
    """

    method: str
    cause: str
    effect: str
    lags: int
    p: float
    F: float | None = None
    df: tuple[int, int] | None = None
    p_adjusted: float | None = None
    decides: bool = False


@dataclass(slots=True)
class Verdict:
    """What is found of one third. share, upper: estimate and limit of its part in the movement; smallest: what could be found."""

    third: str
    answer: str
    events: int | None
    active: int
    share: float = float("nan")
    upper: float = float("nan")
    smallest: float = float("nan")
    reason: str = ""
    tests: list[Test] = field(default_factory=list)
    responses: dict[str, Response] = field(default_factory=dict)
    stronger: float | None = None  # share of placebo states whose tie is at least as strong


@dataclass(slots=True)
class Finding:
    """The answer over all thirds, with all that it rests on."""

    answer: str
    case: Case
    settings: Settings
    lags: int
    rows: int
    verdicts: list[Verdict]
    placebo_p: dict[str, float]
    wanders: float  # p of the augmented Dickey-Fuller test: of a series without a level that it returns to

    @property
    def tests(self) -> list[Test]:
        return [t for v in self.verdicts for t in v.tests]


def answer(case: Case, settings: Settings) -> Finding:
    """Put the question to every third. Raises UsageError where there is too little to reckon with at all."""
    with library("threadpoolctl").threadpool_limits(1):  # matrices here are small: threads only wait for one another
        return answered(case, settings, np.random.default_rng(settings.seed))


def answered(case: Case, settings: Settings, rng: np.random.Generator) -> Finding:
    if np.nanstd(case.y) == 0 or not np.isfinite(case.y).any():
        raise UsageError(f"{case.effect} never changes in this time, so nothing can be asked of it; take a longer time or other --measure.")
    raw, case = case, squeezed(case)
    lags = settings.lags or choose_lags(case, MOST_LAGS[settings.unit])
    tested = [(third, *test_third(case, third, raw, lags, settings, rng)) for third in case.thirds]
    verdicts = [verdict for _, verdict, _ in tested]
    decide(verdicts, settings)
    for third, verdict, block in tested:
        if block is not None:
            beside(case, third, verdict, lags)
            if settings.responses:
                verdict.responses = responses(case, third, lags, settings, rng)
    placebo_p = placebo(case, lags) if settings.placebo else {}
    for verdict in verdicts:
        shift = next((t.p for t in verdict.tests if t.method == "circular_shift"), None)
        if placebo_p and shift is not None:
            verdict.stronger = float(np.mean([p <= shift for p in placebo_p.values()]))
    rows = max((len(block.y) for *_, block in tested if block is not None), default=0)
    return Finding(overall(verdicts), raw, settings, lags, rows, verdicts, placebo_p, wandering(case.y, lags))


def wandering(y: Array, lags: int) -> float:
    """p of a unit root in y, gaps left out; NaN where too little is known."""
    known = y[np.isfinite(y)]
    if len(known) < 4 * (lags + SPARE) or not np.ptp(known):
        return float("nan")
    with warnings.catch_warnings(action="ignore", category=FutureWarning):  # 0.15 announces another form of the result for 0.16
        return float(library("statsmodels.tsa.stattools").adfuller(known, maxlag=lags, autolag=None)[1])


def choose_lags(case: Case, most: int) -> int:
    """Lags by Schwarz's criterion (BIC) for the relation's own past, without looking at any third, so that tests stay honest."""
    most = max(1, min(most, len(case.y) // 20))
    deep = lagged(case.own, most)
    rows = np.isfinite(case.y) & np.isfinite(deep).all(axis=1)
    fixed = [np.ones(int(rows.sum()))]
    if case.controls is not None and case.controls.size:
        rows &= np.isfinite(case.controls).all(axis=1)
        fixed = [np.ones(int(rows.sum())), case.controls[rows]]
    k = case.own.shape[1]
    if rows.sum() < most * k + SPARE:
        return 1

    def criterion(lags: int) -> float:
        x = np.column_stack([*fixed, deep[rows][:, : lags * k]])
        left = case.y[rows] - x @ np.linalg.lstsq(x, case.y[rows], rcond=None)[0]
        return float(rows.sum() * np.log(left @ left / rows.sum() + 1e-300) + x.shape[1] * np.log(rows.sum()))

    return min(range(1, most + 1), key=criterion)


def squeeze(values: Array) -> Array:
    """asinh of a series over its usual size (the median of what is not zero).

    Up to its usual size a series stays nearly as it is, beyond it counts by orders of magnitude (Burbidge, Magee and Robb 1988).
    """
    there = np.abs(values[np.isfinite(values) & (values != 0)])
    return np.asarray(np.arcsinh(values / max(float(np.median(there)), 1e-300))) if there.size else values


def squeezed(case: Case) -> Case:
    """The case on a scale on which a few extreme periods cannot decide."""

    def third(one: Third) -> Third:
        return replace(one, series={label: squeeze(series) for label, series in one.series.items()})

    return replace(
        case,
        y=squeeze(case.y),
        own=np.column_stack([squeeze(column) for column in case.own.T]),
        thirds=[third(one) for one in case.thirds],
        placebos=[third(one) for one in case.placebos],
        parts={label: squeeze(series) for label, series in case.parts.items()},
    )


def test_third(case: Case, third: Third, raw: Case, lags: int, settings: Settings, rng: np.random.Generator) -> tuple[Verdict, Block | None]:
    """The tests that decide, before they are corrected for the number of thirds.

    A tie is sought on the squeezed scale; that there is none must hold on that scale and as the series stand (`raw`).
    """
    verdict = Verdict(third.name, UNKNOWN, third.events, third.active())
    if verdict.active < ACTIVE:
        verdict.reason = f"it dealt with either side in only {verdict.active} periods, {ACTIVE} are the least"
        return verdict, None
    block = make_block(case.y, case.own, third.stacked(), case.controls, lags)
    if not block.block.shape[1]:
        verdict.reason = "it never varies in the periods that can be used"
        return verdict, None
    standing = next(one for one in raw.thirds if one.name == third.name)
    raw_block = make_block(raw.y, raw.own, standing.stacked(), raw.controls, lags)
    plain, robust, published = f_test(block), f_test(block, robust=True), f_test(raw_block)
    shift_p, shifted = shift_test(block)
    alpha = settings.alpha / len(case.thirds)
    verdict.share = max(0.0, 1 - (1 - share(plain.F, plain.df)) * (sum(plain.df)) / plain.df[1])  # adjusted for the number of lags
    verdict.upper = max(upper_limit(test, alpha) for test in (plain, published))
    if settings.smallest:
        verdict.smallest = detectable(block, shifted, alpha, rng)
    same = max(equivalence_p(t, b, settings.bound, rng) for t, b in ((plain, block), (published, raw_block)))
    verdict.tests = [
        named("granger", third.name, case.effect, lags, published),
        named("granger_robust", third.name, case.effect, lags, robust),
        Test("circular_shift", third.name, case.effect, lags, shift_p, decides=True),
        Test("equivalence", third.name, case.effect, lags, same, decides=True),
    ]
    return verdict, block


def named(method: str, cause: str, effect: str, lags: int, test: FTest) -> Test:
    return Test(method, cause, effect, lags, test.p, test.F, test.df)


def decide(verdicts: list[Verdict], settings: Settings) -> None:
    """Correct both deciding tests for the number of thirds (Holm 1979), and answer."""
    for method in ("circular_shift", "equivalence"):
        tests = [t for v in verdicts for t in v.tests if t.method == method]
        missing = len(verdicts) - len(tests)  # thirds that could not be tested count as asked
        if tests:
            for test, p in zip(tests, holm([t.p for t in tests], missing), strict=True):
                test.p_adjusted = p
    for verdict in verdicts:
        corrected = {t.method: t.p_adjusted for t in verdict.tests if t.decides and t.p_adjusted is not None}
        if not corrected:
            continue
        found, free = (corrected[method] <= settings.alpha for method in ("circular_shift", "equivalence"))
        verdict.answer = DEPENDS if found else FREE if free else UNKNOWN
        # the limit is that of theory; where the planted effects or Holm's steps say otherwise, the test has the last word
        verdict.upper = min(verdict.upper, settings.bound) if free else max(verdict.upper, settings.bound)


def holm(p: list[float], missing: int = 0) -> list[float]:
    """p corrected for their number and `missing` more (Holm 1979). statsmodels' own takes forty milliseconds, most of a test."""
    order = sorted(range(len(p)), key=p.__getitem__)
    adjusted, before = [0.0] * len(p), 0.0
    for rank, i in enumerate(order):
        before = adjusted[i] = min(1.0, max(before, (len(p) + missing - rank) * p[i]))
    return adjusted


def overall(verdicts: list[Verdict]) -> str:
    answers = {v.answer for v in verdicts}
    return DEPENDS if DEPENDS in answers else FREE if answers == {FREE} else UNKNOWN


def beside(case: Case, third: Third, verdict: Verdict, lags: int) -> None:
    """Tests that are shown but decide nothing: each group of the third's series alone, and either direction of the dyad."""
    groups: dict[str, list[str]] = {}
    for label in third.series:
        groups.setdefault("what it does" if label.startswith(third.name) else "how it is treated", []).append(label)
    asked = [(f"{third.name}: {name}", case.effect, case.y, labels) for name, labels in groups.items() if len(groups) > 1]
    asked += [(third.name, effect, y, list(third.series)) for effect, y in case.parts.items()]
    for cause, effect, y, labels in asked:
        try:
            block = make_block(y, case.own, np.column_stack([third.series[label] for label in labels]), case.controls, lags)
        except UsageError:
            continue
        if block.block.shape[1]:
            robust = f_test(block, robust=True)
            verdict.tests.append(Test("circular_shift", cause, effect, lags, shift_test(block)[0], robust.F, robust.df))


def responses(case: Case, third: Third, lags: int, settings: Settings, rng: np.random.Generator) -> dict[str, Response]:
    """Local projections on each of the third's series, the others among the controls of the past."""
    found = {}
    for label, series in third.series.items():
        own = np.column_stack([case.own, *(s for other, s in third.series.items() if other != label)])
        got = respond(case.y, series, own, case.controls, lags, HORIZON[settings.unit], 1 - settings.alpha, rng)
        if got is not None:
            found[label] = got
    return found


def placebo(case: Case, lags: int) -> dict[str, float]:
    """p of the shift test with every other state in the third's place."""
    found = {}
    for third in case.placebos[:PLACEBOS]:
        if third.active() < ACTIVE:
            continue
        try:
            block = make_block(case.y, case.own, third.stacked(), case.controls, lags)
        except UsageError:
            continue
        if block.block.shape[1]:
            found[third.name] = shift_test(block)[0]
    return found
