"""Names, numbers and dates as the sheets write them."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

from counterclaim.lexicon.load import load_yaml
from counterclaim.relate.actors import former
from counterclaim.show.words import names

UNIT_NAMES = {"day": "day", "week": "week", "month": "month", "step": "period"}


def plain(actor: str) -> str:
    """ "Armenia" for ARM; the code itself for what the lexicon does not name."""
    return names().get(actor) or former().get(actor) or actor.removeprefix("*").rpartition(":")[2]


def percent(share: float) -> str:
    """A share as a reader takes it in: "0.8%", "12%"; "–" for what could not be reckoned."""
    if math.isnan(share):
        return "–"
    value = 100 * max(share, 0.0)
    return f"{value:.0f}%" if value >= 9.95 else f"{value:.1f}%"


def p_value(p: float | None) -> str:
    return "–" if p is None else "<.001" if p < 0.001 else f"{p:.3f}".removeprefix("0")


def p_words(p: float | None) -> str:
    """ "p = .018" or "p < .001"."""
    shown = p_value(p)
    return f"p < {shown[1:]}" if shown.startswith("<") else f"p = {shown}"


def counted(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


@cache
def sentences(sheet: str) -> dict[str, Any]:
    """The sentences of one kind of sheet, of `data/show/relations.yaml`."""
    return dict(load_yaml("show/relations.yaml")[sheet])


def say(sheet: str, key: str, **values: object) -> str:
    """One sentence with its values filled in."""
    return str(sentences(sheet)[key]).format(**values).strip()
