"""A text as lines with offsets, for the rules that tell article and aside apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

SENTENCE_END = re.compile(r"""[.!?…]["”’»')\]]*$""")
EDGES = " \t\r\f\v\u00a0\u200b\ufeff"
MARKS = " \t:;.,!|>»›·•*#_-–—=[]()\u00a0"
HEADLINE = 160  # a headline or a list entry is no longer (characters)
PARAGRAPH = 200  # a line this long is a paragraph, however it ends
BODY_WORDS = 6  # a line of so many words that ends like a sentence is the article's own


@dataclass(slots=True)
class Line:
    """A line that is not blank. `start`/`end` are offsets of `text`, which has no blanks at its edges.

    plain   lower case, straight apostrophes
    bare    `plain` without marks at its edges, for whole-line comparison
    gap     blank lines stand before it; `gap_after` behind it (also at the text's end)
    """

    start: int
    end: int
    text: str
    plain: str
    bare: str
    gap: bool
    gap_after: bool = True
    kind: str | None = None

    @property
    def sentence_like(self) -> bool:
        return bool(SENTENCE_END.search(self.text))

    @property
    def paragraph_like(self) -> bool:
        """Reads as running text: must not be taken for a headline or a list's entry."""
        return len(self.text) > PARAGRAPH or (self.sentence_like and self.text.count(" ") + 1 >= BODY_WORDS)

    @property
    def headline_like(self) -> bool:
        return len(self.text) <= HEADLINE and not self.paragraph_like


def lines_of(text: str) -> list[Line]:
    """The lines of `text` that are not blank, in order."""
    out: list[Line] = []
    at, gap = 0, True
    for raw in text.split("\n"):
        stripped = raw.strip(EDGES)
        if stripped:
            start = at + raw.index(stripped)
            plain = stripped[:1000].lower().replace("’", "'").replace("‘", "'")
            if out:
                out[-1].gap_after = gap
            out.append(Line(start, start + len(stripped), stripped, plain, plain.strip(MARKS), gap))
        gap = not stripped
        at += len(raw) + 1
    return out
