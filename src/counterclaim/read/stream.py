"""From inputs to a stream of documents and refusals: opens, detects, parses, and goes on whatever happens."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import urlsplit

from counterclaim.errors import InputError
from counterclaim.read import plain, rows, warc
from counterclaim.read.detect import FORMATS, HEAD, format_of
from counterclaim.read.document import document_from_text
from counterclaim.read.guard import shared_guard
from counterclaim.read.options import ReadOptions
from counterclaim.read.refusal import Refusal
from counterclaim.read.sources import Source, files_in, open_file, standard_input, unpacked
from counterclaim.records import Document

Fields = dict[str, Any]
Item = tuple[str, Fields | Refusal]
DEFAULTS = ReadOptions()
# Characters that pages and typesetting put into words: hyphens and joints that do not show, odd blanks, ligatures.
# Rows are exempt: their texts stay as given.
TIDY = {0xA0: " ", 0x202F: " ", 0x2007: " ", 0xAD: None, 0x200B: None, 0xFEFF: None, 0x2060: None} | {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0x2028: "\n", 0x2029: "\n",
}  # fmt: skip


def read(inputs: Iterable[str], options: ReadOptions = DEFAULTS) -> Iterator[Document | Refusal]:
    """Documents of files, folders (all files below them), URLs and "-" (standard input), one at a time.

    What cannot be read comes as a Refusal in its place; nothing is raised for a bad input. Ids are
    unique within the run: a repeated one gets "-2", "-3" … Of each document only its id's hash is kept.
    """
    ids = Ids()
    for name, fields in every_input(inputs, options):
        yield finish(name, fields, options, ids)


def read_rows(path: str, options: ReadOptions = DEFAULTS) -> Iterator[Document | Refusal]:
    """Documents of the rows of one JSONL, JSON, CSV or Parquet file (or "-"), texts exactly as given."""
    ids = Ids()
    for name, fields in every_row(str(path), options):
        yield finish(name, fields, options, ids)


def finish(name: str, fields: Fields | Refusal, options: ReadOptions, ids: Ids) -> Document | Refusal:
    """The document out of its fields, with the run's defaults and a unique id."""
    if isinstance(fields, Refusal):
        return fields
    text = fields.pop("text")
    if not text.strip():
        return Refusal(name, "empty", f"{name} holds no text. Leave it out.")
    if len(text) > options.max_chars:
        return Refusal(name, "too-long", f"{name} has {len(text):,} characters, more than {options.max_chars:,}. Split it, or raise max_chars.")
    if not fields.pop("verbatim", False):
        text = text.translate(TIDY)
    for field in ("published", "publisher", "language"):
        fields[field] = fields.get(field) or None
    document = document_from_text(text, source=name, **fields)
    document.published = document.published or options.published
    document.publisher = document.publisher or options.publisher
    if options.language and not fields["language"]:
        document.language = options.language
    document.id = ids.unique(fields.get("id") or id_of(name))
    return document


def id_of(name: str) -> str:
    """An id out of a source's name: "news/april.html" gives "april", row 3 of "rows.csv" gives "rows:3"."""
    path = urlsplit(name).path if "://" in name else name
    base, _, number = path.rpartition(":")
    if base and number.isdigit():
        return f"{id_of(base)}:{number}"
    return PurePath(path.removesuffix(".gz")).stem or name


class Ids:
    """Makes ids unique. Keeps 8 bytes of hash and a count for each id, not the id."""

    def __init__(self) -> None:
        self._counts: dict[int, int] = {}

    def unique(self, wanted: str) -> str:
        """`wanted`, or with "-2", "-3" … behind it if it was given out before."""
        unique = wanted
        while (key := self._key(unique)) in self._counts:
            first = self._key(wanted)
            self._counts[first] += 1
            unique = f"{wanted}-{self._counts[first]}"
        self._counts[key] = 1
        return unique

    @staticmethod
    def _key(text: str) -> int:
        return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def every_input(inputs: Iterable[str], options: ReadOptions) -> Iterator[Item]:
    """(name, fields or refusal) of everything in the inputs."""
    if options.format is not None and options.format not in FORMATS:
        message = f"There is no format {options.format!r}. Use one of: {', '.join(FORMATS)}."
        yield options.format, Refusal(options.format, "unknown-format", message)
        return
    left = options.max_files
    for name in map(str, inputs):
        for opener in openers(name, options):
            if not left:
                yield (
                    name,
                    Refusal(name, "too-many-files", f"More than {options.max_files:,} files were named. Read fewer at a time, or raise max_files."),
                )
                return
            left -= 1
            yield from guarded(name, opener, lambda source: items_of(source, options))


