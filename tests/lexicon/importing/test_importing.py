"""Dictionaries and tables of others become a lexicon that loads; what is not taken is listed with its reason."""

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterclaim.errors import CounterclaimError, UsageError
from counterclaim.lexicon.actors import load_actor_lexicon
from counterclaim.lexicon.bundle import Lexicon, load_lexicon
from counterclaim.lexicon.importing.codes import Codes, Unreadable
from counterclaim.lexicon.importing.files import import_files
from counterclaim.lexicon.importing.leaders import day_of as leader_day
from counterclaim.lexicon.importing.leaders import state_of
from counterclaim.lexicon.importing.petrarch_actors import day_of, names_of
from counterclaim.lexicon.importing.result import Import
from counterclaim.lexicon.words import fold_words

HERE = Path(__file__).parent


def imported(tmp_path: Path, *names: str, **options: object) -> tuple[Import, Lexicon]:
    made = import_files([HERE / n for n in names], load_actor_lexicon(), **options)
    (tmp_path / "my.yaml").write_text(made.to_yaml("test"), encoding="utf8")
    return made, load_lexicon(tmp_path / "my.yaml")


def codes_of(lexicon: Lexicon, name: str, date: str) -> tuple[str | None, str | None]:
    first = lexicon.actors.readings(fold_words(name), date)[0]
    return first.actor, first.role


@pytest.mark.parametrize(
    ("name", "date", "expected"),
    [
        ("Korvan Dawn Movement", "2020-01-01", ("MLI", "REB")),
        ("Dawn Movement of the North", "2020-01-01", ("MLI", "REB")),
        ("KDM", "2020-01-01", ("MLI", "REB")),
        ("Joran Velt", "2000-12-31", ("MLI", "ELI")),
        ("Joran Velt", "2001-01-01", ("MLI", "GOV")),
        ("Joran Velt", "2008-12-31", ("MLI", "GOV")),
        ("Joran B. Velt", "2012-03-31", ("MLI", "OPP")),
        ("Joran Velt", "2012-04-01", ("MLI", "ELI")),
        ("Korvan Observer Mission", "2020-01-01", ("IGO:UN", "IGO")),
        ("Uno Desk", "2020-01-01", ("IGO:UN", "IGO")),
        ("Relief for All", "2020-01-01", ("NGO:RFA", "NGO")),
        ("Blue River Group", "2020-01-01", ("NGO:RFA", "NGO")),
        ("Romanian Hill People", "2020-01-01", ("ROU", "REB")),
        ("Korvan Star Hotel", "2020-01-01", (None, None)),
    ],
)
def test_an_actor_dictionary(tmp_path, name, date, expected) -> None:
    assert codes_of(imported(tmp_path, "korvania.actors.txt")[1], name, date) == expected


def test_what_an_actor_dictionary_loses_is_listed(tmp_path) -> None:
    made, _ = imported(tmp_path, "korvania.actors.txt")
    assert made.reasons() == {
        "a region of the world, which is no actor here": 1,
        "no code": 3,  # of two the only code had a bad date, which is listed by itself
        "a date that no calendar has": 1,
        "a period that ends before it begins": 1,
        "not a CAMEO actor code": 1,
        "no sector known in the code": 1,
        "a sector without a state; write it under roles": 1,
        "a name that stands under another code before": 1,
    }
    assert made.known == 1  # FRANCE_
    assert all(s.file == "korvania.actors.txt" and s.line > 3 for s in made.skipped)
    assert made.skipped_csv().count("\n") == len(made.skipped) + 1
    assert [p["name"] for p in made.people] == ["Joran Velt"]


def test_an_agent_dictionary(tmp_path) -> None:
    made, lexicon = imported(tmp_path, "korvania.agents.txt")
    nouns = lexicon.actors.roles.nouns
    expected = {
        "dune keeper": ("COP", False), "dune warden": ("COP", False), "harbour reeve": ("GOV", False), "harbour reeves": ("GOV", False),
        "salt brotherhood council": ("REL", True), "relief caravan": ("NGO", False), "soldier": ("MIL", False),
    }  # fmt: skip
    assert {n: (nouns[fold_words(n)].role, nouns[fold_words(n)].body) for n in expected} == expected
    assert made.known == 1  # SOLDIER
    assert made.reasons() == {
        "no sector known in the code": 1,
        "a marker that is not defined: !MENDER!": 1,
        "no noun with a code in brackets": 1,
        "a code without ~, which belongs into an actor dictionary": 1,
        "stands under COP before": 1,
    }


def test_a_table_like_that_of_archigos(tmp_path) -> None:
    made, lexicon = imported(tmp_path, "archigos_like.csv")
    assert codes_of(lexicon, "Odile Marchenoir", "2002-01-01") == ("FRA", "GOV")
    assert made.reasons() == {"a state that is not known": 1, "a date that no calendar has": 1, "a period that ends before it begins": 1}
    assert lexicon.actors.in_office("FRA", "HOS", "2003-01-01")[-1].name == "Odile Marchenoir"


def test_abbreviations_that_mean_another_state_in_iso_are_read_by_number(tmp_path) -> None:
    made, _ = imported(tmp_path, "archigos_like.csv", mapped={"state": "ccode"})
    assert {p["name"]: p["actor"] for p in made.people}["Urs Brand"] == "CHE"


