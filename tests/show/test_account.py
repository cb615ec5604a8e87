from __future__ import annotations

import pytest
from factory import Build, border_case

from counterclaim.records import Coding, Document
from counterclaim.show.account import account


@pytest.mark.parametrize(
    "line",
    [
        "Guns by the river", "By A. Writer", "6 April 2016", "1–2 April 2016", "5 April, year not given", "No date",
        "e1  Armenia (military) attacks Azerbaijan (civilians)", "Rivertown (disputed)", "said not to be so", '"shelled" [s1 43-50]',
        "says Azerbaijan (military) c1", "c2  denies: its guns fired", "the author doubts it", "quoted · within c2", "caption: Photo: the old bridge",
    ],
)  # fmt: skip
def test_says(line: str) -> None:
    assert line in account(border_case())


def test_colours_only_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in account(border_case())
    assert "\x1b[" in account(border_case(), color=True)


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_width(width: int) -> None:
    assert max(map(len, account(border_case(), width=width).splitlines())) <= width


def test_a_text_cannot_steer_the_terminal() -> None:
    assert "\x1b" not in account(border_case(title="a\x1b[2Jb\x07", author="[red]x[/red]\u202e"))
    assert "[red]x[/red]" in account(border_case(author="[red]x[/red]"))


def test_nothing_found_and_not_coded() -> None:
    assert "no event and no claim was found" in account(Coding(Document("x", "Nothing.")))
    assert "the whole text: language: de" in account(Coding(Document("x", "Nichts."), skipped="language: de"))


def test_is_compact() -> None:
    text = "North shelled the town. " * 20
    build = Build(text)
    for _ in range(20):
        build.event("ASSAULT", "shelled", [("ARM", "MIL", "North")], [("AZE", "CVL", "the town")])
    assert len(account(build.coding).splitlines()) <= 45
