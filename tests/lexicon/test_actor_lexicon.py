"""The actor lexicon: what the files hold together, and what the loader says of mistakes."""

from __future__ import annotations

import re
import time
from collections import Counter, defaultdict
from itertools import pairwise

import pytest

from counterclaim.errors import DataError
from counterclaim.lexicon import actors
from counterclaim.lexicon.actor_entries import read_people, read_states
from counterclaim.lexicon.actors import ActorLexicon, Period, load_actor_lexicon
from counterclaim.lexicon.load import data_text, load_yaml, names_in
from counterclaim.lexicon.words import fold, fold_words

HEADS = {"HOS", "HOG"}


@pytest.fixture(scope="module")
def lexicon() -> ActorLexicon:
    return load_actor_lexicon()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Türkiye", ("Turkiye",)),
        ("al-Shabaab", ("al", "-", "Shabaab")),
        ("AK-47", ("AK-47",)),
        ("Workers’ Party", ("Workers", "'", "Party")),
        ("People's Army", ("People", "'s", "Army")),
        ("SPLM/A", ("SPLM", "/", "A")),
        ("P5+1", ("P5", "+", "1")),
        ("U.S.", ("U.S.",)),
        ("Côte d'Ivoire", ("Cote", "d'Ivoire")),
        ("Sana'a", ("Sana'a",)),
        ("", ()),
    ],
)
def test_names_are_cut_as_the_parser_cuts_text(name, words):
    assert fold_words(name) == words


@pytest.mark.parametrize(("word", "folded"), [("Erdoğan", "Erdogan"), ("Wałęsa", "Walesa"), ("ISIS", "ISIS"), ("Ərdoğan", "Ardogan")])
def test_fold(word, folded):
    assert fold(word) == folded


def test_all_members_of_the_un_are_there(lexicon):
    status = Counter(s.status for s in lexicon.states.values())
    assert status["member"] == 193
    assert {"PSE", "VAT"} == {k for k, s in lexicon.states.items() if s.status == "observer"}
    assert {"TWN", "XKX", "ESH"} == {k for k, s in lexicon.states.items() if s.status == "disputed"}
    bare = [k for k, s in lexicon.states.items() if s.status == "member" and not (s.adjectives and s.people)]
    assert not bare


def test_no_key_stands_twice_in_a_file():
    for path in (*names_in("actors/states", ".yaml"), "actors/entities.yaml", "actors/igos.yaml", "actors/ngos.yaml", "actors/armed.yaml"):
        keys = re.findall(r"^([\w-]+):", data_text(path), flags=re.M)
        assert not [k for k, n in Counter(keys).items() if n > 1], path


@pytest.mark.parametrize(
    ("words", "actor", "role", "kind"),
    [
        ("Azeri", "AZE", None, "adjective"),
        ("Dutch", "NLD", None, "adjective"),
        ("Frenchmen", "FRA", None, "people"),
        ("Kyiv", "UKR", None, "capital"),
        ("Peking", "CHN", None, "capital"),
        ("Kremlin", "RUS", "GOV", "seat"),
        ("Knesset", "ISR", "LEG", "seat"),
        ("IDF", "ISR", "MIL", "seat"),
        ("KGB", "RUS", "SPY", "name"),
        ("Soviet Union", "RUS", None, "name"),
        ("East German", "DEU", None, "adjective"),
        ("Rhodesia", "ZWE", None, "name"),
        ("Congo", "COD", None, "name"),
        ("Koreans", "KOR", None, "people"),
        ("Turkish Cypriots", "CYP", "REB", "people"),
        ("Stepanakert", "ARM", "REB", "capital"),
        ("Security Council", "IGO:UN", "IGO", "name"),
        ("UNIFIL", "IGO:UN", "MIL", "force"),
        ("Minsk Group", "IGO:OSCE", "IGO", "name"),
        ("Red Cross", "NGO:ICRC", "NGO", "name"),
        ("Tamil Tigers", "ARMED:LTTE", "REB", "name"),
        ("Hizbollah", "ARMED:HEZBOLLAH", "REB", "name"),
    ],
)
def test_preferred_reading(lexicon, words, actor, role, kind):
    first = lexicon.readings(fold_words(words))[0]
    assert (first.actor, first.role, first.kind) == (actor, role, kind)


@pytest.mark.parametrize("name", ["Georgia", "Jordan", "Chad", "Turkey", "Guinea", "Niger", "Congress", "Washington", "Victoria", "Male"])
def test_names_that_need_context_are_marked(lexicon, name):
    assert any(p.ambiguous for p in lexicon.by_words[fold_words(name)])


@pytest.mark.parametrize(
    ("actor", "office", "date", "surname"),
    [
        ("AZE", "HOS", "2016-04-20", "Aliyev"),
        ("ARM", "HOS", "2016-04-20", "Sargsyan"),
        ("USA", "HOS", "1999-03-24", "Clinton"),
        ("GBR", "HOG", "2003-03-20", "Blair"),
        ("RUS", "HOS", "1996-08-01", "Yeltsin"),
        ("RUS", "HOS", "1987-01-01", "Gromyko"),
        ("ISR", "HOG", "2016-04-20", "Netanyahu"),
        ("IRN", "HOG", "2016-04-20", "Rouhani"),
        ("FRA", "HOS", "1990-08-02", "Mitterrand"),
        ("DEU", "HOG", "1990-10-03", "Kohl"),
        ("IRQ", "HOS", "1990-08-02", "Saddam"),
        ("IGO:UN", "HEAD", "2005-01-01", "Annan"),
        ("IGO:NATO", "HEAD", "1999-04-01", "Solana"),
        ("RUS", "FM", "2016-04-20", "Lavrov"),
        ("USA", "FM", "2016-04-20", "Kerry"),
    ],
)
def test_who_is_in_office(lexicon, actor, office, date, surname):
    held = lexicon.in_office(actor, office, date)
    assert [surname in (p.name, *p.name.split(), *p.aliases) for p in held] == [True]


