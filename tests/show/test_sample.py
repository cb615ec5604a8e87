from __future__ import annotations

import pytest

from counterclaim.show.sample import sample_paths

TEXTS = [p.read_text("utf8") for p in sample_paths()]


def test_three_accounts_of_three_kinds() -> None:
    assert [p.suffix for p in sample_paths()] == [".html", ".md", ".txt"]


@pytest.mark.parametrize("text", TEXTS, ids=lambda t: t[:20])
def test_each_says_that_it_is_a_sample(text: str) -> None:
    assert "Sample: " in text
    assert "ritten for Counterclaim" in text
    assert "http" not in text.replace("http-equiv", "")


@pytest.mark.parametrize("word", ["Talish", "twelve|12", "eighteen|18|a hundred", "Moscow", "noon", "Minsk Group", "drone"])
def test_the_accounts_speak_of_the_same_things(word: str) -> None:
    assert all(any(form in text for form in word.split("|")) for text in TEXTS)
