"""What the learned reader says of a text as a whole, and of who is on which side in it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterclaim.extract.learned.encoder import Encoder, Reading
from counterclaim.extract.learned.spans import find_spans
from counterclaim.records import RoleSpan


def text_class(encoder: Encoder, reading: Reading) -> str | None:
    """The class of the whole text: STATEMENT, or cooperation or conflict in words or deeds; None for an empty text."""
    if not reading.words.spans:
        return None
    return encoder.labels["class"][int(reading.whole("class", range(len(reading.words.spans))).argmax())]


def role_spans(encoder: Encoder, reading: Reading) -> list[RoleSpan]:
    """Doers (S), those done to (T) and parties to a two-way act (R), as the reader finds them, in text order."""
    words = reading.words
    out = []
    for f in find_spans(reading.logits["role"], encoder.labels["role"]):
        start, end = words.spans[f.first][0], words.spans[f.last - 1][1]
        out.append(RoleSpan(start, end, words.text[start:end], f.kind, round(f.sure, 3)))
    return out


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the reader thinks a sentence is about: likelihoods 0 to 1 of each class (they sum to 1) and each type (they do not)."""

    classes: dict[str, float]
    types: dict[str, float]


def opinions(encoder: Encoder, reading: Reading) -> dict[int, Opinion]:
    """An opinion of each sentence, by its number."""
    bounds: dict[int, tuple[int, int]] = {}
    for n, sentence in enumerate(reading.words.sentence):
        first, _ = bounds.get(sentence, (n, n))
        bounds[sentence] = (first, n + 1)
    out = {}
    for sentence, (first, last) in bounds.items():
        share = range(first, last)
        classes = softmax(reading.whole("class", share))
        types = 1 / (1 + np.exp(-reading.whole("type", share)))
        out[sentence] = Opinion(
            dict(zip(encoder.labels["class"], map(float, classes), strict=True)),
            dict(zip(encoder.labels["type"], map(float, types), strict=True)),
        )
    return out


def softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    powers = np.exp(logits - logits.max())
    out: NDArray[np.float64] = powers / powers.sum()
    return out
