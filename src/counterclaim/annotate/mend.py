"""Slips that parsers make on news, put right before anything reads the tree.

Each function looks for one shape that cannot be right and relabels it; the tree stays a tree.
"""

from __future__ import annotations

from counterclaim.annotate.contract import Annotation, Token

FINITE = ("VBD", "VBZ", "VBP")


def mend(a: Annotation) -> None:
    """Correct the annotation in place."""
    for t in a.tokens:
        if t.pos == "VERB":
            if t.dep == "acl":
                finite_after_comma(a, t)
            elif t.dep == "relcl" and a.kids(t.i, "mark"):
                t.dep = "acl"  # "the report that troops had attacked": the clause says what, it does not describe
            elif t.dep in ("ROOT", "ccomp", "conj") and t.tag in FINITE:
                subject_glued_to_date(a, t)


def finite_after_comma(a: Annotation, verb: Token) -> None:
    """ "Manila summoned an envoy, *accused* Beijing of …": a further act of Manila, no attribute of the envoy."""
    noun = a.tokens[verb.head]
    if verb.tag != "VBD" or verb.i == 0 or a.tokens[verb.i - 1].text != ",":
        return
    above = next((a.tokens[k] for k in a.ancestors(noun.i) if a.tokens[k].pos == "VERB" and k < noun.i), None)
    if above is not None and a.kids(verb.i, "dobj", "ccomp", "prep") and a.kids(above.i, "nsubj"):
        attach(a, verb, above, "conj")


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
    a.tokens[token.head].kids.remove(token.i)
    token.head, token.dep = head.i, dep
    head.kids.append(token.i)
    head.kids.sort()
