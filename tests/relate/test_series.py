"""Counting by period: sums, directions, gaps apart from zeros, and what is said of actors that are not there."""

from datetime import date

import numpy as np
import pytest

from counterclaim.errors import UsageError
from counterclaim.relate.series import Panel, Periods, actor_asked, actors_of, count_cells, pair_asked
from counterclaim.relate.store import events_of

from .made import write

LIST = [
    "date,source,target,code",
    "2001-01-01,ARM,AZE,190",  # a Monday
    "2001-01-07,AZE,ARM,040",  # the Sunday of the same week
    "2001-01-08,ARM,AZE,112",
    "2001-01-09,ARM,AZE,071",
    "2001-01-23,TUR,AZE,060",  # the week before tells of nobody
    "2001-02-05,TUR,IRN,060",
]


@pytest.fixture
def table(tmp_path):
    with events_of([write(tmp_path / "list.csv", *LIST)]) as dataset:
        yield dataset


@pytest.mark.parametrize(
    ("unit", "first", "last", "count", "second"),
    [
        ("day", date(2000, 2, 28), date(2000, 3, 1), 3, date(2000, 2, 29)),
        ("week", date(2001, 1, 7), date(2001, 1, 8), 2, date(2001, 1, 8)),
        ("week", date(1969, 12, 28), date(1970, 1, 5), 3, date(1969, 12, 29)),
        ("month", date(1969, 11, 30), date(1970, 1, 1), 3, date(1969, 12, 1)),
    ],
)
def test_periods(unit, first, last, count, second) -> None:
    periods = Periods.spanning(unit, first, last)
    assert periods.count == count
    assert periods.start(1) == second
    assert periods.index(np.array([first, last], "datetime64[D]")).tolist() == [0, count - 1]


def test_values_of_a_dyad(table) -> None:
    panel = Panel(count_cells(table, "week", sides=("ARM", "AZE")))
    there, back = ("ARM", "AZE"), ("AZE", "ARM")
    gap = np.nan
    for dyad, measure, expected in (
        (there, "net", [-10, 5.4, gap, 0, gap, 0]),
        (there, "cooperation", [0, 7.4, gap, 0, gap, 0]),
        (there, "conflict", [10, 2, gap, 0, gap, 0]),
        (there, "mean", [-10, 2.7, gap, gap, gap, gap]),
        (there, "verbal conflict", [0, 1, gap, 0, gap, 0]),
        (back, "events", [1, 0, gap, 0, gap, 0]),
        (("IRN", "ARM"), "net", [0, 0, gap, 0, gap, 0]),
    ):
        np.testing.assert_allclose(panel.series(dyad, measure), expected, atol=1e-6)
    np.testing.assert_allclose(panel.both("ARM", "AZE"), [-9, 5.4, gap, 0, gap, 0], atol=1e-6)
    np.testing.assert_allclose(np.expm1(panel.volume()), [2, 2, gap, 1, gap, 1])  # all events of the table, not the dyad's alone
    assert panel.partners("ARM", "AZE") == {"TUR": 1}


def test_a_stricter_gap_asks_for_either_side(table) -> None:
    values = Panel(count_cells(table, "week", sides=("ARM", "AZE")), "sides").both("ARM", "AZE")
    assert np.isnan(values).tolist() == [False, False, True, False, True, True]


def test_only_the_time_asked_for(table) -> None:
    cells = count_cells(table, "day", date(2001, 1, 8), date(2001, 1, 9))
    assert (cells.periods.count, cells.events.sum()) == (2, 2)
    with pytest.raises(UsageError, match="from 2001-01-01 to 2001-02-05"):
        count_cells(table, "day", date(2002, 1, 1))


@pytest.mark.parametrize(
    ("text", "remedy"),
    [("ARM", "hyphen"), ("ARM-ARM", "twice"), ("Armenia-", "hyphen"), ("ARM-FRA", "among them"), ("A-B-C", "hyphen")],
)
def test_relations_that_cannot_be_asked_for(table, text, remedy) -> None:
    with pytest.raises(UsageError, match=remedy):
        pair_asked(text, actors_of(table))


@pytest.mark.parametrize("text", ["AZE", "aze", "Azerbaijan", "azerbaijan", "AZR"])
def test_actors_by_code_or_name(table, text) -> None:
    assert actor_asked(text, actors_of(table)) == "AZE"
