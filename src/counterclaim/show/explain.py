"""Why was this coded, and why was nothing coded here? One sentence at a time."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.errors import UsageError
from counterclaim.records import ActorMention, Claim, Coding, Event, PlaceRef, Span, TimeRef


def explain(coding: Coding, sentence: int | None = None) -> str:
    """The explanation of one sentence (counted from 1) or of all. Raises UsageError for a number out of range."""
    if coding.skipped:
        return f"{coding.document.id} was not coded: {coding.skipped}"
    total = len(coding.sentences)
    if sentence is not None and not 1 <= sentence <= total:
        raise UsageError(f"There is no sentence {sentence}: {coding.document.id} has {total}.")
    numbers = range(1, total + 1) if sentence is None else [sentence]
    return "\n\n".join("\n".join(lines(coding, n)) for n in numbers)


def lines(coding: Coding, n: int) -> Iterator[str]:
    s = coding.sentences[n - 1]
    yield f"[{n}] {' '.join(s.text.split())}"
    aside = next((a for a in coding.document.asides if a.start <= s.start < a.end), None)
    if aside:
        yield f"  set apart as {aside.kind}: not part of the article, not coded"
        return
    people = [m for m in coding.actors if s.start <= m.start < s.end]
    yield "  actors: " + ("; ".join(f"“{m.text}” is {name(m)} ({how(m)})" for m in people) or "none that the lexicon or the context knows")
    events = [e for e in coding.events if s.start <= e.trigger.start < s.end]
    for e in events:
        yield from event_lines(e, coding)
    for c in coding.claims:
        mark = c.cue or (c.content[0] if c.content else None)
        if mark and s.start <= mark.start < s.end:
            yield f"  claim {c.id}: {speaker(c)}, {c.act}{quoted(c.cue)} · author {c.author_stance} · confidence {c.confidence:.2f}"
            yield f"    rule {c.rule or '-'}"
    passed = [note for note in coding.notes if s.start <= note.start < s.end and note.outcome != "coded"]
    for note in passed:
        yield f"  passed over “{note.text}”: {note.reason}" + (f" (rule {note.rule})" if note.rule else "")
    if not events:
        yield "  no event coded: " + ("see above" if passed else "no word of this sentence is in the event lexicon")


def event_lines(e: Event, coding: Coding) -> Iterator[str]:
    sides = f"{', '.join(map(name, e.sources)) or '?'} → {', '.join(map(name, e.targets)) or '?'}"
    yield f"  event {e.id}: {e.type} ({e.cameo}, {e.intensity:+.1f}) {sides} · “{e.trigger.text}” · {e.status} · confidence {e.confidence:.2f}"
    yield f"    rule {e.rule}"
    for reason in e.reasons:
        yield f"    {reason}"
    for side, mentions in (("source", e.sources), ("target", e.targets)):
        for m in mentions:
            yield f"    {side} {name(m)}: “{m.text}” ({how(m)})"
    if e.time:
        yield f"    when: {e.time.from_ or '..'} to {e.time.to or '..'}: “{e.time.text}”, {why_then(e.time)}"
    if e.place:
        yield f"    where: {', '.join(location(e.place))}: “{e.place.text}”"
        if e.place.why:
            yield f"      {e.place.why}"
    if e.claims:
        yield f"    inside {', '.join(e.claims)}"


def why_then(time: TimeRef) -> str:
    """How the words of a time became its days."""
    if time.anchor == "inferred":
        return f"inferred from {time.why}"
    counted = {"published": "counted from the day of publication", "focus": "counted from the time in focus"}.get(time.anchor, "said outright")
    rule = f"; rule {time.why.replace('_', ' ')}" if time.why else ""
    return f"{counted}{f', {time.base}' if time.base else ''}{rule}"


def location(place: PlaceRef) -> Iterator[str]:
    """What is known of a place, one fact a piece."""
    yield place.name
    if place.admin1 and place.admin1 != place.name:
        yield place.admin1
    if place.country:
        yield place.country
    if place.disputed:
        yield "disputed"
    if place.controlled_by:
        yield f"held by {place.controlled_by} on that day"
    if place.relation:
        yield f"“{place.relation}” it, within some {place.precision:.0f} km"


def name(m: ActorMention) -> str:
    return " ".join(filter(None, (m.actor or "somebody", m.role)))


def how(m: ActorMention) -> str:
    """Where the actor came from; that a user's own lexicon said so."""
    return f"{m.how}, from {m.lexicon}" if m.lexicon else m.how


def speaker(c: Claim) -> str:
    return (c.source.actor or f"“{c.source.text}”") if c.source else "somebody unnamed"


def quoted(span: Span | None) -> str:
    return f" (“{span.text}”)" if span else ""
