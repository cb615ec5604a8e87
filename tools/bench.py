"""What coding costs beside spaCy alone, as a ratio in one run, and whether memory grows.

    python tools/bench.py [ARTICLES.jsonl]

Times are of the processor, not of the clock: the same texts go through the bare pipeline (same
model, same components) and through the coder, in turn, and the medians of the ratios are printed.
Without a file, 100 articles are put together from the paragraphs of the sample case.
"""

from __future__ import annotations

import json
import random
import resource
import statistics
import sys
import time
from pathlib import Path

import counterclaim
from counterclaim.read import document_from_text, read
from counterclaim.records import Document
from counterclaim.show.sample import sample_paths

ARTICLES, ROUNDS = 100, 5
PARAGRAPHS = 12


def articles(path: str | None) -> list[Document]:
    if path:
        rows = [json.loads(line) for line in Path(path).read_text(encoding="utf8").splitlines() if line.strip()]
        return [document_from_text(r["text"], id=str(n), published=r.get("published")) for n, r in enumerate(rows[:ARTICLES])]
    pool = [p for d in read([str(p) for p in sample_paths()]) if isinstance(d, Document) for p in d.text.split("\n") if len(p) > 120]
    chance = random.Random(1)
    return [document_from_text("\n\n".join(chance.choices(pool, k=PARAGRAPHS)), id=str(n), published="2016-04-20") for n in range(ARTICLES)]


def processor_seconds(work) -> float:  # type: ignore[no-untyped-def]
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    documents = articles(sys.argv[1] if len(sys.argv) > 1 else None)
    words = sum(len(d.text.split()) for d in documents)
    coder = counterclaim.load()
    nlp = coder.annotator.nlp  # type: ignore[attr-defined]

    def bare() -> None:
        for _ in nlp.pipe(d.text for d in documents):
            pass

    def coded() -> None:
        for _ in coder.code(documents):
            pass

    bare(), coded()  # warm-up: lexicons load once
    pairs = [(processor_seconds(bare), processor_seconds(coded)) for _ in range(ROUNDS)]
    ratios = sorted(b / a for a, b in pairs)
    print(f"{len(documents)} articles, {words} words, {ROUNDS} rounds")
    print(f"spaCy alone   {words / statistics.median(a for a, _ in pairs):8.0f} words a second")
    print(f"coding        {words / statistics.median(b for _, b in pairs):8.0f} words a second")
    print(f"ratio         {statistics.median(ratios):8.2f} (from {ratios[0]:.2f} to {ratios[-1]:.2f})")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(3):
        coded()
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"peak memory   {before / 1024:8.0f} MB, {(after - before) / 1024:.0f} MB more after {3 * len(documents)} further articles")


if __name__ == "__main__":
    main()
