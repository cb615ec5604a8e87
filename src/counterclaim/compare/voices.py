"""Who is a witness of one's own: reports that repeat one another are one voice, and a party is no witness for itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations

from counterclaim.cases import Voice
from counterclaim.compare.mention import Mention
from counterclaim.compare.words import WORD

SHINGLE = 5  # words in a row
COPIED = 0.5  # share of the shorter passage's shingles that the other one holds
SAME_TEXT = 0.4  # the same for whole texts: wire copy, press releases
SKETCH = 64  # smallest shingle hashes of a text that are kept


@lru_cache(maxsize=100_000)
def shingles(text: str) -> frozenset[int]:
    """Hashes of runs of SHINGLE words; of the whole where it is shorter."""
    words = [w.lower() for w in WORD.findall(text)]
    runs = [" ".join(words[i : i + SHINGLE]) for i in range(max(len(words) - SHINGLE + 1, 1))]
    return frozenset(int.from_bytes(blake2b(r.encode("utf8"), digest_size=8).digest(), "big") for r in runs)


@lru_cache(maxsize=100_000)
def sketch(text: str) -> frozenset[int]:
    """A sample of a text's shingles that is the same for the same text."""
    return frozenset(sorted(shingles(text))[:SKETCH])


def overlap(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def dependence(a: Mention, b: Mention) -> str | None:
    """Why two mentions are one voice, or None."""
    if a.document is b.document:
        return "the same document"
    if a.speaker and a.speaker == b.speaker:
        return f"both cite {a.speaker}"
    for one, other in ((a, b), (b, a)):
        if one.speaker and one.speaker == other.side and not other.speaker:
            return f"{one.document.id} cites what {other.side} says itself"
    if not (a.speaker or b.speaker) and a.side and a.side == b.side:
        return f"both speak for {a.side}"
    if overlap(shingles(a.sentence.text), shingles(b.sentence.text)) >= COPIED and len(a.sentence.text) > 40:
        return "the same words"
    if overlap(sketch(a.document.text), sketch(b.document.text)) >= SAME_TEXT:
        return "most of the text is the same"
    return None


def voices(members: Sequence[Mention], parties: Iterable[str]) -> tuple[Voice, ...]:
    """The independent voices among mentions that tell of a happening; parties to it marked, the others first.

    parties  actors of the happening: what comes from one of them is no independent word on it
    """
    telling = [m for m in members if m.stance != "denies"]
    roots = list(range(len(telling)))
    reasons: defaultdict[int, list[str]] = defaultdict(list)

    def root(i: int) -> int:
        while roots[i] != i:
            i = roots[i]
        return i

    for i, j in combinations(range(min(len(telling), 400)), 2):
        a, b = root(i), root(j)
        if a != b and (why := dependence(telling[i], telling[j])):
            roots[max(a, b)] = min(a, b)
            reasons[min(a, b)] += [why, *reasons.pop(max(a, b), [])]
    involved = set(parties)
    found = []
    for r in sorted({root(i) for i in range(len(telling))}):
        own = [telling[i] for i in range(len(telling)) if root(i) == r]
        who = next((w for m in own if (w := m.speaker or m.side) in involved), None)
        labels = tuple(dict.fromkeys(m.document.id for m in own))
        why = "; ".join(dict.fromkeys(w for w in reasons[r] if w != "the same document")) if len(labels) > 1 else ""
        found.append(Voice(labels, why, who))
    return tuple(sorted(found, key=lambda v: v.party is not None))
