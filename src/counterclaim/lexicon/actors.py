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

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from counterclaim.errors import DataError
from counterclaim.lexicon.actor_types import ALWAYS, ActorLexicon, Body, Former, Period, Person, Phrase, RoleNoun, RoleNouns, State
from counterclaim.lexicon.load import load_rows, load_yaml, names_in
from counterclaim.lexicon.words import fold_words

__all__ = ["ActorLexicon", "Body", "Former", "Period", "Person", "Phrase", "RoleNoun", "RoleNouns", "State", "load_actor_lexicon", "read_roles"]

ROLES = frozenset({
    "GOV", "MIL", "REB", "OPP", "LEG", "JUD", "COP", "SPY", "PTY", "CVL", "MED", "BUS", "REL", "EDU", "LAB", "REF", "NGO", "IGO",
    "UAF", "CRM", "HLH", "AGR", "DEV", "ELI", "ETH", "IMM", "MNC", "SET",
})  # fmt: skip
OFFICES = frozenset({"HOS", "HOG", "FM", "DM", "SPOX", "HEAD"})  # head of state, of government; ministers; spokesperson; head of a body
DIRECTIONS = frozenset({"north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest"})
STATUSES = frozenset({"member", "observer", "disputed", "dependency"})
STATE_LISTS = ("names", "adjectives", "people", "capital", "cities", "regions")
BODY_LISTS = ("names", "adjectives", "forces")
KINDS = {"names": "name", "adjectives": "adjective", "people": "people", "capital": "capital", "cities": "city",
         "regions": "region", "forces": "force"}  # fmt: skip
DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


@cache
def load_actor_lexicon() -> ActorLexicon:
    """The checked lexicon, read once. Raises DataError, naming file and entry, for what is wrong in it."""
    states: dict[str, State] = {}
    for path in names_in("actors/states", ".yaml"):
        for state in _read_states(path):
            if state.key in states:
                raise DataError(f"{path}: {state.key}: another file has this state already.")
            states[state.key] = state
    entities = {e.key: e for e in _read_states("actors/entities.yaml", entities=True)}
    bodies = {}
    for file, prefix, role in (("igos", "IGO", "IGO"), ("ngos", "NGO", "NGO"), ("armed", "ARMED", "REB")):
        bodies.update({b.code: b for b in _read_bodies(f"actors/{file}.yaml", prefix, role)})
    known = states.keys() | bodies.keys()
    people = [*_read_people("actors/leaders.csv", known), *_read_people("actors/figures.csv", known)]
    _check_links([*states.values(), *entities.values()], bodies, states.keys())
    entries: list[State | Body] = [*states.values(), *entities.values(), *bodies.values()]
    phrases = [p for entry in entries for p in _phrases_of(entry)]
    _check_ambiguous(entries, phrases)
    _check_shared(phrases)
    taken = {p.words for p in phrases} | {fold_words(n) for n in load_yaml("actors/surnames.yaml")["common"]}
    phrases += [p for person in people for p in _phrases_of_person(person, taken)]
    by_words = defaultdict(list)
    for phrase in phrases:
        by_words[phrase.words].append(phrase)
    index = {words: tuple(found) for words, found in by_words.items()}
    return ActorLexicon(states, entities, bodies, tuple(people), read_roles("actors/roles.yaml"), tuple(phrases), index)


# reading


def _read_states(path: str, entities: bool = False) -> Iterator[State]:
    allowed = {*STATE_LISTS, "seats", "neighbours", "former", "ambiguous", "status"} | ({"actor", "role", "territory"} if entities else set())
    for key, row in _entries(path, allowed):
        if not entities and not re.fullmatch("[A-Z]{3}", key):
            raise DataError(f"{path}: {key}: keys are ISO 3166-1 alpha-3 codes.")
        status = "entity" if entities else row.get("status", "member")
        if not entities and status not in STATUSES:
            raise DataError(f"{path}: {key}: unknown status {status!r}; use one of {', '.join(sorted(STATUSES))}.")
        lists = _lists(path, key, row, STATE_LISTS)
        seats = {_role(path, key, role): _names(path, key, names) for role, names in row.get("seats", {}).items()}
        neighbours = {side: _names(path, key, codes) for side, codes in row.get("neighbours", {}).items()}
        if odd := neighbours.keys() - DIRECTIONS:
            raise DataError(f"{path}: {key}: unknown direction {', '.join(odd)}.")
        role = row.get("role")
        yield State(
            key=key, actor=row.get("actor", key), role=_role(path, key, role) if role else None, status=status,
            seats=seats, neighbours=neighbours, territory=row.get("territory"),
            former=tuple(_read_former(path, key, old) for old in row.get("former", [])),
            ambiguous=frozenset(_names(path, key, row.get("ambiguous", []))), **lists,
        )  # fmt: skip


def _read_former(path: str, key: str, old: Mapping[str, Any]) -> Former:
    if odd := old.keys() - {*STATE_LISTS, "since", "until", "role"}:
        raise DataError(f"{path}: {key}: unknown field {', '.join(sorted(odd))} under former.")
    role = _role(path, key, old["role"]) if "role" in old else None
    return Former(_period(path, key, old.get("since", ""), old.get("until", "")), role, _lists(path, key, old, STATE_LISTS))


def _read_bodies(path: str, prefix: str, role: str) -> Iterator[Body]:
    for key, row in _entries(path, {*BODY_LISTS, "role", "state", "parent", "since", "until", "ambiguous"}):
        yield Body(
            code=f"{prefix}:{key}", role=_role(path, key, row.get("role", role)), state=row.get("state"), parent=row.get("parent"),
            period=_period(path, key, row.get("since", ""), row.get("until", "")),
            ambiguous=frozenset(_names(path, key, row.get("ambiguous", []))), **_lists(path, key, row, BODY_LISTS),
        )  # fmt: skip