def test_a_table_like_that_of_reign(tmp_path) -> None:
    made, lexicon = imported(tmp_path, "reign_like.csv")
    assert [(p["from"], p["to"]) for p in made.people] == [("2015-11-01", "2016-01-31"), ("2018-06-01", "2018-06-30")]
    assert codes_of(lexicon, "Sira Konda", "2016-01-31") == ("MLI", "GOV")
    assert made.reasons() == {"no year and month": 1, "a state that is not known": 1}


def test_columns_can_be_mapped(tmp_path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("Person;Land;Von;Bis;Amt\nUna Berg;Frankreich;;;x\nOle Dahl;NOR;2001;;foreign minister\n", encoding="utf8")
    mapped = {"name": "Person", "state": "Land", "from": "Von", "to": "Bis", "office": "Amt"}
    made = import_files([table], load_actor_lexicon(), mapped=mapped)
    assert made.people == [{"name": "Ole Dahl", "actor": "NOR", "office": "FM", "from": "2001"}]
    assert [s.reason for s in made.skipped] == ["a state that is not known"]
    with pytest.raises(UsageError, match="no column for month, state, year"):
        import_files([table], load_actor_lexicon())
    with pytest.raises(UsageError, match="has no column 'Wer'"):
        import_files([table], load_actor_lexicon(), mapped={"name": "Wer"})
    with pytest.raises(UsageError, match="map one of"):
        import_files([table], load_actor_lexicon(), mapped={"who": "Person"})


def test_several_files_make_one_lexicon(tmp_path) -> None:
    made, lexicon = imported(tmp_path, "korvania.actors.txt", "korvania.agents.txt", "reign_like.csv")
    assert made.taken == sum(
        import_files([HERE / f], load_actor_lexicon()).taken for f in ("korvania.actors.txt", "korvania.agents.txt", "reign_like.csv")
    )
    assert yaml.safe_load(made.to_yaml("x"))["source"] == "x"
    assert lexicon.label


def test_files_of_other_kinds_are_refused(tmp_path) -> None:
    verbs = tmp_path / "some.verbs.txt"
    verbs.write_text("--- SHELL [190] ---\nSHELL\n- * VILLAGE [194]\n")
    with pytest.raises(UsageError, match="verb dictionary"):
        import_files([verbs], load_actor_lexicon())
    for name, content in (("a.txt", b"just words"), ("b.bin", b"\x00\x01")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(UsageError, match=r"neither a dictionary|no text file"):
            import_files([tmp_path / name], load_actor_lexicon())
    with pytest.raises(UsageError, match="cannot be read"):
        import_files([tmp_path / "none.txt"], load_actor_lexicon())


@pytest.mark.parametrize(
    ("digits", "day"),
    [("010101", "2001-01-01"), ("301231", "2030-12-31"), ("310101", "1931-01-01"), ("18970101", "1897-01-01"), ("450703", "1945-07-03")],
)
def test_days_of_petrarch(digits, day) -> None:
    assert day_of(digits) == day


@pytest.mark.parametrize("digits", ["0101", "20011301", "abcdef", "010230"])
def test_days_that_are_none(digits) -> None:
    with pytest.raises(Unreadable):
        day_of(digits)


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        ("FRONT_FOR_THE_LIBERATION_", ["Front for the Liberation"]),
        ("AL-HASSAN_BRIGADE", ["Al-Hassan Brigade"]),
        ("PEOPLE'S_ARMY_ ", ["People's Army"]),
        ("J.R._DOE", ["J.R. Doe"]),
        ("NLA_", ["NLA", "Nla"]),
        ("Mixed Case_", ["Mixed Case"]),
        ("_", []),
    ],
)
def test_names_out_of_capitals(phrase, names) -> None:
    assert names_of(phrase) == names


@pytest.mark.parametrize(
    ("cell", "iso"),
    [("220", "FRA"), ("220.0", "FRA"), ("UKG", "GBR"), ("GBR", "GBR"), ("Mali", "MLI"), ("Côte d'Ivoire", "CIV"), ("IGO:UN", "IGO:UN")],
)
def test_states_of_tables(cell, iso) -> None:
    assert state_of(cell, load_actor_lexicon()) == iso


@pytest.mark.parametrize(
    ("cell", "day"), [("2001-5-7", "2001-05-07"), ("20010507", "2001-05-07"), ("2001", "2001"), ("NA", ""), ("2001-05-07T00:00", "2001-05-07")]
)
def test_days_of_tables(cell, day) -> None:
    assert leader_day(cell, False) == day


def test_codes_of_cameo() -> None:
    codes = Codes(load_actor_lexicon())
    assert [(m.actor, m.role) for m in map(codes.read, ("USA", "USAGOV", "SYRREBMOS", "ROMOPP", "NGOXYZ", "---"))] == [
        ("USA", None), ("USA", "GOV"), ("SYR", "REB"), ("ROU", "OPP"), ("NGO:XYZ", "NGO"), (None, None),
    ]  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(alphabet="AB_+[]#;!={}~-<> \t019\nFRAGOV", max_size=40), max_size=12))
def test_no_dictionary_however_odd_makes_a_lexicon_that_does_not_load(tmp_path, lines) -> None:
    path = tmp_path / "odd.actors.txt"
    path.write_text("\n".join([*lines, "SOME_NAME_ [FRAGOV]"]), encoding="utf8")
    for kind in ("actors", "agents"):
        made = import_files([path], load_actor_lexicon(), kind)
        (tmp_path / "my.yaml").write_text(made.to_yaml("odd"), encoding="utf8")
        try:
            load_lexicon(tmp_path / "my.yaml")
        except CounterclaimError as error:
            pytest.fail(f"{error}\n{made.to_yaml('odd')}")
