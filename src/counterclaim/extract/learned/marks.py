"""What the learned reader is told of a document: its words, and what parser and rules made of each.

A word is a run of letters and digits or a single mark. Marks are numbers, their meaning stands in
data/learned/marks.yaml. The same code serves training and coding, so that both see the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from counterclaim.annotate.contract import Annotation
from counterclaim.lexicon.load import load_yaml
from counterclaim.records import ActorMention, Claim, Event

WORD = re.compile(r"\w+|[^\w\s]")
CHANNELS = ("parse", "claim", "event")


@dataclass(slots=True)
class Words:
    """The words of a document: character spans, sentence numbers, whether a paragraph begins, and marks by channel."""

    text: str
    spans: list[tuple[int, int]]
    sentence: list[int]
    fresh: list[bool]
    marks: dict[str, list[int]]

    def index(self, offset: int) -> int:
        """Number of the first word that ends after character `offset`."""
        low, high = 0, len(self.spans)
        while low < high:
            mid = (low + high) // 2
            if self.spans[mid][1] <= offset:
                low = mid + 1
            else:
                high = mid
        return low

    def within(self, start: int, end: int) -> range:
        """Numbers of the words that overlap characters `start` to `end`."""
        first = last = self.index(start)
        while last < len(self.spans) and self.spans[last][0] < end:
            last += 1
        return range(first, last)

    def texts(self) -> list[str]:
        return [self.text[a:b] for a, b in self.spans]


@cache
def vocabulary(name: str) -> dict[str, int]:
    """Mark to number, for a channel."""
    return {str(mark): n for n, mark in enumerate(load_yaml("learned/marks.yaml")[name])}


def head_labels() -> dict[str, list[str]]:
    """The outputs of the model by head, in order."""
    return {str(k): [str(x) for x in v] for k, v in load_yaml("learned/marks.yaml")["heads"].items()}


@cache
def vector_length() -> int:
    """How long the vectors are by which triggers point at their parties."""
    return int(load_yaml("learned/marks.yaml")["vector"])


def words_of(annotation: Annotation, claims: Iterable[Claim], events: Iterable[Event], actors: Iterable[ActorMention]) -> Words:
    """The words of a parsed text with their marks."""
    text = annotation.text
    spans = [m.span() for m in WORD.finditer(text)]
    words = Words(text, spans, [0] * len(spans), [False] * len(spans), {c: [0] * len(spans) for c in CHANNELS})
    mark_parse(words, annotation)
    mark_claims(words, claims)
    mark_events(words, events, actors)
    return words


def mark_parse(words: Words, annotation: Annotation) -> None:
    labels, marks, at = vocabulary("parse"), words.marks["parse"], 0
    tokens, end = annotation.tokens, 0
    for n, (start, stop) in enumerate(words.spans):
        while at + 1 < len(tokens) and tokens[at].end <= start:
            at += 1
        if tokens:
            marks[n] = labels.get(tokens[at].dep, 0)
            words.sentence[n] = tokens[at].sent
        words.fresh[n] = n > 0 and "\n" in words.text[end:start]
        end = stop


def mark_claims(words: Words, claims: Iterable[Claim]) -> None:
    """Inner claims over outer ones; sources and cues over contents."""
    contents = [(c.start, c.end) for claim in claims for c in claim.content]
    for start, end in sorted(contents, key=lambda c: c[0] - c[1]):
        put(words, "claim", "content", start, end)
    for claim in claims:
        if claim.source and claim.source.start is not None and claim.source.end is not None:
            put(words, "claim", "source", claim.source.start, claim.source.end)
        if claim.cue:
            put(words, "claim", "cue", claim.cue.start, claim.cue.end)


def mark_events(words: Words, events: Iterable[Event], actors: Iterable[ActorMention]) -> None:
    for mention in actors:
        put(words, "event", "actor", mention.start, mention.end)
    sides: dict[tuple[int, int], set[str]] = {}
    for event in events:
        for side, mentions in (("source", event.sources), ("target", event.targets)):
            for m in mentions:
                sides.setdefault((m.start, m.end), set()).add(side)
    for (start, end), found in sides.items():
        put(words, "event", "both" if len(found) > 1 else min(found), start, end)
    quads, marks = vocabulary("event"), words.marks["event"]
    for event in events:
        for n in words.within(event.trigger.start, event.trigger.end):
            marks[n] = quads[event.quad]


def put(words: Words, channel: str, mark: str, start: int, end: int) -> None:
    """Mark the words of a span, its first word apart from the rest."""
    numbers, marks = vocabulary(channel), words.marks[channel]
    for k, n in enumerate(words.within(start, end)):
        marks[n] = numbers[f"{'I' if k else 'B'}-{mark}"]
