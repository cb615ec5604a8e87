"""The sections of a user's file that tell of actors: `actors`, `people`, `nobody`, `roles`, `titles`, `without`.

The shape of a key says what an actor is: three capitals a state (`FRA`), capitals with a prefix a body
(`ARMED:HAWKS`, a prefix of one's own too), small letters a name for something that is coded as another
(`actor:` and `role:`). Names are added to what we hold under that key, and win over ours.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from counterclaim.lexicon.actor_entries import OFFICES, ROLES, checked_names, checked_period, name_lists
from counterclaim.lexicon.actor_types import ActorLexicon, Body, Period, Person, Phrase, RoleNoun, RoleNouns, State
from counterclaim.lexicon.actors import KINDS
from counterclaim.lexicon.user_file import UserFile, suggestion
from counterclaim.lexicon.words import fold_words

STATE, BODY, SLUG = re.compile(r"[A-Z]{3}"), re.compile(r"[A-Z]+:[A-Z0-9][A-Z0-9_-]*"), re.compile(r"[a-z][\w-]*")
LISTS = tuple(KINDS)
ACTOR_FIELDS = {*LISTS, "role", "actor", "state", "parent", "territory", "from", "to", "codes", "ambiguous", "note"}
PERSON_FIELDS = {"name", "aliases", "actor", "role", "office", "from", "to", "codes", "ambiguous", "note"}
CODE_FIELDS = {"actor", "role", "from", "to"}
PREFIX_ROLES = {"IGO": "IGO", "NGO": "NGO", "ARMED": "REB", "MNC": "MNC"}  # what a body is where the file does not say


@dataclass(frozen=True, slots=True)
class Code:
    """What an actor is coded as in a period."""

    actor: str
    role: str | None
    period: Period


class ActorReader:
    """Reads the actors of one file, to be added to `base`."""

    def __init__(self, file: UserFile, base: ActorLexicon) -> None:
        self.file, self.base = file, base
        own = {key for key in file.mapping("actors") if STATE.fullmatch(key) or BODY.fullmatch(key)}
        self.known: Container[str] = base.states.keys() | base.bodies.keys() | own

    def read(self) -> ActorLexicon:
        """`base` without what the file switches off and with what it adds."""
        lean = switched_off(self.file, self.base)
        states, bodies, entities = dict(lean.states), dict(lean.bodies), dict(lean.entities)
        phrases: list[Phrase] = []
        for key, row in self.file.mapping("actors").items():
            if is_open(row):
                continue
            entry, made = self.actor(key, row)
            table: dict[str, Any] = bodies if isinstance(entry, Body) else entities if entry.status == "entity" else states
            table.setdefault(key, entry)
            phrases += made
        people: list[Person] = []
        for row in self.file.rows("people"):
            if is_open(row):
                continue
            persons, made = self.person(row)
            people += persons
            phrases += made
        phrases += [
            Phrase(self.words("nobody", n), "none", None, None, NOBODY, origin=self.file.name) for n in self.names("nobody", self.file.rows("nobody"))
        ]
        self.check_shared(phrases)
        words = {p.words for p in phrases}
        kept = tuple(p for p in lean.phrases if not (p.origin and p.words in words))  # a later file speaks for an earlier one
        return ActorLexicon(states, entities, bodies, (*lean.people, *people), self.roles(lean.roles), (*kept, *phrases))

    # -- entries

    def actor(self, key: str, row: Any) -> tuple[State | Body, list[Phrase]]:
        """The entry of a key and its phrases."""
        if not (STATE.fullmatch(key) or BODY.fullmatch(key) or SLUG.fullmatch(key)):
            how = "three capitals for a state (FRA), PREFIX:CODE in capitals for a body (ARMED:HAWKS), or small letters with actor and role"
            raise self.file.fail(f"actors: {key}", f"no key of an actor; write {how}.")
        row = self.file.fields(f"actors: {key}", row, ACTOR_FIELDS)
        lists = name_lists(self.file.name, f"actors: {key}", row, LISTS)
        if not lists and not BODY.fullmatch(key):
            raise self.file.fail(f"actors: {key}", f"no names; give a list of names, or of {', '.join(LISTS[1:])}.")
        codes = self.codes(key, row)
        entry = self.entry(key, row, lists, codes[0])
        ambiguous = {self.words(key, n) for n in self.names(key, row.get("ambiguous", []))}
        made = [
            Phrase(self.words(key, name), KINDS[field], code.actor, "MIL" if field == "forces" else code.role, entry,
                   self.words(key, name) in ambiguous, period=code.period, origin=self.file.name)
            for code in codes for field, names in lists.items() for name in names
        ]  # fmt: skip
        if lost := ambiguous - {p.words for p in made}:
            raise self.file.fail(f"actors: {key}", f"{' '.join(min(lost))!r} is called ambiguous but is none of its names; add it to them.")
        return entry, made

    def entry(self, key: str, row: Mapping[str, Any], lists: Mapping[str, tuple[str, ...]], code: Code) -> State | Body:
        names = lists.get("names", ())
        for field in ("state", "parent", "territory"):
            if field in row:
                self.check_actor(key, row[field])
        if BODY.fullmatch(key):
            ours = self.base.bodies.get(key)
            return ours or Body(key, code.role or "", names, state=row.get("state"), parent=row.get("parent"))
        status = "disputed" if STATE.fullmatch(key) else "entity"
        return self.base.states.get(key) or State(key, code.actor, code.role, status, names, territory=row.get("territory"))

    def person(self, row: Any) -> tuple[list[Person], list[Phrase]]:
        """A person, one record a code, and the phrases."""
        label = f"people: {row.get('name') if isinstance(row, dict) else row}"
        row = self.file.fields(label, row, PERSON_FIELDS)
        if not isinstance(row.get("name"), str):
            raise self.file.fail(label, "no name; write “name: First Last”, in quotation marks if it is odd.")
        office = row.get("office") or ""
        if office and office not in OFFICES:
            raise self.file.fail(label, f"unknown office {office!r}; {suggestion(str(office), OFFICES)}")
        aliases = self.names(label, row.get("aliases", []))
        ambiguous = {self.words(label, n) for n in self.names(label, row.get("ambiguous", []))}
        persons, phrases = [], []
        for code in self.codes(label, row):
            role = code.role or ("IGO" if code.actor.startswith("IGO:") else "GOV" if office else "ELI")
            person = Person(code.actor, role, office, row["name"], aliases, code.period)
            persons.append(person)
            for words in dict.fromkeys(self.words(label, name) for name in (row["name"], *aliases)):
                kind = "leader" if office else "figure"
                phrases.append(Phrase(words, kind, code.actor, role, person, words in ambiguous, period=code.period, origin=self.file.name))
        return persons, phrases

    def codes(self, entry: str, row: Mapping[str, Any]) -> list[Code]:
        """What the entry is coded as, by period: its list `codes`, else its one `actor` and `role`."""
        listed = row.get("codes")
        if listed is None:
            return [self.code(entry, row)]
        if not isinstance(listed, list) or not listed:
            raise self.file.fail(entry, "codes is a list of fields: “- {actor: MLI, role: GOV, from: 2012, to: 2013-08}”.")
        if odd := row.keys() & CODE_FIELDS:
            raise self.file.fail(entry, f"{', '.join(sorted(odd))} stands beside codes; move it into the list.")
        return [self.code(entry, self.file.fields(entry, one, CODE_FIELDS)) for one in listed]

    def code(self, entry: str, row: Mapping[str, Any]) -> Code:
        ours = self.base.bodies.get(entry)
        own = entry if STATE.fullmatch(entry) or BODY.fullmatch(entry) else None
        actor = row.get("actor", own)
        if actor is None:
            raise self.file.fail(entry, "no actor; write “actor:” with the code that it is coded as, such as MLI or ARMED:HAWKS.")
        self.check_actor(entry, actor)
        said = row.get("role")
        usual = ours.role if ours else PREFIX_ROLES.get(entry.partition(":")[0])
        role = said if said not in (None, OPEN) else usual if own and ":" in entry else None
        if role is None and own and ":" in entry:
            raise self.file.fail(entry, f"no role; write “role:” with a sector, one of {', '.join(sorted(ROLES))}.")
        if role is not None and role not in ROLES:
            raise self.file.fail(entry, f"unknown role {role!r}; {suggestion(str(role), ROLES)}")
        return Code(str(actor), role, checked_period(self.file.name, entry, row.get("from") or "", row.get("to") or ""))

    def check_actor(self, entry: str, actor: Any) -> None:
        if actor not in self.known:
            near = suggestion(str(actor), [*self.base.states, *self.base.bodies]) if isinstance(actor, str) else "put quotation marks round it."
            raise self.file.fail(entry, f"unknown actor {actor!r}; add an entry of that code under actors, or: {near}")

    def check_shared(self, phrases: list[Phrase]) -> None:
        """Two actors of the file may not claim the same words at the same time, unless one is ambiguous."""
        plain: dict[tuple[str, ...], list[Phrase]] = {}
        for p in phrases:
            for other in plain.setdefault(p.words, []):
                if isinstance(p.entry, Person) and isinstance(other.entry, Person):
                    continue  # two people of one name are told apart by office, date and what else the text names
                if other.actor != p.actor and not (p.ambiguous or other.ambiguous) and overlap(p.period, other.period):
                    raise self.file.fail(
                        repr(" ".join(p.words)),
                        f"claimed by {other.actor or 'nobody'} and {p.actor or 'nobody'}; list it as ambiguous in one of them.",
                    )
            plain[p.words].append(p)

    def roles(self, base: RoleNouns) -> RoleNouns:
        """The base's role nouns and titles with those of the file, which win."""
        nouns: dict[tuple[str, ...], RoleNoun] = {}
        for role, groups in self.file.mapping("roles").items():
            if role not in ROLES:
                raise self.file.fail("roles", f"unknown role {role!r}; {suggestion(role, ROLES)}")
            for kind, names in self.file.fields(f"roles: {role}", groups, ("person", "body")).items():
                for name in self.names(f"roles: {role}", names):
                    words = self.words("roles", name.lower())
                    if words in nouns and nouns[words].role != role:
                        raise self.file.fail(f"roles: {role}", f"{name!r} stands under {nouns[words].role} too; keep one.")
                    nouns[words] = RoleNoun(words, role, kind == "body", self.file.name)
        titles: dict[tuple[str, ...], tuple[str, str]] = {}
        for key, names in self.file.mapping("titles").items():
            if key not in ROLES | OFFICES:
                raise self.file.fail("titles", f"{key!r} is no sector and no office; {suggestion(key, ROLES | OFFICES)}")
            value = ("GOV", key) if key in OFFICES else (key, "")
            titles.update({self.words("titles", n.lower()): value for n in self.names(f"titles: {key}", names)})
        if not nouns and not titles:
            return base
        assets = {w: r for w, r in base.assets.items() if w not in nouns}
        return RoleNouns({**base.nouns, **nouns}, {**base.titles, **titles}, assets, base.things - nouns.keys(), base.polities - nouns.keys())

    # -- small things

    def names(self, entry: str, value: Any) -> tuple[str, ...]:
        return checked_names(self.file.name, entry, value)

    def words(self, entry: str, name: str) -> tuple[str, ...]:
        words = fold_words(name)
        if not words:
            raise self.file.fail(entry, f"the name {name!r} holds no word; leave it out.")
        return words


