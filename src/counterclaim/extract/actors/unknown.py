"""Names of somebody whom no lexicon holds: what would be lost if nobody were told of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from counterclaim.extract.actors.names import NAME_TAGS
from counterclaim.extract.actors.owners import look_before
from counterclaim.lexicon.load import load_yaml

if TYPE_CHECKING:
    from counterclaim.extract.actors.resolver import Resolver

RULES = "actors_rules/unknown.yaml"
PARTS = ("compound", "nmod", "amod")
LONGEST = 8  # words of a name
LINKS = ("of", "for", "the", "'s", "’s", "-", "&", "and", "al", "el", "ul", "bin", "ibn", "de", "da", "von", "van")


@dataclass(frozen=True, slots=True)
class Stranger:
    """A name that no lexicon holds: tokens `first` to `last` (exclusive), headed by token `head`.

    carriers: tokens that stand for the bearer, the head and the role noun that the name modifies
    ("Green Hawk *fighters*"). kind: "group", "person" or "name" where that cannot be told.
    """

    head: int
    first: int
    last: int
    kind: str
    carriers: tuple[int, ...]


@cache
def word_lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(map(str, words)) for name, words in load_yaml(RULES).items()}


def find_strangers(reader: Resolver, place_tokens: frozenset[int]) -> list[Stranger]:
    """The names of `reader`'s text that neither the lexicon nor the text itself resolves, in text order."""
    found: list[Stranger] = []
    end = 0
    for token in reader.annotation.tokens:
        i = token.i
        if i < end or not is_name(reader, i) or reader.structure.aside[i]:
            continue
        if i in reader.name_at or i in place_tokens:
            continue
        first, last = extent(reader, i, place_tokens)
        end = last
        head = head_of(reader, first, last)
        while first and tokens_joined(reader, first - 1, head):  # "Kivu Dawn Front": a place within the name
            first -= 1
        if named := stranger_at(reader, head, first, last):
            found.append(named)
    return found


def is_name(reader: Resolver, i: int) -> bool:
    """Whether token `i` is tagged as a name, or is a noun with a capital within a sentence: "the Front for Peace"."""
    token = reader.annotation.tokens[i]
    if not token.text[:1].isalpha():
        return False
    first = reader.annotation.sentences[token.sent].first
    return token.tag in NAME_TAGS or (token.tag in ("NN", "NNS") and token.text[0].isupper() and i > first)


def extent(reader: Resolver, i: int, place_tokens: frozenset[int]) -> tuple[int, int]:
    """The run of capitalised words that token `i` begins, small words within it taken along."""
    tokens = reader.annotation.tokens
    last = i + 1
    k = i + 1
    while k < len(tokens) and k - i < LONGEST and tokens[k].sent == tokens[i].sent:
        if is_name(reader, k) or (tokens[k].text[:1].isupper() and tokens[k].dep in PARTS):
            if k in reader.name_at and tokens[k - 1].text.lower() not in LINKS:
                break
            last = k + 1
        elif tokens[k].text.lower() not in LINKS or tokens[k].text.lower() == "and":
            break
        k += 1
    return i, last


def head_of(reader: Resolver, first: int, last: int) -> int:
    """The token of the run that governs it from outside: "Front" in "Liberation Front of Azania"."""
    tokens = reader.annotation.tokens
    for k in range(first, last):
        if not first <= tokens[k].head < last and is_name(reader, k):
            return k
    return last - 1


def tokens_joined(reader: Resolver, i: int, head: int) -> bool:
    """Whether token `i` is a place or the like that a name with the head `head` begins with."""
    token = reader.annotation.tokens[i]
    name = reader.name_at.get(i)
    beside = token.head == reader.annotation.tokens[head].head and token.dep == reader.annotation.tokens[head].dep  # two subjects, by mistake
    part = token.dep in PARTS and i < token.head <= head
    if name is None and token.tag == "JJ" and token.text[0].isupper():  # "Azanian Dawn Front"
        return part and i > reader.annotation.sentences[token.sent].first
    return token.tag in NAME_TAGS and (part or beside) and (name is None or name.kind != "adjective")


def stranger_at(reader: Resolver, head: int, first: int, last: int) -> Stranger | None:
    tokens, lists = reader.annotation.tokens, word_lists()
    lower = [t.lower for t in tokens[first:last]]
    if tokens[head].lower in lists["never"] or lower[-1] in lists["never"]:
        return None
    noun = reader.nouns.find(tokens, head)
    own = set(range(noun.first, noun.last)) if noun else set()
    if noun and (noun.kind in ("thing", "asset", "polity") or own >= set(range(first, last))):
        return None
    while first < head and reader.nouns.find(tokens, first) and reader.nouns.is_title(reader.nouns.find(tokens, first)):  # type: ignore[arg-type]
        first += 1
    carriers = [head]
    up = tokens[head].head
    if tokens[head].dep in (*PARTS, "poss") and up != head:
        carrier = reader.nouns.find(tokens, up)
        if carrier is None or carrier.kind in ("thing", "polity") or not carrier.role or up in reader.name_at:
            return None
        carriers.append(up)
    elif tokens[head].dep in PARTS:
        return None
    if any(w.actor for k in carriers for w in reader.resolve(k).whos):
        return None
    return Stranger(head, first, last, kind_of(reader, head, first, last, len(carriers) > 1), tuple(carriers))


def kind_of(reader: Resolver, head: int, first: int, last: int, modifies: bool) -> str:
    tokens, groups = reader.annotation.tokens, word_lists()["group"]
    lower = {t.lower for t in tokens[first:last]}
    if lower & groups or lower & reader.nouns.bodies or tokens[head].tag == "NNPS" or (last - first == 1 and tokens[head].text.isupper()):
        return "group"
    if look_before(reader, head, range(first, last)).titled or any(tokens[k].dep == "relcl" and who(reader, k) for k in tokens[head].kids):
        return "person"
    if modifies or (first and tokens[first - 1].lower == "the"):
        return "group"
    return "person" if 2 <= last - first <= 4 else "name"


def who(reader: Resolver, clause: int) -> bool:
    return any(reader.annotation.tokens[k].lower == "who" for k in reader.annotation.tokens[clause].kids)
