"""Signs, triangles and blocs of networks that are known."""

from itertools import combinations

import numpy as np
import pytest

from counterclaim.relate.network import Tie, blocs_of, network, networks, triangles_of
from counterclaim.relate.series import count_cells
from counterclaim.relate.store import events_of
from counterclaim.show.relations.network import why

from .made import write


def tie(one: str, two: str, sign: int, events: int = 10) -> Tie:
    return Tie(one, two, events, 3.0 * sign * events)


def camps(*groups: str) -> list[Tie]:
    """Everybody tied to everybody: friends within a camp, foes across."""
    of = {name: i for i, group in enumerate(groups) for name in group}
    return [tie(a, b, 1 if of[a] == of[b] else -1) for a, b in combinations(sorted(of), 2)]


def test_two_camps_are_balanced() -> None:
    found = network("x", camps("ABC", "DE"), np.random.default_rng(1))
    assert found.balance == 1
    assert found.chance < 0.05
    assert found.blocs == [["A", "B", "C"], ["D", "E"]]
    assert (found.frustration, found.strained) == (0, [])


def test_three_camps_have_strained_triangles_of_foes() -> None:
    found = network("x", camps("AB", "CD", "EF"), np.random.default_rng(1))
    assert found.blocs == [["A", "B"], ["C", "D"], ["E", "F"]]
    assert {why(t) for t in found.strained} == {"all three are foes"}
    assert len(found.strained) == 8


@pytest.mark.parametrize(
    ("signs", "balanced", "says"),
    [
        ((1, 1, 1), True, ""),
        ((-1, -1, 1), True, ""),
        ((1, 1, -1), False, "A is a friend of both B and C, who are foes"),
        ((1, -1, 1), False, "B is a friend of both A and C, who are foes"),
        ((-1, 1, 1), False, "C is a friend of both A and B, who are foes"),
        ((-1, -1, -1), False, "all three are foes"),
    ],
)
def test_triangles(signs, balanced, says) -> None:
    ties = [tie(a, b, s, n) for (a, b), s, n in zip((("A", "B"), ("A", "C"), ("B", "C")), signs, (7, 5, 9), strict=True)]
    [found] = triangles_of(ties)
    assert (found.balanced, found.strength) == (balanced, 5)
    assert balanced or why(found) == says


def test_blocs_bear_a_tie_that_does_not_fit() -> None:
    ties = [t for t in camps("ABCD", "EFGH") if (t.one, t.two) != ("A", "B")]
    blocs, frustration = blocs_of([*ties, tie("A", "B", -1)], np.random.default_rng(1))
    assert blocs == [["A", "B", "C", "D"], ["E", "F", "G", "H"]]
    assert frustration == pytest.approx(1 / 28)
    assert blocs_of([], np.random.default_rng(1))[0] == []


def test_networks_by_year_from_events(tmp_path) -> None:
    lines = ["date,source,target,code"]
    for year, code in ((2001, "042"), (2002, "190")):
        lines += [f"{year}-0{m}-01,{s},{t},{code}" for m in (1, 2, 3) for s, t in (("FRA", "DEU"), ("DEU", "ITA"), ("ITA", "FRA"))]
    lines += ["2002-05-01,FRA,GOV,190", "2002-05-01,FRA,FRA,190", "2002-06-01,FRA,ESP,042"]
    with events_of([write(tmp_path / "list.csv", *lines)]) as table:
        cells = count_cells(table, "month")
    first, second = networks(cells, "year", fewest=3, most_states=5)
    assert (first.period, second.period) == ("2001", "2002")
    assert first.states == second.states == ["DEU", "FRA", "ITA"]  # a role is no state, and one event is no tie
    assert {t.sign for t in first.ties} == {1}
    assert second.strained[0].states == ("DEU", "FRA", "ITA")
    [whole] = networks(cells, "all", 3, 5)
    assert whole.period == "2001-01 to 2002-06"
    assert len(networks(cells, "quarter", 1, 5)) == 3
    assert networks(cells, "decade", 3, 5)[0].period == "2000s"
