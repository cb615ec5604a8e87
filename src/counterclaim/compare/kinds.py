"""Which types of event may be one happening told in other words: `data/compare/kinds.yaml`."""

from __future__ import annotations

from functools import cache

from counterclaim.lexicon.load import load_yaml


@cache
def families(kind: str) -> frozenset[str]:
    """The families that a type stands in; one of its own where it stands in none."""
    table = load_yaml("compare/kinds.yaml")["families"]
    return frozenset(name for name, members in table.items() if kind in members) or frozenset({kind})
