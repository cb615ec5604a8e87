"""Whom noun phrases stand for, in sentences of our own."""

from __future__ import annotations

import pytest

from counterclaim.annotate.with_spacy import SpacyAnnotator
from counterclaim.extract.actors import find_actors
from counterclaim.records import Document


@pytest.fixture(scope="module")
def read():
    annotator = SpacyAnnotator()

    def read(text: str, **fields):
        annotation = next(iter(annotator.annotate([text])))
        return annotation, find_actors(annotation, Document(id="d", text=text, **fields), [])

    return read


def of(read, text: str, word: str, nth: int = 0, **fields) -> set[tuple[str | None, str | None]]:
    annotation, actors = read(text, **fields)
    tokens = [t.i for t in annotation.tokens if t.text == word]
    return {(m.actor, m.role) for m in actors.of(tokens[nth])}


PHRASES = [
    ("Armenian troops crossed the river.", "troops", {("ARM", "MIL")}),
    ("Officials at the ministry of defence in Baku denied it.", "ministry", {("AZE", "GOV")}),
    ("Russian and Iranian diplomats met.", "diplomats", {("RUS", "GOV"), ("IRN", "GOV")}),
    ("UN-backed Libyan troops took the town.", "troops", {("LBY", "MIL")}),
    ("An Israeli-made drone crashed.", "drone", set()),
    ("Russian oil flowed west.", "oil", set()),
    ("Iranian gunboats stopped the tanker.", "gunboats", {("IRN", "MIL")}),
    ("Dozens of Turkish soldiers were hurt.", "Dozens", {("TUR", "MIL")}),
    ("The armies of Iran and Iraq clashed.", "armies", {("IRN", "MIL"), ("IRQ", "MIL")}),
    ("Students marched through the streets.", "Students", {(None, "EDU")}),
]


@pytest.mark.parametrize(("text", "word", "expected"), PHRASES, ids=[p[0] for p in PHRASES])
def test_noun_phrases(read, text, word, expected):
    assert of(read, text, word) == expected
