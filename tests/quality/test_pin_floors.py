"""Floors rise by themselves and fall only on purpose."""

import json

import pytest


@pytest.fixture
def pin(tool, monkeypatch, tmp_path):
    """Run the tool with made-up figures; gives (status, floors as written)."""
    path = tmp_path / "floors.json"
    monkeypatch.setattr(tool, "FLOORS", path)
    monkeypatch.setattr(tool, "gold_files", lambda: {"g.jsonl": (path, "events", ("dev",))})
    monkeypatch.setattr(tool.counterclaim, "load", lambda: None)

    def call(figure: float, alarms: float, *arguments: str):
        now = tool.Pin("events", "0", {"dev": tool.Figures({"type": figure}, {"false alarms": alarms})})
        monkeypatch.setattr(tool, "measured", lambda name, coder: now)
        status = tool.main(list(arguments))
        row = json.loads(path.read_text())["g.jsonl"]["parts"]["dev"]
        return status, row["floors"]["type"], row["ceilings"]["false alarms"]

    return call


def test_a_floor_stands_a_margin_below_and_only_rises(pin) -> None:
    assert pin(0.807, 0.312) == (0, 0.78, 0.34)
    assert pin(0.79, 0.33) == (0, 0.78, 0.34)
    assert pin(0.85, 0.20) == (0, 0.83, 0.22)


def test_lowering_is_refused_unless_asked_for(pin, capsys) -> None:
    pin(0.80, 0.30)
    assert pin(0.70, 0.30) == (1, 0.78, 0.32)
    assert "--lower" in capsys.readouterr().err
    assert pin(0.80, 0.50)[0] == 1
    assert pin(0.70, 0.50, "--lower") == (0, 0.68, 0.52)
