"""Plain text files: decoded, line ends made "\\n", hard-wrapped paragraphs put on one line each."""

from __future__ import annotations

from typing import Any

from counterclaim.read.decode import decode
from counterclaim.read.paragraphs import unwrap_in_place


def parse(data: bytes, encoding: str | None = None) -> list[dict[str, Any]]:
    """Fields of the one document in a plain text file. Never raises."""
    text = decode(data, encoding).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return [{"text": unwrap_in_place(text)}]
