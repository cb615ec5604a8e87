"""No document, however torn, raises an error or loses its offsets. tools/hostile.py codes 2,000 of them."""

from __future__ import annotations

import importlib.util
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from counterclaim.coder import Coder
from counterclaim.extract.learned.encoder import Encoder

TOOL = Path(__file__).parents[2] / "tools" / "hostile.py"
NUMBERS = range(5000, 5030)  # others than the tool begins with
READER = files("counterclaim").joinpath("data", "learned", "encoder.onnx")


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("hostile", TOOL)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module", params=["rules", "learned"])
def coder(request, annotator) -> Coder:
    if request.param == "rules":
        return Coder(annotator)
    if not READER.is_file():
        pytest.skip("the learned reader is not there")
    return Coder(annotator, encoder=Encoder())


def test_hostile_documents_keep_their_offsets(tool, coder) -> None:
    texts = tool.sources()
    found = dict(tool.check(coder, ((str(n), tool.hostile(n, texts)) for n in NUMBERS)))
    assert len(found) == len(NUMBERS)
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_extremes_keep_their_offsets(tool, coder) -> None:
    extremes = {name: text[:6_000] for name, text in tool.extremes(tool.sources()).items()}
    found = dict(tool.check(coder, iter(extremes.items())))
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_what_is_lost_is_told(tool, annotator) -> None:
    coding = Coder(annotator)("Lima said that it was late.")
    assert tool.failures(coding) == []
    coding.document.text = "x" + coding.document.text
    assert tool.failures(coding)
    coding.skipped = "internal error: ValueError"
    assert tool.failures(coding)[0].startswith("internal error")


def test_documents_of_a_number_are_the_same_each_time(tool) -> None:
    texts = tool.sources()
    assert [tool.hostile(n, texts) for n in range(20)] == [tool.hostile(n, texts) for n in range(20)]
    assert len({tool.hostile(n, texts) for n in range(20)}) == 20
