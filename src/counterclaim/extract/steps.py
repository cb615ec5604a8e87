"""The steps that make a coding out of a document and its annotation, in their order.

Each step names what it needs and what it adds; `check_order` verifies that the chain fits.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from counterclaim.annotate.contract import Annotation
from counterclaim.errors import UsageError
from counterclaim.extract.actors import find_actors
from counterclaim.extract.claims import find_claims
from counterclaim.extract.events import find_events
from counterclaim.extract.places import find_places
from counterclaim.extract.times import find_times
from counterclaim.extract.unknown import find_unknown
from counterclaim.lexicon.bundle import Lexicon, own_lexicon
from counterclaim.records import Coding, Document, Span


@dataclass(slots=True)
class State:
    """What is known of a document so far. `made` holds the results of the steps by name."""

    document: Document
    annotation: Annotation
    lexicon: Lexicon
    made: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    needs: tuple[str, ...]
    adds: tuple[str, ...]
    run: Callable[[State], tuple[Any, ...]]


def _events(s: State) -> tuple[Any, ...]:
    return find_events(s.annotation, s.document, s.made["actors"], s.made["times"], s.made["places"], s.made["claims"], s.lexicon.events)


def _unknown(s: State) -> tuple[Any, ...]:
    made = s.made
    return (find_unknown(s.annotation, s.document, made["actors"], made["times"], made["places"], made["claims"], s.lexicon.events),)


STEPS = (
    Step("times", (), ("times",), lambda s: (find_times(s.annotation, s.document),)),
    Step("places", (), ("places",), lambda s: (find_places(s.annotation, s.document),)),
    Step("actors", ("places",), ("actors",), lambda s: (find_actors(s.annotation, s.document, s.made["places"], s.lexicon.actors),)),
    Step("claims", ("actors",), ("claims",), lambda s: (find_claims(s.annotation, s.document, s.made["actors"]),)),
    Step("events", ("actors", "times", "places", "claims"), ("events", "notes"), _events),
    Step("unknown", ("actors", "times", "places", "claims"), ("unknown",), _unknown),
)


def check_order(steps: tuple[Step, ...] = STEPS) -> None:
    """Raise UsageError where a step needs what no step before it adds."""
    known: set[str] = set()
    for step in steps:
        if missing := set(step.needs) - known:
            raise UsageError(f"Step {step.name!r} needs {', '.join(sorted(missing))}, which no step before it adds.")
        known.update(step.adds)


def code(document: Document, annotation: Annotation, coder: str = "", lexicon: Lexicon | None = None) -> Coding:
    """Run all steps, by the package's lexicon unless another is given. Pure: the same document, annotation and
    lexicon give the same coding."""
    state = State(document, annotation, lexicon or own_lexicon())
    for step in STEPS:
        state.made.update(zip(step.adds, step.run(state), strict=True))
    made = state.made
    sentences = [Span(s.start, s.end, annotation.text[s.start : s.end]) for s in annotation.sentences]
    return Coding(
        document, made["events"], made["claims"], made["times"], made["places"], made["actors"].spans(), sentences, made["notes"],
        made["unknown"], None, coder,
    )  # fmt: skip
