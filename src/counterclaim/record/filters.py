"""What can be asked for, as plain options, and their SQL."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from counterclaim.errors import UsageError
from counterclaim.lexicon.naming import actor_codes, country_codes

MOST = 1_000_000  # rows that one question may ask for
LONG = 5_000  # members from which on a set is long
Found = Callable[[str, list[Any]], int]


@dataclass(frozen=True, slots=True)
class Filters:
    """What rows must have; what is not given is not asked for. Several values of one field are alternatives.

    who, to        actors as source and as target: a code (ARM, IGO:UN), a name ("Armenia"), either with a sector ("ARM/MIL")
    type           event types, kinds of dispute, or acts of claims
    since, until   ISO days; what reaches into that time counts
    place          a place's name, or a state's code or name
    said_by        who claims it: as `who`; for events and happenings "author" is nobody but the document itself
    status         event status; stance of a claim ("rejects"); stance of a happening's mentions ("denies")
    text           words that occur, in any order; "in quotes" for a phrase
    document       labels of documents
    confidence     at least this sure, 0 to 1 (events and claims)
    happening      key of a happening (events, disputes)
    disputed       only what is in dispute (happenings)
    """

    who: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    place: tuple[str, ...] = ()
    said_by: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    text: str | None = None
    document: tuple[str, ...] = ()
    confidence: float = 0.0
    happening: str | None = None
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Paging:
    """Rows `offset` to `offset + limit`, in the order of the table."""

    limit: int = 100
    offset: int = 0


@dataclass(slots=True)
class Where:
    """Conditions joined by AND, with their values.

    found   runs a query that counts. With it, a condition on a long set is asked of each row in turn, which is quick for what is
            frequent; without, and for short sets, rows are looked up from the set's members, which is quick for what is rare.
    """

    found: Found | None = None
    parts: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)
    sets: list[tuple[str, str, tuple[Any, ...]]] = field(default_factory=list)

    def add(self, part: str, *values: Any) -> None:
        self.parts.append(part)
        self.values.extend(values)

    def any_of(self, column: str, values: tuple[str, ...]) -> None:
        if len(values) == 1:
            self.add(f"{column} = ?", values[0])
        elif values:
            self.add(f"{column} IN ({marks(values)})", *values)

    def in_set(self, member: str, source: str, *values: Any) -> None:
        """The row's id is among the `member`s of `source` ("FROM … WHERE …")."""
        self.sets.append((member, source, values))

    def close(self, column: str) -> Where:
        """Write the conditions on sets, of which `column` has to be a member; several are met before any row is read."""
        if len(self.sets) == 1 and self.found:
            member, source, values = self.sets[0]
            if self.found(f"SELECT count(*) FROM (SELECT 1 {source} LIMIT {LONG})", list(values)) == LONG:
                asked = source.replace("p.actor IN", "+p.actor IN")  # the plus keeps the row's own parties the way in, not all of the actor's
                self.add(f"EXISTS (SELECT 1 {asked} AND {member} = {column})", *values)
                self.sets.clear()
        if self.sets:
            members = " INTERSECT ".join(f"SELECT {member} {source}" for member, source, _ in self.sets)
            self.add(f"{column} IN ({members})", *(v for _, _, values in self.sets for v in values))
            self.sets.clear()
        return self

    def __str__(self) -> str:
        return f"WHERE {' AND '.join(self.parts)}" if self.parts else ""


def marks(values: Any) -> str:
    return ", ".join("?" * len(values))


