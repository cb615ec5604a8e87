"""Slips that parsers make on news, put right before anything reads the tree.

Each function looks for one shape that cannot be right and relabels it; the tree stays a tree.
"""

from __future__ import annotations

from dataclasses import replace

from counterclaim.annotate.contract import Annotation, Token

FINITE = ("VBD", "VBZ", "VBP")
NAMES = ("NOUN", "PROPN")
OPENING = frozenset({"on", "in", "by", "since", "until", "before", "after"})  # what stands before a date
WHERE = frozenset({"from", "in", "at", "on", "near"})  # what stands before a place that tells where somebody is from
DAYS = 31


def mend(a: Annotation) -> None:
    """Correct the annotation in place."""
    for t in a.tokens:
        if t.pos == "VERB":
            if t.dep == "acl":
                finite_after_comma(a, t)
            elif t.dep == "relcl":
                relative(a, t)
            elif t.dep == "ccomp":
                subject_before_the_saying(a, t)
                clause_before_colon(a, t)
            if t.dep in ("ROOT", "ccomp", "conj") and t.tag in FINITE:
                subject_glued_to_date(a, t)
        elif t.pos == "NOUN" and a.kids(t.i, "aux") and a.kids(t.i, "nsubj"):
            t.pos, t.tag = "VERB", "VBN"  # "the army had *overrun* the town"
        elif t.dep == "appos" and t.pos == "PROPN" and a.tokens[t.head].pos == "PROPN" and a.kids(t.i, "conj"):
            t.dep = "conj"  # "Saudi Arabia, the *Emirates*, Bahrain and Egypt": a list, not a second name
        elif t.lower in OPENING and not t.kids:
            date_swallowed(a, t)


def finite_after_comma(a: Annotation, verb: Token) -> None:
    """ "Manila summoned an envoy, *accused* Beijing of …": a further act of Manila, no attribute of the envoy."""
    noun = a.tokens[verb.head]
    if verb.i == 0 or a.tokens[verb.i - 1].text != ",":
        return
    root = a.tokens[a.sentences[verb.sent].root]
    if root.pos in NAMES and noun is not root and root.i < noun.i and a.kids(verb.i, "dobj", "xcomp", "ccomp"):
        attach(a, verb, root, "acl")  # "Chad's president, who spoke with relish, offered to …": no offer of the relish
        noun = root
    if verb_of_subject(a, verb, noun) or verb.tag != "VBD":
        return
    above = next((a.tokens[k] for k in a.ancestors(noun.i) if a.tokens[k].pos == "VERB" and k < noun.i), None)
    if above is not None and a.kids(verb.i, "dobj", "ccomp", "prep") and a.kids(above.i, "nsubj"):
        attach(a, verb, above, "conj")


def verb_of_subject(a: Annotation, verb: Token, noun: Token) -> bool:
    """The verb that has a noun with an apposition before it for its subject: "The mayor, Ana Silva, *called* on …",
    "Russia, which has bases there, *offered* to mediate, and the EU urged …". Whether it was one."""
    apart = [k for k in a.kids(noun.i, "appos", "relcl") if noun.i < k < verb.i]
    active = bool(a.kids(verb.i, "dobj", "xcomp", "ccomp", "prep", "prt")) and not a.kids(verb.i, "agent", "nsubj", "nsubjpass")
    if not apart or not active:
        return False
    if noun.dep == "ROOT" and verb.tag in ("VBD", "VBN"):
        swap(a, verb, noun)
        noun.dep = "nsubj"
        return True
    above = a.tokens[noun.head]
    later = [k for k in (*a.kids(noun.i, "conj"), *a.kids(above.i, "nsubj")) if k > verb.i]
    if noun.dep != "nsubj" or above.i < verb.i or not later or verb.tag not in ("VBD", "VBN"):
        return False
    attach(a, verb, above, "conj")
    attach(a, a.tokens[later[0]], above, "nsubj")
    attach(a, noun, verb, "nsubj")
    return True


def relative(a: Annotation, verb: Token) -> None:
    """A clause that tells what a noun says, and "fishermen from Kos, *who* …", where a place is no antecedent."""
    if a.kids(verb.i, "mark"):
        verb.dep = "acl"  # "the report that troops had attacked": the clause says what, it does not describe
        return
    name = a.tokens[verb.head]
    prep = a.tokens[name.head]
    if name.pos == "PROPN" and name.dep == "pobj" and prep.lower in WHERE and a.tokens[prep.head].pos in NAMES:
        if any(a.tokens[k].lower in ("who", "whom") for k in a.kids(verb.i, "nsubj", "nsubjpass", "dobj")):
            attach(a, verb, a.tokens[prep.head], "relcl")


