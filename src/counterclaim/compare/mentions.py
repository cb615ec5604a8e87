"""Codings as mentions: each what a report says of one thing, with all that comparing looks at."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from counterclaim.cases import Member, Passage
from counterclaim.compare.kinds import families
from counterclaim.compare.words import clause, placed_concepts, vocabulary
from counterclaim.edtf import days
from counterclaim.lexicon.naming import index, key
from counterclaim.records import Claim, Coding, Document, Event, PlaceRef, Span

NAME = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
LONGEST = 240  # characters of a quoted side
# A mention that was passed over for want of actors can still be joined to what others report.
NOBODY = "nobody whom the lexicon knows takes part"
# "did not lock", "no commandos crossed": a negation at most three words before
OWN = re.compile(r"(?:our|ours|we|us|my|i)\b", re.I)
US = re.compile(r"\b(?:our|ours|we|us)\b", re.I)
NEGATED = re.compile(r"(?:\b(?:not|never|nobody|neither|none|without)|n't)(?:\s+\w+){0,2}\s+$|(?:^|\s)[Nn]o\s+(?:\w+\s+){0,3}$")
BY_NOBODY = re.compile(r"\b(?:nobody|no one|neither|none)(?:\s+\w+){0,2}\s+$", re.I)
NONE_AFTER = re.compile(r"\s+(?:none|nobody|nothing|no one)\b", re.I)  # "fired none"
BY = re.compile(r"\s+by\s+(?:the\s+|an?\s+)?")
CAME_FROM = re.compile(r"\b(?:came|come|comes|coming|fired|launched|originated|flew)\s+from\s+(?:the\s+)?")
PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are)\s+(?:\w+\s+)?$")
# "the largest attack since the war of 1994": no day of what is told
BOUND = re.compile(r"\b(?:since|until|till|before|than)(?:\s+[\w-]+){0,4}\s*$", re.I)
CLAUSE_BETWEEN = re.compile(r"[;:]|\b(?:that(?!(?:\s+same)?\s*$)|which|who|when|while|and|but)\b")  # what parts an act from a time of another one
# "on Monday, two days after bombs fell": the act behind it is of another day, counted from the one named
NUMBERS = ("", "a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
COUNTED = re.compile(
    r"\b(?P<many>\d{1,2}|a|the|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?P<unit>days?|weeks?)\s+(?P<way>after|before)"
    r"\s+(?!that\b|this\b)(?:[^\s,;:]+\s+){0,8}$", re.I
)  # fmt: skip
NAMED_BEFORE = 12  # characters before it within which that day ends
CARRIED = 7  # days: a longer time dates nothing that is told after it
SAID, BESIDE, AROUND = 1.0, 0.65, 0.5  # how far a day is to be trusted: the event's, one of its sentence, the last one before


@dataclass(frozen=True, slots=True)
class Mention:
    """One stretch of a report that tells of a happening.

    order    position of the document in the case, and of the mention in it
    near     concepts of its clause; wide: those of the rest of its sentence
    first    ISO days, None where undated; `trust` (0 to 1) how sure they belong to it
    involved parties named in the clause, whatever their part; doers those who act in it, sources of the event where it has some;
             culprits: the same by the words alone where these name one
    act      concepts of the words that carry it
    stance   tells | denies | fails | leaves open; `speaker` whose word it is, None the document's
    clause   the clause's place in the text; `sentence` the sentence's
    """

    order: tuple[int, int]
    document: Document
    event: str | None
    span: Span
    type: str
    cameo: str
    sources: frozenset[str]
    targets: frozenset[str]
    first: date | None
    last: date | None
    trust: float
    place: PlaceRef | None
    near: frozenset[str]
    wide: frozenset[str]
    stance: str
    speaker: str | None
    clause: Span
    sentence: Span
    side: str | None
    involved: frozenset[str] = frozenset()
    doers: frozenset[str] = frozenset()
    act: frozenset[str] = frozenset()
    culprits: frozenset[str] = frozenset()

    @property
    def voice(self) -> str | None:
        """Whose word it is: who is cited, else the side that the document speaks for."""
        return self.speaker or self.side

    @property
    def passage(self) -> Passage:
        return Passage(self.document.id, self.span.start, self.span.end, self.span.text, self.event)

    def quote(self) -> Passage:
        """The words that carry it, at most LONGEST characters: its sentence, else its clause, else what stands around it."""
        for s in (self.sentence, self.clause):
            if s.end - s.start <= LONGEST:
                return Passage(self.document.id, s.start, s.end, s.text, self.event)
        return around(self.document, self.span, self.sentence, self.event)

    def member(self, score: float = 1.0, reasons: Sequence[str] = ()) -> Member:
        quote = around(self.document, self.span, self.clause).text
        return Member(self.passage, score, tuple(reasons), self.stance, self.speaker or self.side, " ".join(quote.split()).strip(" ,;:"))


def around(document: Document, span: Span, within: Span, event: str | None = None) -> Passage:
    """At most LONGEST characters around a span, cut at blanks, within a longer one."""
    if within.end - within.start <= LONGEST:
        return Passage(document.id, within.start, within.end, document.text[within.start : within.end], event)
    spare = max(LONGEST - (span.end - span.start), 0)
    start = max(within.start, span.start - spare // 3)
    end = min(within.end, start + LONGEST)
    text = document.text
    while start > within.start and start < span.start and not text[start - 1].isspace():
        start += 1
    while end < within.end and end > span.end and not text[end].isspace():
        end -= 1
    return Passage(document.id, start, end, text[start:end], event)


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
        self.dated = sorted(
            (t for t in coding.times if days(t) and not BOUND.search(self.text[max(t.start - 60, 0) : t.start])), key=lambda t: t.start
        )
        self.placed = sorted((p for p in coding.places if not p.metonym and p.kind != "state"), key=lambda p: p.start)
        self.side = side_of(coding)
        names = [(a.start, a.end) for a in coding.actors if a.how in ("name", "people", "leader") and a.actor and " " not in a.text]
        states = [(a, b) for a, b, _ in states_at(self.text)]
        times = [(t.start, t.end) for t in coding.times]  # "March" is no march
        self.named = sorted([(p.start, p.end) for p in coding.places] + times + names + states)
        self.count = 0

    def of_event(self, event: Event) -> Mention:
        span, trust = self.own_time(event)
        return self.mention(event, event.trigger, event.type, event.cameo, span, trust, event.place)

    def own_time(self, event: Event) -> tuple[tuple[date, date] | None, float]:
        """The days of a coded event, trusted less where they were inferred or stand in another clause; shifted by "a day after it fell"."""
        if offset := self.day_beside(event.trigger):
            return offset, BESIDE
        span, when = days(event.time), event.time
        if span is None or when is None:
            return None, 0.0
        if when.anchor in ("inferred", "focus"):
            return span, AROUND
        low, high = sorted((when.start, event.trigger.start))
        between = self.text[low:high]
        return span, BESIDE if CLAUSE_BETWEEN.search(between) else SAID

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
            when, trust = self.when(span, own, sentence)
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
        return {c for c, a, b in placed_concepts(stretch.text) if not any(s < stretch.start + b and stretch.start + a < e for s, e in self.named)}

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
        inside = [a for a in self.coding.actors if a.start not in speakers and own.start <= a.start < own.end and a.how != "place" and a.actor and a.actor != "author"]
        if by := BY.match(self.text, span.end):
            return codes([a for a in inside if by.end() - 2 <= a.start <= by.end() + 25][:1])
        if came := CAME_FROM.search(self.text, span.end, own.end):  # "the shot came from the Turkish side"
            return codes([a for a in inside if came.end() <= a.start <= came.end() + 10][:1])
        if PASSIVE.search(self.text[own.start : span.start]):
            return frozenset()
        before = [a for a in inside if a.start < span.start and a.how != "context"]
        before = [a for a in before if a.start == before[-1].start]
        if not before:  # "… drove at the ship and caused the collision": the subject stands at the head of the sentence
            before = [a for a in self.coding.actors if sentence.start <= a.start < own.start and a.how != "place" and a.actor][:1]
        return codes(before)

    def sentence(self, offset: int) -> Span:
        i = max(bisect_right(self.starts, offset) - 1, 0)
        s = self.sentences[i]
        return Span(s.start, s.end, self.text[s.start : s.end])

    def when(self, span: Span, own: Span, sentence: Span) -> tuple[tuple[date, date] | None, float]:
        """Counted from another day ("a day after it fell"), a time of the same clause, else of the sentence, else the last one named before in the paragraph."""
        if offset := self.day_beside(span):
            return offset, BESIDE
        for place, trust in ((own, SAID), (sentence, BESIDE)):
            inside = [t for t in self.dated if place.start <= t.start < place.end]
            if inside:
                return days(min(inside, key=lambda t: abs(t.start - span.start))), trust
        before = [t for t in self.dated if t.end <= sentence.start and "\n\n" not in self.text[t.end : sentence.start]]
        last = days(before[-1]) if before else None  # a year or a month says nothing of what is told after it
        return (last, AROUND) if last and (last[1] - last[0]).days <= CARRIED else (None, 0.0)

    def day_beside(self, span: Span) -> tuple[date, date] | None:
        """The day of what stands behind "on Monday, two days after"; counted from publication where the sentence begins so."""
        sentence = self.sentence(span.start)
        found = COUNTED.search(self.text, sentence.start, span.start)
        if found is None:
            return None
        named = [t for t in self.dated if sentence.start <= t.start and t.end <= found.start() and t.end > found.start() - NAMED_BEFORE]
        published = self.document.published
        if named:
            origin = (days(named[-1]) or (None,))[0]
        else:
            origin = date.fromisoformat(published) if published and found.start() == sentence.start else None
        if origin is None:
            return None
        many = found["many"].lower()
        count = int(many) if many.isdigit() else NUMBERS.index(many) if many in NUMBERS else 1
        gap = timedelta(count * (7 if found["unit"].startswith("week") else 1))
        there = origin - gap if found["way"] == "after" else origin + gap
        return there, there

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
        if cues["never"].search(own.text) or BY_NOBODY.search(before) or (event is None and NEGATED.search(before)) or NONE_AFTER.match(self.text, span.end):
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


def codes(parties: Sequence[object]) -> frozenset[str]:
    return frozenset(a for a in (getattr(p, "actor", None) for p in parties) if a and a != "author")


def speaker_of(claim: Claim) -> str | None:
    source = claim.source
    if source is None or source.actor == "author" or OWN.match(source.text or ""):
        return None
    return source.actor or source.text or None


def side_of(coding: Coding) -> str | None:
    """The state that a document speaks for: whose army and land it calls "ours", or whose organ published it."""
    own = Counter(a.actor for a in coding.actors if a.how == "author" and a.actor and a.actor != "author")
    if own:
        return own.most_common(1)[0][0]
    for note in (coding.document.publisher, coding.document.author_note, coding.document.author):
        if note and vocabulary().cues["official"].search(note) and len(states := states_in(note)) == 1:
            return states.pop()
    return None


def states_in(note: str) -> set[str]:
    """Codes of the states that a short note names."""
    return {code for _, _, code in states_at(note)}


def states_at(text: str) -> list[tuple[int, int, str]]:
    """(first and last character, code) of each name or adjective of a state, the longest that fits: "South Sudanese" is not Sudan's."""
    words = [(m.start(), m.end()) for m in NAME.finditer(text)]
    found: list[tuple[int, int, str]] = []
    i = 0
    while i < len(words):
        length = next((n for n in range(min(5, len(words) - i), 0, -1) if state_named(text[words[i][0] : words[i + n - 1][1]])), 0)
        if length:
            start, end = words[i][0], words[i + length - 1][1]
            found.append((start, end, state_named(text[start:end]) or ""))
        i += length or 1
    return found


@cache
def state_named(name: str) -> str | None:
    """The state that a capitalised name or adjective stands for."""
    codes = index().get(key(" ".join(name.split())), []) if name[:1].isupper() else []
    return next((c for c in codes if len(c) == 3), None)
