"""How likely two mentions are of one happening: a score with its reasons. Pure, no model: weights that can be read.

Points are added up; `JOIN` and more means one happening. The weights were set by hand on two cases written for the
purpose (tests/gold/accounts/README.md says which, and what they reach on the case that was held out).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, exp, log, radians, sin, sqrt

from counterclaim.compare.kinds import families, kin
from counterclaim.compare.mentions import Mention
from counterclaim.compare.words import vocabulary
from counterclaim.records import PlaceRef

JOIN = 2.6  # points from which two mentions are one happening
VETO = -1.5  # points below which no third mention can bring them together
SAME_REPORT = 1.5  # more points are asked for within one report: who writes a thing twice says so
NEAR, FAR = 12.0, 60.0  # km within which two places may be one, beyond which they are not
SHORT = 3  # days: a longer span says little about when
ELSEWHERE = 150.0  # km beyond which they are in another part of the world
COMMON = 0.35  # what a common concept counts, beside 1 for others
WIDE = 0.35  # what a concept counts that stands in the sentence but not in the clause
MOST_WORDS = 3.6  # points that words can give
FAMILY = 0.3  # points for types that may be told for one another
KIN = 0.7  # points for concepts that may be put for one another, where the clauses share few
FEW = 20  # documents of a case in which no word is held to be frequent that they do not repeat
REPEATED = 2.0  # times that each may hold it


@dataclass(frozen=True, slots=True)
class Weight:
    """Points for two mentions being one happening, with what they were given for."""

    points: float
    reasons: tuple[str, ...]

    @property
    def score(self) -> float:
        """0 to 1; 0.5 at JOIN."""
        return 1 / (1 + exp(JOIN - self.points))


class Rarity(dict[str, float]):
    """How telling each concept is in a case: 1 for what few mentions hold, less for what many do and for common ones."""

    def __missing__(self, concept: str) -> float:
        return 1.0


def rarity(mentions: Sequence[Mention]) -> Rarity:
    """In a case of few documents a word is held to be frequent only where documents repeat it: that all hold it is no wonder."""
    counts: Counter[str] = Counter()
    for m in mentions:
        counts.update(m.near)
    documents = len({m.order[0] for m in mentions})
    common = vocabulary().common
    table = Rarity()
    for concept in {*counts, *common}:
        often = counts[concept] / max(len(mentions), 1)
        if documents < FEW or not often:
            rare = min(1.0, REPEATED * documents / max(counts[concept], 1))
        else:
            rare = min(1.0, max(0.25, log(1 / often) / log(20)))
        table[concept] = rare * (COMMON if concept in common else 1.0)
    return table


def weigh(a: Mention, b: Mention, rare: Rarity) -> Weight:
    """Whether `a` and `b` are one happening."""
    given = [by_type(a, b), by_day(a, b, rare), by_place(a, b), *by_actors(a, b), by_words(a, b, rare)]
    points = sum(p for p, _ in given)
    if a.document is b.document:
        points -= SAME_REPORT
    return Weight(round(points, 3), tuple(why for p, why in given if why))


def by_type(a: Mention, b: Mention) -> tuple[float, str]:
    if a.type == b.type:
        return (0.8, f"the same kind of act ({a.cameo})") if a.cameo[:3] == b.cameo[:3] else (0.5, "")
    return (FAMILY, "") if families(a.type) & families(b.type) else (-4.0, "")


def by_day(a: Mention, b: Mention, rare: Rarity) -> tuple[float, str]:
    """The same day speaks for it; other days against it, the more so if the texts are sure of them.

    A neighbouring day is forgiven where two telling words agree: a bus with volunteers is not hit on two days running, a
    village is shelled on two days running.
    """
    if not (a.first and a.last and b.first and b.last):
        return 0.0, ""
    trust = min(a.trust, b.trust)
    long = max((a.last - a.first).days, (b.last - b.first).days) > SHORT
    gap = max((a.first - b.last).days, (b.first - a.last).days)
    if gap <= 0:
        return (0.4 if long else 1.2) * trust, "" if long else f"the same time ({max(a.first, b.first)})"
    telling = sum(rare[c] >= 1 for c in a.near & b.near)
    return (-4.0 if gap > 2 else -0.8 * gap if telling > 1 else -2.5) * trust, ""


def by_place(a: Mention, b: Mention) -> tuple[float, str]:
    if not (a.place and b.place):
        return 0.0, ""
    if "state" in (a.place.kind, b.place.kind):
        return (0.0, "") if a.place.country == b.place.country else (-0.5, "")
    if a.place.name == b.place.name or a.place.text == b.place.text:  # one name in one case is one place, whatever it was taken for
        return 1.2, f"the same place ({a.place.name})"
    km = kilometres(a.place, b.place)
    if km is None or km <= NEAR:
        return 0.5, "" if km is None else f"{a.place.name} and {b.place.name} lie close"
    return (-0.2 if km <= FAR else -1.5 if km <= ELSEWHERE else -3.0), ""


def by_actors(a: Mention, b: Mention) -> list[tuple[float, str]]:
    out = []
    for name, x, y in (("by", a.sources, b.sources), ("to", a.targets, b.targets)):
        if x and y:
            both = x & y
            # of one thing each may say that it was the other
            accused = name == "by" and a.side != b.side and a.sources == {b.side} and b.sources == {a.side} and len(a.near & b.near) > 1
            out.append((0.5, f"the same party {name} ({', '.join(sorted(both))})") if both else (0.0 if accused else -0.6, ""))
    if not out and (both := (a.involved | a.sources | a.targets) & (b.involved | b.sources | b.targets)):
        out.append((0.4 * min(len(both), 2), f"the same parties ({', '.join(sorted(both))})"))
    return out


def by_words(a: Mention, b: Mention, rare: Rarity) -> tuple[float, str]:
    """Concepts that both clauses hold; those that stand only elsewhere in a sentence count less."""
    near = a.near & b.near
    wide = ((a.near | a.wide) & (b.near | b.wide)) - near
    points = 1.2 * sum(rare[c] for c in near) + 1.2 * WIDE * sum(rare[c] for c in wide)
    if not near:
        points = min(points, 1.0)
    akin = {k for c in a.near - near for k in kin(c)} & {k for c in b.near - near for k in kin(c)}
    points += KIN if akin else 0.0
    words = sorted(near, key=lambda c: (-rare[c], c))
    return min(points, MOST_WORDS), f"the same words ({', '.join(words[:5])})" if words else ""


def kilometres(a: PlaceRef, b: PlaceRef) -> float | None:
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return None
    la, lo, lb, lp = map(radians, (a.lat, a.lon, b.lat, b.lon))
    h = sin((lb - la) / 2) ** 2 + cos(la) * cos(lb) * sin((lp - lo) / 2) ** 2
    return 12742 * asin(min(1.0, sqrt(h)))
