"""Files of many documents, one a row: JSONL, JSON, CSV and Parquet. Read row by row.

A row's text is handed over exactly as given; a row that cannot be read is refused alone, by its number.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from counterclaim.errors import InputError
from counterclaim.read.decode import decode, encoding_of, mend, repair
from counterclaim.read.options import ReadOptions
from counterclaim.read.refusal import Refusal
from counterclaim.read.sources import Source, broken_gzip_told, too_large

Fields = dict[str, Any]
KNOWN = ("title", "published", "author", "author_note", "publisher", "url", "language")
DELIMITERS = ",;\t|"
LOOK = 65_536  # bytes that encoding and delimiter are told from
BATCH = 64  # rows of a Parquet file held at a time


def row_fields(row: dict[str, Any], name: str, options: ReadOptions) -> Fields | Refusal:
    """The fields of a document out of a row: text and known fields; all others go to "extra"."""
    text = row.get(options.text_column)
    if options.text_column not in row:
        return no_column(name, list(row), options)
    if not isinstance(text, str):
        return Refusal(name, "text-not-a-string", f"{name}: the value of {options.text_column!r} is no string. Put the document's text there.")
    if not text.strip():
        return Refusal(name, "empty", f"{name}: the value of {options.text_column!r} is empty. Leave the row out, or give it a text.")
    fields: Fields = {"text": mend(text), "verbatim": True}
    if (given := worth(row.get(options.id_column))) is not None:
        fields["id"] = given
    extra = {}
    for key, value in row.items():
        if key in KNOWN and (told := worth(value)) is not None:
            fields[key] = told
        elif key not in (options.text_column, options.id_column, *KNOWN) and key is not None:
            extra[str(key)] = value
    if extra:
        fields["extra"] = extra
    return fields


def no_column(name: str, columns: list[str], options: ReadOptions) -> Refusal:
    listed = ", ".join(map(str, columns[:30])) or "none"
    message = f"{name} has no column {options.text_column!r}; its columns are: {listed}. Name the one that holds the text."
    return Refusal(name, "no-text-column", message)


def worth(value: Any) -> str | None:
    """A cell as a string; None if there is nothing in it."""
    if value is None or isinstance(value, (dict, list)) or (isinstance(value, float) and math.isnan(value)):
        return None
    text = value.isoformat() if hasattr(value, "isoformat") else str(value)
    return mend(text.strip()) or None


def read_jsonl(source: Source, options: ReadOptions) -> Iterator[tuple[str, Fields | Refusal]]:
    """(name with line number, fields or refusal) of each line that is not blank."""
    for number, line in lines_of(source, options):
        name = f"{source.name}:{number}"
        if line is None:
            yield name, Refusal(name, "too-large", str(too_large(f"{name} (the line)", options.max_bytes)))
            continue
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield name, Refusal(name, "broken-row", f"{name} is not valid JSON ({str(error)[:100]}). Correct the line; the others were read.")
            continue
        if isinstance(row, dict):
            yield name, row_fields(row, name, options)
        else:
            yield name, Refusal(name, "broken-row", f'{name} is JSON but no object. Write {{"{options.text_column}": "…"}} on the line.')


def read_json(source: Source, options: ReadOptions) -> Iterator[tuple[str, Fields | Refusal]]:
    """Rows of a JSON file: one object, or a list of objects."""
    try:
        found = json.loads(decode(source.read_all(options)).removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"{source.name} is not valid JSON ({str(error)[:100]}). Correct it, or write one object a line (.jsonl).", "broken-json"
        ) from None
    for number, row in enumerate(found if isinstance(found, list) else [found], 1):
        name = f"{source.name}:{number}" if isinstance(found, list) else source.name
        yield (
            name,
            row_fields(row, name, options)
            if isinstance(row, dict)
            else Refusal(name, "broken-row", f"{name} is no object. Give each document as one."),
        )


def lines_of(source: Source, options: ReadOptions) -> Iterator[tuple[int, str | None]]:
    """(number, line) of a text of any encoding; None for a line that is longer than the limit."""
    stream = text_stream(source, newline="\n")
    number, limit = 0, options.max_bytes
    with broken_gzip_told(source.name):
        while line := stream.readline(limit):
            number += 1
            if len(line) < limit or line.endswith("\n"):
                yield number, repair(line)
                continue
            while (line := stream.readline(limit)) and not line.endswith("\n"):
                pass
            yield number, None


def text_stream(source: Source, newline: str) -> io.TextIOWrapper:
    encoding = encoding_of(source.peek(LOOK), source.encoding)
    errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
    encoding = "utf-8-sig" if encoding == "utf-8" else encoding
    return io.TextIOWrapper(io.BufferedReader(source.stream), encoding=encoding, errors=errors, newline=newline)  # type: ignore[type-var]


def read_csv(source: Source, options: ReadOptions) -> Iterator[tuple[str, Fields | Refusal]]:
    """(name with row number, fields or refusal). InputError if the text column is missing or the table is broken."""
    stream = text_stream(source, newline="")
    with broken_gzip_told(source.name):
        head = stream.readline(LOOK)
        columns = next(csv.reader([head], delimiter=(mark := delimiter_of(head))), [])
        columns = [repair(c).strip() for c in columns]
        if options.text_column not in columns:
            raise InputError(no_column(source.name, columns, options).message, "no-text-column")
        lines = TableLines(stream, source.name, options)
        table = csv.reader(lines, delimiter=mark)
        while True:
            try:
                with cells_up_to(options.max_bytes):
                    cells = next(table)
            except StopIteration:
                return
            except csv.Error as error:
                at = table.line_num + 1
                raise InputError(f"{source.name} breaks off near line {at} ({error}). Check the quotation marks there.", "broken-table") from None
            name = f"{source.name}:{table.line_num + 1}"
            if lines.unclosed():
                yield name, Refusal(name, "broken-row", f"{name}: a quotation mark is not closed, so the rest of the table is one cell. Close it.")
            elif any(cells):
                row = dict(zip(columns, map(repair, cells), strict=False))
                row.setdefault(options.text_column, "")
                yield name, row_fields(row, name, options)


class TableLines:
    """The lines of a table; notices when the table ends within a quoted cell, which the csv module does not tell."""

    def __init__(self, stream: io.TextIOWrapper, name: str, options: ReadOptions) -> None:
        self.stream, self.name, self.limit = stream, name, options.max_bytes
        self.quotes, self.ended = 0, False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.stream.readline(self.limit)
        if len(line) >= self.limit:
            raise too_large(f"A line of {self.name}", self.limit)
        self.ended = not line
        if self.ended:
            raise StopIteration
        self.quotes += line.count('"')
        return line

    def unclosed(self) -> bool:
        """Whether the row just read ran into the end with a quotation mark open."""
        odd, self.quotes = self.quotes % 2 == 1, 0
        return odd and self.ended


@contextmanager
def cells_up_to(size: int) -> Iterator[None]:
    """The csv module's limit on a cell (131,072 characters) holds for the whole program: it is raised for as long as a row is read."""
    before = csv.field_size_limit(size)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def delimiter_of(head: str) -> str:
    """The delimiter that the first line has most of."""
    return max(DELIMITERS, key=head.count)


