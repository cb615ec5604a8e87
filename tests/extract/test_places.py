"""Places: tables of sentences with the places that they name."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.annotate.contract import Annotation
from counterclaim.extract.places import find_places, gazetteer
from counterclaim.extract.places.names import fingerprint, normal
from counterclaim.lexicon.load import load_yaml
from counterclaim.records import Aside, Document, PlaceRef

Annotate = Callable[[str], Annotation]


@pytest.fixture(scope="module")
def places(annotate: Annotate) -> Callable[[str], list[PlaceRef]]:
    return lambda text: find_places(annotate(text), Document("d", text))


FOUND = [
    ("Azerbaijan said Armenian troops shelled Talish overnight.", [("Azerbaijan", "AZE", "state"), ("Talish", "AZE", "city")]),
    ("The truce in Nagorno-Karabakh was signed in Moscow.", [("Nagorno-Karabakh", "AZE", "region"), ("Moscow", "RUS", "city")]),
    ("BAKU, Azerbaijan (AP) — The minister flew to Yerevan.", [("BAKU", "AZE", "city"), ("Azerbaijan", "AZE", "state"), ("Yerevan", "ARM", "city")]),
    ("He lives in Paris, Texas.", [("Paris", "USA", "city"), ("Texas", "USA", "region")]),
    ("He lives in Paris, France.", [("Paris", "FRA", "city"), ("France", "FRA", "state")]),
    ("The bus from Toledo, Ohio, was late.", [("Toledo", "USA", "city"), ("Ohio", "USA", "region")]),
    ("A court in Lexington, Ky., freed him.", [("Lexington", "USA", "city"), ("Ky.", "USA", "region")]),
    ("Ships crossed the Strait of Hormuz to Dubai.", [("Strait of Hormuz", None, "water"), ("Dubai", "ARE", "city")]),
    ("The territory of Azerbaijan was entered.", [("Azerbaijan", "AZE", "state")]),
    ("The strikes hit Deir ez-Zor and al-Hasakah.", [("Deir ez-Zor", "SYR", "city"), ("al-Hasakah", "SYR", "city")]),
    ("Villages in the Tartar district of Azerbaijan burned.", [("Tartar district", "AZE", "region"), ("Azerbaijan", "AZE", "state")]),
    ("Ships were turned away from Hodeidah in Yemen.", [("Hodeidah", "YEM", "city"), ("Yemen", "YEM", "state")]),
    ("The U.S. and the UK protested.", [("U.S.", "USA", "state"), ("UK", "GBR", "state")]),
    ("Kiev and Kyiv are one city in Ukraine.", [("Kiev", "UKR", "city"), ("Kyiv", "UKR", "city"), ("Ukraine", "UKR", "state")]),
    ("Georgian guns in Tbilisi, Georgia, were silent.", [("Tbilisi", "GEO", "city"), ("Georgia", "GEO", "state")]),
    ("Atlanta and Savannah in Georgia were flooded.", [("Atlanta", "USA", "city"), ("Savannah", "USA", "city"), ("Georgia", "USA", "region")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), FOUND)
def test_places_of_a_sentence(places: Callable[[str], list[PlaceRef]], text: str, wanted: list[tuple[str, str | None, str]]) -> None:
    assert [(p.text, p.country, p.kind) for p in places(text)] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Nice weather for reading books, said Union leaders.",
        "Police said Many were Mobile.",
        "President Lincoln Chad and Mr. Kent left.",
        "The White House and the United Nations agreed.",
        "Jordan Smith and Kate Paris married in March.",
        "The Minsk agreement and the Madrid Principles remain.",
        "They saw Israeli, Russian and Turkish flags.",
        "Turn left at Lisbon Street.",
    ],
)
def test_what_is_no_place(places: Callable[[str], list[PlaceRef]], text: str) -> None:
    assert [p.text for p in places(text)] == []


DISPUTED = [
    ("Talish", "AZE"), ("Stepanakert", "AZE"), ("Khankendi", "AZE"), ("Martakert", "AZE"), ("Shusha", "AZE"), ("Lachin", "AZE"), ("Agdam", "AZE"),
    ("Madagiz", "AZE"), ("Sevastopol", "UKR"), ("Simferopol", "UKR"), ("Luhansk", "UKR"), ("Sukhumi", "GEO"), ("Tskhinvali", "GEO"),
    ("Tiraspol", "MDA"), ("Majdal Shams", "SYR"), ("Hebron", "PSE"), ("Ramallah", "PSE"), ("Gaza Strip", "PSE"), ("Laayoune", "ESH"),
    ("Kyrenia", "CYP"), ("Pristina", "XKX"), ("Srinagar", "IND"), ("Muzaffarabad", "PAK"), ("Spratly Islands", None), ("Senkaku Islands", "JPN"),
    ("Abyei", "SDN"), ("Preah Vihear", "KHM"), ("Essequibo", "GUY"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "country"), DISPUTED)
def test_disputed_territories_count_to_the_state_of_the_un(places: Callable[[str], list[PlaceRef]], name: str, country: str | None) -> None:
    found = places(f"Shots were heard in {name} on Monday.")
    assert [(p.text, p.country, p.disputed) for p in found] == [(name, country, True)]


@pytest.mark.parametrize(
    ("name", "country"), [("Ganja", "AZE"), ("Barda", "AZE"), ("Kharkiv", "UKR"), ("Haifa", "ISR"), ("Rostov-on-Don", "RUS"), ("Gori", "GEO")]
)
def test_neighbours_of_disputed_territories_are_not(places: Callable[[str], list[PlaceRef]], name: str, country: str) -> None:
    (found,) = places(f"Shots were heard in {name} on Monday.")
    assert (found.country, found.disputed) == (country, False)


def test_company_decides_between_namesakes(places: Callable[[str], list[PlaceRef]]) -> None:
    near = {p.text: p for p in places("Shells fell on Martakert, Martuni and Stepanakert.")}
    assert near["Martuni"].country == "AZE"
    ohio = {p.text: p for p in places("Police in Columbus, Ohio, and in Dayton and Springfield found it. Dublin, too, saw some.")}
    assert ohio["Dublin"].country == "USA"


def test_asides_are_not_read(annotate: Annotate) -> None:
    text = "Related: Talks in Vienna on May 3\nShots were heard in Hebron."
    document = Document("d", text, asides=[Aside("related", 0, text.index("\n"))])
    assert [p.text for p in find_places(annotate(text), document)] == ["Hebron"]


def test_names_are_normalised() -> None:
    assert normal("Xankəndi") == "xankandi"
    assert normal("Saint Petersburg") == normal("St. Petersburg")
    assert normal("Nagorno-Karabakh") == normal("Nagorno Karabakh")
    assert normal("The Hague") == normal("Hague")
    assert fingerprint("baku") == fingerprint("baku") != fingerprint("bakı")


def test_every_disputed_name_is_in_the_index() -> None:
    index = gazetteer()
    for title, entry in load_yaml("places/disputed.yaml").items():
        for name in [*entry.get("names", ()), *entry.get("towns", {})]:
            assert any(p.disputed for p in index.find(normal(name))), f"{title}: {name}"


def test_extra_places_are_in_the_index() -> None:
    index = gazetteer()
    extra = load_yaml("places/extra.yaml")
    for kind in ("region", "water", "landmark"):
        for name in extra[kind]:
            assert any(p.kind == kind for p in index.find(normal(name))), name


FRAGMENTS = "Paris , Texas the of in Al - Bab Mr. St. York New city Baku ( AP ) — N.Y. W.Va. 's “ Georgia and Lake 12 İ ß".split()  # noqa: SIM905


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(FRAGMENTS), max_size=14).map(" ".join)))
def test_odd_text_never_raises_and_spans_hold(text: str) -> None:
    last = 0
    for ref in find_places(Annotation(text, [], []), Document("d", text)):
        assert text[ref.start : ref.end] == ref.text
        assert last <= ref.start < ref.end
        last = ref.end
