"""Mentions to groups: candidates by blocks, never all pairs; then the surest pairs first, as long as groups agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from counterclaim.compare.kinds import acts_told, families
from counterclaim.compare.links import Links, Spot
from counterclaim.compare.mention import Mention
from counterclaim.compare.weigh import JOIN, UNSURE, VETO, Rarity, Weight, rarity, weigh
from counterclaim.compare.words import vocabulary

BLOCK = 60  # mentions of a block that are compared with each other; in a longer one each with the BLOCK next
CROWD = 15  # members of a group up to which each is asked
LINKAGE = 0.65  # of JOIN: what the pairs between two groups must have on average
ANY_DAY = "*"
LONGEST = 10  # days of a time that a mention stands under each of
BY_HAND = Weight(99.0, ("joined by hand",))


@dataclass(slots=True)
class Group:
    """Mentions of one happening; `why` holds for each but the first the pair that brought it in."""

    members: list[int]
    why: dict[int, Weight] = field(default_factory=dict)


def groups(mentions: Sequence[Mention], links: Links | None = None) -> list[Group]:
    """Groups of indices into `mentions`, singletons included, each in the order of the case."""
    rare = rarity(mentions)
    weighed = ((pair, weigh(mentions[pair[0]], mentions[pair[1]], rare)) for pair in candidates(mentions))
    weights = {pair: weight for pair, weight in weighed if weight.points >= JOIN}
    must, must_not = positions(mentions, links or Links())
    owner = list(range(len(mentions)))
    found = {i: Group([i]) for i in owner}
    for pair in must:
        join(found, owner, pair, BY_HAND)
    for pair in sorted(weights, key=lambda p: (-weights[p].points, p)):
        a, b = found[owner[pair[0]]], found[owner[pair[1]]]
        if a is not b and agree(a, b, mentions, weights, rare, must_not):
            join(found, owner, pair, weights[pair])
    return sorted((Group(sorted(g.members), g.why) for g in found.values()), key=lambda g: g.members[0])


def join(found: dict[int, Group], owner: list[int], pair: tuple[int, int], weight: Weight) -> None:
    """Put the groups of a pair together."""
    kept, gone = sorted({owner[pair[0]], owner[pair[1]]}) if owner[pair[0]] != owner[pair[1]] else (owner[pair[0]], None)
    if gone is None:
        return
    for i in found[gone].members:
        owner[i] = kept
    for i in pair:
        found[kept].why.setdefault(i, weight)
    found[kept].why = found[gone].why | found[kept].why
    found[kept].members += found.pop(gone).members


def agree(
    a: Group, b: Group, mentions: Sequence[Mention], weights: dict[tuple[int, int], Weight], rare: Rarity, must_not: set[tuple[int, int]]
) -> bool:
    """Whether the groups hold together on average, and no pair of theirs speaks plainly against it."""
    if must_not and any((min(i, j), max(i, j)) in must_not for i in a.members for j in b.members):
        return False
    some, others = (g.members[:: len(g.members) // CROWD + 1] for g in (a, b))  # of a crowd a sample will do
    pairs = [(min(i, j), max(i, j)) for i in some for j in others]
    if any(i in g.why and g.why[i] is BY_HAND for g in (a, b) for i in g.members):  # what a person joined need not look alike
        return max((weights[p].points for p in pairs if p in weights), default=0.0) >= JOIN
    total = 0.0
    for p in pairs:
        points = (weights[p] if p in weights else weigh(mentions[p[0]], mentions[p[1]], rare)).points
        if points < VETO:
            return False
        total += points
    return total / len(pairs) >= LINKAGE * JOIN


def candidates(mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Pairs worth weighing: of one family of types or with one word for the act, on the same or neighbouring days (or of days not told
    for sure), with a word, place or actor in common."""
    blocks: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, m in enumerate(mentions):
        for key in keys(m):
            blocks[key].append(i)
    seen: set[tuple[int, int]] = set()
    for key in sorted(blocks):
        undated = {i for i in blocks[key] if loose(mentions[i])} if key[-1] == ANY_DAY else None
        for pair in pairs_of(blocks[key], undated):
            if pair not in seen:
                seen.add(pair)
                yield pair


def pairs_of(block: Sequence[int], undated: set[int] | None) -> Iterator[tuple[int, int]]:
    """Pairs of a block; in one for any day only those with an undated mention, the others meet under their days."""
    for i, one in enumerate(block):
        for other in block[i + 1 : i + 1 + BLOCK]:
            if undated is None or one in undated or other in undated:
                yield one, other


def loose(m: Mention) -> bool:
    """Whether a mention is of no day, of one that was only inferred, or of a time too long to stand under each of its days."""
    return not (m.first and m.last) or m.trust <= UNSURE or (m.last - m.first).days > LONGEST


def keys(m: Mention) -> Iterator[tuple[str, ...]]:
    """The blocks a mention stands in. A dated one stands under its days and, for what is undated, under none."""
    about = {c for c in m.near if c not in vocabulary().common} | m.act
    about |= {f"@{m.place.name}"} if m.place and m.place.kind != "state" else set()
    about |= {f"{s}>{t}" for s in m.sources for t in m.targets} | {f"@{code}" for code in m.involved}
    about = about or set(m.near)
    days = [ANY_DAY]
    if m.first and m.last and (m.last - m.first).days <= LONGEST:
        days += [(m.first + timedelta(n)).isoformat() for n in range((m.last - m.first).days + 2)]  # and the day after
    for family in sorted(families(m.type) | {f"act {word}" for word in m.act | acts_told(m.act)}):
        for what in sorted(about):
            for day in days:
                yield family, what, day


def positions(mentions: Sequence[Mention], links: Links) -> tuple[list[tuple[int, int]], set[tuple[int, int]]]:
    """What people joined and parted, as pairs of indices."""
    if not (links.merge or links.split):
        return [], set()
    by_text: defaultdict[str, list[int]] = defaultdict(list)
    for i, m in enumerate(mentions):
        by_text[m.document.digest or ""].append(i)

    def at(spot: Spot) -> list[int]:
        return [i for i in by_text[spot[0]] if mentions[i].span.start < spot[2] and spot[1] < mentions[i].span.end and mentions[i].event]

    def all_pairs(given: Iterable[tuple[Spot, Spot]]) -> list[tuple[int, int]]:
        return [(min(i, j), max(i, j)) for one, two in given for i in at(one) for j in at(two) if i != j]

    return all_pairs(links.merge), set(all_pairs(links.split))
