"""Task `actors`: the words that name the source (S), the target (T) or parties on both sides (R).

Gold is tokens with BIO tags; what is coded are the tokens joined by single blanks. Coded spans are those of
the events' sources and targets, or the field "roles" of a coding that has one. A span counts as the tokens that it touches.

exact    same first token, last token and role, as in the CoNLL scorer.
overlap  same role, and the shared tokens are at least half of the longer span.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from counterclaim.evaluate.coded import Coded, CodedRole, Extent
from counterclaim.evaluate.figures import Result, Score


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """Tokens `first` to `last`, exclusive."""

    first: int
    last: int
    role: str

    def like(self, other: RoleSpan) -> bool:
        shared = min(self.last, other.last) - max(self.first, other.first)
        return self.role == other.role and 2 * shared >= max(self.last - self.first, other.last - other.first)


@dataclass(frozen=True, slots=True)
class Tagged:
    id: str
    tokens: tuple[Extent, ...]
    spans: frozenset[RoleSpan]


def tagged_from(row: dict[str, Any]) -> Tagged:
    tokens, at = [], 0
    for word in row["tokens"]:
        tokens.append(Extent(at, at + len(word)))
        at += len(word) + 1
    return Tagged(row["id"], tuple(tokens), frozenset(spans_of_tags(row["tags"])))


def spans_of_tags(tags: Sequence[str]) -> Iterator[RoleSpan]:
    """Spans of BIO tags. An I- that follows nothing of its kind begins a span, as in the CoNLL scorer."""
    first = 0
    for i in range(1, len(tags) + 1):
        goes_on = i < len(tags) and tags[i].startswith("I-") and tags[i][2:] == tags[i - 1][2:] and tags[i - 1] != "O"
        if not goes_on:
            if tags[first] != "O":
                yield RoleSpan(first, i, tags[first][2:])
            first = i


def roles_of(coded: Coded) -> Sequence[CodedRole]:
    if coded.roles is not None:
        return coded.roles
    sources = {x for e in coded.events for x in e.source_extents}
    targets = {x for e in coded.events for x in e.target_extents}
    return [CodedRole(x, "R" if x in sources and x in targets else "S" if x in sources else "T") for x in sources | targets]


def on_tokens(role: CodedRole, tokens: Sequence[Extent]) -> RoleSpan | None:
    touched = [i for i, token in enumerate(tokens) if token.meets(role.extent)]
    return RoleSpan(touched[0], touched[-1] + 1, role.role) if touched else None


def measure_actors(gold: Sequence[Tagged], coded: Sequence[Coded]) -> Result:
    exact = overlap = Score()
    for sentence, coding in zip(gold, coded, strict=True):
        said = {span for role in roles_of(coding) if (span := on_tokens(role, sentence.tokens))}
        size = (len(said), len(sentence.spans))
        exact += Score(len(said & sentence.spans), *size)
        overlap += Score(sum(any(g.like(s) for s in said) for g in sentence.spans), *size)
    return Result({"exact": exact, "overlap": overlap.capped()}, len(gold))
