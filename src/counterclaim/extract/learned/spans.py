"""From the likelihoods of labels to spans of words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FORBIDDEN = -1e4


@dataclass(frozen=True, slots=True)
class Found:
    """A span of words, `last` exclusive. `sure`: likelihood of its boundaries and kind, 0 to 1."""

    kind: str
    first: int
    last: int
    sure: float


def find_spans(logits: NDArray[np.float32], labels: list[str]) -> list[Found]:
    """Spans in text order. logits [words, labels] for "O", "B-kind" and "I-kind"."""
    if not len(logits):
        return []
    likely = logits - np.logaddexp.reduce(logits, axis=-1, keepdims=True)
    path = best_path(likely, labels)
    out: list[Found] = []
    at = 0
    while at < len(path):
        label = labels[path[at]]
        end = at + 1
        if label.startswith("B-"):
            inner = labels.index(f"I-{label[2:]}")
            while end < len(path) and path[end] == inner:
                end += 1
            sure = float(np.exp(likely[range(at, end), path[at:end]].mean()))
            out.append(Found(label[2:], at, end, round(sure, 4)))
        at = end
    return out


def best_path(likely: NDArray[np.float32], labels: list[str]) -> list[int]:
    """The likeliest labels in which each I- follows a B- or I- of its kind (Viterbi). Shape [words]."""
    inside = [x.startswith("I-") for x in labels]
    step = np.array([[0.0 if not i or (a != "O" and a[2:] == b[2:]) else FORBIDDEN for b, i in zip(labels, inside, strict=True)] for a in labels])
    fresh = np.where(inside, FORBIDDEN, 0.0)
    best = likely[0] + fresh
    back = np.zeros(likely.shape, np.int64)
    for n in range(1, len(likely)):
        ways = best[:, None] + step
        back[n] = ways.argmax(0)
        best = ways.max(0) + likely[n]
    path = [int(best.argmax())]
    for n in range(len(likely) - 1, 0, -1):
        path.append(int(back[n][path[-1]]))
    return path[::-1]
