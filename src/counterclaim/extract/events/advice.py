"""What the learned reader says of the events: by which words, of which types, how surely, and between whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from counterclaim.annotate.contract import Annotation
from counterclaim.extract.learned.encoder import Encoder, Reading
from counterclaim.extract.learned.judge import Opinion, opinions, softmax
from counterclaim.extract.learned.spans import find_spans
from counterclaim.lexicon.events import EventLexicon
from counterclaim.lexicon.load import load_yaml
from counterclaim.lexicon.patterns import Pattern, parse

SEEN = 0.8  # likelihood from which a word that no pattern has found is taken for a trigger
SEEN_ALONE = 0.97  # likelihood from which it is, though only one side or none of it is known
MISREAD = 0.02  # likelihood under which the type that a pattern gave a word is given up for the one the reader sees
POINTED = 0.15  # share of a trigger's pointing from which a phrase counts as its party
LEARNED = "learned reader"  # as a rule
SOURCE, TARGET = 0, 1
NOTHING = Opinion({}, {})
INNER = ("compound", "amod", "det", "poss", "nummod", "nmod", "case", "predet", "quantmod")


@dataclass(frozen=True, slots=True)
class Trigger:
    """An act that the reader sees: the tokens from `first` to before `last`, the one of them that carries it, its type."""

    i: int
    first: int
    last: int
    type: str


@dataclass(frozen=True, slots=True)
class Pointing:
    """Whom a trigger points at: the heads of the phrases, and how likely one of them, and how likely nobody, is meant."""

    heads: tuple[int, ...]
    sure: float
    nobody: float


class Advice:
    """The learned reader's opinions on one document, by token."""

    def __init__(self, annotation: Annotation, encoder: Encoder, reading: Reading) -> None:
        self.a, self.reading = annotation, reading
        self.labels = encoder.labels["trigger"]
        self.by_sentence = opinions(encoder, reading)

    def opinion(self, i: int) -> Opinion:
        """The opinion of the sentence of token `i`."""
        return self.by_sentence.get(self.a.tokens[i].sent, NOTHING)

    def triggers(self) -> Iterator[Trigger]:
        """The acts that the reader sees, in text order."""
        words = self.reading.words
        for found in find_spans(self.reading.logits["trigger"], self.labels):
            first = self.a.token_at(words.spans[found.first][0])
            last = max(first, self.a.token_at(words.spans[found.last - 1][1] - 1)) + 1
            yield Trigger(self.carrier(first, last), first, last, found.kind)

    def carrier(self, first: int, last: int) -> int:
        """The token of a trigger that the others hang on, a noun rather than a verb that only carries it."""

        def rank(i: int) -> tuple[bool, bool, int]:
            t = self.a.tokens[i]
            return t.pos not in ("VERB", "NOUN", "AUX"), first <= t.head < last and t.head != i, i

        return min(range(first, last), key=rank)

    def act(self, i: int) -> tuple[float, dict[str, float]]:
        """How likely token `i` carries an act, and how likely each type is if it does."""
        numbers = self.reading.words.within(self.a.tokens[i].start, self.a.tokens[i].end)
        rows = self.reading.logits["trigger"][numbers.start : numbers.stop]
        if not len(rows):
            return 0.5, {}
        shares = max((softmax(row.astype(np.float64)) for row in rows), key=lambda s: float(1 - s[0]))
        any_ = float(1 - shares[0])
        by_type: dict[str, float] = {}
        for label, share in zip(self.labels[1:], shares[1:], strict=True):
            by_type[label[2:]] = by_type.get(label[2:], 0.0) + float(share) / max(any_, 1e-9)
        return any_, by_type

    def pointing(self, i: int, side: int) -> Pointing:
        """Whom the act at token `i` points at as its SOURCE or TARGET."""
        tokens, words = self.a.tokens, self.reading.words
        at = words.index(tokens[i].start)
        if at >= len(words.spans):
            return Pointing((), 0.0, 0.0)
        first, likely = self.reading.pointed(at, side)
        heads: dict[int, float] = {}
        for n in np.flatnonzero(likely > 0.01):
            if first + n != at:
                head = self.phrase_head(self.a.token_at(words.spans[first + n][0]))
                heads[head] = heads.get(head, 0.0) + float(likely[n])
        kept = {k: share for k, share in heads.items() if share >= POINTED}
        return Pointing(tuple(sorted(kept)), sum(kept.values()), float(likely[at - first]))

    def phrase_head(self, i: int) -> int:
        """The head of the noun phrase that token `i` is part of."""
        tokens = self.a.tokens
        while tokens[i].dep in INNER and tokens[i].head != i:
            i = tokens[i].head
        return i


@cache
def stand_in(type_: str, noun: bool, cameo: str) -> Pattern:
    """The pattern by which the parties of an act are sought that only the reader sees."""
    forms = load_yaml("learned/suggested.yaml")
    form = forms.get(type_, forms["default"])["noun" if noun else "verb"]
    return replace(parse(form, noun, type_, cameo, {}, "learned/suggested.yaml"), rule=f"{LEARNED}: {type_}")


def pattern_for(lexicon: EventLexicon, type_: str, noun: bool) -> Pattern:
    return stand_in(type_, noun, lexicon.cameo[type_])
