"""What the document's author does with a claim: endorses, rejects, doubts or merely reports it."""

from __future__ import annotations

from counterclaim.annotate.contract import Token
from counterclaim.extract.claims.cues import CueBook, stance_book
from counterclaim.extract.claims.frames import Draft
from counterclaim.extract.claims.syntax import Syntax
from counterclaim.extract.claims.verdict import beside, clauses, verdicts, words_in

NEAR = 3  # tokens around the cue that an adverb of stance may stand at
SCARE = ('"', "“", "”", "‘", "’", "'", "«", "»", "``", "''")
OPENING = 60  # characters at the start of the next sentence that are read for agreement or rejection
ADVERSE = ("but", "yet", "though", "although", "while")
CLASSES = ("rejecting", "doubting", "endorsing")
NAMES = {"rejecting": "rejects", "doubting": "doubts", "endorsing": "endorses"}


class Stance:
    """Reads the author's stance off one text's drafts."""

    def __init__(self, syntax: Syntax, book: CueBook) -> None:
        self.syntax, self.book, self.words = syntax, book, stance_book()
        self.tokens = syntax.tokens
        self.told = bytearray(len(self.tokens))  # 1 where somebody else speaks; set once the claims are known
        self.quoted = bytearray(len(self.tokens))  # 1 within quotations
        self.cues = bytearray(len(self.tokens))  # 1 at the cues of all claims
        self.tests = (
            self.by_adverb,
            self.by_source,
            self.by_adjective,
            self.by_predicate,
            self.by_governor,
            self.by_phrase,
            self.by_proof,
            self.by_next,
            self.by_content,
            self.by_cue,
        )

    def of(self, draft: Draft, quoted: bool) -> str:
        """Stance towards `draft`; `quoted`: the cue stands in somebody's direct speech."""
        own = draft.source is not None and self.tokens[draft.source].lower in self.book.words["first_singular"] | self.book.words["first_plural"]
        if quoted:
            return "neutral"
        if draft.stance:
            return draft.stance
        if own or draft.actor == "author":
            return "neutral"
        for test in self.tests:
            found = test(draft)
            if found:
                return found
        return "neutral"

    def by_adverb(self, draft: Draft) -> str:
        first, last = draft.cue_range
        near = {k for k in self.tokens[draft.head].kids if self.tokens[k].dep == "advmod"}
        near.update(range(max(0, first - 1), min(len(self.tokens), last + 1)))
        for k in near:
            for kind in CLASSES:
                if self.tokens[k].lower in self.words[f"{kind}_adverbs"]:
                    return NAMES[kind]
        return ""

    def by_adjective(self, draft: Draft) -> str:
        """ "delusional statements that …", "the so-called liberation", 'their "proof" that …'."""
        first = draft.head
        if self.tokens[first].pos == "NOUN" and first and first + 1 < len(self.tokens):
            if self.tokens[first - 1].text in SCARE and self.tokens[first + 1].text in SCARE:
                return "doubts"
        for noun in {draft.head, *range(*draft.cue_range)}:
            if self.tokens[noun].pos not in ("NOUN", "PROPN"):
                continue
            if self.tokens[noun].lemma in self.words["rejecting_nouns"]:
                return "rejects"  # "spread the lie that …"
            for k in self.syntax.an.kids(noun, "amod", "compound", "nmod"):
                for kind in CLASSES:
                    if self.token_in(self.tokens[k], f"{kind}_adjectives"):
                        return NAMES[kind]
        return ""

    def token_in(self, token: Token, kind: str) -> bool:
        if token.lemma in self.words[kind] or token.lower in self.words[kind]:
            return True
        first = self.syntax.left[token.i]
        return token.i - first == 2 and "".join(t.lower for t in self.tokens[first : token.i + 1]) in self.words[kind]  # "well-founded"

    def by_predicate(self, draft: Draft) -> str:
        """ "X's accusations sound ridiculous", "to claim that … is absurd": the cue is what a predicate judges."""
        token = self.tokens[draft.head]
        named = token.dep in ("nsubj", "nsubjpass") and token.pos in ("NOUN", "PROPN")
        return self.judged(token.head) if named or token.dep == "csubj" else ""

    def by_governor(self, draft: Draft) -> str:
        """ "He lied when he said", "he is right to say": what the cue hangs on."""
        token = self.tokens[draft.head]
        if token.head == draft.head:
            return ""
        governor = self.tokens[token.head]
        if token.dep == "relcl" and governor.dep == "nsubj":  # "those who believe that … delude themselves"
            return "rejects" if self.tokens[governor.head].lemma in self.words["rejecting_verbs"] else self.judged(governor.head)
        if token.dep not in ("advcl", "xcomp", "ccomp", "pcomp", "acl"):
            return ""
        if governor.lemma in self.words["rejecting_verbs"]:
            return "rejects"
        for candidate in (governor, *(self.tokens[k] for k in self.syntax.an.kids(governor.i, "acomp", "attr"))):
            if candidate.lemma in self.words["erring_nouns"]:  # "it is an illusion to think that"
                return "rejects"
            for kind in CLASSES:
                if candidate.pos == "ADJ" and self.token_in(candidate, f"{kind}_adjectives"):
                    return NAMES[kind]
        return ""

    def by_proof(self, draft: Draft) -> str:
        """ "No evidence was offered for the claim", "there is no truth in the claim"."""
        if self.tokens[draft.head].pos not in ("NOUN", "PROPN"):
            return ""
        for k in list(self.syntax.an.ancestors(draft.head))[:3]:
            near = [k, *self.syntax.an.kids(k, "nsubjpass", "nsubj", "attr", "dobj")]
            if any(self.lacks_proof(x) for x in near):
                return "rejects"
        return ""

    def lacks_proof(self, k: int) -> bool:
        token = self.tokens[k]
        return token.lemma in self.words["proof"] and any(self.tokens[x].lower in ("no", "little", "scant", "any") for x in token.kids)

    def judged(self, verb: int) -> str:
        """The judgement that the predicate of `verb` passes on its subject."""
        negated = any(self.tokens[k].dep == "neg" for k in self.tokens[verb].kids)
        for k in self.tokens[verb].kids:
            token = self.tokens[k]
            if token.dep not in ("acomp", "attr", "oprd", "xcomp", "prep", "dobj"):
                continue
            for kind in CLASSES:
                hit = self.token_in(token, f"{kind}_adjectives") or (kind == "rejecting" and token.lemma in self.words["rejecting_nouns"])
                if hit:
                    return NAMES[kind] if not negated else {"endorsing": "rejects", "rejecting": "neutral"}.get(kind, "neutral")
        return ""

    def by_content(self, draft: Draft) -> str:
        """Doubting words inside reported (not quoted) content: "that militants were allegedly there"."""
        inside: set[int] = set()
        for quote in draft.quotes:
            inside.update(range(quote.first, quote.last))
        for first, last in draft.content:
            for k in range(first, min(last, first + 60)):
                if k not in inside and (self.tokens[k].lower in self.words["doubting_adverbs"] or self.so_called(k)):
                    return "doubts"
        return ""

    def so_called(self, k: int) -> bool:
        token = self.tokens[k]
        if token.lower == "called" and k >= 2 and self.tokens[k - 2].lower == "so" and self.tokens[k - 1].text in "-–":
            return True
        return token.lower in ("so-called", "self-styled", "self-proclaimed", "purported", "supposed")

    def by_cue(self, draft: Draft) -> str:
        token = self.tokens[draft.head]
        if draft.as_clause and token.lemma in self.words["factive_after_as"]:
            return "endorses"
        if self.syntax.has_to(draft.head) or self.syntax.kid(draft.head, "neg") is not None:
            return ""  # "sought to prove", "has not shown"
        phrase = draft.cue.lemma + (f" {draft.cue.particle}" if draft.cue.particle else "")
        for kind in CLASSES:
            if phrase in self.words.get(f"{kind}_verbs", ()):
                return NAMES[kind]
        return ""

    def by_source(self, draft: Draft) -> str:
        """ "The so-called governor said", "rumour has it": whom one does not take at his word."""
        if draft.source is None:
            return ""
        if self.tokens[draft.source].lemma in self.words["doubtful_sources"]:
            return "doubts"
        modifiers = self.syntax.an.kids(draft.source, "amod", "compound", "nmod", "advmod")
        return "doubts" if any(self.token_in(self.tokens[k], "doubting_titles") or self.so_called(k) for k in modifiers) else ""

    def by_phrase(self, draft: Draft) -> str:
        """Turns of phrase in the clause of the cue: "with good reason", "has the nerve to say"."""
        sentence = self.syntax.an.sentences[self.tokens[draft.head].sent]
        first, last = beside(
            draft.cue_range, (sentence.first, sentence.last), lambda k: bool(self.told[k] or self.cues[k]) or self.tokens[k].text == ";"
        )
        end = draft.cue_range[1]
        return verdicts().of("beside", f"{words_in(self.tokens[first:end])}§ {words_in(self.tokens[end:last])}")

    def by_next(self, draft: Draft) -> str:
        """What the author says behind the claim: "…, and he is right", "The claim is absurd.", "How true."."""
        for k in self.syntax.an.kids(draft.head, "conj"):
            found = self.next_predicate(k)
            if found:
                return found
        end = max([draft.cue_range[1], *(last for _, last in draft.content)])
        at = self.tokens[max(draft.head, end - 1)].sent
        sentences = self.syntax.an.sentences
        stop = sentences[at].last
        but = False
        for first, last in [*clauses(self.tokens, (draft.cue_range[1], stop))[1:], *clauses(self.tokens, (end, stop))]:
            but = but or self.tokens[first].lower in ADVERSE
            found = "" if self.quoted[first] else self.verdict(draft, words_in(self.tokens[first:last]))
            if found and not (but and found == "endorses"):  # "…, but others tell the same": that is not of this claim
                return found
        return self.next_sentence(draft, at + 1) if at + 1 < len(sentences) else ""

    def verdict(self, draft: Draft, words: str) -> str:
        found = (verdicts().of("denied", words) if draft.cue.act == "deny" else "") or verdicts().of("after", words)
        lacking = draft.cue.act == "deny" and found == "doubts" and any(w in self.words["proof"] for w in words.split())
        return "" if lacking else found  # "denies it, and no evidence of it has surfaced"

    def next_sentence(self, draft: Draft, number: int) -> str:
        sentence = self.syntax.an.sentences[number]
        if self.told[sentence.first] or self.told[sentence.root]:
            return ""
        opening = self.syntax.an.text[sentence.start : min(sentence.end, sentence.start + OPENING)].lower()
        for words, name in (("agreeing", "endorses"), ("rejecting", "rejects")):
            if any(opening.startswith(w) for w in self.words[words]):
                return name
        own = [t for t in self.tokens[sentence.first : sentence.last] if not self.told[t.i]]
        return self.verdict(draft, words_in(own)) or self.next_predicate(sentence.root)

    def next_predicate(self, root: int) -> str:
        subject = self.syntax.kid(root, "nsubj", "nsubjpass")
        if subject is None:
            return ""
        if self.told[subject]:
            return ""
        token = self.tokens[subject]
        if self.lacks_proof(subject):
            return "rejects"
        if token.lower in ("he", "she", "they"):
            said = {self.tokens[k].lemma for k in self.syntax.an.kids(root, "acomp")}
            return self.judged(root) if said & self.words["of_speaker"] else ""
        about = token.lower in self.words["back"] or (
            token.lemma in self.book.nouns and any(self.tokens[k].lower in self.words["back"] or self.tokens[k].lower == "the" for k in token.kids)
        )
        if about and token.lower != "it":
            return self.judged(root)
        return ""