def day(value: str | None, option: str) -> str | None:
    """An ISO day; UsageError for what is none."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise UsageError(f"{option} {value!r} is no date; write it as YYYY-MM-DD, for example 2016-04-20.") from error


def event_where(f: Filters, found: Found | None = None) -> Where:
    """Conditions on `events e`."""
    where = Where(found)
    where.any_of("e.type", upper(f.type))
    where.any_of("e.status", f.status)
    add_days(where, f, "e.day", "e.last_day")
    add_place(where, f, "e")
    for side, names in (("S", f.who), ("T", f.to)):
        if names:
            part, values = party_condition(names)
            where.in_set("p.event", f"FROM parties p WHERE p.side = '{side}' AND ({part})", *values)
    if f.said_by:
        add_said_by(where, f.said_by)
    if f.text:
        where.in_set("w.rowid", "FROM event_words w WHERE event_words MATCH ?", match(f.text))
    add_documents(where, f, "e.version")
    if f.confidence > 0:
        where.add("e.confidence >= ?", f.confidence)
    if f.happening:
        where.add("e.id IN (SELECT m.event FROM members m JOIN happenings h ON h.id = m.happening WHERE h.key = ?)", f.happening)
    return where.close("e.id")


def claim_where(f: Filters, found: Found | None = None) -> Where:
    """Conditions on `claims c`. `who` and `said_by` both mean the speaker; `to` and `place` belong to the events claimed."""
    where = Where(found)
    for names in (f.who, f.said_by):
        if names:
            part, values = speaker_condition(names, "c")
            where.add(f"({part})", *values)
    where.any_of("c.act", lower(f.type))
    where.any_of("c.stance", lower(f.status))
    if since := day(f.since, "--since"):
        where.add("c.published >= ?", since)
    if until := day(f.until, "--until"):
        where.add("c.published <= ?", until)
    if f.to or f.place:
        inner = event_where(Filters(to=f.to, place=f.place))
        where.add(f"c.id IN (SELECT s.claim FROM sayings s JOIN events e ON e.id = s.event {inner})", *inner.values)
    if f.text:
        where.in_set("w.rowid", "FROM claim_words w WHERE claim_words MATCH ?", match(f.text))
    add_documents(where, f, "c.version")
    if f.confidence > 0:
        where.add("c.confidence >= ?", f.confidence)
    return where.close("c.id")


def happening_where(f: Filters, found: Found | None = None) -> Where:
    """Conditions on `happenings h`: what is asked of events, some mention of it has."""
    where = Where()
    where.any_of("h.type", upper(f.type))
    add_days(where, f, "h.first_day", "h.last_day")
    add_place(where, f, "h")
    inner = event_where(Filters(who=f.who, to=f.to, said_by=f.said_by, text=f.text, document=f.document))
    if inner.parts:
        where.add(f"h.id IN (SELECT m.happening FROM members m JOIN events e ON e.id = m.event {inner})", *inner.values)
    if f.status:
        where.add(f"h.id IN (SELECT m.happening FROM members m WHERE m.stance IN ({marks(f.status)}))", *f.status)
    if f.happening:
        where.add("h.key = ?", f.happening)
    if f.disputed:
        where.add("h.disputes > 0")
    return where


def dispute_where(f: Filters, found: Found | None = None) -> Where:
    """Conditions on `disputes d LEFT JOIN happenings h`."""
    where = Where()
    where.any_of("d.kind", lower(f.type))
    inner = happening_where(Filters(who=f.who, to=f.to, since=f.since, until=f.until, place=f.place))
    if inner.parts:
        where.add(f"d.happening IN (SELECT h.id FROM happenings h {inner})", *inner.values)
    if f.said_by:
        codes = [c for name in f.said_by for c in actor_codes(name)] or list(f.said_by)
        where.add(f"d.id IN (SELECT s.dispute FROM sides s WHERE s.speaker IN ({marks(codes)}))", *codes)
    if f.text:
        where.add("d.id IN (SELECT s.dispute FROM sides s WHERE s.words LIKE ?)", f"%{f.text}%")
    if f.document:
        sql = f"""SELECT s.dispute FROM sides s JOIN versions v ON v.id = s.version JOIN documents o ON o.id = v.document
                  WHERE o.label IN ({marks(f.document)})"""
        where.add(f"d.id IN ({sql})", *f.document)
    if f.happening:
        where.add("h.key = ?", f.happening)
    return where


def document_where(f: Filters) -> Where:
    """Conditions on `documents d JOIN versions v`; `since` and `until` mean the publication."""
    where = Where()
    where.any_of("d.label", f.document)
    if since := day(f.since, "--since"):
        where.add("v.published >= ?", since)
    if until := day(f.until, "--until"):
        where.add("v.published <= ?", until)
    if f.text:
        where.add("v.id IN (SELECT rowid FROM version_words WHERE version_words MATCH ?)", match(f.text))
    return where


def add_days(where: Where, f: Filters, first: str, last: str) -> None:
    if since := day(f.since, "--since"):
        where.add(f"{last} >= ?", since)
    if until := day(f.until, "--until"):
        where.add(f"{first} <= ?", until)


def add_place(where: Where, f: Filters, table: str) -> None:
    """A state by its name or code is the state in which the place lies, anything else a place's name."""
    states = tuple(dict.fromkeys(c for name in f.place for c in country_codes(name)))
    names = tuple(name for name in f.place if not country_codes(name))
    named = f"{table}.place COLLATE NOCASE"
    if states and names:
        where.add(f"({named} IN ({marks(names)}) OR {table}.country IN ({marks(states)}))", *names, *states)
    else:
        where.any_of(named, names)
        where.any_of(f"{table}.country", states)


