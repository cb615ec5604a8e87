"""Who has been spoken of so far: the mentions behind the current token, newest last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

WINDOW = 60  # mentions that are looked back at
SENTENCES = 4  # sentences that are looked back at


@dataclass(frozen=True, slots=True)
class Who:
    """One actor that a phrase stands for; how as in `records.ActorMention`, or "asset"."""

    actor: str | None
    role: str | None
    how: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """What was made of the noun phrase headed by a token: nobody where `whos` is empty.

    first, last (exclusive) are the tokens of the mention; kind is "state", "body", "person", "people",
    "thing" or "none".
    """

    whos: tuple[Who, ...] = ()
    first: int = 0
    last: int = 0
    kind: str = "none"


NOBODY = Phrase()


@dataclass(frozen=True, slots=True)
class Entry:
    """A mention in the discourse. number: "one" or "many"; place_in: "subj", "obj", "poss", "mod", "prep" or "other".
    kind: as `Phrase.kind`, or "self" for "I" and "we", which no third person takes up.
    joined: whether it is coordinated with others; leads: whether as the first of them."""

    i: int
    sent: int
    whos: tuple[Who, ...]
    kind: str
    number: str
    place_in: str
    clause: int
    joined: bool = False
    leads: bool = False


@dataclass(slots=True)
class Focus:
    """The mentions so far."""

    entries: list[Entry] = field(default_factory=list)

    def push(self, entry: Entry) -> None:
        self.entries.append(entry)

    def back(self, i: int, sent: int) -> Iterator[Entry]:
        """Mentions before token `i`, nearest first, as far back as memory goes."""
        low = max(0, len(self.entries) - WINDOW)
        for k in range(len(self.entries) - 1, low - 1, -1):
            entry = self.entries[k]
            if sent - entry.sent > SENTENCES:
                return
            if entry.i < i:
                yield entry


def is_state(actor: str | None) -> bool:
    return actor is not None and ":" not in actor and actor != "author"


def states_of(whos: tuple[Who, ...], armed: bool = False) -> list[str]:
    """The distinct states, and with `armed` the armed groups, among `whos`, in order."""
    return list(dict.fromkeys(str(w.actor) for w in whos if is_state(w.actor) or (armed and str(w.actor).startswith("ARMED:"))))
