"""Does the clause around a word look ahead ("will arrive on Friday") or back?"""

from __future__ import annotations

from counterclaim.annotate.contract import Annotation

CLIMB = 4  # governors to look at; further up stand other clauses


def looks_ahead(annotation: Annotation, offset: int, auxiliaries: frozenset[str], words: frozenset[str]) -> bool:
    """True if the clause that covers character `offset` speaks of what is to come."""
    if not annotation.tokens:
        return False
    at = annotation.token_at(offset)
    for step, i in enumerate([at, *annotation.ancestors(at)]):
        token = annotation.tokens[i]
        if token.lemma in words:
            return True
        if token.pos in ("VERB", "AUX"):
            helpers = [annotation.tokens[k].lower for k in token.kids if annotation.tokens[k].dep in ("aux", "auxpass")]
            if any(h in auxiliaries for h in helpers):
                return True
            if token.tag in ("VBD", "VBZ", "VBP") or "had" in helpers or "was" in helpers or "were" in helpers:
                return False
        if step >= CLIMB:
            return False
    return False
