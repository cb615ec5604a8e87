"""Event data in the forms of others become one table, and what is left out is counted by reason."""

import gzip
import json
import zipfile
from datetime import date

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterclaim.errors import DataError, InputError, UsageError
from counterclaim.relate.actors import resolve
from counterclaim.relate.codes import meaning
from counterclaim.relate.formats import FIELDS, formats, own_format
from counterclaim.relate.store import events_of, import_events
from counterclaim.relate.tidy import SCHEMA

from .made import gdelt_row, write

MC, VC, VF = "material conflict", "verbal cooperation", "verbal conflict"
SAMPLES = {
    "gdelt2": [gdelt_row(1)],
    "gdelt1": ["\t".join(gdelt_row(1).split("\t")[:58])],
    "reduced": ["Date\tSource\tTarget\tCAMEOCode\tNumEvents\tGoldstein", "19790101\tUSR\tROM\t042\t3\t1.9"],
    "icews": [
        "Event ID\tEvent Date\tSource Name\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\tTarget Country",
        "7\t2018-06-01\tMinistry (Turkey)\tTurkey\tConsult\t040\t1\tArmenia\tArmenia",
    ],
    "icews17": [
        "Event ID\tEvent Date\tSource Name\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\tTarget Country",
        "7\t1/31/2017\tUnited Nations\t\tAccuse\t112\t-2\tMyanmar\tMyanmar",
    ],
    "polecat": [
        "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tActor Name\tActor Country\tRecipient Name\tRecipient Country",
        "7\t2023-01-02\tSANCTION\t\t-5.5\tTreasury\tUSA\tMinistry\tRussian Federation",
    ],
    "phoenix": ["EventID,Date,SourceActorFull,TargetActorFull,EventCode,GoldsteinScale,URLs", "7,2015-03-04,TURMIL,SYRREB,190,-10,https://a.example"],
    "cameo": ["date,source,target,code", "1999-12-31,IGOUNO,PSEGZS,0233"],
    "weis": ["date,source,target,code", "1993-04-05,AZRGOV,UAR,223", "1993-04-06,FRN,UNO,224"],
    "ucdp": [
        "id,type_of_violence,side_a,side_b,date_start,best,source_headline",
        '1,1,Government of Azerbaijan,"Front of Nowhere, Forces",2020-09-27 00:00:00.000,12,"Clashes, again"',
    ],
    "acled": [
        "event_id_cnty,event_date,sub_event_type,actor1,actor2,notes",
        'X1,27 September 2020,Armed clash,Military Forces of Azerbaijan (2003-),Military Forces of Armenia (2018-),"Fire ""heavy"""',
    ],
}
CASES = [  # sample, then date, source, source role, target, code, quad and Goldstein value of its first event
    ("gdelt2", "2018-06-01", "ARM", "GOV", "AZE", "190", MC, -10.0),
    ("gdelt1", "2018-06-01", "ARM", "GOV", "AZE", "190", MC, -10.0),
    ("reduced", "1979-01-01", "SUN", "", "ROU", "042", VC, 1.9),
    ("icews", "2018-06-01", "TUR", "", "ARM", "040", VC, 1.0),
    ("icews17", "2017-01-31", "United Nations", "", "MMR", "112", VF, -2.0),
    ("polecat", "2023-01-02", "USA", "", "RUS", "SANCTION", MC, -5.5),
    ("phoenix", "2015-03-04", "TUR", "MIL", "SYR", "190", MC, -10.0),
    ("cameo", "1999-12-31", "IGO:UN", "", "PSE", "0233", VC, 3.4),
    ("weis", "1993-04-05", "AZE", "GOV", "EGY", "223", MC, -10.0),
    ("ucdp", "2020-09-27", "AZE", "GOV", "Front of Nowhere, Forces", "1", MC, -10.0),
    ("acled", "2020-09-27", "AZE", "MIL", "ARM", "Armed clash", MC, -10.0),
]


@pytest.mark.parametrize(("name", "day", "source", "role", "target", "code", "quad", "value"), CASES, ids=[c[0] for c in CASES])
def test_each_form_becomes_the_same_table(tmp_path, name, day, source, role, target, code, quad, value) -> None:
    done = import_events([write(tmp_path / f"{name}.csv", *SAMPLES[name])], tmp_path / "out.parquet")
    table = pq.read_table(tmp_path / "out.parquet")
    row = table.to_pylist()[0]
    assert done.losses.total == 0
    assert table.schema.equals(SCHEMA)
    assert (row["date"].isoformat(), row["source"], row["source_role"], row["target"], row["code"], row["quad"]) == (
        day,
        source,
        role,
        target,
        code,
        quad,
    )
    assert row["goldstein"] == pytest.approx(value)


