"""For whom a document or a claim speaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from counterclaim.compare.words import vocabulary
from counterclaim.lexicon.naming import index, key
from counterclaim.records import ActorMention, Claim, Coding

NAME = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
REBEL = "REB"
OWN = re.compile(r"(?:our|ours|we|us|my|i)\b", re.I)
US = re.compile(r"\b(?:our|ours|we|us)\b", re.I)


def codes(parties: Sequence[object]) -> frozenset[str]:
    return frozenset(a for a in (getattr(p, "actor", None) for p in parties) if a and a != "author")


def acting(parties: Sequence[ActorMention]) -> frozenset[str]:
    """Codes of who acts; REBEL for rebels of no known name."""
    return frozenset(a.actor or REBEL for a in parties if a.actor or a.role == REBEL)


def speaker_of(claim: Claim) -> str | None:
    source = claim.source
    if source is None or source.actor == "author" or OWN.match(source.text or ""):
        return None
    return source.actor or source.text or None


def side_of(coding: Coding) -> str | None:
    """The state that a document speaks for: whose army and land it calls "ours", or whose organ published it."""
    own = Counter(a.actor for a in coding.actors if a.how == "author" and a.actor and a.actor != "author")
    if own:
        return own.most_common(1)[0][0]
    for note in (coding.document.publisher, coding.document.author_note, coding.document.author):
        if note and vocabulary().cues["official"].search(note) and len(states := states_in(note)) == 1:
            return states.pop()
    return None


def states_in(note: str) -> set[str]:
    """Codes of the states that a short note names."""
    return {code for _, _, code in states_at(note)}


def states_at(text: str) -> list[tuple[int, int, str]]:
    """(first and last character, code) of each name or adjective of a state, the longest that fits: "South Sudanese" is not Sudan's."""
    words = [(m.start(), m.end()) for m in NAME.finditer(text)]
    found: list[tuple[int, int, str]] = []
    i = 0
    while i < len(words):
        length = next((n for n in range(min(5, len(words) - i), 0, -1) if state_named(text[words[i][0] : words[i + n - 1][1]])), 0)
        if length:
            start, end = words[i][0], words[i + length - 1][1]
            found.append((start, end, state_named(text[start:end]) or ""))
        i += length or 1
    return found


@cache
def state_named(name: str) -> str | None:
    """The state that a capitalised name or adjective stands for."""
    codes = index().get(key(" ".join(name.split())), []) if name[:1].isupper() else []
    return next((c for c in codes if len(c) == 3), None)
