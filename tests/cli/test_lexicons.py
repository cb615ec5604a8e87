"""`--lexicon`, `counterclaim unknown` and `counterclaim lexicon` as a user meets them."""

import json
from pathlib import Path

import pytest

TEXT = "The Green Hawks attacked Malian troops on 3 May 2015. France condemned the Azanian Dawn Front."
MINE = "actors: {ARMED:HAWKS: {names: [Green Hawks]}}"
DICTIONARY = "GREEN_HAWKS_ [MLIREB]\n+HAWK_BRIGADE_\nNO_CODE_\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf8")
    (tmp_path / "my.yaml").write_text(MINE, encoding="utf8")
    return tmp_path / "a.txt", tmp_path / "my.yaml"


def test_code_explain_and_read_take_a_lexicon(run, files) -> None:
    text, mine = files
    status, out, err = run("code", text, "--lexicon", mine)
    coding = json.loads(out)
    assert status == 0
    assert {a["actor"] for e in coding["events"] for a in e["sources"]} >= {"ARMED:HAWKS"}
    assert "lexicon my.yaml sha256:" in coding["coder"]
    assert [u["text"] for u in coding["unknown"]] == ["Azanian Dawn Front"]
    assert "counterclaim unknown" in err
    told = run("explain", text, "--lexicon", mine)[1]
    assert "from my.yaml" in told
    assert "in no lexicon “Azanian Dawn Front” (group): would be target of ACCUSE" in told
    assert "IN NO LEXICON (1)" in run("read", text, "--lexicon", mine)[1]


def test_evaluate_takes_a_lexicon(run, files, tmp_path) -> None:
    event = {"type": "ASSAULT", "sources": [{"code": "ARMED:HAWKS"}], "targets": [{"code": "MLI"}]}
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "1", "text": "The Green Hawks attacked Mali.", "events": [event]}), encoding="utf8")
    figures = [run("evaluate", "events", gold, "--format", "json", *more)[1] for more in (("--lexicon", files[1]), ())]
    assert json.loads(figures[0]) != json.loads(figures[1])


def test_a_mistake_in_a_lexicon_is_one_line(run, files, tmp_path) -> None:
    (tmp_path / "bad.yaml").write_text("actors: {MLI: {name: [x]}}", encoding="utf8")
    status, out, err = run("code", files[0], "--lexicon", tmp_path / "bad.yaml")
    assert (status, out) == (2, "")
    assert err == "counterclaim: bad.yaml: actors: MLI: unknown field 'name'; did you mean 'names'?\n"


def test_unknown_gives_stubs(run, files) -> None:
    text, mine = files
    assert (
        'azanian-dawn-front: {names: ["Azanian Dawn Front"], actor: "?", role: "?"}' in run("unknown", text, "--lexicon", mine, "--format", "yaml")[1]
    )
    assert "Green Hawks" in run("unknown", text, "--format", "csv")[1]


def test_an_import_is_checked_and_counted(run, tmp_path, files) -> None:
    (tmp_path / "mine.actors.txt").write_text(DICTIONARY, encoding="utf8")
    status, out, _ = run("lexicon", "import", tmp_path / "mine.actors.txt", "-o", tmp_path / "made.yaml")
    assert status == 0
    assert "1 entries written" in out
    assert "1 × no code" in out
    assert "NO_CODE_" in (tmp_path / "made.skipped.csv").read_text()
    assert "3 names" not in run("lexicon", "check", tmp_path / "made.yaml")[1]
    assert "2 names" in run("lexicon", "check", tmp_path / "made.yaml")[1]
    assert json.loads(run("code", files[0], "--lexicon", tmp_path / "made.yaml")[1])["events"][0]["sources"][0]["actor"] == "MLI"
    assert run("lexicon", "import", tmp_path / "none.txt")[0] == 2
