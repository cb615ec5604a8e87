"""Made-up rows in the form of GDELT 2.0 event files, to measure the import on: no event of them happened.

    python tools/make_gdelt.py ROWS OUT.CSV [--seed 1]

Days run through a month. States are drawn by Zipf's law, so that few of them make up most rows, as in the news; one
row in three has no second actor; one in a thousand is broken in one of four ways (cut short, a bad date, no known
code, bytes that are no UTF-8).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import numpy as np

from counterclaim.relate.actors import states
from counterclaim.relate.codes import QUADS, scheme

CHUNK = 100_000
COLUMNS = 61
ROLES = ("", "GOV", "MIL", "CVL", "BUS", "OPP")


def rows(count: int, seed: int) -> Iterator[bytes]:
    chance = np.random.default_rng(seed)
    codes = [(code, m.quad, m.goldstein) for code, m in scheme("cameo").items() if len(code) > 2]
    names = sorted(states())
    weights = 1 / np.arange(1, len(names) + 1)
    weights /= weights.sum()
    for start in range(0, count, CHUNK):
        n = min(CHUNK, count - start)
        one, two = (chance.choice(len(names), n, p=weights) for _ in range(2))
        kind, day, role = chance.integers(0, len(codes), n), chance.integers(1, 31, n), chance.integers(0, len(ROLES), n)
        alone, broken = chance.random(n) < 1 / 3, chance.random(n) < 1 / 1000
        for i in range(n):
            code, quad, value = codes[kind[i]]
            cells = [""] * COLUMNS
            cells[0], cells[1] = str(start + i), f"201806{day[i]:02}"
            cells[5] = names[one[i]] + ROLES[role[i]]
            cells[15] = "" if alone[i] else names[two[i]]
            cells[26], cells[29], cells[30] = code, str(1 + QUADS.index(quad)), str(value)
            cells[6], cells[16], cells[36], cells[44], cells[52] = "A NAME", "ANOTHER NAME", "Some Place, Some Land", "Another Place", "Some Place"
            cells[31:35] = "10", "2", "10", "-1.234"
            cells[59], cells[60] = "20180601120000", f"https://news.example/{start + i}/a-headline-of-usual-length"
            yield (spoiled(cells, start + i) if broken[i] else "\t".join(cells).encode()) + b"\n"


def spoiled(cells: list[str], number: int) -> bytes:
    kind = number % 4
    if kind == 0:
        return "\t".join(cells[:40]).encode()
    if kind == 1:
        cells[1] = "20180231"
    elif kind == 2:
        cells[26] = "999"
    line = "\t".join(cells).encode()
    return line.replace(b"headline", b"headlin\xe9") if kind == 3 else line


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=int)
    parser.add_argument("out")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with open(asked.out, "wb") as file:
        file.writelines(rows(asked.rows, asked.seed))


if __name__ == "__main__":
    main()
