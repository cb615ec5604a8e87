"""Each format gives text, title, author, publisher, date and address as far as it names them."""

from __future__ import annotations

import gzip
import io
import json
import sys
from pathlib import Path

import pytest

from counterclaim.read import ReadOptions, Refusal, document_from_text, read
from counterclaim.records import Document

from . import makers

FIRST = "GENEVA, April 6 - The foreign ministers of Ruritania and Graustark agreed to hold talks on the border."
SECOND = "They also condemned the shelling of two villages, which each side blames on the other."


def documents(path: Path | str, options: ReadOptions | None = None) -> list[Document]:
    found = list(read([str(path)], options or ReadOptions()))
    assert not [f for f in found if isinstance(f, Refusal)], found
    return [f for f in found if isinstance(f, Document)]


def only(folder: Path, name: str, data: bytes) -> Document:
    path = folder / name
    path.write_bytes(data)
    (found,) = documents(path)
    assert all(found.text[a.start : a.end] == a.text for a in found.asides)
    return found


ARTICLE = (
    '<nav><a href="/">Home</a></nav><article><h1>Ministers agree</h1><p class="byline">By Jane Doe</p><figure><img src="a.jpg">'
    f"<figcaption>The ministers. Photo: XYZ</figcaption></figure><p>{FIRST}</p><p>{SECOND}</p></article>"
    '<div class="author-bio">Jane Doe is a political analyst at the Strelsau Institute.</div><footer>© 2016 Strelsau Post</footer>'
)
META = (
    '<title>Ministers agree</title><meta property="og:site_name" content="Strelsau Post"><meta name="author" content="Jane Doe">'
    '<meta property="article:published_time" content="2016-04-06T23:30:00+04:00">'
)


def test_html_page(tmp_path: Path) -> None:
    found = only(tmp_path, "a.html", makers.page(ARTICLE, META))
    assert FIRST in found.text.split("\n")
    assert SECOND in found.text.split("\n")
    assert "Strelsau Post" not in found.text
    assert "Home" not in found.text
    assert (found.title, found.author, found.publisher, found.published) == ("Ministers agree", "Jane Doe", "Strelsau Post", "2016-04-06")
    assert found.author_note == "a political analyst at the Strelsau Institute"


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{FIRST}</p>",
        f"<div>{FIRST}</div>",
        f"<table><tr><td>{FIRST}<br><br>{SECOND}</td></tr></table>",
        f"<div><div><div><span>{FIRST}</span></div></div></div>",
        f"<main><section>{FIRST}</section></main>",
    ],
)
def test_short_or_odd_page_keeps_its_text(tmp_path: Path, body: str) -> None:
    assert FIRST in only(tmp_path, "a.html", makers.page(body)).text


def test_page_with_text_only_in_json_ld(tmp_path: Path) -> None:
    article = {
        "@type": "NewsArticle",
        "headline": "Talks &amp; shells",
        "articleBody": f"{FIRST}\n{SECOND}",
        "author": {"@type": "Person", "name": "Jane Doe", "jobTitle": "Diplomatic editor"},
        "datePublished": "2016-04-06T08:00:00Z",
    }
    data = f'<script type="application/ld+json">{json.dumps({"@graph": [article]})}</script>'
    found = only(tmp_path, "a.html", makers.page('<div id="root"></div>', data))
    assert found.text == f"{FIRST}\n\n{SECOND}"
    assert (found.title, found.author, found.author_note, found.published) == ("Talks & shells", "Jane Doe", "Diplomatic editor", "2016-04-06")


def test_paragraphs_of_a_page_laid_out_by_tables_are_kept(tmp_path: Path) -> None:
    body = f"<table><tr><td><a href='/'>Home</a></td><td><b>No. 12</b><br><br>06.04.2016<br><br>{FIRST}<br><br>{SECOND}</td></tr></table>"
    found = only(tmp_path, "a.html", makers.page(body))
    assert {FIRST, SECOND} <= set(found.text.split("\n"))
    assert found.published == "2016-04-06"


