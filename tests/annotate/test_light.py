"""Words and sentences without a parse."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import counterclaim
from counterclaim.annotate.light import LightAnnotator
from counterclaim.coder import Coder
from counterclaim.errors import UsageError


@pytest.fixture(scope="module")
def annotator() -> LightAnnotator:
    return LightAnnotator()


@pytest.fixture(scope="module")
def claims_only() -> Coder:
    return counterclaim.load(only_claims=True)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Iran denied it. Iraq did not.", ["Iran denied it.", "Iraq did not."]),
        ('"We left." Nobody asked.', ['"We left."', "Nobody asked."]),
        ("According to Mr. Smith, U.S. troops left.", ["According to Mr. Smith, U.S. troops left."]),
        ("One line\n\nand another", ["One line", "and another"]),
        ("", []),
    ],
)
def test_sentences_end_at_stops_and_paragraphs(annotator: LightAnnotator, text: str, sentences: list[str]) -> None:
    (found,) = annotator.annotate([text])
    assert [text[s.start : s.end] for s in found.sentences] == sentences


@pytest.mark.parametrize(("form", "lemma"), [("said", "say"), ("denies", "deny"), ("accusing", "accuse"), ("claims", "claim"), ("told", "tell")])
def test_forms_of_verbs_are_known(annotator: LightAnnotator, form: str, lemma: str) -> None:
    (found,) = annotator.annotate([f"They {form} it."])
    assert (found.tokens[1].lemma, found.tokens[1].pos) == (lemma, "VERB")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_every_word_quotes_its_text_and_stands_in_one_sentence(annotator: LightAnnotator, text: str) -> None:
    (found,) = annotator.annotate([text])
    assert all(text[t.start : t.end] == t.text for t in found.tokens)
    assert [t.i for s in found.sentences for t in found.tokens[s.first : s.last]] == [t.i for t in found.tokens]
    assert all(found.tokens[t.head].sent == t.sent for t in found.tokens)


def test_claims_alone_have_their_source_and_act(claims_only: Coder) -> None:
    coding = claims_only("Iran denied on Monday that it had sent drones to Russia. Ukraine said that Moscow was lying.", published="2022-11-01")
    assert [(c.source.actor if c.source else None, c.act) for c in coding.claims] == [("IRN", "deny"), ("UKR", "state")]
    assert not coding.events
    assert "words alone" in coding.coder


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300))
def test_no_text_stops_them(claims_only: Coder, text: str) -> None:
    coding = claims_only(text)
    assert not (coding.skipped or "").startswith("internal error")
    assert all(text[s.start : s.end] == s.text for c in coding.claims for s in c.content)


def test_they_need_the_reader() -> None:
    with pytest.raises(UsageError, match="no-learned"):
        counterclaim.load(only_claims=True, learned=False)
