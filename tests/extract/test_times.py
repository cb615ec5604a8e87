"""Times: tables of sentences with the days they name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.annotate.contract import Annotation, Sentence, Token
from counterclaim.extract.times import day_range, find_times, joined
from counterclaim.extract.times.calendar import moved, nth_weekday, unit_around
from counterclaim.extract.times.grammar import grammar
from counterclaim.extract.times.resolve import RESOLVERS
from counterclaim.lexicon.load import load_yaml
from counterclaim.records import Aside, Document, TimeRef

PUBLISHED = "2016-04-06"  # a Wednesday


def plain(text: str) -> Annotation:
    """An annotation without a parse: one sentence after each full stop followed by a blank, no tags."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    at = 0
    for number, part in enumerate(text.split(". ")):
        start = text.index(part, at) if part else at
        first = len(tokens)
        tokens.append(Token(first, start, start + len(part), part, part.lower(), part.lower(), "X", "XX", "dep", first, number))
        sentences.append(Sentence(number, first, first + 1, start, start + len(part), first))
        at = start + len(part)
    return Annotation(text, tokens, sentences)


def times(text: str, published: str | None = PUBLISHED) -> list[TimeRef]:
    return find_times(plain(text), Document("d", text, published=published))


def only(text: str, published: str | None = PUBLISHED) -> tuple[str, str | None, str | None]:
    (ref,) = times(text, published)
    return ref.text, ref.from_, ref.to


