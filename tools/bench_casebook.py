"""How fast a casebook of a million events answers, and how long comparing takes.

    python tools/bench_casebook.py [EVENTS] [MENTIONS]

Makes EVENTS (1,000,000) generated rows in a temporary casebook and asks what users ask, each question five times; prints
the median of the five, and the slowest. Then compares MENTIONS (100,000) generated mentions of happenings, five documents to each.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from counterclaim.compare.accounts import compare
from counterclaim.record.filters import Filters, Paging
from counterclaim.record.flat import row_id
from counterclaim.record.view import View
from counterclaim.record.writer import Writer
from counterclaim.records import ActorMention, Coding, Document, Event, PlaceRef, Span, TimeRef

A_DOCUMENT = 20  # events
STATES = ["ARM", "AZE", "RUS", "USA", "TUR", "IRN", "GEO", "FRA", "UKR", "ISR", "PSE", "SYR", "IRQ", "CHN", "IND", "PAK", "PRK", "KOR", "JPN", "DEU"]
TYPES = [
    ("ASSAULT", "190", "material conflict"),
    ("AGREE", "030", "verbal cooperation"),
    ("ACCUSE", "112", "verbal conflict"),
    ("AID", "070", "material cooperation"),
]
PLACES = [
    ("Talish", "AZE", 40.4, 46.8),
    ("Kotli", "PAK", 33.5, 73.9),
    ("Geneva", "CHE", 46.2, 6.1),
    ("Gaza", "PSE", 31.5, 34.5),
    ("Donetsk", "UKR", 48.0, 37.8),
]
WORDS = [
    "troops",
    "shelled",
    "the",
    "village",
    "near",
    "the",
    "front",
    "and",
    "a",
    "convoy",
    "of",
    "trucks",
    "with",
    "flour",
    "burned",
    "before",
    "the",
    "guns",
    "fell",
    "silent",
    "at",
    "the",
    "bridge",
]
QUESTIONS = {
    "first page, no filter": Filters(),
    "who": Filters(who=("ARM",)),
    "who and to": Filters(who=("ARM",), to=("AZE",)),
    "who, to, type, since, until": Filters(who=("Armenia",), to=("Azerbaijan",), type=("ASSAULT",), since="2010-01-01", until="2010-12-31"),
    "type and status": Filters(type=("ACCUSE",), status=("negated",)),
    "one month": Filters(since="2012-03-01", until="2012-03-31"),
    "place": Filters(place=("Talish",)),
    "state of the place": Filters(place=("Ukraine",), since="2015-01-01"),
    "a frequent word": Filters(text="convoy"),
    "a rare word": Filters(text="word4242"),
    "a rare word and who": Filters(text="word4242", who=("ARM",)),
    "one document": Filters(document=("d777",)),
}


def fill(path: Path, events: int) -> None:
    chance = random.Random(1)
    with Writer(path) as book:
        for first in range(0, events // A_DOCUMENT, 2_000):
            with book.transaction():
                numbers = range(first + 1, min(first + 2_000, events // A_DOCUMENT) + 1)
                book.insert("documents", [{"id": n, "label": f"d{n}", "identity": f"d{n}", "current": 1} for n in numbers])
                book.insert("versions", [version(n) for n in numbers])
                rows = [event(n, i, chance) for n in numbers for i in range(1, A_DOCUMENT + 1)]
                book.insert("events", rows)
                book.insert("parties", [party(r, side, chance) for r in rows for side in "ST"])


def version(n: int) -> dict[str, Any]:
    return {
        "id": n,
        "document": n,
        "number": 1,
        "fingerprint": str(n),
        "digest": str(n),
        "published": "2016-04-06",
        "text": "…",
        "asides": "[]",
        "extra": "{}",
        "added": "",
    }


def event(n: int, i: int, chance: random.Random) -> dict[str, Any]:
    kind, cameo, quad = chance.choice(TYPES)
    day = (date(2000, 1, 1) + timedelta(chance.randrange(9_000))).isoformat()
    place = chance.choice(PLACES)
    sentence = " ".join([*chance.sample(WORDS, 12), f"word{chance.randrange(20_000)}"])
    return {
        "id": row_id(n, i), "version": n, "code": f"e{i}", "type": kind, "cameo": cameo, "quad": quad, "intensity": -1.0,
        "status": "negated" if chance.random() < 0.02 else "actual", "start": 0, "stop": 5, "words": sentence.split()[0], "sentence": sentence,
        "time_from": day, "time_to": day, "first_day": day, "last_day": day, "day": day, "place": place[0], "country": place[1], "lat": place[2], "lon": place[3],  # noqa: E501
        "disputed": 0, "confidence": round(chance.random(), 3), "rule": "bench",
    }  # fmt: skip


def party(row: dict[str, Any], side: str, chance: random.Random) -> dict[str, Any]:
    return {
        "event": row["id"], "side": side, "position": 0, "actor": chance.choice(STATES), "role": "MIL", "start": 0, "stop": 5, "words": "x", "how": "name",  # noqa: E501
        "first_day": row["first_day"],
    }  # fmt: skip


def ask(path: Path) -> None:
    with View(path) as view:
        for name, filters in QUESTIONS.items():
            times = []
            for _ in range(5):
                start = time.perf_counter()
                found = view.events(filters, Paging(50))
                times.append(time.perf_counter() - start)
            start = time.perf_counter()
            total = view.count("events", filters)
            counted = time.perf_counter() - start
            print(
                f"{name:32} {statistics.median(times) * 1000:7.1f} ms, at most {max(times) * 1000:.1f}, for {len(found)} rows; counted {total:,} in {counted * 1000:.1f} ms"  # noqa: E501
            )


def codings(mentions: int) -> Iterator[Coding]:
    """Documents of ten mentions; five documents tell of each happening in other words."""
    chance = random.Random(2)
    things = [f"thing{n}" for n in range(3_000)]
    happenings = [
        (chance.choice(STATES), chance.choice(STATES), date(2000, 1, 1) + timedelta(chance.randrange(3_000)), chance.choice(PLACES), chance.sample(things, 3))  # noqa: E501
        for _ in range(mentions // 5)
    ]  # fmt: skip
    order = [h for h in happenings for _ in range(5)]
    chance.shuffle(order)
    for n in range(0, len(order), 10):
        yield coding(f"d{n}", order[n : n + 10], chance)


def coding(name: str, told: list[Any], chance: random.Random) -> Coding:
    parts, spots, at = [], [], 0
    for source, target, day, place, things in told:
        sentence = f"{source} shelled {target} at {place[0]} on {day} {' '.join([*chance.sample(things, 2), *chance.sample(WORDS, 4)])}. "
        parts.append(sentence)
        spots.append((at, at + len(sentence) - 1))
        at += len(sentence)
    made = Coding(Document(name, "".join(parts), digest=name))
    made.sentences = [Span(a, b, made.document.text[a:b]) for a, b in spots]
    for i, ((a, _), (source, target, day, place, _)) in enumerate(zip(spots, told, strict=True), 1):
        e = Event(f"e{i}", "ASSAULT", "190", "material conflict", -9.0, Span(a + 4, a + 11, "shelled"))
        e.sources, e.targets = [ActorMention(source, "MIL", a, a + 3, source)], [ActorMention(target, "MIL", a + 12, a + 15, target)]
        e.time = TimeRef(a, a + 3, str(day), str(day), str(day))
        e.place = PlaceRef(a, a + 3, place[0], place[0], place[1], place[2], place[3])
        made.events.append(e)
    return made


def main() -> None:
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    mentions = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    if events:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "bench.db"
            start = time.perf_counter()
            fill(path, events)
            print(f"{events:,} events written in {time.perf_counter() - start:.0f} s, {path.stat().st_size / 1e6:.0f} MB")
            ask(path)
    if mentions:
        given = list(codings(mentions))
        start = time.perf_counter()
        accounts = compare(given)
        print(f"{mentions:,} mentions compared in {time.perf_counter() - start:.0f} s: {len(accounts.happenings):,} happenings of {mentions // 5:,}")


if __name__ == "__main__":
    main()
