"""Writing codings as JSONL, CSV or Parquet, as they come."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO, Any

from counterclaim.errors import UsageError
from counterclaim.records import Coding
from counterclaim.show.tables import CLAIM_COLUMNS, EVENT_COLUMNS, claim_rows, event_rows

FORMATS = ("jsonl", "csv", "parquet")
ROWS = 10_000  # rows of a Parquet group
TABLES = {"events": (EVENT_COLUMNS, event_rows), "claims": (CLAIM_COLUMNS, claim_rows)}
NUMBERS = ("intensity", "lat", "lon", "confidence")


def write(codings: Iterable[Coding], format_: str, output: str, min_confidence: float = 0.0, table: str = "events") -> None:
    """Write `codings` to the path `output` ("-" is standard output): JSONL whole, CSV and Parquet one row of the
    `table` ("events" or "claims"). Raises UsageError where that cannot be."""
    if format_ == "parquet" and output == "-":
        raise UsageError("Parquet cannot be written to standard output; name a file with -o FILE.")
    codings = (confident(c, min_confidence) for c in codings)
    try:
        {"jsonl": write_jsonl, "csv": write_csv, "parquet": write_parquet}[format_](codings, output, table)
    except OSError as error:
        raise UsageError(f"{output} cannot be written ({error.strerror or error}); choose another path with -o.") from error


def confident(coding: Coding, floor: float) -> Coding:
    """The coding without events and claims below `floor`."""
    if floor > 0:
        coding.events = [e for e in coding.events if e.confidence >= floor]
        coding.claims = [c for c in coding.claims if c.confidence >= floor]
        kept = {c.id for c in coding.claims}
        for event in coding.events:
            event.claims = [c for c in event.claims if c in kept]
    return coding


@contextmanager
def opened(output: str) -> Iterator[IO[str]]:
    if output == "-":
        yield sys.stdout
    else:
        with open(output, "w", encoding="utf8", newline="") as file:
            yield file


def write_jsonl(codings: Iterable[Coding], output: str, table: str) -> None:
    with opened(output) as file:
        for coding in codings:
            file.write(json.dumps(coding.to_dict(), ensure_ascii=False) + "\n")


def write_csv(codings: Iterable[Coding], output: str, table: str) -> None:
    columns, rows = TABLES[table]
    with opened(output) as file:
        out = csv.DictWriter(file, columns)
        out.writeheader()
        for coding in codings:
            out.writerows(rows(coding))


def write_parquet(codings: Iterable[Coding], output: str, table: str) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns, rows_of = TABLES[table]
    kinds = dict.fromkeys(NUMBERS, pa.float64()) | dict.fromkeys(("start", "end"), pa.int64())
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in columns])
    rows: list[dict[str, Any]] = []
    with pq.ParquetWriter(output, schema) as out:
        for coding in codings:
            rows.extend(rows_of(coding))
            if len(rows) >= ROWS:
                out.write_table(pa.Table.from_pylist(rows, schema))
                rows = []
        out.write_table(pa.Table.from_pylist(rows, schema))
