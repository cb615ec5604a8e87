"""The one place that writes to a casebook."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

from counterclaim.cases import Accounts, Happening, Member
from counterclaim.errors import InputError, UsageError
from counterclaim.record import flat, rows
from counterclaim.record.corrections import Correction, Target, checked, corrected
from counterclaim.record.pack import pack
from counterclaim.record.schema import migrate
from counterclaim.records import Coding, Document

WAIT = 30.0  # seconds for which another writer is waited for


class Writer:
    """A casebook open for writing. Whatever is done within one `with writer.transaction():` is seen at once or never.

    with Writer("CASE.db") as book, book.transaction():
        book.store(coding)
    """

    def __init__(self, path: str | Path) -> None:
        """Opens or makes the file. Raises InputError where it is no casebook, or cannot be written."""
        self.path = str(path)
        try:
            self.db = sqlite3.connect(self.path, timeout=WAIT, isolation_level=None)
            self.db.row_factory = sqlite3.Row
            self.db.execute("PRAGMA foreign_keys = ON")
            migrate(self.db, self.path)
            self.db.execute("PRAGMA journal_mode = WAL")
            self.db.execute("PRAGMA synchronous = NORMAL")
        except sqlite3.OperationalError as error:
            raise InputError(f"{self.path} cannot be written ({error}). Check the path, and that nobody else writes to it.", "unwritable") from error

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Begins at once, so that two writers take turns. Raises InputError where another writer does not end."""
        try:
            self.db.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise InputError(f"{self.path} is being written by another process. Try again when that is done.", "busy") from error
        try:
            yield
        except BaseException:
            self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")

    # ------------------------------------------------------------------ documents

    def knows(self, document: Document) -> bool:
        """Whether this very text is in the case already, from there or with the same title, author, publisher and date."""
        mark = fingerprint(document)
        return self.db.execute("SELECT 1 FROM versions WHERE fingerprint = ? LIMIT 1", (mark,)).fetchone() is not None

    def store(self, coding: Coding) -> int | None:
        """Store a document with its coding; the number of the version, None where the case has this text already.

        What comes from the same address, file or row is a new version of one document; the earlier ones are kept.
        """
        document = coding.document
        if self.knows(document):
            return None
        known = self.db.execute("SELECT id, label, current FROM documents WHERE identity = ?", (identity(document),)).fetchone()
        if known:
            owner, number = int(known["id"]), int(known["current"]) + 1
            self.drop_flat(self.version_id(owner, known["current"]))
            self.db.execute("UPDATE documents SET current = ? WHERE id = ?", (number, owner))
        else:
            number = 1
            sql = "INSERT INTO documents (label, identity, current) VALUES (?, ?, 1)"
            owner = self.db.execute(sql, (self.free_label(document.id), identity(document))).lastrowid or 0
        version = self.insert("versions", [version_row(owner, number, document)])
        self.put_coding(version, coding)
        self.db.execute("DELETE FROM refusals WHERE source = ?", (document.source or "",))
        return number

    def free_label(self, wanted: str) -> str:
        """`wanted`, or with "-2", "-3" … where another document of the case has it."""
        label, n = wanted, 1
        while self.db.execute("SELECT 1 FROM documents WHERE label = ?", (label,)).fetchone():
            n += 1
            label = f"{wanted}-{n}"
        return label

    def version_id(self, document: int, number: int) -> int:
        return int(self.db.execute("SELECT id FROM versions WHERE document = ? AND number = ?", (document, number)).fetchone()[0])

    def put_coding(self, version: int, coding: Coding) -> None:
        """Keep the coding of a version, whole and flat, in the place of an earlier one."""
        sql = """INSERT INTO codings VALUES (?, ?, ?, ?) ON CONFLICT (version)
                 DO UPDATE SET coder = excluded.coder, skipped = excluded.skipped, packed = excluded.packed"""
        self.db.execute(sql, (version, coding.coder, coding.skipped, pack(coding)))
        self.put_flat(version, coding)
        self.stale()

    def put_flat(self, version: int, coding: Coding) -> None:
        """The rows that can be asked for, with corrections laid over."""
        self.drop_flat(version)
        own = self.corrections(coding.document.digest)
        coding, touched = corrected(coding, own)
        self.insert("events", flat.event_rows(version, coding, touched))
        self.insert("parties", flat.party_rows(version, coding))
        self.insert("claims", flat.claim_rows(version, coding))
        self.insert("sayings", flat.saying_rows(version, coding))

    def drop_flat(self, version: int) -> None:
        self.db.execute("DELETE FROM members WHERE version = ?", (version,))
        self.db.execute("DELETE FROM events WHERE version = ?", (version,))
        self.db.execute("DELETE FROM claims WHERE version = ?", (version,))

    def refuse(self, source: str, reason: str, message: str) -> None:
        """Note a source that gave no document; one line a source, however often it is tried."""
        sql = "INSERT INTO refusals VALUES (?, ?, ?) ON CONFLICT (source) DO UPDATE SET reason = excluded.reason, message = excluded.message"
        self.db.execute(sql, (source, reason, message))

    def insert(self, table: str, values: Iterable[dict[str, Any]]) -> int:
        """Insert rows (all with the same keys); the id of the last one."""
        given = list(values)
        if not given:
            return 0
        names = list(given[0])
        sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
        if len(given) == 1:
            return int(self.db.execute(sql, tuple(given[0].values())).lastrowid or 0)
        self.db.executemany(sql, (tuple(row.values()) for row in given))
        return 0

    # ------------------------------------------------------------------ coding anew

    def outdated(self, coder: str) -> list[int]:
        """Ids of current versions that another version of the coder has coded, oldest first."""
        sql = """SELECT v.id FROM documents d JOIN versions v ON v.document = d.id AND v.number = d.current
                 LEFT JOIN codings c ON c.version = v.id WHERE c.coder IS NOT ? ORDER BY v.id"""
        return [row[0] for row in self.db.execute(sql, (coder,))]

    def document(self, version: int) -> Document:
        """The document of a version, under its label in the case."""
        return rows.document_of(self.db.execute(rows.VERSION_BY_ID, (version,)).fetchone())

    # ------------------------------------------------------------------ accounts

    def stale(self) -> None:
        """The comparison no longer fits the codings."""
        self.db.execute("INSERT OR REPLACE INTO state VALUES ('compared', 'no')")

    def is_stale(self) -> bool:
        found = self.db.execute("SELECT value FROM state WHERE name = 'compared'").fetchone()
        return found is None or found[0] != "yes"

    def put_accounts(self, accounts: Accounts) -> None:
        """Keep what comparing yields, in the place of what an earlier comparison did."""
        self.db.execute("DELETE FROM disputes")
        self.db.execute("DELETE FROM happenings")
        here = {
            r["label"]: r["id"]
            for r in self.db.execute("SELECT d.label, v.id FROM documents d JOIN versions v ON v.document = d.id AND v.number = d.current")
        }
        events = {(r["version"], r["code"]): r["id"] for r in self.db.execute("SELECT id, version, code FROM events")}
        disputed = [d.happening for d in accounts.disputes]
        numbers = {h.id: n for n, h in enumerate(accounts.happenings, 1)}
        self.insert("happenings", (happening_row(numbers[h.id], h, disputed.count(h.id)) for h in accounts.happenings))
        self.insert("members", (r for h in accounts.happenings for r in member_rows(numbers[h.id], h.members, here, events)))
        for n, d in enumerate(accounts.disputes, 1):
            self.insert("disputes", [{"id": n, "key": d.id, "kind": d.kind, "happening": numbers.get(d.happening or ""), "reason": d.reason}])
            self.insert("sides", [
                {"dispute": n, "position": i, "version": here[s.passage.document], "start": s.passage.start, "stop": s.passage.end,
                 "words": s.passage.text, "says": s.says, "speaker": s.speaker} for i, s in enumerate(d.sides)])  # fmt: skip
        self.db.execute("INSERT OR REPLACE INTO state VALUES ('compared', 'yes')")

    # ------------------------------------------------------------------ corrections

    def corrections(self, digest: str | None = None) -> list[Correction]:
        """All corrections, or those of one text with all undoings, in the order they were made."""
        return rows.corrections_of(self.db, digest)

    def correct(self, correction: Correction) -> int:
        """Add a correction and lay it over the codings; its number. Raises UsageError where it makes no sense."""
        c = checked(correction)
        undone = next((k for k in self.corrections() if k.id == c.undoes), None)
        if c.action == "undo" and undone is None:
            raise UsageError(f"There is no correction {c.undoes}. counterclaim corrections lists them.")
        made = c.made or datetime.now(UTC).isoformat(timespec="seconds")
        number = self.insert("corrections", [{
            "action": c.action, **target_cells(c.target, ""), **target_cells(c.other, "other_"), "fields": json.dumps(c.fields),
            "undoes": c.undoes, "author": c.author, "made": made, "note": c.note}])  # fmt: skip
        touched: Correction | None = c
        while touched and touched.action == "undo":  # an undone undoing touches what the first correction touched
            touched = next((k for k in self.corrections() if touched and k.id == touched.undoes), None)
        if touched and touched.target and touched.action in ("accept", "reject", "fix"):
            self.lay_over(touched.target.digest)
        self.stale()
        return number

    def lay_over(self, digest: str) -> None:
        """Make the flat rows of all current versions with this text anew."""
        for row in self.db.execute(f"{rows.CODED} WHERE v.digest = ?", (digest,)).fetchall():
            self.put_flat(row["version"], rows.coding_of(row))


