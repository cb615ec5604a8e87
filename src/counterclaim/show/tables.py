"""Codings as flat tables: one row an event, a claim, a time or a place. For pandas, polars, CSV, Parquet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from counterclaim.records import ActorMention, Claim, Coding, Event

EVENT_COLUMNS = (
    "document", "published", "publisher", "event", "type", "cameo", "quad", "intensity", "status", "sources", "source_roles",
    "targets", "target_roles", "from", "to", "place", "country", "lat", "lon", "said_by", "claims", "confidence", "trigger",
    "start", "end", "sentence", "rule",
)  # fmt: skip
CLAIM_COLUMNS = (
    "document", "published", "publisher", "claim", "source", "actor", "role", "cue", "act", "kind", "author_stance", "parent",
    "checkable", "check_reason", "about_actors", "about_events", "content", "start", "end", "confidence", "rule",
)  # fmt: skip


def joined(values: Iterable[str | None]) -> str:
    """Several values in one cell: in order, once each, parted by "|"."""
    return "|".join(dict.fromkeys(v for v in values if v))


def sentence_of(coding: Coding, start: int) -> str:
    return next((" ".join(s.text.split()) for s in coding.sentences if s.start <= start < s.end), "")


def event_rows(coding: Coding) -> Iterator[dict[str, Any]]:
    """One flat row an event, with the columns EVENT_COLUMNS."""
    claims = {c.id: c for c in coding.claims}
    for e in coding.events:
        yield {
            **head(coding),
            **event_cells(e),
            "said_by": joined(said_by(claims[c]) for c in e.claims if c in claims),
            "sentence": sentence_of(coding, e.trigger.start),
        }


def event_cells(e: Event) -> dict[str, Any]:
    def codes(mentions: list[ActorMention]) -> str:
        return joined(m.actor or m.text for m in mentions)

    return {
        "event": e.id, "type": e.type, "cameo": e.cameo, "quad": e.quad, "intensity": e.intensity, "status": e.status,
        "sources": codes(e.sources), "source_roles": joined(m.role for m in e.sources),
        "targets": codes(e.targets), "target_roles": joined(m.role for m in e.targets),
        "from": e.time.from_ if e.time else None, "to": e.time.to if e.time else None,
        "place": e.place.name if e.place else None, "country": e.place.country if e.place else None,
        "lat": e.place.lat if e.place else None, "lon": e.place.lon if e.place else None,
        "claims": joined(e.claims), "confidence": round(e.confidence, 3), "trigger": e.trigger.text,
        "start": e.trigger.start, "end": e.trigger.end, "rule": e.rule,
    }  # fmt: skip


def said_by(claim: Claim) -> str:
    return (claim.source.actor or claim.source.text) if claim.source else "unnamed"


def claim_rows(coding: Coding) -> Iterator[dict[str, Any]]:
    """One flat row a claim, with the columns CLAIM_COLUMNS."""
    for c in coding.claims:
        mark = c.cue or (c.content[0] if c.content else None)
        yield {
            **head(coding), "claim": c.id, "source": c.source.text if c.source else None,
            "actor": c.source.actor if c.source else None, "role": c.source.role if c.source else None,
            "cue": c.cue.text if c.cue else None, "act": c.act, "kind": c.kind, "author_stance": c.author_stance,
            "parent": c.parent, "checkable": c.check.value if c.check else None, "check_reason": c.check.reason if c.check else None,
            "about_actors": joined(m.actor for m in c.about.actors), "about_events": joined(c.about.events),
            "content": " … ".join(s.text for s in c.content), "start": mark.start if mark else None,
            "end": mark.end if mark else None, "confidence": round(c.confidence, 3), "rule": c.rule,
        }  # fmt: skip


def head(coding: Coding) -> dict[str, Any]:
    d = coding.document
    return {"document": d.id, "published": d.published, "publisher": d.publisher}
