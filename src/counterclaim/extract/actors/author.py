"""Whose side a text speaks from, where "we" and "our" are its author's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.extract.actors.focus import is_state
from counterclaim.extract.actors.names import PERSONS
from counterclaim.extract.actors.structure import words_of
from counterclaim.lexicon.words import fold

if TYPE_CHECKING:
    from counterclaim.extract.actors.resolver import Resolver


def find_side(reader: Resolver) -> str | None:
    """The state that the author belongs to: from the notes on author and publisher if these name one
    state only, else from the text ("we Armenians", "here in Yerevan", "our country, Georgia")."""
    document = reader.document
    for note in (document.author_note, document.author, document.publisher):
        found = states_named(reader, note or "")
        if len(found) == 1:
            return found.pop()
    own = own_words(reader)
    return own[0] if len(set(own)) == 1 else declaring(reader)


def find_office(reader: Resolver) -> str | None:
    """The state whose organ issues the text, if author or publisher is one ("Ministry of Foreign Affairs of Sri Lanka")."""
    organs = reader.rules.nominals.unique | reader.rules.nominals.organs
    for note in (reader.document.author, reader.document.publisher):
        words = {w.lower() for w in words_of((note or "")[:2000])}
        found = states_named(reader, note or "") if words & organs else set()
        if len(found) == 1:
            return found.pop()
    return None


def declaring(reader: Resolver) -> str | None:
    """The state whose organ a statement opens with: "The Foreign Ministry of Georgia condemns …. We call on …"."""
    if not reader.annotation.sentences:
        return None
    root = reader.annotation.sentences[0].root
    subject = reader.structure.subject(root)
    if subject is None or reader.annotation.tokens[root].tag not in ("VBZ", "VBP"):
        return None
    found = reader.resolve(subject)
    return found.whos[0].actor if found.kind == "body" and len(found.whos) == 1 and is_state(found.whos[0].actor) else None


def states_named(reader: Resolver, note: str) -> set[str]:
    words = [fold(w) for w in words_of(note[:2000])]
    found = set()
    for _, _, phrase in reader.lexicon.phrase_table.find(words):
        reading = reader.lexicon.readings(phrase)[0]
        if is_state(reading.actor) and reading.kind not in PERSONS:
            found.add(str(reading.actor))
    return found


def own_words(reader: Resolver) -> list[str]:
    """States that the text, outside of quotations, calls the author's own."""
    tokens, rules = reader.annotation.tokens, reader.rules
    found = []
    for name in reader.names:
        if not is_state(name.actor) or name.first == 0 or reader.structure.quote[name.first] >= 0:
            continue
        before = tokens[name.first - 1]
        two = tokens[name.first - 2].lower if name.first > 1 else ""
        ours = name.kind == "people" and before.lower in rules.pronouns.us
        if ours or (before.lower in rules.owners.place and two in rules.side.here):
            found.append(str(name.actor))
        elif before.lower in rules.side.own or (before.text == "," and two in rules.side.own):
            own = name.first - (2 if before.text != "," else 3)
            if own >= 0 and tokens[own].lower == "our":
                found.append(str(name.actor))
    return found
