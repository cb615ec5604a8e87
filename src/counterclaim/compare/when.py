"""On which day an act is, as far as the words around it say, and how far that is to be trusted."""

from __future__ import annotations

import re
from datetime import date, timedelta

from counterclaim.compare.mention import AROUND, BEFORE, BESIDE, SAID
from counterclaim.edtf import days
from counterclaim.records import Coding, Event, Span, TimeRef

# "the largest attack since the war of 1994": no day of what is told
BOUND = re.compile(r"\b(?:since|until|till|before|than)(?:\s+[\w-]+){0,4}\s*$", re.I)
CLAUSE_BETWEEN = re.compile(r"[;:]|\b(?:that(?!(?:\s+same)?\s*$)|which|who|when|while|and|but)\b")  # what parts an act from a time of another one
# "closed it on Monday after three people were killed": these were killed at some time before
EARLIER = re.compile(r"\b(?:after|following|because|in response to|in reply to|over)\b", re.I)
# "on Monday, two days after bombs fell": the act behind it is of another day, counted from the one named
NUMBERS = ("", "a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
COUNTED = re.compile(
    r"\b(?P<many>\d{1,2}|a|the|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?P<unit>days?|weeks?)\s+(?P<way>after|before)"
    r"\s+(?!that\b|this\b)(?:[^\s,;:]+\s+){0,8}$", re.I
)  # fmt: skip
NIGHT = re.compile(r"\b(?:over)?night\b", re.I)
NAMED_BEFORE = 12  # characters before it within which that day ends
CARRIED = 7  # days: a longer time dates nothing that is told after it


class Calendar:
    """The days that a document names, and what is told of them."""

    def __init__(self, coding: Coding) -> None:
        self.text, self.published = coding.document.text, coding.document.published
        named = (t for t in coding.times if days(t) and not BOUND.search(self.text[max(t.start - 60, 0) : t.start]))
        self.dated = sorted(named, key=lambda t: t.start)

    def of_event(self, event: Event, sentence: Span) -> tuple[tuple[date, date] | None, float]:
        """The days of a coded event, trusted less where they were inferred or stand in another clause; shifted by "a day after it fell"."""
        if offset := self.beside(event.trigger, sentence):
            return offset, BESIDE
        span, when = self.days(event.time), event.time
        if span is None or when is None:
            return None, 0.0
        if when.anchor in ("inferred", "focus"):
            return span, AROUND
        low, high = sorted((when.start, event.trigger.start))
        between = self.text[low:high]
        if low == when.start and EARLIER.search(between):
            return None, 0.0
        return span, BESIDE if CLAUSE_BETWEEN.search(between) else SAID

    def when(self, span: Span, own: Span, sentence: Span) -> tuple[tuple[date, date] | None, float]:
        """The time of a clause, counted from another one or named in it, else in its sentence, else last before in the paragraph."""
        if offset := self.beside(span, sentence):
            return offset, BESIDE
        for place, trust in ((own, SAID), (sentence, BESIDE)):
            inside = [t for t in self.dated if place.start <= t.start < place.end]
            if inside:
                near = min(inside, key=lambda t: abs(t.start - span.start))
                return (None, 0.0) if EARLIER.search(self.text, near.end, max(span.start, near.end)) else (self.days(near), trust)
        before = [t for t in self.dated if t.end <= sentence.start and "\n\n" not in self.text[t.end : sentence.start]]
        last = self.days(before[-1]) if before else None  # a year or a month says nothing of what is told after it
        return (last, BEFORE) if last and (last[1] - last[0]).days <= CARRIED else (None, 0.0)

    def days(self, time: TimeRef | None) -> tuple[date, date] | None:
        """The days of a time; a night reaches into the next one."""
        span = days(time)
        if span and time and span[0] == span[1] and NIGHT.search(time.text):
            return span[0], span[1] + timedelta(1)
        return span

    def beside(self, span: Span, sentence: Span) -> tuple[date, date] | None:
        """The day of what stands behind "on Monday, two days after"; counted from publication where the sentence begins so."""
        found = COUNTED.search(self.text, sentence.start, span.start)
        if found is None:
            return None
        named = [t for t in self.dated if sentence.start <= t.start and t.end <= found.start() and t.end > found.start() - NAMED_BEFORE]
        if named:
            origin = (days(named[-1]) or (None,))[0]
        else:
            origin = date.fromisoformat(self.published) if self.published and found.start() == sentence.start else None
        if origin is None:
            return None
        many = found["many"].lower()
        count = int(many) if many.isdigit() else NUMBERS.index(many) if many in NUMBERS else 1
        gap = timedelta(count * (7 if found["unit"].startswith("week") else 1))
        there = origin - gap if found["way"] == "after" else origin + gap
        return there, there
