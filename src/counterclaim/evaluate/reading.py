"""Task `reading`: whole articles that were read by hand.

Gold events and claims name the stretch of text that carries them and the facts that a careful reader takes
from it. Each fact is a point, had when one and the same coded event (or claim) in that stretch has it. Each
reading that the text rules out and that is coded takes a point away.

Against flooding: a trigger or cue over 80 characters counts for nothing, and where more than twice as many
events (or claims) are coded as gold has, the points for them shrink in that proportion.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from counterclaim.evaluate.coded import Coded, CodedClaim, CodedEvent, Extent
from counterclaim.evaluate.figures import Result

LONGEST_MARK = 80
LONGEST_CONTENT_START = 20  # a claim without a cue lies where its content begins
SPARE = 2  # coded for each one in gold before points shrink
Speakers = dict[str, str]  # who makes each claim: the actor, or the words where nobody is known; "" for nobody named
EVENT_FACTS: dict[str, Callable[[CodedEvent, Speakers], Iterable[str | None]]] = {
    "type": lambda e, _: [e.type],
    "source": lambda e, _: e.sources,
    "target": lambda e, _: e.targets,
    "status": lambda e, _: [e.status],
    "from": lambda e, _: [e.first_day],
    "to": lambda e, _: [e.last_day],
    "country": lambda e, _: [e.country],
    "said_by": lambda e, speakers: [speakers[c] for c in e.claims if c in speakers] or [None],
}
CLAIM_FACTS: dict[str, Callable[[CodedClaim], str | None]] = {
    "source_actor": lambda c: c.source_actor,
    "act": lambda c: c.act,
    "author_stance": lambda c: c.author_stance,
}


@dataclass(frozen=True, slots=True)
class Fact:
    """`values` are the answers that count."""

    name: str
    values: tuple[str | None, ...]

    def of_event(self, event: CodedEvent, speakers: Speakers) -> bool:
        return any(said in self.values for said in EVENT_FACTS[self.name](event, speakers))

    def of_claim(self, claim: CodedClaim) -> bool:
        if self.name == "source_text":
            return str(self.values[0]).lower() in claim.source_text.lower()
        return CLAIM_FACTS[self.name](claim) in self.values


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader takes from the stretch `within`."""

    note: str
    within: Extent
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ReadArticle:
    id: str
    events: tuple[Reading, ...]
    claims: tuple[Reading, ...]
    wrong: tuple[Reading, ...]


def read_article_from(row: dict[str, Any]) -> ReadArticle:
    events, wrong = ([Reading(r["note"], Extent(*r["within"]), tuple(event_facts(r))) for r in row.get(k, ())] for k in ("events", "wrong"))
    claims = [
        Reading(r["note"], Extent(*r["within"]), tuple(Fact(k, answers(r[k])) for k in ("source_text", *CLAIM_FACTS) if k in r))
        for r in row.get("claims", ())
    ]
    return ReadArticle(row["id"], tuple(events), tuple(claims), tuple(wrong))


def event_facts(row: dict[str, Any]) -> Iterable[Fact]:
    if row.get("type"):
        yield Fact("type", answers(row["type"]))
    for name, key in (("source", "sources"), ("target", "targets")):
        yield from (Fact(name, answers(value)) for value in row.get(key, ()))
    for name in ("status", "from", "to", "country", "said_by"):
        if name in row:
            yield Fact(name, answers(row[name]))


def answers(value: Any) -> tuple[str | None, ...]:
    return tuple(value) if isinstance(value, list) else (value,)


def lies_in(mark: Extent | None, within: Extent) -> bool:
    return mark is not None and len(mark) <= LONGEST_MARK and mark.meets(within)


def mark_of(claim: CodedClaim) -> Extent | None:
    if claim.cue:
        return claim.cue[0]
    if claim.content:
        first = claim.content[0]
        return Extent(first.start, min(first.end, first.start + LONGEST_CONTENT_START))
    return None


def speakers_in(coded: Coded) -> Speakers:
    return {c.id: c.source_actor or c.source_text for c in coded.claims if c.id}


def least_missed(facts: Sequence[Fact], candidates: Iterable[Callable[[Fact], bool]]) -> list[Fact]:
    """The facts that the best of the candidates lacks; all where there is none."""
    lacking = [[f for f in facts if not has(f)] for has in candidates]
    return min(lacking, key=len, default=list(facts))


def measure_reading(gold: Sequence[ReadArticle], coded: Sequence[Coded]) -> Result:
    points = 0.0
    asked = wrong = 0
    remarks: list[str] = []
    for article, coding in zip(gold, coded, strict=True):
        speakers = speakers_in(coding)
        for readings, said in ((article.events, coding.events), (article.claims, coding.claims)):
            calm = min(1.0, SPARE * len(readings) / max(len(said), 1))
            for reading in readings:
                lost = lost_facts(reading, said, speakers)
                asked += len(reading.facts)
                points += calm * (len(reading.facts) - len(lost))
                remarks += [f"{article.id} {reading.note}: {f.name} {' or '.join(map(str, f.values))}" for f in lost]
        coded_wrongly = [r for r in article.wrong if is_coded(r, coding.events, speakers)]
        wrong += len(coded_wrongly)
        remarks += [f"{article.id} wrong: {r.note}" for r in coded_wrongly]
    share = max(points - wrong, 0.0) / asked if asked else 0.0
    return Result({"share": share}, len(gold), {"ruled out but coded": float(wrong)}, remarks)


def lost_facts(reading: Reading, said: Sequence[CodedEvent] | Sequence[CodedClaim], speakers: Speakers) -> list[Fact]:
    tests: list[Callable[[Fact], bool]] = []
    for one in said:
        if isinstance(one, CodedEvent) and lies_in(one.trigger, reading.within):
            tests.append(lambda f, e=one: f.of_event(e, speakers))  # type: ignore[misc]
        elif isinstance(one, CodedClaim) and lies_in(mark_of(one), reading.within):
            tests.append(lambda f, c=one: f.of_claim(c))  # type: ignore[misc]
    return least_missed(reading.facts, tests)


def is_coded(reading: Reading, events: Sequence[CodedEvent], speakers: Speakers) -> bool:
    return any(lies_in(e.trigger, reading.within) and all(f.of_event(e, speakers) for f in reading.facts) for e in events)
