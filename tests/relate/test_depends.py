"""The answer: its three forms, its error rates on simulated series, and what is said of questions that cannot be put."""

import numpy as np
import pytest

from counterclaim.errors import UsageError
from counterclaim.relate.cases import dyad_case, series_case
from counterclaim.relate.depends import DEPENDS, FREE, UNKNOWN, Case, Settings, Third, answer, choose_lags
from counterclaim.relate.series import Panel, count_cells
from counterclaim.relate.store import events_of

from .made import dyad_list, write

QUICK = {"placebo": False, "responses": False, "smallest": False}


def drawn(n: int, kind: str, tie: float, rng: np.random.Generator) -> Case:
    """A relation and a third of two series; `tie` is the share of the relation's own movement that the third adds."""
    noise = rng.normal(size=(n, 3))
    for t in range(1, n):
        noise[t] += 0.6 * noise[t - 1]
    values = noise if kind == "autocorrelated" else rng.poisson(np.exp(0.5 * noise)).astype(float)
    values[1:, 0] += np.sqrt(tie / (1 - tie)) * values[:, 0].std() / values[:, 1].std() * values[:-1, 1]
    if kind == "gaps":
        values[rng.random(n) < 0.1] = np.nan
    third = Third("c", {"c1": values[:, 1], "c2": values[:, 2]})
    return Case("ab", values[:, 0], values[:, :1], None, [third])


@pytest.mark.parametrize("kind", ["autocorrelated", "counts", "gaps"])
def test_errors_and_power(kind) -> None:
    """Few runs: at 5%, more than six false alarms in 40 come by chance once in two hundred; tools/check_depends.py runs 500."""
    rng = np.random.default_rng(7)
    settings = Settings(unit="step", lags=2, bound=0.08, **QUICK)
    false, found, wrong = (
        [answer(drawn(300, kind, tie, rng), settings).answer for _ in range(runs)] for tie, runs in ((0.0, 40), (0.1, 15), (0.2, 15))
    )
    assert false.count(DEPENDS) <= 6
    assert found.count(DEPENDS) >= 12
    assert wrong.count(FREE) <= 2


def test_the_three_answers() -> None:
    rng = np.random.default_rng(3)
    settings = Settings(unit="step", lags=2, **QUICK)
    assert answer(drawn(1500, "autocorrelated", 0.1, rng), settings).answer == DEPENDS
    assert answer(drawn(1500, "autocorrelated", 0.0, rng), settings).answer == FREE
    assert answer(drawn(100, "autocorrelated", 0.0, rng), settings).answer == UNKNOWN


def test_p_is_corrected_for_the_number_of_thirds() -> None:
    rng = np.random.default_rng(4)
    case = drawn(400, "autocorrelated", 0.1, rng)
    others = [Third(f"d{i}", {"x": rng.normal(size=400)}) for i in range(4)]
    many = Case(case.effect, case.y, case.own, None, [*case.thirds, *others])
    found = answer(many, Settings(unit="step", lags=2, **QUICK))
    shifts = sorted((t for t in found.tests if t.method == "circular_shift"), key=lambda t: t.p)
    assert shifts[0].cause == "c"
    assert shifts[0].p_adjusted == pytest.approx(5 * shifts[0].p)
    assert all(t.p_adjusted >= t.p for t in shifts)


def test_the_same_seed_gives_the_same_figures() -> None:
    def figures(seed: int) -> list[float]:
        case = drawn(600, "counts", 0.0, np.random.default_rng(1))
        return [t.p for t in answer(case, Settings(unit="step", lags=1, seed=seed, **QUICK)).tests]

    assert figures(1) == figures(1)
    assert figures(1) != figures(2)


def test_lags_come_from_the_relations_own_past() -> None:
    rng = np.random.default_rng(1)
    y = rng.normal(size=600)
    for t in range(3, 600):
        y[t] += 0.6 * y[t - 3]
    assert choose_lags(Case("", y, y[:, None], None, []), 8) == 3


def panel_of(path, unit: str = "week") -> Panel:
    with events_of([path]) as table:
        return Panel(count_cells(table, unit))