DAYS = [
    ("The truce was signed on 5 April 2016.", "5 April 2016", "2016-04-05", "2016-04-05"),
    ("They met on April 5.", "April 5", "2016-04-05", "2016-04-05"),
    ("The clashes of April 1-5 were the worst.", "April 1-5", "2016-04-01", "2016-04-05"),
    ("It was fired on 1 to 2 April.", "1 to 2 April", "2016-04-01", "2016-04-02"),
    ("Shells fell in the night of 1 to 2 April.", "the night of 1 to 2 April", "2016-04-01", "2016-04-02"),
    ("It lasted from 2 to 5 April.", "2 to 5 April", "2016-04-02", "2016-04-05"),
    ("It lasted from March 30 to April 2.", "March 30 to April 2", "2016-03-30", "2016-04-02"),
    ("Log of 2016-04-05 follows.", "2016-04-05", "2016-04-05", "2016-04-05"),
    ("Log of 04/05/2016 follows.", "04/05/2016", "2016-04-05", "2016-04-05"),
    ("Log of 25/03/2016 follows.", "25/03/2016", "2016-03-25", "2016-03-25"),
    ("Log of 05.04.2016 follows.", "05.04.2016", "2016-04-05", "2016-04-05"),
    ("He spoke on Wednesday.", "Wednesday", "2016-04-06", "2016-04-06"),
    ("He spoke on Saturday.", "Saturday", "2016-04-02", "2016-04-02"),
    ("He spoke last Friday.", "last Friday", "2016-04-01", "2016-04-01"),
    ("He comes next Friday.", "next Friday", "2016-04-08", "2016-04-08"),
    ("It was hit on Tuesday night.", "Tuesday night", "2016-04-05", "2016-04-05"),
    ("The deadline is not until Friday.", "Friday", "2016-04-08", "2016-04-08"),
    ("He left on Monday of last week.", "Monday of last week", "2016-03-28", "2016-03-28"),
    ("He left yesterday.", "yesterday", "2016-04-05", "2016-04-05"),
    ("He leaves tomorrow.", "tomorrow", "2016-04-07", "2016-04-07"),
    ("He left overnight.", "overnight", "2016-04-05", "2016-04-06"),
    ("He left ten days ago.", "ten days ago", "2016-03-27", "2016-03-27"),
    ("It is Christmas Day 2015.", "Christmas Day 2015", "2015-12-25", "2015-12-25"),
]
STRETCHES = [
    ("It happened this week.", "this week", "2016-04-04", "2016-04-10"),
    ("It happened earlier this month.", "earlier this month", "2016-04-01", "2016-04-30"),
    ("It happened last year.", "last year", "2015-01-01", "2015-12-31"),
    ("It happens next month.", "next month", "2016-05-01", "2016-05-31"),
    ("It happened three weeks ago.", "three weeks ago", "2016-03-14", "2016-03-20"),
    ("It happened in March 2015.", "March 2015", "2015-03-01", "2015-03-31"),
    ("It happened in February.", "February", "2016-02-01", "2016-02-29"),
    ("It happened in mid-August 2015.", "mid-August 2015", "2015-08-01", "2015-08-31"),
    ("It has lasted since 1988.", "1988", "1988-01-01", "1988-12-31"),
    ("It began in early 2014.", "early 2014", "2014-01-01", "2014-12-31"),
    ("It began in the 1990s.", "the 1990s", "1990-01-01", "1999-12-31"),
    ("It began in the nineties.", "the nineties", "1990-01-01", "1999-12-31"),
    ("It began in the 19th century.", "the 19th century", "1801-01-01", "1900-12-31"),
    ("It grew in the first quarter of 2015.", "the first quarter of 2015", "2015-01-01", "2015-03-31"),
    ("It grew in the second half of 2015.", "the second half of 2015", "2015-07-01", "2015-12-31"),
    ("It grew in fiscal 1990.", "fiscal 1990", "1990-01-01", "1990-12-31"),
    ("It grew in nineteen ninety-one.", "nineteen ninety-one", "1991-01-01", "1991-12-31"),
    ("Profit fell from the year-earlier third quarter.", "the year-earlier third quarter", "2015-07-01", "2015-09-30"),
    ("It rained over the weekend.", "the weekend", "2016-04-02", "2016-04-03"),
    ("It rained over the past three years.", "over the past three years", "2013-04-06", "2016-04-06"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said", "first", "last"), DAYS + STRETCHES)
def test_one_time(text: str, said: str, first: str, last: str) -> None:
    assert only(text) == (said, first, last)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("They fought for three weeks.", "for three weeks"),
        ("They talked for many years.", "for many years"),
        ("They talked for decades.", "for decades"),
        ("He was away at the time.", "at the time"),
        ("He has recently left.", "recently"),
    ],
)
def test_open_times_have_no_days(text: str, said: str) -> None:
    assert only(text) == (said, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Some 2000 soldiers marched.",
        "It cost $1990 in all.",
        "They wounded 1,950 men.",
        "Resolution 1559 stands; see No 2004 too.",
        "He may march second.",
        "April Smith and Jan Kavan met.",
    ],
)
def test_figures_and_names_that_are_no_times(text: str) -> None:
    assert times(text) == []


FOCUS = [
    ("They attacked on April 2. Two days later they left.", "2016-04-04"),
    ("They attacked on April 2. The following day they left.", "2016-04-03"),
    ("They attacked on April 2. A day earlier all was calm.", "2016-04-01"),
    ("They attacked on April 2. That same evening they left.", "2016-04-02"),
    ("They met on April 2. He came here yesterday and the same day left.", "2016-04-05"),
    ("The truce came on April 5. Two died on the day before the truce.", "2016-04-04"),
    ("The cease-fire came on April 5. Two died on the day before the truce.", "2016-04-04"),
    ("Two died three days after the raid. The raid was on March 20.", "2016-03-23"),
    ("The truce came on April 5. On the eve of the fragile truce two died.", "2016-04-04"),
    ("The raid was on March 20. He fled the morning after the raid.", "2016-03-21"),
    ("The vote was held on April 3. Crowds gathered on the day of the vote.", "2016-04-03"),
    ("They shelled it on March 20. Two days after the shelling he fled.", "2016-03-22"),
    ("Two died on the day before the truce of 5 April 2016.", "2016-04-04"),
]


@pytest.mark.parametrize(("text", "day"), FOCUS)
def test_leans_on_the_time_in_focus(text: str, day: str) -> None:
    leaning = [t for t in times(text) if t.anchor == "focus"]
    assert [(t.from_, t.to) for t in leaning] == [(day, day)]


