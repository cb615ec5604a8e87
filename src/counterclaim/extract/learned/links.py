"""Which source and which contents belong to a cue: a weighted sum of what lies between them.

The weights (data/learned/links.yaml) were fitted on gold spans by training/fit_links.py, one set for a
source or content on the left of its cue and one for the right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate
from math import exp, log1p

from counterclaim.extract.learned.marks import Words
from counterclaim.extract.learned.spans import Found
from counterclaim.lexicon.load import load_yaml

REACH = 80  # words between a cue and what may belong to it
MANY = 3  # things between are counted up to this
FEATURES = ("distance", "same_sentence", "sentences", "paragraphs", "cues", "sources", "contents", "touching", "near", "commas", "stops", "one")
STOPS = frozenset(".?!")


class Links:
    """Likelihoods of links in one document."""

    def __init__(self, words: Words, found: Sequence[Found]) -> None:
        texts = words.texts()
        self.sentence, n = words.sentence, len(texts)
        self.paragraph = list(accumulate(words.fresh, initial=0))[1:]
        self.commas = before([t == "," for t in texts])
        self.stops = before([t in STOPS for t in texts])
        self.begun = {}
        for kind in ("cue", "source", "content"):
            starts = [0] * n
            for f in found:
                starts[f.first] += f.kind == kind
            self.begun[kind] = before(starts)

    def features(self, thing: Found, cue: Found) -> list[float] | None:
        """What lies between `thing` and `cue`, in the order of FEATURES; None where they are too far apart."""
        low, high = (thing.last, cue.first) if thing.first < cue.first else (cue.last, thing.first)
        high = max(low, high)
        if high - low > REACH:
            return None
        ends = (self.sentence[thing.first], self.sentence[thing.last - 1])
        here = self.sentence[cue.first]
        between = [float(min(MANY, t[high] - t[low])) for t in (self.begun["cue"], self.begun["source"], self.begun["content"])]
        return [
            log1p(high - low), float(here in ends), float(min(MANY, min(abs(here - s) for s in ends))),
            float(min(MANY, abs(self.paragraph[thing.first] - self.paragraph[cue.first]))), *between,
            float(high == low), float(high - low <= 2), float(min(MANY, self.commas[high] - self.commas[low])),
            float(min(MANY, self.stops[high] - self.stops[low])), 1.0,
        ]  # fmt: skip

    def likely(self, thing: Found, cue: Found) -> float:
        """How likely `thing` belongs to `cue`, 0 to 1."""
        found = self.features(thing, cue)
        if found is None:
            return 0.0
        weights = link_weights()[thing.kind]["left" if thing.first < cue.first else "right"]
        return 1 / (1 + exp(-sum(w * x for w, x in zip(weights, found, strict=True))))


def before(flags: Iterable[int]) -> list[int]:
    """How many of `flags` are set before each position, one more than there are flags."""
    return list(accumulate(flags, initial=0))


@cache
def link_weights() -> dict[str, dict[str, list[float]]]:
    """By kind ("source", "content") and side ("left", "right"): a weight for each of FEATURES."""
    data = load_yaml("learned/links.yaml")
    return {kind: {side: [float(data[kind][side][f]) for f in FEATURES] for side in ("left", "right")} for kind in ("source", "content")}
