"""The commands as a user meets them: output, exit status, and what is said of bad input."""

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from counterclaim.cli.main import cli
from counterclaim.show.tables import EVENT_COLUMNS

TEXT = "Iran accused Iraq of shelling its villages on 3 May 2015."


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf8")
    return path


def test_read_prints_an_account_and_writes_the_report(run, article, tmp_path) -> None:
    report = tmp_path / "report.html"
    status, out, _ = run("read", article, "-o", report)
    assert status == 0
    assert "Iran" in out
    assert "accused" in report.read_text(encoding="utf8")


def test_code_keeps_order_ids_and_offsets(run, tmp_path) -> None:
    rows = [{"id": "b", "text": TEXT}, {"id": "a", "text": "  \n" + TEXT}]
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join(map(json.dumps, rows)), encoding="utf8")
    status, _, _ = run("code", source, "--format", "jsonl", "-o", out)
    codings = [json.loads(line) for line in out.read_text(encoding="utf8").splitlines()]
    assert status == 0
    assert [c["id"] for c in codings] == ["b", "a"]
    for row, coding in zip(rows, codings, strict=True):
        assert coding["events"]
        for event in coding["events"]:
            t = event["trigger"]
            assert row["text"][t["start"] : t["end"]] == t["text"]


def test_tables(run, article, tmp_path) -> None:
    status, out, _ = run("code", article, "--format", "csv")
    assert status == 0
    assert {r["sources"] for r in csv.DictReader(out.splitlines())} == {"IRN", "IRQ"}
    parquet = tmp_path / "events.parquet"
    assert run("code", article, "--format", "parquet", "-o", parquet)[0] == 0
    assert tuple(pq.read_table(parquet).column_names) == EVENT_COLUMNS


def test_explain_names_rule_and_reason(run, article) -> None:
    status, out, _ = run("explain", article, "--sentence", 1)
    assert status == 0
    assert "ACCUSE" in out
    assert "rule" in out


def test_one_bad_document_loses_no_other(run, article, tmp_path) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "rubbish.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type")
    (tmp_path / "deep.html").write_text("<div>" * 10_000)
    (tmp_path / "de.txt").write_text(
        "Der Bundestag hat am Montag beschlossen, die Soldaten aus Mali abzuziehen, und das Ministerium hat es bestätigt."
    )
    status, out, err = run("code", tmp_path, "--format", "jsonl")
    assert status == 1
    coded = [json.loads(line) for line in out.splitlines()]
    assert [c["id"] for c in coded if c["events"]] == ["article"]
    assert next(c for c in coded if c["id"] == "de")["skipped"] == "language: de"
    assert err.count("refused:") == 5


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (("read",), "PATH"),
        (("read", "nowhere.txt"), "Check the path"),
        (("code", "x.txt", "--published", "yesterday"), "YYYY-MM-DD"),
        (("code", "ARTICLE", "--format", "parquet"), "-o FILE"),
        (("code", "ARTICLE", "-o", "/no/such/folder/x"), "choose another path"),
        (("read", "ARTICLE", "--model", "no_such_model"), "not installed"),
        (("explain", "ARTICLE", "--sentence", "9"), "has 1"),
    ],
)
def test_mistakes_get_a_remedy_and_status_2(run, article, arguments, remedy) -> None:
    status, _, err = run(*[article if a == "ARTICLE" else a for a in arguments])
    assert status == 2
    assert remedy in err
    assert "Traceback" not in err


def test_every_command_has_help_with_an_example() -> None:
    for name, command in cli.commands.items():
        assert command.help, name
        if name != "sample":
            assert "Example" in command.help, name


def test_completion(run) -> None:
    assert "_counterclaim_completion" in run("completion", "bash")[1]
