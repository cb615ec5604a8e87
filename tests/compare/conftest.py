"""Short reports coded by the parser, compared; and what a case of them says, in few words."""

from __future__ import annotations

from typing import Any

import pytest
from case_maker import Case

from counterclaim.annotate.with_spacy import SpacyAnnotator
from counterclaim.cases import Accounts
from counterclaim.coder import Coder
from counterclaim.compare.accounts import compare
from counterclaim.read import document_from_text


@pytest.fixture(scope="session")
def coder(annotator: SpacyAnnotator) -> Coder:
    return Coder(annotator)


@pytest.fixture(scope="session")
def case(coder: Coder) -> Case:
    """Accounts of texts: each a string, or (publisher, string); published on 2016-04-06."""

    def made(*texts: Any) -> Accounts:
        pairs = [t if isinstance(t, tuple) else (None, t) for t in texts]
        documents = [document_from_text(t, id="abcdefg"[n], publisher=p, published="2016-04-06", language="en") for n, (p, t) in enumerate(pairs)]
        return compare(list(coder.code(documents)))

    return made
