"""Odd input: nothing raises, every span quotes its text, and time grows with length only."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterclaim.annotate.contract import Annotation, Sentence, Token
from counterclaim.annotate.with_spacy import SpacyAnnotator
from counterclaim.extract.actors import Actors, find_actors
from counterclaim.records import Aside, Document, PlaceRef

TEXT = """Armenia Azerbaijan Baku troops its it they the both countries army of and said that Russian Putin in Moscow , . " “ ” - 's
minister who whose we our guns two neither side President UN -backed led former official other ( ) their neighbour southern"""
WORDS = [*TEXT.split(), "\n", "\n\n"]
DEPS = ["nsubj", "dobj", "pobj", "prep", "amod", "compound", "poss", "conj", "appos", "relcl", "det", "ROOT", "ccomp", "nummod", "agent"]
TAGS = [("NOUN", "NN"), ("NOUN", "NNS"), ("PROPN", "NNP"), ("PRON", "PRP"), ("PRON", "PRP$"), ("VERB", "VBD"), ("ADP", "IN"), ("ADJ", "JJ")]
ODD = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def annotator() -> SpacyAnnotator:
    return SpacyAnnotator()


def check(annotation: Annotation, actors: Actors) -> None:
    mentions = [m for i in range(len(annotation)) for m in actors.of(i) + actors.owners(i)] + actors.spans()
    for m in mentions:
        assert annotation.text[m.start : m.end] == m.text != ""
        assert m.actor or m.role


@ODD
@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=60))
def test_any_text_is_read(annotator: SpacyAnnotator, words: list[str]) -> None:
    text = " ".join(words)
    annotation = next(iter(annotator.annotate([text])))
    document = Document("d", text, author=text[:40], published="2016-04-20", asides=[Aside("caption", 3, 9)])
    place = PlaceRef(0, 4, text[:4], "x", "ARM")
    check(annotation, find_actors(annotation, document, [place]))


@ODD
@given(st.lists(st.tuples(st.sampled_from(WORDS[:30]), st.sampled_from(TAGS), st.sampled_from(DEPS), st.integers(0, 60)), min_size=1, max_size=40))
def test_any_tree_is_read(nodes: list[tuple[str, tuple[str, str], str, int]]) -> None:
    """Trees that no parser should give: labels and directions at random."""
    order = sorted(range(len(nodes)), key=lambda i: (nodes[i][3], i))
    rank = {i: place for place, i in enumerate(order)}
    tokens, at = [], 0
    for i, (word, (pos, tag), dep, head) in enumerate(nodes):
        word = word.strip() or "x"
        tokens.append(Token(i, at, at + len(word), word, word.lower(), word.lower(), pos, tag, dep, order[head % max(rank[i], 1)], 0))
        at += len(word) + 1
    for token in tokens:
        if token.head != token.i:
            tokens[token.head].kids.append(token.i)
    text = " ".join(t.text for t in tokens)
    root = next((t.i for t in tokens if t.head == t.i), 0)
    annotation = Annotation(text, tokens, [Sentence(0, 0, len(tokens), 0, len(text), root)])
    check(annotation, find_actors(annotation, Document("d", text), []))


def test_empty_text() -> None:
    actors = find_actors(Annotation("", [], []), Document("d", ""), [])
    assert actors.spans() == []
    assert actors.of(0) == []


@pytest.mark.parametrize("piece", ["Armenia and ", "the army of ", "it told Baku that both countries, ", "our guns 's “ "])
def test_time_grows_no_faster_than_the_text(annotator: SpacyAnnotator, piece: str) -> None:
    def seconds(times: int) -> float:
        text = piece * times
        annotation = next(iter(annotator.annotate([text])))
        begin = time.perf_counter()
        find_actors(annotation, Document("d", text), [])
        return (time.perf_counter() - begin) / len(annotation)

    seconds(20)
    assert min(seconds(1500) for _ in range(2)) < 12 * max(seconds(150), 4e-6)
