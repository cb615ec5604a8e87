"""PETRARCH actor dictionaries (`.actors.txt`):

    # a comment, as is what stands behind ";" or between <!-- and -->
    KORVANIA_ [KRV]
    +KORVAN_REPUBLIC
    JON_DOE_ [KRVELI]
        [KRVGOV 010101-081231]

A record is a phrase with a code, synonyms behind "+", and codes with dates: `<` up to, `>` from, or both ends;
YYMMDD means 1931 to 2030. A code without dates holds outside of the others. [---] is nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from counterclaim.lexicon.importing.codes import Codes, Meaning, Unreadable, group_words
from counterclaim.lexicon.importing.result import Import
from counterclaim.lexicon.words import fold, fold_words

BRACKET = re.compile(r"\[([^\]]*)\]")
COMMENT = re.compile(r"[;#].*")
SMALL = frozenset(("of", "the", "and", "for", "in", "on", "to", "de", "del", "da", "di", "la", "le", "el", "al", "bin", "ibn", "von", "van", "der"))
ACRONYM = 5  # letters of a single word that may be an acronym


@dataclass(frozen=True, slots=True)
class Dated:
    """A code and the days it holds, ISO dates or ""; whole: it holds where no other does."""

    code: str
    since: str = ""
    until: str = ""

    @property
    def whole(self) -> bool:
        return not (self.since or self.until)


@dataclass(slots=True)
class Record:
    line: int
    text: str
    names: list[str]
    codes: list[Dated] = field(default_factory=list)
    problem: str = ""


def import_actors(text: str, file: str, codes: Codes, into: Import) -> None:
    """Add the records of the dictionary `text` to `into`."""
    records = list(read_records(text, file, into))
    for record in records:
        if len(record.codes) == 1 and record.codes[0].whole:
            codes.learn(record.codes[0].code, [tuple(w.lower() for w in fold_words(n)) for n in record.names])
    for record in records:
        take(record, file, codes, into)


def read_records(text: str, file: str, into: Import) -> Iterator[Record]:
    """The records; lines that belong to none are skipped with a reason."""
    record: Record | None = None
    for number, line in lines_of(text):
        bare = line.strip()
        if bare.startswith("+"):
            if record is None:
                into.skip(file, number, line, "a synonym of no entry")
                continue
            record.names += names_of(BRACKET.sub("", bare[1:]))
        elif bare.startswith("["):
            if record is None:
                into.skip(file, number, line, "a code of no entry")
                continue
        else:
            if record:
                yield record
            record = Record(number, bare, names_of(BRACKET.sub("", bare)))
            if not record.names:
                record.problem = "no name"
        for inside in BRACKET.findall(bare):
            try:
                code = dated(inside)
                if code.whole and any(c.whole and c != code for c in record.codes):
                    raise Unreadable("a second code without dates")
                if code not in record.codes:
                    record.codes.append(code)
            except Unreadable as error:
                into.skip(file, number, line, str(error))
    if record:
        yield record


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """(number, line) without comments and blank lines."""
    plain = re.sub(r"<!--.*?-->", lambda m: "\n" * m.group().count("\n"), text.replace("\r\n", "\n"), flags=re.S)
    for number, line in enumerate(plain.split("\n"), 1):
        line = COMMENT.sub("", line).rstrip()
        if line.strip():
            yield number, line


def dated(inside: str) -> Dated:
    """The content of one bracket: "USAGOV >010101 <081231", "USAGOV 010101-081231", "USA"."""
    code, *limits = inside.split()
    since = until = ""
    for limit in limits:
        if limit[0] in "<>" and len(limit) > 1:
            day = day_of(limit[1:])
            since, until = (day, until) if limit[0] == ">" else (since, day)
        elif re.fullmatch(r"\d{6,8}-\d{6,8}", limit):
            since, until = (day_of(end) for end in limit.split("-"))
        else:
            raise Unreadable("a restriction that is no date")
    if since and until and since > until:
        raise Unreadable("a period that ends before it begins")
    return Dated(code, since, until)


def day_of(digits: str) -> str:
    """YYMMDD or YYYYMMDD as an ISO date; 00 to 30 are years from 2000 on."""
    if not digits.isdigit() or len(digits) not in (6, 8):
        raise Unreadable("a restriction that is no date")
    year = int(digits[:4]) if len(digits) == 8 else int(digits[:2]) + (2000 if int(digits[:2]) <= 30 else 1900)
    month, day = int(digits[-4:-2]), int(digits[-2:])
    try:
        return date(year, month, day).isoformat()
    except ValueError as error:
        raise Unreadable("a date that no calendar has") from error


def names_of(phrase: str) -> list[str]:
    """The phrase as a name in running text, capitals guessed: "FRONT_FOR_PEACE_" is "Front for Peace", "NLA" both "NLA" and "Nla"."""
    words = re.sub(r"[_\s]+", " ", phrase).strip().split(" ")
    if not words[0]:
        return []
    if any(c.islower() for c in phrase):
        return [" ".join(words)]
    cased = [w.lower() if k and w.lower() in SMALL else capital(w) for k, w in enumerate(words)]
    name = " ".join(cased)
    return [words[0], name] if len(words) == 1 and len(words[0]) <= ACRONYM else [name]


def capital(word: str) -> str:
    """ "AL-HASSAN" -> "Al-Hassan", "O'NEILL" -> "O'Neill", "PEOPLE'S" -> "People's"."""
    if re.fullmatch(r"(?:[A-Z]\.)+", word):
        return word
    return re.sub(r"[^\W\d_]+(?:['’][sS]\b)?", lambda m: m.group()[0].upper() + m.group()[1:].lower(), word)


def take(record: Record, file: str, codes: Codes, into: Import) -> None:
    """Add one record, or skip it with a reason."""
    if record.problem or not record.codes:
        into.skip(file, record.line, record.text, record.problem or "no code")
        return
    meanings: list[tuple[Dated, Meaning]] = []
    for code in record.codes:
        try:
            meanings.append((code, codes.read(code.code)))
        except Unreadable as error:
            into.skip(file, record.line, f"{record.text} [{code.code}]", str(error))
    if not meanings:
        return
    if all(m.actor is None for _, m in meanings):
        fresh = [n for n in record.names if into.owners.setdefault(fold_words(n), None) is None]
        into.nobody += [n for n in fresh if n not in into.nobody]
        into.taken += 1
        return
    named = [(d, m) for d, m in meanings if m.actor is not None]
    if len(named) < len(meanings):
        into.skip(file, record.line, record.text, "nobody for a time only")
    listed = without_gaps(named)
    fresh = [n for n in record.names if not held(n, listed, codes)]
    if not fresh:
        into.known += 1
        return
    for name in fresh:
        if into.owners.setdefault(fold_words(name), listed) != listed:
            into.skip(file, record.line, name, "a name that stands under another code before")
    fresh = [n for n in fresh if into.owners[fold_words(n)] == listed]
    if not fresh:
        return
    for meaning in {m.actor: m for _, m in named if m.new}.values():
        into.actors.setdefault(str(meaning.actor), {"role": meaning.role})
    add(record, fresh, listed, into)
    into.taken += 1


def held(name: str, listed: list[dict[str, Any]], codes: Codes) -> bool:
    """Whether our lexicon has the name, as this actor in this role at all times, already."""
    if len(listed) > 1 or listed[0].keys() & {"from", "to"}:
        return False
    phrases = codes.lexicon.by_words.get(fold_words(name), ())
    role = listed[0].get("role")
    return any(p.actor == listed[0]["actor"] and p.role == role and not p.ambiguous and not (p.period.since or p.period.until) for p in phrases)


def without_gaps(named: Iterable[tuple[Dated, Meaning]]) -> list[dict[str, Any]]:
    """The codes of a record as rows of a lexicon; the one without dates fills what the others leave open."""
    rows: list[dict[str, Any]] = []
    spans: list[tuple[str, str]] = []
    whole = None
    for code, meaning in named:
        if code.whole:
            whole = whole or meaning
        else:
            rows.append(row(meaning, code.since, code.until))
            spans.append((code.since, code.until or "9999"))
    if whole is None:
        return rows
    if not rows:
        return [row(whole, "", "")]
    at = ""
    for since, until in sorted(spans):
        if since > at:
            rows.append(row(whole, at and shifted(at, 1), shifted(since, -1)))
        at = max(at, until)
    if at < "9999":
        rows.append(row(whole, shifted(at, 1), ""))
    return [r for r in rows if not (r.get("from") and r.get("to") and r["from"] > r["to"])]


def shifted(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def row(meaning: Meaning, since: str, until: str) -> dict[str, Any]:
    out: dict[str, Any] = {"actor": meaning.actor}
    if meaning.role:
        out["role"] = meaning.role
    return out | ({"from": since} if since else {}) | ({"to": until} if until else {})


def add(record: Record, names: list[str], listed: list[dict[str, Any]], into: Import) -> None:
    """The record as an entry under people, where it has a person's name and a career, else under actors, joined to
    one of the same name and code."""
    if len(listed) > 1 and is_person(names[0]):
        aliases = {"aliases": names[1:]} if names[1:] else {}
        into.people.append({"name": names[0], **aliases, "codes": listed})
        return
    slug = re.sub(r"[^a-z0-9]+", "-", fold(record.names[-1] if len(record.names) < 3 else record.names[0]).lower()).strip("-") or "entry"
    slug = slug if slug[0].isalpha() else f"n-{slug}"
    value = listed[0] if len(listed) == 1 else {"codes": listed}
    key, n = slug, 1
    while key in into.actors and {k: v for k, v in into.actors[key].items() if k != "names"} != value:
        n += 1
        key = f"{slug}-{n}"
    entry = into.actors.setdefault(key, dict(value))
    entry["names"] = list(dict.fromkeys([*entry.get("names", []), *names]))


def is_person(name: str) -> bool:
    """Whether two to four capitalised words without one for a group."""
    words = name.split()
    return 2 <= len(words) <= 4 and all(w[0].isupper() for w in words) and not {w.lower() for w in words} & group_words()
