"""The colours of `data/show/palette.yaml`."""

from __future__ import annotations

from functools import cache

from counterclaim.lexicon.load import load_yaml


@cache
def palette() -> dict[str, tuple[str, str]]:
    """Name to (light, dark), both "#rrggbb"."""
    return {name: (light, dark) for group in load_yaml("show/palette.yaml").values() for name, (light, dark) in group.items()}


def light(name: str) -> str:
    """The colour `name` on a light ground, which is what charts are drawn in."""
    return palette()[name][0]
