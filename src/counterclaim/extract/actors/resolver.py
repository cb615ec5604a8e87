"""One text being read: what each stage needs, and the order in which a token is resolved."""

from __future__ import annotations

from collections import Counter

from counterclaim.annotate.contract import Annotation
from counterclaim.extract.actors import author, nounphrases, pronouns, strangers
from counterclaim.extract.actors.focus import NOBODY, Entry, Focus, Phrase, Who, is_state
from counterclaim.extract.actors.names import PERSONS, Name, find_names
from counterclaim.extract.actors.structure import QUOTES, read_structure
from counterclaim.extract.actors.vocabulary import load_rules, nouns_of
from counterclaim.lexicon.actors import ActorLexicon
from counterclaim.records import Document, PlaceRef

DEEPEST = 12  # noun phrases within noun phrases, and members of a coordination, that are followed
KIDS = 64  # dependents of one token that are looked at
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X")
INNER = frozenset(("compound", "amod", "nmod", "det", "case", "predet", "nummod", "quantmod", "npadvmod"))
TRIMMED = frozenset(("DT", "PDT", "WDT", "CC", ",", "HYPH", "POS", "TO"))
BREAKS = frozenset((":", "-LRB-", "-RRB-", "."))
PLACES_IN = {"nsubj": "subj", "nsubjpass": "subj", "dobj": "obj", "dative": "obj", "poss": "poss", "pobj": "prep", "agent": "subj",
             "amod": "mod", "compound": "mod", "nmod": "mod", "npadvmod": "mod"}  # fmt: skip


