"""Codes of actors by what a user may call them: "Armenia", "armenian", "UN", "ARM"."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from counterclaim.lexicon.load import load_yaml, names_in
from counterclaim.lexicon.words import fold

STATE = re.compile(r"[A-Z]{3}")
BODIES = {"IGO:": "actors/igos.yaml", "NGO:": "actors/ngos.yaml", "ARMED:": "actors/armed.yaml"}


@cache
def index() -> dict[str, list[str]]:
    """Codes by folded name or adjective."""
    found: dict[str, list[str]] = {}

    def put(code: str, row: Any) -> None:
        words = [w for part in ("names", "adjectives", "people") for w in (row.get(part) or [])] if isinstance(row, dict) else []
        for word in {key(str(w)) for w in words} | {key(code)}:
            if code not in found.setdefault(word, []):
                found[word].append(code)

    for path in names_in("actors/states", ".yaml"):
        for code, row in load_yaml(path).items():
            put(row.get("iso", code) if isinstance(row, dict) else code, row)
    for prefix, path in BODIES.items():
        for code, row in load_yaml(path).items():
            put(prefix + code, row)
            found.setdefault(key(code), []).append(prefix + code)
    return found


def key(name: str) -> str:
    return fold(name).casefold().strip()


def actor_codes(name: str) -> list[str]:
    """Codes of whoever is called so; a code that the lexicon lacks stands for itself; [] for an unknown name."""
    codes = index().get(key(name), [])
    if name == "author":
        return [name]
    looks_like_code = STATE.fullmatch(name) or name.startswith(tuple(BODIES))
    return list(dict.fromkeys(codes)) or ([name] if looks_like_code else [])


def country_codes(name: str) -> list[str]:
    """Codes of the states called so."""
    return [c for c in actor_codes(name) if STATE.fullmatch(c)]
