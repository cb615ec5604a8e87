"""What is done in saying something, where the cue ("said") leaves it open."""

from __future__ import annotations

from counterclaim.extract.claims.cues import cue_book
from counterclaim.extract.claims.frames import Draft
from counterclaim.extract.claims.syntax import Syntax
from counterclaim.records import Speaker

ONLOOKERS_MAY = ("warn", "caution", "forewarn", "warning", "issue", "give", "sound", "deliver")
ATTITUDES = ("hope", "believe")  # what one says of oneself is of that kind, too
READ = 120  # tokens of a direct speech that are read for its act


def act_of(syntax: Syntax, draft: Draft, kind: str, speaker: Speaker | None) -> str:
    """The act of `draft`: that of its cue, or, for a plain "said" with direct speech, of the words spoken.

    Who only looks on ("analysts warn that", "the UN warned of") threatens nobody."""
    if draft.cue.act == "threaten" and draft.cue.lemma in ONLOOKERS_MAY and looks_on(syntax, draft, speaker):
        return "state"
    if draft.cue.act == "deny" and syntax.kid(draft.head, "neg") is not None:
        return "state"  # "I do not deny that …"
    if draft.cue.act == "state" and called_false(syntax, draft):
        return "deny"
    if draft.cue.act == "state" and kind == "indirect" and (act := of_oneself(syntax, draft)):
        return act
    if draft.cue.act != "state" or kind != "direct" or not draft.quotes:
        return draft.cue.act
    words = cue_book().words
    first, last = draft.content[0]
    tokens = syntax.tokens
    if all(any(t.text == "?" for t in tokens[max(a, b - 3) : b]) for a, b in draft.content):
        return "ask"
    for k in range(first, min(last, first + READ)):
        if tokens[k].lower not in ("will", "shall", "'ll", "’ll") or tokens[k].dep != "aux":
            continue
        verb = tokens[k].head
        subject = syntax.kid(verb, "nsubj")
        if subject is None or tokens[subject].lower not in ("i", "we"):
            continue
        conditional = any(tokens[x].dep == "advcl" and any(tokens[m].lower in ("if", "unless") for m in tokens[x].kids) for x in tokens[verb].kids)
        if conditional or tokens[verb].lemma in words["threats"]:
            return "threaten"
        return "promise"
    return "state"


def of_oneself(syntax: Syntax, draft: Draft) -> str:
    """The act in what a speaker says of himself: "said it hoped that …" hopes, "said it would retaliate" threatens."""
    book = cue_book()
    verb = syntax.kid(draft.head, "ccomp")
    subject = syntax.kid(verb, "nsubj") if verb is not None else None
    if verb is None or subject is None or syntax.tokens[subject].lower not in book.words["oneself"] or syntax.kid(verb, "neg") is not None:
        return ""
    lemma = syntax.tokens[verb].lemma
    modal = any(syntax.tokens[k].tag == "MD" and syntax.tokens[k].lower in ("would", "will", "'ll") for k in syntax.tokens[verb].kids)
    if modal:
        return "threaten" if lemma in book.words["threats"] else ""
    return next((c.act for c in book.verbs.get(lemma, ()) if c.act in ATTITUDES and not c.nouns and not c.particle), "")


def looks_on(syntax: Syntax, draft: Draft, speaker: Speaker | None) -> bool:
    if speaker is not None and (speaker.actor or "").startswith(("IGO:", "NGO:")):
        return True
    return draft.source is not None and syntax.tokens[draft.source].lemma in cue_book().words["onlookers"]


def called_false(syntax: Syntax, draft: Draft) -> bool:
    """Whether what is spoken of is said to be untrue: "called that a lie", "described the report as baseless"."""
    last = draft.content[-1][1] if draft.content else draft.head
    group = [k for k in syntax.tokens[draft.head].kids if syntax.tokens[k].dep in ("oprd", "acomp", "attr", "prep", "ccomp") and k < last]
    group += [k for p in group for k in syntax.tokens[p].kids if syntax.tokens[k].dep in ("pobj", "amod", "attr")]
    return any(syntax.tokens[k].lemma in cue_book().words["untrue"] and syntax.tokens[k].pos != "VERB" for k in group)
