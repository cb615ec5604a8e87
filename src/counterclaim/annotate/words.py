"""Part of speech and lemma of a word, asked of the model once for each word, tag and label.

spaCy's attribute ruler and lemmatizer look at one word at a time, but go over every token of every
text: a third of what parsing costs. What they say of a word with a tag and a label is remembered here,
and they are asked only of words not met before. Where a rule looks at two words ("gon" before "na"),
its neighbours are part of what is remembered.
"""

from __future__ import annotations

import re
from typing import Any

WORDWISE = ["attribute_ruler", "lemmatizer"]
READ = {"LOWER", "TAG", "DEP", "IS_SPACE"}  # what a rule may look at; of anything else it is not known what decides it
MOST = 200_000  # words remembered; beyond, all is forgotten and asked anew
APART = (",", ",", "punct")

Triple = tuple[int, int, int]  # hashes of word, tag and label
Key = Triple | tuple[Triple, Triple | None, Triple | None]  # a word; or a word, the one before and the one after it
Word = tuple[str, str]  # part of speech, lemma


def wordwise(nlp: Any) -> bool:
    """Whether part of speech and lemma are, in this pipeline, decided word by word once tags and labels are there."""
    from spacy.pipeline import AttributeRuler, Lemmatizer

    if nlp.pipe_names[-2:] != WORDWISE or "morphologizer" in nlp.pipe_names:
        return False
    ruler, lemmatizer = (nlp.get_pipe(name) for name in WORDWISE)
    return isinstance(ruler, AttributeRuler) and isinstance(lemmatizer, Lemmatizer) and linking(ruler.patterns) is not None


def linking(rules: list[Any]) -> tuple[re.Pattern[str], set[str]] | None:
    """By which words, in lower case, and which labels rules of two words go; None where a rule is of a kind unknown here."""
    words, labels = ["(?!)"], set()
    for pattern in (p for rule in rules for p in rule["patterns"]):
        if len(pattern) > 2 or any(not READ.issuperset(token) for token in pattern):
            return None
        for token in pattern if len(pattern) == 2 else ():
            match token:
                case {"LOWER": {"REGEX": str(expression)}}:
                    words.append(expression)
                case {"LOWER": {"IN": list(several)}}:
                    words += [f"^{re.escape(word)}$" for word in several]
                case {"LOWER": str(word)}:
                    words.append(f"^{re.escape(word)}$")
                case {"DEP": str(label)}:
                    labels.add(label)
                case _:
                    return None
    return re.compile("|".join(words)), labels


class Words:
    """Parts of speech and lemmas as the attribute ruler and the lemmatizer of `nlp` give them; `wordwise(nlp)` must hold."""

    def __init__(self, nlp: Any) -> None:
        self.vocab = nlp.vocab
        self.asked = [nlp.get_pipe(name) for name in WORDWISE]
        self.linking, labels = linking(self.asked[0].patterns) or (re.compile("(?!)"), set())
        self.labels = {self.vocab.strings.add(label) for label in labels}
        self.in_a_rule: dict[int, bool] = {}  # hash of a word in lower case -> whether a rule of two words goes by it
        self.known: dict[Key, Word] = {}

    def of(self, docs: list[Any]) -> list[list[Word]]:
        """(part of speech, lemma) of every token of docs that have tags and labels."""
        known = self.known
        keys = [self.keys(doc) for doc in docs]
        if len(known) > MOST:
            known.clear()
            self.in_a_rule.clear()
        if new := {key for row in keys for key in row if key not in known}:
            self.ask(new)
        return [[known[key] for key in row] for row in keys]

    def keys(self, doc: Any) -> list[Key]:
        """What decides a token's part of speech and lemma."""
        rows = doc.to_array(["ORTH", "TAG", "DEP", "LOWER"]).tolist()
        words: list[Triple] = [(orth, tag, dep) for orth, tag, dep, _ in rows]
        keys: list[Key] = list(words)
        linked = {i for i, row in enumerate(rows) if row[2] in self.labels or self.goes_by(row[3])}
        for i in linked:
            before = words[i - 1] if i - 1 in linked else None
            after = words[i + 1] if i + 1 in linked else None
            if before or after:
                keys[i] = (words[i], before, after)
        return keys

    def goes_by(self, lower: int) -> bool:
        """Whether a rule of two words goes by the word of this hash."""
        known = self.in_a_rule.get(lower)
        if known is None:
            known = self.in_a_rule[lower] = bool(self.linking.search(self.vocab.strings[lower]))
        return known

    def ask(self, keys: set[Key]) -> None:
        """Let the components say it of `keys`, laid out as one doc in which nothing stands beside what it did not stand beside."""
        from spacy.tokens import Doc

        strings = self.vocab.strings
        laid: list[tuple[str, str, str]] = []
        at: dict[Key, int] = {}
        for key in keys:
            word, before, after = key if isinstance(key[0], tuple) else (key, None, None)
            at[key] = len(laid) + (before is not None)
            laid += [(strings[a], strings[b], strings[c]) for a, b, c in filter(None, (before, word, after))]
            if before or after:
                laid.append(APART)
        words, tags, labels = (list(column) for column in zip(*laid, strict=True))
        doc = Doc(self.vocab, words=words, tags=tags, deps=labels, heads=list(range(len(laid))))
        for component in self.asked:
            doc = component(doc)
        for key, i in at.items():
            self.known[key] = (doc[i].pos_, doc[i].lemma_.lower())
