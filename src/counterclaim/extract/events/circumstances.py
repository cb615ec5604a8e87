"""When and where: which of the times and places of a text belong to an event."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from counterclaim.annotate.contract import Annotation
from counterclaim.extract.places import control
from counterclaim.extract.places.metonymy import done_to, is_location
from counterclaim.extract.times import day_range, joined
from counterclaim.extract.times.beside import Beside
from counterclaim.extract.times.narrative import Narrative
from counterclaim.records import PlaceRef, TimeRef

R = TypeVar("R", TimeRef, PlaceRef)
# A time of the clause above is not that of the clause below a verb of saying: "said on Monday that it had …".
BARRIER = frozenset({"ccomp", "relcl", "advcl", "parataxis"})
# Nor is a time of a clause below, or of a later clause with a subject of its own, that of the clause above.
BELOW = frozenset({"ccomp", "relcl", "advcl", "acl", "pcomp", "csubj", "conj", "parataxis"})
GOAL = frozenset({"to", "into"})
ABOVE = 1.5  # a step up to a clause above weighs more than one down inside the clause
NEAR = 40  # steps in the tree above which a time or place is somebody else's
JOINS = {"from": frozenset({"to", "until", "till", "through"}), "between": frozenset({"and"})}


class Circumstances:
    """Times and places by sentence, with the token each hangs on."""

    def __init__(self, annotation: Annotation, times: list[TimeRef], places: list[PlaceRef], place_preps: frozenset[str]) -> None:
        self.a = annotation
        self.place_preps = place_preps
        self.narrative = Narrative(annotation, times)
        self.beside = Beside(annotation, self.own_time)
        datelines = {f.ref.start for f in self.narrative.focus.values() if f.dateline}
        known = [t for t in times if (t.from_ or t.to) and t.start not in datelines and not self.beside.opens_clause(t)]
        self.times = self.by_sentence(self.with_ranges(known))
        self.located: dict[int, PlaceRef | None] = {}
        self.places = self.by_sentence([p for p in places if not p.metonym])

    def with_ranges(self, times: list[TimeRef]) -> list[TimeRef]:
        """`times` with the two ends of "from 1991 to 1997" and of "on Thursday and Friday" made one."""
        out: list[TimeRef] = []
        for ref in times:
            if out and self.are_one(out[-1], ref):
                out[-1] = joined(out[-1], ref, self.a.text)
            else:
                out.append(ref)
        return out

    def are_one(self, first: TimeRef, last: TimeRef) -> bool:
        between = self.a.text[first.end : last.start].strip(" ,\n").lower() if last.start - first.end < 12 else ""
        opening = self.a.text[max(0, first.start - 9) : first.start].lower().split()
        a, b = day_range(first), day_range(last)
        if a is None or b is None or a[0] > b[0]:
            return False
        if opening and between in JOINS.get(opening[-1], ()):
            return True
        return between == "and" and b[0] - a[1] == timedelta(days=1)

    def by_sentence(self, refs: list[R]) -> dict[int, list[tuple[int, R]]]:
        out: dict[int, list[tuple[int, R]]] = defaultdict(list)
        for ref in refs:
            if not self.a.tokens:
                break
            first, last = self.a.token_at(ref.start), self.a.token_at(max(ref.start, ref.end - 1))
            head = self.head_of(first, last)
            out[self.a.tokens[head].sent].append((head, ref))
        return out

    def head_of(self, first: int, last: int) -> int:
        """The token of a stretch whose governor lies outside it."""
        for k in range(first, last + 1):
            up = self.a.tokens[k].head
            if not first <= up <= last or up == k:
                return k
        return first

    # -- when ------------------------------------------------------------------------------------

    def time_of(self, i: int) -> TimeRef | None:
        """The time of the event at token `i`: named in its clause, counted from another clause, or carried forward."""
        found = self.own_time(i) or self.beside.time_of(i)
        if found is not None:
            return found
        if found := self.narrative.together(i):
            return replace(found, anchor="inferred", why="the clause it is told to have happened together with")
        return self.narrative.carried(i)

    def own_time(self, i: int) -> TimeRef | None:
        """The time that the clause of token `i` names; open at one end after "since" and "until"."""
        here = self.times.get(self.a.tokens[i].sent, [])
        found = self.nearest(i, here)
        if found is None:
            return None
        head = next(k for k, ref in here if ref is found)
        before = self.a.tokens[self.a.tokens[head].head].lower
        if before in self.narrative.cues["since"]:
            return replace(found, to=None)
        return replace(found, from_=None) if before in self.narrative.cues["until"] else found

    def is_dated(self, i: int) -> bool:
        """Whether the phrase of the noun at token `i` names the day: "Friday's talks", "the firing of 12 March"."""
        near = (ref for head, ref in self.times.get(self.a.tokens[i].sent, []) if head in self.a.subtree(i))
        return any((days := day_range(ref)) is not None and days[0] == days[1] for ref in near)

    # -- where -----------------------------------------------------------------------------------

    def place_of(self, i: int) -> PlaceRef | None:
        """The place of the event at token `i`, with who controlled it then."""
        found = self.location_of(i)
        if found is None:
            return None
        time = self.time_of(i)
        days = day_range(time) if time else None
        return replace(found, controlled_by=control.on(found, days)) if days else found

    def location_of(self, i: int) -> PlaceRef | None:
        """The place of the event at token `i`; remembered, since each pattern that is tried asks for it."""
        if i not in self.located:
            self.located[i] = self.locate(i)
        return self.located[i]

    def locate(self, i: int) -> PlaceRef | None:
        named = self.places.get(self.a.tokens[i].sent, [])
        t = self.a.tokens
        for k, place in named:
            if t[k].dep == "pobj" and t[t[k].head].lower in GOAL and t[t[k].head].dep == "prep" and t[t[k].head].head == i:
                return place  # "came to Yerevan": where one goes is where it happens
            if place.kind != "state" and done_to(self.a, k, i):
                return place  # "shelled Talish", "Talish was shelled", "visited Baku"
        apart = [(k, p) for k, p in named if p.relation or p.kind == "border" or is_location(self.a, k, self.place_preps)]
        return self.nearest(i, [(k, p) for k, p in apart if not self.before_own_clause(i, k)])

    def before_own_clause(self, i: int, k: int) -> bool:
        """Whether the place at `k` closes an earlier clause: "has bases in Armenia, but it sells arms". Opening both, it is shared."""
        t = self.a.tokens
        clause = i
        while t[clause].head != clause and not (t[clause].dep == "conj" and self.a.kids(clause, "nsubj", "nsubjpass")):
            clause = t[clause].head
        return t[clause].dep == "conj" and t[clause].head < k < min(self.a.subtree(clause))

    # -- the tree --------------------------------------------------------------------------------

    def nearest(self, i: int, refs: list[tuple[int, R]]) -> R | None:
        """The reference with the shortest way in the tree to token `i` that crosses no barrier going down to it."""
        best: tuple[float, R] | None = None
        up = {i: 0}
        for n, k in enumerate(self.a.ancestors(i), 1):
            up[k] = n
        crossed = self.barriers(i)
        for head, ref in refs:
            steps, k = 0, head
            while k not in up and self.a.tokens[k].head != k and steps < NEAR and not self.closed(k):
                k, steps = self.a.tokens[k].head, steps + 1
            if k not in up:
                continue
            if crossed is not None and up[k] >= crossed:
                continue  # it hangs on a clause above that this one is only reported or described in
            distance = steps + ABOVE * up[k]
            if best is None or distance < best[0]:
                best = (distance, ref)
        return best[1] if best else None

    def closed(self, k: int) -> bool:
        """Whether token `k` heads a clause whose times and places stay inside it."""
        token = self.a.tokens[k]
        if token.dep not in BELOW or token.pos not in ("VERB", "AUX"):
            return False
        return token.dep != "conj" or bool(self.a.kids(k, "nsubj", "nsubjpass"))

    def barriers(self, i: int) -> int | None:
        """How many steps above `i` the first barrier is crossed."""
        low = i
        for n, k in enumerate(self.a.ancestors(i), 1):
            if self.a.tokens[low].dep in BARRIER:
                return n
            low = k
        return None
