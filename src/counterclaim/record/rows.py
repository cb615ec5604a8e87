"""Rows of the casebook as records."""

from __future__ import annotations

import json
import sqlite3

from counterclaim.record.corrections import Correction, Target
from counterclaim.record.pack import unpack
from counterclaim.records import Aside, Coding, Document

FIELDS = """v.id AS version, v.number, d.label, d.current, v.digest, v.title, v.author, v.author_note, v.publisher, v.published, v.url,
 v.source, v.language, v.asides, v.extra, v.added"""
LATEST = "FROM documents d JOIN versions v ON v.document = d.id AND v.number = d.current"
VERSION_BY_ID = f"SELECT {FIELDS}, v.text FROM versions v JOIN documents d ON d.id = v.document WHERE v.id = ?"
CODED = f"SELECT {FIELDS}, v.text, c.coder, c.skipped, c.packed {LATEST} JOIN codings c ON c.version = v.id"


def document_of(row: sqlite3.Row) -> Document:
    """The document of a version, under its label in the case."""
    return Document(
        id=row["label"], text=row["text"], title=row["title"], author=row["author"], author_note=row["author_note"],
        publisher=row["publisher"], published=row["published"], url=row["url"], source=row["source"], language=row["language"],
        digest=row["digest"], asides=[Aside(**a) for a in json.loads(row["asides"])], extra=json.loads(row["extra"]),
    )  # fmt: skip


def coding_of(row: sqlite3.Row) -> Coding:
    """The coding as the coder made it, without corrections."""
    return unpack(row["packed"], document_of(row), row["coder"], row["skipped"])


def corrections_of(db: sqlite3.Connection, digest: str | None = None) -> list[Correction]:
    """All corrections, or those of one text with all undoings, in the order they were made."""
    where, values = ("WHERE digest = ? OR action = 'undo'", (digest,)) if digest else ("", ())
    return [correction_of(r) for r in db.execute(f"SELECT * FROM corrections {where} ORDER BY id", values)]


def correction_of(r: sqlite3.Row) -> Correction:
    return Correction(
        r["action"], r["author"], target_of(r, ""), target_of(r, "other_"), json.loads(r["fields"]), r["undoes"], r["note"], r["id"], r["made"]
    )


def target_of(r: sqlite3.Row, prefix: str) -> Target | None:
    if r[f"{prefix}digest"] is None:
        return None
    return Target(r[f"{prefix}digest"], r[f"{prefix}start"], r[f"{prefix}stop"], r[f"{prefix}type"])
