"""Who the actors of other people's event data are: codes and names to ISO 3166-1 alpha-3, with what is left as the role.

What no table knows stays as it stands, so that nobody is lost; only states take part as thirds and in the network.
A text that begins with * is a people, faith or region.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from counterclaim.lexicon.actors import load_actor_lexicon
from counterclaim.lexicon.load import load_rows
from counterclaim.lexicon.words import fold_words

NOBODY = frozenset({"", "na", "none", "null", "nan", "---", "n/a", "unknown", "unidentified"})
# "Government of Armenia", "Military Forces of Armenia (2018-)", "Police Forces of …": the state and who acts for it.
OF_STATE = re.compile(r"^(?P<who>government|military forces?|police forces?|armed forces|citizen|civilians)\s+(?:of|\()\s*(?P<state>[^(:;]+)", re.I)
ROLES = {"government": "GOV", "military": "MIL", "armed": "MIL", "police": "COP", "citizen": "CVL", "civilians": "CVL"}
IN_BRACKETS = re.compile(r"^(?P<who>[^()]+?)\s*\((?P<state>[^()]+)\)\s*$")

Actor = tuple[str, str]  # actor and role, "" for none


@cache
def former() -> dict[str, str]:
    """Names of states that are no more, by their code."""
    return {r["code"]: r["name"] for r in load_rows("relate/former.csv")}


@cache
def states() -> frozenset[str]:
    """Codes of all states, those of today and the former."""
    return frozenset(load_actor_lexicon().states) | former().keys()


@cache
def table(name: str) -> dict[str, str]:
    return {r["code"]: r["actor"] for r in load_rows(f"relate/actors_{name}.csv")}


@lru_cache(maxsize=200_000)
def resolve(text: str | None, style: str) -> Actor | None:
    """Actor and role of a cell; None where it names nobody. `style`: "name", or the code scheme, "cameo" or "weis"."""
    cell = (text or "").strip()
    if cell.casefold() in NOBODY:
        return None
    if style == "name":
        return by_name(cell)
    return by_code(cell.upper(), style)


def by_code(code: str, style: str) -> Actor:
    """A code whose first three letters are a state, or a whole code of the style's table ("IGOUNO")."""
    known = table(style)
    for length in (len(code), *range(len(code) - 1, 2, -1)):  # the whole code, then ever shorter beginnings
        if code[:length] in known:
            return known[code[:length]], code[length:]
    return (code[:3], code[3:]) if code[:3] in states() else (code, "")


def by_name(name: str) -> Actor:
    """A state by any name that the lexicon has, a government or force of one, or the name as it stands."""
    if found := state_named(name):
        return found, ""
    for pattern in (OF_STATE, IN_BRACKETS):
        if (match := pattern.match(name)) and (found := state_named(match["state"])):
            return found, ROLES.get(match["who"].split()[0].casefold(), "")
    return name, ""


@lru_cache(maxsize=200_000)
def state_named(name: str) -> str | None:
    """ISO code of the state of that code or name ("Russian Federation", "Myanmar (Burma)"), None for none."""
    plain = name.strip()
    if plain in states():
        return plain
    for reading in (plain, re.sub(r"\s*\(.*\)$", "", plain), re.sub(r"\s*\(.*\)$", "", plain).partition(",")[0]):
        for phrase in load_actor_lexicon().readings(fold_words(reading)):
            if phrase.kind == "name" and phrase.actor in states():
                return phrase.actor
    return None


def is_state(actor: str) -> bool:
    return actor in states()
