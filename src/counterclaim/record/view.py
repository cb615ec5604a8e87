"""The read-only view of a casebook: what reports, tables and a web server show. It cannot write."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counterclaim.cases import Accounts, Dispute, Happening, Member, Passage, Side, Voice
from counterclaim.errors import InputError, UsageError
from counterclaim.record import rows
from counterclaim.record.corrections import Correction, Target, corrected, orphans
from counterclaim.record.filters import (
    MOST,
    Filters,
    Paging,
    Where,
    claim_where,
    dispute_where,
    document_where,
    event_where,
    happening_where,
    marks,
)
from counterclaim.record.schema import check
from counterclaim.records import Coding, Document

Row = dict[str, Any]
ALL = Filters()
FIRST_PAGE = Paging()
EVERYTHING = Paging(limit=MOST)

EVENT_CELLS = """e.id, d.label AS document, e.code AS event, v.published, v.publisher, e.type, e.cameo, e.quad, e.intensity, e.status,
 e.time_from AS "from", e.time_to AS "to", e.first_day, e.last_day, e.place, e.country, e.lat, e.lon, e.disputed, e.confidence,
 e.words AS trigger, e.start, e.stop AS "end", e.sentence, e.rule, e.corrected"""
OF_VERSION = "JOIN versions v ON v.id = {}.version JOIN documents d ON d.id = v.document"


@dataclass(frozen=True, slots=True)
class Status:
    """What a case holds. `skipped` and `refused` count by reason; `compared`: whether happenings fit the codings.
    lost: numbers of the corrections whose event is there no more."""

    path: str
    documents: int
    versions: int
    events: int
    claims: int
    happenings: int
    disputes: dict[str, int]
    corrections: int
    lost: list[int]
    first: str | None
    last: str | None
    coders: dict[str, int]
    skipped: dict[str, int]
    refused: dict[str, int]
    compared: bool

    def to_dict(self) -> Row:
        return {name: getattr(self, name) for name in self.__slots__}


class View:
    """A casebook open for reading only, beside a writer or alone; each call sees a whole state of the case.

    with View("CASE.db") as case:
        case.events(Filters(who=("ARM",), since="2016-04-01"), Paging(limit=20))

    The tables (events, claims, happenings, disputes, actors, documents) come as lists of dicts, in a lasting order, with
    `Paging`; `count` says how many there are in all. One thing at a time comes as a record: document, coding, happening …
    A view belongs to the thread that opened it, unless `shared`.
    """

    def __init__(self, path: str | Path, shared: bool = False) -> None:
        """Raises InputError where there is no such file, or it is no casebook."""
        self.path = str(path)
        if not Path(path).is_file():
            raise InputError(f"There is no casebook {path}. Make one with counterclaim add {path} PATHS…", "missing")
        self.db = connect(Path(path), shared)
        check(self.db, self.path)
        self.db.row_factory = sqlite3.Row

    def __enter__(self) -> View:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.db.close()

    # ------------------------------------------------------------------ the whole

    def status(self) -> Status:
        one, coded = self.number, f"{rows.LATEST} JOIN codings c ON c.version = v.id"
        span = self.db.execute("SELECT min(first_day), max(last_day) FROM events WHERE status = 'actual'").fetchone()
        return Status(
            path=self.path, documents=one("SELECT count(*) FROM documents"), versions=one("SELECT count(*) FROM versions"),
            events=one("SELECT count(*) FROM events"), claims=one("SELECT count(*) FROM claims"),
            happenings=one("SELECT count(*) FROM happenings"), disputes=self.tally("SELECT kind, count(*) FROM disputes GROUP BY kind ORDER BY kind"),
            corrections=one("SELECT count(*) FROM corrections"), lost=[c.id for c in self.lost()], first=span[0], last=span[1],
            coders=self.tally(f"SELECT c.coder, count(*) {coded} GROUP BY 1 ORDER BY 2 DESC, 1"),
            skipped=self.tally(f"SELECT c.skipped, count(*) {coded} WHERE c.skipped IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"),
            refused=self.tally("SELECT reason, count(*) FROM refusals GROUP BY 1 ORDER BY 2 DESC, 1"),
            compared=self.tally("SELECT name, value = 'yes' FROM state").get("compared", 0) == 1,
        )  # fmt: skip

    def number(self, sql: str, *values: Any) -> int:
        return int(self.db.execute(sql, values).fetchone()[0])

    def tally(self, sql: str) -> dict[str, int]:
        return {row[0]: row[1] for row in self.db.execute(sql)}

    def refusals(self, paging: Paging = FIRST_PAGE) -> list[Row]:
        """Sources that gave no document: source, reason, message."""
        return self.dicts("SELECT source, reason, message FROM refusals ORDER BY source", Where(), paging)

    # ------------------------------------------------------------------ tables

    def documents(self, filters: Filters = ALL, paging: Paging = FIRST_PAGE) -> list[Row]:
        """Latest versions, oldest publication first; `text`, `document`, `since` and `until` (of publication) apply."""
        where = document_where(filters)
        sql = f"""SELECT d.label AS document, v.number AS version, v.title, v.author, v.publisher, v.published, v.url, v.source, v.language,
                  length(v.text) AS characters, c.skipped, c.coder, v.added,
                  (SELECT count(*) FROM events e WHERE e.version = v.id) AS events,
                  (SELECT count(*) FROM claims k WHERE k.version = v.id) AS claims
                  {rows.LATEST} LEFT JOIN codings c ON c.version = v.id {where} ORDER BY v.published IS NULL, v.published, v.id"""
        return self.dicts(sql, where, paging)

    def events(self, filters: Filters = ALL, paging: Paging = FIRST_PAGE) -> list[Row]:
        """Events by day, undated ones last; with sources, targets ("ARM/MIL|…"), who says so and the happening they belong to."""
        where = event_where(filters, self.found)
        sql = f"""SELECT {EVENT_CELLS} FROM (SELECT e.id, e.day FROM events e {where} ORDER BY e.day, e.id LIMIT ? OFFSET ?) o
                  JOIN events e ON e.id = o.id {OF_VERSION.format("e")} ORDER BY o.day, o.id"""
        found = [dict(r) for r in self.execute(sql, [*where.values, paging.limit, paging.offset])]
        self.add_parties(found)
        return found

    def add_parties(self, found: list[Row]) -> None:
        """Put sources, targets, speakers and happening beside each event."""
        ids = [row["id"] for row in found]
        sides: dict[tuple[int, str], list[str]] = {}
        said: dict[int, list[str]] = {}
        inside: dict[int, str] = {}
        for some in (ids[i : i + 500] for i in range(0, len(ids), 500)):
            sql = f"SELECT event, side, actor, role, words FROM parties WHERE event IN ({marks(some)}) ORDER BY event, side, position"
            for r in self.db.execute(sql, some):
                sides.setdefault((r["event"], r["side"]), []).append(party_code(r["actor"], r["role"], r["words"]))
            sql = f"""SELECT s.event, c.speaker, c.speaker_role, c.speaker_words FROM sayings s JOIN claims c ON c.id = s.claim
                      WHERE s.event IN ({marks(some)}) ORDER BY s.event, s.claim"""
            for r in self.db.execute(sql, some):
                said.setdefault(r["event"], []).append(party_code(r["speaker"], r["speaker_role"], r["speaker_words"] or "unnamed"))
            sql = f"SELECT m.event, h.key FROM members m JOIN happenings h ON h.id = m.happening WHERE m.event IN ({marks(some)})"
            inside.update((r["event"], r["key"]) for r in self.db.execute(sql, some))
        for row in found:
            number = row.pop("id")
            row["sources"] = "|".join(dict.fromkeys(sides.get((number, "S"), [])))
            row["targets"] = "|".join(dict.fromkeys(sides.get((number, "T"), [])))
            row["said_by"] = "|".join(dict.fromkeys(said.get(number, [])))
            row["happening"] = inside.get(number)

    def claims(self, filters: Filters = ALL, paging: Paging = FIRST_PAGE) -> list[Row]:
        """Claims by the day of publication."""
        where = claim_where(filters, self.found)
        sql = f"""SELECT d.label AS document, c.code AS claim, c.published, v.publisher, c.speaker AS actor, c.speaker_role AS role,
                  c.speaker_words AS source, c.cue, c.act, c.kind, c.stance AS author_stance, c.parent, c.content,
                  c.start, c.stop AS "end", c.confidence, c.rule,
                  (SELECT group_concat(e.code, '|') FROM sayings s JOIN events e ON e.id = s.event WHERE s.claim = c.id) AS events
                  FROM claims c {OF_VERSION.format("c")} {where} ORDER BY c.published IS NULL, c.published, c.id"""
        return self.dicts(sql, where, paging)

    def happenings(self, filters: Filters = ALL, paging: Paging = FIRST_PAGE) -> list[Row]:
        """Happenings by day, with how many documents and independent voices tell of each, and how many disputes there are on it."""
        where = happening_where(filters)
        sql = f"""SELECT h.key AS happening, h.type, h.cameo, h.first_day, h.last_day, h.place, h.country, h.lat, h.lon, h.sources, h.targets,
                  h.documents, h.independent, h.disputes, h.only_from,
                  (SELECT m.quote FROM members m WHERE m.happening = h.id ORDER BY m.position LIMIT 1) AS words
                  FROM happenings h {where} ORDER BY h.first_day IS NULL, h.first_day, h.id"""
        found = self.dicts(sql, where, paging)
        for row in found:
            row["sources"], row["targets"] = ("|".join(json.loads(row[side])) for side in ("sources", "targets"))
        return found

    def disputes(self, filters: Filters = ALL, paging: Paging = FIRST_PAGE) -> list[Row]:
        """Disputes, each with its `sides`: a list of dicts (document, speaker, says, quote, start, end)."""
        where = dispute_where(filters)
        sql = f"""SELECT d.id, d.key AS dispute, d.kind, h.key AS happening, h.type, h.first_day, h.place, d.reason
                  FROM disputes d LEFT JOIN happenings h ON h.id = d.happening {where} ORDER BY h.first_day IS NULL, h.first_day, d.id"""
        found = self.dicts(sql, where, paging)
        for row in found:
            sides = f"""SELECT d.label AS document, v.publisher, s.speaker, s.says, s.words AS quote, s.start, s.stop AS "end"
                        FROM sides s {OF_VERSION.format("s")} WHERE s.dispute = ? ORDER BY s.position"""
            row["sides"] = [dict(r) for r in self.db.execute(sides, (row.pop("id"),))]
        return found

    def actors(self, filters: Filters = ALL, paging: Paging = FIRST_PAGE) -> list[Row]:
        """Actors of the events that `filters` let through, the busiest first: as source, as target, and the days they span."""
        where = event_where(filters)
        inner = f"AND p.event IN (SELECT e.id FROM events e {where})" if where.parts else ""
        sql = f"""SELECT p.actor, p.role, sum(p.side = 'S') AS as_source, sum(p.side = 'T') AS as_target, count(DISTINCT p.event) AS events,
                  min(p.first_day) AS first_day, max(p.first_day) AS last_day
                  FROM parties p WHERE p.actor IS NOT NULL {inner} GROUP BY p.actor, p.role ORDER BY events DESC, p.actor, p.role"""
        return self.dicts(sql, where, paging)

    def count(self, table: str, filters: Filters = ALL) -> int:
        """How many rows `events`, `claims`, `happenings`, `disputes` or `documents` gives in all."""
        kinds = {
            "events": ("events e", event_where), "claims": ("claims c", claim_where), "happenings": ("happenings h", happening_where),
            "disputes": ("disputes d LEFT JOIN happenings h ON h.id = d.happening", dispute_where),
            "documents": ("documents d JOIN versions v ON v.document = d.id AND v.number = d.current", document_where),
        }  # fmt: skip
        if table not in kinds:
            raise UsageError(f"There is no table {table!r} to count. Use one of: {', '.join(kinds)}.")
        source, make = kinds[table]
        where = make(filters)  # counting meets every row, so it goes by the sets' members
        return int(self.execute(f"SELECT count(*) FROM {source} {where}", where.values).fetchone()[0])

    # ------------------------------------------------------------------ one at a time

    def document(self, label: str, version: int | None = None) -> Document:
        """A document with its text; its latest version unless another is asked for. Raises UsageError where there is none."""
        return rows.document_of(self.row_of(label, version))

    def versions(self, label: str) -> list[Row]:
        """All versions of a document: number, digest, published, added, whether it is the latest."""
        sql = """SELECT v.number AS version, v.digest, v.title, v.published, v.added, v.number = d.current AS latest
                 FROM versions v JOIN documents d ON d.id = v.document WHERE d.label = ? ORDER BY v.number"""
        return [dict(r) for r in self.db.execute(sql, (label,))]

    def coding(self, label: str, version: int | None = None, as_coded: bool = False) -> Coding:
        """What the coder made of a document, with corrections laid over it unless `as_coded`."""
        row = self.row_of(label, version)
        coding = rows.coding_of(row)
        return coding if as_coded else corrected(coding, rows.corrections_of(self.db, row["digest"]))[0]

    def row_of(self, label: str, version: int | None) -> sqlite3.Row:
        sql = f"""SELECT {rows.FIELDS}, v.text, c.coder, c.skipped, c.packed FROM documents d JOIN versions v ON v.document = d.id
                  JOIN codings c ON c.version = v.id WHERE d.label = ? AND v.number = coalesce(?, d.current)"""
        row = self.db.execute(sql, (label, version)).fetchone()
        if row is None:
            raise UsageError(f"The case has no document {label!r}{f' of version {version}' if version else ''}. counterclaim documents lists them.")
        return row  # type: ignore[no-any-return]

    def codings(self, as_coded: bool = False) -> Iterator[Coding]:
        """All latest codings, in the order the documents were added, with corrections laid over."""
        every = rows.corrections_of(self.db)
        for row in self.db.execute(f"{rows.CODED} ORDER BY v.id"):
            coding = rows.coding_of(row)
            yield coding if as_coded else corrected(coding, every)[0]

    def happening(self, key: str) -> Happening:
        """A happening with its mentions and voices. Raises UsageError where there is none."""
        row = self.db.execute("SELECT * FROM happenings WHERE key = ?", (key,)).fetchone()
        if row is None:
            raise UsageError(f"The case has no happening {key!r}. counterclaim happenings lists them.")
        return self.happening_of(row)

    def happening_of(self, row: sqlite3.Row) -> Happening:
        sql = f"""SELECT m.*, d.label, e.code FROM members m {OF_VERSION.format("m")} LEFT JOIN events e ON e.id = m.event
                  WHERE m.happening = ? ORDER BY m.position"""
        members = tuple(
            Member(
                Passage(r["label"], r["start"], r["stop"], r["words"], r["code"]),
                r["score"],
                tuple(json.loads(r["reasons"])),
                r["stance"],
                r["speaker"],
                r["quote"],
            )
            for r in self.db.execute(sql, (row["id"],))
        )
        voices = tuple(Voice(tuple(v["documents"]), v["why"], v["party"]) for v in json.loads(row["voices"]))
        return Happening(
            row["key"], row["type"], row["cameo"], members, row["first_day"], row["last_day"], row["place"], row["country"], row["lat"], row["lon"],
            tuple(json.loads(row["sources"])), tuple(json.loads(row["targets"])), voices, row["only_from"],
        )  # fmt: skip

    def disputes_of(self, happening: str | None) -> list[Dispute]:
        """The disputes on a happening; with None, those on none."""
        where = "h.key = ?" if happening else "d.happening IS NULL"
        sql = f"SELECT d.*, h.key AS hkey FROM disputes d LEFT JOIN happenings h ON h.id = d.happening WHERE {where} ORDER BY d.id"
        return [self.dispute_of(r) for r in self.db.execute(sql, (happening,) if happening else ()).fetchall()]

    def dispute_of(self, row: sqlite3.Row) -> Dispute:
        sql = f"SELECT s.*, d.label FROM sides s {OF_VERSION.format('s')} WHERE s.dispute = ? ORDER BY s.position"
        sides = tuple(
            Side(Passage(r["label"], r["start"], r["stop"], r["words"]), r["says"], r["speaker"]) for r in self.db.execute(sql, (row["id"],))
        )
        return Dispute(row["key"], row["kind"], sides, row["hkey"], row["reason"])

    def accounts(self) -> Accounts:
        """All happenings and disputes, by day."""
        happenings = self.db.execute("SELECT * FROM happenings ORDER BY first_day IS NULL, first_day, id").fetchall()
        sql = "SELECT d.*, h.key AS hkey FROM disputes d LEFT JOIN happenings h ON h.id = d.happening ORDER BY d.id"
        disputes = self.db.execute(sql).fetchall()
        return Accounts(tuple(self.happening_of(r) for r in happenings), tuple(self.dispute_of(r) for r in disputes))

    def corrections(self) -> list[Correction]:
        """All corrections ever made, undone ones too, in order."""
        return rows.corrections_of(self.db)

    def target(self, name: str) -> Target:
        """What a correction says of the event DOCUMENT:EVENT, as it was coded. Raises UsageError where there is none."""
        label, _, code = name.rpartition(":")
        coding = self.coding(label, as_coded=True)
        event = next((e for e in coding.events if e.id == code), None)
        if event is None:
            raise UsageError(f"There is no event {name!r}; name it as DOCUMENT:EVENT. counterclaim events lists them.")
        return Target(coding.document.digest or "", event.trigger.start, event.trigger.end, event.type)

    def lost(self) -> list[Correction]:
        """Corrections in force that hang on nothing: since they were made the text has changed, or the coder reads it otherwise."""
        every = rows.corrections_of(self.db)
        digests = {t.digest for c in every for t in (c.target, c.other) if t}
        codings = (rows.coding_of(r) for d in sorted(digests) for r in self.db.execute(f"{rows.CODED} WHERE v.digest = ?", (d,)))
        return orphans(codings, every)

    def labels_by_digest(self) -> dict[str, str]:
        """What the case calls the document with a text; of several the first."""
        return {
            r[0]: r[1] for r in self.db.execute("SELECT v.digest, d.label FROM versions v JOIN documents d ON d.id = v.document ORDER BY v.id DESC")
        }

    # ------------------------------------------------------------------ how

    def found(self, sql: str, values: list[Any]) -> int:
        return int(self.execute(sql, values).fetchone()[0])

    def dicts(self, sql: str, where: Where, paging: Paging) -> list[Row]:
        return [dict(r) for r in self.execute(f"{sql} LIMIT ? OFFSET ?", [*where.values, paging.limit, paging.offset])]

    def execute(self, sql: str, values: list[Any]) -> sqlite3.Cursor:
        try:
            return self.db.execute(sql, values)
        except sqlite3.OperationalError as error:
            raise InputError(f"{self.path} cannot be read just now ({error}). Try again.", "busy") from error


def connect(path: Path, shared: bool) -> sqlite3.Connection:
    """A connection that cannot write; on a disk that cannot be written either, the file is taken as it lies."""
    base = path.resolve().as_uri()
    for mode in ("mode=ro", "immutable=1"):
        db = sqlite3.connect(f"{base}?{mode}", uri=True, timeout=10.0, isolation_level=None, check_same_thread=not shared)
        db.execute("PRAGMA query_only = ON")
        try:
            db.execute("SELECT 1 FROM sqlite_master LIMIT 1")
            return db
        except sqlite3.OperationalError as error:
            db.close()
            problem = error
        except sqlite3.DatabaseError:
            return db  # no database: `check` says so
    raise InputError(f"{path} cannot be opened ({problem}). Check the path.", "unreadable")


def party_code(actor: str | None, role: str | None, words: str) -> str:
    """ "ARM/MIL"; the words of the text where nobody is resolved."""
    return f"{actor}/{role}" if actor and role else actor or words
