"""Markdown: its text without the marks, and what its front matter says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from counterclaim.read.decode import decode

if TYPE_CHECKING:
    from counterclaim.read.worker import Request

FRONT = "---"
LONGEST_FRONT = 20_000
KNOWN = {"title": "title", "author": "author", "date": "published", "published": "published", "publisher": "publisher", "url": "url", "source": "url"}
SKIPPED = ("image", "html_inline", "footnote_ref")


def parse(data: bytes, request: Request) -> list[dict[str, Any]]:
    """Fields of the one document in a Markdown file."""
    from markdown_it import MarkdownIt

    text = decode(data, request.encoding).removeprefix("\ufeff").replace("\r\n", "\n")
    fields, body = front_matter(text)
    title, blocks, heading = None, [], ""
    for token in MarkdownIt("commonmark", {"maxNesting": 50}).enable("table").parse(body):
        if token.type == "heading_open":
            heading = token.tag
        elif token.type == "inline":
            words = inline_text(token)
            title = title or (words if heading == "h1" else None)
            blocks.append(words)
            heading = ""
        elif token.type in ("fence", "code_block"):
            blocks.append(token.content.rstrip())
    return [{"title": title, **fields, "text": "\n\n".join(b for b in blocks if b.strip())}]


def inline_text(token: Any) -> str:
    """Text of a block without emphasis, pictures and the addresses of links."""
    parts = []
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            parts.append(" " if child.type == "softbreak" else "\n")
        elif child.type not in SKIPPED:
            parts.append(child.content)
    return "".join(parts)


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    """(fields named in YAML front matter, the rest of the text)."""
    if not text.startswith(FRONT + "\n"):
        return {}, text
    end = text.find(f"\n{FRONT}", len(FRONT), LONGEST_FRONT)
    if end < 0:
        return {}, text
    try:
        found = yaml.safe_load(text[len(FRONT) : end])
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}, text
    if not isinstance(found, dict):
        return {}, text
    rest = text[end + len(FRONT) + 1 :].lstrip("-")
    fields = {
        KNOWN[key]: str(value)
        for key, value in found.items()
        if (key in KNOWN and isinstance(value, (str, int))) or (hasattr(value, "isoformat") and key in KNOWN)
    }
    return fields, rest
