"""Casebooks made of codings by hand, and a coder that needs no parser."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from counterclaim.records import ActorMention, Claim, Coding, Document, Event, Note, PlaceRef, Span, Speaker, TimeRef

sys.path.insert(0, str(Path(__file__).parent))


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


@pytest.fixture
def coder() -> WordCoder:
    return WordCoder()


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Three reports in a folder; the last is in German."""
    folder = tmp_path / "reports"
    folder.mkdir()
    texts = {
        "a": "AZE said that ARM shelled AZE on 2016-04-02 near Talish. AZE met ARM on 2016-04-05.",
        "b": "ARM shelled AZE on 2016-04-02 near Talish, with many guns and without any warning at all.",
    }
    rows = [{"id": name, "text": text, "published": "2016-04-06", "publisher": f"Paper {name}"} for name, text in texts.items()]
    rows.append({"id": "c", "text": "Die Waffen schweigen seit gestern an der ganzen Linie.", "language": "de"})
    (folder / "rows.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    return folder
