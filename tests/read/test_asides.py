"""What is set apart, and what must not be. Each case marks its asides as [kind|text]."""

from __future__ import annotations

import re

import pytest

from counterclaim.read import document_from_text

BODY = (
    "The foreign ministers of Ruritania and Graustark met in Strelsau on Tuesday and agreed to hold talks on the border.\n\n"
    "They did not speak of the shelling, which each side blames on the other."
)
MARK = re.compile(r"\[([a-z]+)\|([^\]]*)\]")


def check(marked: str, **known: str) -> None:
    text = MARK.sub(r"\2", marked)
    found = document_from_text(text, **known)  # type: ignore[arg-type]
    assert found.text == text
    assert [(a.kind, a.text) for a in found.asides] == MARK.findall(marked)
    assert all(text[a.start : a.end] == a.text for a in found.asides)


@pytest.mark.parametrize(
    "marked",
    [
        f"[title|Border talks begin in Strelsau]\n\n{BODY}",
        f"[title|Will the border talks begin?]\n\n[author|By Jane Doe]\n[dateline|Published: 6 April 2016, 14:05 GMT]\n\n{BODY}",
        f"[title|Border talks begin]\n\n[caption|is az kollaj]\n\n{BODY}",
        f"[title|Border talks begin]\n\n[caption|IMG_2031.jpg]\n\n{BODY}",
        f"{BODY}\n\n[author|Ali Veli, political analyst, head of the project “The Wide River”]\n\n"
        "[author|About the Author\nAli Veli Founder of the site and writer on the river.]\n[related|Related Topics\nRelated Posts]",
        f"{BODY}\n\n[author|Jane Doe is a senior fellow at the Zenda Institute.]",
        f"{BODY}\n\n[author|Jane Doe\nPolitical analyst, Strelsau]",
        f"{BODY}\n\n[author|(Reporting by Jane Doe; editing by John Roe)]",
        f"{BODY}\n\n[related|Related Posts\nGraustark votes on new budget\nRuritania buys more tanks]\n\n[share|Share this\nFacebook\nTwitter]",
        f"{BODY}\n\n[related|Read also:\nBridge to nowhere]\n\n[share|Subscribe to our newsletter]\n[copyright|© The Strelsau Post]",
        f"{BODY}\n\n[share|Follow us on Twitter @strelsaupost]\n[copyright|© 2016 Strelsau Post. All rights reserved.]",
        f"{BODY}\n\n[share|Sign up for our daily newsletter and get the news first.]",
        f"{BODY}\n\n[related|Read more: Graustark votes on new budget]\n\nThe talks go on.",
        f"{BODY}\n\n[caption|Photo: The ministers in Strelsau, 5 April 2016.]\n\nThe talks go on.",
        f"{BODY}\n\n[caption|The ministers shake hands in Strelsau. (AP Photo/John Roe)]\n\nThe talks go on.",
        f"{BODY}\n\n[notice|The views expressed in this article are the author's own and do not reflect those of the Post.]",
        f"[navigation|Home > News > World]\n[navigation|5 min read]\n\n{BODY}".replace("]\n[navigation|5", "\n5"),
    ],
)
def test_set_apart(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"STRELSAU, April 6 (XNA) --\n\n{BODY}",
        f"STRELSAU, April 6 - {BODY}",
        f"Strelsau, 6 April 2016\n\n{BODY}",
        f"Mr. President,\n\n{BODY}",
        f"Dear colleagues!\n\n{BODY}",
        f"{BODY}\n\nShare prices fell after the news.",
        f"{BODY}\n\nRelated posts on the border were closed by the army.",
        f"{BODY}\n\nThe author is right that Ruritania began the war.",
        f"{BODY}\n\nFollow the money, the minister said.",
        f"{BODY}\n\nPhoto evidence shows that the village was shelled.",
        f"{BODY}\n\nJane Doe, a political analyst, said the talks would fail.",
        f"{BODY}\n\nAli Veli is the president of Ruritania.",
        f"Jane Doe warned of war.\n\n{BODY}\n\nJane Doe is a political analyst at the Zenda Institute.",
        f"{BODY}\n\nWhat does Graustark want?\n\nIt wants the river back, and it has said so many times this year.",
        "Ruritania shells Graustark",
        "Ruritania shells Graustark\n\nGraustark protests to the UN",
        "About the author",
        "",
    ],
)
def test_left_in_the_article(text: str) -> None:
    check(text)


def test_given_title_is_recognised_however_written() -> None:
    check(f"[title|BORDER TALKS BEGIN.]\n{BODY}", title="Border  talks begin")


def test_text_that_is_only_its_title_is_left_whole() -> None:
    check("Border talks begin", title="Border talks begin")


def test_author_given_is_recognised() -> None:
    check(f"[author|Ali Veli]\n{BODY}", author="Ali Veli")


@pytest.mark.parametrize(
    ("text", "author", "note"),
    [
        (f"Talks begin today\n\nBy Jane Doe, diplomatic editor\n\n{BODY}", "Jane Doe", "diplomatic editor"),
        (f"Talks begin today\n\nBY JANE DOE AND JOHN ROE\n\n{BODY}", "Jane Doe And John Roe", None),
        (f"By Jane Doe | Strelsau Post\n\n{BODY}", "Jane Doe", None),
        (f"By December 1991 it was over\n\n{BODY}", None, None),
        (
            f"{BODY}\n\nAli Veli, political analyst, head of the project “The Wide River”",
            "Ali Veli",
            "political analyst, head of the project “The Wide River”",
        ),
        (f"{BODY}\n\nAbout the author\nAli Veli Founder and editor of the site.", "Ali Veli", "Founder and editor of the site."),
        (f"{BODY}\n\nAbout the author: Jane Doe is a lecturer in Zenda.", "Jane Doe", "a lecturer in Zenda"),
        (f"{BODY}\n\nJane Doe is a lecturer in Zenda.", "Jane Doe", "a lecturer in Zenda"),
        (BODY, None, None),
    ],
)
def test_author_and_note(text: str, author: str | None, note: str | None) -> None:
    found = document_from_text(text)
    assert (found.author, found.author_note) == (author, note)


@pytest.mark.parametrize(
    ("given", "author", "note"),
    [
        ("Ali Veli, political analyst, head of the project", "Ali Veli", "political analyst, head of the project"),
        ("Jane Doe, John Roe", "Jane Doe, John Roe", None),
        ("Doe, Jane", "Doe, Jane", None),
        ("Strelsau Post", "Strelsau Post", None),
    ],
)
def test_author_field_is_split(given: str, author: str, note: str | None) -> None:
    found = document_from_text(BODY, author=given)
    assert (found.author, found.author_note) == (author, note)


def test_title_and_date_are_read_off_the_lines() -> None:
    found = document_from_text(f"Border talks begin\n\nApril 6, 2016\n\n{BODY}")
    assert (found.title, found.published) == ("Border talks begin", "2016-04-06")
