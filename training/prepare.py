"""Words, marks and gold labels of the training sets, one JSON line a document, for train.py.

    python training/prepare.py claims POLNEAR.jsonl OUT.jsonl
    python training/prepare.py sentences OUT.jsonl --class CAMEO-CLASS.jsonl --actors CAMEO-ACTORS.jsonl --types TYPES.jsonl …

Runs with the package itself, without torch: the marks are what the rules of this version make of the text.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import counterclaim
from counterclaim.coder import Coder
from counterclaim.extract.learned.marks import Words, words_of
from counterclaim.read import document_from_text

KINDS = ("content", "source", "cue")  # the later writes over the earlier, where they overlap
FOLD = 5  # every fifth sentence, by a hash of its words, is kept for the project's own test


def rows(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf8").splitlines() if line.strip()]


def read_words(coder: Coder, texts: Iterable[str]) -> Iterator[Words]:
    documents = [document_from_text(text, language="en") for text in texts]
    for document, annotation in coder.annotated(documents):
        coding = coder.code_one(document, annotation)
        if coding.skipped:
            raise SystemExit(f"not coded: {coding.skipped}: {document.text[:80]!r}")
        yield words_of(annotation, coding.claims, coding.events, coding.actors)


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
    gold = rows(path)
    with open(out, "w", encoding="utf8") as file:
        for row, words in zip(gold, read_words(coder, (r["text"] for r in gold)), strict=True):
            # Long contents first, so that what is nested in them shows.
            spans = [(kind, a, b) for kind in KINDS for x in row["attributions"] for a, b in joined(row["text"], x[kind])]
            spans.sort(key=lambda s: (KINDS.index(s[0]), s[1] - s[2]))
            file.write(line(words, id=row["id"], claim=tag(words, spans)))


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
            label["part"] = own or ("test" if zlib.crc32("".join(text.split())[:60].encode()) % FOLD == 0 else "train")
            file.write(line(words, **label))


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
    args = parser.parse_args()
    coder = counterclaim.load(learned=False)
    if args.command == "claims":
        claims(coder, args.gold, args.out)
    else:
        sentences(coder, args.out, args.classes, args.actors, args.types)


if __name__ == "__main__":
    sys.exit(main())
