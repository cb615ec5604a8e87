"""One parser for the whole run: loading it takes a second."""

import os
from collections.abc import Callable

import pytest
from hypothesis import settings

from counterclaim.annotate.contract import Annotation
from counterclaim.annotate.with_spacy import SpacyAnnotator

# In CI the examples are the same in each run, so that what fails there fails here; at a desk they go on searching.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


@pytest.fixture(scope="session")
def annotator() -> SpacyAnnotator:
    return SpacyAnnotator()


@pytest.fixture(scope="session")
def annotate(annotator: SpacyAnnotator) -> Callable[[str], Annotation]:
    return lambda text: next(annotator.annotate([text]))
