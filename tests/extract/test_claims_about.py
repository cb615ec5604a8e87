"""What claims are about, and whether a record could settle them."""

from __future__ import annotations

import pytest

from counterclaim.coder import Coder
from counterclaim.records import Coding


@pytest.fixture(scope="module")
def code(annotator):
    coder = Coder(annotator)
    return lambda text: coder(text, published="2021-06-15")


CHECKABLE = [
    ("Oslo said that its ships had seized the trawler on 3 May.", "dated event"),
    ("The envoy said that Chad and Niger signed the treaty in 1999.", "dated event"),
    ("Ankara says the embargo was lifted in March.", "dated event"),
    ("Baku denied that its troops had shelled the village.", "event"),
    ("He accused Moscow of arming the rebels.", "event"),
    ("Lima said that it had expelled the ambassador.", "event"),
    ("Ottawa admitted that it had sold rifles to Riyadh.", "event"),
    ('"Chad bombed the market," the mayor said.', "event"),
    ("Sofia claims that Skopje has recalled its consul.", "event"),
    ("Nobody was hurt, but Rabat insists that Algiers attacked the convoy.", "event"),
    ("The army said that six villages had been burned.", "number"),
    ("The customs office said that exports rose by 12 percent.", "number"),
    ("The bank reported that the debt stood at 40 billion dollars.", "number"),
    ("A spokesman said that dozens of houses were flooded.", "number"),
    ("The governor said that half of the harvest was lost.", "number"),
    ("The museum says that it holds 900 coins from the island.", "number"),
    ("The ministry said that the office closed in 2004.", "date"),
    ("The envoy said that the two schools closed in 1999.", "date"),
    ("The historian writes that the emir died in 1911.", "date"),
    ("Kigali insists that it has no soldiers in the valley.", "record"),
    ("Paris said that it had no base in the country.", "record"),
    ("The professor writes that the constitution names a second chamber and a president.", "record"),
    ("Havana says that the licence covers the eastern field.", "record"),
    ("The company said that the pipeline crosses the park.", "record"),
    ("The ombudsman says that the list holds the names of dead men.", "record"),
    ("The mayor said that the lamp fell from the ceiling.", "deed"),
    ("The captain said that the crew had painted the hull.", "deed"),
    ("She said that her brother wrote poems.", "deed"),
]
OPEN = [
    ("The ministry said that the raid was a mistake.", "value"),
    ("The minister said that the two countries are close friends.", "value"),
    ("The premier said that the offer was unacceptable.", "value"),
    ("The bishop said that the law is unjust.", "value"),
    ("The paper calls the deal and says that it is a disgrace.", "value"),
    ('"It was a cowardly act," the president said.', "value"),
    ("The delegate said that the answer was clear.", "value"),
    ("The critic wrote that the general deserves a medal.", "value"),
    ("The envoy said that peace matters more than fish.", "value"),
    ("The envoy said that such plans undermine peace.", "value"),
    ('"I think that this is a very bad idea," the minister said.', "value"),
    ("Dublin said that the treatment of the crew was shameful.", "value"),
    ("The senator said that the alliance is stronger and the neighbours are brothers.", "value"),
    ("Oslo said that Stockholm should apologise.", "norm"),
    ("The premier said that the army must leave.", "norm"),
    ("The speaker said that both sides ought to talk.", "norm"),
    ("Analysts believe that prices will rise.", "forecast"),
    ("The bank said that the currency may fall.", "forecast"),
    ("The general said that the war could last for years.", "forecast"),
    ("The ministry said that talks would resume.", "forecast"),
    ("The institute predicts that the drought will end.", "forecast"),
    ("The envoy said that the truce is going to collapse.", "forecast"),
    ("The observer said that the vote was probably rigged.", "forecast"),
    ("They vowed to retaliate.", "intention"),
    ("Tokyo pledged to build two patrol boats.", "intention"),
    ("The rebels threatened to blow up the bridge.", "intention"),
    ("The president hopes that the border will open.", "hope"),
    ("The fishermen wish that the fleet had stayed.", "hope"),
    ("Quito demanded that the ships be released.", "demand"),
    ("The council urged both sides to talk.", "demand"),
    ("The minister asked whether the road was open.", "question"),
    ("The judge asked who had signed the order.", "question"),
]


@pytest.mark.parametrize(("text", "reason"), CHECKABLE)
def test_what_a_record_could_settle(code, text: str, reason: str) -> None:
    checks = [c.check for c in code(text).claims]
    assert (True, reason) in [(c.value, c.reason) for c in checks]


@pytest.mark.parametrize(("text", "reason"), OPEN)
def test_what_no_record_settles(code, text: str, reason: str) -> None:
    checks = [c.check for c in code(text).claims]
    assert (False, reason) in [(c.value, c.reason) for c in checks]


def test_grounds_stand_in_the_text(code) -> None:
    coding: Coding = code("The army said that six villages had been burned, and hopes that rain will come.")
    grounds = [c.check.grounds for c in coding.claims]
    assert [g.text for g in grounds] == ["six", "hopes"]
    assert all(coding.document.text[g.start : g.end] == g.text for g in grounds)


ABOUT = [
    ("Norway said that Sweden had expelled the ambassador of Finland.", ["SWE", "FIN"]),
    ("Norway said that Sweden attacked a ship and that Sweden lied.", ["SWE"]),
    ("Norway said that it was late.", ["NOR"]),
    ("Norway accused Sweden of espionage.", ["SWE"]),
    ("The weather was fine, Norway said.", []),
]


@pytest.mark.parametrize(("text", "actors"), ABOUT)
def test_whom_a_claim_is_about(code, text: str, actors: list[str]) -> None:
    assert [m.actor for m in code(text).claims[0].about.actors] == actors


def test_events_in_a_claim_are_what_it_is_about(code) -> None:
    coding = code("Norway said that Sweden had expelled its ambassador. Denmark attacked nobody.")
    told = [e.id for e in coding.events if coding.claims[0].id in e.claims]
    assert told
    assert list(coding.claims[0].about.events) == told


def test_about_and_checkable_are_in_the_json_form(code) -> None:
    claim = code("Norway said that Sweden had expelled its ambassador.").to_dict()["claims"][0]
    assert claim["about"]["actors"][0]["actor"] == "SWE"
    assert claim["about"]["events"] == ["e1"]
    assert claim["checkable"]["value"] is True
    assert claim["checkable"]["reason"] in ("event", "dated event")


def test_text_without_words_is_judged_without_error(code) -> None:
    assert code("").claims == []
    assert code("“”").claims == []
