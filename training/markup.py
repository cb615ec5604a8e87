"""Articles with their events marked in the text (training/articles): from markup to offsets.

An article begins with a line "# genre | date". An event is marked where it stands:
[trigger words|TYPE|source words|target words|status]; sides joined by " & ", the status "actual" where none is given.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ARTICLE = re.compile(r"\n\s*\n(?=#)")
MARK = re.compile(r"\[([^\]]*)\]")
FOLD = 5  # every fifth text, by a hash of its beginning, is kept for the project's own test


@dataclass(frozen=True, slots=True)
class Trigger:
    """Characters `start` to `end` of an article; the words of its sides as they stand in the text."""

    start: int
    end: int
    type: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True)
class Article:
    text: str
    genre: str
    published: str
    triggers: tuple[Trigger, ...]

    @property
    def part(self) -> str:
        return fold(self.text)


def fold(text: str) -> str:
    return "test" if zlib.crc32("".join(text.split())[:60].encode()) % FOLD == 0 else "train"


def marked_articles(path: str) -> Iterator[Article]:
    for part in ARTICLE.split(Path(path).read_text(encoding="utf8").strip()):
        head, _, body = part.partition("\n")
        genre, _, published = head.lstrip("# ").rpartition("|")
        yield article(body.strip(), genre.strip(), published.strip())


def article(body: str, genre: str, published: str) -> Article:
    text, at, triggers = "", 0, []
    for mark in MARK.finditer(body):
        text += body[at : mark.start()]
        words, type_, sources, targets, *status = (x.strip() for x in mark[1].split("|"))
        triggers.append(Trigger(len(text), len(text) + len(words), type_, sides(sources), sides(targets), (status or ["actual"])[0] or "actual"))
        text, at = text + words, mark.end()
    return Article(text + body[at:], genre, published, tuple(triggers))


def sides(words: str) -> tuple[str, ...]:
    return tuple(w.strip() for w in words.split("&") if w.strip())