OPEN = "?"  # what `counterclaim unknown --format yaml` leaves to be filled in


def is_open(row: Any) -> bool:
    """Whether the entry is a stub whose actor nobody has filled in yet."""
    return isinstance(row, dict) and row.get("actor") == OPEN


NOBODY = Body("", "", ())


def overlap(one: Period, other: Period) -> bool:
    return (not one.until or other.since <= one.until) and (not other.until or one.since <= other.until)


def switched_off(file: UserFile, base: ActorLexicon) -> ActorLexicon:
    """`base` without the actors, names, people and role nouns that the section `without` lists."""
    off = file.fields("without", file.mapping("without"), ("actors", "names", "people", "nouns", "rules"))

    def listed(kind: str, known: Container[Any], shown: list[str]) -> Iterator[str]:
        for name in checked_names(file.name, f"without: {kind}", off.get(kind) or []):
            if (fold_words(name) if kind in ("names", "nouns") else name) not in known:
                raise file.fail(f"without: {kind}", f"{name!r} is not there to be switched off; {suggestion(name, shown)}")
            yield name

    keys = {**base.states, **base.bodies, **base.entities}
    entries = {id(keys[name]) for name in listed("actors", keys, [*keys])}
    names = {fold_words(n) for n in listed("names", base.by_words, [" ".join(w) for w in base.by_words])}
    people = set(listed("people", {p.name for p in base.people}, [p.name for p in base.people]))
    nouns = {fold_words(n) for n in listed("nouns", base.roles.nouns, [" ".join(w) for w in base.roles.nouns])}
    phrases = tuple(
        p for p in base.phrases
        if id(p.entry) not in entries and p.words not in names and not (isinstance(p.entry, Person) and p.entry.name in people)
    )  # fmt: skip
    roles = replace(base.roles, nouns={w: n for w, n in base.roles.nouns.items() if w not in nouns}) if nouns else base.roles
    return replace(base, phrases=phrases, people=tuple(p for p in base.people if p.name not in people), roles=roles)
