"""Whether an event is told as having happened, or negated, intended, wished, possible, questioned."""

from __future__ import annotations

from counterclaim.annotate.contract import Annotation
from counterclaim.lexicon.events import EventLexicon
from counterclaim.records import Claim

COMPLEMENT = frozenset({"xcomp", "ccomp", "pcomp", "acl", "csubj", "oprd"})
ARGUMENT = frozenset({"dobj", "pobj", "prep", "nsubjpass", "dative", "attr", "conj"})
KIND_OF = {"VERB": "verbs", "AUX": "verbs", "ADJ": "predicates", "ADP": "preps", "SCONJ": "preps"}  # of the word that governs
OF_ACT = {
    "deny": "negated",
    "hope": "wished",
    "demand": "wished",
    "promise": "intended",
    "threaten": "intended",
    "ask": "questioned",
    "accuse": "possible",
}


class StatusReader:
    """Reads the status of triggers in one annotation. `status` returns (status, why)."""

    def __init__(self, annotation: Annotation, lexicon: EventLexicon) -> None:
        self.a = annotation
        self.cues = lexicon.status
        self.negative = lexicon.words["negative"]
        self.conditional = lexicon.words["conditional"]
        self.ends = lexicon.words["ends"]
        self.aspect = lexicon.words["aspect"]
        self.truth = lexicon.words["truth"]
        self.insist = lexicon.words["insist"]

    def has(self, status: str, kind: str, word: str) -> bool:
        return word in self.cues[status].get(kind, ())

    def status(self, i: int, used: list[int], claims: list[Claim]) -> tuple[str, str]:
        """`claims` are those around the trigger, innermost first."""
        for reader in (self.negation, self.question):
            if found := reader(i, used):
                return found
        governed = self.governed(i)
        if governed and governed[0] in ("negated", "wished", "questioned"):
            return governed
        if found := self.modality(i, used) or self.modifiers(i, used) or governed:
            return found
        if self.presupposed(i):
            return "actual", ""
        for claim in claims:
            if claim.act in OF_ACT and claim.act != "accuse":
                return OF_ACT[claim.act], f"in a claim that would {claim.act} it"
            if claim.author_stance in ("rejects", "doubts"):
                return "possible", f"the author {claim.author_stance} the claim"
            if claim.act == "accuse":
                return "possible", "an accusation"
        return "actual", ""

    def presupposed(self, i: int) -> bool:
        """Whether the trigger stands in a relative clause, which no denial or demand around it touches."""
        return any(self.a.tokens[k].dep == "relcl" for k in (i, *self.a.ancestors(i)))

    def negation(self, i: int, used: list[int]) -> tuple[str, str] | None:
        t = self.a.tokens
        around = [i, *used]
        if t[i].pos in ("NOUN", "PROPN") and (t[i].dep in ("nsubj", "nsubjpass", "attr", "dobj")) and t[t[i].head].pos in ("VERB", "AUX"):
            if t[t[i].head].lemma not in self.ends:
                around.append(t[i].head)
        for k in around:
            for m in t[k].kids:
                if t[m].dep == "neg" or (t[m].lower in self.negative and t[m].dep in ("det", "nsubj", "nsubjpass", "dobj", "preconj", "cc")):
                    return "negated", t[m].text
                if t[m].dep in ("nsubj", "nsubjpass", "dobj", "attr") and k == i:
                    for d in t[m].kids:  # "no shot was fired", "not one barrel was sold"
                        if (t[d].dep == "det" and t[d].lower in self.negative) or t[d].dep == "neg" or self.a.kids(d, "neg"):
                            return "negated", f"{t[d].text} {t[m].text}"
        k = i
        while t[k].dep == "conj":  # "no sanctions or restrictions", "neither seized nor sank"
            k = t[k].head
            of_all = ("det", "neg", "preconj") if t[i].pos in ("NOUN", "PROPN") else ("preconj",)
            if t[k].pos == t[i].pos and any(t[m].lower in self.negative for m in self.a.kids(k, *of_all)):
                return "negated", "no"
        if t[i].dep == "xcomp" and t[t[i].head].lemma == "have" and any(t[m].lower == "yet" for m in t[t[i].head].kids):
            return "negated", "has yet to"
        aux = {t[m].lower for m in self.a.kids(i, "aux")}
        if "have" in aux and aux & {"would", "could", "might", "'d"}:
            return "negated", "would have: it did not come to that"
        return None

    def question(self, i: int, used: list[int]) -> tuple[str, str] | None:
        s = self.a.sentences[self.a.tokens[i].sent]
        tail = [self.a.tokens[k].text for k in range(max(s.first, s.last - 3), s.last)]
        if "?" in tail:
            return "questioned", "?"
        for k in (i, *self.a.ancestors(i)):
            if any(self.a.tokens[m].lower == "whether" for m in self.a.kids(k, "mark", "advmod")):
                return "questioned", "whether"
            if self.a.tokens[k].dep in ("relcl", "advcl"):
                break
        return None

    def modality(self, i: int, used: list[int]) -> tuple[str, str] | None:
        t = self.a.tokens
        k = i
        if t[i].pos in ("NOUN", "PROPN") and t[i].dep in ("nsubj", "nsubjpass", "dobj") and t[t[i].head].pos in ("VERB", "AUX"):
            k = t[i].head
        if t[k].dep == "ROOT" and t[k].tag == "VB" and not self.a.kids(k, "nsubj", "nsubjpass", "aux"):
            return "wished", "an imperative"
        verbs = [k]
        while (t[k].dep == "conj" and not self.a.kids(k, "nsubj", "nsubjpass", "aux")) or (t[k].dep == "xcomp" and t[t[k].head].lemma in self.aspect):
            k = t[k].head
            verbs.append(k)
        for k in verbs:
            if any(t[m].lower in self.conditional for m in self.a.kids(k, "mark", "advmod")):
                return "possible", "if"
            if t[k].dep == "xcomp" and t[t[k].head].lemma == "be" and any(t[m].tag == "TO" for m in t[k].kids):
                return "intended", "is to"
            subject = next(iter(self.a.kids(k, "nsubj", "nsubjpass")), 0)
            for m in self.a.kids(k, "aux"):
                word = t[m].lower
                if m < subject:  # a question has been told apart before
                    return "possible", f"{word}, put first, means if"
                reported = k == i and t[k].dep == "ccomp" and t[t[k].head].tag in ("VBD", "VBN")
                if word in ("would", "'d"):
                    conditional = any(t[x].lower in self.conditional for c in self.a.kids(k, "advcl") for x in self.a.kids(c, "mark", "advmod"))
                    return ("intended", word) if reported and not conditional else ("possible", word)
                for status in ("intended", "possible", "wished"):
                    if self.has(status, "aux", word):
                        return status, word
        return None

    def modifiers(self, i: int, used: list[int]) -> tuple[str, str] | None:
        t = self.a.tokens
        for k in (i, *used):
            for m in t[k].kids:
                for status in ("negated", "possible", "intended", "wished"):
                    if t[m].dep == "advmod" and self.has(status, "adverbs", t[m].lower):
                        return status, t[m].text
                    if t[m].dep in ("amod", "compound") and t[k].pos in ("NOUN", "PROPN") and self.has(status, "adjectives", t[m].lower):
                        return status, t[m].text
        return None

    def governed(self, i: int) -> tuple[str, str] | None:
        """A cue above the trigger: "refused to", "hopes that", "the threat of", "accused of"."""
        t = self.a.tokens
        low = i
        for k in self.a.ancestors(i):
            dep = t[low].dep
            if dep == "relcl" or (dep == "advcl" and not any(t[m].lower in self.conditional for m in self.a.kids(low, "mark"))):
                return None
            if dep == "advcl":
                return "possible", "if"
            kind = KIND_OF.get(t[k].pos, "nouns")
            if t[k].lemma == "let" and t[k].tag == "VB" and t[k].dep == "ROOT" and not self.a.kids(k, "nsubj", "aux"):
                return "wished", t[k].text
            if t[k].lemma in self.truth and (any(t[m].lower in self.negative for m in t[k].kids) or self.denied(t[k].head)):
                return "negated", f"no {t[k].text} in it"
            if dep in COMPLEMENT or dep in ARGUMENT:
                for status in ("negated", "wished", "intended", "possible", "questioned"):
                    if dep == "conj" or not self.has(status, kind, t[k].lemma):
                        continue
                    if status == "wished" and dep == "ccomp" and (k > low or (t[k].lemma in self.insist and self.indicative(low))):
                        return None  # "Iran struck, he hopes"; "he insists that Iran struck"
                    if status == "intended" and any(t[m].dep == "neg" for m in t[k].kids):
                        return "negated", f"not {t[k].text}"
                    return status, t[k].text
                if dep == "xcomp" and t[k].lemma not in self.ends and any(t[m].dep == "neg" for m in t[k].kids):
                    return "negated", f"not {t[k].text}"
                if dep == "ccomp" or (dep == "prep" and t[low].lower not in ("of", "for")):
                    return None  # what is above concerns the saying, or something beside it
            elif dep not in ("conj", "compound"):
                return None
            low = k
        return None

    def is_condition(self, k: int) -> bool:
        """Whether the clause of `k` says on what something depends ("*if* the siege is lifted, …")."""
        return self.a.tokens[k].dep == "advcl" and any(self.a.tokens[m].lower in self.conditional for m in self.a.kids(k, "mark"))

    def denied(self, k: int) -> bool:
        return any(self.a.tokens[m].lower in self.negative or self.a.tokens[m].dep == "neg" for m in self.a.tokens[k].kids)

    def indicative(self, k: int) -> bool:
        """Whether the clause of `k` tells ("insists that it *did*") and does not ask ("that it *do*")."""
        verbs = (k, *self.a.kids(k, "aux", "auxpass"))
        return any(self.a.tokens[m].tag in ("VBD", "VBZ", "VBP") for m in verbs)
