"""A coding as bytes and back: what the casebook keeps whole, so that nothing is lost that no column holds."""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict
from typing import Any

from counterclaim.records import About, ActorMention, Check, Claim, Coding, Document, Event, Note, PlaceRef, RoleSpan, Span, Speaker, TimeRef, Unknown

Row = dict[str, Any]
FORM = 1  # of the packed bytes; a change of form keeps reading the earlier ones


def pack(coding: Coding) -> bytes:
    """The coding without its document. Notes on what was coded are left out: the events say it."""
    row = {
        "form": FORM,
        "events": [asdict(e) for e in coding.events],
        "claims": [asdict(c) for c in coding.claims],
        "times": [asdict(t) for t in coding.times],
        "places": [asdict(p) for p in coding.places],
        "actors": [asdict(a) for a in coding.actors],
        "sentences": [[s.start, s.end] for s in coding.sentences],
        "unknown": [asdict(u) for u in coding.unknown],
        "class": coding.class_,
        "roles": None if coding.roles is None else [asdict(r) for r in coding.roles],
        "notes": [asdict(n) for n in coding.notes if n.outcome != "coded" and n.rule],
    }
    return zlib.compress(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf8"), 6)


def unpack(packed: bytes, document: Document, coder: str = "", skipped: str | None = None) -> Coding:
    """The coding of `document` that `pack` made."""
    row = json.loads(zlib.decompress(packed))
    text = document.text
    return Coding(
        document,
        events=[event_from(e) for e in row["events"]],
        claims=[claim_from(c) for c in row["claims"]],
        times=[TimeRef(**t) for t in row["times"]],
        places=[PlaceRef(**p) for p in row["places"]],
        actors=[ActorMention(**a) for a in row["actors"]],
        sentences=[Span(start, end, text[start:end]) for start, end in row["sentences"]],
        notes=[Note(**n) for n in row["notes"]],
        unknown=[Unknown(**u | {"others": tuple(u["others"])}) for u in row["unknown"]],
        skipped=skipped,
        coder=coder,
        class_=row["class"],
        roles=None if row["roles"] is None else [RoleSpan(**r) for r in row["roles"]],
    )


def event_from(row: Row) -> Event:
    made: Row = row | {
        "trigger": Span(**row["trigger"]),
        "sources": [ActorMention(**a) for a in row["sources"]],
        "targets": [ActorMention(**a) for a in row["targets"]],
        "time": TimeRef(**row["time"]) if row["time"] else None,
        "place": PlaceRef(**row["place"]) if row["place"] else None,
    }
    return Event(**made)


def claim_from(row: Row) -> Claim:
    made: Row = row | {
        "source": Speaker(**row["source"]) if row["source"] else None,
        "cue": Span(**row["cue"]) if row["cue"] else None,
        "content": [Span(**s) for s in row["content"]],
        "about": About(tuple(ActorMention(**a) for a in row["about"]["actors"]), tuple(row["about"]["events"])),
        "check": check_from(row["check"]) if row["check"] else None,
    }
    return Claim(**made)


def check_from(row: Row) -> Check:
    return Check(row["value"], row["reason"], Span(**row["grounds"]) if row["grounds"] else None)
