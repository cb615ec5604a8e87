"""The entries of the actor lexicon, as `lexicon.actors` reads them from `data/actors/`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from counterclaim.lexicon.phrases import PhraseTable


@dataclass(frozen=True, slots=True)
class Period:
    """From `since` to `until`, both ISO dates (YYYY-MM-DD) and inclusive, to be compared as strings; "" where open.
    The day 31 stands for the end of any month."""

    since: str = ""
    until: str = ""

    def covers(self, date: str) -> bool:
        """Whether the ISO date YYYY-MM-DD falls into the period."""
        return self.since <= date and (not self.until or date <= self.until)


ALWAYS = Period()


@dataclass(frozen=True, slots=True)
class Former:
    """Names, adjectives, people, capital … (`lists`) that held in `period`: "Soviet Union", "Bonn", "KGB" SPY."""

    period: Period
    role: str | None
    lists: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class State:
    """A state, or (in entities.yaml) what acts like one under another's code.

    key         ISO 3166-1 alpha-3 code, or the slug in entities.yaml
    actor, role what mentions are coded as; role None for a state itself
    status      "member" of the UN, "observer", "disputed", "dependency"; "entity" in entities.yaml
    names       short, official and abbreviated names; adjectives "Azeri"; people "Azeris", "Dutch"
    capital     seat of government, all spellings; cities others that stand for the state in news
    seats       role -> what stands for a branch of the state: "Kremlin" GOV, "Duma" LEG, "Mossad" SPY
    regions     names and adjectives of parts: "Crimean", "Scottish"
    neighbours  direction -> ISO codes of adjoining states, nearest reading first
    former      what a defunct state or branch of it was called
    territory   ISO code of the state whose land it is, for entities, as the UN counts it
    ambiguous   those of the names above that often mean something else ("Jordan", "Congress")
    """

    key: str
    actor: str
    role: str | None
    status: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    seats: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    neighbours: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    former: tuple[Former, ...] = ()
    territory: str | None = None
    ambiguous: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation that is no state.

    code        "IGO:UN", "NGO:ICRC", "ARMED:ISIS"; role its default sector (IGO, NGO, REB …)
    state       ISO code of the state an armed group operates in or for; None for others
    adjectives  forms used only before a noun; forces its people under arms ("UNIFIL", "blue helmets")
    parent      code of the body it belongs to ("IGO:UN" for "IGO:UNHCR"), or None
    period      when it existed under these names
    """

    code: str
    role: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...] = ()
    forces: tuple[str, ...] = ()
    state: str | None = None
    parent: str | None = None
    period: Period = ALWAYS
    ambiguous: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in an office of a state or body (leaders.csv) or else well known (figures.csv).

    actor is an ISO or body code; office one of OFFICES, "" for figures; aliases other spellings and
    the surname where it tells enough. One row an office: the same person may come several times.
    """

    actor: str
    role: str
    office: str
    name: str
    aliases: tuple[str, ...]
    period: Period


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand for an actor. `words` are cut and folded as `words.fold_words` does, case kept.

    kind    name | adjective | people | capital | city | region | seat | force | leader | figure, or
            none: words that a user says are nobody (`actor` is None)
    former  True for what a defunct state was called
    origin  the user's lexicon file that it stands in, "" for ours
    """

    words: tuple[str, ...]
    kind: str
    actor: str | None
    role: str | None
    entry: State | Body | Person
    ambiguous: bool = False
    former: bool = False
    period: Period = ALWAYS
    origin: str = ""


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """A noun for people (`body` False) or for an organisation (`body` True) in a sector; origin as in `Phrase`."""

    words: tuple[str, ...]
    role: str
    body: bool
    origin: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class RoleNouns:
    """roles.yaml. Words are lower-case singular lemmas, cut as `words.fold_words` does.

    nouns     by words; the head is the last word, or the one before "of" ("ministry of defence")
    titles    words before a person's name -> (role, office or ""): "prime minister" -> ("GOV", "HOG")
    assets    nouns that act for their owner, only when they are the doer -> role: "gun" -> "MIL"
    things    nouns that are nobody even after a nationality: "weapon", "oil", "passport"
    polities  nouns for a state itself: "country", "republic", "side"
    """

    nouns: Mapping[tuple[str, ...], RoleNoun]
    titles: Mapping[tuple[str, ...], tuple[str, str]]
    assets: Mapping[tuple[str, ...], str]
    things: frozenset[tuple[str, ...]]
    polities: frozenset[tuple[str, ...]]


@dataclass(frozen=True, eq=False)
class ActorLexicon:
    """All of `data/actors/`, and what a user's files change in it. Two lexicons are never equal: each is its own
    key for what is worked out from it. `phrases` holds every name once an actor; several actors may share words."""

    states: Mapping[str, State]
    entities: Mapping[str, State]
    bodies: Mapping[str, Body]
    people: tuple[Person, ...]
    roles: RoleNouns
    phrases: tuple[Phrase, ...]

    @cached_property
    def by_words(self) -> Mapping[tuple[str, ...], tuple[Phrase, ...]]:
        """The phrases by their words."""
        index: dict[tuple[str, ...], list[Phrase]] = defaultdict(list)
        for phrase in self.phrases:
            index[phrase.words].append(phrase)
        return {words: tuple(found) for words, found in index.items()}

    @cached_property
    def phrase_table(self) -> PhraseTable[tuple[str, ...]]:
        """The words of all phrases, to be found in running text."""
        return PhraseTable((words, words) for words in self.by_words)

    @cached_property
    def first_words(self) -> frozenset[str]:
        """Words that a phrase begins with."""
        return frozenset(words[0] for words in self.by_words)

    @cached_property
    def title_words(self) -> frozenset[str]:
        """Single words that stand before names or role nouns: "President", "Minister"."""
        titles, nouns = self.roles.titles, self.roles.nouns
        return frozenset(words[-1] for table in (titles, nouns) for words in table) | frozenset(w[0] for w in titles)

    def in_office(self, actor: str, office: str, date: str) -> list[Person]:
        """Who held the office on the ISO date YYYY-MM-DD."""
        return [p for p in self.people if p.actor == actor and p.office == office and p.period.covers(date)]

    def readings(self, words: tuple[str, ...], date: str | None = None) -> list[Phrase]:
        """Phrases with these words, preferred reading first: unambiguous, then, given a date, those
        whose period covers it, then a user's own, then the latest."""
        found = sorted(self.by_words.get(words, ()), key=lambda p: p.period.since, reverse=True)
        return sorted(found, key=lambda p: (p.ambiguous, date is not None and not p.period.covers(date), not p.origin))