def test_a_surname_is_read_by_date(lexicon):
    bush = fold_words("Bush")
    assert lexicon.readings(bush, "1990-08-02")[0].entry.name == "George H. W. Bush"
    assert lexicon.readings(bush, "2003-03-20")[0].entry.name == "George W. Bush"


# Offices with two holders at a time: shared, of two states under one code, contested, or held by an acting successor.
SHARED = {"BIH", "CIV", "DEU", "GMB", "KGZ", "KHM", "LBN", "LBY", "MDG", "SRB", "ZMB"}


def test_every_member_has_heads(lexicon):
    members = {k for k, s in lexicon.states.items() if s.status == "member"}
    assert not members - {p.actor for p in lexicon.people if p.office in HEADS}


def test_nobody_holds_an_office_before_the_last_one_left(lexicon):
    heads = defaultdict(list)
    for person in lexicon.people:
        if person.office in HEADS and person.actor not in SHARED:
            heads[person.actor, person.office].append(person)
    clashes = []
    for key, held in heads.items():
        held.sort(key=lambda p: p.period.since)
        clashes += [(key, a.name, b.name) for a, b in pairwise(held) if not a.period.until or overlap(a.period, b.period)]
    assert not clashes


def overlap(one: Period, later: Period) -> bool:
    """Whether `later` begins before `one` ends, where both dates are known to the day."""
    known = not one.until.endswith("31") and not later.since.endswith("-01-01")
    return known and later.since < one.until


def test_common_surnames_are_marked_and_used(lexicon):
    for name in load_yaml("actors/surnames.yaml")["common"]:
        people = [p for p in lexicon.by_words.get(fold_words(name), ()) if p.kind in ("leader", "figure")]
        assert [p.ambiguous for p in people] == [True] * len(people) != [], name


def test_role_nouns(lexicon):
    nouns = lexicon.roles.nouns
    assert (nouns[("soldier",)].role, nouns[("soldier",)].body) == ("MIL", False)
    assert (nouns[("foreign", "ministry")].role, nouns[("foreign", "ministry")].body) == ("GOV", True)
    assert lexicon.roles.titles[("prime", "minister")] == ("GOV", "HOG")
    assert lexicon.roles.assets[("gun",)] == "MIL"
    assert ("weapon",) in lexicon.roles.things
    assert ("country",) in lexicon.roles.polities


def test_period():
    assert Period("1990-01-01", "1990-12-31").covers("1990-06-15")
    assert not Period("1990-01-01", "1990-12-31").covers("1991-01-01")
    assert Period("1990-01-01").covers("2030-01-01")


def test_loading_is_quick():
    load_actor_lexicon.cache_clear()
    begin = time.process_time()
    load_actor_lexicon()
    assert time.process_time() - begin < 0.7  # 0.15 s where nothing else runs


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"Aze": {"names": ["x"]}}, "alpha-3"),
        ({"AZE": {"adjectives": ["x"]}}, "names among them"),
        ({"AZE": {"names": "x"}}, "expected a list"),
        ({"AZE": {"names": [False]}}, "quotation marks"),
        ({"AZE": {"names": ["x", "x"]}}, "twice"),
        ({"AZE": {"names": ["x"], "colour": ["y"]}}, "unknown field colour"),
        ({"AZE": {"names": ["x"], "seats": {"ZZZ": ["y"]}}}, "unknown role 'ZZZ'"),
        ({"AZE": {"names": ["x"], "neighbours": {"up": ["ARM"]}}}, "unknown direction up"),
        ({"AZE": {"names": ["x"], "status": "odd"}}, "unknown status"),
        ({"AZE": {"names": ["x"], "former": [{"until": "1991-13", "names": ["y"]}]}}, "not a date"),
        ({"AZE": {"names": ["x"], "former": [{"since": "1992", "until": "1991", "names": ["y"]}]}}, "after"),
    ],
)
def test_mistakes_in_a_state_are_named(content, message):
    with pytest.raises(DataError, match=message) as caught:
        list(read_states("actors/states/x.yaml", content))
    assert "actors/states/x.yaml" in str(caught.value)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"iso": "XXX"}, "unknown actor"),
        ({"office": "CEO"}, "unknown office"),
        ({"from": "2003-02-30x"}, "not a date"),
        ({"from": "2003-02-30"}, "not a date"),
        ({"from": "2004", "to": "2003"}, "after"),
        ({"aliases": "Doe|Doe"}, "twice"),
        ({"to": None}, "cells"),
    ],
)
def test_mistakes_in_a_row_are_named(row, message):
    good = {"iso": "AZE", "office": "HOS", "name": "Jane Doe", "aliases": "Doe", "from": "2003-10-31", "to": ""}
    with pytest.raises(DataError, match=message):
        list(read_people("actors/leaders.csv", [{**good, **row}], {"AZE"}))


def test_a_name_of_two_states_must_be_marked():
    content = {"COD": {"names": ["Congo"]}, "COG": {"names": ["Congo"]}}
    phrases = [p for s in read_states("x.yaml", content) for p in actors._phrases_of(s)]
    with pytest.raises(DataError, match="'Congo' is claimed by COD and COG"):
        actors._check_shared(phrases)
    content["COG"]["ambiguous"] = ["Congo"]
    actors._check_shared([p for s in read_states("x.yaml", content) for p in actors._phrases_of(s)])
