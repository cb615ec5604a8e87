"""Claims alone: the same as those of the whole coding, without the rest."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import counterclaim
from counterclaim.coder import Coder
from counterclaim.errors import UsageError


@pytest.fixture(scope="module")
def claims_only() -> Coder:
    return counterclaim.load(only_claims=True)


def test_claims_alone_have_their_source_and_act(claims_only: Coder) -> None:
    coding = claims_only("Iran denied on Monday that it had sent drones to Russia. Ukraine said that Moscow was lying.", published="2022-11-01")
    assert [(c.source.actor if c.source else None, c.act) for c in coding.claims] == [("IRN", "deny"), ("UKR", "state")]
    assert not coding.events
    assert "claims alone" in coding.coder


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300))
def test_no_text_stops_them(claims_only: Coder, text: str) -> None:
    coding = claims_only(text)
    assert not (coding.skipped or "").startswith("internal error")
    assert all(text[s.start : s.end] == s.text for c in coding.claims for s in c.content)


def test_they_need_the_reader() -> None:
    with pytest.raises(UsageError, match="no-learned"):
        counterclaim.load(only_claims=True, learned=False)
