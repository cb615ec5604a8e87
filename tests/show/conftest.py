"""Codings that the tests of showing share."""

from __future__ import annotations

import pytest
from factory import border_case

from counterclaim.records import Coding


@pytest.fixture
def coding() -> Coding:
    """One small text with nested claims, overlapping marks and an aside."""
    return border_case()
