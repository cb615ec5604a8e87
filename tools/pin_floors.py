"""Measure the coder on the gold of this repository, and pin what it reaches as floors.

    python tools/pin_floors.py            raise floors to what is reached now, and take up new or changed gold
    python tools/pin_floors.py --lower    also lower those that are no longer reached; say why in the commit

tests/quality/test_floors.py fails where a figure falls below its floor, or where gold has changed since. The
figures of all gold files take some seconds. MARGIN keeps a floor that far from the figure it was pinned at:
one sentence of the smallest part moves a figure by 0.014, and another patch version of the parser does as much.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import counterclaim
from counterclaim.coder import Coder
from counterclaim.evaluate import TASKS, measure, read_gold

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests" / "gold"
FLOORS = ROOT / "tests" / "quality" / "floors.json"
MARGIN = 0.02
UNPINNED = {"silent"}  # it rises, too, when nothing is made up any more where nothing happens; recall says what matters of it
WHOLE = "all"  # the part of a file that has no parts
# Where gold lies, which task it is for, and its parts.
KINDS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("events/*.jsonl", "events", ("dev", "test")),
    ("reading/*/*.jsonl", "reading", (WHOLE,)),
    ("stance/*.jsonl", "stance", ("dev", "test")),
    ("accounts/dev/*.jsonl", "accounts", (WHOLE,)),
    ("accounts/test/*.jsonl", "accounts", (WHOLE,)),
    ("accounts/clusters/*.jsonl", "clusters", ("dev", "test")),
)


@dataclass(slots=True)
class Figures:
    """What was reached on one part of a gold file. Figures in `ceilings` must not rise, those in `floors` not fall."""

    floors: dict[str, float] = field(default_factory=dict)
    ceilings: dict[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class Pin:
    """A gold file's digest and, by part, its figures: as measured, or as pinned."""

    task: str
    sha256: str
    parts: dict[str, Figures]

    def to_dict(self) -> dict[str, Any]:
        parts = {name: {"floors": f.floors, **({"ceilings": f.ceilings} if f.ceilings else {})} for name, f in self.parts.items()}
        return {"task": self.task, "sha256": self.sha256, "parts": parts}


def gold_files() -> dict[str, tuple[Path, str, tuple[str, ...]]]:
    """Gold files by name, each with its task and its parts."""
    return {p.relative_to(GOLD).as_posix(): (p, task, parts) for glob, task, parts in KINDS for p in sorted(GOLD.glob(glob))}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def measured(name: str, coder: Coder) -> Pin:
    """The figures that `coder` reaches now on the gold file `name`."""
    path, task, parts = gold_files()[name]
    golds = {part: read_gold(task, path, None if part == WHOLE else part) for part in parts}
    coded = TASKS[task].code(path, coder, {i for gold in golds.values() for i in gold.ids})
    found = {}
    for part, gold in golds.items():
        result = measure(task, gold, coded)
        values = {k: v for k, v in result.values().items() if k not in UNPINNED}
        low = {k: v for k, v in values.items() if k in result.low_is_good}
        found[part] = Figures({k: v for k, v in values.items() if k not in low}, low)
    return Pin(task, digest(path), found)


def pinned() -> dict[str, Pin]:
    rows = json.loads(FLOORS.read_text(encoding="utf8")) if FLOORS.exists() else {}
    return {
        name: Pin(row["task"], row["sha256"], {part: Figures(f["floors"], f.get("ceilings", {})) for part, f in row["parts"].items()})
        for name, row in rows.items()
    }


def below(now: Figures, pin: Figures) -> list[str]:
    """What is worse than pinned, in words; a pinned figure that is no longer counted is, too."""
    fallen = [f"{k} is {now.floors.get(k, 0.0):.3f}, its floor {v:.2f}" for k, v in pin.floors.items() if now.floors.get(k, 0.0) < v]
    risen = [f"{k} is {now.ceilings.get(k, 1.0):.3f}, its ceiling {v:.2f}" for k, v in pin.ceilings.items() if now.ceilings.get(k, 1.0) > v]
    return fallen + risen


def tightened(now: Figures, pin: Figures) -> Figures:
    """Floors a margin below and ceilings a margin above `now`. Those of `pin` that are still kept are never loosened."""
    floors = {k: max(math.floor((v - MARGIN) * 100) / 100, 0.0) for k, v in now.floors.items()}
    ceilings = {k: min(math.ceil((v + MARGIN) * 100) / 100, 1.0) for k, v in now.ceilings.items()}
    for k, v in now.floors.items():
        if v >= pin.floors.get(k, 2.0):
            floors[k] = max(floors[k], pin.floors[k])
    for k, v in now.ceilings.items():
        if v <= pin.ceilings.get(k, -1.0):
            ceilings[k] = min(ceilings[k], pin.ceilings[k])
    return Figures(floors, ceilings)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lower", action="store_true", help="lower floors that are no longer reached")
    lower = parser.parse_args(arguments).lower
    coder, before = counterclaim.load(), pinned()
    after: dict[str, Pin] = {}
    refused = [f"{name}: the file is gone" for name in sorted(set(before) - set(gold_files()))]
    for name in gold_files():
        now = measured(name, coder)
        old = before.get(name, Pin(now.task, "", {})).parts
        refused += [f"{name}, {part}: {text}" for part, pin in old.items() for text in below(now.parts.get(part, Figures()), pin)]
        after[name] = Pin(now.task, now.sha256, {part: tightened(f, old.get(part, Figures())) for part, f in now.parts.items()})
    if refused:
        print("\n".join(refused), file=sys.stderr)
        if not lower:
            print("Nothing was pinned. To lower these floors on purpose: python tools/pin_floors.py --lower", file=sys.stderr)
            return 1
    FLOORS.write_text(json.dumps({name: pin.to_dict() for name, pin in after.items()}, indent=1) + "\n", encoding="utf8")
    print(f"Pinned {len(after)} gold files in {FLOORS.relative_to(ROOT) if FLOORS.is_relative_to(ROOT) else FLOORS}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