def add_documents(where: Where, f: Filters, column: str) -> None:
    if f.document:
        sql = f"SELECT v.id FROM versions v JOIN documents o ON o.id = v.document AND o.current = v.number WHERE o.label IN ({marks(f.document)})"
        where.add(f"{column} IN ({sql})", *f.document)


def add_said_by(where: Where, names: tuple[str, ...]) -> None:
    others = tuple(n for n in names if n != "author")
    parts: list[str] = []
    values: list[str] = []
    if others:
        part, values = speaker_condition(others, "c")
        parts.append(f"e.id IN (SELECT s.event FROM sayings s JOIN claims c ON c.id = s.claim WHERE {part})")
    if "author" in names:
        parts.append("NOT EXISTS (SELECT 1 FROM sayings s WHERE s.event = e.id)")
    where.add(f"({' OR '.join(parts)})", *values)


def party_condition(names: tuple[str, ...]) -> tuple[str, list[str]]:
    """SQL on `parties p` for actors given by code or name, each with or without a sector."""
    parts: list[str] = []
    values: list[str] = []
    for given in names:
        name, _, role = given.partition("/")
        codes = actor_codes(name) or [name]
        part = f"p.actor IN ({marks(codes)})"
        values += codes
        if role:
            part += " AND p.role = ?"
            values.append(role.upper())
        parts.append(f"({part})")
    return " OR ".join(parts), values


def speaker_condition(names: tuple[str, ...], table: str) -> tuple[str, list[str]]:
    """SQL for speakers by code or name; a name that nobody is known by is looked for in the words of the text."""
    parts: list[str] = []
    values: list[str] = []
    for given in names:
        name, _, role = given.partition("/")
        codes = actor_codes(name)
        part = f"{table}.speaker IN ({marks(codes)})" if codes else f"{table}.speaker_words LIKE ?"
        values += codes or [f"%{name}%"]
        if role:
            part += f" AND {table}.speaker_role = ?"
            values.append(role.upper())
        parts.append(f"({part})")
    return " OR ".join(parts), values


WORDS = re.compile(r'"[^"]*"|[^\s"]+')


def match(text: str) -> str:
    """A search for all the words given, in FTS5's language; nothing that a user types is an operator."""
    found = [w.strip('"') for w in WORDS.findall("".join(c if c.isprintable() else " " for c in text))]
    parts = ['"' + w + '"' for w in found if any(c.isalnum() for c in w)]
    if not parts:
        raise UsageError(f"{text!r} holds no word to look for.")
    return " ".join(parts)


def upper(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(v.upper() for v in values)


def lower(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(v.lower() for v in values)
