"""Questions and their answers, in a table."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_coder import WordCoder

from counterclaim import casebook
from counterclaim.errors import UsageError
from counterclaim.record.filters import Filters, match
from counterclaim.record.view import View


@pytest.fixture
def view(tmp_path: Path, reports: Path, coder: WordCoder) -> View:
    casebook.add(tmp_path / "case.db", [str(reports)], coder)
    return View(tmp_path / "case.db")


EVENTS = [
    (Filters(), ["a:e1", "a:e2", "b:e1"]),
    (Filters(who=("ARM",)), ["a:e1", "b:e1"]),
    (Filters(who=("Armenia",)), ["a:e1", "b:e1"]),
    (Filters(who=("ARM/MIL",)), ["a:e1", "b:e1"]),
    (Filters(who=("ARM/GOV",)), []),
    (Filters(who=("Atlantis",)), []),
    (Filters(who=("ARM", "AZE")), ["a:e1", "a:e2", "b:e1"]),
    (Filters(to=("armenia",)), ["a:e2"]),
    (Filters(type=("consult",)), ["a:e2"]),
    (Filters(since="2016-04-03"), ["a:e2"]),
    (Filters(until="2016-04-02"), ["a:e1", "b:e1"]),
    (Filters(place=("talish",)), ["a:e1", "a:e2", "b:e1"]),
    (Filters(place=("Azerbaijan",)), ["a:e1", "a:e2", "b:e1"]),
    (Filters(place=("Baku",)), []),
    (Filters(said_by=("Azerbaijan",)), ["a:e1"]),
    (Filters(said_by=("author",)), ["a:e2", "b:e1"]),
    (Filters(status=("negated",)), []),
    (Filters(text="guns warning"), ["b:e1"]),
    (Filters(text='"many guns"'), ["b:e1"]),
    (Filters(text='"guns many"'), []),
    (Filters(document=("b",)), ["b:e1"]),
    (Filters(confidence=0.9), []),
    (Filters(who=("ARM",), document=("a",), text="talish"), ["a:e1"]),
]


@pytest.mark.parametrize(("filters", "expected"), EVENTS)
def test_events(view: View, filters: Filters, expected: list[str]) -> None:
    assert sorted(f"{e['document']}:{e['event']}" for e in view.events(filters)) == expected
    assert view.count("events", filters) == len(expected)


def test_rows_say_who_where_and_who_says_so(view: View) -> None:
    (row,) = view.events(Filters(said_by=("AZE",)))
    assert (row["sources"], row["targets"], row["said_by"], row["place"]) == ("ARM/MIL", "AZE/CVL", "AZE/GOV", "Talish")
    text = view.document("a").text
    assert text[row["start"] : row["end"]] == row["trigger"] == "shelled"
    (claim,) = view.claims(Filters(said_by=("Azerbaijan",)))
    assert claim["events"] == "e1"
    assert text[claim["start"] : claim["end"]] == claim["content"]


def test_one_shelling_told_twice_is_one_happening(view: View) -> None:
    (row,) = view.happenings(Filters(type=("ASSAULT",)))
    assert (row["documents"], row["first_day"], row["place"]) == (2, "2016-04-02", "Talish")
    assert {f"{e['document']}:{e['event']}" for e in view.events(Filters(happening=row["happening"]))} == {"a:e1", "b:e1"}
    found = view.happening(row["happening"])
    assert all(m.reasons for m in found.members[1:])
    assert view.happenings(Filters(to=("ARM",)))[0]["type"] == "CONSULT"


def test_actors_are_counted_by_side(view: View) -> None:
    counts = {(a["actor"], a["role"]): (a["as_source"], a["as_target"]) for a in view.actors()}
    assert counts == {("ARM", "MIL"): (2, 0), ("AZE", "CVL"): (0, 2), ("AZE", "MIL"): (1, 0), ("ARM", "CVL"): (0, 1)}


@pytest.mark.parametrize("filters", [Filters(since="yesterday"), Filters(until="2016-13-01"), Filters(text="--- ...")])
def test_what_cannot_be_asked_is_said(view: View, filters: Filters) -> None:
    with pytest.raises(UsageError):
        view.events(filters)


@given(st.text(max_size=40))
@settings(max_examples=150, deadline=None)
def test_no_typed_text_is_an_operator(typed: str) -> None:
    """Whatever is typed, FTS5 takes it as words."""
    import sqlite3

    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE t USING fts5 (x)")
    try:
        query = match(typed)
    except UsageError:
        return
    db.execute("SELECT * FROM t WHERE t MATCH ?", (query,)).fetchall()
