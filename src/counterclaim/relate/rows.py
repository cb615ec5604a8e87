"""Rows of delimited files, block by block: what a file of any size costs is one block. Rows of the wrong width are counted.

pyarrow's reader is used, as it comes with the package already (Parquet), streams, and hands over each row it cannot place.
"""

from __future__ import annotations

import io
import zipfile
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.csv as pc

from counterclaim.errors import InputError
from counterclaim.relate.formats import Format

BLOCK = 16 << 20  # bytes; a row cannot be longer
FIRST = 1 << 16  # bytes in which the first line must end
EXAMPLE = 160  # characters of a row that is shown
CHUNK = 1 << 20  # bytes read at a time
MOST_LINES = 50  # that a row may run over


@dataclass(slots=True)
class Losses:
    """How many rows were left out for which reason, with the first of each as an example."""

    counts: dict[str, int] = field(default_factory=dict)
    examples: dict[str, str] = field(default_factory=dict)

    def add(self, reason: str, count: int, example: Callable[[], str]) -> None:
        if count:
            if reason not in self.counts:
                self.examples[reason] = " ".join(example().split())[:EXAMPLE]
            self.counts[reason] = self.counts.get(reason, 0) + count

    @property
    def total(self) -> int:
        return sum(self.counts.values())


class Clean(io.RawIOBase):
    """A stream in UTF-8, other bytes replaced; and where texts may stand in quotation marks, without the rows that open
    one and never close it, which would swallow all that come after.

    A row may run over several lines within quotation marks. It is taken to be unclosed when MOST_LINES lines do not
    close it, or when a line comes that is a whole row by itself.
    """

    def __init__(self, stream: IO[bytes], layout: Format, columns: int, losses: Losses) -> None:
        self.stream, self.quotes, self.losses = stream, layout.quotes, losses
        self.delimiter, self.columns = layout.delimiter.encode(), columns
        self.ahead: deque[bytes] = deque()
        self.ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self.ready:
            lines = self.lines()
            if not lines and not self.ahead:
                return 0
            if self.quotes and (self.ahead or b'"' in lines):
                self.ahead.extend(lines.splitlines(keepends=True))
                lines = b"".join(self.whole_rows())
            self.ready = lines
        part, self.ready = self.ready[: len(buffer)], self.ready[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)

    def lines(self) -> bytes:
        """Some more whole lines, b"" at the end."""
        found = self.stream.read(CHUNK) + self.stream.readline()
        try:
            found.decode("utf8")
        except UnicodeDecodeError:
            return found.decode("utf8", "replace").encode()
        return found

    def whole_rows(self) -> Iterator[bytes]:
        """The lines that were read ahead, row by row; more are read where the last row runs on."""
        while self.ahead:
            line = self.ahead.popleft()
            if not opens(line):
                yield line
                continue
            more = self.rest()
            if more is None:
                self.losses.add("quotation mark not closed", 1, lambda found=line: found.decode("utf8", "replace"))  # type: ignore[misc]
            else:
                yield line
                yield from more

    def rest(self) -> list[bytes] | None:
        """The lines that close the row, taken from those ahead; None, with nothing taken, where it is not closed."""
        if len(self.ahead) < MOST_LINES:
            self.ahead.extend(self.lines().splitlines(keepends=True))
        for i, line in enumerate(islice(self.ahead, MOST_LINES), 1):
            if opens(line):
                return [self.ahead.popleft() for _ in range(i)]
            if line.count(self.delimiter) == self.columns - 1:
                return None
        return None


def opens(line: bytes) -> bool:
    """Whether a line opens or closes a quotation that the line itself does not close or open."""
    return line.count(b'"') % 2 == 1


@contextmanager
def opened(path: Path, member: str | None = None) -> Iterator[IO[bytes]]:
    """The bytes of a file, unpacked where it is .gz, .bz2, .zst or, by `member`, in a .zip."""
    try:
        if member is not None:
            with zipfile.ZipFile(path) as archive, archive.open(member) as inner:
                yield inner
        else:
            with pa.input_stream(str(path), compression="detect") as stream:
                yield io.BufferedReader(stream)
    except (OSError, zipfile.BadZipFile, EOFError, pa.ArrowInvalid, RuntimeError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise InputError(f"{path} cannot be read: {reason}. Check the path and that the file is whole.") from error


def members(path: Path) -> list[str | None]:
    """The files in a .zip; [None] for a file that is not one."""
    if path.suffix.lower() != ".zip":
        return [None]
    try:
        with zipfile.ZipFile(path) as archive:
            return [i.filename for i in archive.infolist() if not i.is_dir()]
    except (OSError, zipfile.BadZipFile) as error:
        raise InputError(f"{path} is no whole ZIP file; fetch it again.") from error


def first_line(path: Path, member: str | None = None) -> str:
    with opened(path, member) as stream:
        return str(stream.read(FIRST), "utf8", "replace").lstrip("\ufeff").partition("\n")[0].rstrip("\r")


def blocks(path: Path, member: str | None, layout: Format, losses: Losses) -> Iterator[pa.RecordBatch]:
    """Batches with the columns that `layout` names, as text. A column that the file lacks is left out."""
    header = header_of(path, member, layout)
    wanted = [c for c in dict.fromkeys(c for columns in layout.fields.values() for c in columns) if c in header]

    def misfit(row: Any) -> str:
        losses.add(f"{row.actual_columns} columns instead of {row.expected_columns}", 1, lambda: row.text)
        return "skip"

    with opened(path, member) as stream:
        try:
            reader = pc.open_csv(
                io.BufferedReader(Clean(stream, layout, len(header), losses), BLOCK),
                read_options=pc.ReadOptions(block_size=BLOCK, column_names=header, skip_rows=1 if layout.columns is None else 0, use_threads=True),
                parse_options=pc.ParseOptions(
                    delimiter=layout.delimiter,
                    quote_char='"' if layout.quotes else False,
                    newlines_in_values=layout.quotes,
                    invalid_row_handler=misfit,
                ),
                convert_options=pc.ConvertOptions(
                    include_columns=wanted, column_types=dict.fromkeys(header, pa.string()), strings_can_be_null=False, null_values=[]
                ),
            )
        except pa.ArrowInvalid as error:
            if "Empty CSV" in str(error):
                return
            raise
        yield from reader


def header_of(path: Path, member: str | None, layout: Format) -> list[str]:
    """Column names: those of the file's first line, or f0, f1 … where it has none. A name that comes twice counts once."""
    import csv

    if layout.columns is not None:
        return [f"f{i}" for i in range(layout.columns)]
    line = first_line(path, member)
    row = next(csv.reader([line], delimiter=layout.delimiter), []) if layout.quotes else line.split(layout.delimiter)
    names: list[str] = []
    for cell in row:
        name = cell.strip()
        names.append(f"{name}#{len(names)}" if name in names or not name else name)
    return names
