"""Narrative time: the day that a told event takes over from the one told before it.

An event without a time of its own happens, in a story told in the simple past, at the time in focus. That is
believed only where the text supports it: the sentence goes on with what was told (a pronoun, "the ministry", a
name or thing of the sentences before), in the same paragraph, without a change of tense, outside quotations.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from counterclaim.annotate.contract import Annotation, Sentence
from counterclaim.extract.times.calendar import day_range
from counterclaim.lexicon.load import load_yaml
from counterclaim.records import TimeRef

LONGEST_FOCUS = 7  # days; a longer time dates nothing that is told after it
CARRIES = 3  # sentences that a time in focus holds for
LEAD = 60  # characters into a text or paragraph within which a dateline's day stands
DATELINE_END = re.compile(r"\s*(?:\([^)]{1,30}\)\s*)?[-–—:]")
BLANK = re.compile(r"\n[^\S\n]*\n")
SUBJECT = ("nsubj", "nsubjpass", "expl")
QUOTES = {"“": 1, "”": -1, "«": 1, "»": -1}
SHORTEST_NAME = 4  # letters that "Armenia" and "Armenian" must share


@lru_cache(maxsize=1)
def words() -> dict[str, frozenset[str]]:
    """Word lists of narrative.yaml."""
    return {name: frozenset(str(w) for w in members) for name, members in load_yaml("times/narrative.yaml").items()}


@dataclass(slots=True)
class Focus:
    """The time in focus, where it was said, and what has been told at it: names, in lower case."""

    ref: TimeRef
    names: set[str]
    left: int = CARRIES
    dateline: bool = False
    spoken: bool = False  # the day on which something was said, not on which it happened


class Narrative:
    """What can be carried forward in one annotation. `times` is every time of the document."""

    def __init__(self, a: Annotation, times: list[TimeRef]) -> None:
        self.a = a
        self.cues = words()
        self.paragraph_gap = BLANK if BLANK.search(a.text) else re.compile(r"\n")
        self.heads: dict[int, list[tuple[int, TimeRef]]] = {}
        for ref in times if a.tokens else []:
            head = self.head_of(ref)
            self.heads.setdefault(a.tokens[head].sent, []).append((head, ref))
        self.quoted = self.inside_quotations()
        self.focus = self.walk()

    # -- events ---------------------------------------------------------------------------------

    def carried(self, i: int) -> TimeRef | None:
        """The time that the event at token `i` takes over, `anchor` "inferred", or None."""
        v = self.verb_of(i)
        if v is None or v in self.quoted or not self.tells(v) or self.timed(v):
            return None
        sentence = self.a.sentences[self.a.tokens[v].sent]
        focus = self.focus.get(sentence.i)
        if focus is None or (focus.spoken and self.a.tokens[v].lemma not in self.cues["speaks"]):
            return None
        if focus.dateline:
            return replace(focus.ref, anchor="inferred", why="the day of the dateline, in the report's first sentence")
        link = self.link(v, sentence, focus)
        return replace(focus.ref, anchor="inferred", why=f"the time told before it; the sentence goes on with “{link}”") if link else None

    def together(self, i: int) -> TimeRef | None:
        """The time of the clause that the event at `i` is told to coincide with: "died on Sunday when a rocket landed"."""
        t = self.a.tokens
        v = self.verb_of(i)
        if v is None or (v != i and t[v].lemma in self.cues["states"]):
            return None
        if t[v].dep in ("advcl", "relcl"):
            mark = self.opens_together(v)
            return (self.right_before(mark) or self.hangs_on(t[v].head)) if mark is not None else None
        clauses = [k for k in self.a.kids(v, "advcl") if self.opens_together(k) is not None]
        return next((found for k in clauses if (found := self.hangs_on(k))), None)

    def opens_together(self, clause: int) -> int | None:
        """The "when", "as" or "while" that opens a clause with a subject and a tense of its own; after a noun only "when"."""
        t = self.a.tokens
        cues = self.cues["together"] if t[clause].dep == "advcl" else {"when"}
        mark = next((k for k in self.a.kids(clause, "mark", "advmod") if t[k].lower in cues), None)
        if mark is None or not self.a.kids(clause, *SUBJECT):
            return None
        above = t[clause].head
        return mark if t[clause].dep == "relcl" or self.simple_past(above) or not self.simple_past(clause) else None

    def right_before(self, mark: int) -> TimeRef | None:
        """The time that "when" follows: "On Thursday, when two were arrested"."""
        t = self.a.tokens[mark]
        here = [ref for _, ref in self.heads.get(t.sent, ()) if ref.end <= t.start and not self.a.text[ref.end : t.start].strip(" ,\n")]
        return here[-1] if here and day_range(here[-1]) else None

    def hangs_on(self, v: int) -> TimeRef | None:
        """The time that is said of verb `v` itself, not of a noun below it ("the accord of 23 February")."""
        t = self.a.tokens
        for head, ref in self.heads.get(t[v].sent, ()):
            up = t[head].head
            if t[up].dep == "prep":
                up = t[up].head
            if up == v and day_range(ref) and not self.bounded(head, ref):
                return ref
        return None

    def verb_of(self, i: int) -> int | None:
        """The verb of the event: itself, or the one whose subject or object it is."""
        t = self.a.tokens
        if t[i].pos in ("VERB", "AUX"):
            return i
        return t[i].head if t[i].dep in (*SUBJECT, "dobj") and t[t[i].head].pos in ("VERB", "AUX") else None

    def tells(self, v: int) -> bool:
        """Whether verb `v` tells of something that happened then: main clause, simple past, no habit, no state."""
        t = self.a.tokens
        if not self.is_main(v) or not self.simple_past(v) or t[v].lemma in self.cues["states"]:
            return False
        return not any(t[k].lower in self.cues["habitual"] for k in self.a.kids(v, "advmod", "npadvmod"))

    def is_main(self, v: int) -> bool:
        while self.a.tokens[v].dep == "conj":
            v = self.a.tokens[v].head
        return self.a.tokens[v].dep == "ROOT"

    def simple_past(self, v: int) -> bool:
        """ "met", "was shelled", "did not comment", "was holding"; not "had met", "has met", "would meet"."""
        t = self.a.tokens
        helpers = [t[k] for k in self.a.kids(v, "aux", "auxpass")]
        if any(h.tag == "MD" or h.lemma == "have" for h in helpers):
            return False
        if t[v].tag == "VBD":
            return True
        if helpers:
            return any(h.tag == "VBD" for h in helpers) and t[v].tag in ("VBN", "VBG", "VB")
        return t[v].dep == "conj" and t[v].tag == "VBN" and self.simple_past(t[v].head)

    def timed(self, v: int) -> bool:
        """Whether a time, known or open, stands in the clause of verb `v` ("for years", "the next month")."""
        t = self.a.tokens
        for head, _ in self.heads.get(t[v].sent, ()):
            k = head
            while k != v and t[k].head != k and t[k].pos not in ("VERB", "AUX"):
                k = t[k].head
            if k == v:
                return True
        return False

    def link(self, v: int, sentence: Sentence, focus: Focus) -> str:
        """The word that goes on with what was told, "" where there is none."""
        t = self.a.tokens
        if t[sentence.first].lower in self.cues["goes_on"] - {"the"}:
            return t[sentence.first].text
        top = v
        while t[top].dep == "conj":
            top = t[top].head
        for k in (s for verb in (top, *self.a.conjuncts(top)) for s in self.a.kids(verb, *SUBJECT)):
            if word := self.refers_back(k, focus):
                return word
        for k in self.a.kids(v, "dobj"):
            if any(t[d].lower in ("the", "this", "that", "these", "those", "both") for d in self.a.kids(k, "det")) and not self.names(k):
                return f"the {t[k].text}"
        return ""

    def refers_back(self, k: int, focus: Focus) -> str:
        """Does the phrase of noun `k` speak of what was told: "it", "our army", "the ministry", or a name of before?"""
        t = self.a.tokens
        names = self.names(k)
        for name in names:
            if any(name.startswith(n) or n.startswith(name) for n in focus.names):
                return next(t[n].text for n in self.a.subtree(k) if t[n].lower == name)
        if names:
            return ""
        if t[k].lower in self.cues["goes_on"]:
            return t[k].text
        marks = [t[d].text for d in self.a.kids(k, "det", "poss", "preconj") if t[d].lower in self.cues["goes_on"]]
        if not marks and focus.left == CARRIES and t[k].pos == "NOUN":  # nobody new: "Civilians were wounded"
            return t[k].text
        return f"{marks[0]} {t[k].text}" if marks else ""

    def names(self, k: int) -> set[str]:
        """Words with a capital in the phrase of token `k`, in lower case."""
        t = self.a.tokens
        return {t[n].lower for n in self.a.subtree(k) if t[n].text[0].isupper() and len(t[n].text) >= SHORTEST_NAME and t[n].pos in ("PROPN", "ADJ")}

    # -- the text -------------------------------------------------------------------------------

    def walk(self) -> dict[int, Focus]:
        """The focus that holds in each sentence before its own times."""
        found: dict[int, Focus] = {}
        focus: Focus | None = None
        for s in self.a.sentences:
            if s.i and self.paragraph_gap.search(self.a.text, self.a.sentences[s.i - 1].end - 1, s.start + 1):
                focus = None
            lead = self.dateline(s)
            if lead is not None:
                found[s.i] = Focus(lead, set(), dateline=True)
            elif focus is not None and focus.left > 0:
                found[s.i] = focus
            focus = self.after(s, focus, lead)
        return found

    def after(self, s: Sentence, focus: Focus | None, lead: TimeRef | None) -> Focus | None:
        """The focus when sentence `s` has been read."""
        if s.root < 0 or s.root in self.quoted or not self.simple_past(s.root):
            return None
        names = self.names(s.root)
        own = self.own_time(s) or lead
        if own is not None:
            return Focus(own, names, spoken=bool(self.a.kids(s.root, "ccomp")))
        if focus is None or focus.left < 1 or not self.link(s.root, s, focus):
            return None
        return Focus(focus.ref, focus.names | names, focus.left - 1, spoken=focus.spoken)

    def own_time(self, s: Sentence) -> TimeRef | None:
        """The last time that hangs on a told verb of the sentence itself."""
        t = self.a.tokens
        out = None
        for head, ref in self.heads.get(s.i, ()):
            days = day_range(ref)
            if days is None or (days[1] - days[0]).days >= LONGEST_FOCUS or self.bounded(head, ref):
                continue
            up = t[head].head
            if t[up].pos == "ADP" or t[up].dep == "prep":
                up = t[up].head
            if t[up].pos in ("VERB", "AUX") and self.is_main(up) and self.simple_past(up):
                out = ref
        return out

    def bounded(self, head: int, ref: TimeRef) -> bool:
        """ "since Monday", "before 5 April" are not the day; "after midnight on 5 April" still is."""
        up = self.a.tokens[self.a.tokens[head].head]
        return up.lower in self.cues["bounds"] and " on " not in ref.text and " of " not in ref.text

    def dateline(self, s: Sentence) -> TimeRef | None:
        """The day at the head of a report: "BAKU, April 6 - …"."""
        for _, ref in self.heads.get(s.i, ()):
            opens = ref.start - s.start <= LEAD and self.a.text[s.start : s.start + 2].isupper()
            if opens and day_range(ref) and DATELINE_END.match(self.a.text, ref.end):
                return ref
        return None

    def head_of(self, ref: TimeRef) -> int:
        """The token of a time whose governor lies outside it."""
        first, last = self.a.token_at(ref.start), self.a.token_at(max(ref.start, ref.end - 1))
        for k in range(first, last + 1):
            up = self.a.tokens[k].head
            if not first <= up <= last or up == k:
                return k
        return first

    def inside_quotations(self) -> frozenset[int]:
        """Tokens between quotation marks; straight ones open and close in turn, and end with the paragraph."""
        depth, straight, out = 0, False, []
        for n, token in enumerate(self.a.tokens):
            if n and "\n" in self.a.text[self.a.tokens[n - 1].end : token.start] and self.paragraph_gap.search(
                self.a.text, self.a.tokens[n - 1].end, token.start
            ):  # fmt: skip
                depth, straight = 0, False
            if token.text in QUOTES:
                depth = max(0, depth + QUOTES[token.text])
            elif token.text in ('"', "``", "''"):
                straight = not straight
            elif depth or straight:
                out.append(token.i)
        return frozenset(out)
