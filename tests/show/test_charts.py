from __future__ import annotations

import json
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.lexicon.load import data_text
from counterclaim.show.charts.map import HEIGHT, WIDTH, disputed_areas, event_maps, fits, sides, view_of
from counterclaim.show.charts.network import drawn_lines, layout, network
from counterclaim.show.charts.timeline import placed, timeline
from counterclaim.show.contexts import Edge, MapPoint, Moment
from counterclaim.show.palette import palette


def point(name: str, lat: float, lon: float, count: int = 1) -> MapPoint:
    return MapPoint(name, lat, lon, count, False, False, "#d1-e1")


def moment(day: str, last: str | None = None, quad: str = "material conflict") -> Moment:
    return Moment(day, last or day, quad, "mf", "e1", "somebody attacks", "#d1-e1")


@pytest.mark.parametrize(
    ("spots", "kind"),
    [([(40.4, 46.8)], "mercator"), ([(40.4, 46.8), (55.7, 37.6)], "mercator"), ([(38.9, -77.0), (35.7, 139.7)], "equirectangular")],
)
def test_the_map_holds_its_points(spots: list[tuple[float, float]], kind: str) -> None:
    view = view_of([point("x", *s) for s in spots])
    assert view.kind == kind
    for lat, lon in spots:
        x, y = view.pixel(lon, lat)
        assert 0 <= x <= WIDTH
        assert 0 <= y <= HEIGHT


def test_map_is_drawn_with_names_and_disputed_areas() -> None:
    [drawn] = event_maps([point("Talish", 40.4, 46.8, 3), point("<Martuni>", 39.8, 47.1)])
    ElementTree.fromstring(str(drawn.svg))
    for text in ("Talish: 3 events", "&lt;Martuni&gt;", "Nagorno-Karabakh: status disputed", "url(#hatch)"):
        assert text in drawn.svg
    assert len(drawn.svg) < 120_000


def test_a_second_map_shows_a_crowded_corner() -> None:
    corner = [point("Talish", 40.4, 46.8, 3), point("Martuni", 39.8, 47.1)]
    assert [m.anchor for m in event_maps([*corner, point("Moscow", 55.7, 37.6)])] == ["map", "map-near"]
    assert [m.anchor for m in event_maps([corner[0], point("Moscow", 55.7, 37.6)])] == ["map"]


def test_places_off_the_globe_are_left_out() -> None:
    assert event_maps([point("x", 99.0, 0.0)]) == []
    assert event_maps([]) == []


def test_names_do_not_cover_one_another() -> None:
    taken = []
    for x in range(100, 140, 8):
        for _, box in sides(x, 200, 60):
            if fits(box, taken):
                taken.append(box)
                break
    for i, a in enumerate(taken):
        assert fits(a, taken[:i] + taken[i + 1 :])


def test_disputed_rings_run_clockwise_and_close() -> None:
    for area in disputed_areas():
        ring = area["geometry"]["coordinates"][0]
        assert ring[0] == ring[-1]
        assert sum(p[0] * q[1] - q[0] * p[1] for p, q in pairwise(ring)) < 0, area["properties"]["name"]


def test_outlines_are_small_and_known() -> None:
    text = data_text("show/outlines.json")
    assert len(text) < 300_000
    names = {g["properties"]["name"] for g in json.loads(text)["objects"]["countries"]["geometries"]}
    assert {"Armenia", "Azerbaijan", "Georgia", "Israel", "Brazil"} <= names


@given(st.lists(st.tuples(st.integers(1, 28), st.integers(0, 5)), min_size=1, max_size=30))
@settings(max_examples=30)
def test_events_of_a_lane_do_not_collide(days: list[tuple[int, int]]) -> None:
    moments = sorted((moment(f"2016-04-{d:02}", f"2016-04-{min(d + n, 30):02}") for d, n in days), key=lambda m: (m.first, m.last))
    rows, lanes, height = placed(moments, 30)
    assert len(lanes) == 4
    assert all(0 < r["y"] < height for r in rows)
    assert len({(r["first"], r["y"]) for r in rows}) == len(rows)


def test_crowded_days_become_one_mark_with_their_number() -> None:
    rows, _, _ = placed([moment("2016-04-02") for _ in range(30)], 5)
    assert [r["mark"] for r in rows] == ["30"]


@pytest.mark.parametrize("spread", [["2016-04-02"], ["2016-04-02", "2016-04-03"], ["1990-01-01", "2020-01-01"]])
def test_timeline_is_drawn(spread: list[str]) -> None:
    drawn = timeline([moment(d) for d in spread])
    assert drawn
    assert 'href="#d1-e1"' in drawn.svg
    assert "vega.github.io" not in drawn.svg
    assert timeline([]) is None


def test_network_lines_differ_in_more_than_colour() -> None:
    edges = [("A", "B", "conflict", False, 3), ("A", "B", "cooperation", True, 1), ("B", "C", "conflict", False, 1)]
    drawn = network([Edge(*edge, "#d1-e1") for edge in edges])
    assert drawn
    assert 'stroke-dasharray="7,4"' in drawn.svg
    assert "A to B: 3 of conflict" in drawn.svg
    assert network([]) is None


def test_edges_of_a_pair_run_side_by_side_and_layout_is_steady() -> None:
    edges = [Edge("A", "B", "conflict", False, 3, ""), Edge("B", "A", "conflict", False, 1, ""), Edge("A", "B", "cooperation", True, 1, "")]
    nodes = layout(edges)
    assert nodes == layout(edges)
    lines = drawn_lines(edges, nodes)
    assert len({frozenset([(r["x"], r["y"]), (r["x2"], r["y2"])]) for r in lines}) == 3


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["ink", "soft", "link", "mf", "vf", "vc", "mc", "warn"])
@pytest.mark.parametrize("ground", ["paper", "card", "tint", "land"])
def test_contrast(name: str, ground: str, mode: int) -> None:
    one, two = sorted((luminance(palette()[name][mode]), luminance(palette()[ground][mode])))
    assert (two + 0.05) / (one + 0.05) >= 4.5
