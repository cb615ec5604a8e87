"""Whom noun phrases stand for, in sentences of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from counterclaim.annotate.contract import Annotation
from counterclaim.annotate.with_spacy import SpacyAnnotator
from counterclaim.errors import DataError
from counterclaim.extract.actors import Actors, find_actors
from counterclaim.extract.actors.vocabulary import Group
from counterclaim.records import Document, PlaceRef

Reader = Callable[..., tuple[Annotation, Actors]]
Whom = set[tuple[str | None, str | None]]


@pytest.fixture(scope="module")
def read() -> Reader:
    annotator = SpacyAnnotator()

    def read(text: str, **fields: str) -> tuple[Annotation, Actors]:
        annotation = next(iter(annotator.annotate([text])))
        return annotation, find_actors(annotation, Document(id="d", text=text, **fields), [])

    return read


def of(read: Reader, text: str, word: str, **fields: str) -> Whom:
    """(actor, role) of the last token `word` of the text."""
    annotation, actors = read(text, **fields)
    tokens = [t.i for t in annotation.tokens if t.text == word]
    return {(m.actor, m.role) for m in actors.of(tokens[-1])}


def actors_of(read: Reader, text: str, word: str, **fields: str) -> set[str | None]:
    return {actor for actor, _ in of(read, text, word, **fields)}


PHRASES = [
    ("Armenian troops crossed the river.", "troops", {("ARM", "MIL")}),
    ("Officials at the ministry of defence in Baku denied it.", "ministry", {("AZE", "GOV")}),
    ("Georgia's defence ministry published a map.", "ministry", {("GEO", "GOV")}),
    ("Russian and Iranian diplomats met.", "diplomats", {("RUS", "GOV"), ("IRN", "GOV")}),
    ("UN-backed Libyan troops took the town.", "troops", {("LBY", "MIL")}),
    ("Saudi-led forces bombed the port.", "forces", {("SAU", "MIL")}),
    ("Pro-Russian rebels seized the station.", "rebels", {(None, "REB")}),
    ("An Israeli-made drone crashed.", "drone", set()),
    ("Russian oil flowed west.", "oil", set()),
    ("Iranian gunboats stopped the tanker.", "gunboats", {("IRN", "MIL")}),
    ("Dozens of Turkish soldiers were hurt.", "Dozens", {("TUR", "MIL")}),
    ("The armies of Iran and Iraq clashed.", "armies", {("IRN", "MIL"), ("IRQ", "MIL")}),
    ("Students marched through the streets.", "Students", {(None, "EDU")}),
    ("Turkish police and soldiers blocked the road.", "soldiers", {("TUR", "MIL")}),
    ("Bosnian Serb leaders refused the plan.", "leaders", {("BIH", "GOV")}),
    ("Iraqi Kurds fled north.", "Kurds", {("IRQ", "ETH")}),
    ("A spokesman for the Turkish army said nothing.", "spokesman", {("TUR", "MIL")}),
    ("The villages of Azerbaijan were quiet.", "villages", {("AZE", "CVL")}),
    ("Official Yerevan kept silent.", "Yerevan", {("ARM", "GOV")}),
]


@pytest.mark.parametrize(("text", "word", "expected"), PHRASES, ids=[p[0] for p in PHRASES])
def test_noun_phrases(read: Reader, text: str, word: str, expected: Whom) -> None:
    assert of(read, text, word) == expected


PERSONS = [
    ("Turkish Foreign Minister Halit Ormanci arrived. Hours later Ormanci left.", "Ormanci", {("TUR", "GOV")}),
    ("Ivan Petrenko, the Georgian defence minister, resigned. Petrenko gave no reason.", "Petrenko", {("GEO", "GOV")}),
    ("The Georgian defence minister, Ivan Petrenko, resigned.", "Petrenko", {("GEO", "GOV")}),
    ("Former Turkish prime minister Halit Ormanci was jailed.", "Ormanci", {("TUR", "ELI")}),
    ("The prime minister of Iran visited Baku. He left on Monday.", "He", {("IRN", "GOV")}),
]


@pytest.mark.parametrize(("text", "word", "expected"), PERSONS, ids=[p[0] for p in PERSONS])
def test_persons_met_in_the_text(read: Reader, text: str, word: str, expected: Whom) -> None:
    assert of(read, text, word) == expected


PRONOUNS = [
    ("Baku insists that its army stayed home.", "army", {"AZE"}),
    ("As for Turkey, Iran never invited it.", "it", {"TUR"}),
    ("Georgia warned Russia that it would close the border.", "it", {"GEO"}),
    ("Iran, whose navy is small, protested.", "navy", {"IRN"}),
    ("Turkey, which borders Syria, sent tents.", "which", {"TUR"}),
    ("It is clear that Georgia wants peace.", "It", set()),
    ("Armenia signed the treaty. It should be noted that nobody read it.", "It", set()),
    ("Turkey and Iran said they would meet.", "they", {"TUR", "IRN"}),
    ("Russian troops entered the town. They burned the bridge.", "They", {"RUS"}),
    ("I doubt the story.", "I", {"author"}),
    ('"We will not retreat," said a Georgian officer.', "We", {"GEO"}),
]


@pytest.mark.parametrize(("text", "word", "expected"), PRONOUNS, ids=[p[0] for p in PRONOUNS])
def test_pronouns(read: Reader, text: str, word: str, expected: set[str | None]) -> None:
    assert actors_of(read, text, word) == expected


NOMINALS = [
    ("Turkey and Iran met. The two countries signed a treaty.", "countries", {"TUR", "IRN"}),
    ("Georgian and Russian guards exchanged fire. Both sides blamed each other.", "sides", {"GEO", "RUS"}),
    ("Georgia and Russia talked, but neither government yielded.", "government", {"GEO", "RUS"}),
    ("Georgia and Russia talked. The chiefs of staff of the two countries shook hands.", "chiefs", {"GEO", "RUS"}),
    ("Russia, which sells arms to both countries, told Armenia and Azerbaijan to talk.", "countries", {"ARM", "AZE"}),
    ("Georgia closed its ports. The government gave no reason.", "government", {"GEO"}),
    ("In Tbilisi the foreign ministry said that Turkey would help.", "ministry", {"GEO"}),
    ("Armenia complained about its eastern neighbour.", "neighbour", {"AZE"}),
    ("Azerbaijan fears its powerful southern neighbour Iran.", "neighbour", {"IRN"}),
    ("The Turkish minister met his Iranian counterpart.", "counterpart", {"IRN"}),
    ("The Georgian side left early.", "side", {"GEO"}),
    ("Chad and Sudan quarrelled. A delegation is to visit both capitals.", "capitals", {"TCD", "SDN"}),
    ("Peru, Chile, Bolivia and Ecuador met. The four want it shut.", "four", {"PER", "CHL", "BOL", "ECU"}),
    ("Residents left the town.", "Residents", {None}),
    ("A government cannot do everything.", "government", {None}),
]


@pytest.mark.parametrize(("text", "word", "expected"), NOMINALS, ids=[p[0] for p in NOMINALS])
def test_descriptions(read: Reader, text: str, word: str, expected: set[str | None]) -> None:
    assert actors_of(read, text, word) == expected


SIDES = [
    ({"author": "A columnist in Tbilisi"}, "We have waited for our army.", "GEO"),
    ({"publisher": "Ministry of Foreign Affairs of the Republic of Armenia"}, "We reject this. Our army stays.", "ARM"),
    ({}, "We Georgians know our army.", "GEO"),
    ({}, "Here in Yerevan nobody doubts our army.", "ARM"),
    ({}, "Nobody knows our army.", None),
]


@pytest.mark.parametrize(("fields", "text", "side"), SIDES, ids=[s[1] for s in SIDES])
def test_side_of_the_author(read: Reader, fields: dict[str, str], text: str, side: str | None) -> None:
    assert read(text, **fields)[1].author_side() == side
    assert actors_of(read, text, "army", **fields) == {side}


SPANS = [
    ("The Georgian and Russian ministers agreed.", "ministers", "Georgian and Russian ministers"),
    ("The ministry of defence in Baku spoke.", "ministry", "ministry of defence in Baku"),
    ("The Armenian troops, who were tired, left.", "troops", "Armenian troops"),
    ("Turkish Foreign Minister Halit Ormanci arrived.", "Ormanci", "Turkish Foreign Minister Halit Ormanci"),
    ("Georgia's deputy foreign minister arrived.", "minister", "Georgia's deputy foreign minister"),
]


@pytest.mark.parametrize(("text", "word", "span"), SPANS, ids=[s[0] for s in SPANS])
def test_mentions_cover_the_phrase_without_article_and_clause(read: Reader, text: str, word: str, span: str) -> None:
    annotation, actors = read(text)
    head = next(t.i for t in annotation.tokens if t.text == word)
    assert {m.text for m in actors.of(head)} == {span}


def test_how_tells_places_from_doers(read: Reader) -> None:
    annotation, actors = read("Talks began in Baku. Baku denied this.")
    places = [t.i for t in annotation.tokens if t.text == "Baku"]
    assert [actors.of(i)[0].how for i in places] == ["place", "name"]
    assert {m.actor for i in places for m in actors.of(i)} == {"AZE"}


def test_owner_of_a_thing(read: Reader) -> None:
    annotation, actors = read("Armenia's claim was rejected.")
    claim = next(t.i for t in annotation.tokens if t.text == "claim")
    assert actors.of(claim) == []
    assert [m.actor for m in actors.owners(claim)] == ["ARM"]


def test_spans_leave_out_what_lies_in_a_longer_mention(read: Reader) -> None:
    _, actors = read("The Armenian troops met Turkish officers.")
    assert [m.text for m in actors.spans()] == ["Armenian troops", "Turkish officers"]


TAKEN_UP = [
    ("Ankara called in the Russian ambassador. The ambassador said nothing.", "ambassador", {"RUS"}),
    ("Mitsotakis rang Angela Merkel. The chancellor was kind.", "chancellor", {"DEU"}),
    ("Algeria denied it. Then there is China. Its ambassador called.", "ambassador", {"CHN"}),
    ("The professor, who teaches law in Athens, disagreed.", "professor", {"GRC"}),
    ("Hamas fired rockets at Israel. The group spoke of revenge.", "group", {"ARMED:HAMAS"}),
    ("Putin received Erdogan in Sochi. They spoke at length.", "They", {"RUS", "TUR"}),
    ("Putin received Erdogan in Sochi. The two men spoke at length.", "men", {"RUS", "TUR"}),
    ("In Tbilisi the defence ministry spoke. In Yerevan the defence ministry kept silent.", "ministry", {"ARM"}),
    ("Saudi Arabia and its allies sent ships.", "its", {"SAU"}),
]


@pytest.mark.parametrize(("text", "word", "expected"), TAKEN_UP, ids=[t[0] for t in TAKEN_UP])
def test_descriptions_that_take_up_a_mention(read: Reader, text: str, word: str, expected: set[str | None]) -> None:
    assert actors_of(read, text, word) == expected


def test_statement_of_an_organ_speaks_for_its_state(read: Reader) -> None:
    text = "The Foreign Ministry of Georgia condemns the attack. We demand that our border be respected."
    assert actors_of(read, text, "We") == {"GEO"}


def test_place_of_the_places_step_owns_and_misleads() -> None:
    text = "Residents of Zugdidi waited. Police in Georgia closed the road to Atlanta. Karabakh's army kept silent."
    annotation = next(iter(SpacyAnnotator().annotate([text])))
    places = [
        PlaceRef(13, 20, "Zugdidi", "Zugdidi", "GEO"),
        PlaceRef(39, 46, "Georgia", "Georgia", "USA", kind="region"),
        PlaceRef(text.index("Karabakh"), text.index("'s"), "Karabakh", "Nagorno-Karabakh", "AZE", disputed=True, kind="region"),
    ]
    actors = find_actors(annotation, Document(id="d", text=text), places)
    found = {t.text: [m.actor for m in actors.of(t.i)] for t in annotation.tokens}
    assert found["Residents"] == ["GEO"]
    assert found["Georgia"] == ["USA"]
    assert found["army"] == ["ARM"]


DATED = [
    ("2016-04-20", "Sarksyan spoke on television.", "Sarksyan", {("ARM", "GOV")}),
    ("2020-04-20", "Sarksyan spoke on television in Yerevan.", "Sarksyan", {("ARM", "ELI")}),
    ("2020-04-20", "Former President Serzh Sarksyan spoke.", "Sarksyan", {("ARM", "ELI")}),
]


@pytest.mark.parametrize(("published", "text", "word", "expected"), DATED, ids=[d[0] + " " + d[1] for d in DATED])
def test_office_depends_on_the_date(read: Reader, published: str, text: str, word: str, expected: Whom) -> None:
    assert of(read, text, word, published=published) == expected


def test_rules_name_what_is_wrong() -> None:
    with pytest.raises(DataError, match="pronouns: odd"):
        Group("pronouns", {"odd": ["it", False]})
    with pytest.raises(DataError, match="'missing' is missing"):
        Group("pronouns", {}).missing  # noqa: B018
