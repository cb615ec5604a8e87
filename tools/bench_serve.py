"""How fast pages answer, alone and with 8 readers while documents are written to the case.

    python tools/bench_serve.py [DOCUMENTS] [SECONDS]

Makes a case of DOCUMENTS (10,000) generated documents of 8 events, starts `counterclaim serve` on it as a process of its own,
and prints for each view the first answer, then the median. Then 8 readers walk the views for SECONDS (30) while another process
writes documents in batches, as `counterclaim add` does; prints p50, p95 and the slowest.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import httpx

from counterclaim.record.writer import Writer
from counterclaim.records import ActorMention, Claim, Coding, Document, Event, PlaceRef, Span, Speaker, TimeRef

STATES = ["ARM", "AZE", "RUS", "USA", "TUR", "IRN", "GEO", "FRA", "UKR", "ISR", "PSE", "SYR", "IRQ", "CHN", "IND", "PAK", "PRK", "KOR", "JPN"]
TYPES = [
    ("ASSAULT", "190", "material conflict", -9.0, "shelled"), ("AGREE", "030", "verbal cooperation", 4.0, "agreed with"),
    ("ACCUSE", "112", "verbal conflict", -2.0, "accused"), ("AID", "070", "material cooperation", 7.0, "sent aid to"),
]  # fmt: skip
PLACES = [("Talish", "AZE", 40.4, 46.8), ("Kotli", "PAK", 33.5, 73.9), ("Geneva", "CHE", 46.2, 6.1), ("Gaza", "PSE", 31.5, 34.5)]
VIEWS = [
    "/", "/documents", "/document?id=doc-5", "/events", "/events?who=Armenia", "/happenings", "/disputes", "/claims", "/search?text=shelled",
    "/timeline", "/map", "/relations", "/relations?a=ARM&b=AZE", "/api/events?limit=50",
]  # fmt: skip
BATCH = 20
SERVE = "import sys; from counterclaim.cli.main import main; sys.argv = ['counterclaim', 'serve', sys.argv[1], '--port', sys.argv[2]]; main()"
WRITE = "import sys; sys.path.insert(0, sys.argv[3]); from bench_serve import fill; fill(sys.argv[1], int(sys.argv[2]), 10**9, 0.5)"


def coding(n: int, chance: random.Random) -> Coding:
    """Document `n` with eight events, every third of them claimed by somebody."""
    day = date(2015, 1, 1) + timedelta(days=chance.randrange(700))
    text, found = "", Coding(Document(f"doc-{n}", ""), coder="generated")
    for i in range(8):
        kind, cameo, quad, intensity, verb = chance.choice(TYPES)
        source, target = chance.sample(STATES, 2)
        name, country, lat, lon = chance.choice(PLACES)
        begin, head = len(text), f"Officials of {chance.choice(STATES)} said that " if i % 3 == 0 else ""
        at = begin + len(head)
        start = at + len(source) + 8
        text += f"{head}{source} troops {verb} {target} near {name} with {chance.randrange(900)} men. "
        event = Event(f"e{i + 1}", kind, cameo, quad, intensity, Span(start, start + len(verb), verb), rule="generated", confidence=0.8)
        event.sources = [ActorMention(source, "MIL", at, at + 3, source)]
        event.targets = [ActorMention(target, None, start + len(verb) + 1, start + len(verb) + 4, target)]
        when = (day - timedelta(days=chance.randrange(3))).isoformat()
        event.time = TimeRef(start, start + 1, "x", when, when)
        event.place = PlaceRef(start, start + 1, name, name, country, lat, lon)
        if head:
            content = Span(at, len(text) - 2, text[at : len(text) - 2])
            speaker = Speaker(begin, begin + 9, "Officials", head.split()[2], "GOV")
            found.claims.append(Claim(f"c{len(found.claims) + 1}", speaker, Span(begin + 13, begin + 17, "said"), [content]))
            event.claims = [found.claims[-1].id]
        found.events.append(event)
    found.document = Document(
        f"doc-{n}", text, title=f"Report {n}", publisher=f"Paper {n % 40}", published=day.isoformat(), source=f"made.jsonl:{n}", language="en"
    )
    return found


def fill(path: str, first: int, last: int, pause: float = 0.0) -> None:
    """Write documents `first` to `last`, a transaction a batch, `pause` seconds between them: coding takes longer than that."""
    chance = random.Random(first)
    with Writer(path) as book:
        for at in range(first, last, BATCH):
            with book.transaction():
                for n in range(at, min(at + BATCH, last)):
                    book.store(coding(n, chance))
            time.sleep(pause)


def read(base: str, end: float, times: dict[str, list[float]], seed: int) -> None:
    """One reader: a view after the other, in an order of its own, a short look at each."""
    chance = random.Random(seed)
    with httpx.Client(base_url=base, timeout=60) as client:
        while time.monotonic() < end:
            view = chance.choice(VIEWS)
            start = time.monotonic()
            assert client.get(view).status_code == 200, view
            times[view].append(time.monotonic() - start)
            time.sleep(chance.random())


def main() -> None:
    documents, seconds = (int(sys.argv[i]) if len(sys.argv) > i else n for i, n in ((1, 10_000), (2, 30)))
    port = 8137
    with tempfile.TemporaryDirectory() as folder:
        case = os.environ.get("CASE") or f"{folder}/case.db"
        if not os.environ.get("CASE"):
            fill(case, 0, documents)
        server = subprocess.Popen([sys.executable, "-c", SERVE, case, str(port)], stderr=subprocess.DEVNULL)
        try:
            base = f"http://127.0.0.1:{port}"
            wait_for(base)
            alone(base)
            beside_a_writer(base, case, documents, seconds)
        finally:
            server.terminate()


def wait_for(base: str) -> None:
    for _ in range(300):
        try:
            httpx.get(f"{base}/api/openapi.json")
            return
        except httpx.TransportError:
            time.sleep(0.1)


def alone(base: str) -> None:
    with httpx.Client(base_url=base, timeout=60) as client:
        for view in VIEWS:
            times = []
            for _ in range(5):
                start = time.monotonic()
                client.get(view)
                times.append(time.monotonic() - start)
            print(f"{view:26} first {times[0] * 1000:6.0f} ms, then {statistics.median(times[1:]) * 1000:6.0f} ms", flush=True)


def beside_a_writer(base: str, case: str, documents: int, seconds: int) -> None:
    writer = subprocess.Popen([sys.executable, "-c", WRITE, case, str(documents), str(Path(__file__).parent)])
    times: dict[str, list[float]] = defaultdict(list)
    end = time.monotonic() + seconds
    readers = [threading.Thread(target=read, args=(base, end, times, n)) for n in range(8)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    writer.terminate()
    every = sorted(t for of_view in times.values() for t in of_view)
    p50, p95 = (every[int(len(every) * share)] * 1000 for share in (0.5, 0.95))
    print(f"8 readers beside a writer: {len(every)} pages, p50 {p50:.0f} ms, p95 {p95:.0f} ms, slowest {every[-1] * 1000:.0f} ms")
    for view, of_view in sorted(times.items(), key=lambda item: -statistics.mean(item[1])):
        print(f"  {view:26} mean {statistics.mean(of_view) * 1000:6.0f} ms, slowest {max(of_view) * 1000:6.0f} ms")


if __name__ == "__main__":
    main()