def read_parquet(source: Source, options: ReadOptions) -> Iterator[tuple[str, Fields | Refusal]]:
    """(name with row number, fields or refusal). InputError if the file is damaged or lacks the text column."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise InputError(f"{source.name} is a Parquet file, for which pyarrow is needed. Install it: pip install pyarrow", "needs-pyarrow") from None
    try:
        # Read in place where that can be: only standard input, URLs and packed files go through memory.
        table = parquet.ParquetFile(source.path if source.path and not source.packed else io.BytesIO(source.read_all(options)))
        columns = table.schema_arrow.names
        if options.text_column not in columns:
            raise InputError(no_column(source.name, columns, options).message, "no-text-column")
        number = 0
        for batch in table.iter_batches(batch_size=BATCH):
            for row in batch.to_pylist():
                number += 1
                yield (name := f"{source.name}:{number}"), row_fields(row, name, options)
    except (pyarrow.ArrowException, OSError, ValueError, OverflowError, MemoryError) as error:
        raise InputError(f"{source.name} is a damaged Parquet file ({str(error)[:120]}). Write or download it again.", "damaged") from None


READERS: dict[str, Callable[[Source, ReadOptions], Iterator[tuple[str, Fields | Refusal]]]] = {
    "jsonl": read_jsonl,
    "json": read_json,
    "csv": read_csv,
    "parquet": read_parquet,
}
