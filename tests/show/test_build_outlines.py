from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from counterclaim.lexicon.load import data_text

TOOL = Path(__file__).parents[2] / "tools" / "build_outlines.py"


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("build_outlines", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_simplify_keeps_ends_and_corners(tool) -> None:
    assert tool.simplify([(0, 0), (1, 0.001), (2, 0), (2, 2)], 0.01) == [(0, 0), (2, 0), (2, 2)]
    ring = [(0, 0), (0, 1), (1, 1), (1, 0), (0, 0)]
    assert tool.simplify(ring, 0.01) == ring


def test_the_bundled_file_is_what_the_tool_writes(tool) -> None:
    """Simplifying it once more changes next to nothing: it came from this tool with these settings."""
    bundled = json.loads(data_text("show/outlines.json"))
    again = tool.outlines(bundled)
    assert again["transform"] == bundled["transform"]
    assert [g["properties"]["name"] for g in again["objects"]["countries"]["geometries"]] == [
        g["properties"]["name"] for g in bundled["objects"]["countries"]["geometries"]
    ]
    assert len(again["arcs"]) == pytest.approx(len(bundled["arcs"]), rel=0.02)
