"""Who stands where in a clause: subject, object and prepositional phrases of a verb or a noun.

Passives, relative clauses, participles, control ("urged X to go") and coordination are undone here,
so that patterns are written for the active form only.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from counterclaim.annotate.contract import Annotation

SUBJECTS = ("nsubj", "csubj", "expl")
RELATIVE = frozenset({"who", "which", "that", "whom"})


@dataclass(slots=True)
class Frame:
    """Heads of the phrases around a trigger, as token indices; coordinated members not expanded."""

    subject: list[int] = field(default_factory=list)
    object: list[int] = field(default_factory=list)
    dative: list[int] = field(default_factory=list)
    preps: list[tuple[str, int]] = field(default_factory=list)
    particles: set[str] = field(default_factory=set)
    predicate: list[int] = field(default_factory=list)  # attr, acomp, oprd
    infinitive: int | None = None
    complements: list[int] = field(default_factory=list)  # heads of ccomp, xcomp, pcomp clauses
    passive: bool = False


def verb_frame(a: Annotation, v: int, object_control: frozenset[str], depth: int = 0) -> Frame:
    """The frame of the verb token `v`. `depth` bounds the climb through nested clauses."""
    f = Frame()
    t = a.tokens
    f.passive = bool(a.kids(v, "auxpass", "nsubjpass")) or (t[v].tag == "VBN" and t[v].dep in ("acl", "advcl") and not a.kids(v, "aux", "dobj"))
    for k in t[v].kids:
        dep = t[k].dep
        if dep == "nsubj" or dep == "csubj":
            f.subject.append(k)
        elif dep == "nsubjpass" or dep in ("dobj", "obj"):
            f.object.append(k)
        elif dep == "dative":
            f.dative.extend(a.kids(k, "pobj") or [k])
        elif dep in ("prt",) or (dep in ("advmod", "prep") and t[k].pos in ("ADP", "ADV")):
            f.particles.add(t[k].lower)
            prepositional(a, k, f)
        elif dep == "agent":
            f.subject.extend(a.kids(k, "pobj"))
            f.preps.extend(("by", p) for p in a.kids(k, "pobj"))
            f.passive = True
        elif dep == "prep":
            prepositional(a, k, f)
        elif dep in ("attr", "acomp", "oprd"):
            f.predicate.append(k)
            if dep != "attr":  # "is willing to send": the infinitive hangs on the adjective
                f.infinitive = next((m for m in a.kids(k, "xcomp") if infinitival(a, m)), f.infinitive)
        elif dep in ("xcomp", "ccomp", "pcomp"):
            f.complements.append(k)
            if dep == "xcomp" and infinitival(a, k):
                f.infinitive = k
    mend(a, v, f)
    if not f.object and not f.passive:  # "has bought and will buy weapons": the object stands with the last verb
        for k in a.kids(v, "conj"):
            if k - v <= 4 and t[k].pos == "VERB" and (shared := a.kids(k, "dobj")):
                f.object = shared
                for p in a.kids(k, "prep"):
                    prepositional(a, p, f)
    f.subject = [antecedent(a, v, k) for k in f.subject]
    f.object = [antecedent(a, v, k) for k in f.object]
    if depth < 6:
        borrow(a, v, f, object_control, depth)
    return f


def mend(a: Annotation, v: int, f: Frame) -> None:
    """What a parser gets wrong about the members of a clause, put right."""
    t = a.tokens
    if f.infinitive is None:  # "called on X to go", where the infinitive was hung on X
        behind = (m for _, k in f.preps for m in a.kids(k, "acl", "relcl") if infinitival(a, m) and not a.kids(m, "nsubj"))
        f.infinitive = next(behind, None)
    if len(f.subject) > 1 and not f.object:
        f.object.append(f.subject.pop(0))  # "the villages that the troops shelled": two subjects, the first is the object
    for k in f.complements:  # "helping Iran to carry goods": Iran is helped, whatever it carries
        if t[k].dep == "ccomp" and infinitival(a, k) and not f.object and (helped := a.kids(k, "nsubj")):
            f.object, f.infinitive = helped, k


def infinitival(a: Annotation, k: int) -> bool:
    return any(a.tokens[m].tag == "TO" for m in a.tokens[k].kids)


def prepositional(a: Annotation, p: int, f: Frame) -> None:
    """Add what stands behind the preposition `p`, through chains such as "out of" and "because of"."""
    word = a.tokens[p].lower
    if not a.tokens[p].kids and a.tokens[p].pos == "ADP" and (stray := phrase_behind(a, p)) is not None:
        f.preps.append((word, stray))  # "asylum to five officers holed up in …", where the parser lost the object
    for k in a.tokens[p].kids:
        dep = a.tokens[k].dep
        if dep == "pobj":
            f.preps.append((word, k))
        elif dep == "pcomp":
            f.complements.append(k)
        elif dep in ("prep", "conj") and a.tokens[k].pos == "ADP":
            prepositional(a, k, f)


def phrase_behind(a: Annotation, p: int) -> int | None:
    """Head of the noun phrase that begins right behind token `p`."""
    k = p + 1
    if k >= len(a) or a.tokens[k].sent != a.tokens[p].sent:
        return None
    while a.tokens[k].dep in ("amod", "compound", "det", "nummod", "poss", "nmod", "quantmod") and a.tokens[k].head > k:
        k = a.tokens[k].head
    return k if a.tokens[k].pos in ("NOUN", "PROPN", "PRON") else None


def antecedent(a: Annotation, v: int, k: int) -> int:
    """`k`, or where it is a relative pronoun the noun that the clause of `v` describes."""
    if a.tokens[k].lower in RELATIVE and a.tokens[k].tag in ("WP", "WDT", "IN", "DT"):
        for up in (v, *a.ancestors(v)):
            if a.tokens[up].dep == "relcl":
                return a.tokens[up].head
    return k


def borrow(a: Annotation, v: int, f: Frame, object_control: frozenset[str], depth: int) -> None:
    """Fill subject and object from the clause above where this one leaves them out."""
    t = a.tokens
    up = t[v].head
    dep = t[v].dep
    if up == v:
        return
    if dep in ("acl", "relcl") and t[up].pos in ("NOUN", "PROPN", "PRON"):
        if f.passive and not f.object:
            f.object = [up]
        elif not f.passive and not f.subject:
            f.subject = [up]
        elif dep == "relcl" and not f.object and not f.passive and not f.complements:
            f.object = [up]
        return
    missing_object = f.passive and not f.object
    if (f.subject and not missing_object) or (f.passive and not missing_object):
        return
    if t[up].pos not in ("VERB", "AUX"):
        governor = next((g for g in a.ancestors(v) if t[g].pos in ("VERB", "AUX")), None)
        if dep in ("ccomp",) or governor is None:
            return
        up = governor
    if dep in ("ccomp", "parataxis"):
        return
    above = verb_frame(a, up, object_control, depth + 1)
    if dep == "conj":
        if f.passive and above.passive:
            f.object = f.object or above.object
            f.subject = f.subject or above.subject
            return
        doer = above.object if above.passive else above.subject
    elif (t[up].lemma in object_control and above.object) or above.passive:
        doer = above.object
    else:
        doer = above.subject
    if f.passive:
        f.object = f.object or doer
    elif dep == "conj" and above.passive and not above.subject and t[v].tag == "VBN":
        f.object = f.object or above.object
        f.passive = True
    else:
        f.subject = doer


DEEP = frozenset({"between", "against", "by"})  # these may hang lower: "fire on the line *between* A and B"


def noun_frame(a: Annotation, n: int, transparent: frozenset[str], light: frozenset[str] = frozenset()) -> Frame:
    """The frame of the noun token `n`: prepositional phrases; `subject` holds possessors, and who does it in a
    clause about it whose verb is only a carrier, one of `light` ("the sanctions that *Paris* has imposed on").

    What hangs on a noun that only stands before `n` counts as well: "all sorts of protests from Iran"."""
    f = Frame()
    up = carrier(a, n, transparent)
    add_noun(a, n, f, light)
    if up != n:
        add_noun(a, up, f, light)
        f.preps = [(w, k) for w, k in f.preps if k != n]
    known = {w for w, _ in f.preps}
    for _, k in list(f.preps):
        low = Frame()
        for p in a.kids(k, "prep"):
            prepositional(a, p, low)
        f.preps.extend((w, x) for w, x in low.preps if w in DEEP - known)
    return f


def carrier(a: Annotation, n: int, transparent: frozenset[str]) -> int:
    """The noun that stands for `n` in its clause: "series" for "a series of attacks", else `n`."""
    t = a.tokens
    k = n
    while t[k].dep == "conj" and t[t[k].head].pos in ("NOUN", "PROPN"):
        k = t[k].head
    if t[k].dep == "pobj" and t[t[k].head].lower == "of":
        above = t[t[k].head].head
        if t[above].lemma in transparent or t[above].pos in ("DET", "NUM", "PRON"):
            return above
    return k


def add_noun(a: Annotation, n: int, f: Frame, light: frozenset[str]) -> None:
    t = a.tokens
    for k in t[n].kids:
        if t[k].dep == "prep" or (t[k].dep == "agent"):
            prepositional(a, k, f)
        elif t[k].dep == "poss":
            f.subject.append(k)
        elif t[k].dep in ("acl", "relcl") and t[k].tag == "VBN" and not f.preps:
            # "an attack carried out by rebels", "sanctions imposed on Iran"
            for m in a.kids(k, "agent", "prep"):
                prepositional(a, m, f)
        elif t[k].dep == "relcl" and t[k].lemma in light and not a.kids(k, "auxpass", "nsubjpass"):
            # "the worst clashes that the two neighbours have seen", "the raid they launched on the town"
            doers = [m for m in a.kids(k, "nsubj") if t[m].lower not in RELATIVE]
            if doers and all(t[m].lower in RELATIVE for m in a.kids(k, "dobj")):
                f.subject.extend(doers)
                for m in a.kids(k, "prep"):
                    prepositional(a, m, f)
