"""A coder that needs no parser."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from counterclaim.records import ActorMention, Claim, Coding, Document, Event, Note, PlaceRef, Span, Speaker, TimeRef


class WordCoder:
    """Codes "NAME shelled NAME" as an event, after "said" inside a claim. Fast, and always the same."""

    def __init__(self, name: str = "words 1") -> None:
        self.name = name

    def code(self, documents: Iterable[Document]) -> Iterator[Coding]:
        for d in documents:
            yield self.one(d)

    def one(self, d: Document) -> Coding:
        coding = Coding(d, coder=self.name)
        if d.language and d.language != "en":
            coding.skipped = f"language: {d.language}"
            return coding
        coding.sentences = [Span(m.start(), m.end(), m.group()) for m in re.finditer(r"[^.\n]+\.?", d.text)]
        for n, m in enumerate(re.finditer(r"(ARM|AZE) (shelled|met) (ARM|AZE)(?: on (\S+))?", d.text), 1):
            kind, code = ("ASSAULT", "194") if m[2] == "shelled" else ("CONSULT", "040")
            event = Event(f"e{n}", kind, code, "material conflict", -9.0, Span(*m.span(2), m[2]), rule="test")
            event.sources = [ActorMention(m[1], "MIL", *m.span(1), m[1])]
            event.targets = [ActorMention(m[3], "CVL", *m.span(3), m[3])]
            if m[4]:
                day = m[4].rstrip(".")
                event.time = TimeRef(*m.span(4), m[4], day, day)
                coding.times.append(event.time)
            event.place = PlaceRef(*m.span(3), m[3], "Talish", "AZE", 40.363, 46.777, disputed=True) if "Talish" in d.text else None
            coding.events.append(event)
        for n, m in enumerate(re.finditer(r"(ARM|AZE) said that ([^.]+)", d.text), 1):
            coding.claims.append(Claim(f"c{n}", Speaker(*m.span(1), m[1], m[1], "GOV"), Span(*m.span(1), "said"), [Span(*m.span(2), m[2])]))
            for e in coding.events:
                if m.start(2) <= e.trigger.start < m.end(2):
                    e.claims.append(f"c{n}")
        coding.notes.append(Note(0, 3, d.text[:3], "passed over", "ASSAULT/190/noun: x", "nobody"))
        return coding
