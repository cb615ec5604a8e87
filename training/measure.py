"""Exact-span figures of BIO logits against gold labels."""

from __future__ import annotations

from collections import Counter

import numpy as np


def spans(labels: list[str]) -> set[tuple[str, int, int]]:
    out, start = set(), None
    for n, label in enumerate([*labels, "O"]):
        if start is not None and not (label.startswith("I-") and label[2:] == labels[start][2:]):
            out.add((labels[start][2:], start, n))
            start = None
        if label.startswith("B-"):
            start = n
    return out


def viterbi(logits: np.ndarray, labels: list[str]) -> list[str]:
    """The best labels [words] for logits [words, labels] in which every I- follows its own B- or I-."""
    illegal = np.array([[0.0 if not b.startswith("I-") or a[2:] == b[2:] and a != "O" else -1e4 for b in labels] for a in labels])
    score, back = logits - np.logaddexp.reduce(logits, axis=-1, keepdims=True), []
    best = score[0] + np.array([-1e4 if x.startswith("I-") else 0.0 for x in labels])
    for row in score[1:]:
        step = best[:, None] + illegal
        back.append(step.argmax(0))
        best = step.max(0) + row
    path = [int(best.argmax())]
    for row in reversed(back):
        path.append(int(row[path[-1]]))
    return [labels[k] for k in reversed(path)]


def span_figures(found: list[tuple[np.ndarray, list[str]]], labels: list[str]) -> dict[str, float]:
    """Exact F1 for each kind of span and for all, in per cent."""
    hit, said, gold = Counter(), Counter(), Counter()
    for logits, want in found:
        if len(want) == 0:
            continue
        a, b = spans(viterbi(logits, labels)), spans(want)
        for counter, some in ((hit, a & b), (said, a), (gold, b)):
            counter.update(k for k, _, _ in some)
            counter.update("all" for _ in some)
    return {k: round(200 * hit[k] / max(1, said[k] + gold[k]), 1) for k in sorted(gold)}
