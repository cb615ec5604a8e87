"""DOCX: the paragraphs of word/document.xml, read with a limit on what the archive unpacks to."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

from lxml import etree

from counterclaim.errors import InputError, LimitError

if TYPE_CHECKING:
    from counterclaim.read.worker import Request

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
DC = "{http://purl.org/dc/elements/1.1/}"
# A text box is written twice, the second time for old programs.
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
BODY, CORE = "word/document.xml", "docProps/core.xml"


def parse(data: bytes, request: Request) -> list[dict[str, Any]]:
    """Fields of the one document in a DOCX file. InputError: damaged, encrypted, a bomb, or without text."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            body = member(archive, BODY, request)
            core = member(archive, CORE, request) if CORE in archive.namelist() else b""
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        raise InputError(f"{request.name} is no readable Word document (.docx). Open it in Word and save it again.", "damaged") from None
    title, paragraphs = paragraphs_of(body, request)
    text = "\n\n".join(paragraphs)
    if not text.strip():
        raise InputError(f"{request.name} is a Word document without text. Leave it out.", "no-text")
    about = properties(core)
    fields: dict[str, Any] = {"text": text, "title": title or about.get("title"), "written_by": about.get("creator", "")}
    if about.get("created"):
        fields["extra"] = {"created": about["created"]}
    return [fields]


def member(archive: zipfile.ZipFile, name: str, request: Request) -> bytes:
    """Content of a file in the archive. LimitError if it unpacks to more than `max_bytes`."""
    with archive.open(name) as stream:
        data = stream.read(request.options.max_bytes + 1)
    if len(data) > request.options.max_bytes:
        raise LimitError(
            f"{request.name} unpacks to more than {request.options.max_bytes:,} bytes. Do not trust it, or raise max_bytes.", "too-large"
        )
    return data


def paragraphs_of(body: bytes, request: Request) -> tuple[str | None, list[str]]:
    """Title (a paragraph of style "Title") and all paragraphs in order, those in tables included.

    Deleted text of tracked changes (w:delText) is left out; text of links and content controls is not.
    """
    title, paragraphs, parts, style, doubled = None, [], [], "", 0
    source = io.BytesIO(body.replace(STRICT[1:-1].encode(), W[1:-1].encode()))
    for event, element in etree.iterparse(source, ("start", "end"), resolve_entities=False, no_network=True, recover=True):
        tag = element.tag
        if tag == FALLBACK:
            doubled += 1 if event == "start" else -1
        if event == "start" or doubled > 0:
            continue
        if tag == f"{W}t":
            parts.append(element.text or "")
        elif tag in (f"{W}br", f"{W}cr", f"{W}tab"):
            parts.append("\n" if tag != f"{W}tab" else "\t")
        elif tag == f"{W}pStyle":
            style = element.get(f"{W}val") or ""
        elif tag == f"{W}p":
            text = "".join(parts).strip()
            if text:
                paragraphs.append(text)
                title = title or (text if style.lower() == "title" else None)
            parts, style = [], ""
            element.clear()
    return title, paragraphs


def properties(core: bytes) -> dict[str, str]:
    """title, creator and created of docProps/core.xml, where given."""
    out: dict[str, str] = {}
    try:
        root = etree.fromstring(core, etree.XMLParser(resolve_entities=False, no_network=True)) if core else None
    except etree.XMLSyntaxError:
        root = None
    for element in root if root is not None else ():
        tag = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if tag in ("title", "creator", "created") and element.text:
            out[tag] = element.text.strip()
    return out
