"""What a page declares about itself, and its text by plain walking: beside and below trafilatura."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from counterclaim.lexicon.load import load_yaml
from counterclaim.read.asides import rules

SPACE = re.compile(r"\s+")
# Class or id of the box in which a page presents the author of an article.
BIO = re.compile(r"author[-_ ]?(?:bio|box|info|description|desc|about|note)|about[-_ ]?(?:the[-_ ]?)?author|bio[-_ ]?(?:author|text)", re.I)
LONGEST_BIO = 1000
ARTICLE = re.compile(r"(?:News|Opinion|Analysis|Reportage|Blog|Liveblog|Satirical|Scholarly|Advertiser)?(?:Article|Posting|BlogPosting|Report)$")


@cache
def elements(section: str) -> frozenset[str]:
    """Names of the elements that data/read/html.yaml lists under `section`."""
    return frozenset(load_yaml("read/html.yaml")[section])


def tree_of(page: str) -> Any:
    """The parsed page, or None if there is nothing in it."""
    from lxml import etree, html

    try:
        return html.document_fromstring(page, parser=html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True))
    except (etree.LxmlError, ValueError, TypeError, AssertionError):
        return None


def blocks_of(tree: Any, kind: str) -> list[str]:
    """Text blocks of the page's articles ("article": <article>, else <main>; [] without) or of all its body."""
    if kind == "body":
        roots = [tree.find("body") if tree.find("body") is not None else tree]
    else:
        roots = tree.xpath("//*[@itemprop='articleBody']") or tree.xpath("//article[not(ancestor::article)]") or tree.xpath("//main")
        # Several articles on a page are an overview: no text of its own.
        roots = roots if len(roots) == 1 else []
    return [block for root in roots for block in walk(root)]


def walk(root: Any) -> Iterator[str]:
    """Text between the borders of block elements, in order. Iterative: pages nest deep."""
    parts: list[str] = []
    blocks, passed = elements("blocks"), elements("passed")
    todo: list[tuple[Any, bool]] = [(root, False)]
    while todo:
        element, leaving = todo.pop()
        block = isinstance(element.tag, str) and element.tag in blocks
        if block and (text := SPACE.sub(" ", "".join(parts)).strip()):
            yield text
        if block:
            parts = []
        if leaving:
            parts.append(element.tail or "" if element is not root else "")
            continue
        if not isinstance(element.tag, str) or (element.tag in passed and element is not root):
            parts.append(element.tail or "")
            continue
        parts.append(element.text or "")
        todo.append((element, True))
        todo.extend((child, False) for child in reversed(element))
    if text := SPACE.sub(" ", "".join(parts)).strip():
        yield text


def bio_of(tree: Any) -> str | None:
    """How the page's author box presents the author, if it has one of moderate length."""
    for element in tree.xpath("//*[@class or @id or @itemprop]"):
        if BIO.search(f"{element.get('class', '')} {element.get('id', '')}"):
            text = " ".join(block for block in walk(element) if block.lower().strip(" :") not in rules().labels)
            if 20 <= len(text) <= LONGEST_BIO:
                return text
    return None


def linked_data(tree: Any) -> dict[str, Any]:
    """title, author, author_note, publisher, published and text of an article that the page declares in JSON-LD."""
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        try:
            found = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for node in nodes(found):
            if any(ARTICLE.match(str(t)) for t in as_list(node.get("@type"))):
                return article_fields(node)
    return {}


def nodes(found: Any) -> Iterator[dict[str, Any]]:
    todo = [found]
    while todo:
        node = todo.pop(0)
        if isinstance(node, dict):
            yield node
            todo.extend(v for v in node.values() if isinstance(v, (dict, list)))
        elif isinstance(node, list):
            todo.extend(node[:100])


def article_fields(node: dict[str, Any]) -> dict[str, Any]:
    authors = [a for a in as_list(node.get("author")) if isinstance(a, (dict, str))]
    names = [string(a.get("name")) if isinstance(a, dict) else string(a) for a in authors]
    notes = [string(a.get("jobTitle")) or string(a.get("description")) for a in authors if isinstance(a, dict)]
    publisher = next(iter(as_list(node.get("publisher"))), None)
    body = string(node.get("articleBody"))
    if "<p" in body:
        body = re.sub(r"<[^<>]{0,2000}>", "\n", body)
    fields = {
        "title": string(node.get("headline")),
        "author": ", ".join(n for n in names if n and not n.startswith("http")),
        "author_note": next((n for n in notes if n), "") if len(authors) == 1 else "",
        "publisher": string(publisher.get("name")) if isinstance(publisher, dict) else "",
        "published": string(node.get("datePublished")),
        "text": "\n\n".join(line.strip() for line in body.split("\n") if line.strip()),
    }
    return {name: value for name, value in fields.items() if value}


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def string(value: Any) -> str:
    """Text of a JSON-LD value, its character references resolved."""
    from html import unescape

    return unescape(value).strip() if isinstance(value, str) else ""
