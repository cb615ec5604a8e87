"""The coder: documents in, codings out. What a user of the Python package holds in hand."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from counterclaim import __version__
from counterclaim.annotate.contract import Annotation, Annotator
from counterclaim.annotate.with_spacy import SpacyAnnotator
from counterclaim.errors import CounterclaimError, UsageError
from counterclaim.extract.learned.encoder import Encoder
from counterclaim.extract.steps import ONLY_CLAIMS, STEPS, State, Step, begin, check_order, finish
from counterclaim.lexicon.bundle import Lexicon, Paths, load_lexicon, own_lexicon
from counterclaim.read import document_from_text
from counterclaim.records import Coding, Document

AHEAD = 16  # documents that the parser and the rules may be ahead of the learned reader, which runs beside them
LANGUAGE = "en"  # what is coded; other languages are recorded and counted


class Coder:
    """Codes documents with one annotator and one lexicon.

    >>> coder = counterclaim.load()
    >>> coding = coder("Armenia accused Baku of shelling villages.", published="2016-04-20")
    >>> [(e.type, e.status) for e in coding.events]
    """

    def __init__(self, annotator: Annotator, lexicon: Lexicon | None = None, encoder: Encoder | None = None, steps: tuple[Step, ...] = STEPS) -> None:
        check_order(steps)
        self.annotator, self.encoder, self.steps = annotator, encoder, steps
        self.lexicon = lexicon or own_lexicon()
        part = "claims alone" if steps is ONLY_CLAIMS else "" if encoder else "rules alone"
        self.name = ", ".join(filter(None, (f"counterclaim {__version__}", annotator.name, self.lexicon.label, part)))

    def __call__(self, text: str, **fields: Any) -> Coding:
        """Code one text. `fields`: id, title, published (ISO date), author, author_note, publisher, url."""
        return next(self.code([document_from_text(text, **fields)]))

    def code(self, documents: Iterable[Document]) -> Iterator[Coding]:
        """One coding a document, in order, as they come: memory does not grow with their number."""
        return self.coded(self.annotated(documents))

    def coded(self, annotated: Iterable[tuple[Document, Annotation]]) -> Iterator[Coding]:
        """The same of documents that are annotated."""
        begun: deque[State | Coding] = deque()
        for document, annotation in annotated:
            begun.append(self.begin(document, annotation))
            if len(begun) > AHEAD:
                yield self.finish(begun.popleft())
        while begun:
            yield self.finish(begun.popleft())

    def annotated(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Annotation]]:
        """Documents with their annotation; one that is not to be coded is not parsed either."""
        taken: list[Document] = []

        def texts() -> Iterator[str]:
            for document in documents:
                taken.append(document)
                yield document.text if skip_reason(document) is None else ""

        for annotation in self.annotator.annotate(texts()):
            yield taken.pop(0), annotation

    def begin(self, document: Document, annotation: Annotation) -> State | Coding:
        """A coding begun, or the empty coding of a document that is not coded."""
        if reason := skip_reason(document):
            return Coding(document, skipped=reason, coder=self.name)
        try:
            return begin(document, annotation, self.lexicon, self.encoder, self.steps)
        except CounterclaimError:
            raise
        except Exception as error:  # one bad document never loses the others
            return self.lost(document, error)

    def finish(self, begun: State | Coding) -> Coding:
        if isinstance(begun, Coding):
            return begun
        try:
            return finish(begun, self.name)
        except CounterclaimError:
            raise
        except Exception as error:
            return self.lost(begun.document, error)

    def lost(self, document: Document, error: Exception) -> Coding:
        return Coding(document, skipped=f"internal error: {type(error).__name__}: {error}", coder=self.name)


def skip_reason(document: Document) -> str | None:
    """Why a document is recorded but not coded, or None."""
    if document.language and document.language != LANGUAGE:
        return f"language: {document.language}"
    return None


def load(model: str | None = None, nlp: Any = None, lexicon: Paths = None, learned: bool = True, only_claims: bool = False) -> Coder:
    """A coder over the default language model, an installed spaCy model by name, or a loaded `nlp`.

    `lexicon`: path or paths of a user's lexicon files (docs/lexicon.md); no other coder is touched by them.
    `learned`: False leaves the learned reader out: rules alone, faster, less sure of claims.
    `only_claims`: no events, times and places; who says what, as well and nearly twice as fast. Needs the learned reader.
    Raises ModelError where the model is missing or not fit, DataError or UsageError where a lexicon is.
    """
    if only_claims:
        if not learned:
            raise UsageError("Claims alone are read by the learned reader; leave --no-learned or --claims-only out.")
        return Coder(SpacyAnnotator(model, nlp), load_lexicon(lexicon), Encoder(), ONLY_CLAIMS)
    return Coder(lexicon=load_lexicon(lexicon), annotator=SpacyAnnotator(model, nlp), encoder=Encoder() if learned else None)
