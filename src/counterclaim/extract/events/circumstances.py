"""When and where: which of the times and places of a text belong to an event."""

from __future__ import annotations

from collections import defaultdict
from typing import TypeVar

from counterclaim.annotate.contract import Annotation
from counterclaim.records import PlaceRef, TimeRef

R = TypeVar("R", TimeRef, PlaceRef)
# A time of the clause above is not that of the clause below a verb of saying: "said on Monday that it had …".
BARRIER = frozenset({"ccomp", "relcl", "advcl", "parataxis"})
GOAL = frozenset({"to", "into"})
NEAR = 40  # steps in the tree above which a time or place is somebody else's


class Circumstances:
    """Times and places by sentence, with the token each hangs on."""

    def __init__(self, annotation: Annotation, times: list[TimeRef], places: list[PlaceRef], place_preps: frozenset[str]) -> None:
        self.a = annotation
        self.place_preps = place_preps
        self.times = self.by_sentence([t for t in times if t.from_ or t.to])
        self.places = self.by_sentence([p for p in places if p.country])

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

    def time_of(self, i: int) -> TimeRef | None:
        return self.nearest(i, self.times.get(self.a.tokens[i].sent, []))

    def place_of(self, i: int) -> PlaceRef | None:
        named = self.places.get(self.a.tokens[i].sent, [])
        found = self.nearest(i, [(k, p) for k, p in named if self.is_location(k)])
        if found is None:  # "came to Yerevan": where one goes is where it happens
            goals = [(k, p) for k, p in named if self.a.tokens[k].dep == "pobj" and self.a.tokens[self.a.tokens[k].head].lower in GOAL]
            found = next((p for k, p in goals if self.a.tokens[self.a.tokens[k].head].head == i), None)
        return found

    def is_location(self, k: int) -> bool:
        """Whether the place at token `k` stands behind a preposition of place."""
        t = self.a.tokens
        for _ in range(8):
            if t[k].dep == "pobj":
                return t[t[k].head].lower in self.place_preps or (t[t[k].head].lower == "of" and self.is_location(t[t[k].head].head))
            if t[k].dep not in ("compound", "conj", "appos", "nmod", "amod", "poss") or t[k].head == k:
                return False
            k = t[k].head
        return False

    def nearest(self, i: int, refs: list[tuple[int, R]]) -> R | None:
        """The reference with the shortest way in the tree to token `i` that crosses no barrier going down to it."""
        best: tuple[int, R] | None = None
        up = {i: 0}
        for n, k in enumerate(self.a.ancestors(i), 1):
            up[k] = n
        crossed = self.barriers(i)
        for head, ref in refs:
            steps, k = 0, head
            while k not in up and self.a.tokens[k].head != k and steps < NEAR:
                k, steps = self.a.tokens[k].head, steps + 1
            if k not in up:
                continue
            if crossed is not None and up[k] >= crossed:
                continue  # it hangs on a clause above that this one is only reported or described in
            distance = steps + up[k]
            if best is None or distance < best[0]:
                best = (distance, ref)
        return best[1] if best else None

    def barriers(self, i: int) -> int | None:
        """How many steps above `i` the first barrier is crossed."""
        low = i
        for n, k in enumerate(self.a.ancestors(i), 1):
            if self.a.tokens[low].dep in BARRIER:
                return n
            low = k
        return None
