"""Who did what to whom, from sentences of our own: type, sources, targets, status."""

import pytest

from counterclaim.coder import Coder
from counterclaim.records import Coding, Event


@pytest.fixture(scope="module")
def coder(annotator) -> Coder:
    return Coder(annotator)


def event(coding: Coding, type_: str) -> Event:
    found = [e for e in coding.events if e.type == type_]
    assert found, [(e.type, e.trigger.text) for e in coding.events]
    return found[0]


def codes(mentions) -> str:
    return " ".join(sorted(m.actor for m in mentions if m.actor))


WHO_DID_WHAT = [
    # active, passive, agentless, coordinated
    ("Syrian troops shelled Turkish villages.", "ASSAULT", "SYR", "TUR"),
    ("Turkish villages were shelled by Syrian troops.", "ASSAULT", "SYR", "TUR"),
    ("Two Indian soldiers were killed near the border.", "ASSAULT", "", "IND"),
    ("Chad and Libya attacked Sudan.", "ASSAULT", "LBY TCD", "SDN"),
    # relative and complement clauses
    ("The Syrian troops that shelled Turkish villages withdrew.", "ASSAULT", "SYR", "TUR"),
    ("Peru urged Chile to release the sailors.", "REQUEST", "PER", "CHL"),
    ("Oslo accused Moscow of jamming its signals.", "ACCUSE", "NOR", "RUS"),
    # nouns, with and without a light verb
    ("The shelling of Turkish villages by Syrian troops continued.", "ASSAULT", "SYR", "TUR"),
    ("Iran launched an attack on Iraq.", "ASSAULT", "IRN", "IRQ"),
    ("Talks between Greece and Turkey began in Geneva.", "CONSULT", "GRC TUR", "GRC TUR"),
    # two-way
    ("Greece and Turkey signed a treaty.", "SUPPORT", "GRC TUR", "GRC TUR"),
    ("The Kenyan president met the Ugandan president.", "CONSULT", "KEN UGA", "KEN UGA"),
    # objects that are things, recipients, sellers
    ("France sold tanks to Egypt.", "COOPERATE", "FRA", "EGY"),
    ("Egypt bought and will buy tanks from France.", "COOPERATE", "EGY", "FRA"),
    ("Japan gave Nepal a grant.", "AID", "JPN", "NPL"),
    ("The United States imposed sanctions on Belarus.", "SANCTION", "USA", "BLR"),
    ("Canada expelled two Belarusian diplomats.", "SANCTION", "CAN", "BLR"),
    # what is announced
    ("Finland will send aid to Tanzania.", "AGREE", "FIN", "TZA"),
    ("Ghana agreed to withdraw its troops from Togo.", "AGREE", "GHA", "TGO"),
    # what is demanded, refused, threatened
    ("Oslo demanded that Peru free the sailors.", "REQUEST", "NOR", "PER"),
    ("Peru's president said that Chile must withdraw its troops.", "REQUEST", "PER", "CHL"),
    ("Norway said it will not accept any more refugees from Syria.", "REJECT", "NOR", "SYR"),
    ("Nigeria will withdraw its peacekeepers from Chad unless Libya leaves.", "THREATEN", "NGA", "TCD"),
    ("Iran threatened to close the strait if Iraq continued its raids.", "THREATEN", "IRN", "IRQ"),
    ("Syria says it is willing to withdraw its troops from neighbouring Lebanon.", "AGREE", "SYR", "LBN"),
    # nouns described by who brought them about; what a pronoun takes up
    ("The raid that Syrian troops launched on Turkey failed.", "ASSAULT", "SYR", "TUR"),
    ("Japan and Peru drew up a treaty and signed it.", "SUPPORT", "JPN PER", "JPN PER"),
    # the charged, the owners of what is named, with-phrases hung low
    ("Iran alleged that Iraqi guards had opened fire.", "ACCUSE", "IRN", "IRQ"),
    ("Turkey barred Greek ships from its ports.", "SANCTION", "TUR", "GRC"),
    ("China signed an agreement on fish with Norway.", "SUPPORT", "CHN NOR", "CHN NOR"),
    ("The Greek port came under Turkish fire.", "ASSAULT", "TUR", "GRC"),
    ("CARICOM has stood by Guyana.", "SUPPORT", "IGO:CARICOM", "GUY"),
    ("Baku is to blame for the attack, Armenia said.", "ACCUSE", "", "AZE"),
    # what only those in power do; the other party of the story; what is ended
    ("Two Canadian journalists were arrested in Minsk.", "COERCE", "BLR", "CAN"),
    ("Chad and Sudan quarrelled for years. On Monday Sudan protested.", "ACCUSE", "SDN TCD", "SDN TCD"),
    ("Israel has ceased shelling Lebanon.", "RETREAT", "ISR", "LBN"),
    ("Niger stopped buying oil from Benin.", "SANCTION", "NER", "BEN"),
    # inside a state, and agentless
    ("Students demonstrated in Nairobi on Monday.", "PROTEST", "KEN", "KEN"),
    ("Turkish police dispersed the demonstrators with tear gas.", "COERCE", "TUR", "TUR"),
    ("British troops were stationed in Cyprus.", "MOBILIZE", "GBR", "CYP"),
    # the parser's slips
    ("Manila summoned a Chinese envoy, accused Beijing of harassment and closed the port.", "ACCUSE", "PHL", "CHN"),
    ("On Sunday Peru recalled its ambassador from Chile.", "SANCTION", "PER", "CHL"),
]


