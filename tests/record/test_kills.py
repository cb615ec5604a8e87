"""The real command with the real coder, killed: a small run of the tool that does it at length."""

import importlib.util
from pathlib import Path

TOOL = Path(__file__).parents[2] / "tools" / "check_kills.py"


def test_a_killed_add_goes_on_and_ends_with_the_rows_of_an_unbroken_run(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("check_kills", TOOL)
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    found = tool.check(tmp_path, documents=60, kills=2)
    assert any(0 < n < 60 for n in found["stored"]), "the kills came too late or too early to show anything"
    assert found["rows"]["documents"] == 60
    assert found["rows"]["happenings"] > 0
    assert (found["uncoded"], found["differing"]) == (0, [])
