"""Counts are kept while they hold, and no longer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from counterclaim import casebook
from counterclaim.record.view import View
from counterclaim.serve import memory
from counterclaim.serve.memory import Memory


@pytest.fixture
def counted(case: Path) -> Any:
    found = Memory(case)
    yield found
    found.close()


def test_an_answer_is_kept_until_the_case_changes(counted: Memory, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def ask(view: View, least: int) -> int:
        asked.append(least)
        return view.count("events")

    before = counted.get(ask, 1)
    assert counted.get(ask, 1) == before
    assert counted.get(ask, 2) == before
    assert asked == [1, 2]
    casebook.correct_event(case, "reject", ["view-from-baku:e1"], "R", compare_now=False)
    assert counted.get(ask, 1) == before, "fresh enough"
    monkeypatch.setattr(memory, "FRESH", 0.0)
    monkeypatch.setattr(memory, "OLD", 0.0)
    assert counted.get(ask, 1) == before - 1


def test_what_is_old_is_made_anew_beside_the_page(counted: Memory, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = counted.get(View.count, "events")
    casebook.correct_event(case, "reject", ["view-from-baku:e1"], "R", compare_now=False)
    monkeypatch.setattr(memory, "FRESH", 0.0)
    assert counted.get(View.count, "events") == before
    counted.beside.shutdown(wait=True)
    assert counted.get(View.count, "events") == before - 1


def test_what_is_forgotten_is_asked_again(counted: Memory, case: Path) -> None:
    before = counted.get(View.count, "events")
    casebook.correct_event(case, "reject", ["view-from-baku:e1"], "R", compare_now=False)
    counted.forget()
    assert counted.get(View.count, "events") == before - 1
