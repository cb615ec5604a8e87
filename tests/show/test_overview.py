from __future__ import annotations

import pytest
from factory import Build, border_case

from counterclaim.records import TimeRef
from counterclaim.show.assemble import page
from counterclaim.show.contexts import Limits, Moment
from counterclaim.show.overview import densest, edges, headline, points, timeline_of
from counterclaim.show.scope import scopes


def moment(day: str) -> Moment:
    return Moment(day, day, "material conflict", "mf", "e1", "", "#")


def test_what_is_denied_is_neither_on_the_timeline_nor_apart() -> None:
    near, apart = timeline_of(scopes([border_case()]))
    assert [m.label for m in near] == ["e1", "e4"]
    assert [a.label for a in apart] == ["e5", "e3"] or [a.label for a in apart] == ["e3", "e5"]


def test_partial_dates_stand_apart() -> None:
    _, apart = timeline_of(scopes([border_case()]))
    assert "5 April, year not given" in [a.when for a in apart]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (["2016-04-01", "2016-04-05"], ["2016-04-01", "2016-04-05"]),
        (["1915-04-24", "2016-04-01", "2016-04-05"], ["2016-04-01", "2016-04-05"]),
        (["1994-05-12", "2016-04-01", "2016-04-02", "2020-09-27"], ["2016-04-01", "2016-04-02"]),
        (["2016-01-01", "2016-12-31"], ["2016-01-01", "2016-12-31"]),
        ([], []),
    ],
)
def test_far_off_days_do_not_press_the_others_together(given: list[str], kept: list[str]) -> None:
    assert [m.first for m in densest([moment(d) for d in given])[0]] == kept


def test_a_whole_year_is_no_moment_beside_days() -> None:
    coding = border_case()
    coding.events[2].time = TimeRef(0, 1, "", "2016", "2016")
    near, apart = timeline_of(scopes([coding]))
    assert "e3" not in [m.label for m in near]
    assert "2016" in [a.when for a in apart]


def test_edges_count_mutual_pairs_once() -> None:
    found = {(e.source, e.target, e.kind, e.mutual): e.count for e in edges(scopes([border_case(), border_case(id="b")]))}
    assert found == {("Armenia", "Azerbaijan", "conflict", False): 4, ("Armenia", "Azerbaijan", "cooperation", True): 4}


def test_points_join_places_of_one_name_and_spot() -> None:
    found = points(scopes([border_case(), border_case(id="b")]))
    assert [(p.name, p.count, p.disputed) for p in found] == [
        ("Oldbridge", 2, False),
        ("Rivertown", 2, True),
    ]


def test_headlines() -> None:
    said = [headline(e) for e in border_case().events]
    assert said[0] == "Armenia (military) attacks Azerbaijan (civilians)"
    assert said[1] == "Armenia (military): attack"
    several = [("ARM", None, "A"), ("AZE", None, "B"), ("GEO", None, "C")]
    build = Build("A, B and C hit D.").event("ASSAULT", "hit", several, [(None, None, "D")])
    assert headline(build.coding.events[0]) == "Armenia, Azerbaijan and Georgia → D: attack"
    assert said[3] == "Armenia (government) and Azerbaijan (government): talks"


def test_limits_are_told() -> None:
    content = page([border_case(id=str(i)) for i in range(5)], limits=Limits(texts=2, rows=3, documents=4, edges=1))
    assert [d.paragraphs is None for d in content.documents] == [False, False, True, True]
    assert (len(content.documents[0].events), content.documents[0].more_events) == (3, 2)
    assert len(content.notes) == 4


def test_no_coding_at_all() -> None:
    content = page([])
    assert (content.documents, content.moments, content.edges) == ([], [], [])


def test_unresolved_parties_keep_their_words() -> None:
    build = Build("Residents fled the town.").event("ASSAULT", "fled", [(None, "CVL", "Residents")], [])
    assert headline(build.coding.events[0]) == "Residents: attack"
    assert edges(scopes([build.coding])) == []
