"""Events dated by one another: "on Wednesday, a day after they met" puts the meeting on Tuesday."""

from __future__ import annotations

from collections.abc import Callable

from counterclaim.annotate.contract import Annotation
from counterclaim.extract.times.calendar import day_range, moved, unit_around
from counterclaim.extract.times.grammar import grammar
from counterclaim.extract.times.narrative import words
from counterclaim.records import TimeRef


class Beside:
    """Clauses that count days from one another. `own_time` gives the time that a token's clause names itself."""

    def __init__(self, a: Annotation, own_time: Callable[[int], TimeRef | None]) -> None:
        self.a = a
        self.own_time = own_time
        self.cues = words()
        table = grammar().words
        self.units: dict[str, str] = table["units"]
        self.numbers: dict[str, int] = {**table["numbers"], "the": 1}

    def time_of(self, i: int) -> TimeRef | None:
        """The day of the event at `i`, counted from that of the clause above or below it."""
        t = self.a.tokens
        clause = i
        while t[clause].dep == "conj":
            clause = t[clause].head
        if t[clause].dep == "advcl":
            return self.counted(clause, self.own_time(t[clause].head), -1)
        for k in self.a.kids(i, "advcl"):
            if found := self.counted(k, self.own_time(k), 1):
                return found
        return None

    def opens_clause(self, time: TimeRef) -> bool:
        """Whether a time ends with the conjunction of a clause, and so says when something else was: "a week before they met"."""
        last = self.a.tokens[self.a.token_at(time.end - 1)] if self.a.tokens else None
        return last is not None and last.dep == "mark" and last.lower in self.cues["after"] | self.cues["before"]

    def counted(self, clause: int, base: TimeRef | None, way: int) -> TimeRef | None:
        """`base` moved by what stands before the conjunction of `clause`; way 1 for the clause above, -1 for itself."""
        t = self.a.tokens
        days = day_range(base) if base else None
        mark = next((k for k in self.a.kids(clause, "mark", "prep", "advmod") if t[k].lower in self.cues["after"] | self.cues["before"]), None)
        if base is None or days is None or mark is None or mark < 2:
            return None
        unit, count = self.units.get(t[mark - 1].lower), self.number(t[mark - 2].lower)
        if unit is None or count is None:
            return None
        steps = count * way * (1 if t[mark].lower in self.cues["after"] else -1)
        try:
            first, last = moved(unit, days[0], steps), moved(unit, days[1], steps)
            if unit not in ("day", "week"):
                first, last = unit_around(unit, first)[0], unit_around(unit, last)[1]
        except (ValueError, OverflowError):
            return None
        start, end = t[mark - 2].start, t[mark].end
        said = self.a.text[start:end]
        return TimeRef(start, end, said, first.isoformat(), last.isoformat(), "focus", days[0].isoformat(), f"counted from “{base.text}”")

    def number(self, word: str) -> int | None:
        return int(word) if word.isascii() and word.isdigit() and len(word) < 4 else self.numbers.get(word)
