"""Task `clusters`: mentions of events in several reports, grouped by what they tell of. One line a topic.

A topic's reports are compared as one case. Its gold groups hold every mention marked, also those that stand alone.

pairs, CoNLL            over the groups as they were made ("system mentions"): a gold mention is the first event whose words
                        meet its words; what was not found, and events that nobody marked, count against it.
pairs given, CoNLL given  over the gold mentions alone: events that meet none are left out, a mention not found stands alone.

Beside these, as details, what joining by lemma makes of the same mentions: those whose head has the same lemma are one
happening, in all topics or only within each; and every mention by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from counterclaim.annotate.contract import Annotation
from counterclaim.evaluate.accounts import NO_CASE, Case, Mark, coded_case_from, gold_case_from
from counterclaim.evaluate.coreference import Groups, b_cubed, ceaf_e, conll, muc, pairs
from counterclaim.evaluate.figures import Result, Score

Key = Callable[[int, Mark], object]


@dataclass(frozen=True, slots=True)
class Topic:
    """What was made of a topic, and its documents as parsed (none where the coding comes from a file)."""

    case: Case
    parsed: Mapping[str, Annotation] = field(default_factory=dict)

    def lemma(self, mark: Mark) -> str:
        """The lemma of a mention's head: of its tokens the one that none of the others governs; its place where nothing is parsed."""
        tokens = self.parsed[mark.document].tokens if mark.document in self.parsed else ()
        inside = [t for t in tokens if mark.extent.start < t.end and t.start < mark.extent.end]
        own = {t.i for t in inside}
        head = next((t for t in inside if t.head not in own or t.head == t.i), None)
        return head.lemma.lower() if head else str(mark)


NO_TOPIC = Topic(NO_CASE)


def gold_topic_from(row: dict[str, Any]) -> Case:
    return gold_case_from(row)


def coded_topic_from(row: dict[str, Any]) -> Topic:
    return Topic(coded_case_from(row))


def marks_of(case: Case) -> list[Mark]:
    """All mentions of a case in the order of its text."""
    return sorted({m for group in case.happenings for m in group}, key=lambda m: (m.document, m.extent.start, m.extent.end))


def aligned(gold: Case, said: Case) -> dict[Mark, Mark]:
    """Mentions made, each with the gold mention that it stands for: the first that it meets, each taken once."""
    free, found = marks_of(gold), {}
    for mark in marks_of(said):
        if match := next((g for g in free if g.meets(mark)), None):
            free.remove(match)
            found[mark] = match
    return found


def grouped(marks: Iterable[tuple[int, Mark]], key: Key) -> list[frozenset[Any]]:
    """(topic, mention) pairs by key."""
    groups: defaultdict[object, set[tuple[int, Mark]]] = defaultdict(set)
    for number, mark in marks:
        groups[key(number, mark)].add((number, mark))
    return [frozenset(g) for g in groups.values()]


def measure_clusters(gold: Sequence[Case], coded: Sequence[Topic]) -> Result:
    """Figures of our groups, details of the baselines; `documents` counts topics."""
    key: list[frozenset[Any]] = []
    made: list[frozenset[Any]] = []  # our groups, a gold mention in place of the event that stands for it
    wanted: list[tuple[int, Mark]] = []
    events: list[tuple[int, Mark]] = []
    for n, (case, topic) in enumerate(zip(gold, coded, strict=True)):
        stands_for = aligned(case, topic.case)
        key += [frozenset((n, m) for m in group) for group in case.happenings]
        made += [frozenset((n, stands_for.get(m, m)) for m in group) for group in topic.case.happenings]
        wanted += [(n, m) for m in marks_of(case)]
        events += [(n, stands_for.get(m, m)) for m in marks_of(topic.case)]
    given = narrowed(made, wanted)
    figures: dict[str, Score | float] = {
        "pairs": pairs(key, made), "CoNLL": conll(key, made), "pairs given": pairs(key, given), "CoNLL given": conll(key, given),
        "found": Score(len(set(wanted) & set(events)), len(set(events)), len(set(wanted))),
    }  # fmt: skip
    details = parts("", key, made) | parts(" given", key, given)
    remarks = [] if any(t.parsed for t in coded) else ["No lemma baseline: codings from a file have no parse. Leave --coded out to see it."]
    if not remarks:
        for name, rule in baselines(coded).items():
            details |= baseline(name, key, grouped(events, rule), grouped(wanted, rule))
    return Result(figures, len(gold), details, remarks)


def baselines(coded: Sequence[Topic]) -> dict[str, Key]:
    """Ways of grouping without comparing, by name."""
    return {
        "lemma": lambda n, m: coded[n].lemma(m),
        "lemma+topic": lambda n, m: (n, coded[n].lemma(m)),
        "alone": lambda n, m: (n, m),
    }  # fmt: skip


def narrowed(made: Groups, wanted: Sequence[tuple[int, Mark]]) -> list[frozenset[Any]]:
    """Our groups over the gold mentions alone."""
    kept = [g for group in made if (g := group & set(wanted))]
    found = frozenset[Any]().union(*kept)
    return kept + [frozenset({m}) for m in wanted if m not in found]


def parts(name: str, key: Groups, made: Groups) -> dict[str, Score | float]:
    return {f"{title}{name}": measure(key, made).f1 for title, measure in (("MUC", muc), ("B3", b_cubed), ("CEAFe", ceaf_e))}


def baseline(name: str, key: Groups, made: Groups, given: Groups) -> dict[str, Score | float]:
    return {
        f"{name}: pairs": pairs(key, made), f"{name}: CoNLL": conll(key, made),
        f"{name}: pairs given": pairs(key, given), f"{name}: CoNLL given": conll(key, given),
    }  # fmt: skip
