"""Words and sentences without a parse, for claims alone: more than twice as fast, and blind to who does what to whom.

Each word hangs on the first of its sentence. Lemmas and kinds of words are guessed from the language model's
own tables of forms; where a form may be both, it is taken for a verb.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from counterclaim.annotate.contract import Annotation, Sentence, Token
from counterclaim.annotate.with_spacy import DEFAULT_MODEL, load_model, pieces
from counterclaim.errors import ModelError
from counterclaim.lexicon.load import load_yaml

KINDS = (("VERB", "verb"), ("NOUN", "noun"))


@cache
def words(kind: str) -> frozenset[str]:
    return frozenset(load_yaml("annotate/light.yaml")[kind])


class LightAnnotator:
    """The tokenizer and the tables of forms of an English spaCy pipeline with its rule lemmatizer."""

    def __init__(self, model: str | None = None, nlp: Any = None) -> None:
        nlp = nlp if nlp is not None else load_model(model or DEFAULT_MODEL)
        try:
            tables = nlp.get_pipe("lemmatizer").lookups
            self.rules, self.known, self.odd = (tables.get_table(f"lemma_{x}") for x in ("rules", "index", "exc"))
        except Exception as error:  # whatever spaCy raises, the remedy is the same
            raise ModelError(f"Claims alone need a pipeline with spaCy's rule lemmatizer ({error}). Name another with --model.") from error
        self.tokenizer, meta = nlp.tokenizer, nlp.meta
        self.name = f"{meta.get('lang')}_{meta.get('name')} {meta.get('version')}, words alone"
        self.form = cache(self.look_up)

    def annotate(self, texts: Iterable[str]) -> Iterator[Annotation]:
        for text in texts:
            annotation = Annotation(text, [], [], parsed=False)
            for at, piece in pieces(text):
                self.add(annotation, at, self.tokenizer(piece))
            yield annotation

    def add(self, annotation: Annotation, at: int, doc: Any) -> None:
        tokens = annotation.tokens
        found = [(at + t.idx, t.text) for t in doc if not t.is_space]
        first = len(tokens)
        for n, (start, text) in enumerate(found):
            i, number, lower = len(tokens), len(annotation.sentences), text.lower()
            lemma, pos, tag = self.guess(text, lower, fresh=i == first)
            tokens.append(Token(i, start, start + len(text), text, lower, lemma, pos, tag, "dep" if i > first else "ROOT", first, number))
            if n + 1 == len(found) or ends(found, n):
                root = tokens[first]
                root.kids = list(range(first + 1, i + 1))
                annotation.sentences.append(Sentence(number, first, i + 1, root.start, tokens[i].end, first))
                first = i + 1

    def guess(self, text: str, lower: str, fresh: bool) -> tuple[str, str, str]:
        """Lemma, part of speech and Penn tag of a word; `fresh` at the beginning of a sentence."""
        if not lower[:1].isalnum():
            return lower, "PUNCT", text
        if lower in words("pronouns"):
            return lower, "PRON", "PRP"
        if text[0].isupper() and not fresh:
            return lower, "PROPN", "NNP"
        found: tuple[str, str, str] = self.form(lower)
        return found

    def look_up(self, lower: str) -> tuple[str, str, str]:
        for pos, kind in KINDS:
            if lower in self.known[kind]:
                return lower, pos, "VB" if pos == "VERB" else "NN"
            if found := self.odd[kind].get(lower):
                return found[0], pos, "VBD" if pos == "VERB" else "NNS"
            for old, new in self.rules[kind]:
                if lower.endswith(old) and (form := lower[: len(lower) - len(old)] + new) in self.known[kind]:
                    return form, pos, "VBD" if pos == "VERB" else "NNS"
        return lower, "NOUN", "NN"


def ends(found: list[tuple[int, str]], n: int) -> bool:
    """Whether a sentence ends with word `n`, which is not the last: at a stop, or at the quotation mark or bracket behind one."""
    before, text, after = found[n - 1][1] if n else "", found[n][1], found[n + 1][1]
    if after in words("closing") or after[:1].islower():
        return False
    return (text in words("stops") and before.lower() not in words("abbreviations")) or (text in words("closing") and before in words("stops"))
