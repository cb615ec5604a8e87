"""Events without a time of their own: what they take from the text around them, and where they take nothing."""

from __future__ import annotations

import pytest

import counterclaim
from counterclaim.annotate.with_spacy import SpacyAnnotator
from counterclaim.coder import Coder
from counterclaim.records import Coding
from counterclaim.show.explain import explain

PUBLISHED = "2016-04-06"  # a Wednesday


@pytest.fixture(scope="module")
def coder(annotator: SpacyAnnotator) -> Coder:
    return counterclaim.load(nlp=annotator.nlp)


def time_of(coding: Coding, trigger: str) -> tuple[str, str | None, str | None] | None:
    (event,) = [e for e in coding.events if e.trigger.text.startswith(trigger)]
    return (event.time.anchor, event.time.from_, event.time.to) if event.time else None


CARRIED = [
    ("On Sunday Serbian troops shelled two villages in Kosovo. Three civilians were wounded.", "wounded", "2016-04-03"),
    ("On Sunday Greece accused Turkey of provocations. Turkey rejected the accusation.", "rejected", "2016-04-03"),
    ("A boy was killed in Gaza on Sunday when Israel bombed a school.", "bombed", "2016-04-03"),
    ("Sudan attacked Ethiopia on Sunday. Sudanese troops shelled villages.", "shelled", "2016-04-03"),
]


@pytest.mark.parametrize(("text", "trigger", "day"), CARRIED)
def test_the_time_in_focus_is_carried_forward(coder: Coder, text: str, trigger: str, day: str) -> None:
    assert time_of(coder(text, published=PUBLISHED), trigger) == ("inferred", day, day)


NOT_CARRIED = [
    ("On Sunday Serbia shelled two villages. Kosovo has accused Serbia of war crimes.", "accused"),
    ("On Sunday Serbia shelled two villages. Serbia often attacked Kosovo.", "attacked"),
    ("On Sunday Serbia shelled two villages.\n\nCroatia accused Serbia of war crimes.", "accused"),
    ("On Sunday Serbia shelled two villages. “Serbia attacked us,” Kosovo said.", "attacked"),
    ("On Sunday Serbia and Kosovo held talks. Kosovo had accused Serbia of war crimes.", "accused"),
    ("Since Sunday Serbia has shelled two villages. Kosovo accused Serbia of war crimes.", "accused"),
    ("Serbia sells weapons to Sudan, whose president came to Belgrade on Sunday.", "sells"),
]


@pytest.mark.parametrize(("text", "trigger"), NOT_CARRIED)
def test_nothing_is_carried_where_the_text_does_not_support_it(coder: Coder, text: str, trigger: str) -> None:
    assert time_of(coder(text, published=PUBLISHED), trigger) is None


BESIDE = [
    ("The truce was holding on Wednesday, a day after the two presidents met in Geneva.", "met", "2016-04-05", "2016-04-05"),
    ("Iran protested on Monday, two days before Iraq shelled Basra.", "shelled", "2016-04-06", "2016-04-06"),
    ("Observers visited Idlib on Monday, the day after it had been bombed by Syria.", "bombed", "2016-04-03", "2016-04-03"),
    ("Bolivia is to meet Argentina on Friday.", "meet", "2016-04-08", "2016-04-08"),
    ("Syria shelled Aleppo on Monday. Two days after the shelling Turkey accused Syria.", "accused", "2016-04-06", "2016-04-06"),
    ("Iran attacked Iraq from 1980 to 1988.", "attacked", "1980-01-01", "1988-12-31"),
    ("Ethiopia has shelled Eritrea since Monday.", "shelled", "2016-04-04", None),
]


@pytest.mark.parametrize(("text", "trigger", "first", "last"), BESIDE)
def test_events_dated_by_others_and_by_ranges(coder: Coder, text: str, trigger: str, first: str, last: str | None) -> None:
    found = time_of(coder(text, published=PUBLISHED), trigger)
    assert found
    assert found[1:] == (first, last)


def test_explain_says_from_which_words_a_day_was_inferred(coder: Coder) -> None:
    said = explain(coder(CARRIED[0][0], published=PUBLISHED))
    assert "“Sunday”, inferred from the time told before it" in said
    assert "counted from the day of publication, 2016-04-06; rule weekday" in said


WHERE = [
    ("The envoy of France visited Tripoli on Monday.", "visited", "Tripoli"),
    ("Russia shelled Kharkiv.", "shelled", "Kharkiv"),
    ("Turkey accused Baku of lies.", "accused", None),
    ("Israel gave weapons to Kenya.", "gave", None),
    ("Russia has bases in Tajikistan, but it also sells weapons to India.", "sells", None),
    ("In Geneva Iran met Iraq, and Oman accused Qatar of lies.", "accused", "Geneva"),
    ("Ethiopia launched an attack on Asmara.", "launched", "Asmara"),
    ("Rockets hit a convoy of Serbian troops 20 km north of Pristina.", "hit", "Pristina"),
]


@pytest.mark.parametrize(("text", "trigger", "place"), WHERE)
def test_where_an_event_is(coder: Coder, text: str, trigger: str, place: str | None) -> None:
    (event,) = [e for e in coder(text, published=PUBLISHED).events if e.trigger.text.startswith(trigger)]
    assert (event.place.name if event.place else None) == place
