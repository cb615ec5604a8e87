"""Where a mention is said to be by a landmark: "off Kalymnos", "in the area of Bir Lahlou". No gazetteer is asked.

Two accounts that name different landmarks for one thing contradict each other, though nobody may know where the landmarks lie.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from counterclaim.cases import Passage
from counterclaim.compare.mention import Mention, around
from counterclaim.records import Span

NAME = r"[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,3}"
NEARBY = re.compile(
    r"\b(?:off|near|close\s+to|not\s+far\s+from|outside|in\s+the\s+(?:area|region|vicinity|waters)\s+of)\s+"
    rf"(?:the\s+(?:[a-z]+\s+){{0,2}}(?:of\s+)?)?(?P<name>{NAME})"
)
ENDS = re.compile(r"[;:]|\b(?:and|but|while|when|where|after|before|because|although)\b")  # what is told behind these is another thing
AGAIN = re.compile(r"\s*(?:It|This|That|The\s+\w+)\s+(?:took\s+place|happened|occurred|came\s+about)\b")  # goes on about what was told before


@dataclass(frozen=True, slots=True)
class Spot:
    """The landmark that a mention is put near, and the sentence that says so."""

    name: str
    passage: Passage

    def is_not(self, other: Spot) -> bool:
        """Whether two landmarks are different ones: neither name holds the other, nor stands in the other's sentence."""
        return self.name not in other.passage.text and other.name not in self.passage.text


def spot_of(m: Mention) -> Spot | None:
    """Behind the words of the act, else in the next sentence where that goes on about it ("It took place off …")."""
    text = m.document.text
    if found := landmark(text, m.span.end, m.sentence.end) or landmark(text, m.sentence.start, m.span.start):
        return Spot(found, m.quote())
    start = m.sentence.end
    if AGAIN.match(text, start) and "\n\n" not in text[start : start + 3]:
        end = next((e.end() for e in re.finditer(r"[.!?](?=\s|$)", text[start + 1 :])), 0) + start + 1
        if found := landmark(text, start, end):
            first = start + len(text[start:end]) - len(text[start:end].lstrip())
            sentence = Span(first, end, text[first:end])
            return Spot(found, around(m.document, sentence, sentence))
    return None


def landmark(text: str, start: int, end: int) -> str | None:
    stop = ENDS.search(text, start, end)
    found = NEARBY.search(text, start, stop.start() if stop else end)
    return found["name"] if found else None
