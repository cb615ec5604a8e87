"""Files in any known form to one events table (Parquet), as a stream; and tables read again."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from counterclaim.errors import CounterclaimError, InputError, UsageError
from counterclaim.relate import codings
from counterclaim.relate.codes import best_scheme
from counterclaim.relate.formats import Format, recognise
from counterclaim.relate.rows import Losses, blocks, first_line, members
from counterclaim.relate.tidy import SCHEMA, tidy

CODINGS = {"document", "event", "cameo", "sources", "targets"}  # columns by which Counterclaim's own tables are known
PARQUET = b"PAR1"
GROUP = 100_000  # rows of a row group, at least


@dataclass(slots=True)
class Imported:
    """What an import did, for the account of it."""

    out: Path
    files: list[tuple[str, str]] = field(default_factory=list)  # (file, what it was read as)
    refused: list[str] = field(default_factory=list)  # what was said of files that could not be read
    read: int = 0
    kept: int = 0
    losses: Losses = field(default_factory=Losses)
    repeated: int | None = None  # rows left out as one-a-day repetitions; None where that was not asked for
    first: date | None = None
    last: date | None = None

    def count(self, table: pa.Table) -> None:
        if table.num_rows:
            ends = pc.min_max(table["date"]).as_py()
            self.first = min(filter(None, (self.first, ends["min"])))
            self.last = max(filter(None, (self.last, ends["max"])))
        self.kept += table.num_rows


class OneADay:
    """Keeps the first of the events with the same day, source, target and code: wires repeat one event many times."""

    def __init__(self) -> None:
        self.seen = np.empty(0, np.uint64)
        self.numbers: dict[str, int] = {}

    def __call__(self, table: pa.Table) -> pa.Table:
        keys = self.keys(table)
        distinct, first = np.unique(keys, return_index=True)
        if len(self.seen):
            at = np.minimum(np.searchsorted(self.seen, distinct), len(self.seen) - 1)
            fresh = self.seen[at] != distinct
            distinct, first = distinct[fresh], first[fresh]
        self.seen = np.sort(np.concatenate([self.seen, distinct]), kind="stable")
        return table.take(pa.array(np.sort(first)))

    def keys(self, table: pa.Table) -> Any:
        """One 64-bit number for each row; two different rows share one with a chance of one in millions of millions."""
        key = table["date"].cast(pa.int32()).to_numpy().astype(np.uint64)
        for name in ("source", "target", "code"):
            encoded = table[name].combine_chunks().dictionary_encode()
            numbers = np.array([self.numbers.setdefault(v, len(self.numbers) + 1) for v in encoded.dictionary.to_pylist()], np.uint64)
            key = (key ^ (key >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9) + numbers[encoded.indices.to_numpy()]
        return key


def import_events(paths: Iterable[Path], out: Path, layout: Format | None = None, one_a_day: bool = False) -> Imported:
    """Write all events of `paths` (files or folders) to the Parquet table `out`; memory does not grow with their number.

    layout: a column mapping to use instead of recognising the files. Raises UsageError for a file in no known form.
    """
    done = Imported(out, repeated=0 if one_a_day else None)
    single = OneADay() if one_a_day else None
    part = out.with_name(out.name + ".part")
    try:
        with pq.ParquetWriter(part, SCHEMA, compression="zstd") as writer:
            for table in packed(all_tables(files(paths), layout, done)):
                fresh = single(table) if single else table
                if done.repeated is not None:
                    done.repeated += table.num_rows - fresh.num_rows
                done.count(fresh)
                writer.write_table(fresh)
        if not done.kept:
            raise UsageError(f"No event could be kept: {reasons(done.losses) or 'there is none in the files'}.")
        part.replace(out)
    except OSError as error:
        raise UsageError(f"{out} cannot be written ({error.strerror or error}); choose another path with -o.") from error
    finally:
        part.unlink(missing_ok=True)
    done.read = done.kept + (done.repeated or 0) + done.losses.total
    return done


def reasons(losses: Losses) -> str:
    """What was left out and why, in one line, with the first row of the most frequent reason."""
    listed = sorted(losses.counts.items(), key=lambda item: -item[1])
    said = ", ".join(f"{n:,} × {reason}" for reason, n in listed)
    return f"{said}; the first of them: {losses.examples[listed[0][0]]}" if listed else ""


def all_tables(paths: list[Path], layout: Format | None, done: Imported) -> Iterator[pa.Table]:
    """The tables of all files. One that cannot be read loses no other: it is noted; where none can, the first error is raised."""
    first: CounterclaimError | None = None
    for path in paths:
        try:
            yield from file_tables(path, layout, done)
        except (InputError, UsageError) as error:
            first = first or error
            done.refused.append(str(error))
    if first and not done.files:
        raise first


def packed(tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The same rows in tables of some size, so that thousands of small files make no thousands of row groups."""
    held: list[pa.Table] = []
    for table in tables:
        held.append(table)
        if sum(t.num_rows for t in held) >= GROUP:
            yield pa.concat_tables(held)
            held = []
    if held:
        yield pa.concat_tables(held)


