"""Hand-made codings with true offsets: spans are found by the words they cover."""

from __future__ import annotations

import re
from typing import Any

from counterclaim.records import ActorMention, Aside, Claim, Coding, Document, Event, PlaceRef, Span, Speaker, TimeRef

QUADS = {
    "ASSAULT": ("190", "material conflict", -9.0), "COERCE": ("170", "material conflict", -7.0), "ACCUSE": ("112", "verbal conflict", -2.0),
    "REJECT": ("120", "verbal conflict", -4.0), "THREATEN": ("130", "verbal conflict", -4.4), "AGREE": ("057", "verbal cooperation", 8.0),
    "CONSULT": ("046", "verbal cooperation", 7.0), "SUPPORT": ("051", "verbal cooperation", 3.4), "AID": ("070", "material cooperation", 7.0),
    "COOPERATE": ("060", "material cooperation", 6.0), "REQUEST": ("020", "verbal cooperation", 3.0),
}  # fmt: skip


class Build:
    """Collects codings of one text. Parties are (actor, role, words); words are found in the text."""

    def __init__(self, text: str, **document: Any) -> None:
        self.coding = Coding(Document(**{"id": "a", "text": text, **document}), coder="hand-made")
        self.coding.sentences = [self.span(m.start(), m.end()) for m in re.finditer(r"[^.\n]+\.?", text) if m.group().strip()]

    def span(self, start: int, end: int) -> Span:
        return Span(start, end, self.coding.document.text[start:end])

    def at(self, words: str, nth: int = 0) -> tuple[int, int]:
        """Offsets of the occurrence number `nth` of `words`."""
        found = [m.start() for m in re.finditer(re.escape(words), self.coding.document.text)]
        return found[nth], found[nth] + len(words)

    def mention(self, party: tuple[str | None, str | None, str]) -> ActorMention:
        actor, role, words = party
        return ActorMention(actor, role, *self.at(words), words)

    def aside(self, kind: str, words: str) -> Build:
        self.coding.document.asides.append(Aside(kind, *self.at(words), words))
        return self

    def event(self, kind: str, words: str, who: list[Any], whom: list[Any], when: Any = None, where: Any = None, **more: Any) -> Build:
        """`when` is (words, from, to); `where` (words, name, country, lat, lon, disputed)."""
        cameo, quad, intensity = QUADS[kind]
        time = TimeRef(*self.at(when[0]), when[0], when[1], when[2]) if when else None
        place = PlaceRef(*self.at(where[0]), where[0], where[1], where[2], where[3], where[4], disputed=where[5]) if where else None
        number = f"e{len(self.coding.events) + 1}"
        event = Event(number, kind, cameo, quad, intensity, self.span(*self.at(words)))
        event.sources, event.targets = [self.mention(p) for p in who], [self.mention(p) for p in whom]
        event.time, event.place, event.confidence = time, place, 0.8
        for name, value in more.items():
            setattr(event, name, value)
        self.coding.events.append(event)
        return self

    def claim(self, who: tuple[str | None, str | None, str] | None, cue: str, *content: str, **more: Any) -> Build:
        source = Speaker(*self.at(who[2]), who[2], who[0], who[1]) if who else None
        spans = [self.span(*self.at(words)) for words in content]
        self.coding.claims.append(Claim(f"c{len(self.coding.claims) + 1}", source, self.span(*self.at(cue)), spans, **more))
        return self


TEXT = """On the night of 1 to 2 April northern guns shelled the river town, the southern ministry said.
The northern ministry denies that its guns fired and calls the report "an invention".

On 5 April both ministers met at Oldbridge and agreed to a truce. Photo: the old bridge"""

NORTH, SOUTH = ("ARM", "MIL"), ("AZE", "MIL")


def border_case(**document: Any) -> Coding:
    """One text with nested claims, overlapping marks, an aside, dated and placed events."""
    build = Build(TEXT, **{"title": "Guns by the river", "author": "A. Writer", "published": "2016-04-06", **document})
    build.aside("caption", "Photo: the old bridge")
    build.claim((*SOUTH, "the southern ministry"), "said", "northern guns shelled the river town")
    build.claim((*NORTH, "The northern ministry"), "denies", "its guns fired", act="deny", author_stance="doubts")
    build.claim((*NORTH, "The northern ministry"), "calls the report", '"an invention"', kind="direct", parent="c2")
    night = ("the night of 1 to 2 April", "2016-04-01", "2016-04-02")
    town = ("river town", "Rivertown", "AZE", 40.4, 46.8, True)
    build.event("ASSAULT", "shelled", [(*NORTH, "northern guns")], [("AZE", "CVL", "the river town")], night, town, claims=["c1"])
    build.event("ASSAULT", "guns fired", [(*NORTH, "its guns")], [], claims=["c2"], status="negated")
    build.event("REJECT", "denies that its guns", [(*NORTH, "The northern ministry")], [(*SOUTH, "the southern ministry")])
    both = [("ARM", "GOV", "both ministers"), ("AZE", "GOV", "both ministers")]
    fifth = ("5 April", "2016-04-05", "2016-04-05")
    build.event("CONSULT", "met", both, both, fifth, ("Oldbridge", "Oldbridge", "RUS", 55.75, 37.6, False))
    build.event("AGREE", "agreed", both, both, ("5 April", "XXXX-04-05", "XXXX-04-05"))
    return build.coding
