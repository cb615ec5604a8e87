"""The learned reader: a small encoder, run by ONNX, that says of each word what part it plays.

Its training, data and scores stand in docs/model-card.md. It reads words with the marks that parser
and rules put on them, in windows of whole sentences, and says for each word how likely each label of
each head is (data/learned/marks.yaml).
"""

from __future__ import annotations

import os
from bisect import bisect
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterclaim.errors import ModelError
from counterclaim.extract.learned.marks import CHANNELS, Words, head_labels, vector_length
from counterclaim.extract.learned.wordpiece import END, START, WordPiece
from counterclaim.lexicon.load import data_text

CAP = 254  # pieces in a window, beside the two that mark its ends
WHOLE = ("class", "type")  # heads that speak of a stretch of words, not of one


@dataclass(slots=True)
class Reading:
    """What the encoder makes of a document's words.

    logits   by head, shape [words, labels]; for the heads in WHOLE the sum over a word's pieces
    pieces   how many pieces each word has
    vectors  shape [words, 4, length]: what a word as a trigger looks for, and what it offers, as a source and a target each
    windows  first word and last (exclusive) of each stretch that was read at a time
    """

    words: Words
    logits: dict[str, NDArray[np.float32]]
    pieces: NDArray[np.int64]
    vectors: NDArray[np.float32]
    windows: list[tuple[int, int]]

    def whole(self, head: str, numbers: range) -> NDArray[np.float64]:
        """Mean logits of a WHOLE head over a stretch of words, shape [labels]."""
        share = slice(numbers.start, numbers.stop)
        mean: NDArray[np.float64] = self.logits[head][share].sum(0, dtype=np.float64) / max(1, int(self.pieces[share].sum()))
        return mean

    def pointed(self, trigger: int, side: int) -> tuple[int, NDArray[np.float32]]:
        """How likely each word is a source (`side` 0) or target (1) of the trigger at a word, from the first word told on.
        What it gives the trigger itself is the likelihood that there is none."""
        first, last = self.windows[bisect([start for start, _ in self.windows], trigger) - 1]
        scores = self.vectors[first:last, 2 + side] @ self.vectors[trigger, side] / np.sqrt(self.vectors.shape[-1])
        powers = np.exp(scores - scores.max())
        likely: NDArray[np.float32] = powers / powers.sum()
        return first, likely


class Encoder:
    """Loads once, reads many. Raises ModelError where the model does not load."""

    def __init__(self) -> None:
        self.wordpiece = WordPiece(data_text("learned/vocab.txt").rstrip("\n").split("\n"))
        self.session = session()
        self.labels = head_labels()

    def read(self, words: Words) -> Reading:
        """One document. The same words and marks give the same reading."""
        return self.start(words).reading()

    def start(self, words: Words) -> Started:
        """Begin to read a document, beside whatever the caller does next."""
        pieces = [self.wordpiece.pieces(w) for w in words.texts()]
        counts = np.array([len(p) for p in pieces], np.int64)
        parts = [
            (first, last, readers().submit(self.session.run, None, self.given(words, pieces, first, last))) for first, last in windows(words, counts)
        ]
        return Started(words, self.labels, counts, parts)

    def given(self, words: Words, pieces: list[tuple[int, ...]], first: int, last: int) -> dict[str, NDArray[np.int64]]:
        """What the model is given of one window. One at a time: filling windows up to one length costs more than it saves."""
        ids = [self.wordpiece[START], *(p for word in pieces[first:last] for p in word), self.wordpiece[END]]
        counts = [len(p) for p in pieces[first:last]]
        marks = np.zeros((1, len(CHANNELS), len(ids)), np.int64)
        for c, channel in enumerate(CHANNELS):
            marks[0, c, 1:-1] = np.repeat(words.marks[channel][first:last], counts)
        return {"ids": np.array([ids], np.int64), "marks": marks}


@dataclass(slots=True)
class Started:
    """A document that is being read, in windows: first word, last (exclusive), and the model's outputs to come."""

    words: Words
    labels: dict[str, list[str]]
    pieces: NDArray[np.int64]
    windows: list[tuple[int, int, Future[list[NDArray[np.float32]]]]]

    def reading(self) -> Reading:
        """What was read; waits until it is."""
        sizes = [len(v) for v in self.labels.values()]
        vectors = np.zeros((len(self.pieces), 4, vector_length()), np.float32)
        out = {head: np.zeros((len(self.pieces), n), np.float32) for head, n in zip(self.labels, sizes, strict=True)}
        for first, last, outputs in self.windows:
            logits = outputs.result()[0][0, 1:-1]  # without the pieces that mark the ends
            begins = np.concatenate(([0], np.cumsum(self.pieces[first:last])[:-1]))
            *parts, pointing = np.split(logits, np.cumsum(sizes), axis=-1)
            vectors[first:last] = pointing[begins].reshape(last - first, 4, -1)
            for head, part in zip(self.labels, parts, strict=True):
                out[head][first:last] = np.add.reduceat(part, begins) if head in WHOLE else part[begins]
        return Reading(self.words, out, self.pieces, vectors, [(first, last) for first, last, _ in self.windows])


def windows(words: Words, counts: NDArray[np.int64], cap: int = CAP) -> Iterator[tuple[int, int]]:
    """Stretches of words of at most `cap` pieces: cut before a paragraph that begins in the later half, else before a sentence."""
    first, n = 0, len(counts)
    upto = np.concatenate(([0], np.cumsum(counts)))
    while first < n:
        last = int(np.searchsorted(upto, upto[first] + cap, side="right")) - 1
        last = max(last, first + 1)
        if last < n:
            later = range(last, first + (last - first) // 2, -1)
            cut = next((k for k in later if words.fresh[k]), None) or next((k for k in later if words.sentence[k] != words.sentence[k - 1]), None)
            last = cut or last
        yield first, last
        first = last


@cache
def readers() -> ThreadPoolExecutor:
    """Two windows at a time on a core each: a third faster than one window on both."""
    return ThreadPoolExecutor(min(2, os.cpu_count() or 1), "counterclaim-reader")


@cache
def session() -> Any:
    """The model in memory, once for the process: it holds nothing of what it has read."""
    import onnxruntime  # costs time to import, and the mode without it need not pay

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # see `readers`
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        with as_file(files("counterclaim").joinpath("data", "learned", "encoder.onnx")) as path:
            return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # whatever the runtime raises, the remedy is the same
        raise ModelError(f"The learned model does not load ({error}). Reinstall Counterclaim, or go without it: --no-learned.") from error
