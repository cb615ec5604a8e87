"""Words into the pieces that the encoder knows: WordPiece of BERT, lower case and without accents.

Our own few lines because the kept library for it drags in a client for a model hub and all that
that needs; a test holds them to its results.
"""

from __future__ import annotations

import re
import unicodedata

UNKNOWN, START, END = "[UNK]", "[CLS]", "[SEP]"
LONGEST_WORD = 100  # characters; what is longer is unknown, as in BERT
LONGEST = 8  # pieces of a word that are read
REMEMBERED = 50_000  # words
PARTS = re.compile(r"_|[^_]+")  # the underscore counts as a mark


class WordPiece:
    """`vocabulary` lists the pieces; the number of a piece is its place."""

    def __init__(self, vocabulary: list[str]) -> None:
        self.numbers = {piece: n for n, piece in enumerate(vocabulary)}
        self.unknown = self.numbers[UNKNOWN]
        self.known: dict[str, tuple[int, ...]] = {}

    def __getitem__(self, piece: str) -> int:
        return self.numbers[piece]

    def pieces(self, word: str) -> tuple[int, ...]:
        """Numbers of the pieces of a word, one at least, LONGEST at most."""
        found = self.known.get(word)
        if found is None:
            if len(self.known) >= REMEMBERED:
                self.known.clear()
            found = self.known[word] = tuple(n for part in PARTS.findall(plain(word)) for n in self.cut(part))[:LONGEST] or (self.unknown,)
        return found

    def cut(self, word: str) -> list[int]:
        """The longest piece that begins the word, then the longest that goes on."""
        if word in self.numbers:
            return [self.numbers[word]]
        if len(word) > LONGEST_WORD:
            return [self.unknown]
        out, at = [], 0
        while at < len(word):
            end = next((e for e in range(len(word), at, -1) if ("##" if at else "") + word[at:e] in self.numbers), None)
            if end is None:
                return [self.unknown]
            out.append(self.numbers[("##" if at else "") + word[at:end]])
            at = end
        return out


def plain(word: str) -> str:
    """Lower case without accents."""
    low = word.lower()
    if low.isascii():
        return low
    return "".join(c for c in unicodedata.normalize("NFD", low) if unicodedata.category(c) not in ("Mn", "Cc", "Cf"))
