"""How likely two mentions are of one happening: a score with its reasons. Pure, no model: weights that can be read.

Points are added up; `JOIN` and more means one happening. The weights were set by random searches from hand-set ones, for pairwise
F1 of happenings and half of that of disputes over the cases in tests/gold/accounts/dev and one more; what was searched for was the
mean over settings that differ by a twentieth, and the values are rounded: a search alone fits what it is run on. docs/casebook.md
says what cases held out reach.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import asin, cos, exp, log, radians, sin, sqrt

from counterclaim.compare.kinds import acts_told, families, is_office, kin, sited
from counterclaim.compare.mention import Mention
from counterclaim.compare.words import vocabulary
from counterclaim.records import PlaceRef

JOIN = 1.9  # points from which two mentions are one happening
VETO = -2.7  # points below which no third mention can bring them together
SAME_REPORT = 2.0  # more points are asked for within one report: who writes a thing twice says so
SAME_CODE, SAME_TYPE, SAME_ACT = 1.0, 0.7, 1.05  # points for one kind of act; the last for other types told in one word
FAMILY, OTHER_TYPE = 0.3, -3.5  # points for types that may be told for one another, and that may not
OTHER_ACT = -1.5  # points where both name an act and neither is put for the other: what was seized was not shot down
SAME_DAY, LONG_TIME, OTHER_DAY = 0.6, 0.3, -5.4
DOUBT = 1.3  # the power of trust by which days that were inferred speak less against one than days that are named
SURE_WORDS = -1.2  # instead, for a neighbouring day, where two telling words agree
OTHER_YEAR = -8.0  # no likeness makes up for it
STALE = -2.0  # points for what reports tell that are more than LATELY apart and leave the day open; LONG_AGO, it is another time
LATELY, LONG_AGO = 30, 180  # days
SHORT = 3  # days: a longer span says little about when
SAME_PLACE = 1.3
NEAR, FAR = 12.0, 60.0  # km within which two places may be one, beyond which they are not
WITHIN = 300.0  # km from a region's middle within which a town may lie in it
ELSEWHERE = 150.0  # km beyond which they are in another part of the world
UNSITED = -1.0  # the most that another place says against what has no site
SAME_PARTY, OTHER_PARTY = 0.3, -0.45
OTHER_OFFICE = -1.5  # holders of other offices
DEED = 0.9  # points for the same act by the same party to the same, where few mentions are of it
WORD = 2.7  # points for a concept in both clauses
WIDE = 0.25  # what a concept counts that stands in the sentence but not in the clause
COMMON = 0.95  # what a common concept counts, beside 1 for others
MOST_WORDS = 3.6  # points that words can give
KIN = 0.9  # points for concepts that may be put for one another, where the clauses share few
FEW = 20  # documents of a case in which no word is held to be frequent that they do not repeat
REPEATED = 1.7  # times that each may hold it
UNSURE = 0.5  # a day trusted no more than this was only inferred


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
    seen: set[tuple[int, int]] = set()  # a clause that carries several mentions holds its words once
    for m in mentions:
        spot = (m.order[0], m.clause.start)
        counts.update({deed(m)} - {""} if spot in seen else {*m.near, deed(m)} - {""})
        seen.add(spot)
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
    given = [by_type(a, b), by_act(a, b), by_day(a, b, rare), by_place(a, b), *by_actors(a, b, rare), by_words(a, b, rare)]
    points = sum(p for p, _ in given)
    if a.document is b.document:
        points -= SAME_REPORT
    return Weight(round(points, 3), tuple(why for p, why in given if why))


def by_type(a: Mention, b: Mention) -> tuple[float, str]:
    """The same kind of act; types that are told for one another; else only the same words can make up for it."""
    if a.type == b.type:
        return (SAME_CODE, f"the same kind of act ({a.cameo})") if a.cameo[:3] == b.cameo[:3] else (SAME_TYPE, "")
    if a.act & b.act:
        return SAME_ACT, f"the same word for the act ({', '.join(sorted(a.act & b.act))})"
    akin = families(a.type) & families(b.type) or acts_told(a.act) & acts_told(b.act)
    return (FAMILY if akin else OTHER_TYPE), ""


def by_act(a: Mention, b: Mention) -> tuple[float, str]:
    """Acts that are not told for one another, though of one type: a helicopter shot down, a hill seized."""
    one, other = acts_told(a.act), acts_told(b.act)
    return (OTHER_ACT if one and other and not one & other else 0.0), ""


def by_day(a: Mention, b: Mention, rare: Rarity) -> tuple[float, str]:
    """The same day speaks for it; other days against it, the more so if the texts are sure of them.

    A neighbouring day is forgiven where two telling words agree: a bus with volunteers is not hit on two days running, a
    village is shelled on two days running.
    """
    if not (a.first and a.last and b.first and b.last):
        return by_publication(a, b), ""
    trust = min(a.trust, b.trust)
    long = max((a.last - a.first).days, (b.last - b.first).days) > SHORT
    gap = max((a.first - b.last).days, (b.first - a.last).days)
    if gap <= 0:
        return (LONG_TIME if long else SAME_DAY) * trust, "" if long else f"the same time ({max(a.first, b.first)})"
    telling = sum(rare[c] >= 1 for c in a.near & b.near)
    return (SURE_WORDS * gap if gap <= 2 and telling > 1 else OTHER_DAY) * trust**DOUBT, ""


def by_publication(a: Mention, b: Mention) -> float:
    """What the dates of the reports say where the day of the thing is open: news is mostly of the days before it, never of later ones."""
    spans = [((m.first, m.last) if m.first and m.last else (published(m), published(m))) for m in (a, b)]
    (start, end), (low, high) = spans
    if not (start and end and low and high):
        return 0.0
    ahead = {id(a): (start - high).days, id(b): (low - end).days}  # how long after the other
    if any(ahead[id(m)] > 1 for m in (a, b) if m.first):
        return OTHER_DAY * max(m.trust for m in (a, b) if m.first)
    apart = max(ahead.values())
    return OTHER_YEAR if apart > LONG_AGO else STALE if apart > LATELY else 0.0


def published(m: Mention) -> date | None:
    """When the report was published, None where it does not say."""
    return date.fromisoformat(m.document.published) if m.document.published else None


def by_place(a: Mention, b: Mention) -> tuple[float, str]:
    if not (a.place and b.place):
        return 0.0, ""
    if "state" in (a.place.kind, b.place.kind):
        return (0.0, "") if a.place.country == b.place.country else (-0.5, "")
    if a.place.name == b.place.name or a.place.text == b.place.text:  # one name in one case is one place, whatever it was taken for
        return SAME_PLACE, f"the same place ({a.place.name})"
    km = kilometres(a.place, b.place)
    if km is None or km <= NEAR:
        return 0.5, "" if km is None else f"{a.place.name} and {b.place.name} lie close"
    if "region" in (a.place.kind, b.place.kind) and km <= WITHIN:  # a town may lie in it, far from its middle
        return 0.0, ""
    against = -0.2 if km <= FAR else -1.5 if km <= ELSEWHERE else -3.0
    return (against if sited(a.type) and sited(b.type) else max(against, UNSITED)), ""  # a ban is announced in one place and felt in another


def by_actors(a: Mention, b: Mention, rare: Rarity) -> list[tuple[float, str]]:
    out = []
    for name, x, y in (("by", a.sources, b.sources), ("to", a.targets, b.targets)):
        if x and y:
            both = x & y
            # of one thing each may say that it was the other
            accused = name == "by" and a.side != b.side and a.sources == {b.side} and b.sources == {a.side} and len(a.near & b.near) > 1
            out.append(
                (SAME_PARTY if both else (0.0 if accused else OTHER_PARTY), f"the same party {name} ({', '.join(sorted(both))})" if both else "")
            )
    if not out and (both := (a.involved | a.sources | a.targets) & (b.involved | b.sources | b.targets)):
        out.append((0.4 * min(len(both), 2), f"the same parties ({', '.join(sorted(both))})"))
    if (one := offices(a)) and (other := offices(b)) and not one & other:
        out.append((OTHER_OFFICE, ""))
    if (mark := deed(a)) and mark == deed(b):
        out.append((DEED * rare[mark], "the same act by the same party to the same"))
    return out


def offices(m: Mention) -> set[str]:
    """The offices that a clause names: of a visit by the prime minister and one by the foreign minister each is its own."""
    return {c for c in m.near if is_office(c)}


def deed(m: Mention) -> str:
    """Who did what to whom, as a mark to count by; "" where the words do not say."""
    return f"{m.type} {sorted(m.sources)}>{sorted(m.targets)}" if m.sources and m.targets else ""


def by_words(a: Mention, b: Mention, rare: Rarity) -> tuple[float, str]:
    """Concepts that both clauses hold; those that stand only elsewhere in a sentence count less."""
    near = a.near & b.near
    wide = ((a.near | a.wide) & (b.near | b.wide)) - near
    points = WORD * sum(rare[c] for c in near) + WORD * WIDE * sum(rare[c] for c in wide)
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