class Resolver:
    """Resolves tokens of one text. `resolve(i)` is remembered; `read()` goes through all in text order."""

    def __init__(self, annotation: Annotation, document: Document, places: list[PlaceRef], lexicon: ActorLexicon) -> None:
        self.annotation, self.document = annotation, document
        self.rules, self.lexicon = load_rules(), lexicon
        self.nouns = nouns_of(lexicon.roles)
        self.kinds_of_bodies = frozenset(word for words in self.rules.nominals.bodies.values() for word in words)
        self.structure = read_structure(annotation, document)
        self.names: list[Name] = find_names(annotation, document, places, self.lexicon)
        self.name_at: dict[int, Name] = {i: n for n in self.names for i in range(n.first, n.last)}
        self.counts: Counter[str] = Counter(str(n.actor) for n in self.names if is_state(n.actor) and n.kind not in ("place", *PERSONS))
        self.focus = Focus()
        self.people: dict[str, Who] = {}  # by last name, as introduced by title or in full
        self.speakers: dict[int, Phrase] = {}
        self.covered: set[int] = set()  # tokens within role nouns of several words, "staff" in "chief of staff"
        self._groups: dict[int, tuple[Who, ...]] = {}
        self._memo: dict[int, Phrase] = {}
        self._busy: set[int] = set()
        self._side: tuple[str | None] | None = None
        self.office = author.find_office(self)

    def read(self) -> dict[int, Phrase]:
        """Phrases by head token, for all tokens that stand for somebody."""
        strangers.introduce(self)
        for token in self.annotation.tokens:
            if token.pos not in NOMINAL:
                continue
            found = self.resolve(token.i)
            if not self.structure.aside[token.i]:
                self._note(token.i, found)
        return {i: p for i, p in self._memo.items() if p.whos}

    def resolve(self, i: int) -> Phrase:
        """Whom the noun phrase headed by token `i` stands for."""
        if i in self._memo:
            return self._memo[i]
        if i in self._busy or len(self._busy) > DEEPEST:
            return NOBODY
        self._busy.add(i)
        try:
            found = self._resolve(i)
        finally:
            self._busy.discard(i)
        self._memo[i] = found
        return found

    def _resolve(self, i: int) -> Phrase:
        name = self.name_at.get(i)
        if name is not None:
            return nounphrases.named(self, i, name)
        kind = pronouns.pronoun_class(self, i)
        if kind is not None:
            return pronouns.resolve_pronoun(self, i, kind)
        return nounphrases.described(self, i)

    def origins(self) -> dict[int, str]:
        """Tokens of the names and role nouns that a user's lexicon file holds, with that file."""
        found = {i: n.origin for n in self.names if n.origin for i in range(n.first, n.last)}
        if self.nouns.has_own:
            for token in self.annotation.tokens:
                noun = self.nouns.find(self.annotation.tokens, token.i) if token.tag.startswith("NN") else None
                if noun and noun.origin:
                    found.setdefault(token.i, noun.origin)
        return found

    def author_side(self) -> str | None:
        """The state whose side the text's author takes; None if it cannot be told."""
        if self._side is None:
            self._side = (author.find_side(self),)
        return self._side[0]

    def trimmed(self, first: int, i: int) -> int:
        """`first` moved right past articles, quotation marks and what else is no part of a name that ends with `i`."""
        tokens = self.annotation.tokens
        for k in range(i - 1, first - 1, -1):
            if tokens[k].tag in BREAKS or tokens[k].text in QUOTES:
                first = k + 1
                break
        while first < i and (tokens[first].tag in TRIMMED or tokens[first].lower in self.rules.nominals.joint):
            first += 1
        return first

    def inside(self, i: int, top: int) -> bool:
        """Whether token `i` stands in the noun phrase headed by `top`."""
        steps = 0
        while steps < DEEPEST:
            if i == top:
                return True
            head = self.annotation.tokens[i].head
            if head == i:
                return False
            i, steps = head, steps + 1
        return False

    def group(self, i: int) -> tuple[Who, ...]:
        """All that are coordinated with `i`, from the first on."""
        tokens = self.annotation.tokens
        top, steps = i, 0
        while tokens[top].dep == "conj" and tokens[top].head != top and steps < DEEPEST:
            top, steps = tokens[top].head, steps + 1
        if top not in self._groups:
            members = [top, *self.conjuncts(top)]
            whos = tuple(dict.fromkeys(w for k in members if k not in self._busy for w in self.resolve(k).whos))
            if self._busy.intersection(members):
                return whos
            self._groups[top] = whos
        return self._groups[top]

    def all_of(self, entry: Entry) -> tuple[Who, ...]:
        """Whom the mention and what is coordinated with it stand for."""
        return self.group(entry.i) if entry.joined and entry.whos else entry.whos

    def conjuncts(self, i: int) -> list[int]:
        """The first few tokens coordinated below `i`."""
        tokens = self.annotation.tokens
        out: list[int] = []
        todo = [i]
        while todo and len(out) < DEEPEST:
            for k in tokens[todo.pop(0)].kids[:KIDS]:
                if tokens[k].dep == "conj" and len(out) < DEEPEST:
                    out.append(k)
                    todo.append(k)
        return out

    def _note(self, i: int, found: Phrase) -> None:
        """Put the mention headed by `i` into focus, things and strangers too where a pronoun may take them up."""
        tokens = self.annotation.tokens
        token = tokens[i]
        place_in = PLACES_IN.get(token.dep, "other")
        if token.dep == "conj":
            place_in = PLACES_IN.get(tokens[token.head].dep, "other")
        if token.dep == "pobj" and tokens[token.head].dep == "agent":
            place_in = "subj"
        presented = token.dep == "attr" and any(tokens[k].dep == "expl" for k in tokens[token.head].kids[:KIDS])
        if presented or self.structure.subjects.get(self.structure.clause[i]) == i:  # "then there is China. Its ambassador …"
            place_in = "subj"
        kind = found.kind
        name = self.name_at.get(i)
        if name is not None and name.first <= token.head < name.last and token.head != i:
            return
        if not found.whos:
            if token.tag not in ("NN", "NNS", "NNP", "NNPS") or place_in not in ("subj", "obj", "prep"):
                return
            kind = "person" if token.tag == "NNP" and place_in == "subj" else "thing"
        elif kind in ("none", "thing") and token.dep != "conj":
            return
        if token.tag in pronouns.RELATIVE_TAGS or (token.pos == "PRON" and token.dep == "poss") or (place_in == "mod" and name is None):
            return
        if token.pos == "PRON" and found.whos and kind != "none" and pronouns.pronoun_class(self, i) in ("author", "us"):
            kind = "self"
        leads = token.dep != "conj" and any(tokens[k].dep == "conj" for k in token.kids[:KIDS])
        plural = token.tag in ("NNS", "NNPS") or len(found.whos) > 1 or token.lower in ("they", "them")
        if name is not None and kind in ("state", "body"):
            plural = False
        number = "many" if plural else "one"
        self.focus.push(Entry(i, token.sent, found.whos, kind, number, place_in, self.structure.clause[i], leads or token.dep == "conj", leads))
