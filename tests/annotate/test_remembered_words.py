"""What is remembered of words is what the model itself says of them."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.annotate.with_spacy import DEFAULT_MODEL, load_model
from counterclaim.annotate.words import WORDWISE, Words, linking, wordwise

NLP = load_model(DEFAULT_MODEL)
REMEMBERED = Words(NLP)

PHRASES = (
    "It's gonna rain, isn't it?", "There are two of them.", "there 's a man\n\n", "Let's go.", "It ain't so.", "y'all gotta leave", "us", "on all",
    "The troops shelled the village.", "He's done what was asked; they had left.", "  ", "was", "C'mon", "Ankara's", "wan na", "Is there any?", "one",
)  # fmt: skip


@given(st.lists(st.sampled_from(PHRASES), min_size=1, max_size=6).map(" ".join))
@settings(max_examples=60, deadline=None)
def test_remembered_words_are_those_of_the_model(text: str) -> None:
    tagged = next(NLP.pipe([text], disable=WORDWISE))
    whole = NLP(text)
    said = REMEMBERED.of([tagged])[0]
    assert [w for w, t in zip(said, whole, strict=True) if not t.is_space] == [(t.pos_, t.lemma_.lower()) for t in whole if not t.is_space]


def test_forgetting_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterclaim.annotate.words.MOST", 3)
    words, docs = Words(NLP), list(NLP.pipe(["The troops shelled a village.", "They let us go on."], disable=WORDWISE))
    assert [words.of([d]) for d in docs] == [words.of([d]) for d in docs] == [REMEMBERED.of([d]) for d in docs]


def test_a_pipeline_whose_rules_look_further_is_left_alone() -> None:
    assert wordwise(NLP)
    assert linking([{"patterns": [[{"LOWER": "in"}, {"LOWER": "front"}, {"LOWER": "of"}]]}]) is None
    assert linking([{"patterns": [[{"ENT_TYPE": "GPE"}]]}]) is None
    assert not wordwise(spacy.blank("en"))
