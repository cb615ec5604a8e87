"""Code documents made to do harm, and check that none raises an error or loses its offsets.

    python tools/hostile.py                     2,000 documents, rules and learned reader
    python tools/hostile.py --rules --number 200 --seed 7

Each is a text of this repository after one to four injuries drawn by a seeded generator: cuts, repeats, quotation marks
swapped, doubled or dropped, control characters, marks that change the direction of writing, lost spaces and full stops.
A few are extreme: nothing at all, one letter a million times, a megabyte without a full stop.
Prints each failure with the number that makes it again, and exits with 1 where there was one.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import counterclaim
from counterclaim.coder import Coder
from counterclaim.read import document_from_text
from counterclaim.records import Coding, Document

ROOT = Path(__file__).resolve().parents[1]
MARKS = ["“", "”", "‘", "’", "«", "»", "„", "‹", "›", '"', "'", "``", "''", "&quot;", "–", "—", ":", "(", "[", "{"]
CONTROL = [chr(c) for c in (0, 1, 7, 8, 9, 11, 12, 13, 27, 127, 0x85, 0xA0, 0xAD, 0x200B, 0x2028, 0x2029, 0xFEFF, 0xFFFD, 0xE000)]
DIRECTION = [chr(c) for c in (0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2069, 0x61C)]
ODD = ["́", "👩‍👩‍👧", "𝒜𝓇𝓂", "ﷺ", "שלום", "中国说", "Ωμέγα", "ﬁ", "\ud7ff", "İ", "ẞ", "١٢٣", "½", "\U0010ffff"]
LONGEST = 3000  # characters of an ordinary hostile document
MEGABYTE = 1_000_000
Injury = Callable[[random.Random, str], str]


def inserted(some: list[str]) -> Injury:
    def injure(chance: random.Random, text: str) -> str:
        for _ in range(chance.randint(1, 25)):
            at = chance.randint(0, len(text))
            text = text[:at] + chance.choice(some) + text[at:]
        return text

    return injure


def cut(chance: random.Random, text: str) -> str:
    a, b = sorted(chance.randint(0, len(text)) for _ in range(2))
    return chance.choice([text[a:], text[:b], text[a:b], text[:a] + text[b:]])


def repeated(chance: random.Random, text: str) -> str:
    a = chance.randint(0, len(text))
    return text[:a] + text[a : a + chance.randint(1, 60)] * chance.randint(2, 30) + text[a:]


def requoted(chance: random.Random, text: str) -> str:
    return "".join(chance.choice([*MARKS, ""]) if c in "“”‘’«»\"'" and chance.random() < 0.7 else c for c in text)


def without(letters: str) -> Injury:
    return lambda chance, text: "".join(c for c in text if c not in letters or chance.random() < 0.1)


def shuffled(chance: random.Random, text: str) -> str:
    words = text.split(" ")
    chance.shuffle(words)
    return " ".join(words)


def cased(chance: random.Random, text: str) -> str:
    return chance.choice([str.upper, str.lower, str.swapcase, str.title])(text)


INJURIES: list[Injury] = [
    inserted(MARKS), inserted(CONTROL), inserted(DIRECTION), inserted(ODD), inserted(["\n", "\n\n", "\r\n", "\t", "  "]),
    cut, cut, repeated, requoted, requoted, without("."), without(" "), without(".,;:?!"), shuffled, cased,
]  # fmt: skip


def sources() -> list[str]:
    """The repository's own articles."""
    gold = [json.loads(p.read_text(encoding="utf8"))["text"] for p in sorted((ROOT / "tests/gold/reading/dev").glob("*.jsonl"))]
    sample = ROOT / "src/counterclaim/data/sample"
    return [*gold, *(p.read_text(encoding="utf8") for p in sorted(sample.iterdir()))]


def hostile(seed: int, texts: list[str]) -> str:
    """The hostile document of that number."""
    chance = random.Random(seed)
    text = chance.choice(texts)
    at = chance.randint(0, max(0, len(text) - 200))
    text = text[at : at + chance.randint(1, LONGEST)]
    for injure in chance.sample(INJURIES, chance.randint(1, 4)):
        text = injure(chance, text)[: 2 * LONGEST]
    return text


def extremes(texts: list[str]) -> dict[str, str]:
    """Documents of a kind of their own. The large ones take a while each."""
    endless = " ".join(texts).replace(".", "").replace("\n", " ").replace("?", "").replace("!", "")
    return {
        "nothing": "", "blanks": " \n\t \n", "one mark": "“", "marks": "".join(MARKS) * 50, "control": "".join(CONTROL) * 50,
        "directions": "".join(DIRECTION) * 50, "odd": " ".join(ODD) * 50, "never closed": "“" + texts[0].replace("”", ""),
        "a mark a word": " ".join(f"“{w}" for w in texts[0].split()[:400]), "one letter": "a" * MEGABYTE,
        "no full stop": (endless * (MEGABYTE // len(endless) + 1))[:MEGABYTE],
    }  # fmt: skip


def spans_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every object with a place in the text, however deep."""
    if isinstance(value, dict):
        if "start" in value and "end" in value:
            yield value
        for inner in value.values():
            yield from spans_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans_in(inner)


def failures(coding: Coding) -> list[str]:
    """What is wrong with a coding: an error inside, or a span whose text does not stand where it says."""
    out = [coding.skipped] if coding.skipped and coding.skipped.startswith("internal error") else []
    text = coding.document.text
    others = [x.to_dict() for part in (coding.actors, coding.sentences, coding.notes) for x in part]
    for span in spans_in([coding.to_dict(), others]):
        start, end, said = span["start"], span["end"], span.get("text")
        if start is None and end is None:
            continue  # nobody is named, or a time is inferred
        if not 0 <= start <= end <= len(text) or (said is not None and text[start:end] != said):
            out.append(f"{start}:{end} is {text[start:end]!r}, not {said!r}")
    return out


def check(coder: Coder, texts: Iterator[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """(name, failures) of each text."""

    def documents() -> Iterator[Document]:
        for name, text in texts:
            document = document_from_text(text, id=name)
            document.language = None  # hostile or not, it is to be coded
            yield document

    for coding in coder.code(documents()):
        yield coding.document.id, failures(coding)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=2000, help="how many documents (default: 2000)")
    parser.add_argument("--seed", type=int, default=0, help="number of the first (default: 0)")
    parser.add_argument("--rules", action="store_true", help="leave the learned reader out")
    chosen = parser.parse_args(arguments)
    texts, bad, began = sources(), 0, time.perf_counter()
    numbered = ((str(n), hostile(n, texts)) for n in range(chosen.seed, chosen.seed + chosen.number))
    coder = counterclaim.load(learned=not chosen.rules)
    for part in (numbered, iter(extremes(texts).items())):
        for name, found in check(coder, part):
            bad += bool(found)
            for problem in found[:3]:
                print(f"{name}: {problem}", flush=True)
    print(f"{chosen.number} hostile documents and {len(extremes(texts))} extremes, {bad} failed, {time.perf_counter() - began:.0f} s.")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
