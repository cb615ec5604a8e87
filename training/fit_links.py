"""Fits the weights by which sources and contents are linked to cues, on gold spans.

    python training/fit_links.py POLNEAR-TRAIN.jsonl POLNEAR-DEV.jsonl > src/counterclaim/data/learned/links.yaml

Runs with the package and scikit-learn. Figures go to standard error.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

import counterclaim
from counterclaim.extract.learned.links import FEATURES, Links
from counterclaim.extract.learned.marks import words_of
from counterclaim.extract.learned.spans import Found
from counterclaim.read import document_from_text
from prepare import joined


def pairs(path: str, kind: str, limit: int):
    """(side, features, linked, thing, cue) of every pair near enough."""
    nlp = counterclaim.load(learned=False).annotator
    gold = [json.loads(x) for x in Path(path).read_text(encoding="utf8").splitlines()][:limit]
    for row, annotation in zip(gold, nlp.annotate(document_from_text(r["text"], language="en").text for r in gold), strict=True):
        words = words_of(annotation, [], [], [])
        linked, things, cues = set(), set(), set()
        every = set()
        for a in row["attributions"]:
            spans = {k: [word_span(words, k, s) for s in joined(row["text"], a[k])] for k in ("source", "cue", "content")}
            every.update(f for v in spans.values() for f in v)
            things.update(spans[kind])
            cues.update(spans["cue"])
            linked.update((t, c) for t in spans[kind] for c in spans["cue"])
        links = Links(words, sorted(every, key=lambda f: f.first))
        for t in things:
            for c in cues:
                if (features := links.features(t, c)) is not None:
                    yield "left" if t.first < c.first else "right", features, (t, c) in linked, (row["id"], t), (row["id"], c)


def word_span(words, kind: str, span: tuple[int, int]) -> Found:
    numbers = words.within(*span)
    return Found(kind, numbers.start, max(numbers.stop, numbers.start + 1), 1.0)


def main() -> None:
    train, dev = sys.argv[1:3]
    print("# Written by training/fit_links.py from PolNeAR's training part: log odds that a source or content belongs to a cue.")
    for kind in ("source", "content"):
        found, models = list(pairs(train, kind, 300)), {}
        for side in ("left", "right"):
            some = [p for p in found if p[0] == side]
            models[side] = LogisticRegression(C=1.0, max_iter=3000, fit_intercept=False).fit([p[1] for p in some], [p[2] for p in some])
        best: dict = {}
        for side, features, linked, thing, cue in pairs(dev, kind, 84):
            key = cue if kind == "source" else thing
            p = models[side].predict_proba(np.array([features]))[0, 1]
            have = best.setdefault(key, [0.0, False, False])
            have[2] |= linked
            if p > have[0]:
                have[:2] = [p, linked]
        of = [b for b in best.values() if b[2]]
        print(f"{kind}: {sum(b[1] for b in of) / len(of):.4f} of {len(of)} linked rightly", file=sys.stderr)
        print(f"{kind}:")
        for side, model in models.items():
            print(f"  {side}: {{{', '.join(f'{f}: {w:.2f}' for f, w in zip(FEATURES, model.coef_[0], strict=True))}}}")


if __name__ == "__main__":
    main()
