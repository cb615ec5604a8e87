"""RSS and Atom: each entry's content or summary is a document. No link is followed."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from counterclaim.errors import InputError
from counterclaim.read.html_parts import tree_of, walk

if TYPE_CHECKING:
    from counterclaim.read.worker import Request


def parse(data: bytes, request: Request) -> list[dict[str, Any]]:
    """Fields of each entry; an entry without text has "text": "". InputError if this is no feed."""
    import feedparser

    feed = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False, sanitize_html=False)
    if not feed.entries:
        empty = bool(feed.version)
        message = (
            f"{request.name} is a feed without entries." if empty else f"{request.name} is no RSS or Atom feed. Name the feed's own address or file."
        )
        raise InputError(message, "empty-feed" if empty else "not-a-feed")
    return [fields_of(entry, feed.feed) for entry in feed.entries]


def fields_of(entry: Any, feed: Any) -> dict[str, Any]:
    bodies = [c.get("value") or "" for c in entry.get("content") or ()] + [entry.get("summary") or ""]
    text = max((plain(b) for b in bodies), key=len)
    day = entry.get("published_parsed") or entry.get("updated_parsed")
    fields = {
        "id": entry.get("id") or entry.get("link"),
        "text": text,
        "title": plain(entry.get("title") or "").replace("\n", " "),
        "author": entry.get("author") or feed.get("author"),
        "publisher": plain(feed.get("title") or ""),
        "published": f"{day.tm_year:04}-{day.tm_mon:02}-{day.tm_mday:02}" if day else None,
        "url": link if (link := entry.get("link") or "").startswith("http") else None,
    }
    return {name: value for name, value in fields.items() if value or name == "text"}


def plain(markup: str) -> str:
    """Text blocks of a piece of HTML (or plain text), a blank line between them."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    tree = tree_of(f"<div>{markup}</div>")
    return "\n\n".join(walk(tree)) if tree is not None else markup.strip()
