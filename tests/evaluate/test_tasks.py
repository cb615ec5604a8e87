"""Gold and codings from files, the command, and what is said of bad input."""

import json
import sys

import pytest

from counterclaim.cli.main import main
from counterclaim.evaluate import TASKS, code_gold, measure, read_coded, read_gold

EVENT = {"type": "ACCUSE", "sources": [{"code": "UGA"}], "targets": [{"code": "RWA"}]}
GOLD = [
    {"id": "a", "part": "dev", "text": "Uganda accused Rwanda.", "events": [EVENT]},
    {"id": "b", "part": "test", "text": "It rained in Lima all day long.", "events": []},
]
CODED = {"id": "a", "events": [{"type": "ACCUSE", "sources": [{"actor": "UGA"}], "targets": [{"actor": "RWA"}]}]}


def lines(path, *rows):
    path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r) for r in rows), encoding="utf8")
    return path


@pytest.fixture
def gold_file(tmp_path):
    return lines(tmp_path / "gold.jsonl", *GOLD)


@pytest.fixture
def run(monkeypatch, capsys):
    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["counterclaim", "evaluate", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            main()
        out = capsys.readouterr()
        return int(stop.value.code or 0), out.out, out.err

    return call


def test_codings_of_a_file_and_codings_made_now_are_measured_alike(run, gold_file, tmp_path) -> None:
    coded = lines(tmp_path / "coded.jsonl", CODED)
    status, out, _ = run("events", gold_file, "--coded", coded, "--format", "json", "--errors")
    assert status == 0
    told = json.loads(out)
    assert told["figures"]["whole"] == {"p": 1.0, "r": 1.0, "f1": 1.0}
    assert told["errors"] == []
    assert told["remarks"][0] == "1 of 2 have no coding, the first is b"
    status, out, _ = run("events", gold_file, "--part", "dev", "--errors")
    assert status == 0
    assert "1 right, 1 coded, 1 in gold" in out


def test_only_the_asked_for_are_coded(gold_file) -> None:
    class Coder:
        def code(self, documents):
            raise AssertionError([d.id for d in documents])

    with pytest.raises(AssertionError, match="'b'"):
        code_gold(gold_file, Coder(), read_gold("events", gold_file, "test").ids)


@pytest.mark.parametrize("task", [name for name in TASKS if name != "events"])
def test_every_task_measures_codings_that_are_empty(task, tmp_path) -> None:
    row = {"id": "a", "text": "Lima", "class": "STATEMENT", "tokens": ["Lima"], "tags": ["B-S"], "attributions": []}
    row |= {"times": [], "places": [], "events": [], "claims": [], "happenings": [], "disputes": []}
    gold = read_gold(task, lines(tmp_path / "gold.jsonl", row))
    coded = read_coded(task, lines(tmp_path / "coded.jsonl", {"id": "a"}))
    assert all(0 <= v <= 1 for v in measure(task, gold, coded).values().values())


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (("events", "nowhere.jsonl"), "Check the path"),
        (("claims", "GOLD"), "lacks 'attributions'"),
        (("events", "GOLD", "--part", "nope"), "no gold of the part 'nope'"),
        (("claims", "GOLD", "--errors"), "events only"),
        (("events", "BROKEN"), "line 2: not valid JSON"),
        (("events", "GOLD", "--coded", "BROKEN"), "line 2: not valid JSON"),
        (("events", "GOLD", "--coded", "ODD"), "no coding"),
    ],
)
def test_mistakes_get_a_remedy_and_status_2(run, gold_file, tmp_path, arguments, remedy) -> None:
    files = {"GOLD": gold_file, "BROKEN": lines(tmp_path / "b.jsonl", GOLD[0], "{"), "ODD": lines(tmp_path / "o.jsonl", {"id": "a", "events": [{}]})}
    status, _, err = run(*(files.get(a, a) for a in arguments))
    assert status == 2
    assert remedy in err
    assert "Traceback" not in err
