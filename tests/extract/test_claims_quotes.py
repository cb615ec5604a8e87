"""Direct speech, whatever the marks, and texts that break."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterclaim.extract.claims import find_claims
from counterclaim.extract.claims.cues import cue_book, stance_book
from counterclaim.extract.claims.quotes import find_quotes
from counterclaim.records import ActorMention, Claim, Document


class Nobody:
    def of(self, i: int) -> list[ActorMention]:
        return []


def read(annotate, text: str) -> list[Claim]:
    return find_claims(annotate(text), Document(id="d", text=text), Nobody())


MARKS = [('"', '"'), ("“", "”"), ("«", "»"), ("„", "“"), ("``", "''"), ("''", "''"), ("‘", "’"), ("« ", " »")]


@pytest.mark.parametrize(("before", "after"), MARKS)
def test_marks_of_many_kinds(annotate, before: str, after: str) -> None:
    (claim,) = read(annotate, f"{before}We did not leave the town,{after} the envoy told reporters.")
    assert claim.kind == "direct"
    assert claim.source.text == "the envoy"
    assert claim.content[0].text.strip(" \"“”«»„`'‘’") == "We did not leave the town,"


FOUND = [
    ('He said "yes" and "no".', ['"yes"', '"no"']),
    ("The ministers' visit and Iran's reply", []),
    ("He called it ‘a mistake’, the ministers’ word.", ["‘a mistake’"]),
    ('"One.\n\n"Two."', ['"One.', '"Two."']),
    ('It was "never closed.\nNext paragraph "is fine".', ['"never closed.', '"is fine"']),
    ("A 6' wall, the '90s and 5\" pipes", []),
]


@pytest.mark.parametrize(("text", "found"), FOUND)
def test_where_quotations_open_and_close(text: str, found: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quotes(text)] == found


def test_speech_goes_on_over_sentences_and_paragraphs(annotate) -> None:
    text = '"We stay," said the mayor. "Nobody leaves."\n\n"The bridge is gone. It will be rebuilt."\n\nThe river rose.'
    (claim,) = read(annotate, text)
    assert [s.text for s in claim.content] == ['"We stay,"', '"Nobody leaves."', '"The bridge is gone. It will be rebuilt."']


def test_a_mixed_quotation(annotate) -> None:
    (claim,) = read(annotate, 'The mayor said that the plan was "a disgrace to the whole town".')
    assert (claim.kind, claim.content[0].text) == ("mixed", 'that the plan was "a disgrace to the whole town"')


def test_speech_within_speech_is_the_speakers(annotate) -> None:
    (claim,) = read(annotate, '"I told them that we would never leave this place," said the mayor.')
    assert claim.source.text == "the mayor"


SEED = (
    "The ministry said, “We will not go.” He denied that ‘they’ had left, and «nobody» believes it. It should be noted that, "
    "according to Baku, \"the so-called truce\" – reportedly – fell; he accused them of lying, she argued.\n\n``We won,'' they wrote: nothing."
)
MARKS_AND_MORE = ['"', "“", "”", "‘", "'", "«", "''", "\n", "\u200f", "\x00", "\x07", "\ufeff", ".", "said ", "—", "🙂"]
NOISE = st.lists(st.tuples(st.integers(0, len(SEED)), st.sampled_from(MARKS_AND_MORE)), max_size=12)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.tuples(st.integers(0, len(SEED)), st.integers(0, len(SEED))), noise=NOISE)
def test_no_text_breaks_it(annotate, cut: tuple[int, int], noise: list[tuple[int, str]]) -> None:
    text = SEED
    for at, mark in sorted(noise, reverse=True):
        text = text[:at] + mark + text[at:]
    text = text[min(cut) : max(cut) + 40]
    for number, claim in enumerate(read(annotate, text), 1):
        assert claim.id == f"c{number}"
        spans = [*claim.content, *([claim.cue] if claim.cue else [])]
        assert all(text[s.start : s.end] == s.text and s.text for s in spans)
        if claim.source is not None and claim.source.start is not None:
            assert text[claim.source.start : claim.source.end] == claim.source.text
        assert claim.parent is None or claim.parent != claim.id


def test_the_lexicon_loads_and_is_broad() -> None:
    book = cue_book()
    assert len(book.verbs) > 300
    assert len(book.nouns) > 100
    assert all(0 < cue.sure <= 1 and cue.slots for cues in book.verbs.values() for cue in cues)
    assert "delusional" in stance_book()["rejecting_adjectives"]
