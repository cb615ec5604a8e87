"""A text cut where markings begin and end, so that markings may nest and overlap."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Marking:
    """A stretch of text that stands for something: `id` names what, `kind` says in which part
    ("event": the words that tell of an event; "cue", "content", "speaker" of a claim; "aside")."""

    start: int
    end: int
    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Segment:
    """`text[start:end]`, all of it under the same `markings`; `opens` and `closes` are those of
    them that begin and end with this segment."""

    start: int
    end: int
    text: str
    markings: tuple[Marking, ...] = ()
    opens: tuple[Marking, ...] = ()
    closes: tuple[Marking, ...] = ()


def segments(text: str, markings: Iterable[Marking], start: int = 0, end: int | None = None) -> list[Segment]:
    """`text[start:end]` as consecutive segments; markings outside or without width are left out.

    A marking that runs over an edge of the stretch is under every segment it covers; it opens or
    closes only where it really begins or ends.
    """
    end = len(text) if end is None else min(end, len(text))
    inside = sorted(
        {m for m in markings if m.start < m.end and max(m.start, start) < min(m.end, end)},
        key=lambda m: (m.start, -m.end, m.kind, m.id),
    )
    cuts = sorted({start, end} | {min(max(c, start), end) for m in inside for c in (m.start, m.end)})
    out = []
    for low, high in pairwise(cuts):
        over = tuple(m for m in inside if m.start < high and m.end > low)
        opens = tuple(m for m in over if m.start == low)
        closes = tuple(m for m in over if m.end == high)
        out.append(Segment(low, high, text[low:high], over, opens, closes))
    return out


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each line that is not blank."""
    for line in LINE.finditer(text):
        if line.group().strip():
            yield line.start(), line.end()