def test_without_a_day_of_publication_years_stay_unknown() -> None:
    assert only("They met on April 5.", None) == ("April 5", "XXXX-04-05", "XXXX-04-05")
    assert only("They met on Saturday.", None) == ("Saturday", None, None)
    assert only("The day before the truce they met.", None)[1:] == (None, None)


def test_a_dateline_dates_the_text() -> None:
    found = times("BAKU, 5 April 2016. They met on Saturday.", None)
    assert [(t.text, t.from_) for t in found] == [("5 April 2016", "2016-04-05"), ("Saturday", "2016-04-02")]


def test_a_year_said_in_the_sentence_holds_for_its_days() -> None:
    assert [t.from_ for t in times("In 1915, on April 24, they were taken.")] == ["1915-01-01", "1915-04-24"]


def test_asides_are_not_read_but_datelines_are() -> None:
    text = "Vienna, 3 May 2016. Related: Talks on May 9. They met yesterday."
    asides = [Aside("dateline", 0, 18), Aside("related", text.index("Related"), text.index("They"))]
    found = find_times(plain(text), Document("d", text, asides=asides))
    assert [(t.text, t.from_) for t in found] == [("3 May 2016", "2016-05-03"), ("yesterday", "2016-05-02")]


@pytest.mark.parametrize("text", ["On 31 June nothing.", "On February 30, 2015 nothing.", "99/99/9999", "0000-00-00"])
def test_days_that_do_not_exist_are_not_invented(text: str) -> None:
    for ref in times(text):
        assert ref.from_ is None or ref.from_[5:] not in ("06-31", "02-30")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("They will meet on Friday.", "2016-04-08"),
        ("They met on Friday.", "2016-04-01"),
        ("They are due to meet on Friday.", "2016-04-08"),
        ("They will meet in June.", "2016-06-01"),
        ("He was arrested in June.", "2015-06-01"),
    ],
)
def test_the_parse_tells_what_is_to_come(annotate: Callable[[str], Annotation], text: str, day: str) -> None:
    (ref,) = find_times(annotate(text), Document("d", text, published=PUBLISHED))
    assert ref.from_ == day


def test_helpers() -> None:
    first, last = TimeRef(5, 9, "1991", "1991-01-01", "1991-12-31"), TimeRef(13, 17, "1997", "1997-01-01", "1997-12-31")
    whole = joined(first, last, "from 1991 to 1997")
    assert (whole.text, whole.from_, whole.to) == ("1991 to 1997", "1991-01-01", "1997-12-31")
    assert day_range(whole) == (date(1991, 1, 1), date(1997, 12, 31))
    assert day_range(TimeRef(0, 1, "x", "XXXX-04-05", "XXXX-04-05")) is None
    assert moved("month", date(2016, 3, 31), -1) == date(2016, 2, 29)
    assert unit_around("week", date(2016, 4, 6)) == (date(2016, 4, 4), date(2016, 4, 10))
    assert nth_weekday(1999, 11, 3, 4) == date(1999, 11, 25)


def test_every_rule_of_the_grammar_has_its_function() -> None:
    rules = load_yaml("times/grammar.yaml")["rules"]
    assert {r["as"] for r in rules} == set(RESOLVERS)
    assert grammar() is grammar()


FRAGMENTS = """April 5 - 2016 the last next week two days later ago Friday night of to 1990s quarter first before attack . , 31 June
a year earlier 9999 century a.m. weekend '80s decades hundred 99 fiscal half spring this from until and twenty nineteen the year-ago third"""
WORDS = st.sampled_from(FRAGMENTS.split())


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=14).map(" ".join)),
    st.sampled_from([None, PUBLISHED, "0001-01-02", "9999-12-30", "no date"]),
)
def test_odd_text_never_raises_and_spans_hold(text: str, published: str | None) -> None:
    for ref in times(text, published):
        assert text[ref.start : ref.end] == ref.text
        assert (ref.from_ is None) == (ref.to is None)
        if ref.from_ and ref.to and ref.from_[0] != "X":
            assert ref.from_ <= ref.to
