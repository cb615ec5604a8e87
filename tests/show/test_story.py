"""A case in the report: disputes first, then the story, every link arriving."""

from __future__ import annotations

import io
import re

from factory import border_case

from counterclaim.cases import Accounts, Dispute, Happening, Member, Passage, Side, Voice
from counterclaim.show.contexts import Limits
from counterclaim.show.report import write_report
from counterclaim.show.story import story, voices

HOSTILE = "<script>alert(1)</script>"


def passage(document: str, event: str | None = "e1") -> Passage:
    return Passage(document, 44, 51, "shelled", event)


def happening(number: int = 1, **fields: object) -> Happening:
    members = (Member(passage("a"), quote=f"guns shelled {HOSTILE}"), Member(passage("b"), 0.8, ("the same place (Talish)",), "denies", "AZE"))
    made = {"first": f"2016-04-{number:02}", "last": f"2016-04-{number:02}", "place": "Talish", "sources": ("ARM",), "targets": ("AZE",)} | fields
    return Happening(f"h{number}", "ASSAULT", "190", members, **made)


def dispute(number: int = 1, about: str | None = "h1") -> Dispute:
    return Dispute(f"d{number}", "denial", (Side(passage("a"), "it was so"), Side(passage("b"), "it was not so", "AZE")), about, "a against b")


def report(accounts: Accounts, **options: object) -> str:
    out = io.StringIO()
    write_report([border_case(), border_case(id="b", title="Another account")], out, accounts=accounts, **options)
    return out.getvalue()


def test_disputes_come_first_and_every_link_arrives() -> None:
    html = report(Accounts((happening(), happening(2)), (dispute(), dispute(2, None))))
    assert html.index('id="disputes"') < html.index('id="story"') < html.index('id="d1"')
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)
    assert HOSTILE not in html
    assert "says it was not so" in html
    assert "joined for the same place (Talish)" in html


def test_without_accounts_there_is_no_story() -> None:
    html = report(Accounts())
    assert 'id="story"' not in html
    assert 'id="disputes"' not in html


def test_the_story_goes_by_day_and_keeps_what_is_disputed() -> None:
    accounts = Accounts(tuple(happening(n) for n in range(1, 6)), (dispute(1, "h4"),))
    _, days, notes = story(accounts, lambda p: (p.document, ""), Limits(happenings=2))
    assert [h.label for d in days for h in d.happenings] == ["h1", "h4"]
    assert [d.name for d in days] == ["1 April 2016", "4 April 2016"]
    assert "2 of 5" in notes[0]


def test_what_one_document_alone_tells_is_left_to_its_table() -> None:
    single = Happening("h1", "ASSAULT", "190", (Member(passage("a")),))
    assert story(Accounts((single,)), lambda p: (p.document, "")) == ([], [], [])


def test_voices_in_a_line() -> None:
    both = (Voice(("a", "b"), "the same words"), Voice(("c",)), Voice(("d",), "", "ARM"))
    assert voices(happening(voices=both)) == "2 independent voices (a and b; c); Armenia, a party to it"
    assert voices(happening(voices=both[2:], only_from="ARM")) == "reported by Armenia only"