def test_author_box_is_not_the_author_and_the_signature_counts_most(tmp_path: Path) -> None:
    box = "<div class='about-author'><h3>About the Author</h3><p>Jane Doe is a political analyst and the founder of a centre.</p></div>"
    article = f"<div class='post'><h1>Border talks begin</h1><p>{FIRST}</p><p>{SECOND}</p><p>Jane Doe, head of the River Centre</p>{box}</div>"
    found = only(tmp_path, "a.html", makers.page(article))
    assert (found.author, found.author_note) == ("Jane Doe", "head of the River Centre")


def test_html_is_known_by_its_content(tmp_path: Path) -> None:
    assert only(tmp_path, "a.txt", makers.page(ARTICLE, META)).title == "Ministers agree"


def test_pdf_joins_lines_and_drops_running_heads(tmp_path: Path) -> None:
    body = [
        "The foreign ministers of Ruritania and Graustark agreed on Tues-",
        "day to hold talks on the border, and they also condemned the shel-",
        "ling of two villages near the river in the course of the last week,",
        "which each of the sides blames on the other.",
    ]
    towns = ["Strelsau", "Zenda", "Hofbau", "Teplitz"]
    pages = [
        ["Strelsau Post, 6 April", f"A report from {town}, sent by our correspondent on the day after the", *body, f"{town} is quiet.", str(n)]
        for n, town in enumerate(towns)
    ]
    found = only(tmp_path, "a.pdf", makers.pdf(pages, "/Title (Border talks) /Author (Jane Doe) /CreationDate (D:20160406100000)"))
    assert "agreed on Tuesday to hold talks on the border, and they also condemned the shelling of two" in found.text
    assert "Strelsau Post" not in found.text
    assert "Zenda is quiet." in found.text
    assert (found.title, found.author, found.published) == ("Border talks", "Jane Doe", None)
    assert found.extra["created"] == "2016-04-06"


def test_docx(tmp_path: Path) -> None:
    found = only(tmp_path, "a.docx", makers.docx(["Border talks begin", FIRST, SECOND], "Border talks begin", "Jane Doe"))
    assert found.text == f"Border talks begin\n\n{FIRST}\n\n{SECOND}"
    assert (found.title, found.author, [a.kind for a in found.asides]) == ("Border talks begin", "Jane Doe", ["title"])


def test_markdown(tmp_path: Path) -> None:
    front = "---\ntitle: Border talks begin\nauthor: Jane Doe\ndate: 2016-04-06\n---\n"
    text = f"{front}# Border talks begin\n\nGENEVA, April 6 - The *foreign\nministers* of [Ruritania](http://r.example) agreed.\n\n- {SECOND}\n"
    found = only(tmp_path, "a.md", text.encode())
    assert found.text == f"Border talks begin\n\nGENEVA, April 6 - The foreign ministers of Ruritania agreed.\n\n{SECOND}"
    assert (found.title, found.author, found.published) == ("Border talks begin", "Jane Doe", "2016-04-06")


