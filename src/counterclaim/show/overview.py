"""Contexts that span all documents: timeline, map and network. Pure, as `assemble` is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from counterclaim.records import Event
from counterclaim.show import dates
from counterclaim.show.contexts import Apart, Edge, MapPoint, Moment
from counterclaim.show.scope import Scope
from counterclaim.show.words import actor_name, entry, named, party

LONGEST_SPAN = 92  # days; an event that may lie anywhere in more is no moment
LONGEST_AXIS = 400  # days; up to this the timeline takes in everything
UNHAPPENED = {"negated", "questioned"}  # neither timeline nor network shows what is not said to be so


def each_event(shown: Sequence[Scope]) -> Iterator[tuple[str, str, Event]]:
    """(address on the page, label, event) for all that are not said to be untrue."""
    for i, scope in enumerate(shown, start=1):
        for event in scope.coding.events:
            if event.status not in UNHAPPENED:
                yield scope.href(event.id), f"{i}:{event.id}" if len(shown) > 1 else event.id, event


def headline(event: Event) -> str:
    """ "Armenia (military) attacks Azerbaijan (civilians)" in a line; "Armenia: attack" with one party."""
    kind = entry("types", event.type)
    sources, targets = (named(party(m) for m in side) for side in (event.sources, event.targets))
    if sources and sources == targets:
        return f"{sources}: {kind['name']}"
    if sources and targets:  # the verb is in the singular
        several = len({party(m) for m in event.sources}) > 1
        return f"{sources} → {targets}: {kind['name']}" if several else f"{sources} {kind['act']} {targets}"
    if targets:
        return f"somebody {kind['act']} {targets}"
    return f"{sources}: {kind['name']}" if sources else kind["name"]


def timeline_of(shown: Sequence[Scope]) -> tuple[list[Moment], list[Apart]]:
    """(events for the timeline by day, events that are listed apart): apart is what has no year, what may
    lie anywhere in more than a season, and what lies so far from the rest that it would press it together."""
    moments: list[tuple[Moment, Apart]] = []
    others: list[tuple[Moment, Apart]] = []
    apart: list[Apart] = []
    for href, label, event in each_event(shown):
        span, when = dates.days(event.time), dates.plain_range(event.time)
        if span is None:
            apart.append(Apart(label, headline(event), when, href))
            continue
        slug = entry("quads", event.quad)["slug"]
        moment = Moment(span[0].isoformat(), span[1].isoformat(), event.quad, slug, label, headline(event), href)
        (moments if (span[1] - span[0]).days <= LONGEST_SPAN else others).append((moment, Apart(label, moment.headline, when, href)))
    if not moments:
        moments, others = others, []
    moments.sort(key=lambda pair: (pair[0].first, pair[0].last))
    near, far = densest([m for m, _ in moments])
    listed = [a for m, a in moments if m in set(far)]
    return near, [*listed, *(a for _, a in others), *apart]


def densest(moments: list[Moment]) -> tuple[list[Moment], list[Moment]]:
    """(those close together, those far off): while one gap is most of a long span, its smaller side is far off."""
    far: list[Moment] = []
    while len(moments) > 1:
        starts = [date.fromisoformat(m.first).toordinal() for m in moments]
        gap, cut = max((after - before, i + 1) for i, (before, after) in enumerate(pairwise(starts)))
        if starts[-1] - starts[0] < LONGEST_AXIS or gap < (starts[-1] - starts[0]) / 3:
            break
        low, high = moments[:cut], moments[cut:]
        moments, less = (high, low) if len(high) >= len(low) else (low, high)
        far += less
    return moments, far


def points(shown: Sequence[Scope]) -> list[MapPoint]:
    """Places of events that have coordinates, the most eventful first."""
    found: dict[tuple[str, float, float, bool], list[tuple[str, bool]]] = defaultdict(list)
    for href, _, event in each_event(shown):
        place = event.place
        if place and place.lat is not None and place.lon is not None:
            found[place.name, place.lat, place.lon, place.kind == "state"].append((href, place.disputed))
    rows = [MapPoint(name, lat, lon, len(at), vague, any(disputed for _, disputed in at), at[0][0]) for (name, lat, lon, vague), at in found.items()]
    return sorted(rows, key=lambda p: (-p.count, p.name))


def edges(shown: Sequence[Scope]) -> list[Edge]:
    """Who dealt with whom, the busiest first. Two-way events count once a pair; a state's sectors count as the state."""
    counts: Counter[tuple[str, str, str, bool]] = Counter()
    first: dict[tuple[str, str, str, bool], str] = {}
    for href, _, event in each_event(shown):
        for source, target, mutual in pairs(event):
            key = source, target, entry("quads", event.quad)["of"], mutual
            counts[key] += 1
            first.setdefault(key, href)
    rows = [Edge(actor_name(s), actor_name(t), kind, mutual, n, first[s, t, kind, mutual]) for (s, t, kind, mutual), n in counts.items()]
    return sorted(rows, key=lambda e: (-e.count, e.source, e.target, e.kind))


def pairs(event: Event) -> set[tuple[str, str, bool]]:
    """(source, target, mutual) of an event without the author and the unresolved; a mutual pair in one order."""
    sources, targets = ({m.actor for m in side if m.actor and m.actor != "author"} for side in (event.sources, event.targets))
    found = {(s, t) for s in sources for t in targets if s != t}
    return {(min(s, t), max(s, t), True) if (t, s) in found else (s, t, False) for s, t in found}