def test_what_is_left_out_is_counted_by_reason(tmp_path) -> None:
    good = [gdelt_row(i, day=f"201806{i + 1:02}") for i in range(5)]
    bad = [
        gdelt_row(10, day="20180231"), gdelt_row(11, day="21980101"), gdelt_row(12, two=""), gdelt_row(13, one=" "), gdelt_row(14, code="99"),
        gdelt_row(15).rpartition("\t")[0], "",
    ]  # fmt: skip
    done = import_events([write(tmp_path / "a.CSV", *good, *bad)], tmp_path / "out.parquet")
    assert done.kept == 5
    assert done.losses.counts == {
        "no date that can be read": 2,
        "target not named": 1,
        "source not named": 1,
        "code not known": 1,
        "60 columns instead of 61": 1,
    }
    assert done.losses.examples["no date that can be read"].startswith("20180231")
    assert done.read == 11
    assert (done.first, done.last) == (date(2018, 6, 1), date(2018, 6, 5))


def test_one_a_day_says_what_it_drops(tmp_path) -> None:
    rows = [gdelt_row(1), gdelt_row(2), gdelt_row(3, code="112"), gdelt_row(4, day="20180602"), gdelt_row(5, two="TUR")]
    first, second = (write(tmp_path / name, *rows) for name in ("a.CSV", "b.CSV"))  # the second file only repeats
    assert import_events([first, second], tmp_path / "all.parquet").kept == 10
    done = import_events([first, second], tmp_path / "single.parquet", one_a_day=True)
    assert (done.kept, done.repeated, done.read) == (4, 6, 10)
    assert [r["id"] for r in pq.read_table(tmp_path / "single.parquet").to_pylist()] == ["1", "3", "4", "5"]


