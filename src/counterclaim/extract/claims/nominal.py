"""Drafts of claims whose cue is no verb: nouns, adjectives, "according to", "allegedly"."""

from __future__ import annotations

from counterclaim.extract.claims.cues import Cue, CueBook, Slot
from counterclaim.extract.claims.frames import Draft
from counterclaim.extract.claims.quotes import Quote
from counterclaim.extract.claims.sources import Sources
from counterclaim.extract.claims.syntax import Range, Syntax
from counterclaim.lexicon.phrases import PhraseTable

COPULAS = {"be", "become", "remain", "stay", "feel", "seem", "sound", "look", "appear", "grow", "get", "make"}
UNOWNED = 0.45  # what a noun of saying is worth when nobody owns it ("the claim of")
UNOWNED_CLAUSE = 0.75  # … and when a clause says what it is ("the claim that …")
OPENERS = ("that", "whether", "how", "why")
PHRASE = Cue("state/phrase", "", "state", 0.9, (Slot("that"),))
NAMED = Cue("state/named: :", ":", "state", 0.75, (Slot("quote"),))
NAME = 14  # tokens of a speaker before a colon
HEDGE = Cue("state/hedge", "", "state", 0.6, (Slot("that"),))


class Nominal:
    """Reads nouns, adjectives, phrases and adverbs as cues."""

    def __init__(self, syntax: Syntax, book: CueBook, sources: Sources) -> None:
        self.syntax, self.book, self.sources = syntax, book, sources
        self.tokens = syntax.tokens
        self.phrases: PhraseTable[str] = PhraseTable((tuple(p.split()), p) for p in sorted(book.words["sourced_by"]))

    # ---- nouns

    def noun(self, i: int) -> Draft | None:
        """ "Armenia's accusations against …", "the claim that …"."""
        best: Draft | None = None
        for cue in self.book.nouns.get(self.tokens[i].lemma, ()):
            for slot in cue.slots:
                found = self.complement(i, slot)
                if found is None:
                    continue
                content, last = found
                draft = Draft(cue, i, (i, last), content, sure=cue.sure)
                owner = self.owner(i)
                if owner is not None:
                    draft.source, draft.source_range = owner
                    draft.cue_range = (self.noun_start(i, owner[1]), last)
                else:
                    draft.sure *= UNOWNED_CLAUSE if slot.holder in ("that", "inf") else UNOWNED
                if best is None or draft.sure > best.sure:
                    best = draft
        return best

    def noun_start(self, i: int, owner: Range) -> int:
        """Adjectives between owner and noun belong to the cue ("his repeated warning")."""
        return owner[1] if owner[1] <= i and i - owner[1] <= 3 else i

    def complement(self, i: int, slot: Slot) -> tuple[list[Range], int] | None:
        """Content of a noun or adjective by `slot`, and where its cue ends."""
        for k in self.tokens[i].kids:
            token = self.tokens[k]
            if k < i:
                continue
            opener = self.tokens[self.syntax.left[k]].lower
            if slot.holder == "that" and token.dep in ("acl", "ccomp", "relcl", "advcl") and opener in OPENERS:
                if token.dep == "relcl" and self.fills_gap(k):
                    continue
                return [self.syntax.range(k)], i + 1
            if slot.holder == "that" and token.dep == "ccomp" and self.syntax.is_clause(k):
                return [self.syntax.range(k)], i + 1
            if slot.holder == "inf" and token.dep in ("acl", "xcomp", "relcl") and self.syntax.has_to(k):
                return [self.syntax.range(k)], i + 1
            if slot.holder == "prep" and token.dep == "prep" and token.lower == slot.prep and self.syntax.kid(k, "pobj", "pcomp") is not None:
                return [(k + 1, self.syntax.right[k] + 1)], k + 1 if k - i <= 2 else i + 1
        return None

    def fills_gap(self, k: int) -> bool:
        """Whether "that" is subject or object of its clause: a relative clause, not what is claimed.

        Parsers often take "statements that militants are fighting" for one: a clause with a subject
        of its own and a verb that makes no statements is trusted to be the statement itself."""
        gap = next((x for x in self.syntax.an.kids(k, "nsubj", "nsubjpass", "dobj", "pobj") if self.tokens[x].lower == "that"), None)
        if gap is None:
            return False
        subject = self.syntax.kid(k, "nsubj", "nsubjpass")
        return subject in (None, gap) or self.tokens[k].lemma in self.book.verbs

    def owner(self, i: int) -> tuple[int, Range] | None:
        """Who makes the claim that noun `i` names: possessor, "by X", or who makes, rejects it …"""
        for k in self.tokens[i].kids:
            token = self.tokens[k]
            if token.dep == "poss":
                return k, self.syntax.range(k)
            if token.dep in ("prep", "agent") and token.lower in ("by", "from") and k > i:
                inner = self.syntax.kid(k, "pobj")
                if inner is not None and self.tokens[inner].pos in ("NOUN", "PROPN", "PRON"):
                    return inner, self.syntax.range(inner)
        for k in self.tokens[i].kids:
            if self.tokens[k].dep == "amod" and self.tokens[k].text[:1].isupper() and k != self.syntax.an.sentences[self.tokens[k].sent].first:
                return k, (k, k + 1)
        return None

    # ---- adjectives

    def adjective(self, i: int) -> Draft | None:
        """ "is convinced that …", "well aware of …"."""
        token = self.tokens[i]
        head = token.head
        verb = head if token.dep in ("acomp", "oprd", "attr") and self.tokens[head].lemma in COPULAS else None
        for cue in self.book.adjectives.get(token.lemma, ()):
            for slot in cue.slots:
                found = self.complement(i, slot)
                if found is None and verb is not None:
                    found = self.after_copula(verb, i, slot)
                if found is None:
                    continue
                return self.adjective_draft(i, verb, cue, *found)
        return None

    def after_copula(self, verb: int, i: int, slot: Slot) -> tuple[list[Range], int] | None:
        if slot.holder == "that":
            for k in self.tokens[verb].kids:
                if self.tokens[k].dep in ("ccomp", "advcl") and k > i and self.tokens[self.syntax.left[k]].lower in ("that", "whether"):
                    return [self.syntax.range(k)], i + 1
            if i + 1 < len(self.tokens) and self.tokens[i + 1].text == ":":
                return [(i + 2, self.syntax.an.sentences[self.tokens[i].sent].last)], i + 1
        if slot.holder == "inf":
            for k in self.tokens[verb].kids:
                if self.tokens[k].dep == "xcomp" and k > i and self.syntax.has_to(k):
                    return [self.syntax.range(k)], i + 1
        return None

    def adjective_draft(self, i: int, verb: int | None, cue: Cue, content: list[Range], last: int) -> Draft | None:
        anchor = verb if verb is not None and 0 < i - verb <= 5 else i
        start = anchor
        kids = set(self.tokens[anchor].kids)
        while start - 1 in kids and self.tokens[start - 1].dep in ("aux", "neg", "advmod"):
            start -= 1
        if verb is not None and self.tokens[verb].dep == "xcomp" and 0 < verb - self.tokens[verb].head <= 3:
            start = self.tokens[verb].head
        if content[0][0] >= content[0][1]:
            return None
        draft = Draft(cue, i, (start, last), content, sure=cue.sure)
        source = self.syntax.subject(verb if verb is not None else i)
        if source is None or start <= source < last or self.tokens[source].lower in ("it", "there"):
            return None
        draft.source, draft.source_range = source, self.sources.phrase(source, draft.cue_range)
        if self.syntax.is_question(i):
            draft.sure *= 0.5
        return draft

    # ---- phrases and adverbs

    def prepositional(self) -> list[Draft]:
        """ "according to X", "in the words of X"."""
        out = []
        for first, last, phrase in self.phrases.find([t.lower for t in self.tokens]):
            draft = self.sourced(first, last, phrase)
            if draft is not None:
                out.append(draft)
        return out

    def sourced(self, first: int, last: int, phrase: str) -> Draft | None:
        if phrase in ("quoting", "citing") or last >= len(self.tokens):
            return None
        source = self.syntax.kid(last - 1, "pobj", "pcomp")
        if source is None or self.tokens[source].pos not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "VERB"):
            return None
        span = (last, self.syntax.right[source] + 1)
        host = self.syntax.clause_head(first)
        content = self.host_without(host, (first, span[1]))
        if not content:
            return None
        draft = Draft(Cue(f"state/phrase: {phrase}", phrase, "state", 0.9, PHRASE.slots), first, (first, last), content, sure=0.9)
        draft.source, draft.source_range = source, self.sources.phrase(source, draft.cue_range)
        return draft

    def named_before(self, quote: Quote) -> Draft | None:
        """ "Maria Petrova: 'We were not told.'": a name, a colon, direct speech."""
        colon = quote.first - 1
        if colon < 1 or self.tokens[colon].text != ":":
            return None
        first = colon
        while first > 0 and self.tokens[first - 1].sent == self.tokens[colon].sent and "\n" not in self.between(first - 1, first):
            first -= 1
        name = self.tokens[first:colon]
        if not 0 < len(name) <= NAME or any(t.pos in ("VERB", "AUX") for t in name) or not any(t.pos in ("PROPN", "PRON") for t in name):
            return None
        head = colon - 1
        while first <= self.tokens[head].head < colon and self.tokens[head].head != head:
            head = self.tokens[head].head
        draft = Draft(NAMED, colon, (colon, colon + 1), [(quote.first, quote.last)], sure=NAMED.sure)
        draft.source, draft.source_range, draft.quotes = head, (first, colon), [quote]
        return draft

    def between(self, a: int, b: int) -> str:
        return self.syntax.an.text[self.tokens[a].end : self.tokens[b].start]

    def host_without(self, host: int, hole: Range) -> list[Range]:
        """The clause of `host` minus `hole`; the whole sentence where the phrase opens or ends it."""
        first, last = self.syntax.range(host)
        sentence = self.syntax.an.sentences[self.tokens[host].sent]
        if hole[0] <= sentence.first + 1:
            first, last = sentence.first, max(last, sentence.last if self.tokens[host].dep == "ROOT" else last)
        parts = [(first, min(hole[0], last)), (max(hole[1], first), last)]
        return [(a, b) for a, b in parts if b - a > 0]

    def hedge(self, i: int) -> Draft | None:
        """ "reportedly", "allegedly": somebody says so, nobody is named."""
        host = self.syntax.clause_head(i)
        token = self.tokens[i]
        if host == i or self.tokens[host].pos not in ("VERB", "AUX"):
            host = token.head
        if token.dep == "advmod" and self.tokens[token.head].pos in ("VERB", "AUX"):
            host = token.head
        first, last = self.syntax.range(host)
        content = [(a, b) for a, b in ((first, i), (i + 1, last)) if b > a]
        if not content:
            return None
        draft = Draft(Cue(f"state/hedge: {token.lower}", token.lower, "state", 0.6, HEDGE.slots), i, (i, i + 1), content, sure=0.6)
        draft.stance = self.book.adverbs[token.lower]
        return draft
