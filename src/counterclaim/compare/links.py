"""What people have said belongs together, and what does not."""

from __future__ import annotations

from dataclasses import dataclass

Spot = tuple[str, int, int]  # digest of a text, first and last character


@dataclass(frozen=True, slots=True)
class Links:
    """Pairs of places in texts whose events are one happening (`merge`), or are not (`split`)."""

    merge: tuple[tuple[Spot, Spot], ...] = ()
    split: tuple[tuple[Spot, Spot], ...] = ()
