"""The measures of coreference, on worked examples and against brute force."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.evaluate.coreference import b_cubed, best_pairing, ceaf_e, conll, muc, pairs


def groups(text: str) -> list[frozenset[str]]:
    return [frozenset(word) for word in text.split()]


# Pradhan et al. 2014, section 4: key {a,b,c}, {d,e,f,g}; response {a,b}, {c,d}, {f,g,h,i}.
KEY, RESPONSE = groups("abc defg"), groups("ab cd fghi")


@pytest.mark.parametrize(("measure", "precision", "recall", "f1"), [(muc, 0.40, 0.40, 0.40), (b_cubed, 0.50, 0.42, 0.46), (ceaf_e, 0.43, 0.65, 0.52)])
def test_worked_example_of_the_reference_implementation(measure, precision: float, recall: float, f1: float) -> None:
    rates = measure(KEY, RESPONSE)
    assert (round(rates.precision, 2), round(rates.recall, 2)) == (precision, recall)
    assert rates.f1 == pytest.approx(f1, abs=0.01)  # the paper takes it of the rounded figures


def test_the_conll_score_is_their_mean() -> None:
    assert round(conll(KEY, RESPONSE), 2) == 0.46


# Bagga and Baldwin 1998: key {1..5}, {6,7}, {8..C}; merging the first two or the last two of them is one missing link to
# MUC, but not to B-cubed.
@pytest.mark.parametrize(("said", "expected"), [("12345 6789ABC", 0.76), ("1234589ABC 67", 0.58)])
def test_b_cubed_tells_small_mergers_from_large_ones(said: str, expected: float) -> None:
    key = groups("12345 67 89ABC")
    assert round(b_cubed(key, groups(said)).precision, 2) == expected
    assert muc(key, groups(said)).precision == pytest.approx(9 / 10)


def test_pairs_count_what_stands_together() -> None:
    score = pairs(KEY, RESPONSE)
    assert (score.hit, score.said, score.gold) == (2, 8, 9)


@pytest.mark.parametrize("said", [[], groups("xy")])
def test_nothing_in_common_is_nothing(said: list[frozenset[str]]) -> None:
    assert conll(KEY, said) == 0.0


@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(st.floats(0, 1), min_size=n, max_size=n), min_size=1, max_size=4)))
def test_the_best_pairing_is_the_best(worth: list[list[float]]) -> None:
    rows = worth if len(worth) <= len(worth[0]) else [list(c) for c in zip(*worth, strict=True)]
    brute = max(sum(row[j] for row, j in zip(rows, order, strict=False)) for order in permutations(range(len(rows[0])), len(rows)))
    assert best_pairing(worth) == pytest.approx(brute)
