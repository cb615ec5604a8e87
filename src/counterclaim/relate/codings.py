"""Counterclaim's own codings as events: a casebook, JSONL of `counterclaim code`, and its tables in CSV and Parquet.

An event of several sources and targets is a row for each pair of different ones. Only what the text tells as fact is
taken, and announcements (status `intended`, which the coder codes as the act of speech that they are).
A further reader need only give rows as `of_coding` does, and stand in store.READERS.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from counterclaim.relate.extras import library
from counterclaim.relate.rows import Losses, opened
from counterclaim.relate.tidy import LONGEST_NOTE, SCHEMA, day

STATUSES = frozenset({"actual", "intended"})
ROWS = 50_000  # of a table that is handed on
ISO = ("iso",)


def tables(rows: Iterable[dict[str, Any]], losses: Losses) -> Iterator[pa.Table]:
    """Events tables out of rows as `jsonl_rows` and `parquet_rows` give them."""
    kept: list[dict[str, Any]] = []
    for row in rows:
        kept.extend(pairs(row, losses))
        if len(kept) >= ROWS:
            yield pa.Table.from_pylist(kept, SCHEMA)
            kept = []
    if kept:
        yield pa.Table.from_pylist(kept, SCHEMA)


def pairs(row: dict[str, Any], losses: Losses) -> list[dict[str, Any]]:
    """The rows of the events table that one coded event makes."""
    when = day(row["from"] or "", ISO) or day(row["published"] or "", ISO)
    reason = (
        f"status {row['status']}" if row["status"] not in STATUSES
        else "no date that can be read" if when is None
        else "source not named" if not row["sources"]
        else "target not named" if not row["targets"]
        else ""
    )  # fmt: skip
    if reason:
        losses.add(reason, 1, lambda: f"{row['id']}: {row['note']}")
        return []
    common = {
        "date": when, "code": row["cameo"], "type": row["type"], "quad": row["quad"], "goldstein": row["intensity"],
        "id": row["id"], "note": (row["note"] or "")[:LONGEST_NOTE] or None, "origin": "counterclaim",
    }  # fmt: skip
    return [
        common | {"source": s, "source_role": s_role, "target": t, "target_role": t_role}
        for s, s_role in row["sources"]
        for t, t_role in row["targets"]
        if s != t
    ]


def jsonl_rows(path: Path, losses: Losses) -> Iterator[dict[str, Any]]:
    """One row an event of a JSONL file of codings."""
    with opened(path) as stream:
        for number, line in enumerate(stream, 1):
            try:
                coding = json.loads(line)
                events = coding.get("events", [])
                rows = [of_coding(coding, event) for event in events]
            except (ValueError, AttributeError, TypeError, KeyError):
                losses.add("line is no coding", 1, lambda n=number: f"line {n}")  # type: ignore[misc]
                continue
            yield from rows


def casebook_rows(path: Path, losses: Losses) -> Iterator[dict[str, Any]]:
    """One row an event of a casebook, with corrections laid over."""
    with library("counterclaim.record.view").View(path) as case:
        for coding in case.codings():
            found = coding.to_dict()
            yield from (of_coding(found, event) for event in found["events"])


def of_coding(coding: dict[str, Any], event: dict[str, Any]) -> dict[str, Any]:
    def sides(name: str) -> list[tuple[str, str | None]]:
        return list(dict.fromkeys((a["actor"], a.get("role")) for a in event.get(name, []) if a.get("actor")))

    return {
        "id": f"{coding.get('id')}#{event.get('id')}", "published": coding.get("published"), "from": (event.get("time") or {}).get("from"),
        "sources": sides("sources"), "targets": sides("targets"), "status": event.get("status", "actual"), "cameo": event["cameo"],
        "type": event["type"], "quad": event["quad"], "intensity": float(event["intensity"]), "note": (event.get("trigger") or {}).get("text"),
    }  # fmt: skip


def parquet_rows(path: Path, losses: Losses) -> Iterator[dict[str, Any]]:
    """One row an event of a table that `counterclaim code --format parquet` wrote."""
    for batch in pq.ParquetFile(path).iter_batches(batch_size=ROWS):
        for row in batch.to_pylist():
            yield of_cells(row)


def of_cells(row: dict[str, Any]) -> dict[str, Any]:
    """Several values of a cell are parted by "|"; roles cannot be told apart there when there are several."""

    def sides(name: str) -> list[tuple[str, str | None]]:
        codes = [c for c in (row[name] or "").split("|") if c]
        roles = [r for r in (row.get(f"{name[:-1]}_roles") or "").split("|") if r]
        return [(c, roles[0] if len(codes) == 1 and len(roles) == 1 else None) for c in codes]

    return {
        "id": f"{row['document']}#{row['event']}", "published": row["published"], "from": row["from"], "status": row["status"],
        "sources": sides("sources"), "targets": sides("targets"), "cameo": row["cameo"], "type": row["type"], "quad": row["quad"],
        "intensity": float(row["intensity"]), "note": row.get("trigger"),
    }  # fmt: skip


def csv_rows(path: Path, losses: Losses) -> Iterator[dict[str, Any]]:
    """One row an event of a table that `counterclaim code --format csv` wrote."""
    import csv
    import io

    with opened(path) as stream:
        lines = csv.DictReader(io.TextIOWrapper(stream, "utf8", errors="replace", newline=""))
        for row in lines:
            try:
                yield of_cells(row)
            except (KeyError, ValueError, TypeError):
                losses.add("line is no coding", 1, lambda: f"line {lines.line_num}")