def every_row(name: str, options: ReadOptions) -> Iterator[Item]:
    def rows_of(source: Source) -> Iterator[Item]:
        kind = options.format or format_of(source.peek(HEAD), source.name)[0]
        if kind not in rows.READERS:
            raise InputError(
                f"{name} is no table: it is neither JSONL, JSON, CSV nor Parquet. Name its format, or read it as a document.", "not-a-table"
            )
        return rows.READERS[kind](source, options)

    opener = standard_input if name == "-" else lambda: open_file(Path(name))
    yield from guarded(name, opener, rows_of)


def guarded(name: str, opener: Callable[[], Source], items: Callable[[Source], Iterator[Item]]) -> Iterator[Item]:
    """All items of one source; whatever goes wrong becomes a refusal behind those that came before."""
    source = None
    try:
        source, found = opener(), False
        for item in items(source):
            found = True
            yield item
        if not found:
            yield source.name, Refusal(source.name, "no-documents", f"{source.name} holds no rows or pages that can be read. Leave it out.")
    except InputError as error:
        named = source.name if source else name
        yield named, Refusal(named, error.reason, str(error))
    except (OSError, MemoryError, RecursionError) as error:
        yield name, Refusal(name, "unreadable", f"{name} cannot be read ({error or type(error).__name__}). Check the file, or leave it out.")
    finally:
        if source is not None and source.name != "-":
            source.stream.close()


def openers(name: str, options: ReadOptions) -> Iterator[Callable[[], Source]]:
    """What opens each source that an input stands for."""
    if name == "-":
        yield standard_input
    elif "://" in name[:12]:
        yield lambda: fetched(name, options)
    elif is_folder(name):
        for found in files_in(Path(name)):
            yield raiser(found) if isinstance(found, InputError) else (lambda path=found: open_file(path))  # type: ignore[misc]
    elif not name.strip():
        yield raiser(InputError("An input has no name. Name a file, a folder, a web address, or '-'.", "missing"))
    else:
        yield lambda: open_file(Path(name))


def is_folder(name: str) -> bool:
    try:
        return bool(name.strip()) and Path(name).is_dir()
    except (OSError, ValueError):
        return False


def raiser(error: InputError) -> Callable[[], Source]:
    def fail() -> Source:
        raise error

    return fail


def fetched(url: str, options: ReadOptions) -> Source:
    """The answer to a URL as a source. InputError if it is not http(s) or cannot be had."""
    if urlsplit(url).scheme not in ("http", "https"):
        raise InputError(f"{url} is neither http nor https. Name a web address or a file.", "unsupported-address")
    found, body = shared_guard().run("fetch", b"", options, url, url=url)
    about = found[0]
    stream = unpacked(io.BytesIO(body))
    return Source(url, stream, url=about["url"], content_type=about["content_type"], encoding=about["encoding"])


def items_of(source: Source, options: ReadOptions) -> Iterator[Item]:
    """All documents of one source, by its format."""
    head = source.peek(HEAD)
    if not head:
        raise InputError(f"{source.name} is empty. Leave it out.", "empty")
    kind, instead = format_of(head, source.name, source.content_type)
    kind = options.format or kind
    if kind in rows.READERS:
        yield from rows.READERS[kind](source, options)
    elif kind == "warc":
        yield from warc_items(source, options)
    elif not kind or kind == "xml":
        what = instead or "XML, but no feed and no page"
        raise InputError(f"{source.name} is {what}, which is not read. Save its text as plain text, HTML, PDF or DOCX.", "unknown-format")
    else:
        yield from parsed(source.name, source.read_all(options), kind, options, source.url, source.encoding)


def parsed(name: str, data: bytes, kind: str, options: ReadOptions, url: str | None, encoding: str | None) -> Iterator[Item]:
    """The documents of a file that holds one, or of a feed."""
    if kind == "text":
        found = plain.parse(data, encoding)
    else:
        found, _ = shared_guard().run(kind, data, options, name, url=url, encoding=encoding)
    for number, fields in enumerate(found, 1):
        if url and not fields.get("url"):
            fields["url"] = url
        yield (f"{name}:{number}" if kind == "feed" else name), fields


def warc_items(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The pages of a web archive, each parsed by its own format."""
    for page in warc.read_warc(source, options):
        if isinstance(page, Refusal):
            yield page.source, page
            continue
        try:
            kind, instead = format_of(page.data[:HEAD], page.url or "", page.content_type)
            if kind not in ("html", "pdf", "text", "markdown"):
                raise InputError(f"{page.name} ({page.url}) is {instead or kind}, not the page it says it is. Leave it out.", "unknown-format")
            for name, fields in parsed(page.name, page.data, kind, options, page.url, page.encoding):
                if isinstance(fields, dict) and page.crawled:
                    fields.setdefault("extra", {})["crawled"] = page.crawled
                yield name, fields
        except InputError as error:
            yield page.name, Refusal(page.name, error.reason, str(error))
