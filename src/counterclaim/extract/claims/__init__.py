"""Claims: who says what, with which words, and what the author makes of it."""

from counterclaim.extract.claims.find import Finder, find_claims
from counterclaim.extract.claims.revise import revise_claims

__all__ = ["Finder", "find_claims", "revise_claims"]