def test_a_dyad_that_follows_turkey(tmp_path) -> None:
    settings = Settings(lags=1)
    tied = answer(dyad_case(panel_of(dyad_list(tmp_path / "tied.csv", tie=0.8)), ("ARM", "AZE"), ["TUR", "Russia"]), settings)
    assert tied.verdicts[0].answer == DEPENDS
    assert tied.verdicts[1].answer != DEPENDS
    first = tied.verdicts[0]
    assert first.share > 0.1
    assert first.upper > first.share
    assert 0 < first.smallest < 0.2
    assert set(first.responses) == {"TUR→ARM", "TUR→AZE", "ARM→TUR", "AZE→TUR"}
    assert first.responses["TUR→ARM"].low[1] > 0  # their fights follow: less cooperation after less
    free = answer(dyad_case(panel_of(dyad_list(tmp_path / "free.csv", seed=2, tie=0.0)), ("ARM", "AZE"), ["TUR"]), settings)
    assert free.answer != DEPENDS
    assert set(free.placebo_p) == {"RUS"}


def test_questions_that_cannot_be_put(tmp_path) -> None:
    panel = panel_of(dyad_list(tmp_path / "list.csv", weeks=60))
    for pair, thirds, remedy in (
        (("ARM", "RUS"), ["ARM"], "is a side of the relation"),
        (("ARM", "AZE"), ["FRA"], "among them"),
        (("ARM", "AZE"), [""], "Name the thirds"),
        (("TUR", "RUS"), ["ARM"], r"TUR deals with: (ARM|AZE)-TUR|TUR-"),
    ):
        with pytest.raises(UsageError, match=remedy):
            dyad_case(panel, pair, thirds)
    with pytest.raises(UsageError, match="mean"):
        dyad_case(panel, ("ARM", "AZE"), ["TUR"], "mean")


def test_a_third_that_hardly_occurs_is_not_tested(tmp_path) -> None:
    path = dyad_list(tmp_path / "list.csv")
    write(path, path.read_text().strip(), "2003-01-01,GEO,ARM,190")
    found = answer(dyad_case(panel_of(path), ("ARM", "AZE"), ["GEO", "TUR"]), Settings(**QUICK)).verdicts[0]
    assert (found.answer, found.active, found.tests) == (UNKNOWN, 1, [])
    assert "only 1 period" in found.reason


def test_plain_series(tmp_path) -> None:
    rng = np.random.default_rng(1)
    x = rng.normal(size=300)
    y = np.roll(x, 1) + rng.normal(size=300)
    rows = [f"{a:.4f},{b:.4f}" for a, b in zip(y, x, strict=True)]
    rows[10] = ","
    case = series_case(write(tmp_path / "s.csv", "ours,theirs", *rows), "ours", ["theirs"])
    assert case.missing == 1
    assert answer(case, Settings(unit="step", lags=2, **QUICK)).answer == DEPENDS


@pytest.mark.parametrize(
    ("lines", "of", "on", "remedy"),
    [
        (["a,b", "1,2"], "c", ["b"], "no column 'c'; it has a, b"),
        (["a,b", "1,x"], "a", ["b"], "row 2: 'x' in column 'b' is no number"),
        (["a,b", "1,2,3"], "a", ["b"], "row 2 has 3 columns"),
        (["a,b", "1,inf"], "a", ["b"], "no finite number"),
        (["a,b"], "a", ["b"], "no rows"),
        (["a,b", "1,2"], "a", ["a"], "depend on itself"),
    ],
)
def test_plain_series_that_cannot_be_read(tmp_path, lines, of, on, remedy) -> None:
    with pytest.raises(UsageError, match=remedy):
        series_case(write(tmp_path / "s.csv", *lines), of, on)


def test_a_relation_that_never_changes() -> None:
    y = np.ones(100)
    with pytest.raises(UsageError, match="never changes"):
        answer(Case("ab", y, y[:, None], None, [Third("c", {"c": np.arange(100.0)})]), Settings(unit="step"))
