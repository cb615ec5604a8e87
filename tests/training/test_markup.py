"""The markup of the articles that the reader learns events from, and those articles themselves."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from counterclaim.extract.learned.marks import head_labels

TRAINING = Path(__file__).parents[2] / "training"
sys.path.insert(0, str(TRAINING))
from markup import article, marked_articles  # noqa: E402

FILES = sorted((TRAINING / "articles").glob("*.txt"))


def test_marks_are_taken_out_and_point_at_the_text() -> None:
    found = article(
        "Cairo [called in|ACCUSE|Cairo|the envoy & his aide] the envoy and his aide; no one [shot|ASSAULT|||negated].", "wire", "2020-01-01"
    )
    assert found.text == "Cairo called in the envoy and his aide; no one shot."
    first, second = found.triggers
    assert found.text[first.start : first.end] == "called in"
    assert (first.sources, first.targets, first.status) == (("Cairo",), ("the envoy", "his aide"), "actual")
    assert (second.type, second.sources, second.status) == ("ASSAULT", (), "negated")


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_articles_mark_what_stands_in_them(path: Path) -> None:
    types = set(head_labels()["type"])
    articles = list(marked_articles(str(path)))
    assert len(articles) > 5
    for found in articles:
        assert not set("[]|") & set(found.text)
        assert found.triggers
        for t in found.triggers:
            assert t.type in types
            assert t.status in ("actual", "negated", "intended", "wished", "possible", "questioned")
            assert all(phrase in found.text for phrase in (*t.sources, *t.targets))
