"""The learned reader: pieces, windows, spans, links, and what it changes in a coding."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import counterclaim
from counterclaim.coder import Coder
from counterclaim.extract.events.sureness import confidence_weights, odds, sureness
from counterclaim.extract.learned.encoder import CAP, Encoder, windows
from counterclaim.extract.learned.links import FEATURES, Links, link_weights
from counterclaim.extract.learned.marks import CHANNELS, WORD, Words
from counterclaim.extract.learned.spans import Found, find_spans
from counterclaim.lexicon.events import TYPES
from counterclaim.read import document_from_text

LABELS = ["O", "B-cue", "I-cue", "B-source", "I-source"]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


@pytest.fixture(scope="module")
def coder() -> Coder:
    return counterclaim.load()


def words_in(text: str) -> Words:
    spans = [m.span() for m in WORD.finditer(text)]
    sentence = np.cumsum([0, *(text[a:b] == "." for a, b in spans[:-1])]).tolist() if spans else []
    return Words(text, spans, sentence, [False] * len(spans), {c: [0] * len(spans) for c in CHANNELS})


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("ministry", ["ministry"]),
        ("Azerbaijanis", ["azerbaijani", "##s"]),
        ("Zürich", ["zurich"]),
        ("_", ["_"]),
        ("x" * 101, ["[UNK]"]),
    ],
)
def test_a_word_is_cut_as_bert_cuts_it(encoder: Encoder, word: str, pieces: list[str]) -> None:
    assert list(encoder.wordpiece.pieces(word)) == [encoder.wordpiece[p] for p in pieces]


def test_the_model_has_an_output_for_every_label_and_type(encoder: Encoder) -> None:
    reading = encoder.read(words_in("Baku denied it."))
    assert {head: logits.shape for head, logits in reading.logits.items()} == {h: (4, len(x)) for h, x in encoder.labels.items()}
    assert tuple(encoder.labels["type"]) == TYPES


def test_a_trigger_points_at_the_words_of_its_window(encoder: Encoder) -> None:
    reading = encoder.read(words_in("The army shelled the town. " * 120))
    for trigger in (2, len(reading.words.spans) - 4):
        first, likely = reading.pointed(trigger, 0)
        (window,) = [w for w in reading.windows if w[0] <= trigger < w[1]]
        assert (first, first + len(likely)) == window
        assert likely.sum() == pytest.approx(1, abs=1e-4)
        assert reading.words.text[slice(*reading.words.spans[first + int(likely.argmax())])] in ("The", "army")


def test_windows_hold_all_words_once_and_are_cut_between_sentences(encoder: Encoder) -> None:
    words = words_in("The army shelled the town. " * 120)
    counts = np.ones(len(words.spans), np.int64)
    cuts = list(windows(words, counts))
    assert [n for a, b in cuts for n in range(a, b)] == list(range(len(words.spans)))
    assert all(b - a <= CAP for a, b in cuts)
    assert all(words.sentence[a] != words.sentence[a - 1] for a, _ in cuts[1:])


@given(st.lists(st.lists(st.floats(-9, 9, width=32), min_size=5, max_size=5), max_size=12))
def test_spans_are_apart_and_in_order_whatever_the_logits(rows: list[list[float]]) -> None:
    found = find_spans(np.array(rows, np.float32).reshape(-1, 5), LABELS)
    assert all(0 <= f.first < f.last <= len(rows) and 0 < f.sure <= 1 for f in found)
    assert all(a.last <= b.first for a, b in pairwise(found))


def test_an_inner_label_without_a_beginning_makes_no_span() -> None:
    logits = np.full((3, 5), -5.0, np.float32)
    logits[[0, 1, 2], [0, 2, 0]] = 5.0  # O, I-cue, O
    assert find_spans(logits, LABELS) == []


def test_a_source_belongs_to_the_cue_beside_it() -> None:
    words = words_in("Baku said Ankara would help and Tehran warned that it would not.")
    baku, said, tehran, warned = Found("source", 0, 1, 1.0), Found("cue", 1, 2, 1.0), Found("source", 6, 7, 1.0), Found("cue", 7, 8, 1.0)
    links = Links(words, [baku, said, tehran, warned])
    assert links.likely(baku, said) > 0.9 > links.likely(baku, warned)
    assert links.likely(tehran, warned) > 0.9 > links.likely(tehran, said)
    assert all(len(w) == len(FEATURES) for sides in link_weights().values() for w in sides.values())


def test_odds_are_bounded_and_confidence_a_likelihood() -> None:
    assert odds(0.0) == pytest.approx(-odds(1.0))
    for name in confidence_weights():
        assert 0 < sureness(dict.fromkeys(confidence_weights()[name], 1.0)) < 1


def test_class_and_roles_come_with_the_reader_alone(coder: Coder) -> None:
    text = "Turkish jets bombed Kurdish positions in northern Iraq on Friday."
    found, rules = coder(text).to_dict(), counterclaim.load(learned=False)(text).to_dict()
    assert found["class"] == "MATERIAL_CONFLICT"
    assert all(text[r["start"] : r["end"]] == r["text"] for r in found["roles"])
    assert "class" not in rules
    assert rules["coder"].endswith("rules alone")


def test_an_act_that_no_pattern_knows_is_coded_with_its_parties(coder: Coder) -> None:
    text = "Riyadh pelted three Yemeni villages with rockets on Sunday."
    (event,) = coder(text, published="2021-03-03").events
    assert (event.type, [a.actor for a in event.sources], [a.actor for a in event.targets]) == ("ASSAULT", ["SAU"], ["YEM"])


def test_documents_are_coded_alike_one_by_one_and_in_a_row(coder: Coder) -> None:
    texts = [f"Country number {n} denied it. Iran attacked Iraq {n} times, the ministry said." for n in range(40)]
    documents = [document_from_text(t, id=str(n)) for n, t in enumerate(texts)]
    assert [c.to_dict() for c in coder.code(documents)] == [coder(t, id=str(n)).to_dict() for n, t in enumerate(texts)]


def test_the_same_text_gives_the_same_coding(coder: Coder) -> None:
    text = "The ministry said that Iran had tested a missile. Tehran called the report a lie."
    assert coder(text, id="a").to_dict() == coder(text, id="a").to_dict()


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300))
def test_every_span_quotes_its_text_whatever_the_text(coder: Coder, text: str) -> None:
    coding = coder(text)
    assert not (coding.skipped or "").startswith("internal error")
    out = coding.to_dict()
    for claim in out["claims"]:
        for span in filter(None, (claim["source"], claim["cue"], *claim["content"])):
            assert span["start"] is None or coding.document.text[span["start"] : span["end"]] == span["text"]
    for role in out.get("roles", []):
        assert coding.document.text[role["start"] : role["end"]] == role["text"]
