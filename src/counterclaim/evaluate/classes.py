"""Task `class`: which of five classes a sentence falls into.

A coding's own field "class" counts where it has one, else the class of its surest event, else STATEMENT.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from counterclaim.evaluate.coded import Coded
from counterclaim.evaluate.figures import Result, Score
from counterclaim.lexicon.load import load_yaml


@dataclass(frozen=True, slots=True)
class Labelled:
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Classes:
    names: tuple[str, ...]
    none: str
    of_type: dict[str, str]


def labelled_from(row: dict[str, Any]) -> Labelled:
    return Labelled(row["id"], row["class"])


@cache
def classes() -> Classes:
    data = load_yaml("evaluate/classes.yaml")
    return Classes(tuple(data["classes"]), data["none"], {kind: name for name, kinds in data["classes"].items() for kind in kinds})


def class_of(coded: Coded) -> str:
    if coded.label:
        return coded.label
    table = classes()
    if not coded.events:
        return table.none
    surest = max(coded.events, key=lambda e: e.confidence)  # the first of equals
    return table.of_type.get(surest.type, table.none)


def measure_classes(gold: Sequence[Labelled], coded: Sequence[Coded]) -> Result:
    """Macro-F1 over the five classes, and accuracy."""
    pairs = [(g.label, class_of(c)) for g, c in zip(gold, coded, strict=True)]
    per: dict[str, Score | float] = {
        name: Score(sum(g == s == name for g, s in pairs), sum(s == name for _, s in pairs), sum(g == name for g, _ in pairs))
        for name in classes().names
    }
    # of the rounded F1s, as published figures are
    macro = sum(round(s.f1, 4) for s in per.values() if isinstance(s, Score)) / len(per)
    accuracy = sum(g == s for g, s in pairs) / max(len(pairs), 1)
    return Result({"macro f1": macro, "accuracy": accuracy}, len(pairs), per)