def _read_people(path: str, known: Iterable[str]) -> Iterator[Person]:
    """Rows of leaders.csv (with `iso` and `office`) or figures.csv (with `actor` and `role`)."""
    for row in load_rows(path):
        if None in row or None in row.values():
            raise DataError(f"{path}: {row}: the row has more or fewer cells than the header.")
        actor, office, name = row.get("iso") or row.get("actor") or "", row.get("office", ""), row["name"]
        if actor not in known:
            raise DataError(f"{path}: {name}: unknown actor {actor!r}.")
        if "office" in row and office not in OFFICES:
            raise DataError(f"{path}: {name}: unknown office {office!r}; use one of {', '.join(sorted(OFFICES))}.")
        role = _role(path, name, row.get("role") or ("IGO" if ":" in actor else "GOV"))
        aliases = tuple(a.strip() for a in row["aliases"].split("|") if a.strip())
        if len({fold_words(n) for n in (name, *aliases)}) <= len(aliases):
            raise DataError(f"{path}: {name}: a name stands twice in the row (accents do not count).")
        yield Person(actor, role, office, name, aliases, _period(path, name, row["from"], row["to"]))


def read_roles(path: str) -> RoleNouns:
    """The role nouns of the data file `path`."""
    content = load_yaml(path)
    nouns: dict[tuple[str, ...], RoleNoun] = {}
    for role, groups in content["roles"].items():
        for kind, names in groups.items():
            if kind not in ("person", "body"):
                raise DataError(f"{path}: {role}: nouns are of kind person or body, not {kind!r}.")
            for name in names:
                words = fold_words(name)
                if words in nouns:
                    raise DataError(f"{path}: {role}: {name!r} already stands under {nouns[words].role}.")
                nouns[words] = RoleNoun(words, _role(path, role, role), kind == "body")
    titles = {}
    for key, names in content["titles"].items():
        role, office = ("GOV", key) if key in OFFICES else (_role(path, "titles", key), "")
        titles.update({fold_words(name): (role, office) for name in names})
    assets = {fold_words(n): _role(path, "assets", role) for role, names in content["assets"].items() for n in names}
    things = frozenset(fold_words(n) for n in content["things"])
    polities = frozenset(fold_words(n) for n in content["polities"])
    if both := (things & (nouns.keys() | assets.keys() | polities)) | (polities & nouns.keys()):
        raise DataError(f"{path}: {' '.join(min(both))!r} stands under more than one heading.")
    return RoleNouns(nouns, titles, assets, things, polities)


def _entries(path: str, allowed: set[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for key, row in (load_yaml(path) or {}).items():
        if not isinstance(key, str) or not isinstance(row, dict) or not row.get("names"):
            raise DataError(f"{path}: {key}: an entry is a code with fields, names among them.")
        if odd := row.keys() - allowed:
            raise DataError(f"{path}: {key}: unknown field {', '.join(sorted(odd))}.")
        yield key, row


def _lists(path: str, key: str, row: Mapping[str, Any], fields: Iterable[str]) -> dict[str, tuple[str, ...]]:
    return {name: _names(path, key, row[name]) for name in fields if name in row}


def _names(path: str, key: str, value: Any) -> tuple[str, ...]:
    """The list `value`, "x(s)" written out as "x", "xs"."""
    if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
        raise DataError(f"{path}: {key}: expected a list of names, got {value!r}; put quotation marks round odd ones.")
    names: list[str] = []
    for name in value:
        names += [name[:-3], name[:-3] + "s"] if name.endswith("(s)") else [name]
    if len(set(names)) < len(names):
        twice = next(n for n in names if names.count(n) > 1)
        raise DataError(f"{path}: {key}: {twice!r} stands twice in one list.")
    return tuple(names)


def _role(path: str, key: str, role: str) -> str:
    if role not in ROLES:
        raise DataError(f"{path}: {key}: unknown role {role!r}; use one of {', '.join(sorted(ROLES))}.")
    return role


def _is_date(text: str) -> bool:
    try:
        return bool(DATE.fullmatch(text) and (len(text) < 10 or date.fromisoformat(text)))
    except ValueError:
        return False


def _period(path: str, key: str, since: Any, until: Any) -> Period:
    """Period of two dates YYYY, YYYY-MM or YYYY-MM-DD, the first from its first day, the last to its last."""
    for day in (since, until):
        if day and not _is_date(str(day)):
            raise DataError(f"{path}: {key}: {day!r} is not a date; write YYYY, YYYY-MM or YYYY-MM-DD.")
    first = (str(since) + "-01-01"[len(str(since)) - 4 :])[:10] if since else ""
    last = (str(until) + "-12-31"[len(str(until)) - 4 :])[:10] if until else ""
    if last and first > last:
        raise DataError(f"{path}: {key}: {since} lies after {until}.")
    return Period(first, last)


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
    owners: dict[tuple[str, ...], dict[str, bool]] = defaultdict(dict)
    for phrase in phrases:
        claims = owners[phrase.words]
        claims[phrase.actor] = claims.get(phrase.actor, True) and (phrase.ambiguous or phrase.former)
    for words, claims in owners.items():
        plain = [actor for actor, marked in claims.items() if not marked]
        if len(plain) > 1:
            raise DataError(f"actors: {' '.join(words)!r} is claimed by {' and '.join(plain)}; list it as ambiguous in all but one.")