def fingerprint(document: Document) -> str:
    """What makes two documents the same: text, title, author, publisher and date."""
    facts = (document.digest or digest_of(document.text), document.title, document.author, document.publisher, document.published)
    return hashlib.sha256(json.dumps(facts).encode("utf8")).hexdigest()


def digest_of(text: str) -> str:
    return f"sha256:{hashlib.sha256(text.encode('utf8')).hexdigest()}"


def identity(document: Document) -> str:
    """Where a document comes from, so that what is found there later is a version of it.

    The address, if it has one; for a row its id within the file of that name; for a file its path.
    """
    if document.url:
        return f"url:{urldefrag(document.url)[0]}"
    source = document.source or ""
    path, _, number = source.rpartition(":")
    if path and number.isdigit() and not document.id.endswith(f":{number}"):
        return f"row:{Path(path).name}#{document.id}"
    if source and source != "-":
        return f"file:{Path(source).resolve()}"
    return f"text:{document.id}:{fingerprint(document)[:16]}"


def version_row(owner: int | None, number: int, document: Document) -> dict[str, Any]:
    d = document
    return {
        "document": owner, "number": number, "fingerprint": fingerprint(d), "digest": d.digest or digest_of(d.text), "title": d.title,
        "author": d.author, "author_note": d.author_note, "publisher": d.publisher, "published": d.published, "url": d.url,
        "source": d.source, "language": d.language, "text": d.text,
        "asides": json.dumps([asdict(a) for a in d.asides], ensure_ascii=False), "extra": json.dumps(d.extra, ensure_ascii=False, default=str),
        "added": datetime.now(UTC).isoformat(timespec="seconds"),
    }  # fmt: skip


