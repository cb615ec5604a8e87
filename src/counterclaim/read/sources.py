"""Inputs to byte streams: files, folders, standard input. URLs are fetched by `fetch`.

A source is opened once, read from front to end, and unpacked on the way if it is gzip.
"""

from __future__ import annotations

import gzip
import io
import os
import stat
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from counterclaim.errors import InputError, LimitError
from counterclaim.read.options import ReadOptions

GZIP = b"\x1f\x8b"
BROKEN_GZIP = (gzip.BadGzipFile, EOFError, zlib.error)


@dataclass(slots=True)
class Source:
    """A stream of bytes with its name. `path` is set for a file; `packed` if `stream` unpacks it."""

    name: str
    stream: BinaryIO
    path: Path | None = None
    packed: bool = False
    url: str | None = None
    content_type: str = ""
    encoding: str | None = None

    def peek(self, size: int) -> bytes:
        """The next `size` bytes (fewer at the end), which stay unread. Damage behind the first of them is left to be met again."""
        head = b""
        try:
            while len(head) < size and (more := some(self.stream, size - len(head))):
                head += more
        except BROKEN_GZIP:
            if not head:
                with broken_gzip_told(self.name):
                    raise
        self.stream = Joined(head, self.stream)  # type: ignore[assignment]
        return head

    def read_all(self, options: ReadOptions) -> bytes:
        """All bytes; LimitError beyond `max_bytes`."""
        parts, size = [], 0
        with broken_gzip_told(self.name):
            while part := some(self.stream, 1 << 20):
                parts.append(part)
                size += len(part)
                if size > options.max_bytes:
                    raise too_large(self.name, options.max_bytes)
        return b"".join(parts)


def some(stream: BinaryIO, size: int) -> bytes:
    """Up to `size` bytes as they come; b"" at the end. A long read of damaged gzip would lose what precedes the damage."""
    return getattr(stream, "read1", stream.read)(size) or b""


class Joined(io.RawIOBase):
    """Bytes that were read ahead, followed by the rest of their stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self.head, self.rest = memoryview(head), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        part: bytes | memoryview = self.head[: len(view)]
        self.head = self.head[len(part) :]
        if not part:
            part = some(self.rest, len(view))
        view[: len(part)] = part
        return len(part)

    def close(self) -> None:
        self.rest.close()
        super().close()


class broken_gzip_told:  # used like a function
    """Turns what a damaged gzip stream raises into an InputError."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, BROKEN_GZIP):
            raise InputError(
                f"{self.name} is damaged: its compressed data ends early or is broken. Copy or download it again.", "corrupt-gzip"
            ) from error
        if isinstance(error, OSError):
            raise InputError(f"{self.name} cannot be read ({error.strerror or error}). Check the file and the disk.", "unreadable") from error


def too_large(name: str, limit: int) -> LimitError:
    return LimitError(f"{name} is larger than {limit:,} bytes. Split it, or raise the limit max_bytes.", "too-large")


def unpacked(stream: BinaryIO) -> BinaryIO:
    """The stream itself, or what is packed in it if it is gzip (one layer)."""
    head = stream.read(2)
    whole: BinaryIO = io.BufferedReader(Joined(head, stream))
    return gzip.GzipFile(fileobj=whole) if head == GZIP else whole  # type: ignore[return-value]


def open_file(path: Path) -> Source:
    """The file as a source; InputError with a reason if it is missing, no file, or may not be read."""
    name = str(path)
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise InputError(f"{name} is no ordinary file. Pipe its content in and name '-' as input instead.", "not-a-file")
        stream = unpacked(open(path, "rb"))  # noqa: SIM115 (closed by the reader)
        return Source(name, stream, path, isinstance(stream, gzip.GzipFile))
    except FileNotFoundError:
        raise InputError(f"{name} does not exist. Check the path.", "missing") from None
    except PermissionError:
        raise InputError(f"{name} may not be read. Ask for permission to read it, or copy it.", "no-permission") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{name!r} cannot be opened ({error}). Check the path.", "unreadable") from error


def standard_input() -> Source:
    stream = getattr(sys.stdin, "buffer", None)
    if stream is None:
        raise InputError("There is no standard input here. Name a file instead of '-'.", "no-standard-input")
    return Source("-", unpacked(stream))


def files_in(folder: Path) -> Iterator[Path | InputError]:
    """Files below `folder`, sorted by name, hidden ones left out; links to folders are not followed."""
    problems: list[InputError] = []

    def note(error: OSError) -> None:
        problems.append(InputError(f"{error.filename} may not be read. Ask for permission to read it, or leave it out.", "no-permission"))

    count = 0
    for where, folders, names in os.walk(folder, onerror=note):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(n for n in names if not n.startswith(".")):
            count += 1
            yield Path(where, name)
    yield from problems
    if not count and not problems:
        yield InputError(f"The folder {folder} holds no files. Name one that does.", "empty-folder")
