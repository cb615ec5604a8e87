"""CAMEO's actor codes ("SYRREB", "IGOUNO") as an actor and a role."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from counterclaim.lexicon.actor_types import ActorLexicon, Body
from counterclaim.lexicon.load import load_yaml

TABLE = "importing/cameo.yaml"


class Unreadable(Exception):
    """Why a code, a date or a pattern cannot be taken over; `str()` is the reason that rows are counted by."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """actor as in a coding, its role or None; new: a body that no lexicon holds yet. actor None: nobody ("---")."""

    actor: str | None
    role: str | None
    new: bool = False


@cache
def table() -> dict[str, Any]:
    content: dict[str, Any] = load_yaml(TABLE)
    return content


@cache
def group_words() -> frozenset[str]:
    """Words that the name of a group has, in small letters."""
    return frozenset(map(str, load_yaml("actors_rules/unknown.yaml")["group"]))


def role_of(parts: list[str]) -> str | None:
    """The sector of the first part that is one; religions, peoples and finer ranks say no more here."""
    roles = table()["roles"]
    return next((roles[part] for part in parts if part in roles), None)


class Codes:
    """Reads the codes of one dictionary. What its own entries show is learnt first: that IGOUNO is called "United Nations"."""

    def __init__(self, lexicon: ActorLexicon) -> None:
        self.lexicon = lexicon
        self.learnt: dict[str, str] = {}
        self.names: dict[tuple[str, ...], str] = {}
        for phrase in lexicon.phrases:
            if isinstance(phrase.entry, Body) and phrase.kind == "name" and phrase.actor and not phrase.ambiguous:
                self.names.setdefault(tuple(w.lower() for w in phrase.words), phrase.actor)

    def learn(self, code: str, names: list[tuple[str, ...]]) -> None:
        """That the bearer of the names, where it is a body of ours, is meant by the code."""
        if code[:3] in table()["bodies"]:
            for name in names:
                if actor := self.names.get(name):
                    self.learnt.setdefault(code, actor)

    def read(self, code: str) -> Meaning:
        """The code's meaning. Raises Unreadable."""
        if set(code) <= {"-"}:
            return Meaning(None, None)
        if code in self.learnt:
            actor = self.learnt[code]
            return Meaning(actor, self.lexicon.bodies[actor].role)
        parts = [code[k : k + 3] for k in range(0, len(code), 3)]
        if not code.isalnum() or not code.isupper() or len(code) < 3:
            raise Unreadable("not a CAMEO actor code")
        state = parts[0] if parts[0] in self.lexicon.states else table()["states"].get(parts[0])
        if state and parts[0] not in table()["bodies"]:
            role = role_of(parts[1:])
            if len(parts) > 1 and role is None and not set(parts[1:]) & self.lexicon.states.keys():
                raise Unreadable("no sector known in the code")
            return Meaning(state, role)
        if parts[0] in table()["bodies"] and len(code) > 3:
            prefix = table()["bodies"][parts[0]]
            return Meaning(f"{prefix}:{code[3:]}", role_of(parts[:1]), new=True)
        if parts[0] in table()["regions"]:
            raise Unreadable("a region of the world, which is no actor here")
        if role_of(parts) and len(parts) == 1:
            raise Unreadable("a sector without a state; write it under roles")
        raise Unreadable("no state or organisation in the code")
