"""The contract between a parser and everything downstream.

A parser hands over sentences and tokens with lemma, part of speech (Universal POS), Penn tag,
dependency label and head. Labels are those of the ClearNLP scheme that spaCy's English models
use (nsubj, nsubjpass, dobj, pobj, agent, attr, ccomp, xcomp, advcl, relcl, acl, conj, prep …);
a parser with other labels translates them here, and nothing downstream changes.
Names are not the parser's business: they come from the lexicon (extract/actors, extract/places).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(slots=True)
class Token:
    """One token. `start`/`end` are character offsets, `head` the index of the governing token
    (its own index for a sentence's root), `kids` the indices of its dependents in text order."""

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sent: int
    kids: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `first` (inclusive) to `last` (exclusive); `root` is the index of its root token."""

    i: int
    first: int
    last: int
    start: int
    end: int
    root: int


@dataclass(slots=True)
class Annotation:
    """A text in tokens and sentences."""

    text: str
    tokens: list[Token]
    sentences: list[Sentence]

    def __len__(self) -> int:
        return len(self.tokens)

    def kids(self, i: int, *deps: str) -> list[int]:
        """Dependents of token `i`, all or only those with one of the labels `deps`."""
        kids = self.tokens[i].kids
        return [k for k in kids if self.tokens[k].dep in deps] if deps and kids else kids

    def subtree(self, i: int) -> list[int]:
        """Indices of token `i` and all below it, in text order."""
        out, todo = [], [i]
        while todo:
            k = todo.pop()
            out.append(k)
            todo.extend(self.tokens[k].kids)
        out.sort()
        return out

    def extent(self, i: int) -> tuple[int, int]:
        """First and last (exclusive) token of the subtree of `i`."""
        nodes = self.subtree(i)
        return nodes[0], nodes[-1] + 1

    def conjuncts(self, i: int) -> list[int]:
        """The tokens coordinated below `i` ("A, B and C" headed by A gives B and C)."""
        out: list[int] = []
        todo = self.kids(i, "conj")
        while todo:
            k = todo.pop(0)
            out.append(k)
            todo.extend(self.kids(k, "conj"))
        return out

    def ancestors(self, i: int) -> Iterator[int]:
        """Governors of `i`, nearest first, up to the sentence's root."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield i

    def token_at(self, offset: int) -> int:
        """Index of the token that covers or follows character `offset`."""
        low, high = 0, len(self.tokens)
        while low < high:
            mid = (low + high) // 2
            if self.tokens[mid].end <= offset:
                low = mid + 1
            else:
                high = mid
        return min(low, len(self.tokens) - 1)


class Annotator(Protocol):
    """What a parser has to offer. `name` goes into each coding, so that it can be traced."""

    name: str

    def annotate(self, texts: Iterable[str]) -> Iterator[Annotation]:
        """One annotation a text, in order. Never raises for a text, however odd."""
        ...
