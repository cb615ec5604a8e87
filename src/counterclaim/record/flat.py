"""A coding as rows of the flat tables: what can be asked of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from counterclaim.edtf import days
from counterclaim.record.schema import NEVER
from counterclaim.records import Claim, Coding, Event

ROOM = 100_000  # events and claims a version can hold; a row's id says where it belongs, whatever was stored before it
Row = dict[str, Any]


def row_id(version: int, position: int) -> int:
    return version * ROOM + position


def event_rows(version: int, coding: Coding, corrected: dict[str, str]) -> Iterator[Row]:
    """One row an event. `corrected`: event id -> who corrected or accepted it."""
    starts = [s.start for s in coding.sentences]
    for position, event in enumerate(coding.events[:ROOM], 1):
        place = event.place
        first, last = day_range(event)
        yield {
            "id": row_id(version, position), "version": version, "code": event.id, "type": event.type, "cameo": event.cameo,
            "quad": event.quad, "intensity": event.intensity, "status": event.status,
            "start": event.trigger.start, "stop": event.trigger.end, "words": event.trigger.text,
            "sentence": sentence_at(coding, starts, event.trigger.start),
            "time_from": event.time.from_ if event.time else None, "time_to": event.time.to if event.time else None,
            "first_day": first, "last_day": last, "day": first or NEVER,
            "place": place.name if place else None, "country": place.country if place else None,
            "lat": place.lat if place else None, "lon": place.lon if place else None, "disputed": int(bool(place and place.disputed)),
            "confidence": round(event.confidence, 3), "rule": event.rule, "corrected": corrected.get(event.id),
        }  # fmt: skip


def day_range(event: Event) -> tuple[str | None, str | None]:
    """ISO days between which it happened, None where the year is open."""
    span = days(event.time)
    return (span[0].isoformat(), span[1].isoformat()) if span else (None, None)


def sentence_at(coding: Coding, starts: list[int], offset: int) -> str:
    """The sentence around `offset`, on one line."""
    i = bisect_right(starts, offset) - 1
    return " ".join(coding.sentences[i].text.split()) if i >= 0 else ""


def party_rows(version: int, coding: Coding) -> Iterator[Row]:
    for position, event in enumerate(coding.events[:ROOM], 1):
        first, _ = day_range(event)
        for side, mentions in (("S", event.sources), ("T", event.targets)):
            for number, m in enumerate(mentions):
                yield {
                    "event": row_id(version, position), "side": side, "position": number, "actor": m.actor, "role": m.role,
                    "start": m.start, "stop": m.end, "words": m.text, "how": m.how, "first_day": first,
                }  # fmt: skip


def claim_rows(version: int, coding: Coding) -> Iterator[Row]:
    for position, claim in enumerate(coding.claims[:ROOM], 1):
        source = claim.source
        start, stop = extent(claim)
        yield {
            "id": row_id(version, position), "version": version, "code": claim.id,
            "speaker": source.actor if source else None, "speaker_role": source.role if source else None,
            "speaker_words": source.text if source else None, "speaker_start": source.start if source else None,
            "speaker_stop": source.end if source else None, "cue": claim.cue.text if claim.cue else None, "act": claim.act,
            "kind": claim.kind, "stance": claim.author_stance, "parent": claim.parent, "start": start, "stop": stop,
            "content": " … ".join(" ".join(coding.document.text[s.start : s.end].split()) for s in claim.content),
            "published": coding.document.published, "confidence": round(claim.confidence, 3), "rule": claim.rule,
        }  # fmt: skip


def extent(claim: Claim) -> tuple[int | None, int | None]:
    """From the first to the last character of what is claimed, else of the cue."""
    spans = claim.content or ([claim.cue] if claim.cue else [])
    return (min(s.start for s in spans), max(s.end for s in spans)) if spans else (None, None)


def saying_rows(version: int, coding: Coding) -> Iterator[Row]:
    claims = {c.id: i for i, c in enumerate(coding.claims[:ROOM], 1)}
    for position, event in enumerate(coding.events[:ROOM], 1):
        for code in dict.fromkeys(event.claims):
            if code in claims:
                yield {"event": row_id(version, position), "claim": row_id(version, claims[code])}