def test_packed_files_and_folders(tmp_path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.csv.gz").write_bytes(gzip.compress(b"date,source,target,code\n2001-02-03,ARM,AZE,190\n"))
    with zipfile.ZipFile(folder / "b.zip", "w") as archive:
        archive.writestr("one.CSV", gdelt_row(1) + "\n")
        archive.writestr("two.CSV", gdelt_row(2, one="TUR") + "\n")
    done = import_events([folder], tmp_path / "out.parquet")
    assert (done.kept, len(done.files)) == (3, 3)


def test_bytes_that_are_no_utf8_lose_no_row(tmp_path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"date,source,target,code,desc\n2001-02-03,ARM,AZE,190,caf\xe9\n")
    import_events([path], tmp_path / "out.parquet")
    assert pq.read_table(tmp_path / "out.parquet")["note"].to_pylist() == ["caf\ufffd"]


def coded(number: int, kind: str, cameo: str, quad: str, sources: list[str], targets: list[str], **more: object) -> dict[str, object]:
    event = {"id": f"e{number}", "type": kind, "cameo": cameo, "quad": quad, "intensity": -2.0, "trigger": {"text": kind.lower()}, "status": "actual"}
    return event | {"sources": [{"actor": a, "role": None} for a in sources], "targets": [{"actor": a} for a in targets], "time": None} | more


def test_a_quotation_mark_that_is_not_closed_costs_its_row_only(tmp_path) -> None:
    good = [f"2001-01-{d:02},ARM,AZE,190,quiet" for d in range(1, 29)]
    notes = ['"in ""marks"", with commas"', '"over\nthree\nlines"', '"never closed', '"over two\nlines, with a comma"']
    odd = [f"2001-02-0{i},TUR,ARM,040,{note}" for i, note in enumerate(notes, 1)]
    lines = ["date,source,target,code,desc", *good, odd[0], *good, odd[1], *good, odd[2], *good, odd[3], *good]
    done = import_events([write(tmp_path / "a.csv", *lines)], tmp_path / "out.parquet")
    assert done.losses.counts == {"quotation mark not closed": 1}
    assert done.kept == 5 * len(good) + 3
    found = [n for n in pq.read_table(tmp_path / "out.parquet")["note"].to_pylist() if n != "quiet"]
    assert found == ['in "marks", with commas', "over\nthree\nlines", "over two\nlines, with a comma"]


def test_a_file_that_cannot_be_read_loses_no_other(tmp_path) -> None:
    files = [write(tmp_path / "a.CSV", gdelt_row(1)), write(tmp_path / "odd.csv", "colour,shape"), write(tmp_path / "z.CSV", gdelt_row(2))]
    done = import_events(files, tmp_path / "out.parquet")
    assert done.kept == 2
    assert "odd.csv" in done.refused[0]


@given(st.lists(st.binary(max_size=60), max_size=12))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rubbish_among_the_rows_is_left_out(tmp_path, rubbish) -> None:
    """Whatever lies between good rows, the import ends, and the rows before it are there."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"\n".join([b"date,source,target,code", b"2001-01-01,ARM,AZE,190", *rubbish, b"2001-01-02,ARM,AZE,190"]) + b"\n")
    done = import_events([path], tmp_path / "out.parquet")
    assert done.kept >= 1
    assert done.kept + done.losses.total == done.read


CODING = {
    "id": "a",
    "published": "2016-04-20",
    "events": [
        coded(1, "ACCUSE", "112", VF, ["ARM"], ["AZE", "TUR"]),
        coded(2, "ASSAULT", "190", MC, ["AZE"], ["ARM"], status="negated"),
        coded(3, "CONSULT", "040", VC, ["ARM", "AZE"], ["ARM", "AZE"], time={"from": "2016-04-05"}),
    ],
}


def test_codings_of_our_own(tmp_path) -> None:
    file = write(tmp_path / "coded.jsonl", json.dumps(CODING), "{broken", json.dumps({"id": "b", "events": []}))
    done = import_events([file], tmp_path / "out.parquet")
    rows = pq.read_table(tmp_path / "out.parquet").to_pylist()
    pairs = [(r["date"].isoformat(), r["source"], r["target"], r["id"]) for r in rows]
    assert pairs == [
        ("2016-04-20", "ARM", "AZE", "a#e1"),
        ("2016-04-20", "ARM", "TUR", "a#e1"),
        ("2016-04-05", "ARM", "AZE", "a#e3"),
        ("2016-04-05", "AZE", "ARM", "a#e3"),
    ]
    assert done.losses.counts == {"status negated": 1, "line is no coding": 1}


def test_an_events_table_is_read_again_as_it_is(tmp_path) -> None:
    import_events([write(tmp_path / "a.CSV", gdelt_row(1), gdelt_row(2))], tmp_path / "out.parquet")
    with events_of([tmp_path / "out.parquet"]) as dataset:
        assert dataset.count_rows() == 2
    assert import_events([tmp_path / "out.parquet"], tmp_path / "again.parquet").kept == 2


def test_a_mapping_of_ones_own(tmp_path) -> None:
    mapping = write(
        tmp_path / "own.yaml", "delimiter: ;", "dates: ['%d.%m.%Y']", "fields: {date: Tag, source: Wer, target: Wem, code: Was}", "actors: name"
    )
    data = write(tmp_path / "own.csv", "Tag;Wer;Wem;Was;Rest", "03.02.2001;Russia;Islamic Republic of Iran;042;x")
    import_events([data], tmp_path / "out.parquet", own_format(mapping))
    row = pq.read_table(tmp_path / "out.parquet").to_pylist()[0]
    assert (row["date"], row["source"], row["target"]) == (date(2001, 2, 3), "RUS", "IRN")


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("fields: {date: a}", "'source' is not mapped"),
        ("fields: {date: a, source: b, target: c, code: d, colour: e}", "unknown field 'colour'"),
        ("fields: {date: a, source: b, target: c, code: d}\ncodes: [foo]", "'foo' is unknown"),
        ("fields: [", "not valid YAML"),
        ("just text", "a mapping with fields"),
    ],
)
def test_a_mapping_that_cannot_be_used(tmp_path, text, remedy) -> None:
    with pytest.raises(DataError, match=remedy):
        own_format(write(tmp_path / "own.yaml", text))


def test_files_that_cannot_be_read(tmp_path) -> None:
    out = tmp_path / "out.parquet"
    for path, error, remedy in (
        (tmp_path / "none.csv", UsageError, "check the path"),
        (write(tmp_path / "odd.csv", "colour,shape", "red,round"), UsageError, "--map"),
        (write(tmp_path / "cut.zip", "PK nothing"), InputError, "ZIP"),
        (write(tmp_path / "cut.parquet", "PAR1 nothing"), InputError, "Parquet"),
    ):
        with pytest.raises(error, match=remedy):
            import_events([path], out)
    assert not out.exists()
    assert not list(tmp_path.glob("*.part"))


def test_the_layouts_name_what_there_is() -> None:
    assert {"gdelt1", "gdelt2", "icews", "polecat", "phoenix", "keds", "ucdp_ged", "acled"} <= formats().keys()
    for layout in formats().values():
        assert set(layout.fields) <= set(FIELDS)
        assert layout.columns or layout.header


@pytest.mark.parametrize(
    ("cell", "style", "actor"),
    [
        ("USAGOV", "cameo", ("USA", "GOV")), ("IGOUNO", "cameo", ("IGO:UN", "")), ("XYZ", "cameo", ("XYZ", "")), ("", "cameo", None),
        ("AUS", "weis", ("AUT", "")), ("AUS", "cameo", ("AUS", "")), ("BOSSER", "weis", ("*Bosnian Serbs", "")),
        ("SERGOV", "weis", ("SRB", "GOV")), ("UN", "weis", ("IGO:UN", "")),
        ("ETHALB", "weis", ("*ethnic Albanians", "")),
        ("Korea, Republic of", "name", ("KOR", "")), ("Citizen (Iran)", "name", ("IRN", "CVL")), ("Hamas", "name", ("Hamas", "")),
        ("None", "name", None),
    ],
)  # fmt: skip
def test_actors(cell, style, actor) -> None:
    assert resolve(cell, style) == actor


@pytest.mark.parametrize(
    ("code", "scheme", "value"),
    [
        ("190", "cameo", -10.0), ("1909", "cameo", -10.0), ("0841]", "cameo", None), ("99", "cameo", None),
        ("223", "weis", -10.0), ("229", "weis", -9.0), ("130", "weis", -2.1), ("0831", "weis", None), ("4", "ucdp", None),
    ],
)  # fmt: skip
def test_codes(code, scheme, value) -> None:
    found = meaning(code, scheme)
    assert (found and found.goldstein) == value
