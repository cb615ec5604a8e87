"""The learned reader: a small encoder, run by ONNX, that says of each word what part it plays.

Its training, data and scores stand in docs/model-card.md. It reads words with the marks that parser
and rules put on them, in windows of whole sentences, and says for each word how likely each label of
each head is (data/learned/marks.yaml).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterclaim.errors import ModelError
from counterclaim.extract.learned.marks import CHANNELS, Words, head_labels
from counterclaim.extract.learned.wordpiece import END, START, WordPiece
from counterclaim.lexicon.load import data_text

CAP = 254  # pieces in a window, beside the two that mark its ends
WHOLE = ("class", "type")  # heads that speak of a stretch of words, not of one


@dataclass(slots=True)
class Reading:
    """What the encoder makes of a document's words.

    logits  by head, shape [words, labels]; for the heads in WHOLE the sum over a word's pieces
    pieces  how many pieces each word has
    """

    words: Words
    logits: dict[str, NDArray[np.float32]]
    pieces: NDArray[np.int64]

    def whole(self, head: str, numbers: range) -> NDArray[np.float64]:
        """Mean logits of a WHOLE head over a stretch of words, shape [labels]."""
        share = slice(numbers.start, numbers.stop)
        mean: NDArray[np.float64] = self.logits[head][share].sum(0, dtype=np.float64) / max(1, int(self.pieces[share].sum()))
        return mean


class Encoder:
    """Loads once, reads many. Raises ModelError where the model does not load."""

    def __init__(self) -> None:
        self.wordpiece = WordPiece(data_text("learned/vocab.txt").rstrip("\n").split("\n"))
        self.session = session()
        self.labels = head_labels()

    def read(self, words: Words) -> Reading:
        """One document. The same words and marks give the same reading."""
        pieces = [self.wordpiece.pieces(w) for w in words.texts()]
        counts = np.array([len(p) for p in pieces], np.int64)
        sizes = [len(v) for v in self.labels.values()]
        out = {head: np.zeros((len(pieces), n), np.float32) for head, n in zip(self.labels, sizes, strict=True)}
        for first, last in windows(words, counts):
            logits = self.run(words, pieces, first, last)
            begins = np.concatenate(([0], np.cumsum(counts[first:last])[:-1]))
            for head, part in zip(self.labels, np.split(logits, np.cumsum(sizes)[:-1], axis=-1), strict=True):
                out[head][first:last] = np.add.reduceat(part, begins) if head in WHOLE else part[begins]
        return Reading(words, out, counts)

    def run(self, words: Words, pieces: list[tuple[int, ...]], first: int, last: int) -> NDArray[np.float32]:
        """Logits [pieces, outputs] of one window. One at a time: filling windows up to one length costs more than it saves."""
        ids = [self.wordpiece[START], *(p for word in pieces[first:last] for p in word), self.wordpiece[END]]
        counts = [len(p) for p in pieces[first:last]]
        marks = np.zeros((1, len(CHANNELS), len(ids)), np.int64)
        for c, channel in enumerate(CHANNELS):
            marks[0, c, 1:-1] = np.repeat(words.marks[channel][first:last], counts)
        given = {"ids": np.array([ids], np.int64), "mask": np.ones((1, len(ids)), np.int64), "marks": marks}
        logits: NDArray[np.float32] = self.session.run(None, given)[0][0, 1:-1]
        return logits


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
def session() -> Any:
    """The model in memory, once for the process: it holds nothing of what it has read."""
    import onnxruntime  # costs time to import, and the mode without it need not pay

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = min(2, os.cpu_count() or 1)
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False  # windows differ in length, and the arena would keep room for all of them
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        with as_file(files("counterclaim").joinpath("data", "learned", "encoder.onnx")) as path:
            return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # whatever the runtime raises, the remedy is the same
        raise ModelError(f"The learned model does not load ({error}). Reinstall Counterclaim, or go without it: --no-learned.") from error
