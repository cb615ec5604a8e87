"""Words of reports as concepts, so that "chopper" and "helicopter" can be seen to be one thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from counterclaim.errors import DataError
from counterclaim.lexicon.load import load_yaml

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
# Where a clause of a sentence may end: marks, and words that open the next one.
CUT = re.compile(r"[;:()]|,(?!\d)|\s[—–-]\s|\b(?:and|but|while|when|which|who|where|after|before|although|though|because|as)\b", re.I)
ENDINGS = (
    ("ies", "y"),
    ("sses", "ss"),
    ("shes", "sh"),
    ("ches", "ch"),
    ("xes", "x"),
    ("s", ""),
    ("ied", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
)
SHORTEST = 3
APART = 4  # words that may stand between a verb and its particle


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words and phrases by concept, and the lists of `data/compare/words.yaml`."""

    concept: dict[str, str]
    phrases: dict[tuple[str, ...], str]
    longest: int
    empty: frozenset[str]
    particles: frozenset[str]
    common: frozenset[str]
    forms: dict[str, str]
    cues: dict[str, re.Pattern[str]]
    acts: dict[str, tuple[str, str]]


@cache
def vocabulary() -> Vocabulary:
    """Read once. Raises DataError for a word that stands in two concepts."""
    words, lists = load_yaml("compare/concepts.yaml"), load_yaml("compare/words.yaml")
    concept: dict[str, str] = {}
    for name, members in words.items():
        for word in members:
            if concept.setdefault(str(word), name) != name:
                raise DataError(f"compare/concepts.yaml: {word!r} stands in {concept[word]} and in {name}. Leave it in one.")
    phrases = {tuple(w.split()): c for w, c in concept.items() if " " in w}
    cues = {name: any_of(lists[name]) for name in ("denying", "failing", "open", "official", "never", "negating", "echoes", "wished", "unreal")}
    return Vocabulary(
        {w: c for w, c in concept.items() if " " not in w}, phrases, max(map(len, phrases)), frozenset(map(str, lists["empty"])),
        frozenset(map(str, lists["particles"])), frozenset(lists["common"]), dict(lists["forms"]), cues,
        {c: (a[0], a[1]) for c, a in load_yaml("compare/acts.yaml").items()},
    )  # fmt: skip


def any_of(phrases: Iterable[Any]) -> re.Pattern[str]:
    longest_first = sorted(map(str, phrases), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.I)


@cache
def base(word: str) -> str:
    """The base form of a lower-case word, as far as rules and the list of forms lead to one that a concept knows."""
    v = vocabulary()
    if word in v.forms:
        return v.forms[word]
    if word in v.concept:
        return word
    first = ""
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            stem = word.removesuffix(ending) + instead
            if len(stem) > SHORTEST and stem[-1] == stem[-2] and ending in ("ed", "ing") and not instead and stem not in v.concept:
                stem = stem[:-1] if stem[:-1] in v.concept else stem
            if stem in v.concept:
                return stem
            first = first or stem
    return first or word


def concepts(text: str) -> set[str]:
    """What a stretch of text speaks of: concepts, and the base forms of words that belong to none."""
    return {name for name, _, _ in placed_concepts(text)}


def placed_concepts(text: str) -> Iterator[tuple[str, int, int]]:
    """Concepts (and base forms of words that belong to none) with first and last character, in order."""
    v = vocabulary()
    spots = [(m.start(), m.end()) for m in WORD.finditer(text)]
    words = [text[a:b].lower().replace("’", "'").removesuffix("'s") for a, b in spots]
    bases = [base(w) for w in words]
    i = 0
    while i < len(words):
        for length in range(min(v.longest, len(words) - i), 1, -1):
            run, based = tuple(words[i : i + length]), tuple(bases[i : i + length])
            span = v.phrases.get(run) or v.phrases.get(based) or v.phrases.get((*run[:-1], based[-1]))
            if span:
                yield span, spots[i][0], spots[i + length - 1][1]
                i += length
                break
        else:
            if split := split_phrase(words, bases, i):
                yield split, *spots[i]
            elif concept := v.concept.get(bases[i]):
                yield concept, *spots[i]
            elif words[i] not in v.empty and bases[i] not in v.empty and not words[i].isdigit() and len(words[i]) >= SHORTEST:
                yield bases[i], *spots[i]
            i += 1


def split_phrase(words: list[str], bases: list[str], i: int) -> str | None:
    """The concept of a verb at word `i` whose particle stands a few words on: "let the fishermen go"."""
    v = vocabulary()
    for there in range(i + 2, min(i + 2 + APART, len(words))):
        if words[there] in v.particles:
            return v.phrases.get((words[i], words[there])) or v.phrases.get((bases[i], words[there]))
    return None


def clauses(sentence: str) -> Iterator[tuple[int, int]]:
    """All clauses of a sentence that are not empty: first and last character (exclusive)."""
    start = 0
    for cut in CUT.finditer(sentence):
        if sentence[start : cut.start()].strip():
            yield start, cut.start()
        start = cut.end()
    if sentence[start:].strip():
        yield start, len(sentence)


def clause(sentence: str, at: int) -> tuple[int, int]:
    """The clause of `sentence` around its character `at`: first and last character (exclusive)."""
    start, end = 0, len(sentence)
    for cut in CUT.finditer(sentence):
        if cut.end() <= at:
            start = cut.end()
        elif cut.start() >= at:
            end = cut.start()
            break
    return start, end
