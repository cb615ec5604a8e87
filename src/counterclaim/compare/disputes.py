"""Where accounts of one happening cannot all be right: denial, number, place and time; blame has a file of its own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise

from counterclaim.cases import Dispute, Happening, Passage, Side
from counterclaim.compare.blame import disputes_on_blame
from counterclaim.compare.counts import Count, counts
from counterclaim.compare.denials import contradicted, denials
from counterclaim.compare.kinds import families, kin, sited
from counterclaim.compare.mention import Mention, around
from counterclaim.compare.spots import spot_of
from counterclaim.compare.weigh import SHORT, kilometres, rarity
from counterclaim.compare.words import vocabulary
from counterclaim.records import Coding

SURE = 0.7  # trust in a mention's day, from which on another day contradicts it
ALIKE_KM, APART_KM = 10.0, 60.0  # two towns or two regions; a town and a region that may hold it
MOST_SIDES = 12
DENIES, TELLS = "it was not so", "it was so"
ENDING = {"halt"}  # the day on which a thing ended is not the day on which it was
LOSSES = {"kill", "wound"}  # what an attack told in the sentence before has brought
Told = tuple[Happening, list[Mention]]
Spot = tuple[str, int]  # a document and the first character of a sentence in it


def disputes(told: Sequence[Told], mentions: Sequence[Mention], codings: Sequence[Coding]) -> list[Dispute]:
    """All disputes of a case, without names; `told` are the happenings with their mentions."""
    every = [c for coding in codings for c in counts(coding)]
    found = list(disputes_on_blame(codings))
    taken: set[tuple[str, int]] = set()
    shared = (m for _, members in told if len({o.document.id for o in members}) > 1 for m in members)
    own = {(m.document.id, m.sentence.start) for m in shared if not m.act or not m.act <= LOSSES}
    follow = {at: before for at, before in sentences_before(codings).items() if at not in own}
    for happening, members in told:
        if len({m.document.id for m in members}) > 1:
            found += [d for make in (denial, doer, place, time) if (d := make(happening, members))]
            found += numbers(happening, members, every, follow, taken)
    found += denied_in_words(told, mentions, codings, found)
    found += totals([c for c in every if c.at not in taken and c.total])
    found += incidents([c for c in every if c.at not in taken and not c.total])
    return one_a_count(found)


def one_a_count(found: Sequence[Dispute]) -> list[Dispute]:
    """Disputes on numbers that have a side in common to the word (three killed against four, three killed against two) made one."""
    kept: list[Dispute] = []
    often = Counter(says for d in found if d.kind == "number" for says in {s.says for s in d.sides})
    for d in found:
        if d.kind == "number":
            told = {s.says for s in d.sides if often[s.says] == 2}  # what many disputes hold does not say which are one
            at = next((n for n, k in enumerate(kept) if k.kind == "number" and told & {s.says for s in k.sides} and telling(k) != telling(d)), None)
            if at is not None:
                sides = (*kept[at].sides, *(s for s in d.sides if s.passage not in {o.passage for o in kept[at].sides}))[:MOST_SIDES]
                kept[at] = replace(kept[at], sides=sides, reason=" or ".join(dict.fromkeys(s.says for s in sides)))
                continue
        kept.append(d)
    return kept


def telling(d: Dispute) -> set[tuple[str, str]]:
    """Which document says which count."""
    return {(s.passage.document, s.says) for s in d.sides}


def denial(happening: Happening, members: Sequence[Mention]) -> Dispute | None:
    """Somebody says that it was so, and another document that it was not, or that it failed."""
    tell = [m for m in members if m.stance == "tells"]
    telling = {(m.document.id, m.sentence.start) for m in tell if not m.speaker}  # "the truce was not agreed with us" tells of a truce
    against = [m for m in members if m.stance in ("denies", "fails") and (m.document.id, m.sentence.start) not in telling]
    pairs = [
        (a, t) for a in against for t in tell if a.document is not t.document and (a.speaker or a.side or a.document.id) != (t.speaker or t.side)
    ]
    pairs = [(a, t) for a, t in pairs if bound(a, t) and (a.type == t.type or one_act(a, t))]
    if not pairs:
        return None
    sides = distinct([m for pair in pairs for m in pair])
    says = {"denies": DENIES, "fails": "it failed", "tells": TELLS}
    reason = f"{', '.join(sorted({a.document.id for a, _ in pairs}))} against {', '.join(sorted({t.document.id for _, t in pairs}))}"
    return Dispute("", "denial", tuple(side(m, says[m.stance]) for m in sides), happening.id, reason)


def denied_in_words(told: Sequence[Told], mentions: Sequence[Mention], codings: Sequence[Coding], found: Sequence[Dispute]) -> Iterator[Dispute]:
    """Denials that no mention carries: a sentence of one document against what others tell; none twice."""
    happening_of = {m.order: happening.id for happening, members in told for m in members}
    known = {(s.passage.document, s.passage.start) for d in found if d.kind == "denial" for s in d.sides if s.says == DENIES}
    for denied, telling in contradicted(list(denials(codings)), mentions, rarity(mentions)):
        if (denied.document.id, denied.sentence.start) in known or (denied.document.id, denied.clause.start) in known:
            continue
        passage = around(denied.document, denied.clause, denied.sentence)
        sides = (Side(passage, DENIES, denied.side), *(side(m, TELLS) for m in distinct(telling)))
        happening = next((happening_of[m.order] for m in telling if m.order in happening_of), None)
        reason = f"{denied.document.id} against {', '.join(sorted({m.document.id for m in telling}))}"
        yield Dispute("", "denial", sides, happening, reason)


def bound(a: Mention, b: Mention) -> bool:
    """Whether two mentions are surely of one thing: two words in common, or a place; if both are coded, a telling word or the parties."""
    both = a.near & b.near
    parties = bool(both and a.sources & b.sources and a.targets & b.targets)
    enough = len(both) > 1 or bool(a.event and b.event and (parties or both - vocabulary().common))
    return enough or bool(a.place and b.place and a.place.kind != "state" and a.place.name == b.place.name)


def doer(happening: Happening, members: Sequence[Mention]) -> Dispute | None:
    """One side says that the other did it, and that one that somebody else did."""
    naming = [m for m in members if blaming(m)]
    pairs = [(a, b) for a in naming for b in naming if a.culprits == {b.voice} != b.culprits and a.voice != b.voice]
    pairs = [(a, b) for a, b in pairs if (bound(a, b) or b.culprits == {a.voice}) and one_act(a, b)]
    if not pairs:
        return None
    sides = distinct([m for pair in pairs for m in pair])
    says = {id(m): f"{next(iter(m.culprits))} did it" for m in sides}
    return Dispute("", "blame", tuple(side(m, says[id(m)]) for m in sides), happening.id, " or ".join(sorted(set(says.values()))))


def one_act(a: Mention, b: Mention) -> bool:
    """Whether two mentions are told in the same word for the act, or in one that may be put for it."""
    return bool(a.act & b.act or {k for c in a.act for k in kin(c)} & {k for c in b.act for k in kin(c)})


def blaming(m: Mention) -> bool:
    """Whether a mention says, for a state, that another party did an act of force."""
    if not (m.voice and len(m.voice) == 3 and len(m.culprits) == 1 and m.voice not in m.culprits):
        return False
    return m.stance == "tells" and "violence" in families(m.type) and not (m.act and m.act <= LOSSES)


def place(happening: Happening, members: Sequence[Mention]) -> Dispute | None:
    """Documents put it in places that are not one."""
    told = [m for m in members if m.stance in ("tells", "fails") and sited(m.type)]
    placed = [m for m in told if m.place and m.place.kind not in ("state", "water") and not m.place.metonym]
    sides = conflicting(placed, lambda a, b: len(a.near & b.near) > 1 and apart(a, b))  # told in few common words it is rather two things
    if not sides:
        return landmarks(happening, members)
    names = dict.fromkeys(m.place.name for m in sides if m.place)
    return Dispute("", "place", tuple(side(m, m.place.name if m.place else "") for m in sides), happening.id, " or ".join(names))


def landmarks(happening: Happening, members: Sequence[Mention]) -> Dispute | None:
    """Documents put it near landmarks that are not one."""
    spots = [(m, spot) for m in members if m.stance == "tells" and (spot := spot_of(m))]
    found: dict[Passage, Side] = {}
    for (a, one), (b, other) in combinations(spots, 2):
        common = (a.near | a.wide) & (b.near | b.wide) - vocabulary().common
        if a.document is not b.document and one.is_not(other) and common:
            found |= {s.passage: Side(s.passage, s.name, m.voice) for m, s in ((a, one), (b, other))}
    if not found:
        return None
    sides = tuple(found.values())[:MOST_SIDES]
    return Dispute("", "place", sides, happening.id, " or ".join(dict.fromkeys(s.says for s in sides)))


def apart(a: Mention, b: Mention) -> bool:
    """Whether two places cannot be one; a town may lie in a region whose middle is far from it."""
    kinds = {p.kind for p in (a.place, b.place) if p}
    if (
        not (a.place and b.place)
        or a.place.text == b.place.text
        or a.place.name == b.place.name
        or a.place.name in (b.place.admin1, b.place.country)
        or b.place.name == a.place.admin1
    ):
        return False
    km = kilometres(a.place, b.place)
    slack = max(a.place.precision or 0, b.place.precision or 0)
    return km is not None and km > (APART_KM if "region" in kinds and len(kinds) > 1 else ALIKE_KM) + slack


def time(happening: Happening, members: Sequence[Mention]) -> Dispute | None:
    """Documents put it on days that do not meet."""
    dated = [m for m in members if m.first and m.last and m.trust >= SURE and (m.last - m.first).days <= SHORT and m.stance in ("tells", "fails")]
    sides = conflicting(dated, lambda a, b: ENDING & a.near == ENDING & b.near and never_meet(a, b))
    if not sides:
        return None
    spans = dict.fromkeys(when(m) for m in sides)
    return Dispute("", "time", tuple(side(m, when(m)) for m in sides), happening.id, " or ".join(spans))


def never_meet(a: Mention, b: Mention) -> bool:
    return bool(a.first and a.last and b.first and b.last and (a.last < b.first or b.last < a.first))


def when(m: Mention) -> str:
    return str(m.first) if m.first == m.last else f"{m.first}/{m.last}"


def conflicting(members: Sequence[Mention], clash: Callable[[Mention, Mention], bool]) -> list[Mention]:
    """Members that clash with one of another document, without those of a document that also agrees with itself otherwise."""
    found: list[Mention] = []
    for a, b in combinations(members, 2):
        if a.document is not b.document and clash(a, b):
            found += [m for m in (a, b) if m not in found]
    return distinct(found)


def distinct(members: Iterable[Mention]) -> list[Mention]:
    """In the order of the case, one a sentence."""
    first = {(m.document.id, m.sentence.start): m for m in sorted(members, key=lambda m: m.order, reverse=True)}
    return sorted(first.values(), key=lambda m: m.order)[:MOST_SIDES]


def side(m: Mention, says: str) -> Side:
    return Side(m.quote(), says, m.speaker or m.side)


def sentences_before(codings: Sequence[Coding]) -> dict[Spot, Spot]:
    """The sentence before each in its paragraph."""
    return {
        (c.document.id, after.start): (c.document.id, one.start)
        for c in codings
        for one, after in pairwise(c.sentences)
        if "\n\n" not in c.document.text[one.end - 1 : after.start + 1]
    }


def numbers(
    happening: Happening, members: Sequence[Mention], every: Sequence[Count], follow: dict[Spot, Spot], taken: set[tuple[str, int]]
) -> Iterator[Dispute]:
    """Counts in the sentences that tell of a happening, of the same loss, that no number fits.

    follow  sentences that tell of nothing else, with the one before: "The convoy was ambushed. Two drivers were killed."
    """
    spots = {(m.document.id, m.sentence.start) for m in members}
    own = [c for c in every if not c.total and c.at not in taken and {at := (c.document.id, c.sentence.start), follow.get(at)} & spots]
    by_kind: defaultdict[tuple[str, str], list[Count]] = defaultdict(list)
    for c in own:
        by_kind[c.unit, c.loss].append(c)
    for loss in {loss for unit, loss in by_kind if unit == "people"}:  # "three of them" are of those that others name
        if all(c.guessed for c in by_kind["others", loss]):
            by_kind["people", loss] += by_kind.pop(("others", loss))
    for key in sorted(by_kind):
        for dispute in number_dispute(by_kind[key], happening.id):
            taken.update(c.at for c in by_kind[key])
            yield dispute


def incidents(left: Sequence[Count]) -> Iterator[Dispute]:
    """Counts of one party's losses on one day that no number fits."""
    by_kind: defaultdict[tuple[str, str, str, date], list[Count]] = defaultdict(list)
    for c in left:
        if c.whose and c.when:
            by_kind[c.whose, c.unit, c.loss, c.when[0]].append(c)
    for key in sorted(by_kind):
        yield from number_dispute(by_kind[key], None)


def totals(left: Sequence[Count]) -> Iterator[Dispute]:
    """Counts of a party's losses as a whole that no number fits."""
    by_kind: defaultdict[tuple[str, str, str], list[Count]] = defaultdict(list)
    for c in left:
        if c.whose and c.unit in ("people", "others"):
            by_kind[c.whose, c.unit, c.loss].append(c)
    for key in sorted(by_kind):
        yield from number_dispute(by_kind[key], None)


def number_dispute(given: Sequence[Count], happening: str | None) -> Iterator[Dispute]:
    """The dispute among counts of one thing, if there is one: those that clash with a count of another document."""
    clashing = [c for c in given if any(c.document is not o.document and c.contradicts(o) and not same_owner_apart(c, o) for o in given)]
    if clashing:
        sides = tuple(Side(around(c.document, c.span, c.sentence), c.says, c.side) for c in clashing[:MOST_SIDES])
        yield Dispute("", "number", sides, happening, " or ".join(dict.fromkeys(c.says for c in clashing)))


def same_owner_apart(a: Count, b: Count) -> bool:
    """Whether two counts are of different parties' losses."""
    return bool(a.whose and b.whose and a.whose != b.whose)
