"""PDF: text page by page with pypdf; running heads and page numbers left out, paragraphs joined."""

from __future__ import annotations

import io
import logging
import re
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

from counterclaim.errors import InputError, LimitError
from counterclaim.read.paragraphs import join_lines

if TYPE_CHECKING:
    from counterclaim.read.worker import Request

EDGE = 2  # lines at the top and bottom of a page that may be running heads
NUMBER = re.compile(r"\d+")
PAGE_NUMBER = re.compile(r"^\W*(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*$", re.I)
RUBBISH_TITLE = re.compile(r"^(?:microsoft word\b.*|untitled.*|.*\.(?:docx?|pdf|indd|rtf|qxd|tex)|\W*)$", re.I)


def parse(data: bytes, request: Request) -> list[dict[str, Any]]:
    """Fields of the one document in a PDF. InputError: encrypted, damaged, or pictures of pages only."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise encrypted(request.name)
        pages = page_lines(reader, request)
        about: dict[str, Any] = dict(reader.metadata or {})
    except DependencyError:
        raise encrypted(request.name) from None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, AssertionError) as error:
        raise InputError(f"{request.name} is a damaged PDF ({str(error)[:120]}). Download it again, or save its text.", "damaged") from None
    text = "\n\n".join(join_lines(without_heads(pages)))
    if not any(c.isalpha() for c in text):
        raise InputError(f"{request.name} is a PDF without text, likely scanned. Run text recognition (OCR) on it first.", "no-text")
    title, author = str(about.get("/Title") or "").strip(), str(about.get("/Author") or "").strip()
    fields: dict[str, Any] = {"text": text, "written_by": author, "extra": {"pages": len(pages)}}
    if title and not RUBBISH_TITLE.match(title):
        fields["title"] = title
    if created := re.match(r"D:(\d{4})(\d{2})(\d{2})", str(about.get("/CreationDate") or "")):
        # The day the file was made is not the day the text was published: kept, but not used.
        fields["extra"]["created"] = "-".join(created.groups())
    return [fields]


def encrypted(name: str) -> InputError:
    return InputError(f"{name} is an encrypted PDF. Save a copy without a password and read that.", "encrypted")


def page_lines(reader: Any, request: Request) -> list[list[str]]:
    """Lines of each page. A page that cannot be read is empty. LimitError when time or text runs over."""
    end = time.monotonic() + request.options.seconds * 0.9
    pages, size = [], 0
    for page in reader.pages:
        try:
            found = page.extract_text() or ""
        except (MemoryError, RecursionError):
            raise
        except Exception:  # one damaged page does not lose the others
            found = ""
        pages.append([line.rstrip() for line in found.split("\n")])
        size += len(found)
        if time.monotonic() > end:
            raise LimitError(
                f"{request.name} took longer than {request.options.seconds:g} seconds. Split it, or raise the limit `seconds`.", "too-slow"
            )
        if size > request.options.max_chars:
            raise LimitError(f"{request.name} holds more than {request.options.max_chars:,} characters. Split it, or raise max_chars.", "too-long")
    return pages


def without_heads(pages: list[list[str]]) -> list[str]:
    """All lines in order, without page numbers and without heads and feet that stand on most pages."""
    seen: Counter[str] = Counter()
    for page in pages:
        kept = [line for line in page if line.strip()]
        seen.update({form(line) for line in kept[:EDGE] + kept[-EDGE:]})
    often = max(3, (len(pages) + 1) // 2)
    out: list[str] = []
    for page in pages:
        full = [i for i, line in enumerate(page) if line.strip()]
        edges = set(full[:EDGE] + full[-EDGE:])
        out += [line for i, line in enumerate(page) if not (i in edges and (seen[form(line)] >= often or PAGE_NUMBER.match(line)))]
    return out


def form(line: str) -> str:
    return NUMBER.sub("#", line.strip().lower())
