"""What pages of a case show beyond rows of the view: put together here, drawn by templates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from counterclaim.cases import Happening, Member
from counterclaim.record import tally
from counterclaim.record.corrections import found, undone_by
from counterclaim.record.filters import Filters, Paging
from counterclaim.record.view import View
from counterclaim.records import Coding, Document
from counterclaim.show.assemble import document_view, name_of
from counterclaim.show.case.pages import address, party_name, span
from counterclaim.show.contexts import DocumentView, Limits
from counterclaim.show.scope import scopes
from counterclaim.show.words import entry

Row = dict[str, Any]
WHOLE = Limits(rows=5_000, all_rows=5_000)
AROUND = 160  # characters of text about a mention
SIMILAR = 3  # days in which another happening may be the same
NEIGHBOURS = 60


@dataclass(frozen=True, slots=True)
class Case:
    """What every page says of the case. `by`: who corrected last in this browser."""

    name: str
    read_only: bool
    compared: bool
    coder: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Extra:
    """What a case knows of an event beyond its coding; texts of the form that fixes it."""

    name: str
    happening: str | None
    corrected: str | None
    sources: str
    targets: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Gone:
    """An event that somebody rejected."""

    type: str
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """A correction of a text, in words."""

    number: int
    says: str
    author: str
    made: str
    note: str
    in_force: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """A document with all that is known of it."""

    doc: DocumentView
    extras: dict[str, Extra]
    rejected: list[Gone]
    history: list[Change]
    versions: list[Row]
    version: int
    latest: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of a happening in its text. `name` ("report:e3") and `against` name two events to be split, "" where that cannot be."""

    before: str
    words: str
    after: str
    href: str
    stance: str
    speaker: str | None
    reasons: tuple[str, ...]
    score: float
    name: str
    against: str
    slug: str


@dataclass(frozen=True, slots=True)
class Account:
    """What one document says of a happening."""

    document: str
    title: str
    publisher: str
    published: str | None
    mentions: list[Mention]


@dataclass(frozen=True, slots=True)
class Snippet:
    before: str
    words: str
    after: str


def case_of(view: View, read_only: bool, by: str = "") -> Case:
    compared, coder = tally.head(view)
    return Case(Path(view.path).stem, read_only, compared, coder, by)


def reader(view: View, label: str, version: int | None = None, passage: tuple[int, int] | None = None) -> Reader:
    """A document to read. Raises UsageError where there is none."""
    versions = view.versions(label)
    coding = view.coding(label, version)
    now = version or next((v["version"] for v in versions if v["latest"]), 1)
    latest = any(v["latest"] and v["version"] == now for v in versions)
    (scope,) = scopes([coding], WHOLE)
    if passage and 0 <= passage[0] < passage[1] <= len(coding.document.text):
        scope = replace(scope, passage=passage)
    coded = view.coding(label, version, as_coded=True)
    kept = {e.id for e in coding.events}
    rejected = [Gone(e.type, e.trigger.text) for e in coded.events if e.id not in kept]
    extras = extras_of(view, label, coding) if latest else {}
    return Reader(document_view(scope), extras, rejected, history(view, label, coded), versions, now, latest)


def extras_of(view: View, label: str, coding: Coding) -> dict[str, Extra]:
    rows = {r["event"]: r for r in view.events(Filters(document=(label,)), Paging(WHOLE.rows))}
    found = {}
    for e in coding.events:
        if row := rows.get(e.id):
            first, last = (e.time.from_ or "", e.time.to or "") if e.time else ("", "")
            found[e.id] = Extra(f"{label}:{e.id}", row["happening"], row["corrected"], row["sources"], row["targets"], first, last)
    return found


def history(view: View, label: str, coded: Coding) -> list[Change]:
    """Corrections of the document's text, undoings left out, the latest first."""
    digest = coded.document.digest
    every = view.corrections()
    undone = undone_by(every)
    changes = []
    for c in every:
        if c.target and c.target.digest == digest:
            event = found(coded.events, c.target)
            what = f"{event.id} “{event.trigger.text}”" if event else f"what stood at {c.target.start}"
            set_to = ", ".join(f"{k}: {'|'.join(v) if isinstance(v, list) else v}" for k, v in c.fields.items())
            changes.append(Change(c.id, f"{c.action} {what}{f' ({set_to})' if set_to else ''}", c.author, c.made, c.note, c.id not in undone))
    return changes[::-1]


def accounts(view: View, item: Happening) -> list[Account]:
    """The documents that tell of a happening, each with its words in their surroundings."""
    events = [f"{m.passage.document}:{m.passage.event}" for m in item.members if m.passage.event]
    result = []
    for n, label in enumerate(item.documents):
        document = view.document(label)
        mine = [m for m in item.members if m.passage.document == label]
        mentions = [mention(m, document, events, f"{n}-{i}") for i, m in enumerate(mine)]
        result.append(Account(label, name_of(document), document.publisher or "", document.published, mentions))
    return result


def mention(m: Member, document: Document, events: Sequence[str], slug: str) -> Mention:
    p = m.passage
    before, words, after = surroundings(document.text, p.start, p.end)
    name = f"{p.document}:{p.event}" if p.event else ""
    against = next((e for e in events if e != name), "")
    anchor = f"d1-{p.event}" if p.event else "d1-at-text"
    href = address("document", anchor, id=p.document, **({} if p.event else {"at": p.start, "to": p.end}))
    return Mention(before, words, after, href, m.stance, m.speaker, m.reasons, m.score, name, against, slug)


def surroundings(text: str, start: int, end: int) -> tuple[str, str, str]:
    """(before, words, after) on one line, cut at words."""
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if start > AROUND:
        before = "… " + before.partition(" ")[2]
    if end + AROUND < len(text):
        after = after.rpartition(" ")[0] + " …"
    return tuple(squeezed(part) for part in (before, text[start:end], after))  # type: ignore[return-value]


def squeezed(text: str) -> str:
    """The text on one line; a blank at either end stays one."""
    body = " ".join(text.split())
    return f"{' ' if text[:1].isspace() and body else ''}{body}{' ' if text[-1:].isspace() and body else ''}"


def similar(view: View, item: Happening) -> list[Row]:
    """Other happenings of about the same days, by name of their first event and label: what this one may be merged with."""
    if item.first is None:
        return []
    first = date.fromisoformat(item.first)
    last = date.fromisoformat(item.last or item.first)
    near = Filters(since=(first - timedelta(days=SIMILAR)).isoformat(), until=(last + timedelta(days=SIMILAR)).isoformat())
    rows = []
    for row in view.happenings(near, Paging(NEIGHBOURS)):
        if row["happening"] == item.id:
            continue
        other = next((f"{m.passage.document}:{m.passage.event}" for m in view.happening(row["happening"]).members if m.passage.event), "")
        if other:
            who = " → ".join(", ".join(party_name(c) for c in row[side].split("|") if c) or "?" for side in ("sources", "targets"))
            label = f"{span(row['first_day'], row['last_day'])}: {entry('types', row['type'])['name']}, {who}, “{row['words']}”"
            rows.append({"name": other, "label": label, "same": row["type"] == item.type})
    return sorted(rows, key=lambda r: not r["same"])


def snippet(text: str, wanted: str) -> Snippet | None:
    """The first place of a text where a word that was searched stands."""
    low = text.lower()
    for word in sorted((w.strip('"“”').lower() for w in wanted.split()), key=len, reverse=True):
        if len(word) > 2 and (at := low.find(word)) >= 0 and len(low) == len(text):
            return Snippet(*surroundings(text, at, at + len(word)))
    return None
