"""Sentences that deny what another document tells, found by their words: no event need be coded in them.

"No aircraft carrying weapons has landed here" stands against "An aeroplane loaded with arms touched down at the airfield".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from counterclaim.compare.kinds import kin
from counterclaim.compare.mention import AROUND, SAID, Mention
from counterclaim.compare.mentions import Reader
from counterclaim.compare.weigh import LATELY, Rarity, published
from counterclaim.compare.words import clauses, vocabulary
from counterclaim.records import Coding, Document, Span

AGAINST = 2.0  # points from which a sentence denies what another tells
KIN, WIDE = 0.7, 0.35  # what a concept put for another counts, and one that stands only elsewhere in the sentence
SAME_DAY, OTHER_DAY, SAME_PLACE, SAME_PARTY = 0.5, -1.5, 0.75, 0.4
SIDES, ACCUSED = 0.25, 0.6  # points where one side's document stands against the other's, and where who denies it is said to have done it
WHOLE = 0.5  # points where all that a clause denies is told by the other
TO_DO = re.compile(r"(?:not|never) to\b", re.I)  # "ordered them not to leave"
NONE = re.compile(r"no|none|nobody|nothing", re.I)
LOSSES = frozenset({"kill", "wound"})
MANY = 200  # mentions that hold a concept, beyond which it leads to none


@dataclass(frozen=True, slots=True)
class Denied:
    """A clause that says of something that it was not so. `denied`: the concepts that the negation is about; `done`: it is
    of an act, not of a thing ("no arms"). The rest as in Mention."""

    document: Document
    sentence: Span
    clause: Span
    near: frozenset[str]
    wide: frozenset[str]
    denied: frozenset[str]
    first: date | None
    last: date | None
    trust: float
    parties: frozenset[str]
    places: frozenset[str]
    side: str | None
    done: bool

    @property
    def at(self) -> tuple[str, int]:
        return self.document.id, self.sentence.start


def denials(codings: Sequence[Coding]) -> Iterator[Denied]:
    """All clauses of the documents that deny something done."""
    for number, coding in enumerate(codings):
        if vocabulary().cues["negating"].search(coding.document.text):
            reader = Reader(coding, number)
            for sentence in reader.sentences:
                yield from denials_in(reader, reader.sentence(sentence.start))


def denials_in(reader: Reader, sentence: Span) -> Iterator[Denied]:
    cues = vocabulary().cues
    negated = cues["negating"].search(sentence.text) or cues["denying"].search(sentence.text)
    if not negated or cues["open"].search(sentence.text) or reader.aside(sentence.start):
        return
    for start, end in clauses(sentence.text):
        own = Span(sentence.start + start, sentence.start + end, sentence.text[start:end])
        cue = cues["negating"].search(own.text) or cues["denying"].search(own.text)
        if cue is None or cues["unreal"].search(own.text) or TO_DO.match(own.text, cue.start()):
            continue
        near, of_none = frozenset(reader.concepts(own)), NONE.fullmatch(cue.group())
        if of_none and near & LOSSES:
            continue  # "nobody was hurt" is a count
        behind = frozenset(reader.concepts(Span(own.start + cue.end(), own.end, own.text[cue.end() :])))
        if not behind and not of_none and cues["negating"].fullmatch(cue.group()):
            continue  # "it is not": of what, the clause does not say
        when, trust = reader.calendar.when(own, own, sentence)
        parties = reader.involved(own) | (frozenset({reader.side}) if reader.side and reader.of_us(own) else frozenset())
        yield Denied(
            reader.document, sentence, own, near, frozenset(reader.concepts(sentence)) - near, behind or near, when[0] if when else None,
            when[1] if when else None, trust, parties, reader.places(sentence), reader.side, not of_none,
        )  # fmt: skip


def contradicted(said: Sequence[Denied], told: Sequence[Mention], rare: Rarity) -> list[tuple[Denied, list[Mention]]]:
    """Denials, one a sentence, with what they deny: of each other document the mention that the words fit best."""
    found: list[tuple[float, Denied, list[Mention]]] = []
    holding: defaultdict[str, list[Mention]] = defaultdict(list)
    for m in told:
        if m.stance == "tells":
            for concept in m.near | {k for c in m.near for k in kin(c)}:
                holding[concept].append(m)
    for denied in said:
        best: dict[str, tuple[float, Mention]] = {}
        for m in candidates(denied, holding):
            points = against(denied, m, rare)
            if points >= AGAINST and points > best.get(m.document.id, (0.0, m))[0]:
                best[m.document.id] = points, m
        if best:
            found.append((sum(points for points, _ in best.values()), denied, [m for _, m in best.values()]))
    surest = {denied.at: (denied, telling) for _, denied, telling in sorted(found, key=lambda f: f[0])}
    return list(surest.values())


def candidates(denied: Denied, holding: dict[str, list[Mention]]) -> list[Mention]:
    """Mentions of other documents, not of one's own side, that hold something of what is denied."""
    found: dict[tuple[int, int], Mention] = {}
    for concept in sorted(denied.denied | {k for c in denied.denied for k in kin(c)}):
        inside = holding.get(concept, [])
        if len(inside) <= MANY:
            found |= {m.order: m for m in inside if m.document is not denied.document and (not denied.side or m.voice != denied.side)}
    return list(found.values())


def against(denied: Denied, m: Mention, rare: Rarity) -> float:
    """How surely a mention tells what a clause denies: the words of both, the day, the place and the parties."""
    both = denied.near & m.near
    akin = {k for c in denied.near - both for k in kin(c)} & {k for c in m.near - both for k in kin(c)}
    granted = {k for c in denied.near - denied.denied for k in kin(c)}  # "the truce was not agreed with us": there is a truce
    act = {k for c in m.act for k in kin(c)} & {k for c in denied.denied for k in kin(c)} - granted
    if not (both & denied.denied or act):
        return 0.0
    wide = ((denied.near | denied.wide) & (m.near | m.wide)) - both
    points = sum(rare[c] for c in both) + KIN * len(akin) + WIDE * sum(rare[c] for c in wide)
    points += WHOLE if both and both >= denied.denied and denied.done else 0.0
    points += SAME_PLACE if any(name in m.sentence.text for name in denied.places) else 0.0
    points += SAME_PARTY if denied.parties & (m.involved | m.doers) else 0.0
    if denied.side and denied.side != m.side:
        points += ACCUSED if denied.done and denied.side in m.culprits else SIDES if m.side else 0.0
    return points + by_day(denied, m)


def by_day(denied: Denied, m: Mention) -> float:
    if denied.first and denied.last and m.first and m.last:
        gap = max((denied.first - m.last).days, (m.first - denied.last).days)
        if gap <= 0:
            return SAME_DAY * min(denied.trust, m.trust)
        return OTHER_DAY * m.trust if denied.trust >= SAID and m.trust > AROUND else 0.0
    when = (date.fromisoformat(denied.document.published) if denied.document.published else None, published(m))
    return OTHER_DAY if when[0] and when[1] and abs((when[0] - when[1]).days) > LATELY else 0.0
