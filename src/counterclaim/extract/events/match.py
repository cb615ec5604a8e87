"""Which patterns of the lexicon fit which words of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from counterclaim.annotate.contract import Annotation
from counterclaim.extract.events.clause import DEEP, Frame, carrier, noun_frame, prepositional, verb_frame
from counterclaim.lexicon.events import EventLexicon
from counterclaim.lexicon.patterns import Pattern

ANAPHORS = {"it": ("NN",), "this": ("NN",), "that": ("NN",), "them": ("NNS",), "they": ("NNS",), "these": ("NNS",), "those": ("NNS",)}
NEAR = 30  # tokens back in which a pronoun finds the thing that it takes up
NOMINAL = frozenset({"NOUN", "PROPN"})
NOUN_DEFAULTS = {"by": "S", "from": "S", "of": "T", "against": "T", "on": "T", "at": "T", "to": "T", "with": "T", "between": "B"}


@dataclass(slots=True)
class Candidate:
    """A pattern that fits at token `i`. `used` are other tokens that the pattern itself takes up.
    `preps` are the prepositional phrases that may hold a party: those of the verb, and of its object
    where the pattern names the object ("sign {treaty} with:B")."""

    i: int
    pattern: Pattern
    frame: Frame
    preps: list[tuple[str, int]]
    used: list[int] = field(default_factory=list)
    light: Frame = field(default_factory=Frame)  # of the verb that carries a noun: "Russia *launched* an attack"


class Matcher:
    """Tries the lexicon's patterns on the tokens of one annotation."""

    def __init__(self, annotation: Annotation, lexicon: EventLexicon) -> None:
        self.a = annotation
        self.lexicon = lexicon
        self.joined = lexicon.words["joined"]
        self.transparent = lexicon.words["transparent"]

    def lemma(self, i: int) -> str:
        """The lemma of token `i`; "cease-fire", which the tokenizer tears apart, is "ceasefire"."""
        tokens = self.a.tokens
        if i >= 2 and tokens[i - 1].text == "-" and (whole := tokens[i - 2].lower + tokens[i].lemma) in self.joined:
            return whole
        return tokens[i].lemma

    def is_any(self, i: int, words: frozenset[str]) -> int | None:
        """The token among `i` and its conjuncts whose lemma is one of `words`, or that takes such a word up."""
        if self.a.tokens[i].lower in ANAPHORS and self.a.tokens[i].dep in ("dobj", "nsubjpass"):
            return i if self.taken_up(i, words) else None
        for k in (i, *self.a.conjuncts(i)):
            lemma = self.lemma(k)
            if lemma in words or self.a.tokens[k].lower in words or (lemma.endswith("s") and lemma[:-1] in words):
                return k
            if lemma in self.transparent or self.a.tokens[k].pos in ("DET", "NUM", "PRON", "ADJ"):  # "any of the heights"
                for p in self.a.kids(k, "prep"):
                    for inner in self.a.kids(p, "pobj") if self.a.tokens[p].lower == "of" else ():
                        if (hit := self.is_any(inner, words)) is not None:
                            return hit
        return None

    def taken_up(self, i: int, words: frozenset[str]) -> bool:
        """Whether the pronoun `i` may stand for one of `words` named just before: "drew up a treaty and signed *it*"."""
        t = self.a.tokens
        number = ANAPHORS[t[i].lower]
        for k in range(i - 1, max(0, i - NEAR) - 1, -1):
            if t[k].tag in number and t[k].dep in ("dobj", "pobj", "nsubj", "nsubjpass", "attr", "conj") and self.lemma(k) in words:
                return True
        return False

    def candidates(self, skip: frozenset[int]) -> Iterator[tuple[int, list[Candidate]]]:
        """(token, fitting patterns, most demanding first) for each token that may be a trigger."""
        for token in self.a.tokens:
            if token.i in skip:
                continue
            lemma = self.lemma(token.i)
            if token.pos in ("VERB", "AUX") and lemma in self.lexicon.verbs and token.dep not in ("aux", "auxpass"):
                yield token.i, sorted(self.verbs(token.i, lemma), key=self.demand)
            elif token.pos in NOMINAL and token.dep not in ("compound", "amod", "nmod") and lemma in self.lexicon.nouns:
                yield token.i, sorted(self.nouns(token.i, lemma), key=self.demand)

    def demand(self, c: Candidate) -> tuple[int, int]:
        """Sorting key, most demanding first; of two alike ("stand with", "stand against") the one whose
        preposition is there, and last the one that wants a partner ("hold exercise with") and has none."""
        roles = {c.pattern.preps.get(word, "-") for word, _ in c.preps} - {"-"}
        several = "mutual" in c.pattern.flags and any(self.a.kids(k, "conj") for k in c.frame.subject)
        return -c.pattern.weight, 0 if roles or several else 2 if "B" in c.pattern.preps.values() else 1

    def verbs(self, v: int, lemma: str) -> Iterator[Candidate]:
        frame = verb_frame(self.a, v, self.lexicon.words["object_control"])
        object_preps = [(w, p) for o in frame.object + frame.predicate for w, p in self.object_preps(o)]
        objects = [*frame.object, *frame.predicate, *self.postposed(frame)]
        words = {w for w, _ in frame.preps + object_preps}
        for pattern in self.lexicon.verbs[lemma]:
            if (
                (pattern.particle and pattern.particle not in frame.particles)
                or (pattern.object and not objects)
                or not words.issuperset(pattern.need)
            ):
                continue
            if (used := self.fits_verb(pattern, frame, objects, object_preps)) is not None:
                preps = frame.preps + object_preps if pattern.object else frame.preps
                if pattern.need:  # "came under bombardment *from* the Iraqi side"
                    preps = preps + [x for k in used for x in self.object_preps(k) if x not in preps]
                yield Candidate(v, pattern, frame, preps, used)

    def candidate(self, i: int, pattern: Pattern) -> Candidate:
        """`pattern` at token `i`, whatever the word there."""
        if pattern.noun:
            noun, light = noun_frame(self.a, i, self.transparent), self.light_verb(i)
            return Candidate(i, pattern, noun, noun.preps + light.preps, [], light)
        frame = verb_frame(self.a, i, self.lexicon.words["object_control"])
        return Candidate(i, pattern, frame, frame.preps)

    def object_preps(self, o: int) -> list[tuple[str, int]]:
        f = Frame()
        for k in (o, *self.a.conjuncts(o)):
            for p in self.a.kids(k, "prep"):
                prepositional(self.a, p, f)
        known = {word for word, _ in f.preps}
        for _, k in list(f.preps):  # "an agreement on fish *with Norway*", hung on the fish
            for p in self.a.kids(k, "prep"):
                if self.a.tokens[p].lower in DEEP - known:
                    prepositional(self.a, p, f)
        return f.preps

    def fits_verb(self, p: Pattern, f: Frame, objects: list[int], object_preps: list[tuple[str, int]]) -> list[int] | None:
        """The tokens that the pattern takes up besides its head, or None where it does not fit. `objects`: what its object may be."""
        if ("noobj" in p.flags and f.object) or ("needobj" in p.flags and not f.object):
            return None
        if p.infinitive is not None and p.infinitive != (f.infinitive is not None):
            return None
        if not p.object and not p.need and not p.particle:
            if f.phrasal:
                return None  # "called off" is no call
            if not p.target and not self.has_party(p, f):
                return None
        used: list[int] = []
        if p.object:
            heads = f.predicate if p.head == "be" else objects
            hit = next((k for o in heads if (k := self.is_any(o, p.object)) is not None), None)
            if hit is None:
                return None
            used.append(hit)
        if p.subject_words:
            hit = next((k for o in f.subject if (k := self.is_any(o, p.subject_words)) is not None), None)
            if hit is None:
                return None
            used.append(hit)
        for prep, words in p.need.items():
            hit = next((k for w, o in f.preps + object_preps if w == prep and (k := self.is_any(o, words)) is not None), None)
            if hit is None:
                return None
            used.append(hit)
        return used

    def has_party(self, p: Pattern, f: Frame) -> bool:
        """Whether a pattern that tells itself apart by its prepositions alone ("call on:T +to") meets one of them."""
        parties = [w for w, role in p.preps.items() if role != "-"]
        return not parties or any(w in parties for w, _ in f.preps) or (bool(f.dative) and "to" in parties)

    def postposed(self, f: Frame) -> list[int]:
        """Adjectives behind the object, which the parser takes for its modifiers ("held Baku responsible")."""
        return [k for o in f.object for k in self.a.kids(o, "amod", "acomp", "oprd") if k > o]

    def nouns(self, n: int, lemma: str) -> Iterator[Candidate]:
        frame = noun_frame(self.a, n, self.transparent, self.lexicon.words["light"])
        light = self.light_verb(n)
        preps = frame.preps + light.preps
        modifiers = self.modifiers(n, frame)
        for pattern in self.lexicon.nouns[lemma]:
            if not all(words & modifiers for words in pattern.modifiers):
                continue
            hits = [
                next((k for w, o in preps if w == prep and (k := self.is_any(o, words)) is not None), None) for prep, words in pattern.need.items()
            ]
            if None not in hits:
                yield Candidate(n, pattern, frame, preps, [h for h in hits if h is not None], light)

    def light_verb(self, n: int) -> Frame:
        """Frame of the verb that only carries the noun: "launched an attack", "a series of talks was held"."""
        t = self.a.tokens
        k = carrier(self.a, n, self.transparent)
        if t[k].dep not in ("dobj", "nsubjpass") or t[t[k].head].lemma not in self.lexicon.words["light"]:
            return Frame()
        f = verb_frame(self.a, t[k].head, self.lexicon.words["object_control"])
        f.preps = [(w, o) for w, o in f.preps + [("to", d) for d in f.dative] if w != "by"]
        return f

    def modifiers(self, n: int, frame: Frame) -> set[str]:
        """Lemmas and forms of what stands before the noun, and behind its "of": "sale of arms" is an arms sale."""
        t = self.a.tokens
        near = [k for k in t[n].kids if t[k].dep in ("compound", "amod", "nmod", "poss", "npadvmod")]
        near += [k for up in near for k in t[up].kids if t[k].dep in ("compound", "amod", "nmod", "npadvmod")]
        near += [k for w, k in frame.preps if w == "of"]
        return {self.lemma(k) for k in near} | {t[k].lower for k in near}
