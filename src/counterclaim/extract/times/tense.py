"""Does the clause around a word look ahead ("will arrive on Friday") or back ("arrived on Friday")?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from counterclaim.annotate.contract import Annotation

CLIMB = 6  # governors to look at; further up stand other clauses


@dataclass(frozen=True, slots=True)
class TenseCues:
    """Words that tell the time of a clause; from data/times/words.yaml."""

    ahead: frozenset[str]
    ahead_helpers: frozenset[str]
    back_helpers: frozenset[str]
    deadlines: frozenset[str]
    timetable: frozenset[str]

    @classmethod
    def from_words(cls, words: dict[str, Any]) -> TenseCues:
        names = ("future_words", "future_auxiliaries", "past_auxiliaries", "deadlines", "timetable_verbs")
        return cls(*(frozenset(words[n]) for n in names))

    def direction(self, annotation: Annotation, offset: int) -> int:
        """Which way the clause that covers character `offset` looks.

        1 to what is to come, -1 to what has been, -2 to what had been by then, 0 if it does not say."""
        if not annotation.tokens:
            return 0
        at = annotation.token_at(offset)
        verb_below = False  # "planned to leave on Thursday"
        infinitive = False  # just below: "is *to leave* on Thursday"
        direct = True  # no noun between the time and the verb, as there is in "spoke of the talks in May"
        behind = False  # past the preposition of the time: a noun from here on is none of its own words ("on 5 *June*")
        for step, i in enumerate([at, *annotation.ancestors(at)]):
            token = annotation.tokens[i]
            if token.lemma in self.ahead and (token.tag != "VBD" or verb_below):
                return 1
            if token.pos in ("VERB", "AUX"):
                if any(annotation.tokens[k].lemma in self.ahead for k in annotation.kids(i, "acomp")) and token.tag != "VBD":
                    return 1  # "is due on Thursday"
                helpers = {annotation.tokens[k].lower for k in token.kids if annotation.tokens[k].dep in ("aux", "auxpass")}
                if helpers & self.ahead_helpers:
                    return 1
                if "had" in helpers:
                    return -2
                if token.tag == "VBD" or helpers & self.back_helpers or (token.tag == "VBN" and not helpers):
                    return -1 if direct else 0
                if infinitive and token.lemma == "be" and token.tag in ("VBZ", "VBP"):
                    return 1
                if token.tag in ("VBZ", "VBP"):  # "meet in Berlin on Thursday"
                    return 1 if direct and not helpers and token.lemma in self.timetable else 0
                verb_below = True
                infinitive = token.tag == "VB" and any(annotation.tokens[k].tag == "TO" for k in token.kids)
            behind = behind or token.pos == "ADP"
            direct = direct and not (behind and token.pos in ("NOUN", "PROPN"))
            if step >= CLIMB:
                break
        return 0
