"""What the lexicons miss: names of nobody known that stood where an actor would have stood, and what they would have done.

The event coder is run once more over the sentences with such names, as if each were an actor; what it then codes with
them is what their absence from the lexicon costs.
"""

from __future__ import annotations

from dataclasses import replace

from counterclaim.annotate.contract import Annotation
from counterclaim.extract.actors import Actors
from counterclaim.extract.actors.unknown import Stranger
from counterclaim.extract.events import find_events
from counterclaim.lexicon.events import EventLexicon
from counterclaim.records import ActorMention, Aside, Claim, Document, Event, PlaceRef, TimeRef, Unknown

MARK = "?"  # what the codes of strangers begin with while the coder is run


class WithStrangers:
    """`actors`, and each stranger as an actor of its own."""

    def __init__(self, annotation: Annotation, actors: Actors, strangers: list[Stranger]) -> None:
        self.annotation, self.actors = annotation, actors
        self.at = {k: (n, s) for n, s in enumerate(strangers) for k in s.carriers}

    def of(self, i: int) -> list[ActorMention]:
        known = self.actors.of(i)
        if i not in self.at or any(m.actor for m in known):
            return known
        number, stranger = self.at[i]
        start, end, text = words_of(self.annotation, stranger)
        return [ActorMention(f"{MARK}{number}", known[0].role if known else None, start, end, text)]


def find_unknown(
    annotation: Annotation,
    document: Document,
    actors: Actors,
    times: list[TimeRef],
    places: list[PlaceRef],
    claims: list[Claim],
    lexicon: EventLexicon,
) -> list[Unknown]:
    """Each name of nobody known that would be source or target of an event, or speaks, in text order; one record a name,
    place in the text and part that it would have had."""
    strangers = actors.strangers()
    if not strangers:
        return []
    only = with_asides(annotation, document, {annotation.tokens[s.head].sent for s in strangers})
    known = WithStrangers(annotation, actors, strangers)
    events, _ = find_events(annotation, only, known, times, places, claims, lexicon)
    found = [u for event in events for u in parts(annotation, strangers, event)]
    for claim in claims:
        source = claim.source
        if source and source.actor is None and source.start is not None and source.end is not None:
            for stranger in strangers:
                start, end, text = words_of(annotation, stranger)
                if source.start <= start and end <= source.end:
                    found.append(Unknown(start, end, text, stranger.kind, "speaker", claim.act, claim.rule))
    return sorted(dict.fromkeys(found), key=lambda u: (u.start, u.part))


def parts(annotation: Annotation, strangers: list[Stranger], event: Event) -> list[Unknown]:
    """The strangers among the parties of `event`."""
    out = []
    for part, side, others in (("source", event.sources, event.targets), ("target", event.targets, event.sources)):
        for m in side:
            if m.actor and m.actor.startswith(MARK) and m.how == "name":
                stranger = strangers[int(m.actor[len(MARK) :])]
                start, end, text = words_of(annotation, stranger)
                against = tuple(dict.fromkeys(o.actor for o in others if o.actor and not o.actor.startswith(MARK) and o.how != "context"))
                out.append(Unknown(start, end, text, stranger.kind, part, event.type, event.rule, against))
    return out


def words_of(annotation: Annotation, stranger: Stranger) -> tuple[int, int, str]:
    start, end = annotation.tokens[stranger.first].start, annotation.tokens[stranger.last - 1].end
    return start, end, annotation.text[start:end]


def with_asides(annotation: Annotation, document: Document, sentences: set[int]) -> Document:
    """`document` with all but the `sentences` set apart, so that the coder looks at these only."""
    gaps: list[tuple[int, int]] = []
    for s in annotation.sentences:
        if s.i in sentences:
            continue
        if gaps and gaps[-1][1] == s.i:
            gaps[-1] = (gaps[-1][0], s.i + 1)
        else:
            gaps.append((s.i, s.i + 1))
    apart = [Aside("known", annotation.sentences[a].start, annotation.sentences[b - 1].end) for a, b in gaps]
    return replace(document, asides=[*document.asides, *apart])
