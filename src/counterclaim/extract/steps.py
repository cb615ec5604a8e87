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
from counterclaim.extract.claims import Finder, describe_claims, revise_claims
from counterclaim.extract.events import EventFinder
from counterclaim.extract.events.advice import Advice
from counterclaim.extract.learned.encoder import Encoder, Reading, Started
from counterclaim.extract.learned.judge import role_spans, text_class
from counterclaim.extract.learned.marks import words_of
from counterclaim.extract.places import find_places
from counterclaim.extract.times import find_times
from counterclaim.extract.unknown import find_unknown
from counterclaim.lexicon.bundle import Lexicon, own_lexicon
from counterclaim.records import Coding, Document, Span


@dataclass(slots=True)
class State:
    """What is known of a document so far. `made` holds the results of the steps by name.

    encoder: the learned reader; None for rules alone, and then its steps leave everything as it is."""

    document: Document
    annotation: Annotation
    lexicon: Lexicon
    encoder: Encoder | None = None
    steps: tuple[Step, ...] = ()
    made: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    needs: tuple[str, ...]
    adds: tuple[str, ...]
    run: Callable[[State], tuple[Any, ...]]


def _events(s: State) -> tuple[Any, ...]:
    made = s.made
    finder = EventFinder(s.annotation, s.document, made["actors"], made["times"], made["places"], s.lexicon.events)
    return *finder.find(made["claims"]), finder


def _claims(s: State) -> tuple[Any, ...]:
    finder = Finder(s.annotation, s.document, s.made["actors"])
    return finder.claims(), finder


def _start_reading(s: State) -> tuple[Any, ...]:
    if s.encoder is None:
        return (None,)
    made = s.made
    return (s.encoder.start(words_of(s.annotation, made["claims"], made["events"], made["actors"].spans())),)


def _reading(s: State) -> tuple[Any, ...]:
    started: Started | None = s.made["started"]
    return (started.reading() if started else None,)


def _second_claims(s: State) -> tuple[Any, ...]:
    reading: Reading | None = s.made["reading"]
    if reading is None or s.encoder is None:
        return (s.made["claims"],)
    return (revise_claims(s.made["claim finder"], reading, s.encoder.labels["claim"]),)


def _second_events(s: State) -> tuple[Any, ...]:
    made = s.made
    if made["reading"] is None or s.encoder is None:
        return made["events"], made["notes"]
    advice = Advice(s.annotation, s.encoder, made["reading"])
    found: tuple[Any, ...] = made["event finder"].find(made["claims"], advice)
    return found


def _judgement(s: State) -> tuple[Any, ...]:
    reading: Reading | None = s.made["reading"]
    if reading is None or s.encoder is None:
        return None, None
    return text_class(s.encoder, reading), role_spans(s.encoder, reading)


def _unknown(s: State) -> tuple[Any, ...]:
    made = s.made
    return (find_unknown(s.annotation, s.document, made["actors"], made["times"], made["places"], made["claims"], s.lexicon.events),)


def _about(s: State) -> tuple[Any, ...]:
    made = s.made
    return (describe_claims(made["claim finder"].syntax, made["claims"], made["events"], made["actors"].spans(), made["times"]),)


STEPS = (
    Step("times", (), ("times",), lambda s: (find_times(s.annotation, s.document),)),
    Step("places", (), ("places",), lambda s: (find_places(s.annotation, s.document),)),
    Step("actors", ("places",), ("actors",), lambda s: (find_actors(s.annotation, s.document, s.made["places"], s.lexicon.actors),)),
    Step("claims", ("actors",), ("claims", "claim finder"), _claims),
    Step("events", ("actors", "times", "places", "claims"), ("events", "notes", "event finder"), _events),
    # The learned reader is shown what the rules made of the text; claims and then events are read anew with what it says.
    Step("start reading", ("actors", "claims", "events"), ("started",), _start_reading),
    Step("reading", ("started",), ("reading",), _reading),
    Step("second claims", ("claim finder", "reading"), ("claims",), _second_claims),
    Step("judgement", ("reading",), ("class", "roles"), _judgement),
    Step("second events", ("event finder", "claims", "reading"), ("events", "notes"), _second_events),
    Step("unknown", ("actors", "times", "places", "claims"), ("unknown",), _unknown),
    Step("about", ("claim finder", "actors", "times", "claims", "events"), ("claims",), _about),
)


def check_order(steps: tuple[Step, ...] = STEPS) -> None:
    """Raise UsageError where a step needs what no step before it adds."""
    known: set[str] = set()
    for step in steps:
        if missing := set(step.needs) - known:
            raise UsageError(f"Step {step.name!r} needs {', '.join(sorted(missing))}, which no step before it adds.")
        known.update(step.adds)


# Claims alone: who says what, which the learned reader tells as well when it is not shown the events.
ONLY_CLAIMS = (
    Step("nothing", (), ("times", "places", "events", "notes", "unknown", "class", "roles"), lambda s: ([], [], [], [], [], None, None)),
    Step("actors", ("places",), ("actors",), lambda s: (find_actors(s.annotation, s.document, s.made["places"], s.lexicon.actors),)),
    Step("claims", ("actors",), ("claims", "claim finder"), _claims),
    Step("start reading", ("actors", "claims", "events"), ("started",), _start_reading),
    Step("reading", ("started",), ("reading",), _reading),
    Step("second claims", ("claim finder", "reading"), ("claims",), _second_claims),
)


def begin(
    document: Document, annotation: Annotation, lexicon: Lexicon | None = None, encoder: Encoder | None = None, steps: tuple[Step, ...] = STEPS
) -> State:
    """Run the steps up to where the learned reader is waited for, by the package's lexicon unless another is given."""
    state = State(document, annotation, lexicon or own_lexicon(), encoder, steps)
    for step in state.steps[: reading_at(steps)]:
        take(state, step)
    return state


def reading_at(steps: tuple[Step, ...]) -> int:
    return next(n for n, step in enumerate(steps) if step.name == "reading")


def finish(state: State, coder: str = "") -> Coding:
    """Run the other steps of a state begun. Pure: the same document, annotation and lexicon give the same coding."""
    for step in state.steps[reading_at(state.steps) :]:
        take(state, step)
    made, annotation = state.made, state.annotation
    sentences = [Span(s.start, s.end, annotation.text[s.start : s.end]) for s in annotation.sentences]
    return Coding(
        state.document, made["events"], made["claims"], made["times"], made["places"], made["actors"].spans(), sentences, made["notes"],
        made["unknown"], None, coder, made["class"], made["roles"],
    )  # fmt: skip


def take(state: State, step: Step) -> None:
    state.made.update(zip(step.adds, step.run(state), strict=True))
