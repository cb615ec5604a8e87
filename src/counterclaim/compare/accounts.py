"""`compare`: what the documents of a case together say."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from counterclaim.cases import Accounts, Dispute, Happening
from counterclaim.compare.cluster import Group, groups
from counterclaim.compare.disputes import disputes
from counterclaim.compare.kinds import families
from counterclaim.compare.links import Links
from counterclaim.compare.mention import Mention
from counterclaim.compare.mentions import mentions
from counterclaim.compare.voices import voices
from counterclaim.compare.weigh import SHORT
from counterclaim.records import Coding


def compare(codings: Sequence[Coding], links: Links | None = None) -> Accounts:
    """Happenings and disputes of the documents coded, by day. Pure; the same codings give the same accounts, ids included.

    What no coded event tells of is a happening only where two documents speak of it.
    """
    every = mentions(codings)
    kept = [g for g in groups(every, links) if any(every[i].event for i in g.members) or len({every[i].order[0] for i in g.members}) > 1]
    hostile = belligerents(every)
    told = [(happening(every, g, hostile), [every[i] for i in g.members]) for g in kept]
    told.sort(key=lambda pair: (pair[0].first is None, pair[0].first or "", pair[1][0].order))
    told = apart(told)
    found = disputes(told, every, codings)
    return Accounts(tuple(h for h, _ in told), named(found))


def belligerents(every: Sequence[Mention]) -> set[str]:
    """Parties to the conflict that a case is about: whom acts of violence are told of more than once. None is a witness of its own."""
    acts = Counter(a for m in every if "violence" in families(m.type) and m.event for a in m.sources | m.targets if len(a) == 3)
    return {a for a, n in acts.items() if n > 1}


def happening(every: Sequence[Mention], group: Group, hostile: set[str]) -> Happening:
    """One happening out of its mentions: what most of them say, or the surest."""
    members = [every[i] for i in group.members]
    events = [m for m in members if m.event]
    days = best_days(events) or best_days(members)
    place = most([m.place for m in members if m.place], lambda p: (p.kind != "state", p.name))
    joined = [every[i].member(w.score, w.reasons) if (w := group.why.get(i)) and n else every[i].member() for n, i in enumerate(group.members)]
    sources, targets = ranked([m.sources for m in members]), ranked([m.targets for m in members])
    heard = voices(members, {*sources, *targets, *hostile})
    sides = {m.speaker or m.side for m in members}
    only = next(iter(sides)) if len(sides) == 1 and heard and all(v.party for v in heard) else None
    return Happening(
        key(members[0]), (most([m.type for m in events]) or members[0].type), (most([m.cameo for m in events]) or members[0].cameo), tuple(joined),
        days[0] if days else None, days[1] if days else None, place.name if place else None, place.country if place else None,
        place.lat if place else None, place.lon if place else None, sources, targets, heard, only,
    )  # fmt: skip


def key(first: Mention) -> str:
    """A name that stays as long as the first mention does."""
    mark = f"{first.document.id}:{first.document.digest}:{first.span.start}:{first.span.end}:{first.type}"
    return "h" + hashlib.sha256(mark.encode("utf8")).hexdigest()[:10]


def apart(told: Sequence[tuple[Happening, list[Mention]]]) -> list[tuple[Happening, list[Mention]]]:
    """The happenings under keys of their own, also where two begin with the same words."""
    seen: Counter[str] = Counter()
    out = []
    for h, members in told:
        seen[h.id] += 1
        out.append((replace(h, id=f"{h.id}-{seen[h.id]}") if seen[h.id] > 1 else h, members))
    return out


def named(found: Sequence[Dispute]) -> tuple[Dispute, ...]:
    """The disputes under names made of what they are about, each its own."""
    seen: Counter[str] = Counter()
    out = []
    for d in found:
        sides = ";".join(f"{s.passage.document}:{s.passage.start}:{s.says}" for s in d.sides)
        mark = f"{d.kind}:{d.happening}:{sides}"
        seen[mark] += 1
        name = "d" + hashlib.sha256(f"{mark}#{seen[mark]}".encode()).hexdigest()[:10]
        out.append(Dispute(name, d.kind, d.sides, d.happening, d.reason))
    return tuple(out)


def best_days(members: Sequence[Mention]) -> tuple[str, str] | None:
    """First and last day: what the surest mentions say most often, short spans before long ones."""
    dated = [(m.first, m.last, m.trust) for m in members if m.first and m.last]
    if not dated:
        return None
    counts: Counter[Any] = Counter()
    for first, last, trust in dated:
        counts[first, last] += trust * (1.0 if (last - first).days <= SHORT else 0.3)  # type: ignore[assignment]
    (first, last), _ = max(counts.items(), key=lambda kv: (kv[1], kv[0][0].toordinal() * -1))
    return first.isoformat(), last.isoformat()


def most(values: Sequence[Any], rank: Callable[[Any], Any] = lambda v: v) -> Any:
    """The most frequent value (the first of several), None of nothing; those that `rank` puts apart are counted apart."""
    if not values:
        return None
    counts = Counter(rank(v) for v in values)
    best = max(counts, key=lambda r: (r[0] if isinstance(r, tuple) else True, counts[r]))
    return next(v for v in values if rank(v) == best)


def ranked(sets: Sequence[frozenset[str]]) -> tuple[str, ...]:
    counts = Counter(c for s in sets for c in sorted(s))
    return tuple(sorted(counts, key=lambda c: (-counts[c], c)))
