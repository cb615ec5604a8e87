"""Direct quotations: where quotation marks open and close, whatever marks a text uses.

Marks are paired within a paragraph. A quotation that is still open at the end of its paragraph
ends there, unless the next paragraph opens with a mark of the same kind, the usual sign that the
speech goes on. So one unbalanced mark can spoil at most a paragraph, never a document.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from counterclaim.annotate.contract import Annotation

# Opening mark -> the marks that may close it. Straight marks open and close alike.
PAIRS: dict[str, tuple[str, ...]] = {
    "“": ("”", "“", '"'),
    "„": ("“", "”", '"'),
    "«": ("»",),
    "»": ("«",),
    "‹": ("›",),
    "``": ("''", '"'),
    "''": ("''",),
    '"': ('"', "”"),
    "‘": ("’",),
    "'": ("'",),
}
SINGLE = {"‘", "'"}
MARK = re.compile(r"``|''|[“”„«»\"‘’'‹›]")
PARAGRAPH = re.compile(r"\n")
LONG_SINGLE = 400  # an apostrophe further away than this does not close a single quotation mark


@dataclass(slots=True)
class Quote:
    """A quotation with its marks, `text[start:end]`. `first`/`last` are the tokens that it covers
    (last exclusive); `goes_on` says that it continues in the next paragraph's quotation."""

    start: int
    end: int
    first: int = 0
    last: int = 0
    goes_on: bool = False
    speech: bool = False


class Quotes:
    """All quotations of a text, in order and not overlapping."""

    def __init__(self, annotation: Annotation) -> None:
        self.items = find_quotes(annotation.text)
        starts = [t.start for t in annotation.tokens]
        self._ends = [q.end for q in self.items]
        for quote in self.items:
            quote.first = bisect_left(starts, quote.start)
            quote.last = bisect_left(starts, quote.end)
            quote.speech = is_speech(annotation, quote)
        self.items = [q for q in self.items if q.last > q.first]
        self._ends = [q.end for q in self.items]

    def at(self, offset: int) -> Quote | None:
        """The quotation that covers character `offset`, if any."""
        k = bisect_right(self._ends, offset)
        if k < len(self.items) and self.items[k].start <= offset:
            return self.items[k]
        return None

    def within(self, start: int, end: int) -> list[Quote]:
        """Quotations that begin in `start`..`end`."""
        k = bisect_right(self._ends, start)
        out = []
        while k < len(self.items) and self.items[k].start < end:
            if self.items[k].start >= start:
                out.append(self.items[k])
            k += 1
        return out


def find_quotes(text: str) -> list[Quote]:
    """Quotations of `text`, paired paragraph by paragraph."""
    out: list[Quote] = []
    at = 0
    for gap in [*PARAGRAPH.finditer(text), None]:
        end = gap.start() if gap else len(text)
        opened = out[-1] if out and out[-1].goes_on else None
        new = in_paragraph(text, at, end)
        first = next((c for c in text[at:end] if not c.isspace()), "") if opened else ""
        if opened and not (new and text[at : new[0].start].strip() == ""):
            opened.goes_on = bool(not first)  # blank lines do not end a speech
        out.extend(new)
        at = gap.end() if gap else end
    if out:
        out[-1].goes_on = False
    return out


def in_paragraph(text: str, start: int, end: int) -> list[Quote]:
    """Quotations of one paragraph. What stays open runs to its end and is marked `goes_on`."""
    out: list[Quote] = []
    opening: tuple[str, int] | None = None
    for found in MARK.finditer(text, start, end):
        mark, at = found.group(), found.start()
        if opening is None:
            if opens(text, mark, at, found.end(), end):
                opening = (mark, at)
        elif mark == opening[0] == '"' and text[at - 1].isspace() and text[found.end() : found.end() + 1].isalnum():
            opening = (mark, at)  # two opening marks in a row: the first was never closed
        elif closes(text, opening, mark, at, found.end()):
            out.append(Quote(opening[1], found.end()))
            opening = None
    if opening is not None and opening[0] not in SINGLE:
        stop = end
        while stop > opening[1] and text[stop - 1].isspace():
            stop -= 1
        out.append(Quote(opening[1], stop, goes_on=True))
    return out


def opens(text: str, mark: str, at: int, after: int, end: int) -> bool:
    if mark not in PAIRS or after >= end or (text[after].isspace() and mark not in "«»"):
        return False
    before = text[at - 1] if at else " "
    if mark in SINGLE:
        if before.isalnum() or not (text[after].isalpha() or text[after] in "[…"):
            return False
        # An elision ("the '90s", "'tis") has no closing partner; a quotation has.
        return single_close(text, after, min(end, after + LONG_SINGLE), "’" if mark == "‘" else "'") > 0
    return not (mark in ('"', "''") and before.isalnum() and text[after] in " ,.;")


def single_close(text: str, start: int, end: int, mark: str) -> int:
    """Offset of a mark that closes a single quotation before `end`, or -1."""
    at = text.find(mark, start, end)
    possessive = -1
    while at >= 0:
        after = text[at + 1] if at + 1 < len(text) else " "
        # "the ministers' visit" is a possessive: only punctuation before or after makes it a close, or that the next quotation opens
        if not after.isalnum() and (text[at - 1] in ",.?!…" or after in ",.;:?!)—–\n" or text[at - 1] != "s"):
            return possessive if possessive > 0 and "‘" in text[possessive:at] else at
        if not after.isalnum() and possessive < 0:
            possessive = at
        at = text.find(mark, at + 1, end)
    return -1


def closes(text: str, opening: tuple[str, int], mark: str, at: int, after: int) -> bool:
    if mark not in PAIRS[opening[0]]:
        return False
    if opening[0] in SINGLE:
        return at == single_close(text, opening[1] + 1, opening[1] + LONG_SINGLE, mark)
    return True


def is_speech(annotation: Annotation, quote: Quote) -> bool:
    """Whether a quotation is an utterance and not a title, a term or words held at arm's length."""
    inner = annotation.tokens[quote.first : quote.last]
    words = [t for t in inner if t.text[0].isalnum()]
    if len(words) < 3:
        return bool(words) and any(t.text[-1] in "!?,." for t in inner[-2:])
    return len(words) >= 8 or any(t.pos in ("VERB", "AUX") for t in words) or inner[-2].text[-1] in "!?,."
