"""What codes of deeds mean: CAMEO, WEIS, PLOVER, ACLED's sub-events and UCDP's types, out of small tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from counterclaim.lexicon.load import load_rows

LONGEST = {"weis": 3, "cameo": 4}  # digits of a code
QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
STRETCHES = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "all": None}  # months of a network
WAYS = ("both", "there", "back")  # of a dyad
UNITS = ("day", "week", "month")
MEASURES = ("net", "mean", "cooperation", "conflict", "events", *QUADS)  # see docs/relations.md


@dataclass(frozen=True, slots=True)
class Meaning:
    """PLOVER's type ("" for none), quad class and Goldstein value of a code, with its short name."""

    name: str
    type: str
    quad: str
    goldstein: float | None


@cache
def scheme(name: str) -> dict[str, Meaning]:
    """Code to meaning, for "cameo", "weis", "plover", "acled" or "ucdp"."""
    if name == "cameo":
        return cameo()
    rows = load_rows(f"relate/codes/{name}.csv")
    return {r["code"]: Meaning(r["name"], r["type"] or "", r["quad"] or "", float(r["goldstein"]) if r["goldstein"] else None) for r in rows}


def cameo() -> dict[str, Meaning]:
    """CAMEO with the quad classes that tables of CAMEO events use, which go by category."""
    quads = {r["code"]: r["quad"] for r in load_rows("relate/codes/cameo_quads.csv")}
    rows = load_rows("events/cameo.csv")
    return {r["code"]: Meaning(r["name"], r["plover"] or "", quads[r["code"][:2]], float(r["goldstein"])) for r in rows}


def meaning(code: str, scheme_name: str) -> Meaning | None:
    """What `code` means; one that is not in the table counts as the category it belongs to, None where there is none."""
    table = scheme(scheme_name)
    code = code.strip()
    if len(code) > LONGEST.get(scheme_name, len(code)):
        return None
    for length in range(len(code), 1, -1):
        if found := table.get(code[:length]):
            return found
        if scheme_name not in ("cameo", "weis"):
            return None
    return table.get(code)


def best_scheme(codes: Iterable[str], candidates: tuple[str, ...]) -> str:
    """Of the candidates the scheme that knows most of `codes`; the first where they are equal."""
    distinct = set(codes)
    return max(candidates, key=lambda name: (sum(meaning(c, name) is not None for c in distinct), sum(c.strip() in scheme(name) for c in distinct)))
