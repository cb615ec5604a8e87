"""Words as concepts, clauses, losses as numbers."""

from __future__ import annotations

import pytest
from case_maker import Case
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.coder import Coder
from counterclaim.compare.counts import counts
from counterclaim.compare.words import base, clause, concepts, placed_concepts, vocabulary
from counterclaim.read import document_from_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("choppers", {"helicopter"}),
        ("the unmanned aerial vehicles", {"drone"}),
        ("was shot down", {"downing"}),
        ("sat down", {"sat"}),
        ("let the fishermen go", {"release", "crew"}),
        ("threw the rebels out", {"retake", "militant"}),
        ("the exchange of fire", {"shelling"}),
        ("fishermen", {"crew"}),
        ("It struck the schools", {"hit", "school"}),
        ("on Sunday morning", set()),
        ("Soldiers were killed", {"soldier", "kill"}),
    ],
)
def test_words_of_one_meaning_are_one_concept(text: str, expected: set[str]) -> None:
    assert concepts(text) == expected


@given(st.text(max_size=200), st.integers(0, 200))
def test_any_text_has_clauses_and_concepts_in_place(text: str, at: int) -> None:
    start, end = clause(text, min(at, len(text)))
    assert 0 <= start <= end <= len(text)
    assert all(0 <= a < b <= len(text) and name for name, a, b in placed_concepts(text))


def test_acts_are_concepts() -> None:
    v = vocabulary()
    known = set(v.concept.values()) | set(v.phrases.values())
    assert set(v.acts) <= known
    assert all(base(word) == word for word in v.common - known), "a common word stands as it is looked up"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("At least 15 Indian soldiers were killed.", [(15, None, "people", "killed", "IND")]),
        ("Between 10 and 13 April four Indian soldiers died.", [(4, 4, "people", "killed", "IND")]),
        ("Two helicopters were shot down.", [(2, 2, "helicopter", "lost", None)]),
        ("Its crew of five was released.", [(5, 5, "people", "released", None)]),
        ("Up to 30 civilians were wounded.", [(0, 30, "others", "wounded", None)]),
        ("Dozens of villagers were killed.", [(20, None, "others", "killed", None)]),
        ("On 2 April 2016 the sides met.", []),
        ("A boy of twelve was killed.", [(1, None, "others", "killed", None)]),
        ("Twenty people marched.", []),
        ("Nine patients and two nurses died.", [(11, 11, "others", "killed", None)]),
        ("Between nine and eleven men were detained.", [(9, 11, "others", "captured", None)]),
        ("Three lorry drivers were killed.", [(3, 3, "others", "killed", None)]),
        ("Thirty-four of our companions were arrested.", [(34, 34, "others", "captured", None)]),
        ("More than 4,000 villagers have fled.", [(4000, None, "others", "displaced", None)]),
    ],
)
def test_losses_are_read_as_numbers(coder: Coder, sentence: str, expected: list[tuple[object, ...]]) -> None:
    coding = next(coder.code([document_from_text(sentence, id="a", published="2016-04-20", language="en")]))
    assert [(c.low, c.high, c.unit, c.loss, c.whose) for c in counts(coding)] == expected


def test_nothing_compares_to_nothing(case: Case) -> None:
    assert case().happenings == ()
    assert case("").disputes == ()
