"""Why events were missed or made up: each mistake of the `events` task with its cause, to be counted by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from counterclaim.evaluate.coded import Coded, CodedEvent
from counterclaim.evaluate.events import GoldEvent, Sentence, any_same, is_whole


@dataclass(frozen=True, slots=True)
class Mistake:
    """kind: "missed" or "made up". cause: general, fit for counting. detail: types, and the rule at work."""

    kind: str
    cause: str
    detail: str
    sentence: str

    @property
    def line(self) -> str:
        return f"{self.kind}: {self.cause}: {self.detail}"


def mistakes(gold: Sequence[Sentence], coded: Sequence[Coded]) -> list[Mistake]:
    """All mistakes, in the order of the sentences. A gold event gives one at most, a coded event too."""
    return [m for sentence, coding in zip(gold, coded, strict=True) for m in of_sentence(sentence, sentence.counted(coding))]


def by_cause(found: Iterable[Mistake]) -> list[tuple[Mistake, int]]:
    """The first mistake of each cause and detail with their number, most frequent first."""
    counts: Counter[str] = Counter()
    first: dict[str, Mistake] = {}
    for mistake in found:
        counts[mistake.line] += 1
        first.setdefault(mistake.line, mistake)
    return [(first[line], n) for line, n in counts.most_common()]


def of_sentence(sentence: Sentence, said: Sequence[CodedEvent]) -> Iterator[Mistake]:
    for event in sentence.events:
        if not any(is_whole(event, e) for e in said):
            cause, detail = why_missed(event, said)
            yield Mistake("missed", cause, detail, sentence.id)
    for coded in said:
        if coded.type not in sentence.types:
            cause = "extra event" if sentence.types else "event where nothing happens"
            yield Mistake("made up", cause, f"{coded.type} by rule {coded.rule or 'unknown'}", sentence.id)


def why_missed(event: GoldEvent, said: Sequence[CodedEvent]) -> tuple[str, str]:
    """(cause, detail) for a gold event that no coded event matches as a whole."""
    if not said:
        return "silent", event.type
    same_type = [e for e in said if e.type == event.type]
    if not same_type:
        return "wrong type", f"{event.type} coded as {'|'.join(sorted({e.type for e in said}))}"
    if event.targets and any(any_same(event.sources, e.targets) and any_same(event.targets, e.sources) for e in same_type):
        return "role swap", event.type
    best = max(same_type, key=lambda e: any_same(event.sources, e.sources) + any_same(event.targets, e.targets))
    if not any_same(event.sources, best.sources if event.targets else best.parties):
        if event.targets and not any_same(event.targets, best.targets):
            return "wrong source and target", event.type
        return ("wrong source" if best.sources else "no source"), event.type
    return ("wrong target" if best.targets else "no target"), event.type
