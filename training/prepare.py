"""Words, marks and gold labels of the training sets, one JSON line a document, for train.py.

    python training/prepare.py claims POLNEAR.jsonl OUT.jsonl
    python training/prepare.py articles OUT.jsonl training/articles/*.txt
    python training/prepare.py sentences OUT.jsonl --class CAMEO-CLASS.jsonl --actors CAMEO-ACTORS.jsonl --types TYPES.jsonl …

Runs with the package itself, without torch: the marks are what the rules of this version make of the text.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import counterclaim
from counterclaim.coder import Coder
from counterclaim.extract.learned.marks import Words, words_of
from counterclaim.read import document_from_text
from counterclaim.records import Coding
from markup import Article, fold, marked_articles

KINDS = ("content", "source", "cue")  # the later writes over the earlier, where they overlap


def rows(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf8").splitlines() if line.strip()]


def read_words(coder: Coder, texts: Iterable[str]) -> Iterator[Words]:
    return (words for words, _ in read_coded(coder, texts))


def read_coded(coder: Coder, texts: Iterable[str]) -> Iterator[tuple[Words, Coding]]:
    documents = [document_from_text(text, language="en") for text in texts]
    for document, annotation in coder.annotated(documents):
        coding = next(coder.coded([(document, annotation)]))
        if coding.skipped:
            raise SystemExit(f"not coded: {coding.skipped}: {document.text[:80]!r}")
        yield words_of(annotation, coding.claims, coding.events, coding.actors), coding


def line(words: Words, **more: Any) -> str:
    out = {"words": words.texts(), "sentence": words.sentence, "fresh": [int(x) for x in words.fresh], "marks": words.marks, **more}
    return json.dumps(out, ensure_ascii=False) + "\n"


def tag(words: Words, spans: Iterable[tuple[str, int, int]]) -> list[str]:
    """BIO labels of the words from (kind, start, end), later spans over earlier ones."""
    labels = ["O"] * len(words.spans)
    for kind, start, end in spans:
        for k, n in enumerate(words.within(start, end)):
            labels[n] = f"{'I' if k else 'B'}-{kind}"
    return mend_bio(labels)


def mend_bio(labels: list[str]) -> list[str]:
    """A span cut in two by another begins anew."""
    for n, label in enumerate(labels):
        if label.startswith("I-") and (n == 0 or labels[n - 1][2:] != label[2:] or labels[n - 1] == "O"):
            labels[n] = "B-" + label[2:]
    return labels


def joined(text: str, parts: list[list[int]]) -> list[tuple[int, int]]:
    """Pieces of one part that only white space parts are one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted((a, b) for a, b in parts):
        if out and not text[out[-1][1] : start].strip():
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def claims(coder: Coder, path: str, out: str) -> None:
    """One line an article: its claims, and the acts that the rules code, from which the reader learns what the lexicon's words mean."""
    gold = rows(path)
    with open(out, "w", encoding="utf8") as file:
        for row, (words, coding) in zip(gold, read_coded(coder, (r["text"] for r in gold)), strict=True):
            # Long contents first, so that what is nested in them shows.
            spans = [(kind, a, b) for kind in KINDS for x in row["attributions"] for a, b in joined(row["text"], x[kind])]
            spans.sort(key=lambda s: (KINDS.index(s[0]), s[1] - s[2]))
            acts = [(e.type, e.trigger.start, e.trigger.end) for e in coding.events]
            file.write(line(words, id=row["id"], claim=tag(words, spans), acts=tag(words, acts)))


def sentences(coder: Coder, out: str, classes: str | None, actors: str | None, types: list[str]) -> None:
    """One line a labelled sentence; `part` is "test" for the fifth that is kept aside."""
    texts: list[str] = []
    labels: list[dict[str, Any]] = []
    for row in rows(classes) if classes else []:
        texts.append(row["text"])
        labels.append({"class": row["class"]})
    for row in rows(actors) if actors else []:
        texts.append(" ".join(row["tokens"]))
        labels.append({"tags": row["tags"], "tokens": row["tokens"]})
    for path in types:
        for row in rows(path):
            texts.append(row["text"])
            labels.append({"types": row.get("types", [e["type"] for e in row.get("events", [])]), "own": row.get("part")})
    with open(out, "w", encoding="utf8") as file:
        for text, label, words in zip(texts, labels, read_words(coder, texts), strict=True):
            if "tags" in label:
                label["role"] = role_labels(words, label.pop("tokens"), label.pop("tags"))
            own = label.pop("own", None)
            label["part"] = own or fold(text)
            file.write(line(words, **label))


def articles(coder: Coder, out: str, paths: list[str]) -> None:
    """One line an article, with its triggers; `part` is "test" for the fifth that is kept aside."""
    found = [a for path in paths for a in marked_articles(path)]
    with open(out, "w", encoding="utf8") as file:
        for article, words in zip(found, read_words(coder, (a.text for a in found)), strict=True):
            labels = tag(words, [(t.type, t.start, t.end) for t in article.triggers])
            file.write(line(words, trigger=labels, links=links(words, article), part=article.part))


def links(words: Words, article: Article) -> list[tuple[int, int, list[int]]]:
    """(word of a trigger, 0 for its sources or 1 for its targets, their words; its own where it has none)."""
    out = []
    for t in article.triggers:
        at = words.within(t.start, t.end)
        for side, wanted in enumerate((t.sources, t.targets)):
            found = [n for phrase in wanted for n in words.within(*nearest(article.text, phrase, t.start))]
            out += [(n, side, found or [n]) for n in {at.start, at.stop - 1}]
    return out


def nearest(text: str, phrase: str, offset: int) -> tuple[int, int]:
    """Where the phrase stands in a text, next to an offset."""
    found = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", text)] or [m.span() for m in re.finditer(re.escape(phrase), text)]
    return min(found, key=lambda span: min(abs(span[0] - offset), abs(span[1] - offset)), default=(offset, offset))


def role_labels(words: Words, tokens: list[str], tags: list[str]) -> list[str]:
    spans, at, open_ = [], 0, None
    for token, label in zip([*tokens, ""], [*tags, "O"], strict=True):
        if open_ and not (label.startswith("I-") and label[2:] == open_[0]):
            spans.append((open_[0], open_[1], at - 1))
            open_ = None
        if label != "O" and open_ is None:
            open_ = (label[2:], at)
        at += len(token) + 1
    return tag(words, spans)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("claims")
    one.add_argument("gold")
    one.add_argument("out")
    two = commands.add_parser("sentences")
    two.add_argument("out")
    two.add_argument("--class", dest="classes")
    two.add_argument("--actors")
    two.add_argument("--types", nargs="*", default=[])
    three = commands.add_parser("articles")
    three.add_argument("out")
    three.add_argument("paths", nargs="+")
    args = parser.parse_args()
    coder = counterclaim.load(learned=False)
    if args.command == "claims":
        claims(coder, args.gold, args.out)
    elif args.command == "articles":
        articles(coder, args.out, args.paths)
    else:
        sentences(coder, args.out, args.classes, args.actors, args.types)


if __name__ == "__main__":
    sys.exit(main())
