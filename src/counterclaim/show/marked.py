"""A document's text with its codings marked, as pieces that a template can print."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.records import Claim, Coding, Event
from counterclaim.show import dates
from counterclaim.show.contexts import Link, Piece
from counterclaim.show.segments import Marking, Segment, paragraphs, segments
from counterclaim.show.words import actor_name, entry, named, party, word

# Where markings overlap, the first of these gives the link.
PRECEDENCE = ("event", "cue", "speaker", "content", "aside", "passage")
POINTING = {"event", "cue"}  # kinds that a reader can follow to a row


def marked_paragraphs(
    coding: Coding, events: Sequence[Event], claims: Sequence[Claim], anchor: str, passage: tuple[int, int] | None = None
) -> list[list[Piece]]:
    """The text by paragraph. Marks of events and cues of claims lead to `#{anchor}-{id}`; `passage` is pointed out."""
    text = coding.document.text
    tips = {e.id: event_tip(e) for e in events} | {c.id: claim_tip(c) for c in claims}
    slugs = {e.id: entry("quads", e.quad)["slug"] for e in events}
    marks = markings(coding, events, claims)
    if passage:
        marks.append(Marking(*passage, "passage", "at"))
    unplaced = first_marks(marks)
    out = []
    for start, end in paragraphs(text):
        pieces = []
        for segment in segments(text, marks, start, end):
            begun = [m for m in segment.markings if m in unplaced]
            unplaced.difference_update(begun)
            pieces.append(piece(segment, tips, slugs, [f"{anchor}-{m.id}-text" for m in begun], anchor))
        out.append(pieces)
    return out


def markings(coding: Coding, events: Sequence[Event], claims: Sequence[Claim]) -> list[Marking]:
    """All that is marked in the text of `coding`."""
    marks = [Marking(e.trigger.start, e.trigger.end, "event", e.id) for e in events]
    for c in claims:
        marks += [Marking(s.start, s.end, "content", c.id) for s in c.content]
        if c.cue:
            marks.append(Marking(c.cue.start, c.cue.end, "cue", c.id))
        if c.source and c.source.start is not None and c.source.end is not None:
            marks.append(Marking(c.source.start, c.source.end, "speaker", c.id))
    return marks + [Marking(a.start, a.end, "aside", a.kind) for a in coding.document.asides]


def first_marks(marks: Sequence[Marking]) -> set[Marking]:
    """For each event and claim the one mark that its row leads back to: the trigger or cue, else what comes first."""
    best: dict[str, Marking] = {}
    for mark in sorted(marks, key=lambda m: (m.kind not in POINTING, m.start)):
        if mark.kind != "aside" and mark.start < mark.end:
            best.setdefault(mark.id, mark)
    return set(best.values())


def piece(segment: Segment, tips: dict[str, str], slugs: dict[str, str], anchors: list[str], anchor: str) -> Piece:
    """One segment as the template prints it; `anchors` are the addresses that it answers to."""
    over = sorted(segment.markings, key=lambda m: (PRECEDENCE.index(m.kind), m.start, m.id))
    # white space alone, left between two marks, would be a link without a name
    pointing = [m for m in over if m.kind in POINTING] if segment.text.strip() else []
    classes = dict.fromkeys(m.kind for m in over)
    if pointing and pointing[0].kind == "event":
        classes[f"q-{slugs[pointing[0].id]}"] = None
    return Piece(
        text=segment.text,
        classes=" ".join(classes),
        href=f"#{anchor}-{pointing[0].id}" if pointing else "",
        anchors=anchors,
        tips=[tips[i] for i in dict.fromkeys(m.id for m in pointing)],
        refs=[Link(m.id, f"#{anchor}-{m.id}") for m in segment.closes if m.kind == "event"],
    )


def event_tip(event: Event) -> str:
    """An event in a line: "e1 attack: Armenia (military) → Azerbaijan; 1 April 2016; Talish; presented as fact"."""
    sides = [named(party(m) for m in side) or "?" for side in (event.sources, event.targets)]
    facts = [" → ".join(sides) if sides[0] != sides[1] else sides[0], dates.plain_range(event.time), event.place.name if event.place else ""]
    facts.append(entry("statuses", event.status)["name"])
    return f"{event.id} {entry('types', event.type)['name']}: {'; '.join(f for f in facts if f)}"


def claim_tip(claim: Claim) -> str:
    """A claim in a line: "c1 Azerbaijan denies; the author doubts it"."""
    who = actor_name(claim.source.actor, claim.source.text) if claim.source else "somebody"
    return f"{claim.id} {who} {word('acts', claim.act)}; {entry('stances', claim.author_stance)['name']}"
