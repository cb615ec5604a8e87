"""Which types of event, and which concepts, may be told for one another: `data/compare/kinds.yaml`."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache

from counterclaim.lexicon.load import load_yaml

NONE: frozenset[str] = frozenset()


@cache
def table(name: str) -> dict[str, frozenset[str]]:
    """The groups of a table of the file, by member."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for group, members in load_yaml("compare/kinds.yaml")[name].items():
        for member in members:
            found[member].add(group)
    return {member: frozenset(groups) for member, groups in found.items()}


def families(kind: str) -> frozenset[str]:
    """The families that a type stands in; one of its own where it stands in none."""
    return table("families").get(kind) or frozenset({kind})


def kin(concept: str) -> frozenset[str]:
    """The groups of concepts put for one another that a concept stands in."""
    return table("kin").get(concept, NONE)


def sited(kind: str) -> bool:
    """Whether an act of a type is done in one place."""
    return kind in table("sited")


def is_office(concept: str) -> bool:
    """Whether a concept is an office that one person holds."""
    return concept in table("offices")


@lru_cache(4096)
def acts_told(concepts: frozenset[str]) -> frozenset[str]:
    """The acts among some concepts, with the groups of what is put for them; empty where none of them is an act."""
    acts = load_yaml("compare/acts.yaml")
    doing = frozenset(group for act in acts for group in kin(act))
    told = {c for c in concepts if c in acts or kin(c) & doing}
    return frozenset(told | {group for c in told for group in kin(c)})
