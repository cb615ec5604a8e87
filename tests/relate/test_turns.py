"""Turning points, trend, what was behind a turn, and reciprocity, on courses that are known."""

from datetime import date

import numpy as np
import pytest

from counterclaim.errors import UsageError
from counterclaim.relate.series import Panel, count_cells
from counterclaim.relate.store import events_of
from counterclaim.relate.turns import course, trend, turning_points

from .made import write


def steps(levels: list[float], each: int = 40, past: float = 0.0, seed: int = 1) -> np.ndarray:
    rng = np.random.default_rng(seed)
    noise = rng.normal(size=each * len(levels))
    for t in range(1, len(noise)):
        noise[t] += past * noise[t - 1]
    return np.repeat(levels, each) + noise


@pytest.mark.parametrize(("levels", "marks"), [([0, 3], [40]), ([0, 3, -1], [40, 80]), ([2, 2], []), ([0, 0, 5, 0], [80, 120])])
def test_steps_are_found_where_they_are(levels, marks) -> None:
    found = turning_points(steps(levels), 6)
    assert len(found) == len(marks)
    assert all(abs(a - b) <= 2 for a, b in zip(found, marks, strict=True))


def test_series_without_a_step_have_few_turns() -> None:
    """Also where periods hang together, which looks like many small steps."""
    assert sum(len(turning_points(steps([0] * 5, past=0.5, seed=seed), 6)) > 0 for seed in range(40)) <= 6


def test_gaps_are_no_steps() -> None:
    values = steps([0, 3])
    values[30:36] = np.nan
    assert turning_points(values, 6) == pytest.approx([40], abs=2)
    assert turning_points(np.full(50, np.nan), 6) == []
    assert turning_points(np.zeros(50), 6) == []


def test_trend_is_a_year() -> None:
    starts = [date(2000 + m // 12, m % 12 + 1, 1) for m in range(120)]
    slope, p = trend(np.arange(120) / 12 * 5 + np.random.default_rng(1).normal(size=120), starts)
    assert slope == pytest.approx(5, abs=0.1)
    assert p < 0.001
    assert trend(np.random.default_rng(1).normal(size=120), starts)[1] > 0.05


@pytest.fixture
def peace_then_war(tmp_path):
    """Twenty-four months of visits, then twenty-four of fighting that begins on 10 January 2003."""
    rng = np.random.default_rng(1)
    lines = ["date,source,target,code"]
    for m in range(48):
        month = f"{2001 + m // 12}-{m % 12 + 1:02}"
        code = "042" if m < 24 else "190"
        lines += [f"{month}-{d:02},{s},{t},{code}" for s, t in (("ARM", "AZE"), ("AZE", "ARM")) for d in rng.integers(10, 28, rng.poisson(3) + 1)]
        lines.append(f"{month}-05,RUS,GEO,040")
    with events_of([write(tmp_path / "war.csv", *lines)]) as table:
        yield table


def test_a_turn_names_the_events_behind_it(peace_then_war) -> None:
    found = course(Panel(count_cells(peace_then_war, "month")), peace_then_war, ("ARM", "AZE"))
    [turn] = found.turns
    assert turn.start == date(2003, 1, 1)
    assert turn.before > 0 > turn.after
    assert {b.code for b in turn.behind} == {"190"}
    assert all(b.first >= date(2003, 1, 10) for b in turn.behind)
    assert {(b.source, b.target) for b in turn.behind} == {("ARM", "AZE"), ("AZE", "ARM")}
    assert found.slope < 0
    assert found.slope_p < 0.05
    assert found.reciprocity.same > 0.5
    assert sum(found.quads["ARM", "AZE"].values()) == found.events["ARM", "AZE"]


def test_too_little_for_a_course(peace_then_war) -> None:
    with pytest.raises(UsageError, match="10 are the least"):
        course(Panel(count_cells(peace_then_war, "month")), peace_then_war, ("RUS", "ARM"))
