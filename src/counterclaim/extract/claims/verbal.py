"""Drafts of claims whose cue is a verb."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.extract.claims.cues import Cue, CueBook
from counterclaim.extract.claims.frames import Draft, Frames, Held
from counterclaim.extract.claims.quotes import Quote, Quotes
from counterclaim.extract.claims.sources import Sources
from counterclaim.extract.claims.syntax import Range, Syntax

LIGHT_REACH = 4  # tokens between "wants" and "say" in "wants to say"
SURE_SPEECH = 0.75  # a cue this sure takes over the light verb that governs it
BESIDE = 8  # tokens
NAMING = ("NOUN", "PROPN", "PRON")
# What an odd setting leaves of a cue's sureness.
NO_SOURCE, NO_AGENT, CONDITION, QUESTION, GENERIC, UNREALISED = 0.6, 0.75, 0.6, 0.5, 0.7, 0.75


class Verbal:
    """Reads verbs as cues. `attached` gives the quotations beside each verb."""

    def __init__(self, syntax: Syntax, book: CueBook, quotes: Quotes, sources: Sources, attached: dict[int, list[Quote]]) -> None:
        self.syntax, self.book, self.quotes, self.sources, self.attached = syntax, book, quotes, sources, attached
        self.frames = Frames(syntax, book, attached)
        self.tokens = syntax.tokens
        self.readings: dict[int, tuple[Cue, Held] | None] = {}

    def reading(self, i: int) -> tuple[Cue, Held] | None:
        if i not in self.readings:
            token = self.tokens[i]
            verbal = (token.pos in ("VERB", "AUX") or token.tag.startswith("VB")) and token.lemma in self.book.verbs
            self.readings[i] = self.frames.verb(i) if verbal else None
        return self.readings[i]

    def draft(self, i: int) -> Draft | None:
        """The claim that verb `i` reports, if it does."""
        found = self.reading(i)
        if found is None:
            return None
        cue, held = found
        if self.yields_to_complement(i, cue) or self.yields_to_as(i):
            return None
        cue_range = (self.cue_start(i), held.cue_last)
        draft = Draft(cue, i, cue_range, held.content, sure=cue.sure * held.trust, holder=held.holder)
        draft.quotes = self.attached.get(i, [])
        draft.content = held.content + [(q.first, q.last) for q in draft.quotes]
        draft.as_clause = any(self.tokens[k].lower == "as" for k in self.tokens[i].kids if k < i)
        self.find_source(draft, held)
        self.weigh(draft)
        return draft

    def yields_to_complement(self, i: int, cue: Cue) -> bool:
        """ "want to stress that": one claim, whose cue is both verbs."""
        if self.tokens[i].lemma not in self.book.words["light"]:
            return False
        inner = self.syntax.kid(i, "xcomp", "ccomp")
        if inner is None or not 0 < inner - i <= LIGHT_REACH:
            return False
        found = self.reading(inner)
        return found is not None and found[0].sure >= SURE_SPEECH and found[0].act not in ("hope", "promise")

    def yields_to_as(self, i: int) -> bool:
        """ "was quoted as saying": one claim."""
        return any(
            self.tokens[k].lower == "as" and (inner := self.syntax.kid(k, "pcomp")) is not None and self.reading(inner) is not None
            for k in self.tokens[i].kids
            if k > i
        ) and self.syntax.is_passive(i)

    def cue_start(self, i: int) -> int:
        """First token of the verb group: auxiliaries, negation and adverbs before the verb, light verbs above it."""
        at = i
        for _ in range(3):
            kids = set(self.tokens[at].kids)
            start = at
            while start - 1 in kids and self.tokens[start - 1].dep in ("aux", "auxpass", "neg", "advmod") and not self.joins(start - 1):
                start -= 1
            head = self.tokens[at].head
            light = self.tokens[at].dep == "xcomp" and self.tokens[head].lemma in self.book.words["light"]
            if self.tokens[at].dep == "pcomp" and self.tokens[head].lower == "as" and self.yields_to_as(self.tokens[head].head):
                at = self.tokens[head].head
                continue
            if not (light and 0 < at - head <= LIGHT_REACH and self.syntax.kid(at, "nsubj") is None):
                return start
            at = head
        return at

    def joins(self, k: int) -> bool:
        """Whether word `k` joins clauses ("Yet", "when") and is so no part of a cue."""
        return self.tokens[k].tag[:1] == "W" or self.tokens[k].lower in self.book.words["joining"]

    def find_source(self, draft: Draft, held: Held) -> None:
        i = draft.head
        passive = self.syntax.is_passive(i)
        if self.is_stress(i):
            draft.actor = "author"
            return
        if passive or held.took_subject:
            head = self.syntax.agent(i)
            if passive and head is None:
                self.read_passive(draft)
        else:
            head = self.syntax.subject(i)
            if head is not None and self.inside(head, draft):
                head = None
            outer = self.outer_speaker(i)
            if outer is not None:
                head = outer
            if head is None:
                head = self.bold(i)
            if head is None:
                head = self.misplaced(i)
            if draft.quotes and (head is None or self.quotes.at(self.tokens[head].start) is not None):
                head = self.beside(i)
            head = self.issuer(draft, head)
        if (causer := self.made_believe(i)) is not None:
            self.read_causer(draft, causer)
            return
        mine = next((k for k in range(*draft.cue_range) if self.tokens[k].lower == "my"), None)
        if mine is not None and draft.cue.nouns:
            head = None
            draft.actor = "author"
        if head is not None and self.tokens[head].lower in self.book.words["impersonal"] and self.tokens[head].dep in ("expl", "nsubjpass"):
            head = None
        if head is not None:
            draft.source = head
            draft.source_range = self.sources.phrase(head, draft.cue_range)

    def outer_speaker(self, i: int) -> int | None:
        """In "X said that Y had begun, citing reports", whom "citing" belongs to: X."""
        token = self.tokens[i]
        if token.tag != "VBG" or token.dep != "advcl" or self.tokens[max(0, self.syntax.left[i] - 1)].text != ",":
            return None
        inner = self.tokens[token.head]
        if inner.dep != "ccomp" or inner.head > inner.i or self.reading(inner.head) is None:
            return None
        return self.syntax.subject(inner.head)

    def bold(self, i: int) -> int | None:
        """Who speaks in "X had the courage to say": the one who had it."""
        token = self.tokens[i]
        noun = self.tokens[token.head]
        if token.dep not in ("acl", "relcl") or noun.lemma not in self.book.words["boldness"] or not self.syntax.has_to(i):
            return None
        return self.syntax.subject(noun.head) if self.tokens[noun.head].lemma in ("have", "show", "find") else None

    def misplaced(self, i: int) -> int | None:
        """A subject that the parser hung on a preposition: "On Sunday Baku announced"."""
        for _ in range(3):
            if self.syntax.is_finite(i) and not self.syntax.has_to(i):
                before = self.cue_start(i) - 1
                token = self.tokens[before] if before >= 0 else None
                if token is not None and token.sent == self.tokens[i].sent and token.pos in NAMING and token.dep in ("pobj", "npadvmod", "dep"):
                    return before
            if self.tokens[i].dep != "conj":
                return None
            i = self.tokens[i].head
        return None

    def inside(self, head: int, draft: Draft) -> bool:
        return any(first <= head < last for first, last in draft.content)

    def issuer(self, draft: Draft, head: int | None) -> int | None:
        """ "issued a statement saying": the source is who issued it, and the cue begins there."""
        if head is None or self.tokens[draft.head].dep != "acl" or self.tokens[head].lemma not in self.book.nouns:
            return head
        verb = self.tokens[head].head
        if self.tokens[head].dep != "dobj" or self.tokens[verb].pos != "VERB":
            return head
        subject = self.syntax.subject(verb)
        if subject is None:
            return head
        if draft.head - verb <= LIGHT_REACH + 2:
            draft.cue_range = (self.cue_start(verb), draft.cue_range[1])
        return subject

    def is_stress(self, i: int) -> bool:
        """ "It should be noted that", "it must be said": the author speaks."""
        token = self.tokens[i]
        if token.lemma not in self.book.words["stress"] or not self.syntax.is_passive(i):
            return False
        subject = self.syntax.kid(i, "nsubjpass", "expl", "nsubj")
        modal = any(self.tokens[k].lower in self.book.words["must"] and self.tokens[k].tag == "MD" for k in token.kids)
        return subject is not None and self.tokens[subject].lower == "it" and modal

    def read_passive(self, draft: Draft) -> None:
        """ "We are told that", "it is claimed that": nobody is named, and the author keeps a distance."""
        subject = self.syntax.kid(draft.head, "nsubjpass")
        word = self.tokens[subject].lower if subject is not None else ""
        lemma = self.tokens[draft.head].lemma
        asked = {self.tokens[k].lemma for k in self.syntax.an.kids(draft.head, "xcomp")}
        made_to_believe = lemma == "tell" or (lemma in ("ask", "expect", "suppose") and "believe" in asked)
        if (word in self.book.words["first_plural"] and made_to_believe) or lemma in ("claim", "allege", "purport"):
            draft.stance = "doubts"

    def made_believe(self, i: int) -> int | None:
        """The verb above `i` in "would have us believe", "asks the world to accept": its subject says so."""
        token = self.tokens[i]
        if token.lemma not in self.book.words["believing"] or token.dep not in ("xcomp", "ccomp") or token.tag != "VB":
            return None
        causer = self.tokens[token.head]
        whom = self.syntax.kid(i, "nsubj")
        if whom is None:
            whom = self.syntax.kid(causer.i, "dobj")
        if causer.lemma not in self.book.words["causing"] or whom is None or not causer.i < whom < i:
            return None
        return causer.i if self.tokens[whom].lower in self.book.words["anyone"] else None

    def read_causer(self, draft: Draft, causer: int) -> None:
        """The claim is the causer's, and the author does not share it."""
        draft.cue = replace(draft.cue, act="state", rule=f"{draft.cue.rule}, made to")
        draft.cue_range = (self.cue_start(causer), draft.cue_range[1])
        draft.stance = "rejects"
        draft.source = self.syntax.subject(causer)
        draft.source_range = self.sources.phrase(draft.source, draft.cue_range) if draft.source is not None else None

    def beside(self, i: int) -> int | None:
        """The head of the noun phrase next to a verb that the parser left without a subject."""
        for step in (1, -1):
            k = i + step
            if not 0 <= k < len(self.tokens) or self.tokens[k].sent != self.tokens[i].sent:
                continue
            for _ in range(BESIDE):  # from "the" or "Russian" to the noun that they belong to
                head = self.tokens[k].head
                if self.tokens[k].dep not in ("det", "amod", "poss", "compound", "nummod", "nmod") or not k < head < k + BESIDE:
                    break
                k = head
            if self.tokens[k].pos in NAMING and self.quotes.at(self.tokens[k].start) is None:
                return k
        return None

    def weigh(self, draft: Draft) -> None:
        """Lower the sureness where the setting makes a reported claim less likely."""
        i = draft.head
        if draft.source is None and draft.actor is None:
            draft.sure *= NO_AGENT if self.syntax.is_passive(i) or draft.quotes or draft.cue.lemma in self.book.words["raising"] else NO_SOURCE
        elif draft.source is not None and self.tokens[draft.source].lower in ("you", "one", "nobody", "anyone"):
            draft.sure *= GENERIC
        if any(self.tokens[k].dep == "mark" and self.tokens[k].lower in ("if", "unless") for k in self.tokens[i].kids):
            draft.sure *= CONDITION
        governed = self.tokens[i].dep == "xcomp" and self.tokens[self.tokens[i].head].lemma in self.book.words["light"]
        governed = governed or self.bold(i) is not None
        if self.syntax.has_to(i) and self.tokens[i].dep in ("xcomp", "ccomp", "acl", "relcl") and not governed:
            draft.sure *= UNREALISED
        if not draft.quotes and self.syntax.is_question(i):
            draft.sure *= QUESTION


def text_range(syntax: Syntax, span: Range) -> tuple[int, int]:
    """Character offsets of a token range."""
    return syntax.tokens[span[0]].start, syntax.tokens[span[1] - 1].end
