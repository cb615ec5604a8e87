"""Plain words for codes: `data/show/words.yaml`, and the names of actors out of the lexicon."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from counterclaim.lexicon.load import load_yaml, names_in
from counterclaim.records import ActorMention


@cache
def words() -> dict[str, Any]:
    """The content of `data/show/words.yaml`."""
    return dict(load_yaml("show/words.yaml"))


def entry(table: str, code: str) -> dict[str, str]:
    """The words of `code` in `table`; for a code that the table lacks, the code itself."""
    return dict(words()[table].get(code) or {"name": code.lower(), "slug": "other", "act": code.lower(), "of": "conflict", "short": code})


def word(table: str, code: str | None) -> str:
    """The word of `code` in a table of single words; the code itself where it is missing, "" for None."""
    return str(words()[table].get(code, code.lower())) if code else ""


@cache
def names() -> dict[str, str]:
    """The first name that the lexicon has for each actor: ARM is "Armenia", IGO:UN "United Nations"."""
    found: dict[str, str] = {}
    bodies = {"IGO:": "actors/igos.yaml", "NGO:": "actors/ngos.yaml", "ARMED:": "actors/armed.yaml"}
    for prefix, paths in {"": names_in("actors/states", ".yaml"), **{p: [path] for p, path in bodies.items()}}.items():
        for path in paths:
            rows = load_yaml(path)
            found |= {prefix + code: str(row["names"][0]) for code, row in rows.items() if isinstance(row, dict) and row.get("names")}
    return found


def actor_name(code: str | None, fallback: str = "") -> str:
    """What to call the actor `code`: "Armenia" for ARM, "United Nations" for IGO:UN, "the author"; `fallback` for None."""
    if not code:
        return fallback or "somebody"
    if code == "author":
        return "the author"
    return names().get(code) or code.rpartition(":")[2]


def named(names: Iterable[str]) -> str:
    """ "A, B and C", each name once."""
    *first, last = dict.fromkeys(names) or [""]
    return f"{', '.join(first)} and {last}" if first else last


def party(mention: ActorMention) -> str:
    """A party in one phrase: "Armenia (military)"; the words of the text where nobody is resolved."""
    name = actor_name(mention.actor, mention.text)
    return f"{name} ({word('roles', mention.role)})" if mention.role and mention.actor else name
