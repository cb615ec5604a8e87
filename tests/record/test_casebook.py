"""What is added is kept: once, in versions, through kills and corrections."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from word_coder import WordCoder

from counterclaim import casebook
from counterclaim.errors import InputError, UsageError
from counterclaim.record.filters import Filters, Paging
from counterclaim.record.schema import APPLICATION
from counterclaim.record.view import View
from counterclaim.record.writer import Writer

HERE = Path(__file__).parent


def rows_of(path: Path) -> dict[str, list[Any]]:
    """All rows of all tables, without the hours at which they were written. The search index is sound, however it is packed."""
    db = sqlite3.connect(path)
    tables = [r[0] for r in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_words%' ESCAPE '\\' ORDER BY 1")]
    for index in ("version", "event", "claim"):
        db.execute(f"INSERT INTO {index}_words ({index}_words, rank) VALUES ('integrity-check', 1)")
    found = {}
    for table in tables:
        names = [r[1] for r in db.execute(f"PRAGMA table_info({table})") if r[1] not in ("added", "applied")]
        found[table] = sorted(map(repr, db.execute(f"SELECT {', '.join(names)} FROM {table}")))
    db.close()
    return found


def write_rows(path: Path, number: int) -> None:
    """Reports of a front, some of them about the same day."""
    with path.open("w") as out:
        for n in range(number):
            day = f"2016-{n % 12 + 1:02}-{n % 27 + 1:02}"
            text = f"ARM shelled AZE on {day}. AZE said that ARM shelled AZE on {day} near village{n}. AZE met ARM on {day}."
            out.write(json.dumps({"id": f"r{n}", "text": text, "published": day, "language": "en"}) + "\n")


def test_the_same_document_twice_is_one(tmp_path: Path, reports: Path, coder: WordCoder) -> None:
    case = tmp_path / "case.db"
    first = casebook.add(case, [str(reports)], coder)
    before = rows_of(case)
    again = casebook.add(case, [str(reports)], coder)
    assert (first.new, first.known, again.new, again.known) == (3, 0, 0, 3)
    assert rows_of(case) == before


def test_the_same_text_from_another_place_is_one_and_from_another_publisher_two(tmp_path: Path, coder: WordCoder) -> None:
    for name, publisher in (("x", "Agency"), ("y", "Agency"), ("z", "Gazette")):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps({"id": name, "text": "ARM shelled AZE.", "publisher": publisher}) + "\n")
    counts = casebook.add(tmp_path / "case.db", [str(tmp_path / f"{n}.jsonl") for n in "xyz"], coder)
    assert (counts.new, counts.known) == (2, 1)


def test_a_changed_document_is_a_new_version_and_both_are_kept(tmp_path: Path, reports: Path, coder: WordCoder) -> None:
    case = tmp_path / "case.db"
    casebook.add(case, [str(reports)], coder)
    file = reports / "rows.jsonl"
    file.write_text(file.read_text().replace("AZE met ARM on 2016-04-05", "ARM shelled AZE on 2016-04-04"))
    counts = casebook.add(case, [str(reports)], coder)
    assert (counts.new, counts.changed, counts.known) == (0, 1, 2)
    with View(case) as view:
        assert [v["latest"] for v in view.versions("a")] == [0, 1]
        assert "met" in view.document("a", 1).text
        assert "met" not in view.document("a").text
        assert [e["type"] for e in view.events(Filters(document=("a",)))] == ["ASSAULT", "ASSAULT"]
        assert [e.type for e in view.coding("a", 1).events] == ["ASSAULT", "CONSULT"]
        assert view.status().compared
    assert casebook.add(case, [str(reports)], coder).known == 3


def test_one_sentence_can_hold_several_disputes(tmp_path: Path, coder: WordCoder) -> None:
    """Names of disputes and happenings are their own, however alike the texts are."""
    text = "On 2016-04-02 ARM shelled AZE near Talish and {} soldiers were killed and {} soldiers were wounded."
    rows = [{"id": n, "text": text.format(k, w), "publisher": n, "language": "en"} for n, k, w in (("a", 6, 12), ("b", 9, 20), ("c", 9, 20))]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    casebook.add(tmp_path / "case.db", [str(tmp_path / "rows.jsonl")], coder)
    with View(tmp_path / "case.db") as view:
        keys = [d["dispute"] for d in view.disputes()] + [h["happening"] for h in view.happenings()]
        assert len(keys) == len(set(keys)) > 0
        assert view.status().compared


def test_ids_that_clash_stay_apart(tmp_path: Path, coder: WordCoder) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "index.txt").write_text(f"The {folder} report says that ARM shelled AZE and that nobody answered.")
        casebook.add(tmp_path / "case.db", [str(tmp_path / folder)], coder)
    with View(tmp_path / "case.db") as view:
        assert [d["document"] for d in view.documents()] == ["index", "index-2"]


def test_refusals_are_counted_by_reason_and_forgotten_when_mended(tmp_path: Path, reports: Path, coder: WordCoder) -> None:
    case = tmp_path / "case.db"
    empty = reports / "empty.txt"
    empty.write_text("")
    for _ in range(2):
        assert casebook.add(case, [str(reports)], coder).refused == {"empty": 1}
    with View(case) as view:
        assert view.status().refused == {"empty": 1}
        assert view.status().skipped == {"language: de": 1}
        assert [r["source"] for r in view.refusals()] == [str(empty)]
    empty.write_text("ARM shelled AZE, and that was reported by all the papers of the town.")
    casebook.add(case, [str(reports)], coder)
    with View(case) as view:
        assert view.status().refused == {}


def test_recode_codes_what_another_version_coded(tmp_path: Path, reports: Path, coder: WordCoder) -> None:
    case = tmp_path / "case.db"
    casebook.add(case, [str(reports)], coder)
    before = rows_of(case)
    assert casebook.recode(case, coder) == 0
    assert casebook.recode(case, WordCoder("words 2")) == 3
    after = rows_of(case)
    changed = {t for t in before if before[t] != after[t]}
    assert changed == {"codings"}
    with View(case) as view:
        assert view.status().coders == {"words 2": 3}


ADD = """
import sys
sys.path.insert(0, sys.argv[1])
from word_coder import WordCoder
from counterclaim import casebook
casebook.add(sys.argv[2], [sys.argv[3]], WordCoder())
"""


def test_kills_leave_no_trace(tmp_path: Path, coder: WordCoder) -> None:
    """1,000 documents, killed five times at random, then run to the end: the very rows of an unbroken run."""
    source = tmp_path / "rows.jsonl"
    write_rows(source, 1_000)
    whole, broken = tmp_path / "whole.db", tmp_path / "broken.db"
    casebook.add(whole, [str(source)], coder)
    chance, seen = random.Random(7), []
    for _ in range(5):
        process = subprocess.Popen([sys.executable, "-c", ADD, str(HERE), str(broken), str(source)])
        target = (seen[-1] if seen else 0) + chance.randrange(20, 180)
        while process.poll() is None and stored(broken) < target:
            time.sleep(0.005)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        seen.append(stored(broken))
        assert complete(broken)
    assert 0 < seen[0] < 1_000, "the first kill came too late or too early to show anything"
    casebook.add(broken, [str(source)], coder)
    assert rows_of(broken) == rows_of(whole)


def stored(path: Path) -> int:
    try:
        with View(path) as view:
            return view.status().documents
    except InputError:
        return 0


def complete(path: Path) -> bool:
    """Every document that is seen has its coding and its events."""
    with View(path) as view:
        bare = "SELECT count(*) FROM documents d JOIN versions v ON v.document = d.id LEFT JOIN events e ON e.version = v.id WHERE e.id IS NULL"
        return view.number(bare) == 0


def test_a_reader_sees_whole_states_while_a_writer_writes(tmp_path: Path, reports: Path, coder: WordCoder) -> None:
    case = tmp_path / "case.db"
    casebook.add(case, [str(reports)], coder)
    with View(case) as view, Writer(case) as book:
        with book.transaction():
            book.store(WordCoder().one(document("ARM shelled AZE.", "new")))
            assert view.status().documents == 3
        assert view.status().documents == 4
        with pytest.raises(ZeroDivisionError):
            break_off(book)
        assert view.status().documents == 4


def break_off(book: Writer) -> None:
    with book.transaction():
        book.store(WordCoder().one(document("AZE shelled ARM.", "newer")))
        assert 1 / 0


def document(text: str, name: str) -> Any:
    from counterclaim.read import document_from_text

    return document_from_text(text, id=name, source=f"{name}.txt", language="en")


def test_a_view_cannot_write(tmp_path: Path, reports: Path, coder: WordCoder) -> None:
    casebook.add(tmp_path / "case.db", [str(reports)], coder)
    with View(tmp_path / "case.db") as view, pytest.raises(sqlite3.OperationalError):
        view.db.execute("DELETE FROM events")


@pytest.mark.parametrize("content", [b"", b"not a database at all, just some words " * 50, "other"])
def test_other_files_are_not_taken_for_casebooks(tmp_path: Path, content: bytes | str, coder: WordCoder) -> None:
    path = tmp_path / "x.db"
    if content == "other":
        with sqlite3.connect(path) as db:
            db.execute("CREATE TABLE mine (x)")
    else:
        path.write_bytes(content)
    with pytest.raises(InputError, match="casebook"):
        View(path)
    if content:
        with pytest.raises(InputError, match="casebook"):
            Writer(path)


def test_a_later_casebook_is_refused(tmp_path: Path, reports: Path, coder: WordCoder) -> None:
    case = tmp_path / "case.db"
    casebook.add(case, [str(reports)], coder)
    with sqlite3.connect(case) as db:
        assert db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(InputError, match="later version"):
        View(case)
    with pytest.raises(InputError, match="no casebook"):
        View(tmp_path / "none.db")


def test_a_coding_comes_back_whole(tmp_path: Path, reports: Path, coder: WordCoder) -> None:
    casebook.add(tmp_path / "case.db", [str(reports)], coder)
    with View(tmp_path / "case.db") as view:
        for coding in view.codings():
            fresh = coder.one(coding.document)
            assert coding.to_dict() == fresh.to_dict()
            assert (coding.sentences, coding.actors, coding.notes) == (fresh.sentences, fresh.actors, fresh.notes)
        with pytest.raises(UsageError, match="no document"):
            view.coding("nowhere")


def test_paging_gives_each_row_once(tmp_path: Path, coder: WordCoder) -> None:
    source = tmp_path / "rows.jsonl"
    write_rows(source, 30)
    casebook.add(tmp_path / "case.db", [str(source)], coder)
    with View(tmp_path / "case.db") as view:
        whole = view.events(paging=Paging(1000))
        pages = [row for n in range(0, 100, 7) for row in view.events(paging=Paging(7, n))]
        assert pages == whole
        assert len(whole) == view.count("events") == 90
