"""Fits the weights of an event's confidence on labelled sentences that the encoder was not trained on.

    python training/fit_confidence.py LABELLED.jsonl … > src/counterclaim/data/learned/confidence.yaml

Each line has `text` and `types` (or `events` with `type`). An event is right when its type is among them. Of each
file the fifth that prepare.py keeps aside is used with the reader, all of it for rules alone. Two thirds fit; on
the rest the expected calibration error is told, on standard error. Needs the package and scikit-learn.
"""

from __future__ import annotations

import json
import sys
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

import counterclaim
from counterclaim.extract.events import find, sureness
from counterclaim.read import document_from_text
from prepare import FOLD

BINS = 10


def seen(path: str, learned: bool) -> list[tuple[dict[str, float], bool, int]]:
    """(features, right, third) of each event coded in the sentences of a file."""
    out: list[tuple[dict[str, float], bool, int]] = []
    caught: list[tuple[dict[str, float], str]] = []

    def catch(draft: Any, *rest: Any) -> dict[str, float]:
        caught.append((sureness.features(draft, *rest), draft.type))
        return caught[-1][0]

    find.features, find.VETO = catch, 0.0
    coder = counterclaim.load(learned=learned)
    for line in Path(path).read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        kept = zlib.crc32("".join(row["text"].split())[:60].encode()) % FOLD == 0 if "part" not in row else row["part"] == "test"
        if learned and not kept:
            continue
        want = row["types"] if "types" in row else [e["type"] for e in row["events"]]
        caught.clear()
        for _ in coder.code([document_from_text(row["text"], language="en")]):
            pass
        name = "type" if learned else "one"
        out += [(f, type_ in want, zlib.crc32(row["text"].encode()) % 3) for f, type_ in caught if name in f and ("type" in f) == learned]
    return out


def calibration_error(sure: np.ndarray, right: np.ndarray) -> float:
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    return float(sum(abs(sure[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in range(BINS) if (bins == b).any()))


def main() -> None:
    print("# Written by training/fit_confidence.py: log odds that a coded event is right.")
    for name, learned in (("with the reader", True), ("rules alone", False)):
        found = [x for path in sys.argv[1:] for x in seen(path, learned)]
        names = list(found[0][0])
        values, right = np.array([[f[n] for n in names] for f, _, _ in found]), np.array([r for _, r, _ in found])
        aside = np.array([third == 0 for _, _, third in found])
        model = LogisticRegression(C=1.0, fit_intercept=False, max_iter=2000).fit(values[~aside], right[~aside])
        error = calibration_error(model.predict_proba(values[aside])[:, 1], right[aside])
        print(f"{name}: {len(found)} events, {right.mean():.2f} right; calibration error on a third kept aside {error:.3f}", file=sys.stderr)
        final = LogisticRegression(C=1.0, fit_intercept=False, max_iter=2000).fit(values, right)
        print(f"{name}: {{{', '.join(f'{n}: {w:.2f}' for n, w in zip(names, final.coef_[0], strict=True))}}}")


if __name__ == "__main__":
    main()
