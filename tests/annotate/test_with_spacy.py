"""Whatever the text: tokens point at their words, heads stay in their sentence, and nothing raises."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.annotate.contract import Annotation
from counterclaim.annotate.with_spacy import SpacyAnnotator
from counterclaim.errors import ModelError


def check(a: Annotation) -> None:
    for t in a.tokens:
        assert a.text[t.start : t.end] == t.text
        assert a.tokens[t.head].sent == t.sent
        assert all(a.tokens[k].head == t.i for k in t.kids)
    for s in a.sentences:
        assert a.tokens[s.root].head == s.root
        assert s.first <= s.root < s.last


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_text(annotator, text: str) -> None:
    check(next(annotator.annotate([text])))


def test_texts_come_back_in_order_also_empty_ones(annotator) -> None:
    texts = ["", "Iran met Iraq.", "\n\n", "Peru left.", ""]
    assert [a.text for a in annotator.annotate(texts)] == texts


def test_no_sentence_runs_across_paragraphs(annotate) -> None:
    assert len(annotate("A headline without a stop\n\nIran attacked Iraq.").sentences) == 2


@pytest.mark.parametrize("line", ["VIENNA, April 6 - ", "BAKU/YEREVAN, April 6 -- ", "ANKARA, Turkey (Agency) — "])
def test_a_dateline_is_no_part_of_the_first_sentence(annotate, line: str) -> None:
    a = annotate(f"{line}Peru recalled its ambassador.")
    first = next(t for t in a.tokens if t.text == "Peru")
    assert first.dep == "nsubj"
    assert a.sentences[-1].start == first.start


def test_lines_that_a_typesetter_broke_are_one_sentence(annotate) -> None:
    wrapped = (
        "The foreign ministry of Iran said on Monday that the talks with\n"
        "Iraq in Geneva had ended without an agreement on the disputed\n"
        "border, and that a further round would be held before the end\n"
        "of the year in the capital of Oman.\n"
    )
    assert len(annotate(wrapped).sentences) == 1


def test_a_missing_model_says_what_to_do() -> None:
    with pytest.raises(ModelError, match="--model"):
        SpacyAnnotator("no_such_model")


def test_a_model_without_a_parser_is_refused(monkeypatch) -> None:
    import spacy

    monkeypatch.setattr(spacy, "load", lambda name, exclude: spacy.blank("en"))
    with pytest.raises(ModelError, match="lacks tagger"):
        SpacyAnnotator("counterclaim")


def test_a_model_that_does_not_parse_is_found_out(annotator, monkeypatch) -> None:
    import spacy

    class Broken:
        lang, pipe_names = "en", annotator.nlp.pipe_names
        get_pipe = annotator.nlp.get_pipe

        def __call__(self, text):
            return spacy.blank("en")(text)

    monkeypatch.setattr(spacy, "load", lambda name, exclude: Broken())
    with pytest.raises(ModelError, match="not what it says"):
        SpacyAnnotator("counterclaim")