def subject_before_the_saying(a: Annotation, verb: Token) -> None:
    """ "*Eritrea*, its spokeswoman said, has leased an island": the subject stands before the saying, which is put in."""
    saying = a.tokens[verb.head]
    if verb.i < saying.i or a.kids(verb.i, "nsubj", "nsubjpass", "csubj", "expl", "mark"):
        return
    before = [k for k in a.kids(saying.i, "npadvmod", "dep", "nsubj") if k < saying.i and a.tokens[k].pos in NAMES]
    if len(before) > 1 and any(a.tokens[k].text == "," for k in range(before[0] + 1, before[-1])):
        attach(a, a.tokens[before[0]], verb, "nsubjpass" if a.kids(verb.i, "auxpass") else "nsubj")
        swap(a, verb, saying)


def clause_before_colon(a: Annotation, verb: Token) -> None:
    """ "The two *signed* an accord: each promised to withdraw": the first clause is no content of the second."""
    between = range(verb.i + 1, verb.head)
    if any(a.tokens[k].text in (":", ";") and a.tokens[k].head in (verb.i, verb.head) for k in between) and a.kids(verb.i, "nsubj", "nsubjpass"):
        verb.dep = "parataxis"


def swap(a: Annotation, verb: Token, above: Token) -> None:
    """Put `verb` in the place of `above`, which it hangs on, and `above` below it as a parenthesis; what stood behind goes with the verb."""
    for k in [k for k in above.kids if k > verb.i]:
        attach(a, a.tokens[k], verb, a.tokens[k].dep)
    if above.dep == "ROOT":
        above.kids.remove(verb.i)
        verb.head, verb.dep, above.head = verb.i, "ROOT", verb.i
        a.sentences[verb.sent] = replace(a.sentences[verb.sent], root=verb.i)
        verb.kids = sorted([*verb.kids, above.i])
        above.dep = "parataxis"
    else:
        attach(a, verb, a.tokens[above.head], above.dep)
        attach(a, above, verb, "parataxis")


def date_swallowed(a: Annotation, prep: Token) -> None:
    """ "On *6 May 1998* Ethiopian militiamen opened fire", "On *27 February* Asmara said": the date is the preposition's."""
    t = a.tokens
    if prep.i + 3 >= len(t) or t[prep.i + 3].sent != prep.sent:
        return
    day, month, year = t[prep.i + 1], t[prep.i + 2], t[prep.i + 3]
    if not (day.text.isdigit() and 0 < int(day.text) <= DAYS and month.tag == "NNP" and month.text.isalpha()):
        return
    dated = year.text.isdigit() and len(year.text) == 4
    if month.head <= (year.i if dated else month.i) or month.dep not in ("compound", "nmod", "nummod", "amod"):
        return
    prep.dep = "prep"
    attach(a, month, prep, "pobj")
    for number in (day, year) if dated else (day,):
        attach(a, number, month, "nummod")


def subject_glued_to_date(a: Annotation, verb: Token) -> None:
    """ "On Sunday *Azerbaijan* announced", "On 3 April *Azerbaijan* announced": the last name is the subject."""
    if a.kids(verb.i, "nsubj", "nsubjpass", "expl", "csubj"):
        return
    for p in a.kids(verb.i, "prep"):
        for k in a.kids(p, "pobj"):
            before = [c for c in a.tokens[k].kids if c < k]
            glued = before == list(range(p + 1, k)) and bool(before) and a.tokens[before[-1]].dep == "compound"
            if glued and k < verb.i and a.tokens[p].lower in ("on", "in", "by", "since", "until"):
                date = a.tokens[before[-1]]
                attach(a, a.tokens[k], verb, "nsubjpass" if a.kids(verb.i, "auxpass") else "nsubj")
                attach(a, date, a.tokens[p], "pobj")
                for c in before[:-1]:
                    attach(a, a.tokens[c], date, a.tokens[c].dep)
                return


def attach(a: Annotation, token: Token, head: Token, dep: str) -> None:
    """Hang `token` on `head`. Nothing is done where that would be no tree: a root, or a head that hangs on the token."""
    if token.head == token.i or token.i == head.i or token.i in a.ancestors(head.i):
        return
    a.tokens[token.head].kids.remove(token.i)
    token.head, token.dep = head.i, dep
    head.kids.append(token.i)
    head.kids.sort()