@pytest.mark.parametrize(("text", "type_", "sources", "targets"), WHO_DID_WHAT)
def test_who_did_what_to_whom(coder, text, type_, sources, targets) -> None:
    e = event(coder(text), type_)
    assert (codes(e.sources), codes(e.targets)) == (sources, targets)


STATUS = [
    ("Syria attacked Turkey.", "ASSAULT", "actual"),
    ("Syria did not attack Turkey.", "ASSAULT", "negated"),
    ("Syria has never attacked Turkey.", "ASSAULT", "negated"),
    ("No treaty was signed between Greece and Turkey.", "SUPPORT", "negated"),
    ("Greece and Turkey may meet in Geneva.", "CONSULT", "possible"),
    ("If Syria attacks Turkey, the border will close.", "ASSAULT", "possible"),
    ("Syria allegedly attacked Turkey.", "ASSAULT", "possible"),
    ("Did Syria attack Turkey?", "ASSAULT", "questioned"),
    ("We hope that Greece and Turkey will meet.", "CONSULT", "wished"),
    ("The Turkish army denied that it had shelled Syrian villages.", "ASSAULT", "negated"),
    ("The shelling of Turkish villages by Syria has not stopped.", "ASSAULT", "actual"),
    ("Not one tank has been sold to Syria by Turkey.", "COOPERATE", "negated"),
    ("Should Syria be attacked by Turkey, the border will close.", "ASSAULT", "possible"),
    ("Let Washington lift the sanctions on Syria.", "RETREAT", "wished"),
    ("Syria has yet to release the Turkish sailors.", "RETREAT", "negated"),
    ("Israel has not stopped shelling Lebanon.", "ASSAULT", "actual"),
    ("There is no truth in the report that Syrian troops had attacked Turkey.", "ASSAULT", "negated"),
    ("London insists that it merely attacked Syria.", "ASSAULT", "actual"),
    ("The Syrian and Turkish ministers, who are to meet in Geneva, agree on little.", "CONSULT", "intended"),
]


@pytest.mark.parametrize(("text", "type_", "status"), STATUS)
def test_status(coder, text, type_, status) -> None:
    assert event(coder(text), type_).status == status


NOTHING_HAPPENED = [
    "The French striker threatened the Croatian goal twice.",
    "A cold front will invade Romania on Tuesday.",
    "The weather in Geneva was fine.",
    "Ties between Greece and Turkey are old.",
    "The film attacked the habits of the rich.",
    "Iran is a threat to its neighbours.",
    "Kenya launched an attack on poverty.",
    "The French prime minister died of a heart attack.",
    "German supermarkets are in a price war.",
    "The Iranian ministry declined to comment.",
    "An Iranian official refused to be named.",
]


@pytest.mark.parametrize("text", NOTHING_HAPPENED)
def test_nothing_is_coded_where_nothing_happened(coder, text) -> None:
    assert [(e.type, e.trigger.text) for e in coder(text).events] == []


HAPPENED = [
    ("Syrian jets bombed a market in Idlib.", "ASSAULT"),  # no market of prices
    ("The attack on the tourists drew condemnation from Egypt.", "ASSAULT"),
    ("Nobody in the town expects much of Friday's talks.", "CONSULT"),  # dated, though nobody is said to talk
    ("The report describes the shelling of 12 March.", "ASSAULT"),
]


@pytest.mark.parametrize(("text", "type_"), HAPPENED)
def test_what_happens_without_known_parties(coder, text, type_) -> None:
    assert type_ in {e.type for e in coder(text, published="2020-04-01").events}


def test_an_event_inside_a_claim_knows_it(coder) -> None:
    coding = coder("Ankara said that Syrian troops had shelled Turkish villages.")
    e = event(coding, "ASSAULT")
    claim = next(c for c in coding.claims if c.id in e.claims)
    assert claim.source is not None
    assert claim.source.actor == "TUR"


def test_what_was_passed_over_says_why(coder) -> None:
    notes = coder("The critics attacked the film.").notes
    assert any(n.outcome == "passed over" and n.text == "attacked" and n.reason for n in notes)


PLACES = [
    ("Israel struck Iran on Friday.", "ASSAULT", "IRN"),
    ("The president of Peru met the Chilean foreign minister in the Kremlin.", "CONSULT", "RUS"),
    ("Ethiopian jets raided the airport of Asmara.", "ASSAULT", "ERI"),
]


@pytest.mark.parametrize(("text", "type_", "country"), PLACES)
def test_where_no_location_is_named(coder, text, type_, country) -> None:
    place = event(coder(text), type_).place
    assert place is not None
    assert place.country == country


def test_what_is_set_for_a_day_to_come_is_intended(coder) -> None:
    coding = coder("The foreign ministers of Chad and Togo meet in Berlin on Thursday.", published="2024-05-06")
    met = event(coding, "CONSULT")
    assert met.status == "intended"
    assert met.time is not None
    assert met.time.from_ == "2024-05-09"


def test_what_a_protest_demands_is_no_event_of_its_own(coder) -> None:
    coding = coder("Students marched in Nairobi on Monday to demand the resignation of the Kenyan president.")
    assert {e.type for e in coding.events} == {"PROTEST"}


def test_time_and_place_of_an_event(coder) -> None:
    e = event(coder("The two presidents of Kenya and Uganda met in Geneva on 3 May 2015.", published="2015-05-04"), "CONSULT")
    assert (e.time.from_, e.time.to, e.place.country) == ("2015-05-03", "2015-05-03", "CHE")
