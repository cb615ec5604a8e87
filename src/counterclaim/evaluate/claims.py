"""Task `claims`: source, cue and content of attributions, compared as sets of words.

A word is a run of letters and digits, or a single other mark.

source, cue, content   exact: the coded words are the very words of a gold one.
                       overlap: paired one to one, the likest first, at a Dice coefficient of 0.5 or more.
link                   a gold attribution with content is paired with a claim that has both its source (where
                       gold has one) and its content at 0.5 or more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from counterclaim.evaluate.coded import Coded, Extent, extents_of
from counterclaim.evaluate.figures import Result, Score, pairs_made

WORD = re.compile(r"\w+|[^\w\s]")
PARTS = ("source", "cue", "content")
Words = frozenset[int]  # where words begin


@dataclass(frozen=True, slots=True)
class Attribution:
    source: Words
    cue: Words
    content: Words


@dataclass(frozen=True, slots=True)
class Article:
    id: str
    text: str
    attributions: tuple[Attribution, ...]


def words_in(text: str, extents: Sequence[Extent]) -> Words:
    return frozenset(x.start + m.start() for x in extents for m in WORD.finditer(text[x.start : x.end]))


def attribution(text: str, parts: Sequence[Sequence[Extent]]) -> Attribution:
    source, cue, content = (words_in(text, extents) for extents in parts)
    return Attribution(source, cue, content)


def article_from(row: dict[str, Any]) -> Article:
    text = row["text"]
    found = (attribution(text, [extents_of(a[part]) for part in PARTS]) for a in row["attributions"])
    return Article(row["id"], text, tuple(found))


def dice(a: Words, b: Words) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def linked(gold: Attribution, said: Attribution) -> float:
    source = dice(gold.source, said.source) if gold.source else 1.0
    return min(source, dice(gold.content, said.content)) if source else 0.0


def measure_claims(gold: Sequence[Article], coded: Sequence[Coded]) -> Result:
    scores = {f"{part} {how}": Score() for part in PARTS for how in ("exact", "overlap")}
    link = Score()
    for article, coding in zip(gold, coded, strict=True):
        said = [attribution(article.text, (c.source, c.cue, c.content)) for c in coding.claims]
        for part in PARTS:
            wanted = {words for a in article.attributions if (words := getattr(a, part))}
            coded_words = {words for a in said if (words := getattr(a, part))}
            size = (len(coded_words), len(wanted))
            scores[f"{part} exact"] += Score(len(wanted & coded_words), *size)
            scores[f"{part} overlap"] += Score(pairs_made(list(wanted), list(coded_words), dice), *size)
        with_content = [a for a in article.attributions if a.content]
        link += Score(pairs_made(with_content, said, linked), len(said), len(with_content))
    return Result({**scores, "link": link}, len(gold))
