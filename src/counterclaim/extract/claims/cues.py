"""The cue lexicon: data/claims/*.yaml read and checked once.

A cue file names its `act` and lists blocks of `verbs`, `nouns`, `adjectives` that share `frames` and
`sure` (how sure one can be that the cue reports a claim, 0 to 1). A frame says which dependents
hold what is claimed; data/claims/README.md explains the notation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from counterclaim.errors import DataError
from counterclaim.lexicon.load import load_yaml

ACTS = ("state", "deny", "accuse", "demand", "promise", "threaten", "believe", "hope", "ask")
SLOTS = ("that", "inf", "ing", "obj", "small", "quote", "subj", "bare")
ENTRY = re.compile(r"^(?P<lemma>[\w’'-]+)(?: (?P<particle>[a-z]+))?(?: \{(?P<nouns>[^}]+)\})?$")
PREP = re.compile(r"^>?[a-z]+$")


@dataclass(frozen=True, slots=True)
class Slot:
    """One way to hold the content. `holder`: that, inf, ing, obj, small, quote, subj, bare or a
    preposition; `whom`: a direct object stands between that is only spoken to; `prep`: the
    preposition before the content; `in_cue`: that preposition belongs to the cue."""

    holder: str
    then: str = ""
    whom: bool = False
    prep: str = ""
    in_cue: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that reports a claim, with its frames. `nouns`: a direct object (or complement) that
    must stand there and belongs to the cue ("express {hope}")."""

    rule: str
    lemma: str
    act: str
    sure: float
    slots: tuple[Slot, ...]
    particle: str = ""
    nouns: frozenset[str] = frozenset()


@dataclass(slots=True)
class CueBook:
    verbs: dict[str, list[Cue]] = field(default_factory=dict)
    nouns: dict[str, list[Cue]] = field(default_factory=dict)
    adjectives: dict[str, list[Cue]] = field(default_factory=dict)
    adverbs: dict[str, str] = field(default_factory=dict)  # hedge -> author_stance
    words: dict[str, frozenset[str]] = field(default_factory=dict)  # classes of helper words


@lru_cache(maxsize=1)
def cue_book() -> CueBook:
    """The lexicon as shipped. Raises DataError for a mistake in a file."""
    book = CueBook()
    for act in ACTS:
        path = f"claims/{act}.yaml"
        data = load_yaml(path)
        for kind in ("verbs", "nouns", "adjectives"):
            for block in data.get(kind, []):
                add_block(getattr(book, kind), act, kind, block, path)
    helper = load_yaml("claims/words.yaml")
    book.adverbs = dict(helper.pop("hedges"))
    book.words = word_classes(helper, "claims/words.yaml")
    return book


def add_block(table: dict[str, list[Cue]], act: str, kind: str, block: dict[str, Any], path: str) -> None:
    slots = tuple(slot_of(text, path) for text in block["frames"].split())
    for entry in block["cues"]:
        match = ENTRY.match(str(entry))
        if not match:
            raise DataError(f"{path}: cannot read the cue {entry!r}; write 'lemma', 'lemma particle' or 'lemma {{noun|noun}}'.")
        nouns = frozenset((match["nouns"] or "").split("|")) - {""}
        cue = Cue(f"{act}/{kind[:-1]}: {entry}", match["lemma"], act, float(block["sure"]), slots, match["particle"] or "", nouns)
        table.setdefault(cue.lemma, []).append(cue)


def slot_of(text: str, path: str) -> Slot:
    """A slot from its notation: "that", "obj+inf", "whom+that", ">for", "obj+of", "whom+>against"."""
    parts = text.split("+")
    whom = parts[0] == "whom"
    if whom:
        parts = parts[1:]
    if not 1 <= len(parts) <= 2 or not all(p in SLOTS or PREP.match(p) for p in parts):
        raise DataError(f"{path}: cannot read the frame {text!r}.")
    head, then = parts[0], parts[1] if len(parts) == 2 else ""
    if head in SLOTS:
        return Slot(head, then, whom)
    return Slot("prep", then, whom, head.lstrip(">"), head.startswith(">"))


@lru_cache(maxsize=1)
def stance_book() -> dict[str, frozenset[str]]:
    """Classes of stance words: see data/claims/stance.yaml."""
    return word_classes(load_yaml("claims/stance.yaml"), "claims/stance.yaml")


def word_classes(data: dict[str, list[str]], path: str) -> dict[str, frozenset[str]]:
    """Classes of words; an unquoted true, false, on, off or no is a slip that YAML reads as no word."""
    for name, words in data.items():
        for word in words:
            if not isinstance(word, str):
                raise DataError(f"{path}: {name} holds {word!r}, which is no word; put it in quotation marks.")
    return {name: frozenset(words) for name, words in data.items()}
