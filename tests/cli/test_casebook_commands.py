"""Casebooks on the command line: what a user does first, and what is said when it cannot be."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

Run = Callable[..., tuple[int, str, str]]
REPORTS = {
    "a": ("Ministry of Defence of Azerbaijan", "Armenian guns shelled a school in Talish on 2 April and killed six pupils."),
    "b": ("Ministry of Defence of Armenia", "Claims that our guns shelled a school in Talish are untrue."),
    "c": ("An agency", "On 2 April a school in Talish was hit by Armenian shells, killing eight pupils."),
}


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rows") / "reports.jsonl"
    lines = [{"id": i, "publisher": p, "text": t, "published": "2016-04-06", "language": "en"} for i, (p, t) in REPORTS.items()]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


@pytest.fixture
def case(run: Run, rows: Path, tmp_path: Path) -> Path:
    status, _, err = run("add", tmp_path / "case.db", rows)
    assert status == 0
    assert "3 new" in err
    return tmp_path / "case.db"


def test_add_status_and_add_again(run: Run, case: Path, rows: Path) -> None:
    status, out, _ = run("status", case)
    assert status == 0
    assert out.startswith("3 documents, ")
    assert "denial" in out
    assert "3 known already" in run("add", case, rows)[2]
    assert json.loads(run("status", case, "--format", "json")[1])["documents"] == 3
    assert "All documents are coded by this version" in run("recode", case)[2]


@pytest.mark.parametrize("table", ["events", "claims", "happenings", "disputes", "actors", "documents"])
def test_each_table_in_each_format(run: Run, case: Path, tmp_path: Path, table: str) -> None:
    found = json.loads(run(table, case, "--format", "json")[1])
    assert found
    assert len(run(table, case, "--format", "jsonl")[1].splitlines()) == len(found)
    assert len(list(csv.DictReader(io.StringIO(run(table, case, "--format", "csv")[1])))) == len(found)
    collection = json.loads(run(table, case, "--format", "geojson")[1])
    assert (collection["type"], len(collection["features"])) == ("FeatureCollection", len(found))
    assert run(table, case, "--format", "parquet", "-o", tmp_path / "x.parquet")[0] == 0
    assert pq.read_table(tmp_path / "x.parquet").num_rows == len(found)
    assert run(table, case)[0] == 0
    assert run(table, case, "--count")[1].strip() == str(len(found))
    assert len(json.loads(run(table, case, "--format", "json", "--limit", "1")[1])) == 1


def test_filters_reach_the_query(run: Run, case: Path) -> None:
    asked = ["--who", "Armenia", "--place", "Talish", "--since", "2016-04-01", "--until", "2016-04-30", "--text", "school", "--document", "c"]
    (only,) = json.loads(run("events", case, "--format", "json", *asked)[1])
    assert (only["document"], only["type"]) == ("c", "ASSAULT")
    points = json.loads(run("events", case, "--format", "geojson", *asked)[1])["features"]
    assert points[0]["geometry"]["type"] == "Point"


def test_disputes_stand_side_by_side(run: Run, case: Path) -> None:
    found = {d["kind"]: d for d in json.loads(run("disputes", case, "--format", "json")[1])}
    assert {s["document"] for s in found["denial"]["sides"]} >= {"a", "b"}
    assert {s["says"] for s in found["number"]["sides"]} == {"6 killed", "8 killed"}


def test_a_correction_and_back(run: Run, case: Path) -> None:
    name = "{document}:{event}".format(**json.loads(run("events", case, "--format", "json", "--document", "c")[1])[0])
    before = run("events", case, "--count")[1]
    assert run("correct", case, "reject", name, "--by", "R")[0] == 0
    assert run("events", case, "--count")[1] != before
    assert run("correct", case, "undo", "1", "--by", "R")[0] == 0
    assert run("events", case, "--count")[1] == before
    assert [c["in_force"] for c in json.loads(run("corrections", case, "--format", "json")[1])] == [False, True]


def test_exports(run: Run, case: Path) -> None:
    table = list(csv.DictReader(io.StringIO(run("export", case, "--as", "cameo")[1]), delimiter="\t"))
    assert {"20160402"} <= {r["SQLDATE"] for r in table}
    assert all(r["EventRootCode"] == r["EventCode"][:2] and r["QuadClass"] in "1234" for r in table)
    plover = [json.loads(line) for line in run("export", case, "--as", "plover")[1].splitlines()]
    assert {"id", "date", "event", "source", "target", "text"} <= set(plover[0])
    entities = [json.loads(line) for line in run("export", case, "--as", "ftm")[1].splitlines()]
    ids = {e["id"] for e in entities}
    assert {e["schema"] for e in entities} >= {"Event", "Article", "PublicBody"}
    assert all(set(e["properties"].get(p, [])) <= ids for e in entities for p in ("involved", "proof"))
    assert all(isinstance(v, list) and all(isinstance(x, str) for x in v) for e in entities for v in e["properties"].values())


def test_the_report_of_a_case_begins_with_disputes(run: Run, case: Path, tmp_path: Path) -> None:
    assert run("report", case, "-o", tmp_path / "r.html")[0] == 0
    html = (tmp_path / "r.html").read_text()
    assert html.index('id="disputes"') < html.index('id="story"') < html.index('id="d1"')


def test_accounts_of_cases(run: Run, tmp_path: Path, rows: Path) -> None:
    documents = [json.loads(line) for line in rows.read_text().splitlines()]
    file = tmp_path / "cases.jsonl"
    file.write_text(json.dumps({"id": "x", "documents": documents}) + "\n" + '{"id": "broken"}\n')
    status, out, err = run("accounts", file, "--format", "jsonl")
    assert status == 1
    assert "no case" in err
    (row,) = map(json.loads, out.splitlines())
    assert row["id"] == "x"
    text = {d["id"]: d["text"] for d in documents}
    for mark in [e for h in row["happenings"] for e in h["events"]] + [s for d in row["disputes"] for s in d["sides"]]:
        assert text[mark["document"]][mark["start"] : mark["end"]] == mark["text"]


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (("status", "NONE"), "Make one with counterclaim add"),
        (("recode", "NONE"), "Make one with counterclaim add"),
        (("events", "CASE", "--since", "soon"), "YYYY-MM-DD"),
        (("events", "CASE", "--text", "?!"), "no word"),
        (("events", "CASE", "--format", "parquet"), "name a file with -o"),
        (("correct", "CASE", "reject", "nothing", "--by", "R"), "no document"),
        (("correct", "CASE", "undo", "9", "--by", "R"), "no correction 9"),
        (("accounts", "NONE"), "Check the path"),
        (("status", "TEXT"), "no casebook"),
    ],
)
def test_what_cannot_be_is_said_in_a_line(run: Run, case: Path, rows: Path, tmp_path: Path, arguments: tuple[str, ...], remedy: str) -> None:
    places = {"NONE": tmp_path / "none.db", "CASE": case, "TEXT": rows}
    status, _, err = run(*(places.get(a, a) for a in arguments))
    assert status == 2
    assert remedy in err
    assert "Traceback" not in err
