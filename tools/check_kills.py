"""Kill `counterclaim add` at random, again and again, and hold what comes of it against an unbroken run.

    python tools/check_kills.py [DOCUMENTS] [KILLS] [SEED]

Writes DOCUMENTS (1,000) made-up reports, adds them to a casebook in one go, and to another in runs of the real command that
SIGKILL ends KILLS (5) times; then both must hold the very same rows, but for the hours at which they were written. After each
kill every document that is seen must have its coding. Exits with 1 where that is not so.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

SIDES = ["Armenian", "Azerbaijani", "Turkish", "Syrian", "Russian", "Ukrainian", "Indian", "Pakistani"]
PLACES = ["Talish", "Kobani", "Donetsk", "Kotli", "Mosul", "Gaza"]
ACTS = ["shelled a school near", "shot down a drone over", "seized three lorries near", "released four soldiers in"]
COMMAND = "import sys; from counterclaim.cli.main import main; sys.exit(main())"
UNLIKE = ("added", "applied")  # columns that hold the hour of writing


def write_reports(path: Path, number: int, chance: random.Random) -> None:
    """Reports of two to four sentences, some of which tell of the same."""
    with path.open("w", encoding="utf8") as out:
        for n in range(number):
            lines = [
                f"{chance.choice(SIDES)} troops {chance.choice(ACTS)} {chance.choice(PLACES)} on {chance.randint(1, 20)} April."
                for _ in range(chance.randint(2, 4))
            ]
            lines.append(f"Officials said that {chance.randint(2, 9)} men were wounded.")
            out.write(json.dumps({"id": f"r{n}", "text": " ".join(lines), "published": "2016-04-21", "language": "en"}) + "\n")


def rows_of(path: Path) -> dict[str, list[str]]:
    """All rows of all tables but the search index, which is only checked for soundness."""
    db = sqlite3.connect(path)
    names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_words%' ESCAPE '\\' ORDER BY 1"
    for index in ("version", "event", "claim"):
        db.execute(f"INSERT INTO {index}_words ({index}_words, rank) VALUES ('integrity-check', 1)")
    found = {}
    for (table,) in db.execute(names).fetchall():
        columns = [r[1] for r in db.execute(f"PRAGMA table_info({table})") if r[1] not in UNLIKE]
        found[table] = sorted(map(repr, db.execute(f"SELECT {', '.join(columns)} FROM {table}")))
    db.close()
    return found


def ask(path: Path, sql: str) -> int:
    """A number out of a casebook that somebody else may be writing; 0 where there is none yet."""
    if not path.exists():
        return 0
    db = sqlite3.connect(path, timeout=30)
    try:
        return int(db.execute(sql).fetchone()[0])
    except sqlite3.OperationalError:
        return 0
    finally:
        db.close()


def stored(path: Path) -> int:
    return ask(path, "SELECT count(*) FROM documents")


def uncoded(path: Path) -> int:
    return ask(path, "SELECT count(*) FROM versions v LEFT JOIN codings c ON c.version = v.id WHERE c.version IS NULL")


def start(case: Path, source: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", COMMAND, "add", str(case), str(source), "--quiet"])


def killed(case: Path, source: Path, until: int, delay: float) -> None:
    """Run the command and kill it `delay` seconds after it has stored `until` documents."""
    process = start(case, source)
    while process.poll() is None and stored(case) < until:
        time.sleep(0.01)
    time.sleep(delay)
    if process.poll() is None:
        os.kill(process.pid, signal.SIGKILL)
    process.wait()


def check(folder: Path, documents: int, kills: int, seed: int = 7) -> dict[str, Any]:
    """What came of it: `stored` after each kill, `uncoded` ones, `differing` tables, and `rows` of the unbroken run."""
    chance = random.Random(seed)
    source, whole, broken = folder / "reports.jsonl", folder / "whole.db", folder / "broken.db"
    write_reports(source, documents, chance)
    if start(whole, source).wait():
        raise SystemExit("The unbroken run failed; run counterclaim add by hand to see why.")
    seen, bare = [], 0
    for _ in range(kills):
        killed(broken, source, (seen[-1] if seen else 0) + chance.randint(1, max(documents // (kills + 1), 1)), chance.random() / 10)
        seen.append(stored(broken))
        bare += uncoded(broken)
    start(broken, source).wait()
    one, other = rows_of(whole), rows_of(broken)
    differing = sorted(t for t in one.keys() | other.keys() if one.get(t) != other.get(t))
    return {"stored": seen, "uncoded": bare, "differing": differing, "rows": {t: len(r) for t, r in one.items()}}


def main() -> int:
    numbers = [int(a) for a in sys.argv[1:]] + [1_000, 5, 7][len(sys.argv) - 1 :]
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        found = check(Path(folder), *numbers)
    print(f"{numbers[0]:,} documents, killed {numbers[1]} times after {', '.join(map(str, found['stored']))} were stored: ", end="")
    print(f"{sum(found['rows'].values()):,} rows in {len(found['rows'])} tables, {time.monotonic() - begun:.0f} s")
    for table in found["differing"]:
        print(f"other than in an unbroken run: {table}")
    if found["uncoded"]:
        print(f"{found['uncoded']} documents were seen without their coding")
    return 1 if found["differing"] or found["uncoded"] else 0


if __name__ == "__main__":
    sys.exit(main())
