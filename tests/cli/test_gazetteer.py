"""`counterclaim gazetteer build` on a tiny dump in GeoNames' own format."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from counterclaim.cli.main import cli
from counterclaim.errors import DataError, UsageError
from counterclaim.extract.places import gazetteer
from counterclaim.extract.places.gazetteer import SETTING

# geonameid, name, alternatenames, latitude, longitude, class, code, country, admin1, population
ROWS = [
    (1, "Ruritania Province", "", 40.5, 47.1, "A", "ADM1", "AZ", "77", 30000),
    (2, "Strelsau", "Strelzau,STR,Стрельзау", 40.51, 47.12, "P", "PPLA", "AZ", "77", 20000),
    (3, "Zenda", "", 40.52, 47.13, "P", "PPL", "AZ", "77", 0),
    (4, "Old Zenda", "", 40.52, 47.13, "P", "PPLH", "AZ", "77", 0),
    (5, "Hentzau Rayonu", "", 40.6, 47.2, "A", "ADM2", "AZ", "77", 900),
    (6, "Lake Tarlenheim", "", 40.6, 47.2, "H", "LK", "AZ", "77", 0),
    (7, "Nowhere", "", 1.0, 1.0, "P", "PPL", "", "", 5000),
]


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    lines = [
        f"{i}\t{name}\t{name}\t{others}\t{lat}\t{lon}\t{group}\t{code}\t{country}\t\t{first}\t\t\t\t{people}\t\t12\tAsia/Baku\t2024-01-01\n"
        for i, name, others, lat, lon, group, code, country, first, people in ROWS
    ]
    (tmp_path / "allCountries.txt").write_text("".join(lines), encoding="utf8")
    (tmp_path / "admin1CodesASCII.txt").write_text("AZ.77\tRuritania\tRuritania\t1\n", encoding="utf8")
    names = "900\t2\ten\tStrelsow\t1\t\t\t\t\t\n901\t2\tlink\thttps://example.org\t\t\t\t\t\t\n"
    (tmp_path / "alternateNamesV2.txt").write_text(names, encoding="utf8")
    return tmp_path


def test_a_dump_becomes_an_index_that_is_used(dump: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = dump / "all.npz"
    result = CliRunner().invoke(cli, ["gazetteer", "build", str(dump), "-o", str(out)])
    assert result.exit_code == 0, result.output
    assert "written to" in result.output
    monkeypatch.setenv(SETTING, str(out))
    index = gazetteer()
    (town,) = index.find("strelsau")
    assert (town.name, town.country, town.kind, town.geonames, index.place(town.division).name) == ("Strelsau", "AZE", "city", 2, "Ruritania")
    assert [p.main for p in index.find("strelsow")] == [True]
    assert [p.main for p in index.find("strelzau")] == [False]
    assert [p.name for p in index.find("zenda")] == ["Zenda"]
    assert [p.kind for p in index.find("hentzau")] == ["region"]
    assert index.find("old zenda") == index.find("lake tarlenheim") == index.find("nowhere") == ()
    assert index.find("united states")[0].kind == "state"
    assert any(p.disputed and p.country == "AZE" for p in index.find("stepanakert"))


@pytest.mark.parametrize("missing", ["allCountries.txt", "admin1CodesASCII.txt"])
def test_a_missing_file_is_named_with_what_to_do(dump: Path, missing: str) -> None:
    (dump / missing).unlink()
    error = CliRunner().invoke(cli, ["gazetteer", "build", str(dump), "-o", str(dump / "x.npz")]).exception
    assert isinstance(error, UsageError)
    assert missing in str(error)
    assert "Unpack" in str(error)


@pytest.mark.parametrize(("name", "text"), [("allCountries.txt", "one\ttwo\n"), ("admin1CodesASCII.txt", "AZ.77\tRuritania\n")])
def test_a_file_of_another_kind_is_named_with_its_line(dump: Path, name: str, text: str) -> None:
    (dump / name).write_text(text, encoding="utf8")
    error = CliRunner().invoke(cli, ["gazetteer", "build", str(dump), "-o", str(dump / "x.npz")]).exception
    assert isinstance(error, DataError)
    assert f"{name}, line 1" in str(error)


@pytest.mark.parametrize("content", [None, b"", b"no index"])
def test_a_setting_that_names_no_index_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None) -> None:
    path = tmp_path / "broken.npz"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setenv(SETTING, str(path))
    with pytest.raises(UsageError, match="counterclaim gazetteer build"):
        gazetteer()
