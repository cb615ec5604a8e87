"""From the likelihoods of labels to spans of words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

FORBIDDEN = -1e4
SURELY = -1e-3  # log likelihood


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
    """The likeliest labels in which each I- follows a B- or I- of its kind. Shape [words].

    Where a word is all but surely outside, the text is cut: what stands before and after it does not touch.
    """
    best = likely.argmax(-1)
    cuts = np.flatnonzero((best == labels.index("O")) & (likely.max(-1) > SURELY))
    out: list[int] = best.tolist()
    legal = legal_steps(labels)
    edges = [-1, *cuts.tolist(), len(out)]
    for before, after in pairwise(edges):
        first, last = before + 1, after
        steps = pairwise([labels.index("O"), *out[first:last]])
        if last > first and not all(legal[a, b] for a, b in steps):
            out[first:last] = viterbi(likely[first:last], labels)
    return out


def legal_steps(labels: list[str]) -> NDArray[np.bool_]:
    """Which label (column) may follow which (row)."""
    return np.array([[not b.startswith("I-") or (a != "O" and a[2:] == b[2:]) for b in labels] for a in labels])


def viterbi(likely: NDArray[np.float32], labels: list[str]) -> list[int]:
    """The likeliest legal labels of a stretch that is entered from outside."""
    step = np.where(legal_steps(labels), 0.0, FORBIDDEN)
    best = likely[0] + step[labels.index("O")]
    back = np.zeros(likely.shape, np.int64)
    for n in range(1, len(likely)):
        ways = best[:, None] + step
        back[n] = ways.argmax(0)
        best = ways.max(0) + likely[n]
    path = [int(best.argmax())]
    for n in range(len(likely) - 1, 0, -1):
        path.append(int(back[n][path[-1]]))
    return path[::-1]
