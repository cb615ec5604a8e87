"""Matching cues against the parse: which dependents of a cue word hold source and content."""

from __future__ import annotations

from dataclasses import dataclass, field

from counterclaim.extract.claims.cues import Cue, CueBook, Slot
from counterclaim.extract.claims.quotes import Quote
from counterclaim.extract.claims.syntax import Range, Syntax
from counterclaim.records import Span

# How telling a slot is, where a cue could be read in several ways.
WEIGHT = {"that": 5, "small": 4.5, "inf": 4, "ing": 3.6, "prep": 3.2, "subj": 3, "obj": 3, "quote": 2, "bare": 1}
# The same in what it adds to or takes from a cue's sureness: a clause reports more surely than a noun.
TRUST = {"that": 1.0, "small": 0.95, "inf": 0.95, "ing": 0.85, "prep": 0.85, "subj": 1.0, "obj": 0.8, "quote": 1.0, "bare": 0.5}
FIXED = ("dobj", "acomp", "oprd", "ccomp", "xcomp", "nsubjpass", "advmod", "attr", "npadvmod", "amod")  # where a fixed noun may hang
ASIDE = 30  # tokens of a speaker in a parenthesis, his titles included
CUE_REACH = 6  # tokens between verb and preposition or fixed noun that a cue may cover


@dataclass(frozen=True, slots=True)
class Exact:
    """Spans as the learned reader found them, which may part the parser's tokens. content None: as the rules have it."""

    cue: Span
    source: Span | None
    content: list[Span] | None


@dataclass(slots=True)
class Draft:
    """A claim in the making. `head` is the cue's main token; ranges are tokens, last exclusive."""

    cue: Cue
    head: int
    cue_range: Range
    content: list[Range]
    source: int | None = None
    source_range: Range | None = None
    sure: float = 0.5
    quotes: list[Quote] = field(default_factory=list)
    stance: str = ""
    actor: str | None = None  # set where the source is not in the text: the author
    as_clause: bool = False
    holder: str = ""  # the slot that holds the content
    exact: Exact | None = None


@dataclass(slots=True)
class Held:
    """What a slot found: content ranges, how far the cue reaches, whether a subject was taken as content."""

    content: list[Range]
    cue_last: int
    weight: float
    trust: float
    took_subject: bool = False
    holder: str = ""


