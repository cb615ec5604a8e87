"""Finding many fixed phrases in tokens, longest first, in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

V = TypeVar("V")


class PhraseTable(Generic[V]):
    """Phrases (tuples of words) with values. Words are compared as given: lower them first if
    case does not matter."""

    def __init__(self, phrases: Iterable[tuple[tuple[str, ...], V]] = ()) -> None:
        self._values: dict[tuple[str, ...], V] = {}
        self._lengths: dict[str, list[int]] = {}  # by first word, longest first
        for words, value in phrases:
            self.add(words, value)

    def __len__(self) -> int:
        return len(self._values)

    def add(self, words: tuple[str, ...], value: V) -> None:
        if not words:
            return
        self._values[words] = value
        lengths = self._lengths.setdefault(words[0], [])
        if len(words) not in lengths:
            lengths.append(len(words))
            lengths.sort(reverse=True)

    def get(self, words: tuple[str, ...]) -> V | None:
        return self._values.get(words)

    def find(self, words: list[str], first: int = 0, last: int | None = None) -> Iterator[tuple[int, int, V]]:
        """(first, last exclusive, value) of the longest matches in `words`, left to right, not overlapping."""
        end = len(words) if last is None else last
        i = first
        while i < end:
            for n in self._lengths.get(words[i], ()):
                if i + n <= end and (value := self._values.get(tuple(words[i : i + n]))) is not None:
                    yield i, i + n, value
                    i += n
                    break
            else:
                i += 1
