"""What of each document a page has room for, and how its entries are addressed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counterclaim.records import Claim, Coding, Event
from counterclaim.show.contexts import Limits, Piece


@dataclass(frozen=True, slots=True)
class Scope:
    """One document of a page. `anchor` ("d1") begins the addresses of its entries.

    events, claims  those that have a row in a table; `shown` are their ids
    with_text       whether the text is printed
    passage         a stretch that is pointed out, at "d1-at-text"
    """

    anchor: str
    coding: Coding
    events: Sequence[Event]
    claims: Sequence[Claim]
    shown: frozenset[str]
    with_text: bool
    passage: tuple[int, int] | None = None

    def href(self, number: str) -> str:
        """The address of the row of an event or claim; that of the document where it has no row."""
        return f"#{self.anchor}-{number}" if number in self.shown else f"#{self.anchor}"


def scopes(codings: Sequence[Coding], limits: Limits | None = None) -> list[Scope]:
    """The documents that the page lists, each with the rows that the limits leave to it."""
    limits = limits or Limits()
    left = limits.all_rows
    found = []
    for i, coding in enumerate(codings[: limits.documents]):
        room = min(limits.rows, left)
        events, claims = coding.events[:room], coding.claims[:room]
        shown = frozenset([e.id for e in events] + [c.id for c in claims])
        found.append(Scope(f"d{i + 1}", coding, events, claims, shown, i < limits.texts))
        left -= max(len(events), len(claims))
    return found


def anchors(paragraphs: Iterable[Iterable[Piece]] | None) -> set[str]:
    """The addresses that a printed text answers to."""
    return {anchor for line in paragraphs or () for piece in line for anchor in piece.anchors}
