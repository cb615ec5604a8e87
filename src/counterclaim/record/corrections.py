"""What people correct: kept beside the codings, never instead of them, and laid over them anew after each coding.

A correction names its event by what a new coding does not change: the digest of the text, where the words stand, and
the type. It is found again when an event of the text overlaps those words, of the same type before others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from counterclaim.errors import UsageError
from counterclaim.lexicon.events import load_event_lexicon
from counterclaim.lexicon.load import load_rows
from counterclaim.records import ActorMention, Coding, Event, TimeRef

ACTIONS = ("accept", "reject", "fix", "merge", "split", "undo")
STATUSES = ("actual", "negated", "intended", "wished", "possible", "questioned")
TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION",
    "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
FIXABLE = {"type", "cameo", "status", "sources", "targets", "from", "to"}


@dataclass(frozen=True, slots=True)
class Target:
    """The event that a correction is about: text's digest ("sha256:…"), characters, type."""

    digest: str
    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction as it was made. `id` and `made` are given by the casebook.

    action  accept  the coding is right               reject  there is no such event
            fix     `fields` says what it is: type, cameo, status, sources, targets (lists of actors), from, to
            merge   target and other are one happening     split   they are not
            undo    the correction `undoes` counts no longer
    """

    action: str
    author: str
    target: Target | None = None
    other: Target | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    undoes: int | None = None
    note: str = ""
    id: int = 0
    made: str = ""


def checked(correction: Correction) -> Correction:
    """The correction itself; UsageError where it makes no sense."""
    c = correction
    if c.action not in ACTIONS:
        raise UsageError(f"There is no correction {c.action!r}. Use one of: {', '.join(ACTIONS)}.")
    if not c.author.strip():
        raise UsageError("A correction needs to say who makes it. Give a name.")
    if c.action == "undo" and not c.undoes:
        raise UsageError("Say which correction is to be undone, by its number.")
    if c.action != "undo" and c.target is None:
        raise UsageError(f"Say which event is meant: {c.action} needs one.")
    if c.action in ("merge", "split") and c.other is None:
        raise UsageError(f"Name a second event: {c.action} is about two.")
    if c.action == "fix":
        check_fields(c.fields)
    return c


def check_fields(fields: dict[str, Any]) -> None:
    if unknown := sorted(set(fields) - FIXABLE) or (not fields and ["nothing"]):
        raise UsageError(f"{', '.join(unknown)} cannot be fixed. What can: {', '.join(sorted(FIXABLE))}.")
    if fields.get("type", "ASSAULT") not in TYPES:
        raise UsageError(f"There is no event type {fields['type']!r}. Use one of: {', '.join(TYPES)}.")
    if fields.get("status", "actual") not in STATUSES:
        raise UsageError(f"There is no status {fields['status']!r}. Use one of: {', '.join(STATUSES)}.")


def in_force(corrections: Iterable[Correction]) -> list[Correction]:
    """Those that no later one undoes, in order; undoing an undo brings the first back."""
    given = sorted(corrections, key=lambda c: c.id)
    undone = undone_by(given)
    return [c for c in given if c.action != "undo" and c.id not in undone]


def undone_by(given: Sequence[Correction]) -> set[int]:
    """Numbers of the corrections, undoings among them, that a later undoing in force takes back."""
    undone: set[int] = set()
    for c in sorted(given, key=lambda c: -c.id):
        if c.action == "undo" and c.id not in undone and c.undoes:
            undone.add(c.undoes)
    return undone


def found(events: Sequence[Event], target: Target) -> Event | None:
    """The event that stands at the target's words; of several the one of its type, then the one that covers most."""
    over = [(e.type == target.type, min(e.trigger.end, target.end) - max(e.trigger.start, target.start), e) for e in events]
    over = [o for o in over if o[1] > 0]
    return max(over, key=lambda o: o[:2])[2] if over else None


def corrected(coding: Coding, corrections: Iterable[Correction]) -> tuple[Coding, dict[str, str]]:
    """The coding with the corrections of its text laid over it, and who touched each event. The given coding is left as it is."""
    own = [c for c in in_force(corrections) if c.target and c.target.digest == coding.document.digest and c.action in ("accept", "reject", "fix")]
    if not own:
        return coding, {}
    coded = coding.events  # corrections find their event among what was coded, not among what others made of it
    events = {e.id: deepcopy(e) for e in coded}
    touched: dict[str, str] = {}
    for c in own:
        event = found(coded, c.target) if c.target else None
        if event is None:
            continue
        touched[event.id] = c.author
        if c.action == "reject":
            events.pop(event.id, None)
        elif c.action == "fix":
            fix(events.setdefault(event.id, deepcopy(event)), c.fields)
        else:
            events.setdefault(event.id, deepcopy(event)).confidence = 1.0
    return replace(coding, events=[events[e.id] for e in coded if e.id in events]), touched


def fix(event: Event, fields: dict[str, Any]) -> None:
    """Change the event as `fields` says; it is sure then. With the type go its quad, and a code of its own where none is given."""
    coded = event.type
    for name in ("type", "cameo", "status"):
        if name in fields:
            setattr(event, name, fields[name])
    if "type" in fields or "cameo" in fields:
        lexicon = load_event_lexicon()
        if "cameo" not in fields and event.type != coded:
            event.cameo = type_codes().get(event.type, event.cameo)
        event.quad, event.intensity = lexicon.quads.get(event.type, event.quad), lexicon.intensity(event.cameo)
    for name in ("sources", "targets"):
        if name in fields:
            setattr(event, name, [mention(event, code) for code in fields[name]])
    if "from" in fields or "to" in fields:
        trigger, first = event.trigger, fields.get("from") or fields.get("to")
        event.time = TimeRef(trigger.start, trigger.end, trigger.text, first, fields.get("to") or first, "explicit", why="corrected")
    event.confidence = 1.0


@cache
def type_codes() -> dict[str, str]:
    """The CAMEO code that a type has by itself."""
    return {row["plover"]: row["code"] for row in reversed(list(load_rows("events/cameo.csv"))) if row["plover"] and len(row["code"]) == 3}


def mention(event: Event, code: str) -> ActorMention:
    """An actor as it was coded in the event, else one that stands at the event's words. `code` may carry a role: "ARM/MIL"."""
    actor, _, role = code.partition("/")
    for known in (*event.sources, *event.targets):
        if known.actor == actor and role in ("", known.role):
            return known
    return ActorMention(actor, role or None, event.trigger.start, event.trigger.end, event.trigger.text, "corrected")


def orphans(codings: Iterable[Coding], corrections: Iterable[Correction]) -> list[Correction]:
    """Corrections in force one of whose events no coding has: to be looked at again. One that rejects has what it asks for then."""
    by_digest = {c.document.digest: c.events for c in codings}
    given = [c for c in in_force(corrections) if c.action != "reject"]
    return [c for c in given if any(found(by_digest.get(t.digest, []), t) is None for t in (c.target, c.other) if t)]
