"""Counterclaim as a component of an existing spaCy pipeline.

    nlp = spacy.load("en_core_web_sm")
    nlp.add_pipe("counterclaim")
    doc = nlp(text)
    doc._.coding.events

The pipeline has to have a tagger, parser and lemmatizer before the component. A document's date
can be given with `nlp(text)` replaced by `doc = nlp.make_doc(text); doc.user_data["published"] = "2016-04-20"`.
"""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from counterclaim import __version__
from counterclaim.annotate.with_spacy import from_doc
from counterclaim.extract.learned.encoder import Encoder
from counterclaim.extract.steps import begin, finish
from counterclaim.lexicon.bundle import Lexicon, load_lexicon
from counterclaim.read import document_from_text

FIELDS = ("id", "title", "published", "author", "author_note", "publisher", "url")


@Language.factory(
    "counterclaim",
    default_config={"lexicon": [], "learned": True},
    requires=["token.lemma", "token.dep", "token.pos", "token.tag", "doc.sents"],
    assigns=["doc._.coding"],
)
def make(nlp: Language, name: str, lexicon: list[str], learned: bool) -> CounterclaimComponent:
    """Factory behind `nlp.add_pipe("counterclaim", config={"lexicon": ["my.yaml"]})` (declared as an entry point)."""
    known = load_lexicon(lexicon)
    label = f", {known.label}" if known.label else ""
    alone = "" if learned else ", rules alone"
    name = f"counterclaim {__version__}, {nlp.meta.get('lang')}_{nlp.meta.get('name')}{label}{alone}"
    return CounterclaimComponent(name, known, Encoder() if learned else None)


class CounterclaimComponent:
    """Adds `doc._.coding`."""

    def __init__(self, coder: str, lexicon: Lexicon | None = None, encoder: Encoder | None = None) -> None:
        self.coder = coder
        self.lexicon = lexicon
        self.encoder = encoder
        if not Doc.has_extension("coding"):
            Doc.set_extension("coding", default=None)

    def __call__(self, doc: Doc) -> Doc:
        fields: dict[str, Any] = {k: doc.user_data[k] for k in FIELDS if k in doc.user_data}
        document = document_from_text(doc.text, **fields)
        doc._.coding = finish(begin(document, from_doc(doc), self.lexicon, self.encoder), self.coder)
        return doc
