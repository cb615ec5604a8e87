"""Rows keep their text untouched; a bad row is refused alone."""

from __future__ import annotations

import json
import tracemalloc
from collections import Counter
from pathlib import Path

import pytest

from counterclaim.read import ReadOptions, Refusal, read, read_rows
from counterclaim.records import Document

from . import makers

ROW = {
    "id": "a",
    "text": " Ruritania shelled Graustark. \n",
    "title": "War",
    "published": "April 6, 2016",
    "author": "Jane Doe",
    "publisher": "Post",
    "url": "http://p.example",
    "rank": 3,
}


def write(folder: Path, name: str, data: bytes) -> str:
    (folder / name).write_bytes(data)
    return str(folder / name)


@pytest.mark.parametrize("kind", ["jsonl", "json", "csv", "tsv", "parquet"])
def test_known_fields_and_extra(tmp_path: Path, kind: str) -> None:
    if kind == "csv":
        data = (";".join(ROW) + "\n" + ";".join(f'"{v}"' for v in ROW.values())).encode()
    elif kind == "tsv":
        data = ("\t".join(ROW) + "\n" + "\t".join(f'"{v}"' for v in ROW.values())).encode("utf-16")
    else:
        data = {"jsonl": makers.jsonl([ROW]), "json": json.dumps([ROW]).encode(), "parquet": makers.parquet([ROW])}[kind]
    (found,) = read_rows(write(tmp_path, f"a.{kind}", data))
    assert isinstance(found, Document)
    assert found.text == ROW["text"]
    assert (found.id, found.title, found.published, found.author, found.publisher, found.url) == (
        "a",
        "War",
        "2016-04-06",
        "Jane Doe",
        "Post",
        "http://p.example",
    )
    assert str(found.extra["rank"]) == "3"


def test_bad_rows_are_refused_by_number_and_the_others_read(tmp_path: Path) -> None:
    rows: list[object] = [ROW, "{broken", "", '["a list"]', {"id": 1}, {"text": None}, {"text": " "}, "[" * 100_000, {"text": "a\ud800b"}, ROW]
    data = "".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in rows).encode()
    found = list(read([write(tmp_path, "a.jsonl", data)]))
    assert [f.id for f in found if isinstance(f, Document)] == ["a", "a:9", "a-2"]
    refused = [f for f in found if isinstance(f, Refusal)]
    assert [(r.source.rpartition(":")[2], r.reason) for r in refused] == [
        ("2", "broken-row"), ("4", "broken-row"), ("5", "no-text-column"), ("6", "text-not-a-string"), ("7", "empty"), ("8", "broken-row"),
    ]  # fmt: skip


def test_crlf_and_line_separators_inside_texts_stay(tmp_path: Path) -> None:
    text = "One\r\ntwo\u2028three\x0bfour\u0085five"
    (found,) = read_rows(write(tmp_path, "a.jsonl", makers.jsonl([{"text": text}])))
    assert isinstance(found, Document)
    assert found.text == text


def test_csv_without_the_column_lists_the_columns(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", b"id,body\n1,Hello\n")
    (found,) = read([path])
    assert isinstance(found, Refusal)
    assert found.reason == "no-text-column"
    assert "id, body" in found.message
    (found,) = read([path], ReadOptions(text_column="body"))
    assert isinstance(found, Document)
    assert found.text == "Hello"


def test_csv_with_long_cells_line_breaks_and_an_open_quotation(tmp_path: Path) -> None:
    data = f'id,text\n1,"two\nlines, ""quoted"""\n2,{"long " * 50_000}\n3,"open\n4,lost\n'.encode()
    one, two, three = read([write(tmp_path, "a.csv", data)])
    assert isinstance(one, Document)
    assert one.text == 'two\nlines, "quoted"'
    assert isinstance(two, Document)
    assert len(two.text) == 250_000
    assert isinstance(three, Refusal)
    assert three.reason == "broken-row"


def test_too_long_a_line_is_refused_alone(tmp_path: Path) -> None:
    rows: list[object] = [{"text": "x" * 5000}, {"text": "short"}]
    found = list(read([write(tmp_path, "a.jsonl", makers.jsonl(rows))], ReadOptions(max_bytes=1000)))
    assert [getattr(f, "reason", None) for f in found] == ["too-large", None]


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    (found,) = read_rows(write(tmp_path, "a.txt", b"Plain text."))
    assert isinstance(found, Refusal)
    assert found.reason == "not-a-table"


def test_repeated_ids_stay_unique_at_speed(tmp_path: Path) -> None:
    rows: list[object] = [{"id": wanted, "text": "x"} for wanted in ("a", "a", "a-2", "a", "a-2")] + [{"id": "b", "text": "x"}] * 3000
    ids = [f.id for f in read([write(tmp_path, "a.jsonl", makers.jsonl(rows))]) if isinstance(f, Document)]
    assert max(Counter(ids).values()) == 1
    assert ids[:2] == ["a", "a-2"]


def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", makers.jsonl([{"id": str(i), "text": "Ruritania shelled Graustark. " * 100} for i in range(600)]))
    tracemalloc.start()
    peaks = []
    for number, _ in enumerate(read([path]), 1):
        if number in (100, 600):
            peaks.append(tracemalloc.get_traced_memory()[1])
    tracemalloc.stop()
    assert peaks[1] - peaks[0] < 300_000  # the texts are 1.7 MB