def happening_row(number: int, h: Happening, disputes: int) -> dict[str, Any]:
    return {
        "id": number, "key": h.id, "type": h.type, "cameo": h.cameo, "first_day": h.first, "last_day": h.last, "place": h.place,
        "country": h.country, "lat": h.lat, "lon": h.lon, "sources": json.dumps(h.sources), "targets": json.dumps(h.targets),
        "voices": json.dumps([v.to_dict() for v in h.voices]), "independent": h.independent, "documents": len(h.documents),
        "disputes": disputes, "only_from": h.only_from,
    }  # fmt: skip


def member_rows(number: int, members: Sequence[Member], here: dict[str, int], events: dict[tuple[int, str], int]) -> Iterator[dict[str, Any]]:
    for i, m in enumerate(members):
        p, version = m.passage, here[m.passage.document]
        yield {
            "happening": number, "position": i, "version": version, "event": events.get((version, p.event)) if p.event else None,
            "start": p.start, "stop": p.end, "words": p.text, "quote": m.quote, "score": round(m.score, 3), "reasons": json.dumps(m.reasons),
            "stance": m.stance, "speaker": m.speaker,
        }  # fmt: skip


def target_cells(target: Target | None, prefix: str) -> dict[str, Any]:
    t = target
    return {f"{prefix}digest": t and t.digest, f"{prefix}start": t and t.start, f"{prefix}stop": t and t.end, f"{prefix}type": t and t.type}
