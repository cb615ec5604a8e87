"""What is known of a place beyond its name: who held it, whether it acts, how far off it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest

from counterclaim.annotate.contract import Annotation
from counterclaim.extract.places import find_places
from counterclaim.extract.places.control import areas, hold_on, on
from counterclaim.lexicon.actors import load_actor_lexicon
from counterclaim.records import Document, PlaceRef

Annotate = Callable[[str], Annotation]


@pytest.fixture(scope="module")
def places(annotate: Annotate) -> Callable[..., list[PlaceRef]]:
    return lambda text, published=None: find_places(annotate(text), Document("d", text, published=published))


HELD = [
    ("Shusha", "2016-04-20", "nagorno-karabakh"),
    ("Shusha", "2020-10-15", None),
    ("Shusha", "2021-01-01", "AZE"),
    ("Stepanakert", "2022-01-01", "nagorno-karabakh"),
    ("Stepanakert", "2024-01-01", "AZE"),
    ("Nagorno-Karabakh", "2022-01-01", None),
    ("Simferopol", "2013-01-01", "UKR"),
    ("Simferopol", "2015-01-01", "RUS"),
    ("Kherson", "2022-06-01", "RUS"),
    ("Kherson", "2023-06-01", "UKR"),
    ("Gaza", "1990-01-01", "ISR"),
    ("Gaza", "2006-01-01", "PSE"),
    ("Gaza", "2016-01-01", "ARMED:HAMAS"),
    ("Sukhumi", "2016-01-01", "abkhazia"),
    ("Tskhinvali", "2016-01-01", "south-ossetia"),
    ("Tiraspol", "2016-01-01", "transnistria"),
    ("Kyrenia", "2016-01-01", "northern-cyprus"),
    ("Muzaffarabad", "2016-01-01", "PAK"),
    ("Srinagar", "2016-01-01", "IND"),
    ("Laayoune", "2016-01-01", "MAR"),
    ("Vienna", "2016-01-01", None),
    ("Stepanakert", None, None),
]


@pytest.mark.parametrize(("name", "day", "held_by"), HELD)
def test_who_held_it_on_the_day(places: Callable[..., list[PlaceRef]], name: str, day: str | None, held_by: str | None) -> None:
    found = places(f"The envoys met in {name} again.", day)
    assert [p.controlled_by for p in found] == [held_by]


def test_a_stretch_in_which_control_changed_has_no_answer() -> None:
    shusha = PlaceRef(0, 6, "Shusha", "Shusha", "AZE", 39.76, 46.75, kind="city")
    assert on(shusha, (date(2020, 9, 1), date(2020, 12, 1))) is None
    hold = hold_on(shusha, (date(2021, 1, 1), date(2021, 2, 1)))
    assert hold
    assert hold.source


def test_the_table_names_known_bodies_and_no_day_twice() -> None:
    known = set(load_actor_lexicon().entities)
    for area in {a.name: a for group in areas().values() for a in group}.values():
        holds = sorted(area.holds, key=lambda h: h.first)
        assert all(h.controller in known or ":" in h.controller or (len(h.controller) == 3 and h.controller.isupper()) for h in holds), area.name
        assert all(h.first <= h.last and h.source for h in holds), area.name
        assert all(a.last < b.first for a, b in pairwise(holds)), area.name


ACTING = [
    ("Ankara said it would send troops.", "Ankara", True),
    ("Talks between Cairo and Khartoum failed.", "Cairo", True),
    ("Cairo's position is known.", "Cairo", True),
    ("Cairo's suburbs were flooded.", "Cairo", False),
    ("He flew to Cairo on Monday.", "Cairo", False),
    ("The envoys met in Cairo.", "Cairo", False),
    ("Kenya accused Somalia of lies.", "Somalia", True),
    ("Floods in Kenya killed two.", "Kenya", False),
]


@pytest.mark.parametrize(("text", "name", "acts"), ACTING)
def test_places_that_act_are_told_from_locations(places: Callable[..., list[PlaceRef]], text: str, name: str, acts: bool) -> None:
    (found,) = [p for p in places(text) if p.text == name]
    assert found.metonym is acts
    assert found.to_dict().get("metonym", False) is acts


RELATED = [
    ("Shells fell 30 km north of Tbilisi.", "30 km north of", 7.5),
    ("Shells fell ten miles south-west of Tbilisi.", "ten miles south-west of", 4.0),
    ("Shells fell about 20 kilometres from Tbilisi.", "about 20 kilometres from", 20.0),
    ("Shells fell outside Tbilisi.", "outside", 10.0),
    ("Shells fell near Tbilisi.", "near", 15.0),
    ("Shells fell in Tbilisi.", None, None),
]


@pytest.mark.parametrize(("text", "words", "precision"), RELATED)
def test_distance_and_direction(places: Callable[..., list[PlaceRef]], text: str, words: str | None, precision: float | None) -> None:
    (found,) = places(text)
    assert (found.relation, found.precision) == (words, precision)


def test_a_distance_moves_the_location(places: Callable[..., list[PlaceRef]]) -> None:
    (town,) = places("Shells fell in Tbilisi.")
    (off,) = places("Shells fell 30 km north of Tbilisi.")
    assert town.lat is not None
    assert off.lat is not None
    assert off.lat - town.lat == pytest.approx(0.27, abs=0.01)
    assert off.lon == pytest.approx(town.lon, abs=0.001)


BORDERS = [
    ("Fighting flared on the border between Armenia and Azerbaijan.", "border of ARM and AZE", None),
    ("Fighting flared on the Armenian-Azerbaijani border.", "border of ARM and AZE", None),
    ("Troops massed near the Iranian border.", "border of IRN", "IRN"),
]


@pytest.mark.parametrize(("text", "name", "country"), BORDERS)
def test_borders(places: Callable[..., list[PlaceRef]], text: str, name: str, country: str | None) -> None:
    (found,) = [p for p in places(text) if p.kind == "border"]
    assert (found.name, found.country, found.lat, found.text) == (name, country, None, "border")


def test_border_guards_are_no_place(places: Callable[..., list[PlaceRef]]) -> None:
    assert not [p for p in places("Iranian border guards fired.") if p.kind == "border"]


def test_provinces_reasons_and_districts(places: Callable[..., list[PlaceRef]]) -> None:
    (paris, _) = places("He lives in Paris, Texas.")
    assert paris.admin1 == "Texas"
    assert "the name after the comma" in paris.why
    assert "Paris in FRA" in paris.why
    assert "why" not in paris.to_dict()
    (town,) = places("A drone fell in the Martakert district.")
    assert (town.kind, town.country, town.disputed) == ("region", "AZE", True)


def test_a_capital_that_acts_is_no_province(places: Callable[..., list[PlaceRef]]) -> None:
    (found,) = places("Washington said that it would send an envoy.")
    assert (found.kind, found.admin1) == ("city", "District of Columbia")
