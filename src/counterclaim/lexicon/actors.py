"""Who can act: states, bodies, armed groups, people in office and the nouns that stand for roles.

Files in `data/actors/` (names are written as in running text, with capitals; roles.yaml is lower case):

    states/*.yaml   ISO code -> State fields        entities.yaml  slug -> State fields, `actor` and `role`
    igos.yaml, ngos.yaml, armed.yaml                code without prefix -> Body fields
    leaders.csv     iso,office,name,aliases,from,to figures.csv    actor,role,name,aliases,from,to
    surnames.yaml   `common`: surnames of theirs that may be anybody's, which are marked ambiguous
    roles.yaml      see `RoleNouns`

"Israeli(s)" stands for "Israeli" and "Israelis". A name that more than one actor bears must stand in the
`ambiguous` list of each but one of them, which is the reading to prefer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache

from counterclaim.errors import DataError
from counterclaim.lexicon.actor_entries import STATE_LISTS, read_bodies, read_people, read_roles, read_states
from counterclaim.lexicon.actor_types import ALWAYS, ActorLexicon, Body, Former, Period, Person, Phrase, RoleNoun, RoleNouns, State
from counterclaim.lexicon.load import load_rows, load_yaml, names_in
from counterclaim.lexicon.words import fold_words

__all__ = ["ActorLexicon", "Body", "Former", "Period", "Person", "Phrase", "RoleNoun", "RoleNouns", "State", "load_actor_lexicon", "read_roles"]

ROLES_FILE = "actors/roles.yaml"
KINDS = {"names": "name", "adjectives": "adjective", "people": "people", "capital": "capital", "cities": "city",
         "regions": "region", "forces": "force"}  # fmt: skip


@cache
def load_actor_lexicon() -> ActorLexicon:
    """The checked lexicon, read once. Raises DataError, naming file and entry, for what is wrong in it."""
    states: dict[str, State] = {}
    for path in names_in("actors/states", ".yaml"):
        for state in read_states(path, load_yaml(path)):
            if state.key in states:
                raise DataError(f"{path}: {state.key}: another file has this state already.")
            states[state.key] = state
    entities = {e.key: e for e in read_states("actors/entities.yaml", load_yaml("actors/entities.yaml"), entities=True)}
    bodies = {}
    for file, prefix, role in (("igos", "IGO", "IGO"), ("ngos", "NGO", "NGO"), ("armed", "ARMED", "REB")):
        bodies.update({b.code: b for b in read_bodies(f"actors/{file}.yaml", load_yaml(f"actors/{file}.yaml"), prefix, role)})
    known = states.keys() | bodies.keys()
    people = [
        *read_people("actors/leaders.csv", load_rows("actors/leaders.csv"), known),
        *read_people("actors/figures.csv", load_rows("actors/figures.csv"), known),
    ]
    _check_links([*states.values(), *entities.values()], bodies, states.keys())
    entries: list[State | Body] = [*states.values(), *entities.values(), *bodies.values()]
    phrases = [p for entry in entries for p in _phrases_of(entry)]
    _check_ambiguous(entries, phrases)
    _check_shared(phrases)
    taken = {p.words for p in phrases} | {fold_words(n) for n in load_yaml("actors/surnames.yaml")["common"]}
    phrases += [p for person in people for p in _phrases_of_person(person, taken)]
    return ActorLexicon(states, entities, bodies, tuple(people), read_roles(ROLES_FILE, load_yaml(ROLES_FILE)), tuple(phrases))


# phrases


def _phrases_of(entry: State | Body) -> Iterator[Phrase]:
    """Every name of the entry as a Phrase, each once a kind and role."""
    if isinstance(entry, Body):
        for name, kind in KINDS.items():
            role = "MIL" if kind == "force" else entry.role
            yield from _named(entry, entry.code, getattr(entry, name, ()), kind, role, period=entry.period)
        return
    for name in STATE_LISTS:
        yield from _named(entry, entry.actor, getattr(entry, name), KINDS[name], entry.role)
    for role, names in entry.seats.items():
        yield from _named(entry, entry.actor, names, "seat", role)
    for old in entry.former:
        for name, names in old.lists.items():
            yield from _named(entry, entry.actor, names, KINDS[name], old.role or entry.role, old.period, former=True)


def _named(
    entry: State | Body, actor: str, names: Iterable[str], kind: str, role: str | None, period: Period = ALWAYS, former: bool = False
) -> Iterator[Phrase]:
    for name in names:
        yield Phrase(fold_words(name), kind, actor, role, entry, name in entry.ambiguous, former, period)


def _phrases_of_person(person: Person, taken: Container[tuple[str, ...]]) -> Iterator[Phrase]:
    """The person's names; ambiguous are those that are `taken` by something else or by many."""
    kind = "leader" if person.office else "figure"
    for name in (person.name, *person.aliases):
        words = fold_words(name)
        yield Phrase(words, kind, person.actor, person.role, person, words in taken, period=person.period)


# checks across entries


def _check_links(states: Iterable[State], bodies: Mapping[str, Body], codes: Iterable[str]) -> None:
    known = set(codes)
    for state in states:
        for code in (state.actor, state.territory or state.actor, *(c for side in state.neighbours.values() for c in side)):
            if code not in known:
                raise DataError(f"actors: {state.key}: unknown state {code!r}.")
    for body in bodies.values():
        if body.state and body.state not in known:
            raise DataError(f"actors: {body.code}: unknown state {body.state!r}.")
        if body.parent and body.parent not in bodies:
            raise DataError(f"actors: {body.code}: unknown parent {body.parent!r}.")


def _check_ambiguous(entries: Iterable[State | Body], phrases: Iterable[Phrase]) -> None:
    marked = {(id(p.entry), p.words) for p in phrases if p.ambiguous}
    for entry in entries:
        for name in entry.ambiguous:
            if (id(entry), fold_words(name)) not in marked:
                label = entry.code if isinstance(entry, Body) else entry.key
                raise DataError(f"actors: {label}: {name!r} is called ambiguous but is none of its names.")


def _check_shared(phrases: Iterable[Phrase]) -> None:
    """Words that several actors bear must be marked ambiguous by all but one of them."""
    owners: dict[tuple[str, ...], dict[str | None, bool]] = defaultdict(dict)
    for phrase in phrases:
        claims = owners[phrase.words]
        claims[phrase.actor] = claims.get(phrase.actor, True) and (phrase.ambiguous or phrase.former)
    for words, claims in owners.items():
        plain = [str(actor) for actor, marked in claims.items() if not marked]
        if len(plain) > 1:
            raise DataError(f"actors: {' '.join(words)!r} is claimed by {' and '.join(plain)}; list it as ambiguous in all but one.")
