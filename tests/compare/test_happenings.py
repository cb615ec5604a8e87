"""What is one happening, and what is not."""

from __future__ import annotations

import pytest
from case_maker import Case

from counterclaim.cases import Accounts
from counterclaim.coder import Coder
from counterclaim.compare.accounts import compare
from counterclaim.compare.kinds import acts_told
from counterclaim.read import document_from_text


def joined(accounts: Accounts) -> list[list[str]]:
    """Documents of each happening that more than one tells of."""
    return [h.documents for h in accounts.happenings if len(h.documents) > 1]


ONE = [
    ("Armenian guns shelled the school of Talish on 2 April.", "On 2 April a school in Talish was hit by Armenian shells."),
    ("Turkey shot down a Russian jet near Kobani on 2 April.", "A Russian warplane was downed by Turkey on 2 April."),
    ("Israel released four Syrian fishermen on 3 April.", "On 3 April four Syrian fishermen were set free by Israel."),
    ("India and Pakistan agreed on a ceasefire on 4 April.", "The truce between India and Pakistan was concluded on 4 April."),
    ("A drone of Iran struck a bus with pilgrims in Iraq on 3 April.", "On 4 April an Iranian drone hit a bus full of pilgrims in Iraq."),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_one_thing_in_other_words_is_one(case: Case, one: str, other: str) -> None:
    assert ["a", "b"] in joined(case(one, other))


TWO = [
    ("Armenian guns shelled Talish on 2 April.", "Armenian guns shelled Talish on 3 April."),
    ("Turkey shot down a Russian jet on 2 April.", "Turkey seized a Russian ship on 2 April."),
    ("India and Pakistan agreed on a ceasefire on 4 April.", "India and China agreed on a trade deal in January."),
    ("Israel shelled a hospital in Gaza on 2 April.", "Russia shelled a hospital in Kharkiv on 2 April."),
]


@pytest.mark.parametrize(("one", "other"), TWO)
def test_two_things_stay_two(case: Case, one: str, other: str) -> None:
    assert joined(case(one, other)) == []


def test_what_is_told_of_no_day_is_not_joined_across_the_years(coder: Coder) -> None:
    text = "Iraqi troops withdrew from the border with Syria."
    for year, together in (("2016", True), ("2019", False)):
        dates = ("2016-04-06", f"{year}-04-10")
        codings = coder.code([document_from_text(text, id=f"d{n}", published=day, language="en") for n, day in enumerate(dates)])
        assert bool(joined(compare(list(codings)))) == together


def test_what_no_event_was_coded_for_can_be_joined(case: Case) -> None:
    accounts = case(
        "A Turkish ship rammed a Greek patrol boat near Rhodes on 3 April.", "The collision of the two ships near Rhodes on 3 April left nobody hurt."
    )
    assert ["a", "b"] in joined(accounts)
    assert all(m.passage.text for h in accounts.happenings for m in h.members)


def test_each_join_says_why_and_ids_last(case: Case) -> None:
    texts = ONE[0]
    first, again = case(*texts), case(*texts)
    assert first == again
    found = next(h for h in first.happenings if len(h.documents) > 1)
    assert "the same place (Talish)" in found.members[1].reasons
    assert (found.first, found.place) == ("2016-04-02", "Talish")


def voices(accounts: Accounts) -> tuple[int, list[tuple[tuple[str, ...], str | None]]]:
    found = max(accounts.happenings, key=lambda h: len(h.documents))
    return found.independent, [(v.documents, v.party) for v in found.voices]


SHELLING = "Armenian guns shelled the school of Talish on 2 April"
WIRE = f"{SHELLING}, killing three pupils and a teacher and setting the roof of the building on fire, witnesses told our reporter."


def test_wire_copy_is_one_voice(case: Case) -> None:
    independent, found = voices(
        case(("Morning Post", WIRE), ("Evening Post", WIRE), ("Gazette", "On 2 April Armenian shells hit the school of Talish."))
    )
    assert independent == 2
    assert (("a", "b"), None) in found


def test_who_cites_the_same_source_is_one_voice(case: Case) -> None:
    said = f"The mayor of Talish said that {SHELLING.lower()}."
    also = "According to the mayor of Talish, Armenian shells hit the school of Talish on 2 April."
    independent, found = voices(case(said, also.replace("According to the mayor of Talish, ", "The mayor of Talish said that ")))
    assert independent <= 1
    assert len(found) == 1


def test_a_party_is_no_witness_for_itself(case: Case) -> None:
    mod = ("Ministry of Defence of Azerbaijan", f"{SHELLING}. Our troops fired back at the Armenian guns on 2 April.")
    accounts = case(mod, "On 2 April Armenian shells hit the school of Talish.")
    independent, found = voices(accounts)
    assert independent == 1
    assert (("a",), "AZE") in found
    alone = case(mod)
    assert all(h.only_from == "AZE" for h in alone.happenings if h.voices)


ACTS = [({"downing", "helicopter"}, {"capture", "heights"}, False), ({"capture"}, {"take"}, True), ({"hit"}, {"shelling"}, True)]


@pytest.mark.parametrize(("one", "other", "akin"), ACTS)
def test_acts_are_told_for_one_another_only_within_a_group(one: set[str], other: set[str], akin: bool) -> None:
    assert bool(acts_told(frozenset(one)) & acts_told(frozenset(other))) == akin


def test_things_are_no_acts() -> None:
    assert not acts_told(frozenset({"bus", "soldier", "helicopter"}))
