"""Drawings of a case: bars, map, network. All that is counted is drawn or said to be left out."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.show.case.bars import bars, bins_of, unit_of
from counterclaim.show.case.contexts import snippet, surroundings
from counterclaim.show.case.ground import ground
from counterclaim.show.case.pages import address, page
from counterclaim.show.case.web import pairs, web

QUADS = ["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1))


@given(st.lists(st.tuples(DAYS, st.sampled_from(QUADS), st.integers(1, 5000)), min_size=1, max_size=40, unique_by=lambda r: (r[0], r[1])))
def test_bars_lose_no_event(given_: list[Any]) -> None:
    rows = [{"day": d.isoformat(), "quad": q, "events": n} for d, q, n in sorted(given_)]
    chart = bars(rows)
    assert chart
    drawn = sum(sum(n.values()) for *_, n in chart.rows)
    assert drawn + chart.apart == sum(r["events"] for r in rows)
    for bar in chart.bars:
        assert bar.x >= 0
        assert bar.x + bar.width <= chart.width + 0.1
        assert bar.y >= 0
        assert bar.y + bar.height <= chart.height


SPANS = [("2016-04-01", "2016-04-01", "day"), ("2016-01-15", "2016-12-01", "month"), ("1990-05-01", "2016-01-01", "year")]


@pytest.mark.parametrize(("first", "last", "unit"), SPANS)
def test_bins_leave_no_day_out(first: str, last: str, unit: str) -> None:
    a, b = date.fromisoformat(first), date.fromisoformat(last)
    assert unit_of(a, b) == unit
    found = bins_of(a, b, unit)
    assert found[0][0] <= a
    assert found[-1][1] >= b
    assert all(after[0] - before[1] == timedelta(days=1) for before, after in pairwise(found))


def place(name: str, lat: float, lon: float, events: int = 1, disputed: int = 0) -> dict[str, Any]:
    return {"place": name, "country": "AZE", "lat": lat, "lon": lon, "disputed": disputed, "events": events}


def test_places_close_together_are_one_dot_that_leads_nearer() -> None:
    chart = ground([place("Talish", 40.36, 46.77, 5, 1), place("Madagiz", 40.35, 46.78), place("Moscow", 55.75, 37.6, 3)])
    assert chart
    both = next(c for c in chart.clusters if len(c.places) == 2)
    assert (both.events, both.disputed, both.places[0]) == (6, True, "Talish")
    near = ground([place("Talish", 40.36, 46.77), place("Shusha", 39.75, 46.75)], (46.5, 39.5, 47.0, 40.5))
    assert near
    assert len(near.clusters) == 2
    assert near.wider
    assert chart.land.startswith("M")


def test_a_map_without_places_is_none() -> None:
    assert ground([]) is None
    assert ground([place("nowhere", 99.0, 10.0)]) is None


def test_pairs_count_both_directions() -> None:
    rows = [
        {"source": "ARM", "target": "AZE", "quad": "material conflict", "events": 3},
        {"source": "AZE", "target": "ARM", "quad": "material conflict", "events": 2},
        {"source": "ARM", "target": "AZE", "quad": "verbal cooperation", "events": 1},
        {"source": "AZE", "target": "ARM", "quad": "verbal cooperation", "events": 1},
    ]
    (tie,) = pairs(rows)
    assert (tie.one, tie.other, tie.conflict, tie.cooperation, tie.forth, tie.back) == ("ARM", "AZE", 5, 2, 4, 3)
    drawn = web(rows)
    assert drawn
    assert sum(line["mutual"] for line in drawn.lines) == 1
    assert web([]) is None


@given(st.text(max_size=400), st.integers(0, 400), st.integers(1, 60))
def test_surroundings_hold_the_words(text: str, start: int, length: int) -> None:
    if start + length > len(text):
        return
    _, words, _ = surroundings(text, start, start + length)
    assert words.split() == text[start : start + length].split()


def test_snippets_show_what_was_searched() -> None:
    found = snippet("Nothing here. The guns of the town fell silent.", '"GUNS of"')
    assert found
    assert found.words == "guns"
    assert snippet("Nothing here.", "guns") is None


@given(st.text(max_size=30))
def test_addresses_carry_any_text(text: str) -> None:
    clean = text.encode("utf8", "replace").decode()
    parts = urlsplit(address("document", id=clean))
    assert parts.path == "/document"
    assert parse_qs(parts.query, keep_blank_values=True, strict_parsing=False).get("id", [""]) == [clean]


def test_a_page_of_an_error_needs_no_case() -> None:
    assert "<h1>&lt;b&gt;</h1>" in page("error", title="<b>", message="x", entry=None, status=404, code="not-found")
