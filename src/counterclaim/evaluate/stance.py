"""Task `stance`: what the author makes of a claim, and what is done in making it.

Gold names one claim a text: the stretch `claim` from its cue to the beginning of its content, the words for its
source, acts that can be defended, and the author's stance. The coded claim that shares most characters with the
stretch, and among those the one whose source has the words of gold's, is the answer; a text without any has none.

found   the share of gold claims that some coded claim meets
stance  right stances among the answers and among gold, "neutral" included (p, r and F1 differ where claims are missed)
taken   the same of stances other than neutral alone
act     the share of gold claims whose act is right
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from counterclaim.evaluate.coded import Coded, CodedClaim, Extent
from counterclaim.evaluate.figures import Result, Score

STANCES = ("neutral", "endorses", "rejects", "doubts")


@dataclass(frozen=True, slots=True)
class Judged:
    """One claim of a text, as a reader judged it."""

    id: str
    claim: Extent
    source_text: str
    acts: tuple[str, ...]
    stance: str


def judged_from(row: dict[str, Any]) -> Judged:
    if row["author_stance"] not in STANCES:
        raise ValueError(f"author_stance {row['author_stance']!r} is none of {', '.join(STANCES)}")
    acts = row["act"] if isinstance(row["act"], list) else [row["act"]]
    return Judged(row["id"], Extent(*row["claim"]), row.get("source_text") or "", tuple(acts), row["author_stance"])


def answer(gold: Judged, coded: Coded) -> CodedClaim | None:
    """The coded claim that is about gold's: its cue counts before its content."""

    def shared(extents: Sequence[Extent]) -> int:
        return sum(max(0, min(e.end, gold.claim.end) - max(e.start, gold.claim.start)) for e in extents)

    def fit(claim: CodedClaim) -> tuple[bool, bool, int]:
        same = bool(gold.source_text) and gold.source_text.lower() in claim.source_text.lower()
        return shared(claim.cue) > 0, same, shared((*claim.cue, *claim.content))

    meeting = [c for c in coded.claims if shared((*c.cue, *c.content))]
    return max(meeting, key=fit, default=None)


def measure_stance(gold: Sequence[Judged], coded: Sequence[Coded]) -> Result:
    """Shares of claims found and of acts right, and precision and recall of stance as a whole and of each."""
    pairs = [(g, answer(g, c)) for g, c in zip(gold, coded, strict=True)]
    said = [(g.stance, c.author_stance or "neutral") for g, c in pairs if c is not None]
    hit = sum(a == b for a, b in said)
    details: dict[str, Score | float] = {
        name: Score(sum(a == b == name for a, b in said), sum(b == name for _, b in said), sum(g.stance == name for g in gold)) for name in STANCES
    }
    taken = [s for name in STANCES[1:] if isinstance(s := details[name], Score)]
    count = max(len(gold), 1)
    figures: dict[str, Score | float] = {
        "found": len(said) / count,
        "stance": Score(hit, len(said), len(gold)),
        "taken": sum(taken, Score()),
        "act": sum(c is not None and c.act in g.acts for g, c in pairs) / count,
    }
    remarks = [f"{g.id}: {g.stance}, coded {c.author_stance if c else 'nothing'}" for g, c in pairs if c is None or c.author_stance != g.stance]
    remarks += [f"{g.id}: {' or '.join(g.acts)}, coded {c.act}" for g, c in pairs if c is not None and c.act not in g.acts]
    return Result(figures, len(gold), details, remarks)
