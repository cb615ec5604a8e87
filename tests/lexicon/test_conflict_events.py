"""What the conflict half of the event lexicon is for: each sentence holds an event of the type named."""

from collections.abc import Callable

import pytest

from counterclaim.annotate.contract import Annotation
from counterclaim.extract.actors import find_actors
from counterclaim.extract.events import find_events
from counterclaim.extract.places import find_places
from counterclaim.lexicon.events import load_event_lexicon
from counterclaim.records import Document

CASES = [
    ("ASSAULT", "Turkish warplanes bombed Kurdish positions in northern Iraq on Monday."),
    ("ASSAULT", "Two Indian soldiers were killed in a clash with Pakistani troops."),
    ("ASSAULT", "Fighting broke out between Ethiopian and Eritrean forces near the border."),
    ("ASSAULT", "The Sudanese air force carried out air strikes on rebel camps in South Sudan."),
    ("ASSAULT", "Syria accused Israel of shelling its army posts."),
    ("ASSAULT", "Georgia's interior minister survived an assassination attempt."),
    ("ASSAULT", "Pakistan shot down an Indian drone."),
    ("ASSAULT", "Russia annexed Crimea in 2014."),
    ("ASSAULT", "Chadian forces recaptured the town from the insurgents."),
    ("ASSAULT", "Israeli troops opened fire on Palestinian protesters."),
    ("COERCE", "Egyptian police arrested 40 members of the opposition."),
    ("COERCE", "Gunmen kidnapped two French aid workers in Mali."),
    ("COERCE", "Turkey declared a state of emergency."),
    ("COERCE", "North Korea is holding two American tourists hostage."),
    ("COERCE", "Chinese hackers broke into the computer network of the Indian defence ministry."),
    ("COERCE", "Israel demolished the homes of two Palestinians."),
    ("COERCE", "Iran's detention of the British-Iranian woman drew protests."),
    ("ACCUSE", "Georgia accused Russia of violating its airspace."),
    ("ACCUSE", "Germany criticised Hungary over its asylum law."),
    ("ACCUSE", "Japan lodged a protest with China over the island visit."),
    ("ACCUSE", "Ukraine filed a lawsuit against Russia at the court in The Hague."),
    ("ACCUSE", "Officials in New Delhi pointed the finger at Pakistan."),
    ("ACCUSE", "Serbia held Kosovo responsible for the violence."),
    ("ACCUSE", "The Greek foreign minister was highly critical of Turkey."),
    ("REJECT", "Iran rejected the American proposal."),
    ("REJECT", "North Korea refused to allow inspectors into the plant."),
    ("REJECT", "Russia vetoed a resolution on Syria."),
    ("REJECT", "Israel ruled out talks with Hamas."),
    ("REJECT", "Pakistan turned down an Indian offer of aid."),
    ("REJECT", "The Taliban walked out of talks with the United States."),
    ("REJECT", "Greece opposes Macedonia's bid to join NATO."),
    ("REJECT", "Cuba dismissed the American call for elections."),
    ("REJECT", "Iraq defied a United Nations resolution."),
    ("REJECT", "Spain declined a British invitation."),
    ("THREATEN", "Iran threatened to close the Strait of Hormuz."),
    ("THREATEN", "The United States warned North Korea against another missile test."),
    ("THREATEN", "Russia threatened Ukraine with sanctions."),
    ("THREATEN", "Turkey gave Syria an ultimatum."),
    ("THREATEN", "Washington issued a warning to Tehran."),
    ("THREATEN", "Hezbollah vowed revenge on Israel."),
    ("THREATEN", "Israel will attack Iran if necessary."),
    ("THREATEN", "The European Union threatened sanctions against Zimbabwe."),
    ("THREATEN", "A death threat against the Danish cartoonist came from Somalia."),
    ("PROTEST", "Thousands of Georgians took to the streets of Tbilisi."),
    ("PROTEST", "Kurdish prisoners in Turkey began a hunger strike."),
    ("PROTEST", "Protesters blocked roads in Lebanon."),
    ("PROTEST", "Demonstrators burned an American flag in Karachi."),
    ("PROTEST", "Tens of thousands of Armenians rallied in Yerevan against the government."),
    ("SANCTION", "The United States imposed sanctions on Russia."),
    ("SANCTION", "Saudi Arabia recalled its ambassador from Canada."),
    ("SANCTION", "The EU suspended aid to Burundi."),
    ("SANCTION", "The US withdrew from the Iran nuclear deal."),
    ("SANCTION", "Turkey suspended talks with Greece."),
    ("SANCTION", "Gazprom cut gas supplies to Ukraine."),
    ("MOBILIZE", "China held military drills near Taiwan."),
    ("MOBILIZE", "North Korea fired a ballistic missile into the sea."),
    ("MOBILIZE", "Russia massed troops along the Ukrainian border."),
    ("MOBILIZE", "Pakistan put its forces on high alert."),
    ("MOBILIZE", "Turkey deployed tanks to the Syrian border."),
    ("MOBILIZE", "India test-fired a nuclear-capable missile."),
    ("MOBILIZE", "The United States sent an aircraft carrier to the Gulf."),
    ("MOBILIZE", "Ethiopia mobilised reservists."),
    ("MOBILIZE", "Iran conducted a missile test."),
    ("MOBILIZE", "Greece sent warships to the Aegean."),
    ("ASSAULT", "Boko Haram fighters overran a Nigerian army base."),
    ("ASSAULT", "Police in Kenya shot dead five suspected militants."),
    ("ASSAULT", "The Yemeni capital came under attack from Saudi jets."),
    ("ASSAULT", "Twelve Afghan soldiers lost their lives in a Taliban assault."),
    ("ASSAULT", "A roadside bomb wounded four Italian peacekeepers in Lebanon."),
    ("ASSAULT", "Islamic State claimed responsibility for the attack on the Iranian parliament."),
    ("ASSAULT", "Eritrea invaded Ethiopia."),
    ("ASSAULT", "Burmese soldiers raped Rohingya women."),
    ("ASSAULT", "A Georgian police officer was stabbed in Gori."),
    ("ASSAULT", "The Kenyan navy sank a Somali pirate boat."),
    ("COERCE", "Cuban authorities detained the dissident for two days."),
    ("COERCE", "Somali pirates hijacked a Greek ship."),
    ("COERCE", "The Chinese authorities censored news about Tibet."),
    ("COERCE", "Spain confiscated weapons from Basque separatists."),
    ("COERCE", "An Iranian court jailed the American reporter."),
    ("COERCE", "Kuwait nationalised the British oil company."),
    ("ACCUSE", "The Kremlin called the Polish remarks unacceptable."),
    ("ACCUSE", "A Belgian court found the Rwandan guilty of genocide."),
    ("ACCUSE", "Tehran described the Saudi move as a provocation."),
    ("ACCUSE", "India protested to Pakistan over the firing."),
    ("ACCUSE", "Beijing took issue with the Japanese statement."),
    ("ACCUSE", "Moscow alleged that Kiev had trained the saboteurs."),
    ("ACCUSE", "The minister compared Eritrea's leader to Hitler."),
    ("REJECT", "Zimbabwe has brushed aside British criticism."),
    ("REJECT", "Baghdad refused to meet the American envoy."),
    ("REJECT", "Serbia resisted pressure from the European Union."),
    ("REJECT", "South Korea rejected North Korea's invitation to talks."),
    ("REJECT", "Iran ignored a UN deadline."),
    ("REJECT", "Syria denied UN inspectors access to the site."),
    ("REJECT", "The Dutch voted against the Ukraine treaty."),
    ("REJECT", "Catalonia declared independence from Spain."),
    ("REJECT", "Israel's rejection of the French initiative was expected."),
    ("THREATEN", "Pyongyang warned that it would turn Seoul into a sea of fire."),
    ("THREATEN", "Gazprom is threatening to cut supplies to Moldova."),
    ("PROTEST", "Angry Iraqis chanted slogans against the United States."),
    ("PROTEST", "Bolivian miners marched on La Paz."),
    ("PROTEST", "Rioters in Honiara torched Chinese shops."),
    ("PROTEST", "The Hungarian opposition boycotted the referendum."),
    ("SANCTION", "Washington froze the assets of two Iranian banks."),
    ("SANCTION", "Qatar's neighbours severed ties with Doha."),
    ("SANCTION", "Japan halted food aid to North Korea."),
    ("SANCTION", "Turkey closed its airspace to Syrian planes."),
    ("SANCTION", "London downgraded its diplomatic ties with Harare."),
    ("SANCTION", "The Belarusian ambassador was recalled."),
    ("MOBILIZE", "Syrian tanks were massing near the Turkish border."),
    ("MOBILIZE", "The Lebanese army stepped up patrols along the border with Israel."),
    ("MOBILIZE", "Reservists were called up in Israel."),
    ("MOBILIZE", "Police were deployed around the Nigerian parliament."),
    ("MOBILIZE", "Colombia reinforced its border with Venezuela."),
    ("MOBILIZE", "Russian bombers flew near the Norwegian coast."),
    ("MOBILIZE", "The Pakistani air force was placed on alert."),
    ("MOBILIZE", "South Korea began large-scale naval exercises in the Yellow Sea."),
    ("MOBILIZE", "Iran is enriching uranium."),
    ("MOBILIZE", "Chinese warships sailed through the Taiwan Strait."),
]


@pytest.mark.parametrize(("type_", "text"), CASES)
def test_a_wording_codes_its_type(annotate: Callable[[str], Annotation], type_: str, text: str) -> None:
    annotation, document = annotate(text), Document(id="d", text=text)
    places = find_places(annotation, document)
    actors = find_actors(annotation, document, places)
    events, _ = find_events(annotation, document, actors, [], places, [])
    assert type_ in {event.type for event in events}


def test_no_wording_stands_under_two_types() -> None:
    lexicon = load_event_lexicon()
    conflict = {"ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
    seen: dict[tuple[bool, str], str] = {}
    for patterns in (*lexicon.verbs.values(), *lexicon.nouns.values()):
        for pattern in patterns:
            key = (pattern.noun, pattern.rule.split(": ", 1)[1])
            other = seen.setdefault(key, pattern.type)
            assert other == pattern.type or not {other, pattern.type} & conflict, pattern.rule
