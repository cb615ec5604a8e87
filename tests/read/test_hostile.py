"""Whatever is thrown at it, reading answers with a document or a refusal that says what to do, and soon."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterclaim.errors import LimitError
from counterclaim.read import ReadOptions, Refusal, document_from_text, read
from counterclaim.read.guard import Guard
from counterclaim.records import Document

from . import makers

LIMITS = ReadOptions(max_bytes=3_000_000, max_chars=500_000, seconds=10)
RUBBISH = bytes((i * 7919 + i // 3) % 256 for i in range(4000))
PAGES = makers.pdf([["The ministers met on Tuesday."]])
WORD = makers.docx(["The ministers met on Tuesday."])


def bomb() -> bytes:
    return makers.archive({"[Content_Types].xml": "<T/>", "word/document.xml": "<w>" + " " * 10_000_000})


CASES = [
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \n\n ", "empty"),
    ("rubbish.bin", RUBBISH, "unknown-format"),
    ("rubbish.txt", RUBBISH, "unknown-format"),
    ("picture.png", b"\x89PNG\r\n\x1a\n" + RUBBISH, "unknown-format"),
    ("old.doc", b"\xd0\xcf\x11\xe0" + RUBBISH, "unknown-format"),
    ("other.xml", b"<?xml version='1.0'?><sitemap><loc/></sitemap>", "unknown-format"),
    ("cut.pdf", PAGES[:60], "damaged"),
    ("rubbish.pdf", b"%PDF-1.7\n" + RUBBISH, "damaged"),
    ("locked.pdf", makers.encrypted_pdf(), "encrypted"),
    ("scanned.pdf", makers.pdf([[], []]), "no-text"),
    ("cut.docx", WORD[: len(WORD) // 2], "damaged"),
    ("rubbish.docx", b"PK\x03\x04" + RUBBISH, "damaged"),
    ("empty.docx", makers.docx([]), "no-text"),
    ("bomb.docx", bomb(), "too-large"),
    ("deep.html", b"<html><body>" + b"<div>" * 10_000 + b"text" + b"</div>" * 10_000, "too-deep"),
    ("script.html", makers.page("<script>var x = 1;</script>"), "no-text"),
    ("line.txt", b"word " * 1_000_000, "too-large"),
    ("line2.txt", b"word " * 200_000, "too-long"),
    ("no.rss", b"This is no feed.", "not-a-feed"),
    ("none.rss", b'<rss version="2.0"><channel><title>T</title></channel></rss>', "empty-feed"),
    ("broken.json", b'{"text": "a', "broken-json"),
    ("cut.txt.gz", gzip.compress(bytes(32 + b % 90 for b in RUBBISH) * 3)[:200], "corrupt-gzip"),
    ("bomb.txt.gz", gzip.compress(b"word " * 2_000_000), "too-large"),
    ("rubbish.parquet", b"PAR1" + RUBBISH + b"PAR1", "damaged"),
    ("rubbish.warc", b"WARC/1.0\r\n" + RUBBISH, "no-documents"),
    ("blank.jsonl", b"\n\n", "no-documents"),
    ("head.csv", b"id,text\n", "no-documents"),
]


@pytest.mark.parametrize(("name", "data", "reason"), CASES, ids=[c[0] for c in CASES])
def test_refused_with_a_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    start = time.monotonic()
    found = list(read([str(tmp_path / name)], LIMITS))
    assert [getattr(f, "reason", f) for f in found] == [reason]
    assert isinstance(found[0], Refusal)
    assert name in found[0].message
    assert len(found[0].message) < 400
    assert time.monotonic() - start < 15


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("missing.txt", "missing"),
        ("/dev/null", "not-a-file"),
        ("ftp://host.example/a", "unsupported-address"),
        ("a\0b", "unreadable"),
        ("x" * 5000, "unreadable"),
        ("", "missing"),
    ],
)
def test_inputs_that_are_nothing(given: str, reason: str) -> None:
    assert [getattr(f, "reason", f) for f in read([given])] == [reason]


def test_folders(tmp_path: Path) -> None:
    assert [getattr(f, "reason", f) for f in read([str(tmp_path)])] == ["empty-folder"]
    for i in range(4):
        (tmp_path / f"{i}.txt").write_text("The ministers met.")
    found = list(read([str(tmp_path)], ReadOptions(max_files=3)))
    assert [getattr(f, "reason", None) for f in found] == [None, None, None, "too-many-files"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_permission_denied(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("secret")
    (tmp_path / "a.txt").chmod(0)
    assert [getattr(f, "reason", f) for f in read([str(tmp_path / "a.txt")])] == ["no-permission"]


def test_one_bad_document_does_not_lose_the_others(tmp_path: Path) -> None:
    for name, data, _ in CASES:
        (tmp_path / name).write_bytes(data)
    (tmp_path / "zz.txt").write_text("The ministers met on Tuesday.")
    found = list(read([str(tmp_path)], LIMITS))
    assert len(found) == len(CASES) + 1
    assert isinstance(found[-1], Document)


def test_pages_before_damage_in_an_archive_are_kept(tmp_path: Path) -> None:
    page = makers.page("<article><p>The foreign ministers met in Strelsau on Tuesday to talk about the border.</p></article>")
    whole = makers.warc([("http://p.example/1", "text/html", page), ("http://p.example/2", "text/html", page)])
    (tmp_path / "a.warc.gz").write_bytes(whole[:-40])
    found = list(read([str(tmp_path / "a.warc.gz")]))
    assert isinstance(found[0], Document)
    assert isinstance(found[-1], Refusal)


def test_unknown_format_option_is_refused() -> None:
    (found,) = read(["a.txt"], ReadOptions(format="papyrus"))
    assert isinstance(found, Refusal)
    assert "html" in found.message


def test_time_limit_holds_and_the_next_document_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    guard = Guard()
    tags = "".join(f"<table><tr><td><ul><li>word {i}" for i in range(60)) * 300
    slow = makers.page(tags)
    start = time.monotonic()
    guard.run("html", makers.page("<p>Some words of a page that is read.</p>"), LIMITS, "warm-up")
    with pytest.raises(LimitError):
        guard.run("html", slow, ReadOptions(seconds=0.05, max_depth=100_000), "slow")
    fields, _ = guard.run("html", makers.page("<p>Some words of a page that is read.</p>"), LIMITS, "next")
    assert "Some words" in fields[0]["text"]
    assert time.monotonic() - start < 30
    guard.close()


def test_files_beside_the_user_are_not_run(tmp_path: Path) -> None:
    """A document folder may hold a json.py or lxml.py: the parsing process must not import it."""
    (tmp_path / "lxml.py").write_text("open('ran', 'w')")
    (tmp_path / "a.html").write_bytes(makers.page("<p>Some words of a page that is read.</p>"))
    code = "import sys; sys.path.pop(0)\nfrom counterclaim.read import read\nprint([d.text for d in read(['a.html'])])"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert "Some words" in done.stdout
    assert not (tmp_path / "ran").exists()


HEADS = [
    b"",
    b"%PDF-1.4\n",
    b"PK\x03\x04",
    b"PAR1",
    b"WARC/1.0\r\n",
    b"<html><body>",
    b"<rss><channel>",
    b'{"text": "',
    b"id,text\n",
    b"\x1f\x8b\x08",
    b"\xff\xfe",
    b"# A\n\n",
]
NAMES = ["a", "a.html", "a.pdf", "a.docx", "a.csv", "a.jsonl", "a.parquet", "a.warc", "a.rss", "a.txt", "a.md", "a.gz"]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(head=st.sampled_from(HEADS), name=st.sampled_from(NAMES), data=st.binary(max_size=400))
def test_random_bytes_never_raise(tmp_path: Path, head: bytes, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(head + data)
    for found in read([str(tmp_path / name)], LIMITS):
        assert isinstance(found, (Document, Refusal))
        if isinstance(found, Document):
            assert all(found.text[a.start : a.end] == a.text for a in found.asides)


PIECES = st.sampled_from(
    [
        "About the Author",
        "Related Posts",
        "By Jane Doe",
        "Share this",
        "Jane Doe, editor of the Post",
        "© 2016",
        "Photo:",
        "War begins",
        "The army shelled the town on Tuesday, it said.",
        "",
        " ",
        "\r",
        "April 6, 2016",
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    lines=st.lists(st.one_of(PIECES, st.text(max_size=60)), max_size=12),
    title=st.one_of(st.none(), PIECES),
    author=st.one_of(st.none(), PIECES, st.text(max_size=20)),
)
def test_asides_are_spans_of_the_text_in_order(lines: list[str], title: str | None, author: str | None) -> None:
    text = "\n".join(lines)
    found = document_from_text(text, title=title, author=author)
    assert len(found.text) == len(text)
    assert all(found.text[a.start : a.end] == a.text and a.text.strip() for a in found.asides)
    assert all(a.end <= b.start for a, b in zip(found.asides, found.asides[1:], strict=False))


def test_zip_that_is_no_document_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr("a.txt", "The ministers met.")
    assert [getattr(f, "reason", f) for f in read([str(tmp_path / "a.zip")])] in (["unknown-format"], ["damaged"])
