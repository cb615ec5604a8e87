"""Fits the weights of an event's confidence on labelled sentences that the encoder was not trained on.

    python training/fit_confidence.py LABELLED.jsonl … training/articles/*.txt > confidence.yaml

Each line has `text` and `types` (or `events` with `type`). An event is right when its type is among them; in an
article with marked events when it has the type of one whose words it touches. Of each file the fifth that prepare.py
keeps aside is used: neither the reader nor the lexicon has learnt from it. A file that is named three times counts three times, as the
sentences do in what is shipped: the articles' wording is rarer than that of news. Two thirds fit; on the rest the expected
calibration error is told, on standard error. Needs the package and scikit-learn.
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
from markup import fold, marked_articles

BINS = 10


class Catch:
    """A coder that tells the features of each event it weighs."""

    def __init__(self, learned: bool) -> None:
        self.learned = learned
        self.caught: list[tuple[dict[str, float], str, int]] = []
        find.features, find.VETO = self.features, 0.0  # type: ignore[assignment]
        self.coder = counterclaim.load(learned=learned)

    def features(self, draft: Any, *rest: Any) -> dict[str, float]:
        found = sureness.features(draft, *rest)
        if ("act" in found) == self.learned:  # the rules' first reading is weighed too
            self.caught.append((found, draft.type, draft.i))
        return found

    def of(self, text: str) -> list[tuple[dict[str, float], str, int]]:
        """(features, type, character at which it stands) of each event in a text."""
        self.caught.clear()
        document = document_from_text(text, language="en")
        document, annotation = next(self.coder.annotated([document]))
        next(self.coder.coded([(document, annotation)]))
        return [(f, t, annotation.tokens[i].start) for f, t, i in self.caught]


def seen(path: str, catch: Catch) -> list[tuple[dict[str, float], bool, int]]:
    """(features, right, third) of each event coded in the texts of a file."""
    out: list[tuple[dict[str, float], bool, int]] = []
    if path.endswith(".txt"):
        for article in marked_articles(path):
            if article.part == "test":
                third = zlib.crc32(article.text.encode()) % 3
                for found, type_, at in catch.of(article.text):
                    out.append((found, any(t.start <= at < t.end and t.type == type_ for t in article.triggers), third))
        return out
    for line in Path(path).read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        if row.get("part", fold(row["text"])) != "test":
            continue
        want = row["types"] if "types" in row else [e["type"] for e in row["events"]]
        out += [(f, type_ in want, zlib.crc32(row["text"].encode()) % 3) for f, type_, _ in catch.of(row["text"])]
    return out


def calibration_error(sure: np.ndarray, right: np.ndarray) -> float:
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    return float(sum(abs(sure[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in range(BINS) if (bins == b).any()))


def main() -> None:
    print("# Written by training/fit_confidence.py: log odds that a coded event is right.")
    for name, learned in (("with the reader", True), ("rules alone", False)):
        catch = Catch(learned)
        found = [x for path in sys.argv[1:] for x in seen(path, catch)]
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
