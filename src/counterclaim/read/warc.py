"""Web archives (WARC, also WET): each archived page is a document. Read record by record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from counterclaim.errors import InputError
from counterclaim.read.refusal import Refusal
from counterclaim.read.sources import broken_gzip_told, too_large

if TYPE_CHECKING:
    from counterclaim.read.options import ReadOptions
    from counterclaim.read.sources import Source

KINDS = ("response", "resource", "conversion")
# Archives hold every picture and script of a page; those are no documents, and are passed over without a word.
READABLE = ("text/html", "application/xhtml+xml", "application/pdf", "text/plain", "text/markdown")


@dataclass(frozen=True, slots=True)
class Page:
    """An archived page: its bytes, address, type, and the day of the crawl (YYYY-MM-DD)."""

    name: str
    data: bytes
    url: str | None
    content_type: str
    encoding: str | None
    crawled: str | None


def read_warc(source: Source, options: ReadOptions) -> Iterator[Page | Refusal]:
    """The readable pages of an archive. InputError where the archive is damaged; what came before stands."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    number = 0
    try:
        with broken_gzip_told(source.name):
            for record in ArchiveIterator(source.stream):
                number += 1
                if record.rec_type in KINDS and answered(record) and type_of(record)[0] in READABLE:
                    yield page_of(record, f"{source.name}:{number}", options)
    except InputError:
        raise
    except (ArchiveLoadFailed, ValueError, KeyError, AttributeError, TypeError, UnicodeError) as error:
        message = f"{source.name} is damaged after record {number} ({str(error)[:100]}). What came before was read; download it again."
        raise InputError(message, "damaged") from None


def answered(record: object) -> bool:
    """Whether the server sent the page (status 200), as far as the record says."""
    headers = getattr(record, "http_headers", None)
    return headers is None or not headers.get_statuscode() or headers.get_statuscode() == "200"


def type_of(record: object) -> tuple[str, str | None]:
    """(media type, encoding) that the record names."""
    headers = getattr(record, "http_headers", None) or record.rec_headers  # type: ignore[attr-defined]
    kind, _, rest = (headers.get_header("Content-Type") or "").lower().partition(";")
    _, _, encoding = rest.partition("charset=")
    return kind.strip(), encoding.strip(" \"';") or None


def page_of(record: object, name: str, options: ReadOptions) -> Page | Refusal:
    headers = record.rec_headers  # type: ignore[attr-defined]
    url = headers.get_header("WARC-Target-URI")
    stream = record.content_stream()  # type: ignore[attr-defined]
    parts, size = [], 0
    while part := stream.read(1 << 20):
        parts.append(part)
        size += len(part)
        if size > options.max_bytes:
            return Refusal(name, "too-large", str(too_large(f"{name} ({url})", options.max_bytes)))
    kind, encoding = type_of(record)
    return Page(name, b"".join(parts), url, kind, encoding, (headers.get_header("WARC-Date") or "")[:10] or None)
