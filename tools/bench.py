"""What coding costs beside spaCy alone, as a ratio in one run, and whether memory grows.

    python tools/bench.py [ARTICLES.jsonl]

The same texts go, in turn, through spaCy's pipeline as it ships, through the same without its name
recogniser (which the coder leaves out), and through the coder without and with its learned reader;
the medians of the ratios of time are printed. The reader takes two cores where there are two.
Without a file, 100 articles are put together from the paragraphs of the sample case.
"""

from __future__ import annotations

import json
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import spacy
from spacy.language import Language

import counterclaim
from counterclaim.annotate.with_spacy import DEFAULT_MODEL
from counterclaim.coder import Coder
from counterclaim.read import document_from_text, read
from counterclaim.records import Document
from counterclaim.show.sample import sample_paths

ARTICLES, ROUNDS = 60, 3
PARAGRAPHS = 12


def articles(path: str | None) -> list[Document]:
    if path:
        rows = [json.loads(line) for line in Path(path).read_text(encoding="utf8").splitlines() if line.strip()]
        return [document_from_text(r["text"], id=str(n), published=r.get("published")) for n, r in enumerate(rows[:ARTICLES])]
    pool = [p for d in read([str(p) for p in sample_paths()]) if isinstance(d, Document) for p in d.text.split("\n") if len(p) > 120]
    chance = random.Random(1)
    return [document_from_text("\n\n".join(chance.choices(pool, k=PARAGRAPHS)), id=str(n), published="2016-04-20") for n in range(ARTICLES)]


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    documents = articles(sys.argv[1] if len(sys.argv) > 1 else None)
    words = sum(len(d.text.split()) for d in documents)
    coder = counterclaim.load()
    nlp = coder.annotator.nlp  # type: ignore[attr-defined]
    rules, shipped = Coder(coder.annotator), spacy.load(DEFAULT_MODEL)

    def parse(pipeline: Language) -> None:
        for _ in pipeline.pipe(d.text for d in documents):
            pass

    def code(with_: Coder) -> None:
        for _ in with_.code(documents):
            pass

    ways: dict[str, Callable[[], None]] = {
        "spaCy as it ships": lambda: parse(shipped),
        "spaCy without ner": lambda: parse(nlp),
        "rules alone": lambda: code(rules),
        "with the reader": lambda: code(coder),
    }
    for way in ways.values():
        way()  # warm-up: lexicons load once
    rounds = [{name: seconds(way) for name, way in ways.items()} for _ in range(ROUNDS)]
    print(f"{len(documents)} articles, {words} words, {ROUNDS} rounds")
    for name in ways:
        print(f"{name:18} {words / statistics.median(r[name] for r in rounds):8.0f} words a second")
    for name in ("rules alone", "with the reader"):
        for base in ("spaCy as it ships", "spaCy without ner"):
            ratios = sorted(r[name] / r[base] for r in rounds)
            print(f"{name:16} takes {statistics.median(ratios):5.2f} times {base} (from {ratios[0]:.2f} to {ratios[-1]:.2f})")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(3):
        code(coder)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"peak memory {before / 1024:.0f} MB, {(after - before) / 1024:.0f} MB more after {3 * len(documents)} further articles")


if __name__ == "__main__":
    main()
