"""Places that act: "Washington said", "Baku's position", "talks between Baku and Yerevan"."""

from __future__ import annotations

from functools import lru_cache

from counterclaim.annotate.contract import Annotation
from counterclaim.extract.places.names import normal
from counterclaim.lexicon.load import load_yaml, names_in

PARTS_OF_NAME = ("compound", "conj", "appos", "nmod", "amod", "poss")


@lru_cache(maxsize=1)
def cues() -> dict[str, frozenset[str]]:
    """Word lists of metonymy.yaml."""
    return {name: frozenset(str(w) for w in members) for name, members in load_yaml("places/metonymy.yaml").items()}


@lru_cache(maxsize=1)
def seats() -> frozenset[tuple[str, str]]:
    """(normalised name, state) of the capitals that stand for governments; from the actor lexicon."""
    out = set()
    for path in names_in("actors/states", ".yaml"):
        for iso, entry in load_yaml(path).items():
            out |= {(normal(str(name)), iso) for name in entry.get("capital", ())}
    return frozenset(out)


def head_of(a: Annotation, start: int, end: int) -> int:
    """The token of a stretch of text whose governor lies outside it."""
    first, last = a.token_at(start), a.token_at(max(start, end - 1))
    for k in range(first, last + 1):
        up = a.tokens[k].head
        if not first <= up <= last or up == k:
            return k
    return first


def acts(a: Annotation, k: int, governs: bool, state: bool = False) -> bool:
    """Whether the place whose name is headed by token `k` stands for those who rule there.

    governs: it is a state or a seat of government, which act with any verb; others only speak and decide."""
    t = a.tokens
    for _ in range(8):  # "Baku and Yerevan agreed": a conjunct does what the first does
        if t[k].dep not in ("conj", "appos") or t[k].head == k:
            break
        k = t[k].head
    dep, head = t[k].dep, t[k].head
    verb = t[head].lemma
    if dep == "nsubj":
        return verb in cues()["says"] if not governs else verb not in cues()["stands"]
    if not governs:
        return False
    if dep == "poss":
        return verb not in cues()["parts"]
    if dep == "nsubjpass":
        return verb not in cues()["place_verbs"] or state
    if dep in ("dobj", "dative"):
        return t[head].pos == "VERB" and verb not in (cues()["state_verbs"] if state else cues()["place_verbs"])
    if dep == "pobj":
        if t[head].dep == "dative":  # "sold weapons to Kenya"
            return True
        return t[head].lower in cues()["sides"] and t[t[head].head].lemma not in cues()["stands"]
    return False


def done_to(a: Annotation, k: int, i: int) -> bool:
    """Whether the act at token `i`, or the act that is its object, is done to the place at `k`: "launched an attack on Gaza"."""
    t = a.tokens
    if t[k].dep in ("dobj", "nsubjpass"):
        return t[k].head == i and t[i].lemma in cues()["place_verbs"]
    if t[k].dep != "pobj" or t[t[k].head].lower not in ("on", "of", "to"):
        return False
    noun = t[t[k].head].head
    return t[noun].lemma in cues()["place_nouns"] and (noun == i or (t[noun].dep == "dobj" and t[noun].head == i))


def suffers(a: Annotation, k: int) -> bool:
    """Whether the name at token `k` is what a verb of place is done to: "Talish was shelled"."""
    return a.tokens[k].dep in ("dobj", "nsubjpass") and a.tokens[a.tokens[k].head].lemma in cues()["place_verbs"]


def is_location(a: Annotation, k: int, place_preps: frozenset[str]) -> bool:
    """Whether the place at token `k` stands behind a preposition of place."""
    t = a.tokens
    for _ in range(8):
        if t[k].dep == "pobj":
            prep = t[t[k].head]
            if prep.lower in place_preps:
                return True
            return prep.lower == "of" and (t[prep.head].lower in cues()["out_of"] or is_location(a, prep.head, place_preps))
        if t[k].dep not in PARTS_OF_NAME or t[k].head == k:
            return False
        k = t[k].head
    return False
