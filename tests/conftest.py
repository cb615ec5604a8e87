"""One parser for the whole run: loading it takes a second."""

from collections.abc import Callable

import pytest

from counterclaim.annotate.contract import Annotation
from counterclaim.annotate.with_spacy import SpacyAnnotator


@pytest.fixture(scope="session")
def annotator() -> SpacyAnnotator:
    return SpacyAnnotator()


@pytest.fixture(scope="session")
def annotate(annotator: SpacyAnnotator) -> Callable[[str], Annotation]:
    return lambda text: next(annotator.annotate([text]))
