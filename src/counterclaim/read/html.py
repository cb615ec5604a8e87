"""HTML: the article with trafilatura, with other ways to its text where that finds little.

Trafilatura's known weak points: it gives nothing or a part for short articles and for pages of deeply
nested or unusual markup, and its free search for a date finds footers. So its text is compared with what
the page itself declares (JSON-LD, <article>), and dates are taken from declared places only.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from counterclaim.errors import InputError, LimitError
from counterclaim.read.bylines import is_name
from counterclaim.read.decode import decode
from counterclaim.read.html_parts import bio_of, blocks_of, elements, linked_data, tree_of

if TYPE_CHECKING:
    from counterclaim.read.worker import Request

CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}encoding=["']([\w.:-]{2,40})""", re.I)
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})(?:[\s>/])")
# Below this many characters trafilatura falls back to all text in one line; its default of 250 is a short report.
SHORTEST = "60"
# Another way to the text is taken if trafilatura's is shorter than this share of it.
SHORTFALL = 0.6
# A text without paragraphs that is longer than this (characters) has lost them, as pages laid out by tables do.
LONGEST_LUMP = 200


def parse(data: bytes, request: Request) -> list[dict[str, Any]]:
    """Fields of the article on a page. InputError if the page has no text, LimitError if it nests too deep."""
    page = CONTROL.sub(" ", DECLARATION.sub("", decode(data, request.encoding or declared_charset(data))))
    if depth_of(page, request.options.max_depth) > request.options.max_depth:
        raise LimitError(
            f"{request.name} nests more than {request.options.max_depth} elements in one another. Save its text as plain text.", "too-deep"
        )
    tree = tree_of(page)
    if tree is None:
        raise InputError(f"{request.name} is a page without text. Save the article as plain text and read that.", "no-text")
    declared = linked_data(tree)
    found = with_trafilatura(page, request.url)
    text = best_text(page, tree, declared, found)
    if not text.strip():
        message = (
            f"{request.name} is a page without article text; it may be built by scripts. Open it in a browser and save the article as plain text."
        )
        raise InputError(message, "no-text")
    fields = {
        "text": text,
        "title": declared.get("title") or found.get("title"),
        "author": declared.get("author") or names_only(found.get("author")),
        "author_note": declared.get("author_note"),
        "biography": bio_of(tree),
        "publisher": declared.get("publisher") or found.get("sitename") or found.get("hostname"),
        "published": declared.get("published") or found.get("date"),
        "url": request.url or found.get("url"),
    }
    return [fields]


def declared_charset(data: bytes) -> str | None:
    m = CHARSET.search(data[:4096])
    return (m[1] or m[2]).decode("ascii", "ignore") if m else None


def depth_of(page: str, limit: int) -> int:
    """How deep elements nest, counted over the tags without building a tree; stops beyond `limit`."""
    depth = deepest = 0
    flat = elements("flat")
    for m in TAG.finditer(page):
        if m[2].lower() in flat:
            continue
        depth = max(depth - 1, 0) if m[1] else depth + 1
        deepest = max(deepest, depth)
        if deepest > limit:
            break
    return deepest


def with_trafilatura(page: str, url: str | None, recall: bool = False) -> dict[str, Any]:
    """text and metadata as trafilatura finds them; empty if it finds nothing or fails."""
    from trafilatura import bare_extraction
    from trafilatura.settings import DEFAULT_CONFIG

    config = deepcopy(DEFAULT_CONFIG)
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", SHORTEST)
    dates = {"original_date": True, "extensive_search": False}
    try:
        found = bare_extraction(
            page, url=url, include_comments=False, with_metadata=True, favor_recall=recall, config=config, date_extraction_params=dates
        )
    except (MemoryError, RecursionError):
        raise
    except Exception:  # the other ways remain
        return {}
    names = ("text", "title", "author", "sitename", "hostname", "date", "url")
    return {name: getattr(found, name, None) for name in names} if found is not None else {}


def best_text(page: str, tree: Any, declared: dict[str, Any], found: dict[str, Any]) -> str:
    """The first text in paragraphs that is not much shorter than the longest that the page vouches for."""
    ways = [spaced(found.get("text") or ""), "\n\n".join(blocks_of(tree, "article")), declared.get("text", "")]
    longest = max(map(len, ways))
    good = [w for w in ways if len(w) >= longest * SHORTFALL]
    # For pages it does not understand, trafilatura gives all text in one line.
    text: str = next((w for w in good if "\n" in w), good[0])
    if "\n" not in text and len(text) > LONGEST_LUMP and len(blocks := blocks_of(tree, "body")) > 2:
        return "\n\n".join(blocks)
    if len(text) < 100:
        recall = spaced(with_trafilatura(page, None, recall=True).get("text") or "")
        text = max(text, recall, "\n\n".join(blocks_of(tree, "body")), key=len) if len(recall) <= len(text) else recall
    return text


def names_only(authors: str | None) -> str | None:
    """Trafilatura's authors ("Jane Doe; John Roe") without what it takes for names and is none."""
    names = [name.strip() for name in (authors or "").split(";")]
    return ", ".join(name for name in names if is_name(name, 1)) or None


def spaced(text: str) -> str:
    """One block a line to blocks with a blank line between."""
    return "\n\n".join(line.strip() for line in text.split("\n") if line.strip())