def files(paths: Iterable[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        found += sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith(".")) if path.is_dir() else [path]
    if not found:
        raise UsageError("There is no file to read; name files or a folder that holds some.")
    return found


def file_tables(path: Path, layout: Format | None, done: Imported) -> Iterator[pa.Table]:
    """Events tables of one file; what it was read as is noted in `done`."""
    if layout is None and (reader := own_reader(path)):
        done.files.append((str(path), reader.name))
        yield from reader.tables(path, done.losses)
        return
    for member in members(path):
        line = first_line(path, member)
        if not line:
            raise InputError(f"{path} is empty.", "empty")
        form = layout or recognise(line, str(path))
        stream = blocks(path, member, form, done.losses)
        head = next(stream, None)
        if head is None:
            done.files.append((str(path), form.label))
            continue
        if lacking := [f for f in ("date", "source", "target", "code") if not any(c in head.schema.names for c in form.fields[f])]:
            columns = ", ".join(form.fields[lacking[0]])
            raise UsageError(
                f"{path} has no column {columns} for the {lacking[0]}; its first line is {line[:120]!r}. Correct the mapping with --map."
            )
        scheme = scheme_of(head, form)
        done.files.append((str(path), f"{form.label}, codes of {scheme.upper()}"))
        for block in chain([head], stream):
            yield tidy(block, form, scheme, done.losses)


def scheme_of(block: pa.RecordBatch, layout: Format) -> str:
    if len(layout.codes) == 1:
        return layout.codes[0]
    column = next(c for c in layout.fields["code"] if c in block.schema.names)
    return best_scheme((v for v in block.column(column).unique().to_pylist() if v), layout.codes)


@dataclass(frozen=True, slots=True)
class Head:
    """What a file is recognised by: its first bytes, its first line as text, and the columns of a Parquet file."""

    magic: bytes
    line: str
    columns: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reader:
    """A kind of file of our own: how it is known, and what gives its events as tables."""

    name: str
    knows: Callable[[Head], bool]
    tables: Callable[[Path, Losses], Iterator[pa.Table]]


def coded(rows: Callable[[Path, Losses], Iterator[dict[str, Any]]]) -> Callable[[Path, Losses], Iterator[pa.Table]]:
    return lambda path, losses: codings.tables(rows(path, losses), losses)


def own_tables(path: Path, losses: Losses) -> Iterator[pa.Table]:
    return (pa.Table.from_batches([b], SCHEMA) for b in pq.ParquetFile(path).iter_batches(columns=SCHEMA.names))


EVENTS_TABLE = Reader("events table", lambda head: set(SCHEMA.names) <= head.columns, own_tables)
READERS = (
    EVENTS_TABLE,
    Reader("Counterclaim codings (Parquet)", lambda head: head.columns >= CODINGS, coded(codings.parquet_rows)),
    Reader("Counterclaim casebook", lambda head: head.magic.startswith(b"SQLite format 3"), coded(codings.casebook_rows)),
    Reader("Counterclaim codings (JSONL)", lambda head: head.line.startswith("{"), coded(codings.jsonl_rows)),
    Reader("Counterclaim codings (CSV)", lambda head: set(head.line.split(",")) >= CODINGS, coded(codings.csv_rows)),
)


def own_reader(path: Path) -> Reader | None:
    """The reader of a file of our own, None where it is somebody else's."""
    head = head_of(path)
    found = next((r for r in READERS if r.knows(head)), None)
    if found is None and head.magic.startswith(PARQUET):
        raise UsageError(f"{path} is a Parquet file of other columns; wanted is a table of `counterclaim import` or `counterclaim code`.")
    return found


def head_of(path: Path) -> Head:
    try:
        with path.open("rb") as stream:
            magic = stream.read(16)
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}); check the path.") from error
    if magic.startswith(PARQUET):
        try:
            return Head(magic, "", frozenset(pq.read_schema(path).names))
        except pa.ArrowInvalid as error:
            raise InputError(f"{path} is no whole Parquet file; write it again.") from error
    packed = path.suffix.lower() == ".zip"
    return Head(magic, "" if packed else first_line(path), frozenset())


@contextmanager
def events_of(
    paths: Iterable[Path], layout: Format | None = None, one_a_day: bool = False, told: Callable[[Imported], None] | None = None
) -> Iterator[ds.Dataset]:
    """The events of `paths` as a dataset; files that are no events table are imported into a passing one.

    told: called with what such an import left out. Raises what was said of the first file that cannot be read.
    """
    listed = list(paths)
    if not listed:
        raise UsageError("Name the events with --events FILE: an events table, or files that `counterclaim import` can read.")
    if layout is None and not one_a_day and all(is_table(p) for p in files(listed)):
        yield ds.dataset([str(p) for p in files(listed)], schema=SCHEMA)
        return
    with tempfile.TemporaryDirectory(prefix="counterclaim-") as folder:
        done = import_events(listed, Path(folder) / "events.parquet", layout, one_a_day)
        if done.refused:
            raise UsageError(done.refused[0])
        if told:
            told(done)
        yield ds.dataset(str(done.out), schema=SCHEMA)


def is_table(path: Path) -> bool:
    return own_reader(path) is EVENTS_TABLE


def summary_json(done: Imported) -> str:
    """The account of an import for programs."""
    return json.dumps(
        {
            "out": str(done.out), "files": [{"file": f, "read_as": n} for f, n in done.files], "refused": done.refused,
            "rows": done.read, "events": done.kept,
            "repeated": done.repeated, "first": done.first and done.first.isoformat(), "last": done.last and done.last.isoformat(),
            "left_out": [{"reason": r, "rows": n, "example": done.losses.examples[r]} for r, n in done.losses.counts.items()],
        },
        ensure_ascii=False, indent=1,
    )  # fmt: skip
