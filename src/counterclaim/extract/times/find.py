"""Finding the times of a document and putting them on the calendar."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date

from counterclaim.annotate.contract import Annotation
from counterclaim.extract.times.calendar import Range, as_date, day_range
from counterclaim.extract.times.context import Context, Dates
from counterclaim.extract.times.grammar import TOKEN, Found, Grammar, grammar
from counterclaim.extract.times.resolve import RESOLVERS
from counterclaim.extract.times.tense import TenseCues
from counterclaim.records import Document, TimeRef

DATELINE = 400  # characters at the head of a text in which a full date dates the text itself
LEANS_ON_FOCUS = ("day", "week", "month", "quarter", "year", "weekend", "season", "half")
READ_ASIDES = ("dateline", "title")  # of what is not the article, these still help to date it
KEEPS_FOCUS = ("deictic_day", "clock", "overnight", "year_earlier")  # what tells of something beside the story


def find_times(annotation: Annotation, document: Document) -> list[TimeRef]:
    """Every time that `document.text` names, in order, resolved as far as the text and `published` allow."""
    return Search(annotation, document).run()


def joins_event(between: str, names: list[str]) -> bool:
    """Does a name of the event stand right before the end of `between`, with nothing but "of" or "on" after it?"""
    return bool(re.search(rf"\b(?:{'|'.join(map(re.escape, names))})\s*(?:of|on|,)?\s*$", between, re.IGNORECASE))


class Search:
    """One pass over a text, which keeps the time in focus."""

    def __init__(self, annotation: Annotation, document: Document) -> None:
        self.grammar: Grammar = grammar()
        self.annotation = annotation
        self.text = document.text
        marks = [(m.start(), m.group()) for m in TOKEN.finditer(self.text)]
        self.starts = [start for start, _ in marks]
        self.tokens = [token for _, token in marks]
        self.code = self.grammar.encode(self.tokens)
        self.sentences = [s.start for s in annotation.sentences]
        self.tense = TenseCues.from_words(self.grammar.words)
        self.refs: list[TimeRef] = []
        self.asides = [(a.start, a.end) for a in document.asides if a.kind not in READ_ASIDES]
        self.year_at = -1  # sentence in which a year was last said outright
        self.context = Context(self.grammar.words, as_date(document.published))
        if self.context.published is None:
            self.context.published = self.dateline(document)

    def run(self) -> list[TimeRef]:
        waiting: list[tuple[int, Found]] = []
        at, tokens = 0, len(self.tokens)
        plain = {self.grammar.other, self.grammar.mark}
        while at < tokens:
            if self.code[at] in plain or any(first <= self.starts[at] < last for first, last in self.asides):
                at += 1
                continue
            for found in self.grammar.matches(self.code, self.tokens, at):
                dates = self.resolve(found)
                if dates is not None:
                    if found.build == "beside_event" and dates.first is None:
                        waiting.append((len(self.refs), found))
                    self.keep(found, dates)
                    at = found.last
                    break
            else:
                at += 1
        for index, found in waiting:  # an event may be dated further down
            dates = self.resolve(found)
            if dates is not None:
                self.refs[index] = self.ref(found, dates)
        return self.refs

    def resolve(self, found: Found) -> Dates | None:
        context = self.context
        context.before = self.token(found.first - 2).lower(), self.token(found.first - 1).lower()
        context.after = self.token(found.last), self.token(found.last + 1)
        start = self.starts[found.first]
        context.direction = lambda: self.direction(start, context.before[1])
        context.event_day = lambda word: self.event_day(word, start)
        if self.year_at != self.sentence(start):
            context.year = None
        try:
            return RESOLVERS[found.build](found.kept, context)
        except (ValueError, OverflowError):  # 31 June, the year 10000
            return None

    def direction(self, start: int, before: str) -> int:
        """Does what happens then lie ahead (1) or back (-1)? A deadline lies ahead, unless all had happened by then."""
        found = self.tense.direction(self.annotation, start)
        return 1 if before in self.tense.deadlines and found > -2 else max(found, -1)

    def token(self, i: int) -> str:
        return self.tokens[i] if 0 <= i < len(self.tokens) else ""

    def ref(self, found: Found, dates: Dates) -> TimeRef:
        start = self.starts[found.first]
        last = found.last - 1
        if self.tokens[last] == "." and self.tokens[last - 1].lower() not in self.grammar.short_months and found.build not in ("clock",):
            last -= 1  # the full stop of the sentence, not of an abbreviation
        end = self.starts[last] + len(self.tokens[last])
        return TimeRef(start, end, self.text[start:end], dates.first, dates.last, dates.anchor, self.base(dates, found), found.build)

    def base(self, dates: Dates, found: Found) -> str | None:
        """The day that a relative time was counted from."""
        if dates.anchor == "published" and self.context.published:
            return self.context.published.isoformat()
        if dates.anchor != "focus":
            return None
        days = self.context.event_day(found.kept["event"]) if "event" in found.kept else self.context.focus
        return days[0].isoformat() if days else None

    def keep(self, found: Found, dates: Dates) -> None:
        """Notes the time, and what later times may lean on."""
        ref = self.ref(found, dates)
        self.refs.append(ref)
        days = day_range(ref)
        if days is None:
            return
        if dates.unit == "day":
            self.context.day = days
        if dates.unit in LEANS_ON_FOCUS and found.build not in KEEPS_FOCUS:
            self.context.focus, self.context.focus_unit = days, dates.unit
        if found.build == "quarter":
            self.context.quarter = days
        if dates.anchor == "explicit" and dates.unit in ("day", "month", "year"):
            self.context.year, self.year_at = days[0].year, self.sentence(ref.start)

    def sentence(self, offset: int) -> int:
        return bisect_right(self.sentences, offset) - 1

    def event_day(self, word: str, start: int) -> Range | None:
        """The days of the nearest time that shares a sentence, other than this one, with a name of the event."""
        here = self.sentence(start)
        names = next((group for group in self.grammar.words["event_names"] if word in group), None)
        if names is None:  # "the day after his team": whatever that is, it has no day
            return None
        seen = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE)
        for ref in sorted(self.refs, key=lambda r: abs(r.start - start)):
            number = self.sentence(ref.start)
            days = day_range(ref)
            if number < 0 or days is None or (days[1] - days[0]).days > 7:
                continue
            if number == here:  # only what is joined to the event itself: "the day before the truce of 5 April"
                if ref.start > start and joins_event(self.text[start : ref.start], names):
                    return days
                continue
            sentence = self.annotation.sentences[number]
            if seen.search(self.text, sentence.start, sentence.end):
                return days
        return None

    def dateline(self, document: Document) -> date | None:
        """The first full date in an aside or at the head of the text, taken for the day of publication."""
        for start, end in [(a.start, a.end) for a in document.asides] + [(0, DATELINE)]:
            first, last = bisect_right(self.starts, start - 1), bisect_right(self.starts, end)
            for at in range(first, last):
                for found in self.grammar.matches(self.code, self.tokens, at):
                    if found.build in ("figures_iso", "figures_month_first", "day_of_month") and found.kept.get("year"):
                        dates = self.resolve(found)
                        day = as_date(dates.first) if dates else None
                        if day:
                            return day
        return None
