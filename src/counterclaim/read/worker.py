"""The second process in which untrusted files are parsed. See `guard`."""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from counterclaim.errors import InputError, LimitError
from counterclaim.read.guard import read_frame, write_frame
from counterclaim.read.options import ReadOptions

# task -> module whose parse(data, request) returns a list of fields (fetch: and bytes)
TASKS = {
    "html": "counterclaim.read.html",
    "pdf": "counterclaim.read.pdf",
    "docx": "counterclaim.read.docx",
    "markdown": "counterclaim.read.markdown",
    "feed": "counterclaim.read.feed",
    "fetch": "counterclaim.read.fetch",
}
MEMORY = 4 << 30  # bytes of address space; a bomb ends in MemoryError here and not in the caller's process
RECURSION = 3000


@dataclass(frozen=True, slots=True)
class Request:
    """What a parser is told beside the bytes."""

    name: str
    options: ReadOptions
    url: str | None = None
    encoding: str | None = None


def main() -> None:
    """Answers orders until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business, which then kills this process
    orders, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever a library prints must not get between the frames
    limit_memory()
    sys.setrecursionlimit(RECURSION)
    while True:
        try:
            order, data = read_frame(orders)
        except EOFError:
            return
        reply, payload = answer(order, data)
        write_frame(answers, reply, payload)


def limit_memory() -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ImportError, OSError, ValueError):
        pass  # not on this system; the time limit still holds


def answer(order: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """The reply to one order: fields, or an error with its reason. Never raises."""
    name = order.get("name", "")
    try:
        parse = import_module(TASKS[order["task"]]).parse
        if order.get("warm"):
            return {"fields": []}, b""
        request = Request(name, ReadOptions(**order["options"]), order.get("url"), order.get("encoding"))
        found = parse(data, request)
        fields, payload = found if isinstance(found, tuple) else (found, b"")
        return {"fields": fields}, payload
    except LimitError as error:
        return {"error": str(error), "reason": error.reason, "limit": True}, b""
    except InputError as error:
        return {"error": str(error), "reason": error.reason}, b""
    except (MemoryError, RecursionError):
        return {"error": f"{name} is too large or too deeply nested to parse. Save its text as plain text.", "reason": "too-deep", "limit": True}, b""
    except Exception as error:  # parsers raise anything; the document is refused, the run goes on
        return {
            "error": f"{name} cannot be parsed ({type(error).__name__}: {str(error)[:200]}). Save it as plain text and read that.",
            "reason": "unreadable",
        }, b""
