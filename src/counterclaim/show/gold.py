"""What people checked, as gold to evaluate and train on: the sentences whose every coded event was accepted, fixed or rejected."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import IO, Any

from counterclaim.record.corrections import Correction, found, in_force
from counterclaim.record.filters import Filters
from counterclaim.record.view import View
from counterclaim.records import ActorMention, Coding, Event

CHECKING = {"accept", "fix", "reject"}


def gold_lines(view: View) -> Iterator[str]:
    """Lines of JSON in the form that `counterclaim evaluate events` reads; ids are DOCUMENT:SENTENCE."""
    checks = [c for c in in_force(view.corrections()) if c.action in CHECKING and c.target]
    labels = view.labels_by_digest()
    for label in sorted({labels[c.target.digest] for c in checks if c.target and c.target.digest in labels}):
        coded, now = view.coding(label, as_coded=True), view.coding(label)
        checked = checked_in(coded, checks)
        for row in sentences(coded, now, checked):
            yield json.dumps(row, ensure_ascii=False) + "\n"


def checked_in(coded: Coding, checks: Iterable[Correction]) -> set[str]:
    """Ids of the coded events that somebody has looked at."""
    events = [found(coded.events, c.target) for c in checks if c.target and c.target.digest == coded.document.digest]
    return {e.id for e in events if e}


def sentences(coded: Coding, now: Coding, checked: set[str]) -> Iterator[dict[str, Any]]:
    document = coded.document
    for number, sentence in enumerate(coded.sentences, 1):
        here = [e.id for e in coded.events if sentence.start <= e.trigger.start < sentence.end]
        if here and checked.issuperset(here):
            facts = {"published": document.published, "publisher": document.publisher, "url": document.url}
            yield {
                "id": f"{document.id}:{number}", "text": document.text[sentence.start : sentence.end],
                **{k: v for k, v in facts.items() if v}, "events": [event(e) for e in now.events if e.id in here],
            }  # fmt: skip


def event(e: Event) -> dict[str, Any]:
    return {"type": e.type, "status": e.status, "sources": [side(m) for m in e.sources], "targets": [side(m) for m in e.targets]}


def side(m: ActorMention) -> dict[str, Any]:
    return {"code": m.actor, "role": m.role, "text": m.text}


def write_gold(view: View, filters: Filters, file: IO[str]) -> None:
    """All that was checked; filters are of events and do not apply."""
    file.writelines(gold_lines(view))
