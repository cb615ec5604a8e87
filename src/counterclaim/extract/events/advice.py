"""What the learned reader says of the events in each sentence: which types, how surely, and by which word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from counterclaim.annotate.contract import Annotation
from counterclaim.extract.learned.encoder import Encoder, Reading
from counterclaim.extract.learned.judge import Opinion, opinions
from counterclaim.lexicon.events import EventLexicon
from counterclaim.lexicon.load import load_yaml
from counterclaim.lexicon.patterns import Pattern, parse
from counterclaim.records import RoleSpan

SUGGESTED = 0.6  # likelihood from which a type that no pattern has found is looked for
MISREAD = 0.1  # likelihood under which the type that a pattern gave a word is given up for the one suggested
LEARNED = "learned reader"  # as a rule
NOTHING = Opinion({}, {})


class Advice:
    """The learned reader's opinions on one document, by token."""

    def __init__(self, annotation: Annotation, encoder: Encoder, reading: Reading, roles: list[RoleSpan]) -> None:
        self.a, self.reading, self.roles = annotation, reading, roles
        self.types = encoder.labels["type"]
        self.by_sentence = opinions(encoder, reading)

    def opinion(self, i: int) -> Opinion:
        """The opinion of the sentence of token `i`."""
        return self.by_sentence.get(self.a.tokens[i].sent, NOTHING)

    def suggestions(self, found: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
        """(token, type) of acts that the reader sees in a sentence and that are not among those `found` there."""
        there: dict[int, set[str]] = {}
        for i, type_ in found:
            there.setdefault(self.a.tokens[i].sent, set()).add(type_)
        for sentence, opinion in self.by_sentence.items():
            for type_, likely in opinion.types.items():
                if likely >= SUGGESTED and type_ not in there.get(sentence, ()):
                    if (carrier := self.carrier(sentence, type_)) is not None:
                        yield carrier, type_

    def carrier(self, sentence: int, type_: str) -> int | None:
        """The verb or noun that speaks most for `type_` in a sentence."""
        s = self.a.sentences[sentence]
        fit = [
            t.i
            for t in self.a.tokens[s.first : s.last]
            if t.pos in ("VERB", "NOUN") and t.dep not in ("aux", "auxpass", "compound", "amod", "nmod", "npadvmod")
        ]
        weights = [self.weight(k, type_) for k in fit]
        return fit[int(np.argmax(weights))] if fit else None

    def weight(self, i: int, type_: str) -> float:
        """What token `i` says for `type_`: the mean of its pieces' logits."""
        numbers = self.reading.words.within(self.a.tokens[i].start, self.a.tokens[i].end)
        share = slice(numbers.start, numbers.stop)
        logits: NDArray[np.float32] = self.reading.logits["type"][share, self.types.index(type_)]
        return float(logits.sum() / max(1, int(self.reading.pieces[share].sum())))


@cache
def stand_in(type_: str, noun: bool, cameo: str) -> Pattern:
    """The pattern by which the parties of a suggested act are sought."""
    forms = load_yaml("learned/suggested.yaml")
    form = forms.get(type_, forms["default"])["noun" if noun else "verb"]
    return replace(parse(form, noun, type_, cameo, {}, "learned/suggested.yaml"), rule=f"{LEARNED}: {type_}")


def pattern_for(lexicon: EventLexicon, type_: str, noun: bool) -> Pattern:
    return stand_in(type_, noun, lexicon.cameo[type_])
