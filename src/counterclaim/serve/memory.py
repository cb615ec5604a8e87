"""Counts over the whole case, kept for as long as they hold: a large case is not counted anew for each reader.

While somebody writes, a page may show counts that are some seconds old; they are made anew beside it. What is corrected or
added through this server is forgotten at once. Single documents, lists and searches are never kept.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counterclaim.record import tally
from counterclaim.record.view import View

KEPT = 200  # answers
FRESH = 5.0  # seconds for which counts pass although the case has changed
OLD = 120.0  # seconds after which they do not pass even while new ones are made


@dataclass(slots=True)
class Answer:
    value: Any
    state: int
    made: float


class Memory:
    """Answers of functions of a view and hashable arguments. Safe to use from several threads."""

    def __init__(self, case: Path) -> None:
        self.case = case
        self.watch = View(case, shared=True)  # its connection notices when any other writes
        self.lock = threading.Lock()
        self.kept: OrderedDict[Any, Answer] = OrderedDict()
        self.making: set[Any] = set()
        self.beside = ThreadPoolExecutor(1, thread_name_prefix="counterclaim-counts")
        self.forgotten = 0

    def get(self, ask: Callable[..., Any], *args: Any) -> Any:
        """`ask(view, *args)`, from memory where that still holds."""
        key, now = (ask, args), time.monotonic()
        with self.lock:
            state = self.state()
            answer = self.kept.get(key)
            if answer is not None:
                age = now - answer.made
                if answer.state == state or age < FRESH:
                    self.kept.move_to_end(key)
                    return answer.value
                if age < OLD:
                    if key not in self.making:
                        self.making.add(key)
                        self.beside.submit(self.make, key)
                    return answer.value
        return self.make(key)

    def make(self, key: Any) -> Any:
        with self.lock:
            state, generation = self.state(), self.forgotten
        try:
            with tally.reading(self.case) as view:
                value = key[0](view, *key[1])
        finally:
            with self.lock:
                self.making.discard(key)
        with self.lock:
            if generation == self.forgotten:
                self.kept[key] = Answer(value, state, time.monotonic())
                while len(self.kept) > KEPT:
                    self.kept.popitem(last=False)
        return value

    def state(self) -> int:
        return self.watch.number("PRAGMA data_version")

    def forget(self) -> None:
        """What was kept no longer holds."""
        with self.lock:
            self.kept.clear()
            self.forgotten += 1

    def close(self) -> None:
        self.beside.shutdown(wait=True, cancel_futures=True)
        self.watch.close()