def test_feed_gives_a_document_for_each_entry(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(makers.feed([("One &amp; two", f"&lt;p&gt;{FIRST}&lt;/p&gt;&lt;p&gt;{SECOND}&lt;/p&gt;"), ("Three", SECOND)]))
    first, second = documents(path)
    assert first.text == f"{FIRST}\n\n{SECOND}"
    assert second.text == SECOND
    assert (first.id, first.title, first.publisher, first.published, first.url) == (
        "urn:0",
        "One & two",
        "Strelsau Post",
        "2016-04-06",
        "http://news.example/0",
    )


@pytest.mark.parametrize("packed", [True, False])
def test_warc_gives_its_pages_and_passes_over_pictures(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / "a.warc"
    page = makers.page(ARTICLE, META)
    path.write_bytes(
        makers.warc(
            [
                ("http://p.example/1", "text/html; charset=utf-8", page),
                ("http://p.example/2", "image/png", b"\x89PNG"),
                ("http://p.example/3", "text/html", page),
            ],
            packed,
        )
    )
    found = documents(path)
    assert [d.url for d in found] == ["http://p.example/1", "http://p.example/3"]
    assert FIRST in found[0].text
    assert "crawled" in found[0].extra
    assert found[0].published == "2016-04-06"


def test_characters_that_do_not_show_are_taken_out_of_files(tmp_path: Path) -> None:
    assert (
        only(tmp_path, "a.txt", "The mini\xadsters met on\xa0April\xa06 in the o\ufb03ce.".encode()).text
        == "The ministers met on April 6 in the office."
    )


def test_gzip_is_unpacked(tmp_path: Path) -> None:
    assert FIRST in only(tmp_path, "a.html.gz", gzip.compress(makers.page(ARTICLE))).text


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(makers.page(ARTICLE, META))))
    assert documents("-")[0].title == "Ministers agree"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_plain_text_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    text = "“We will not accept this”, the minister of Graustark’s café said."
    assert only(tmp_path, "a.txt", text.encode(encoding)).text == text


def test_mixed_encoding_is_mended(tmp_path: Path) -> None:
    assert only(tmp_path, "a.txt", "“Talks” began — ".encode() * 5 + b"it\x92s over").text.endswith("“Talks” began — it’s over")


def test_wrapped_lines_are_joined_without_moving_offsets(tmp_path: Path) -> None:
    wrapped = (
        (FIRST + " " + SECOND)
        .replace("ministers of", "ministers of\n")
        .replace("hold talks", "hold talks\n")
        .replace("shelling", "shelling\n")
        .replace("\n ", "\n")
    )
    text = f"{wrapped}\n\nA new paragraph begins.\n"
    found = only(tmp_path, "a.txt", text.encode())
    assert found.text == (FIRST + " " + SECOND).replace(", which each", ", which each") + "\n\nA new paragraph begins.\n"
    assert len(found.text) == len(text)


def test_folder_is_read_in_order_and_ids_are_unique(tmp_path: Path) -> None:
    for name in ("b/one.txt", "a/one.txt", ".hidden/one.txt", "one.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{SECOND} {name}")
    found = documents(tmp_path)
    assert [(d.id, Path(d.source or "").parent.name) for d in found] == [("one", tmp_path.name), ("one-2", "a"), ("one-3", "b")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ruritania rejects Graustark demands.", "en"),
        ("Congo government rejects demands from rebel group in the east", "en"),
        ("Die Minister der beiden Staaten haben am Dienstag in Genf über die Lage an der Grenze gesprochen.", "de"),
        ("Министры двух стран встретились в Женеве и обсудили положение на границе.", "ru"),
        ("Hər iki ölkənin xarici işlər nazirləri Cenevrədə görüşüb və sərhəddəki vəziyyəti müzakirə ediblər.", "az"),
        ("", "en"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert document_from_text(text).language == language


def test_document_from_text_keeps_the_text_and_what_is_told() -> None:
    found = document_from_text("  A text.\r\n", author="Ali Veli, head of the Border Project", published="6 April 2016", extra={"k": 1})
    assert found.text == "  A text.\r\n"
    assert found.digest
    assert found.digest.startswith("sha256:")
    assert (found.author, found.author_note, found.published, found.extra) == ("Ali Veli", "head of the Border Project", "2016-04-06", {"k": 1})
    assert document_from_text("x", published="last spring").extra == {"published": "last spring"}


def test_defaults_fill_what_documents_lack(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SECOND)
    (found,) = documents(tmp_path / "a.txt", ReadOptions(published="2016-04-06", publisher="Strelsau Post"))
    assert (found.published, found.publisher) == ("2016-04-06", "Strelsau Post")
