"""A mention: one stretch of a report that tells of a happening, with all that comparing looks at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from counterclaim.cases import Member, Passage
from counterclaim.records import Document, PlaceRef, Span

LONGEST = 240  # characters of a quoted side
# how far a day is to be trusted: the event's, one of its sentence, one that the coder inferred, the last one named before
SAID, BESIDE, AROUND, BEFORE = 1.0, 0.65, 0.5, 0.4


@dataclass(frozen=True, slots=True)
class Mention:
    """One stretch of a report that tells of a happening.

    order    position of the document in the case, and of the mention in it
    near     concepts of its clause; wide: those of the rest of its sentence
    first    ISO days, None where undated; `trust` (0 to 1) how sure they belong to it
    involved parties named in the clause, whatever their part; doers those who act in it, sources of the event where it has some;
             culprits: the same by the words alone where these name one
    act      concepts of the words that carry it
    stance   tells | denies | fails | leaves open; `speaker` whose word it is, None the document's
    clause   the clause's place in the text; `sentence` the sentence's
    """

    order: tuple[int, int]
    document: Document
    event: str | None
    span: Span
    type: str
    cameo: str
    sources: frozenset[str]
    targets: frozenset[str]
    first: date | None
    last: date | None
    trust: float
    place: PlaceRef | None
    near: frozenset[str]
    wide: frozenset[str]
    stance: str
    speaker: str | None
    clause: Span
    sentence: Span
    side: str | None
    involved: frozenset[str] = frozenset()
    doers: frozenset[str] = frozenset()
    act: frozenset[str] = frozenset()
    culprits: frozenset[str] = frozenset()

    @property
    def voice(self) -> str | None:
        """Whose word it is: who is cited, else the side that the document speaks for."""
        return self.speaker or self.side

    @property
    def passage(self) -> Passage:
        return Passage(self.document.id, self.span.start, self.span.end, self.span.text, self.event)

    def quote(self) -> Passage:
        """The words that carry it, at most LONGEST characters: its sentence, else its clause, else what stands around it."""
        for s in (self.sentence, self.clause):
            if s.end - s.start <= LONGEST:
                return Passage(self.document.id, s.start, s.end, s.text, self.event)
        return around(self.document, self.span, self.sentence, self.event)

    def member(self, score: float = 1.0, reasons: Sequence[str] = ()) -> Member:
        quote = around(self.document, self.span, self.clause).text
        return Member(self.passage, score, tuple(reasons), self.stance, self.speaker or self.side, " ".join(quote.split()).strip(" ,;:"))


def around(document: Document, span: Span, within: Span, event: str | None = None) -> Passage:
    """At most LONGEST characters around a span, cut at blanks, within a longer one."""
    if within.end - within.start <= LONGEST:
        return Passage(document.id, within.start, within.end, document.text[within.start : within.end], event)
    spare = max(LONGEST - (span.end - span.start), 0)
    start = max(within.start, span.start - spare // 3)
    end = min(within.end, start + LONGEST)
    text = document.text
    while start > within.start and start < span.start and not text[start - 1].isspace():
        start += 1
    while end < within.end and end > span.end and not text[end].isspace():
        end -= 1
    return Passage(document.id, start, end, text[start:end], event)
