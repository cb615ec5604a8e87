"""What is handed over in place of a document that could not be read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """A source that gave no document.

    source   file, URL or row ("news.jsonl:12")
    reason   short slug that refusals are counted by, such as "empty", "encrypted", "no-text-column"
    message  what is wrong and what to do about it, fit for a user
    """

    source: str
    reason: str
    message: str

    def to_dict(self) -> dict[str, str]:
        return {"source": self.source, "reason": self.reason, "message": self.message}
