"""Parsers that untrusted files could hang or crash run in a second process with a time limit.

The process is started at the first such file, kept for the next ones, and killed when a document
takes longer than allowed; a new one is started then. It is a plain `python -c`, not `multiprocessing`,
so that a caller's script needs no `if __name__ == "__main__"`.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import counterclaim
from counterclaim.errors import InputError, LimitError
from counterclaim.read.options import ReadOptions

START_SECONDS = 60.0  # for starting the process and loading a parser's libraries, on a busy machine
BOOT = "import sys; sys.path.append({root!r}); from counterclaim.read.worker import main; main()"
Fields = dict[str, Any]


class Guard:
    """A worker process behind `run`. Safe to use from several threads, one document at a time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._ready: set[str] = set()
        self._lock = threading.Lock()

    def run(self, task: str, data: bytes, options: ReadOptions, name: str, **request: Any) -> tuple[list[Fields], bytes]:
        """Fields of each document that the parser `task` finds in `data`, and bytes for a fetch.

        Raises InputError with the parser's reason; LimitError after `options.seconds`.
        """
        with self._lock:
            if task not in self._ready or not self._alive():
                self._exchange({"task": task, "warm": True}, b"", START_SECONDS, name)
                self._ready.add(task)
            order = {"task": task, "name": name, "options": asdict(options), **request}
            reply, payload = self._exchange(order, data, options.seconds, name)
        if "error" in reply:
            kind = LimitError if reply.get("limit") else InputError
            raise kind(reply["error"], reply["reason"])
        return reply["fields"], payload

    def close(self) -> None:
        """Ends the process."""
        process, self._process = self._process, None
        self._ready.clear()
        if process is not None and self._owner == os.getpid():
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    with suppress(OSError):
                        pipe.close()

    def _alive(self) -> bool:
        return self._process is not None and self._owner == os.getpid() and self._process.poll() is None

    def _start(self) -> subprocess.Popen[bytes]:
        self.close()
        root = str(Path(counterclaim.__file__).parent.parent)
        # -P: a file json.py lying among the user's documents must not be run.
        command = [sys.executable, "-P", "-c", BOOT.format(root=root)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603
        self._owner = os.getpid()
        return self._process

    def _exchange(self, order: Fields, data: bytes, seconds: float, name: str) -> tuple[Fields, bytes]:
        process = self._process if self._alive() and self._process else self._start()
        answer: list[tuple[Fields, bytes]] = []
        talk = threading.Thread(target=self._talk, args=(process, order, data, answer), daemon=True)
        talk.start()
        try:
            talk.join(seconds)
        except BaseException:  # Ctrl-C while a document is parsed
            self.close()
            raise
        if answer:
            return answer[0]
        slow = talk.is_alive()
        self.close()
        if slow:
            raise LimitError(f"{name} took longer than {seconds:g} seconds. Leave it out, or raise the limit `seconds`.", "too-slow")
        raise InputError(f"{name} made its parser break off. Save it as plain text and read that.", "parser-crash")

    @staticmethod
    def _talk(process: subprocess.Popen[bytes], order: Fields, data: bytes, answer: list[tuple[Fields, bytes]]) -> None:
        assert process.stdin
        assert process.stdout
        try:
            write_frame(process.stdin, order, data)
            answer.append(read_frame(process.stdout))
        except (OSError, ValueError, EOFError):
            return  # the process ended; _exchange says so


def write_frame(stream: Any, header: Fields, payload: bytes) -> None:
    """One line of JSON, then as many bytes as its "size" says."""
    stream.write(json.dumps({**header, "size": len(payload)}).encode() + b"\n")
    stream.write(payload)
    stream.flush()


def read_frame(stream: Any) -> tuple[Fields, bytes]:
    """Inverse of write_frame; EOFError when the other side is gone."""
    line = stream.readline()
    if not line:
        raise EOFError
    header = json.loads(line)
    payload = stream.read(header["size"])
    if len(payload) < header["size"]:
        raise EOFError
    return header, payload


@cache
def shared_guard() -> Guard:
    """The guard that all runs of this program share."""
    guard = Guard()
    atexit.register(guard.close)
    return guard
