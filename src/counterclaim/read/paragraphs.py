"""Lines that a typesetter or e-mail program broke, put together to paragraphs again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

SENTENCE_END = re.compile(r"""[.!?…:;]["”’»')\]]*$""")
ITEM = re.compile(r"(?:[-*•–—]|\(?\d{1,3}[.)]|\(?[a-z]\))\s")
HYPHEN = re.compile(r"[a-z]-$")
# Hard-wrapped text has lines of much the same length, within these bounds.
NARROWEST, WIDEST = 40, 130


def usual_width(lines: Sequence[str]) -> int:
    """The width (characters) that full lines come near to; 0 if the text is not wrapped."""
    lengths = sorted(len(line) for line in lines if line.strip())
    if len(lengths) < 3:
        return 0
    width = lengths[int(len(lengths) * 0.85)]
    if not NARROWEST <= width <= WIDEST:
        return 0
    inner = [a for a, b in pairwise(lines) if a.strip() and b.strip()]
    full = [a for a in inner if len(a) >= width * 0.75 and not SENTENCE_END.search(a)]
    return width if len(full) >= 2 and len(full) >= len(inner) * 0.4 else 0


def goes_on(line: str, following: str, width: int) -> bool:
    """Whether `following` continues the paragraph of `line`."""
    if not line.strip() or not following.strip() or ITEM.match(following.lstrip()):
        return False
    if following[:1].isspace() and not line[:1].isspace():
        return False  # an indented line begins a paragraph
    if SENTENCE_END.search(line):
        return len(line) >= width * 0.8
    return len(line) >= width * 0.6 or following[:1].islower()


def unwrap_in_place(text: str) -> str:
    """`text` with the line breaks inside paragraphs turned to blanks, so that no offset changes."""
    lines = text.split("\n")
    width = usual_width(lines)
    if not width:
        return text
    out = [lines[0]]
    for line, following in pairwise(lines):
        out.append(" " if goes_on(line, following, width) else "\n")
        out.append(following)
    return "".join(out)


def join_lines(lines: Sequence[str]) -> list[str]:
    """Paragraphs out of typeset lines (PDF): words cut by a hyphen are put together."""
    width = usual_width(lines) or 10_000
    out: list[str] = []
    previous = ""
    for line in lines:
        if out and previous and goes_on(previous, line, width):
            joined = out[-1]
            out[-1] = joined[:-1] + line.strip() if HYPHEN.search(joined) and line[:1].islower() else f"{joined} {line.strip()}"
        elif line.strip():
            out.append(line.strip())
        previous = line
    return out
