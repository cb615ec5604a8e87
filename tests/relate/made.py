"""Event data of our own making for the tests: files in the forms of others, and simulated dyads. Nothing in them happened."""

from __future__ import annotations

from pathlib import Path

import numpy as np

GDELT_COLUMNS = 61


def gdelt_row(number: int, day: str = "20180601", one: str = "ARMGOV", two: str = "AZE", code: str = "190") -> str:
    """A row of GDELT 2.0: deeds of conflict, worth -10."""
    cells = [""] * GDELT_COLUMNS
    cells[0], cells[1], cells[5], cells[15], cells[26], cells[29], cells[30] = str(number), day, one, two, code, "4", "-10.0"
    cells[60] = f"https://news.example/{number}"
    return "\t".join(cells)


def write(path: Path, *lines: str, encoding: str = "utf8") -> Path:
    path.write_text("\n".join(lines) + "\n", encoding=encoding)
    return path


def dyad_list(path: Path, weeks: int = 300, seed: int = 1, tie: float = 0.0) -> Path:
    """A CAMEO list: Armenia and Azerbaijan clash and talk at random; Turkey deals with both at random; where `tie` is
    above zero, Armenia and Azerbaijan fight in the week after Turkey fought with either, with that probability."""
    rng = np.random.default_rng(seed)
    start = np.datetime64("2001-01-01")
    lines = ["date,source,target,code"]
    pairs = [("ARM", "AZE"), ("AZE", "ARM"), ("TUR", "ARM"), ("TUR", "AZE"), ("ARM", "TUR"), ("AZE", "TUR"), ("RUS", "ARM"), ("AZE", "RUS")]
    fought = False
    for week in range(weeks):
        events = [(*pairs[i], str(rng.choice(["190", "112", "040", "057"]))) for i in rng.integers(0, len(pairs), rng.poisson(4))]
        if fought and rng.random() < tie:
            events += [("ARM", "AZE", "190"), ("AZE", "ARM", "190")]
        fought = any(s == "TUR" and c == "190" for s, _, c in events)
        lines += [f"{start + week * 7 + int(rng.integers(7))},{s},{t},{c}" for s, t, c in events]
    return write(path, *lines)
