"""What the learned reader says of the events: by which words, of which types, how surely, and between whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from counterclaim.annotate.contract import Annotation
from counterclaim.extract.learned.encoder import Encoder, Reading
from counterclaim.extract.learned.judge import Opinion, opinions
from counterclaim.extract.learned.spans import find_spans, log_shares
from counterclaim.lexicon.events import EventLexicon
from counterclaim.lexicon.load import load_yaml
from counterclaim.lexicon.patterns import Pattern, parse

SEEN = 0.75  # likelihood from which a word that no pattern has found is taken for a trigger
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
        self.token_of, self.words_of = aligned(annotation, reading)
        shares = np.exp(log_shares(reading.logits["trigger"].astype(np.float64)))
        self.acting = 1 - shares[:, 0]
        self.shares = shares[:, 1:] / np.maximum(self.acting, 1e-9)[:, None]

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
        words = self.words_of[i]
        if not words:
            return 0.5, {}
        word = words.start + int(self.acting[words.start : words.stop].argmax())
        by_type: dict[str, float] = {}
        for label, share in zip(self.labels[1:], self.shares[word].tolist(), strict=True):
            by_type[label[2:]] = by_type.get(label[2:], 0.0) + share
        return float(self.acting[word]), by_type

    def pointing(self, i: int, side: int) -> Pointing:
        """Whom the act at token `i` points at as its SOURCE or TARGET."""
        at = self.words_of[i].start
        if at >= len(self.token_of):
            return Pointing((), 0.0, 0.0)
        first, likely = self.reading.pointed(at, side)
        heads: dict[int, float] = {}
        for n in np.flatnonzero(likely > 0.01).tolist():
            if first + n != at:
                head = self.phrase_head(self.token_of[first + n])
                heads[head] = heads.get(head, 0.0) + float(likely[n])
        kept = {k: share for k, share in heads.items() if share >= POINTED}
        return Pointing(tuple(sorted(kept)), sum(kept.values()), float(likely[at - first]))

    def phrase_head(self, i: int) -> int:
        """The head of the noun phrase that token `i` is part of."""
        tokens = self.a.tokens
        while tokens[i].dep in INNER and tokens[i].head != i:
            i = tokens[i].head
        return i


def aligned(annotation: Annotation, reading: Reading) -> tuple[list[int], list[range]]:
    """Of each word of the reading the token that it stands in or before, and of each token its words."""
    starts, ends = np.array(reading.words.spans or [(0, 0)]).T
    token_starts, token_ends = np.array([(t.start, t.end) for t in annotation.tokens] or [(0, 0)]).T
    token_of = np.minimum(np.searchsorted(token_ends, starts, side="right"), len(token_ends) - 1)
    firsts, lasts = np.searchsorted(ends, token_starts, side="right"), np.searchsorted(starts, token_ends, side="left")
    return token_of.tolist(), [range(a, b) for a, b in zip(firsts.tolist(), lasts.tolist(), strict=True)]


@cache
def stand_in(type_: str, noun: bool, cameo: str) -> Pattern:
    """The pattern by which the parties of an act are sought that only the reader sees."""
    forms = load_yaml("learned/suggested.yaml")
    form = forms.get(type_, forms["default"])["noun" if noun else "verb"]
    return replace(parse(form, noun, type_, cameo, {}, "learned/suggested.yaml"), rule=f"{LEARNED}: {type_}")


def pattern_for(lexicon: EventLexicon, type_: str, noun: bool) -> Pattern:
    return stand_in(type_, noun, lexicon.cameo[type_])
