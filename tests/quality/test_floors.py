"""The quality gate: no figure on our own gold falls below its floor, and no gold changes unnoticed."""

import json
from functools import cache
from pathlib import Path

import pytest

from counterclaim.coder import Coder
from counterclaim.extract.learned.encoder import Encoder

FLOORS = Path(__file__).parent / "floors.json"
PARTS = [(name, part) for name, pin in json.loads(FLOORS.read_text(encoding="utf8")).items() for part in pin["parts"]]


@pytest.fixture(scope="session")
def reached(tool, annotator):
    """What is reached now on a gold file; each file is coded once."""
    coder = Coder(annotator, encoder=Encoder())
    return cache(lambda name: tool.measured(name, coder))


def test_floors_stand_for_the_gold_as_it_is(tool) -> None:
    there = {name: tool.digest(path) for name, (path, *_) in tool.gold_files().items()}
    pinned = {name: pin.sha256 for name, pin in tool.pinned().items()}
    changed = sorted(name for name in there.keys() | pinned.keys() if there.get(name) != pinned.get(name))
    assert not changed, (
        f"Gold has changed since its floors were pinned: {', '.join(changed)}. If that was on purpose, run "
        "python tools/pin_floors.py (with --lower where figures fall, and say why) and commit tests/quality/floors.json."
    )


@pytest.mark.parametrize(("name", "part"), PARTS, ids=lambda x: x)
def test_no_figure_falls_below_its_floor(tool, reached, name: str, part: str) -> None:
    if name not in tool.gold_files():
        pytest.skip("the file is gone, as another test tells")
    worse = tool.below(reached(name).parts[part], tool.pinned()[name].parts[part])
    assert not worse, (
        f"{name}, {part}: {'; '.join(worse)}. Look at the causes with counterclaim evaluate TASK FILE; to lower a floor on purpose, "
        "run python tools/pin_floors.py --lower and commit floors.json by itself, saying why."
    )
