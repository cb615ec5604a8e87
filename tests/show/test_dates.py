from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.records import TimeRef
from counterclaim.show.dates import days, plain, plain_range


def time(from_: str | None, to: str | None) -> TimeRef:
    return TimeRef(0, 0, "", from_, to)


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2016-04-01", "1 April 2016"), ("2016-04", "April 2016"), ("2016", "2016"), ("2016-22", "summer 2016"), ("199X", "the 1990s"),
        ("XXXX-04-05", "5 April, year not given"), ("XXXX-04", "April, year not given"), ("2016-04-XX", "April 2016"),
        ("2016-04-05~", "about 5 April 2016"), (None, ""), ("..", ""), ("soon", "soon"),
    ],
)  # fmt: skip
def test_plain(edtf: str | None, said: str) -> None:
    assert plain(edtf) == said


@pytest.mark.parametrize(
    ("from_", "to", "said"),
    [
        ("2016-04-01", "2016-04-02", "1–2 April 2016"), ("2016-03-31", "2016-04-02", "31 March – 2 April 2016"),
        ("2016-04-01", "2016-04-01", "1 April 2016"),
        ("2016-04-01", None, "from 1 April 2016"), (None, "2016-05", "until May 2016"), (None, None, ""), ("2015", "2016", "2015–2016"),
        ("XXXX-04-01", "XXXX-04-05", "1–5 April, year not given"),
    ],
)  # fmt: skip
def test_plain_range(from_: str | None, to: str | None, said: str) -> None:
    assert plain_range(time(from_, to)) == said


@pytest.mark.parametrize(
    ("from_", "to", "first", "last"),
    [
        ("2016-04", "2016-04", date(2016, 4, 1), date(2016, 4, 30)), ("2016", None, date(2016, 1, 1), date(2016, 12, 31)),
        (None, "2016-04-05", date(2016, 4, 5), date(2016, 4, 5)), ("2016-24", "2016-24", date(2016, 12, 1), date(2017, 2, 28)),
        ("2016-02-31", "2016-02-31", date(2016, 2, 29), date(2016, 2, 29)),
    ],
)  # fmt: skip
def test_days(from_: str | None, to: str | None, first: date, last: date) -> None:
    assert days(time(from_, to)) == (first, last)


@pytest.mark.parametrize("edtf", ["XXXX-04-05", None, "..", "soon", "0000", ""])
def test_no_year_no_days(edtf: str | None) -> None:
    assert days(time(edtf, edtf)) is None


@given(*[st.one_of(st.none(), st.from_regex(r"[0-9X]{4}(-[0-9X]{2}(-[0-9X]{2})?)?[?~%]?", fullmatch=True), st.text(max_size=12))] * 2)
def test_odd_dates_never_raise(from_: str | None, to: str | None) -> None:
    plain_range(time(from_, to))
    span = days(time(from_, to))
    assert span is None or span[0] <= span[1]
