"""What coding costs beside spaCy alone, as a ratio in one run, and whether memory grows.

    python tools/bench.py [ARTICLES.jsonl]

The same 100 texts go, in turn, through spaCy's pipeline as it ships, through the same without its name
recogniser (which the coder leaves out) as users call it and in batches of 32, which suit it better, and through the
coder without and with its learned reader, and with claims alone; the medians of the ratios of time are printed. The
reader takes two cores where there are two.
Each round takes the next 100 articles of the file, so that nobody has met them; without a file, articles are
put together from the paragraphs of the sample case.
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
from counterclaim.annotate.with_spacy import DEFAULT_MODEL, load_model
from counterclaim.coder import Coder
from counterclaim.read import document_from_text, read
from counterclaim.records import Document
from counterclaim.show.sample import sample_paths

ARTICLES, ROUNDS = 100, 3
PARAGRAPHS = 12


def articles(path: str | None, part: int) -> list[Document]:
    """The `part`-th hundred, from 0."""
    if path:
        rows = [json.loads(line) for line in Path(path).read_text(encoding="utf8").splitlines() if line.strip()]
        some = [rows[n % len(rows)] for n in range(ARTICLES * part, ARTICLES * (part + 1))]
        return [document_from_text(r["text"], id=str(n), published=r.get("published")) for n, r in enumerate(some)]
    pool = [p for d in read([str(p) for p in sample_paths()]) if isinstance(d, Document) for p in d.text.split("\n") if len(p) > 120]
    chance = random.Random(part)
    return [document_from_text("\n\n".join(chance.choices(pool, k=PARAGRAPHS)), id=str(n), published="2016-04-20") for n in range(ARTICLES)]


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    path = sys.argv[1] if len(sys.argv) > 1 else None
    coder, claims = counterclaim.load(), counterclaim.load(only_claims=True)
    rules, shipped, same = Coder(coder.annotator), spacy.load(DEFAULT_MODEL), load_model(DEFAULT_MODEL)

    def parse(pipeline: Language, documents: list[Document], batch: int | None = None) -> None:
        for _ in pipeline.pipe((d.text for d in documents), batch_size=batch):
            pass

    def code(with_: Coder, documents: list[Document]) -> None:
        for _ in with_.code(documents):
            pass

    ways: dict[str, Callable[[list[Document]], None]] = {
        "spaCy as it ships": lambda documents: parse(shipped, documents),
        "spaCy without ner": lambda documents: parse(same, documents),
        "the same by 32": lambda documents: parse(same, documents, 32),
        "rules alone": lambda documents: code(rules, documents),
        "with the reader": lambda documents: code(coder, documents),
        "claims alone": lambda documents: code(claims, documents),
    }
    for way in ways.values():
        way(articles(path, ROUNDS)[: ARTICLES // 4])  # warm-up: lexicons load once
    words, rounds = [], []
    for part in range(ROUNDS):
        documents = articles(path, part)
        words.append(sum(len(d.text.split()) for d in documents))
        rounds.append({name: seconds(lambda way=way, some=documents: way(some)) for name, way in ways.items()})
    print(f"{ROUNDS} rounds of {ARTICLES} articles, {sum(words) // ROUNDS} words each")
    for name in ways:
        print(f"{name:18} {statistics.median(n / r[name] for n, r in zip(words, rounds, strict=True)):8.0f} words a second")
    for name in list(ways)[3:]:
        for base in list(ways)[:3]:
            ratios = sorted(r[name] / r[base] for r in rounds)
            print(f"{name:16} takes {statistics.median(ratios):5.2f} times {base} (from {ratios[0]:.2f} to {ratios[-1]:.2f})")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(3):
        code(coder, articles(path, 0))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"peak memory {before / 1024:.0f} MB, {(after - before) / 1024:.0f} MB more after {3 * len(documents)} further articles")


if __name__ == "__main__":
    main()
