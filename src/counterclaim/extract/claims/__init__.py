"""Claims: who says what, with which words, and what the author makes of it."""

from counterclaim.extract.claims.find import find_claims

__all__ = ["find_claims"]
