"""Codings as mentions: each what a report says of one thing, with all that comparing looks at."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from counterclaim.compare.kinds import families
from counterclaim.compare.mention import Mention
from counterclaim.compare.sides import US, acting, codes, side_of, speaker_of, states_at
from counterclaim.compare.when import Calendar
from counterclaim.compare.words import clause, placed_concepts, vocabulary
from counterclaim.records import Coding, Event, PlaceRef, Span

# A mention that was passed over for want of actors can still be joined to what others report.
NOBODY = "nobody whom the lexicon knows takes part"
# "did not lock", "no commandos crossed": a negation at most three words before
NEGATED = re.compile(r"(?:\b(?:not|never|nobody|neither|none|without)|n't)(?:\s+\w+){0,2}\s+$|(?:^|\s)[Nn]o\s+(?:\w+\s+){0,3}$")
BY_NOBODY = re.compile(r"\b(?:nobody|no one|neither|none)(?:\s+\w+){0,2}\s+$", re.I)
NONE_AFTER = re.compile(r"\s+(?:none|nobody|nothing|no one)\b", re.I)  # "fired none"
BY = re.compile(r"\s+by\s+(?:the\s+|an?\s+)?")
CAME_FROM = re.compile(r"(?:\s+\w+){0,4}?\s+(?:came|come|comes|coming|fired|launched|originated|flew)\s+from\s+(?:the\s+)?")
PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are)\s+(?:\w+\s+)?$")


def mentions(codings: Sequence[Coding]) -> list[Mention]:
    """All mentions of a case, in the order of its documents."""
    return [m for number, coding in enumerate(codings) for m in mentions_of(coding, number)]


def mentions_of(coding: Coding, number: int = 0) -> Iterator[Mention]:
    """The coded events of a document; candidates that were passed over only because nobody known takes part; other words for acts."""
    reader = Reader(coding, number)
    taken = [(e.trigger.start, e.trigger.end) for e in coding.events]
    events = [reader.of_event(event) for event in coding.events]
    candidates = list(passed_over(coding, reader, taken))
    more = list(reader.words_for_acts([*events, *candidates]))
    yield from events
    yield from candidates
    yield from more
    yield from reader.echoes([*events, *candidates, *more])


def passed_over(coding: Coding, reader: Reader, taken: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    seen: set[tuple[int, int]] = set()
    for note in coding.notes:
        kind, _, rest = note.rule.partition("/")
        cameo = rest.partition("/")[0]
        if not rest or note.reason != NOBODY or (note.start, note.end) in seen or any(a < note.end and note.start < b for a, b in taken):
            continue
        seen.add((note.start, note.end))
        yield reader.of_note(Span(note.start, note.end, note.text), kind, cameo)


class Reader:
    """What a document's mentions share: its sentences, times, claims and side."""

    def __init__(self, coding: Coding, number: int) -> None:
        self.coding, self.document, self.number = coding, coding.document, number
        self.text = coding.document.text
        self.sentences = coding.sentences or [Span(0, len(self.text), self.text)]
        self.starts = [s.start for s in self.sentences]
        self.claims = {c.id: c for c in coding.claims}
        self.calendar = Calendar(coding)
        self.placed = sorted((p for p in coding.places if not p.metonym and p.kind != "state"), key=lambda p: p.start)
        self.side = side_of(coding)
        names = [(a.start, a.end) for a in coding.actors if a.how in ("name", "people", "leader") and a.actor and " " not in a.text]
        states = [(a, b) for a, b, _ in states_at(self.text)]
        times = [(t.start, t.end) for t in coding.times]  # "March" is no march
        self.named = sorted([(p.start, p.end) for p in coding.places] + times + names + states)
        self.known: dict[tuple[int, int], set[str]] = {}
        self.count = 0

    def of_event(self, event: Event) -> Mention:
        span, trust = self.calendar.of_event(event, self.sentence(event.trigger.start))
        return self.mention(event, event.trigger, event.type, event.cameo, span, trust, event.place)

    def of_note(self, span: Span, kind: str, cameo: str) -> Mention:
        return self.mention(None, span, kind, cameo, None, 0.0, None)

    def words_for_acts(self, known: Sequence[Mention]) -> Iterator[Mention]:
        """Words for acts in clauses that tell of nothing of that family yet."""
        acts = vocabulary().acts
        told: set[tuple[int, str]] = {(m.clause.start, f) for m in known for f in families(m.type)}
        for sentence in self.sentences:
            for concept, start, end in placed_concepts(self.text[sentence.start : sentence.end]):
                if concept not in acts or self.aside(sentence.start + start) or self.is_name(sentence.start + start):
                    continue
                kind, cameo = acts[concept]
                span = Span(sentence.start + start, sentence.start + end, self.text[sentence.start + start : sentence.start + end])
                found = self.mention(None, span, kind, cameo, None, 0.0, None)
                own = {(found.clause.start, f) for f in families(kind)}
                if not own & told:
                    told |= own
                    yield found

    def echoes(self, known: Sequence[Mention]) -> Iterator[Mention]:
        """A sentence that denies what the one before it has somebody say: "Yerevan said that it took the town. Baku denied it." """
        told: defaultdict[int, list[Mention]] = defaultdict(list)
        for m in known:
            if m.stance in ("tells", "leaves open") and "speech" not in families(m.type):
                told[m.sentence.start].append(m)
        for before, here in pairwise(self.sentences):
            cue = vocabulary().cues["echoes"].search(self.text[here.start : here.end])
            if cue is None or "\n\n" in self.text[before.end - 1 : here.start + 1]:
                continue
            sentence = self.sentence(here.start)
            span = Span(here.start + cue.start(), here.start + cue.end(), cue.group())
            who = next((a.actor for a in self.coding.actors if here.start <= a.start < span.start and a.actor), None)
            speaker = None if who == "author" else who
            for m in told[before.start]:
                self.count += 1
                order = (self.number, self.count)
                yield replace(m, order=order, event=None, span=span, stance="denies", speaker=speaker, clause=sentence, sentence=sentence)

    def is_name(self, offset: int) -> bool:
        """Whether a word is part of a name or a time: "March" is no march."""
        return any(a <= offset < b for a, b in self.named)

    def aside(self, offset: int) -> bool:
        return any(a.start <= offset < a.end for a in self.document.asides)

    def mention(
        self, event: Event | None, span: Span, kind: str, cameo: str, when: tuple[date, date] | None, trust: float, place: PlaceRef | None
    ) -> Mention:
        sentence = self.sentence(span.start)
        a, b = clause(sentence.text, max(span.start - sentence.start, 0))
        own = Span(sentence.start + a, max(sentence.start + b, span.end), self.text[sentence.start + a : max(sentence.start + b, span.end)])
        if when is None:
            when, trust = self.calendar.when(span, own, sentence)
        near, wide = self.concepts(own), self.concepts(sentence)
        stance, speaker = self.stance(event, span, own, sentence)
        self.count += 1
        sources, worded = codes(event.sources) if event else frozenset(), self.doers(span, own, sentence)
        return Mention(
            (self.number, self.count), self.document, event.id if event else None, span, kind, cameo,
            sources, codes(event.targets) if event else frozenset(),
            when[0] if when else None, when[1] if when else None, trust, place or self.where(span, own),
            frozenset(near), frozenset(wide - near), stance, speaker, own, sentence, self.side, self.involved(own),
            sources or worded, frozenset(self.concepts(span)),
            worded or (frozenset() if PASSIVE.search(self.text[own.start : span.start]) else sources),
        )  # fmt: skip

    def concepts(self, stretch: Span) -> set[str]:
        """What a stretch speaks of, beside parties, places and times: those are compared by themselves."""
        spot = stretch.start, stretch.end
        if spot not in self.known:  # several mentions share a sentence
            named = [(s - stretch.start, e - stretch.start) for s, e in self.named if s < stretch.end and stretch.start < e]
            self.known[spot] = {c for c, a, b in placed_concepts(stretch.text) if not any(s < b and a < e for s, e in named)}
        return self.known[spot]

    def places(self, stretch: Span) -> frozenset[str]:
        """Places named in a stretch, as written and by their names."""
        inside = [p for p in self.placed if stretch.start <= p.start < stretch.end]
        return frozenset(name for p in inside for name in (p.name, p.text) if name)

    def of_us(self, stretch: Span) -> bool:
        """Whether a stretch speaks of "us" or "our" people."""
        return bool(US.search(stretch.text))

    def involved(self, own: Span) -> frozenset[str]:
        """Parties named in a clause."""
        return codes([a for a in self.coding.actors if own.start <= a.start < own.end and a.how != "place"])

    def doers(self, span: Span, own: Span, sentence: Span) -> frozenset[str]:
        """Who stands behind "by", else nearest before the words of a clause in the active voice."""
        speakers = {c.source.start for c in self.coding.claims if c.source}  # who tells of it has not done it by that
        known = [a for a in self.coding.actors if a.how != "place" and acting([a]) and a.actor != "author" and a.start not in speakers]
        inside = [a for a in known if own.start <= a.start < own.end]
        if by := BY.match(self.text, span.end):
            return acting([a for a in inside if by.end() - 2 <= a.start <= by.end() + 25][:1])
        if came := CAME_FROM.match(self.text, span.end, own.end):  # "the shot came from the Turkish side"
            return acting([a for a in inside if came.end() <= a.start <= came.end() + 10][:1])
        if PASSIVE.search(self.text[own.start : span.start]):
            return frozenset()
        before = [a for a in inside if a.start < span.start and a.how != "context"]
        before = [a for a in before if a.start == before[-1].start]
        if not before:  # "… drove at the ship and caused the collision": the subject stands at the head of the sentence
            before = [a for a in self.coding.actors if sentence.start <= a.start < own.start and a.how != "place" and a.actor][:1]
        return acting(before)

    def sentence(self, offset: int) -> Span:
        i = max(bisect_right(self.starts, offset) - 1, 0)
        s = self.sentences[i]
        return Span(s.start, s.end, self.text[s.start : s.end])

    def where(self, span: Span, own: Span) -> PlaceRef | None:
        inside = [p for p in self.placed if span.start <= p.start < own.end]  # before the act stands who speaks: "some in Yerevan allege"
        return min(inside, key=lambda p: abs(p.start - span.end)) if inside else None

    def stance(self, event: Event | None, span: Span, own: Span, sentence: Span) -> tuple[str, str | None]:
        """Whether it is told, denied, said to have failed or left open; and by whom, None for the document itself."""
        cues = vocabulary().cues
        inside = [self.claims[c] for c in (event.claims if event else []) if c in self.claims] if event else []
        denied = bool(event and event.status == "negated") ^ any(c.act == "deny" or c.author_stance == "rejects" for c in inside)
        speaker = next((name for name in map(speaker_of, reversed(inside)) if name), None)
        if any(c.author_stance == "rejects" for c in inside):
            speaker = None  # it is the document that says no
        if not denied and not any(c.act == "deny" for c in inside) and cues["denying"].search(sentence.text):
            denied = denying(cues["denying"], sentence.text, own.start - sentence.start, own.end - sentence.start)
        before = self.text[own.start : span.start]
        if event is None and cues["wished"].search(before):
            return "leaves open", speaker
        if (
            cues["never"].search(own.text)
            or BY_NOBODY.search(before)
            or (event is None and NEGATED.search(before))
            or NONE_AFTER.match(self.text, span.end)
        ):
            denied = True
        if denied and not cues["open"].search(sentence.text):  # "does not know who fired first" denies nothing
            return "denies", speaker
        if cues["failing"].search(own.text):
            return "fails", speaker
        if cues["open"].search(sentence.text) or (event and event.status in ("possible", "questioned", "intended", "wished")):
            return "leaves open", speaker
        return "tells", speaker


def denying(cue: re.Pattern[str], sentence: str, start: int, end: int) -> bool:
    """Whether a word of denial is about the clause at start–end: it stands in it, or what parts them is no new statement."""
    return any((start <= m.start() < end) or ";" not in sentence[min(m.end(), end) : max(m.start(), start)] for m in cue.finditer(sentence))
