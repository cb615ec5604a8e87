"""What takes its time: adding documents, and comparing them all again. One thing after another, beside the pages.

Documents are read and coded in a second process, so that pages go on answering meanwhile. Orders and news are lines of
JSON; the process is started for each order and ends with it.
"""

from __future__ import annotations

import json
import queue
import shutil
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

import counterclaim
from counterclaim import casebook
from counterclaim.errors import CounterclaimError
from counterclaim.read import ReadOptions, Refusal, read
from counterclaim.records import Document

KEPT = 100  # additions that are remembered
BOOT = "import sys; sys.path.insert(0, {root!r}); from counterclaim.serve.work import main; main()"
News = Callable[[dict[str, Any]], None]


@dataclass(slots=True)
class Order:
    """What is to be done to a case: add the files of `folder` and the pages at `urls`, then compare.

    published  day for documents that carry none
    """

    case: str
    folder: str | None = None
    urls: list[str] = field(default_factory=list)
    published: str | None = None
    lexicon: list[str] = field(default_factory=list)
    max_bytes: int = 50_000_000

    def to_dict(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(slots=True)
class Addition:
    """An order as its page shows it. state: "waiting", "working", "done" or "failed"."""

    number: int
    names: list[str]
    state: str = "waiting"
    new: int = 0
    changed: int = 0
    known: int = 0
    refused: list[dict[str, str]] = field(default_factory=list)
    problem: str = ""
    asked: str = ""

    @property
    def ended(self) -> bool:
        return self.state in ("done", "failed")

    def to_dict(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


class Hand(Protocol):
    """Carries out an order and tells the news as it goes."""

    def __call__(self, order: Order, tell: News) -> None: ...


def carry_out(order: Order, tell: News, coder: Any) -> None:
    """Carry out an order in this process."""
    options = ReadOptions(published=order.published, public_only=True, max_bytes=order.max_bytes)
    inputs = [*([order.folder] if order.folder else []), *order.urls]

    def hear(what: Refusal | casebook.Added) -> None:
        if isinstance(what, Refusal):
            tell({"refused": {"source": without(what.source, order.folder), "reason": what.reason, "message": without(what.message, order.folder)}})
        else:
            tell({"counts": {"new": what.new, "changed": what.changed, "known": what.known}})

    if inputs:
        items = (named(item, order.folder) for item in read(inputs, options))
        hear(casebook.add_items(order.case, items, coder(), hear))
    else:
        casebook.compare_again(order.case)


def named(item: Document | Refusal, folder: str | None) -> Document | Refusal:
    """What was dropped in a page comes from its own name, not from the folder in which it lay for a moment.

    A row keeps file and number; a single file has no address, so that another one of its name is another document.
    """
    if folder is None or not (item.source or "").startswith(folder):
        return item
    name = without(item.source or "", folder)
    if isinstance(item, Refusal):
        return Refusal(name, item.reason, without(item.message, folder))
    row = name.rpartition(":")[2].isdigit()
    return replace(item, source=name if row else None, title=item.title or (None if row else name), extra=item.extra | {"file": name})


def without(text: str, folder: str | None) -> str:
    return text.replace(f"{folder}/", "").replace(folder, "the upload") if folder else text


class InProcess:
    """A hand of this process, with a coder that is at hand: for tests."""

    def __init__(self, coder: Any) -> None:
        self.coder = coder

    def __call__(self, order: Order, tell: News) -> None:
        carry_out(order, tell, lambda: self.coder)


def beside(order: Order, tell: News) -> None:
    """A hand that is a second process."""
    root = str(Path(counterclaim.__file__).parent.parent)
    command = [sys.executable, "-P", "-c", BOOT.format(root=root)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf8")  # noqa: S603
    assert process.stdin
    assert process.stdout
    with process:
        process.stdin.write(json.dumps(order.to_dict()))
        process.stdin.close()
        problem = ""
        for line in process.stdout:
            news = json.loads(line)
            problem = news.get("problem") or problem
            tell(news)
    if problem:
        raise CounterclaimError(problem)
    if process.returncode:
        raise CounterclaimError("The process that adds documents broke off; the terminal says why. What it had done is kept: add the rest again.")


def main() -> None:
    """The second process: one order from standard input, news to standard output."""
    from counterclaim.coder import load

    order = Order(**json.loads(sys.stdin.read()))
    out = sys.stdout
    sys.stdout = sys.stderr  # whatever a library prints must not get between the news

    def tell(news: dict[str, Any]) -> None:
        print(json.dumps(news), file=out, flush=True)

    try:
        carry_out(order, tell, lambda: load(lexicon=order.lexicon))
    except CounterclaimError as error:
        tell({"problem": str(error)})


class Worker:
    """The queue: additions and comparisons, one at a time, in the order they were asked for."""

    def __init__(self, hand: Hand = beside, changed: Callable[[], None] = lambda: None) -> None:
        """`changed` hears when an order has ended."""
        self.hand, self.changed = hand, changed
        self.additions: dict[int, Addition] = {}
        self.waiting: queue.Queue[tuple[Order, Addition | None] | None] = queue.Queue()
        self.lock = threading.Lock()
        self.comparing = False  # a comparison is asked for and has not begun
        self.count = 0
        self.closed = False
        self.thread = threading.Thread(target=self.run, name="counterclaim-worker", daemon=True)
        self.thread.start()

    def add(self, order: Order, names: list[str]) -> Addition:
        with self.lock:
            self.count += 1
            addition = Addition(self.count, names, asked=datetime.now(UTC).isoformat(timespec="seconds"))
            self.additions[addition.number] = addition
            for old in [n for n, a in self.additions.items() if a.ended][: max(0, len(self.additions) - KEPT)]:
                del self.additions[old]
        self.waiting.put((order, addition))
        return addition

    def compare(self, case: Path) -> None:
        """Compare again, once, however often that is asked for before it begins."""
        with self.lock:
            if self.comparing:
                return
            self.comparing = True
        self.waiting.put((Order(str(case)), None))

    def latest(self) -> list[Addition]:
        with self.lock:
            return sorted(self.additions.values(), key=lambda a: -a.number)

    def busy(self) -> bool:
        return self.waiting.unfinished_tasks > 0

    def close(self) -> None:
        """What waits is done first; then the thread ends."""
        self.closed = True
        self.waiting.put(None)

    def orders(self) -> Iterator[tuple[Order, Addition | None]]:
        while item := self.waiting.get():
            yield item
            self.waiting.task_done()

    def run(self) -> None:
        for order, addition in self.orders():
            if addition is None:
                with self.lock:
                    self.comparing = False
            self.do(order, addition or Addition(0, []))

    def do(self, order: Order, addition: Addition) -> None:
        """Carry out one order; nothing that goes wrong with it ends the queue."""
        addition.state = "working"
        try:
            self.hand(order, lambda news: hear(addition, news))
            addition.state = "done"
        except CounterclaimError as error:
            addition.problem, addition.state = without(str(error), order.folder), "failed"
        except Exception as error:
            print(f"counterclaim serve: {type(error).__name__}: {error}", file=sys.stderr)
            addition.problem, addition.state = "Something went wrong; the terminal says what. What was done is kept: add the rest again.", "failed"
        finally:
            self.changed()
            if order.folder:
                shutil.rmtree(order.folder, ignore_errors=True)


def hear(addition: Addition, news: dict[str, Any]) -> None:
    for name, value in news.get("counts", {}).items():
        setattr(addition, name, value)
    if "refused" in news:
        addition.refused.append(news["refused"])


def by_reason(addition: Addition) -> Counter[str]:
    return Counter(r["reason"] for r in addition.refused)
