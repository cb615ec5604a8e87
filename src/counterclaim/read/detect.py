"""Which format a source is in: told by its content; the name's ending only breaks ties."""

from __future__ import annotations

import json
import re
from pathlib import PurePath

from counterclaim.read.decode import decode, wide_encoding

HEAD = 65_536  # bytes of a source that are looked at
FORMATS = ("html", "pdf", "docx", "text", "markdown", "feed", "jsonl", "json", "csv", "parquet", "warc")
ENDINGS = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".warc": "warc",
    ".wet": "warc",
    ".xml": "xml",
}
MAGIC = ((b"%PDF-", "pdf"), (b"PAR1", "parquet"), (b"WARC/", "warc"))
# Known files that hold no text for us: said by name, so that the message can tell what to do.
OTHER = (
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls)"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"7z\xbc\xaf", "an archive"),
    (b"Rar!", "an archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"(\xb5/\xfd", "a zstandard archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"RIFF", "a sound or picture file"),
)
FEED = re.compile(r"<(?:\w+:)?(?:rss|feed|RDF)[\s>]", re.I)
PAGE = re.compile(r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.I)
TAGS = re.compile(r"</?(?:p|div|h[1-6]|span|article|section|table|ul|br|a|meta|title|script)\b[^<>]*>", re.I)
MARKDOWN = re.compile(r"^(?:#{1,6} \S|(?:---|\+\+\+)\s*$)|\]\(https?://|^\*\*\S", re.M)


def ending_of(name: str) -> str:
    """The format that the ending of `name` stands for, or ""; ".gz" is looked through."""
    path = PurePath(name.split("?")[0].split("#")[0].lower())
    suffixes = [s for s in path.suffixes if s != ".gz"]
    return ENDINGS.get(suffixes[-1], "") if suffixes else ""


def format_of(head: bytes, name: str = "", content_type: str = "") -> tuple[str, str]:
    """(format, "") or ("", what it is instead) of a source that begins with `head` (up to HEAD bytes)."""
    hint = ending_of(name)
    for magic, found in MAGIC:
        if head.startswith(magic):
            return found, ""
    if b"%PDF-" in head[:1024]:
        return "pdf", ""
    if head.startswith(b"PK\x03\x04"):
        return ("docx", "") if hint in ("docx", "") or b"word/" in head or b"[Content_Types].xml" in head[:400] else ("", "an archive")
    for magic, what in OTHER:
        if head.startswith(magic):
            return "", what
    if is_binary(head):
        return "", "binary data"
    return format_of_text(decode(head), hint, content_type.lower()), ""


def is_binary(head: bytes) -> bool:
    """Text in any encoding has next to no control characters; UTF-16 and UTF-32 are told apart first."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or wide_encoding(head):
        return False
    sample = head[:8192]
    controls = len(sample) - len(sample.translate(None, bytes([*range(9), *range(14, 27), *range(28, 32), 127])))
    return controls > len(sample) * 0.02


def format_of_text(text: str, hint: str, content_type: str) -> str:
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith("<"):
        if FEED.search(start[:3000]) and not PAGE.search(start[:1000]):
            return "feed"
        if PAGE.search(start[:10_000]) or len(TAGS.findall(start[:10_000])) >= 2 or start.startswith("<!--"):
            return "html"
        if start.startswith("<?xml") or hint in ("xml", "feed"):
            return "xml"
    if start.startswith(("{", "[")) and (found := json_kind(start, hint)):
        return found
    if hint in ("csv", "jsonl", "markdown", "feed", "html"):
        return hint
    if "html" in content_type or (len(TAGS.findall(text[:10_000])) >= 5 and PAGE.search(text)):
        return "html"
    if "csv" in content_type:
        return "csv"
    if hint == "text":
        return "text"
    return "markdown" if len(MARKDOWN.findall(text[:10_000])) >= 2 or "markdown" in content_type else "text"


def json_kind(start: str, hint: str) -> str:
    """ "jsonl" or "json" if the text is JSON; "" if it only begins like it ("[Editor's note] …")."""
    line, more, _ = start.partition("\n")
    try:
        first = json.loads(line)
    except (ValueError, RecursionError):
        if hint in ("json", "jsonl"):
            return hint
        if not more and len(start) > 10_000 and start.startswith('{"'):
            return "jsonl"  # one long row, cut by the look at the head only
        return "json" if re.match(r'[{\[]\s*[{\["}\]]', start) else ""
    if isinstance(first, dict):
        return "jsonl"
    return hint if hint in ("json", "jsonl") else "json" if isinstance(first, list) and first and isinstance(first[0], dict) else ""
