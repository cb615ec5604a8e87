"""leaders.csv and figures.csv contradict themselves nowhere: what looks like it is listed here with its reason."""

from collections import defaultdict
from datetime import date
from difflib import SequenceMatcher
from itertools import combinations, pairwise

import pytest

from counterclaim.lexicon.actors import Period, Person, load_actor_lexicon
from counterclaim.lexicon.words import fold

GAP = 60  # days without a head of state that need a reason
LONG = 72  # years in one office that nobody has had
TWO_AT_A_TIME = {
    ("RUS", "FM"): "of the Soviet Union and of Russia within it",
    ("IGO:EU", "FM"): "commissioner and high representative",
}
NO_HEAD = {
    "AFG": "the Taliban's emir is head of no recognised state",
    "AUT": "2016, three presidents of parliament together", "BGD": "2002, a speaker for two months",
    "BIH": "2000 to 2002, a presidency in turns of eight months", "CHE": "a new one each year", "COM": "1995, a coup and an interim president",
    "GEO": "1992, a military council", "GNB": "2012, a junta; after the coup of 2025", "HRV": "1999, a speaker for two months",
    "HTI": "after 2021, councils", "IRQ": "2003, occupation", "KHM": "1992, a supreme council", "KIR": "1994 and 2003, councils of state",
    "KOR": "2025, acting presidents", "LBN": "parliament agreed on nobody", "LBR": "1990, civil war", "LBY": "2014, two governments",
    "MMR": "after 2021, a junta whose chairman stands as HOG", "MNE": "2002, a speaker", "NRU": "a parliament that changed them by the month",
    "RUS": "1985, an acting chairman of the presidium", "SOM": "1997 to 2000, civil war", "SVK": "1998, parliament agreed on nobody",
    "VNM": "2024, an acting president", "XKX": "2010 and 2020, acting presidents",
}  # fmt: skip
NOT_THE_SAME = {
    frozenset(pair)
    for pair in (
        ("Vazgen Sargsyan", "Vigen Sargsyan"), ("Isa bin Salman Al Khalifa", "Khalifa bin Salman Al Khalifa"), ("Li Keqiang", "Li Qiang"),
        ("Jaber al-Ahmad al-Sabah", "Sabah al-Ahmad al-Sabah"), ("Nawaf al-Ahmad al-Sabah", "Sabah al-Ahmad al-Sabah"),
        ("Amata Kabua", "Imata Kabua"), ("Ferdinand Marcos", "Ferdinand Marcos Jr."),
        ("Hamad bin Khalifa Al Thani", "Khalifa bin Hamad Al Thani"), ("Salman bin Abdulaziz", "Sultan bin Abdulaziz"),
        ("George H. W. Bush", "George W. Bush"), ("Ahmed Abdallah", "Ahmed Abdallah Sambi"), ("Idriss Déby", "Mahamat Idriss Déby"),
        ("Maktoum bin Rashid Al Maktoum", "Mohammed bin Rashid Al Maktoum"), ("Khalifa bin Salman Al Khalifa", "Salman bin Hamad Al Khalifa"),
        ("Mishal al-Ahmad al-Sabah", "Sabah al-Ahmad al-Sabah"),
    )
}  # fmt: skip
Terms = dict[tuple[str, str], list[Person]]


@pytest.fixture(scope="module")
def people() -> tuple[Person, ...]:
    return load_actor_lexicon().people


@pytest.fixture(scope="module")
def terms(people: tuple[Person, ...]) -> Terms:
    """Terms by actor and office, in order."""
    out: Terms = defaultdict(list)
    for person in people:
        if person.office:
            out[person.actor, person.office].append(person)
    for held in out.values():
        held.sort(key=lambda p: (p.period.since, p.period.until or "9999"))
    return out


def overlap(one: Period, other: Period) -> bool:
    return one.since < (other.until or "9999") and other.since < (one.until or "9999")


def exact(period: Period) -> bool:
    """Whether both ends are known to the day."""
    return not period.since.endswith("-01") and not period.until.endswith("31") and bool(period.until)


def day(text: str) -> date:
    """The ISO day, or the last one of its month where that has none such."""
    year, month, number = (int(n) for n in text.split("-"))
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1


def test_nobody_holds_one_office_twice_at_a_time(terms: Terms) -> None:
    twice = [
        (key, a.name) for key, held in terms.items() for a, b in combinations(held, 2) if fold(a.name) == fold(b.name) and overlap(a.period, b.period)
    ]
    assert not twice


def test_ministers_follow_one_another(terms: Terms) -> None:
    clashes = [
        (key, a.name, b.name)
        for key, held in terms.items()
        if key[1] in ("FM", "DM") and key not in TWO_AT_A_TIME
        for a, b in combinations(held, 2)
        if overlap(a.period, b.period) and exact(a.period) and not b.period.since.endswith("-01")
    ]
    assert not clashes


def test_a_state_without_a_head_has_a_reason(terms: Terms) -> None:
    without = set()
    for (actor, office), held in terms.items():
        if office != "HOS":
            continue
        end = held[0].period.until or "9999-12-31"
        for person in held[1:]:
            if end < "9999" and person.period.since > end and (day(person.period.since) - day(end)).days > GAP:
                without.add(actor)
            end = max(end, person.period.until or "9999-12-31")
        if end < "9999":
            without.add(actor)
    assert without <= NO_HEAD.keys()
    assert NO_HEAD.keys() <= without  # a reason that is needed no more goes


def test_nobody_is_spelt_in_two_ways(people: tuple[Person, ...]) -> None:
    names: dict[str, set[str]] = defaultdict(set)
    for person in people:
        names[person.actor].add(person.name)
    alike = [
        (actor, a, b)
        for actor, found in names.items()
        for a, b in combinations(sorted(found), 2)
        if frozenset((a, b)) not in NOT_THE_SAME and same_name(fold(a).lower(), fold(b).lower())
    ]
    assert not alike


def same_name(one: str, other: str) -> bool:
    """Whether two names may be one person's: nearly the same letters, or the words of one among those of the other."""
    words, others = set(one.replace("-", " ").split()), set(other.replace("-", " ").split())
    return words <= others or others <= words or SequenceMatcher(None, one, other).ratio() > 0.86


def test_a_name_of_one_is_no_alias_of_another_with_the_same_name(people: tuple[Person, ...]) -> None:
    """Rows of one person agree on the main name: it is nobody's mere alias in the same state."""
    main = {(p.actor, fold(p.name)) for p in people}
    odd = [
        (p.actor, p.name, alias)
        for p in people
        for alias in p.aliases
        if " " in alias and (p.actor, fold(alias)) in main and frozenset((p.name, alias)) not in NOT_THE_SAME
    ]
    assert not [o for o in odd if o[1:] not in {("George H. W. Bush", "George Bush"), ("George W. Bush", "George Bush")}]


def test_no_term_is_longer_than_a_life(terms: Terms) -> None:
    assert not [(p.actor, p.name) for held in terms.values() for p in held if int((p.period.until or "2026")[:4]) - int(p.period.since[:4]) > LONG]


def test_office_passes_on_in_order(terms: Terms) -> None:
    """Of two terms of which the later one is open, the earlier is closed, but for offices that several hold."""
    shared = {"BIH", "IGO:EU"}
    both = [
        (key, a.name, b.name)
        for key, held in terms.items()
        if key[1] not in ("SPOX", "HEAD") and key[0] not in shared
        for a, b in pairwise([p for p in held if not p.period.until])
    ]
    assert not both
