"""Task `events`: type, source and target of the events of single sentences.

type          pairs of (sentence, PLOVER type), each counted once.
actor         gold actors per event and side, found among the actors of the coded events of that type.
whole         a gold event counts when one coded event has its type, one of its sources and, where gold
              names targets, one of its targets; said are the distinct (type, sources, targets) of a sentence.
              Where gold names no target the coded sides may be shared out either way.
silent        share of sentences for which nothing was coded.
status        share of the gold events with a status whose type was coded that were given that status.
false alarms  share of the sentences in which nothing happened for which something was coded.

A sentence's `open` types are neither asked for nor counted as wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from counterclaim.evaluate.coded import Coded, CodedEvent
from counterclaim.evaluate.figures import Result, Score

ANY_BODY = ("IGO", "NGO")  # gold may name just the kind of body
REMARKS = 12
LOW_IS_GOOD = frozenset({"silent", "false alarms"})


@dataclass(frozen=True, slots=True)
class GoldEvent:
    type: str
    sources: frozenset[str]
    targets: frozenset[str]
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    id: str
    text: str
    events: tuple[GoldEvent, ...]
    open: frozenset[str] = frozenset()

    @property
    def types(self) -> frozenset[str]:
        return frozenset(e.type for e in self.events)

    def counted(self, coded: Coded) -> list[CodedEvent]:
        """The coded events but those of open types that gold does not ask for."""
        ignored = self.open - self.types
        return [e for e in coded.events if e.type not in ignored]


def sentence_from(row: dict[str, Any]) -> Sentence:
    def side(event: dict[str, Any], name: str) -> frozenset[str]:
        return frozenset(a["code"] for a in event[name] if a["code"])

    events = tuple(GoldEvent(e["type"], side(e, "sources"), side(e, "targets"), e.get("status")) for e in row["events"])
    return Sentence(row["id"], row["text"], events, frozenset(row.get("open", ())))


def same_actor(gold: str, said: str) -> bool:
    return said.startswith(gold) if gold in ANY_BODY else said == gold


def any_same(gold: frozenset[str], said: frozenset[str]) -> bool:
    """True where one of `gold` was said, and where gold names nobody."""
    return not gold or any(same_actor(g, s) for g in gold for s in said)


def is_whole(gold: GoldEvent, said: CodedEvent) -> bool:
    sources = said.sources if gold.targets else said.parties
    return gold.type == said.type and any_same(gold.sources, sources) and any_same(gold.targets, said.targets)


def actor_score(gold: GoldEvent, said: Sequence[CodedEvent]) -> Score:
    """Actors of one gold event on the sides that gold fills, over all coded events of its type."""
    if not gold.targets:
        return side_score(gold.sources, said, lambda e: e.parties)
    return side_score(gold.sources, said, lambda e: e.sources) + side_score(gold.targets, said, lambda e: e.targets)


def side_score(gold: frozenset[str], said: Sequence[CodedEvent], side: Callable[[CodedEvent], frozenset[str]]) -> Score:
    found = frozenset[str]().union(*(side(e) for e in said))
    return Score(sum(any(same_actor(g, f) for f in found) for g in gold), len(found), len(gold))


def measure_events(gold: Sequence[Sentence], coded: Sequence[Coded]) -> Result:
    actor = whole = Score()
    by_type: dict[str, Score] = {}
    silent = statuses = kept = quiet = alarms = 0
    confused: Counter[tuple[str, str]] = Counter()
    for sentence, coding in zip(gold, coded, strict=True):
        said = sentence.counted(coding)
        want, types = sentence.types, frozenset(e.type for e in said)
        silent += not coding.events
        quiet += not want
        alarms += bool(said) and not want
        for kind in want | types:
            by_type[kind] = by_type.get(kind, Score()) + Score(kind in want and kind in types, kind in types, kind in want)
        confused.update((kind, "|".join(sorted(types)) or "-") for kind in want - types)
        whole += Score(0, len({(e.type, e.sources, e.targets) for e in said}), len(sentence.events))
        for event in sentence.events:
            same_type = [e for e in said if e.type == event.type]
            actor += actor_score(event, same_type)
            whole += Score(any(is_whole(event, e) for e in same_type), 0, 0)
            if event.status and same_type:
                statuses += 1
                kept += any(e.status == event.status for e in same_type)
    figures: dict[str, Score | float] = {
        "type": sum(by_type.values(), Score()),
        "actor": actor.capped(),
        "whole": whole,
        "silent": silent / max(len(gold), 1),
    }
    if statuses:
        figures["status"] = kept / statuses
    if quiet:
        figures["false alarms"] = alarms / quiet
    remarks = [f"{want} coded as {said}: {n}" for (want, said), n in confused.most_common(REMARKS)]
    return Result(figures, len(gold), dict(sorted(by_type.items())), remarks, LOW_IS_GOOD)