class Frames:
    """The frames of one text. `attached` maps a verb to the quotations that stand beside it."""

    def __init__(self, syntax: Syntax, book: CueBook, attached: dict[int, list[Quote]]) -> None:
        self.syntax, self.book, self.attached = syntax, book, attached
        self.tokens = syntax.tokens

    def verb(self, i: int) -> tuple[Cue, Held] | None:
        """The best reading of verb `i` as a cue."""
        best: tuple[Cue, Held] | None = None
        for cue in self.book.verbs.get(self.tokens[i].lemma, ()):
            last = self.complement(i, cue)
            if last is None:
                continue
            bonus = 3.0 if cue.nouns else 1.0 if cue.particle else 0.0
            for slot in cue.slots:
                held = self.hold(i, slot, cue, last)
                if held is None:
                    continue
                held.weight += bonus
                if best is None or held.weight > best[1].weight:
                    best = (cue, held)
        return best

    def complement(self, i: int, cue: Cue) -> int | None:
        """Index after the last token of the cue's fixed part, or None if it is not there."""
        last = i + 1
        if cue.particle:
            kids = self.syntax.an.kids(i, "prt", "prep", "advmod")
            particle = next((k for k in kids if self.tokens[k].lower == cue.particle and 0 < k - i <= 3), None)
            if particle is None:
                return None
            last = particle + 1
        elif any(self.tokens[k].dep == "prt" for k in self.tokens[i].kids):
            return None  # "go on", "point out" are other verbs than "go", "point"
        if cue.nouns:
            found = self.fixed_noun(i, cue)
            if found is None:
                return None
            last = max(last, found + 1)
        return last

    def fixed_noun(self, i: int, cue: Cue) -> int | None:
        for k in self.tokens[i].kids:
            token = self.tokens[k]
            if token.lemma in cue.nouns and token.dep in FIXED and k - i <= CUE_REACH + 2:
                return k
            if token.dep == "prep" and (inner := self.syntax.kid(k, "pobj")) is not None and self.tokens[inner].lemma in cue.nouns:
                return inner
            if token.dep == "ccomp" and (inner := self.syntax.kid(k, "nsubj", "acomp", "amod")) is not None and self.tokens[inner].lemma in cue.nouns:
                return inner
        return None

    def hold(self, i: int, slot: Slot, cue: Cue, last: int) -> Held | None:
        """What fills `slot` at verb `i`; None if nothing does."""
        finder = getattr(self, f"slot_{slot.holder}")
        found: tuple[list[Range], int, bool] | None = finder(i, slot, cue, last)
        if found is None:
            return None
        content, cue_last, took = found
        weight = WEIGHT[slot.holder] + (1.5 if slot.then else 0) + (0.3 if slot.whom else 0)
        trust = TRUST["small"] if slot.then else TRUST[slot.holder]
        return Held(content, cue_last, weight, trust, took, slot.holder)

    # ---- one method a slot: (content ranges, end of the cue, whether the subject is content) or None

    def slot_that(self, i: int, slot: Slot, cue: Cue, last: int) -> tuple[list[Range], int, bool] | None:
        anchors = self.anchors(i, cue)
        for anchor in anchors:
            for k in self.tokens[anchor].kids:
                dep = self.tokens[k].dep
                clausal = dep == "ccomp" or (anchor != i and dep in ("acl", "relcl")) or (dep == "advcl" and self.opens_with_that(k))
                if clausal and k not in anchors and self.syntax.is_clause(k) and (k > i or self.may_front(i, k, cue)):
                    return [self.syntax.range(k)], last, False
        if last < len(self.tokens) and self.tokens[last].text == ":" and not self.attached.get(i):
            rest = (last + 1, self.syntax.an.sentences[self.tokens[i].sent].last)
            if rest[1] - rest[0] > 2:
                return [rest], last, False
        host = self.parenthesis_host(i)
        if host is None:
            return None
        first, end = self.syntax.range(i)
        subject = self.syntax.kid(i, "nsubj", "nsubjpass")
        if subject is not None and self.tokens[first].lower != "as":  # what hangs on "he argued" to the left ("if it stopped") is content
            first = min(i, self.syntax.left[subject])
        return [r for r in ((host[0], first), (end, host[1])) if r[1] > r[0]], last, False

    def anchors(self, i: int, cue: Cue) -> list[int]:
        """The tokens whose dependents may be content: the verb and its fixed noun ("express {hope}")."""
        return [i] + [k for k in self.tokens[i].kids if cue.nouns and self.tokens[k].lemma in cue.nouns]

    def may_front(self, i: int, k: int, cue: Cue) -> bool:
        """Whether the clause of `k` can stand before its cue: "It was late, he said", not "Many feared it: he said"."""
        if not any(slot.holder == "quote" for slot in cue.slots):
            return self.tokens[k].dep == "ccomp" and self.tokens[self.syntax.left[k]].tag[:1] == "W"
        inner = range(self.syntax.left[k], min(i, self.syntax.right[k] + 3))
        return not any(self.tokens[x].text in (":", ";") and self.tokens[x].head == i for x in inner)

    def opens_with_that(self, k: int) -> bool:
        return self.tokens[self.syntax.left[k]].lower == "that"

    def parenthesis_host(self, i: int) -> Range | None:
        """The clause that a parenthesis ("…, he argued, …") or "as he said" stands in."""
        token = self.tokens[i]
        head = token.head
        if head == i or self.tokens[head].pos not in ("VERB", "AUX"):
            return None
        if self.syntax.kid(i, "nsubj", "nsubjpass") is None:
            return None
        as_mark = any(self.tokens[k].lower == "as" and self.tokens[k].dep in ("mark", "advmod", "prep") for k in token.kids)
        if (token.dep == "parataxis" and self.is_aside(i)) or (token.dep in ("advcl", "ccomp", "dep") and as_mark):
            return self.syntax.range(head)
        return None

    def is_aside(self, i: int) -> bool:
        """Whether the clause of `i` is a mere "…, he said" : set off by marks, with nothing of its own to say."""
        subject = self.syntax.kid(i, "nsubj", "nsubjpass")
        first = min(i, self.syntax.left[subject]) if subject is not None else i
        if first == 0 or self.tokens[first - 1].text not in (",", "-", "–", "—", "(", "”", '"', "''", "’"):
            return False
        return self.syntax.kid(i, "dobj", "ccomp", "xcomp", "attr") is None and (i - first) < ASIDE

    def slot_inf(self, i: int, slot: Slot, cue: Cue, last: int) -> tuple[list[Range], int, bool] | None:
        for anchor in self.anchors(i, cue):
            wanted = ("xcomp", "ccomp", "advcl") if anchor == i else ("xcomp", "ccomp", "advcl", "acl")
            for k in self.syntax.an.kids(anchor, *wanted):
                if k > i and self.syntax.has_to(k):
                    if self.tokens[k].dep == "advcl" and cue.sure < 0.7:
                        continue
                    if self.syntax.is_passive(i) and not slot.whom and (subject := self.syntax.kid(i, "nsubjpass")) is not None:
                        return [self.syntax.range(subject), self.syntax.range(k)], last, True
                    if not slot.whom and self.syntax.kid(i, "dobj") is not None and not cue.nouns:
                        return None
                    return [self.syntax.range(k)], last, False
        return None

    def slot_ing(self, i: int, slot: Slot, cue: Cue, last: int) -> tuple[list[Range], int, bool] | None:
        for k in self.syntax.an.kids(i, "xcomp", "ccomp", "dobj", "pcomp"):
            helpers = self.syntax.an.kids(k, "aux", "auxpass")
            if k > i and (self.tokens[k].tag == "VBG" or any(self.tokens[x].lower in ("having", "being") for x in helpers)):
                return [self.syntax.range(k)], last, False
        return None

    def slot_obj(self, i: int, slot: Slot, cue: Cue, last: int) -> tuple[list[Range], int, bool] | None:
        if slot.then == "inf":
            for k in self.tokens[i].kids:
                if self.tokens[k].dep == "ccomp" and k > i and self.syntax.has_to(k) and self.syntax.kid(k, "nsubj") is not None:
                    return [self.syntax.range(k)], last, False
        passive = self.syntax.is_passive(i) or (self.tokens[i].tag == "VBN" and self.tokens[i].dep == "acl")
        thing = self.syntax.kid(i, "nsubjpass") if passive else self.syntax.kid(i, "dobj")
        if passive and thing is None and self.tokens[i].dep == "acl":
            thing = self.tokens[i].head
        if thing is None or (cue.nouns and self.tokens[thing].lemma in cue.nouns):
            return None
        first = (self.syntax.left[thing], i) if passive and self.tokens[i].dep == "acl" else self.syntax.range(thing)
        if not slot.then:
            first = self.without_verbs(thing, first)
            return ([first if passive else (first[0], self.phrase_end(i, first[1]))], last, passive)
        follow = self.follower(i, thing, slot.then)
        if follow is None:
            return None
        return [first, follow], last, passive

    def phrase_end(self, i: int, end: int) -> int:
        """End of an object whose phrase ("its role in the raid") the parser has hung on the verb in part."""
        for k in self.tokens[i].kids:
            if k == end and self.tokens[k].dep == "prep" and self.tokens[k].lower in self.book.words["object_preps"]:
                return self.syntax.right[k] + 1
        return end

    def without_verbs(self, thing: int, span: Range) -> Range:
        """The phrase of noun `thing` up to a verb that the parser coordinated with it."""
        for k in self.tokens[thing].kids:
            if self.tokens[k].dep == "conj" and self.tokens[k].pos in ("VERB", "AUX") and k > thing:
                stop = self.syntax.left[k]
                while stop - 1 > thing and (self.tokens[stop - 1].dep in ("cc", "punct")):
                    stop -= 1
                return span[0], max(stop, thing + 1)
        return span

    def follower(self, i: int, thing: int, then: str) -> Range | None:
        """The dependent that completes an object: "to leave", "of lying", "as a traitor"."""
        for anchor in (i, thing):
            for k in self.tokens[anchor].kids:
                token = self.tokens[k]
                if k <= i:
                    continue
                if then == "inf" and token.dep in ("xcomp", "acl", "relcl", "advcl") and self.syntax.has_to(k):
                    return self.syntax.range(k)
                if then == "that" and token.dep in ("ccomp", "advcl", "acl") and self.opens_with_that(k):
                    return self.syntax.range(k)
                if token.dep in ("prep", "mark") and token.lower == then:
                    return self.syntax.range(k)
        return None

    def slot_small(self, i: int, slot: Slot, cue: Cue, last: int) -> tuple[list[Range], int, bool] | None:
        for k in self.tokens[i].kids:
            token = self.tokens[k]
            if token.dep == "ccomp" and k > i and not self.syntax.has_to(k) and not self.syntax.is_clause(k) and token.tag != "VBG":
                return [self.syntax.range(k)], last, False
        predicate = next((k for k in self.tokens[i].kids if self.tokens[k].dep in ("oprd", "acomp", "attr", "xcomp") and k > i), None)
        if predicate is None or self.syntax.has_to(predicate):
            return None
        if self.syntax.is_passive(i):
            thing = self.syntax.kid(i, "nsubjpass")
            return ([self.syntax.range(thing), self.syntax.range(predicate)], last, True) if thing is not None else None
        thing = self.syntax.kid(i, "dobj")
        if thing is None:  # in 'called her "weak"' the parser may take "her" for a possessor
            whole = self.tokens[predicate].dep == "oprd" and self.syntax.left[predicate] < predicate
            return ([self.syntax.range(predicate)], last, False) if whole else None
        return [self.syntax.range(thing), self.syntax.range(predicate)], last, False

    def slot_subj(self, i: int, slot: Slot, cue: Cue, last: int) -> tuple[list[Range], int, bool] | None:
        subject = self.syntax.kid(i, "nsubj")
        rest = self.syntax.kid(i, "xcomp", "oprd", "acomp")
        if subject is None or rest is None or rest < i:
            return None
        return [self.syntax.range(subject), self.syntax.range(rest)], last, True

    def slot_prep(self, i: int, slot: Slot, cue: Cue, last: int) -> tuple[list[Range], int, bool] | None:
        thing = self.syntax.kid(i, "dobj")
        if slot.whom and thing is None and not self.syntax.is_passive(i):
            return None
        if not slot.whom and not cue.nouns and thing is not None and thing > i:
            return None
        wanted = ("dobj", "prt", "advmod", "acomp", "nsubjpass") if cue.nouns or slot.whom else ("prt", "advmod")
        for anchor in [i, *self.syntax.an.kids(i, *wanted)]:
            for k in self.tokens[anchor].kids:
                token = self.tokens[k]
                if token.lower == slot.prep and token.dep in ("prep", "dative", "agent", "prt") and k > i:
                    return self.prep_content(i, k, slot, last)
        return None

    def prep_content(self, i: int, k: int, slot: Slot, last: int) -> tuple[list[Range], int, bool] | None:
        inner = self.syntax.kid(k, "pobj", "pcomp", "prep")
        if inner is None:
            return None
        content = [(k + 1, self.syntax.right[k] + 1)]
        if slot.then == "inf":
            rest = self.follower(i, inner, "inf")
            if rest is None:
                return None
            content.append(rest)
        near = k - i <= CUE_REACH and not slot.whom
        return content, k + 1 if near else last, False

    def slot_quote(self, i: int, slot: Slot, cue: Cue, last: int) -> tuple[list[Range], int, bool] | None:
        found = self.attached.get(i)
        if not found:
            return None
        content = [(q.first, q.last) for q in found]
        opening = found[0].first
        flows = i < opening <= last + ASIDE and self.tokens[opening - 1].text not in (",", ":")
        if flows and self.syntax.kid(i, "dobj", "dative") is None:
            content[0] = (last, content[0][1])  # he said the people "deserve better"
        return content, last, False

    def slot_bare(self, i: int, slot: Slot, cue: Cue, last: int) -> tuple[list[Range], int, bool] | None:
        return None
