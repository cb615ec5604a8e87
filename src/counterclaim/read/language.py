"""The language of a text, as an ISO 639-1 code."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from counterclaim.lexicon.load import load_yaml

FEWEST_LETTERS = 40  # below this nothing can be told, and English is assumed
SAMPLE = 4000  # characters looked at; more does not change the answer
WORD = re.compile(r"[^\W\d_]+")
# Share of words that are English function words. Running English has 0.3 to 0.5, headlines 0.1 and more;
# other languages in Latin script stay below 0.06.
SURELY_ENGLISH = 0.2
MAYBE_ENGLISH = 0.08
SURE = 0.95  # the identifier's probability that overrules a middling share of English words


def language_of(text: str) -> str:
    """ISO 639-1 code of the language that most of `text` is in; "en" where there is too little to tell."""
    sample = text[:SAMPLE] if len(text) <= 2 * SAMPLE else text[: SAMPLE // 2] + text[len(text) // 2 :][: SAMPLE // 2]
    words = WORD.findall(sample.lower())
    if sum(map(len, words)) < FEWEST_LETTERS:
        return "en"
    share = sum(w in english_words() for w in words) / len(words)
    if share >= SURELY_ENGLISH:
        return "en"
    code, probability = identifier().classify(sample)
    if share >= MAYBE_ENGLISH and float(probability) < SURE:
        return "en"
    return str(code)


@cache
def english_words() -> frozenset[str]:
    return frozenset(load_yaml("read/english.yaml")["words"])


@cache
def identifier() -> Any:
    """py3langid's identifier, loaded once (half a second), for the languages that have an ISO 639-1 code."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    found = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    found.set_languages([label for label in found.labels if len(label) == 2])
    return found
