"""Corrections are kept, laid over codings, survive coding anew, and can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from word_coder import WordCoder

from counterclaim import casebook
from counterclaim.errors import UsageError
from counterclaim.record.filters import Filters
from counterclaim.record.view import View
from counterclaim.show.asked import corrections_table, status_text


@pytest.fixture
def case(tmp_path: Path, reports: Path, coder: WordCoder) -> Path:
    casebook.add(tmp_path / "case.db", [str(reports)], coder)
    return tmp_path / "case.db"


class Elsewhere(WordCoder):
    """Codes only meetings."""

    def one(self, d):
        coding = super().one(d)
        coding.events = [e for e in coding.events if e.type == "CONSULT"]
        return coding


def test_corrections_whose_event_is_gone_are_told(case: Path) -> None:
    casebook.correct_event(case, "fix", ["a:e1"], "R", ["type=COERCE"])
    casebook.correct_event(case, "merge", ["a:e2", "b:e1"], "R")
    casebook.correct_event(case, "accept", ["a:e2"], "R")
    casebook.correct_event(case, "reject", ["b:e1"], "R")
    with View(case) as view:
        assert view.status().lost == []
    casebook.recode(case, Elsewhere("meetings"))
    with View(case) as view:
        assert view.status().lost == [1, 2]  # the meeting is there still, and what was rejected may well be gone
        text = status_text(view.status())
        assert "gone: 1, 2." in text
        assert "undo NUMBER" in text
        assert [row["number"] for row in corrections_table(view) if row["lost"]] == [1, 2]
    casebook.correct_event(case, "undo", ["1"], "R")
    with View(case) as view:
        assert view.status().lost == [2]


def types(case: Path) -> list[str]:
    with View(case) as view:
        return [e["type"] for e in view.events(Filters(document=("a",)))]


def test_a_fix_is_laid_over_survives_and_is_undone(case: Path) -> None:
    number = casebook.correct_event(case, "fix", ["a:e1"], "N. Reader", ["type=COERCE", "sources=AZE/MIL", "from=2016-04-01"], "misread")
    assert types(case) == ["COERCE", "CONSULT"]
    casebook.recode(case, WordCoder("words 2"))
    with View(case) as view:
        row = view.events(Filters(document=("a",)))[0]
        assert (row["type"], row["sources"], row["first_day"], row["corrected"], row["confidence"]) == (
            "COERCE",
            "AZE/MIL",
            "2016-04-01",
            "N. Reader",
            1.0,
        )
        assert row["quad"] == "material conflict"
        assert [e.type for e in view.coding("a", as_coded=True).events] == ["ASSAULT", "CONSULT"]
        assert view.coding("a").events[0].type == "COERCE"
    undo = casebook.correct_event(case, "undo", [str(number)], "Another")
    assert types(case) == ["ASSAULT", "CONSULT"]
    casebook.correct_event(case, "undo", [str(undo)], "N. Reader")
    assert types(case) == ["COERCE", "CONSULT"]
    with View(case) as view:
        assert [(c.action, c.author) for c in view.corrections()] == [("fix", "N. Reader"), ("undo", "Another"), ("undo", "N. Reader")]
        assert all(c.made for c in view.corrections())


def test_what_is_rejected_is_gone_and_what_is_accepted_is_sure(case: Path) -> None:
    casebook.correct_event(case, "reject", ["a:e2"], "R")
    casebook.correct_event(case, "accept", ["a:e1"], "R")
    with View(case) as view:
        rows = view.events(Filters(document=("a",)))
        assert [(r["event"], r["confidence"], r["corrected"]) for r in rows] == [("e1", 1.0, "R")]
        assert view.count("happenings") == 1


def test_happenings_are_split_and_merged_by_hand(case: Path) -> None:
    casebook.correct_event(case, "split", ["a:e1", "b:e1"], "R")
    with View(case) as view:
        assert view.count("happenings", Filters(type=("ASSAULT",))) == 2
    casebook.correct_event(case, "undo", ["1"], "R")
    casebook.correct_event(case, "merge", ["a:e1", "a:e2"], "R")
    with View(case) as view:
        (only,) = view.happenings()
        assert only["documents"] == 2
        assert any("joined by hand" in m.reasons for m in view.happening(only["happening"]).members)


def test_corrections_whose_text_changed_wait(case: Path, reports: Path, coder: WordCoder) -> None:
    casebook.correct_event(case, "reject", ["a:e1"], "R")
    file = reports / "rows.jsonl"
    file.write_text(file.read_text().replace("on 2016-04-05", "on 2016-04-06"))
    casebook.add(case, [str(reports)], coder)
    assert types(case) == ["ASSAULT", "CONSULT"], "a correction is of a text, not of the next one"
    with View(case) as view:
        assert len(view.corrections()) == 1


@pytest.mark.parametrize(
    ("action", "what", "changes", "message"),
    [
        ("fix", ["a:e9"], ["type=ASSAULT"], "no event"),
        ("fix", ["a:e1"], ["type=WAR"], "no event type"),
        ("fix", ["a:e1"], ["colour=red"], "cannot be fixed"),
        ("fix", ["a:e1"], ["type"], "sets nothing"),
        ("fix", ["a:e1"], [], "cannot be fixed"),
        ("merge", ["a:e1"], [], "two events"),
        ("undo", ["7"], [], "no correction"),
        ("undo", ["x"], [], "by its number"),
        ("accept", ["nowhere:e1"], [], "no document"),
    ],
)
def test_what_makes_no_sense_is_said(case: Path, action: str, what: list[str], changes: list[str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        casebook.correct_event(case, action, what, "R", changes)
    with pytest.raises(UsageError, match="who makes it"):
        casebook.correct_event(case, "accept", ["a:e1"], " ")
