"""What an import yields: the sections of a lexicon, and each row that was not taken, with its reason."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import yaml

Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
SECTIONS = ("actors", "people", "nobody", "roles", "events")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that was not taken. reason: general, to be counted by; line counts from 1."""

    file: str
    line: int
    text: str
    reason: str


@dataclass(slots=True)
class Import:
    """Entries by section, how many rows gave them, how many say what we hold already, and what was skipped."""

    actors: dict[str, dict[str, Any]] = field(default_factory=dict)
    people: list[dict[str, Any]] = field(default_factory=list)
    nobody: list[str] = field(default_factory=list)
    roles: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    events: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    owners: dict[tuple[str, ...], Any] = field(default_factory=dict)  # words of a name -> codes it was given first
    taken: int = 0
    known: int = 0
    skipped: list[Skipped] = field(default_factory=list)

    def skip(self, file: str, line: int, text: str, reason: str) -> None:
        self.skipped.append(Skipped(file, line, text.strip()[:200], reason))

    def reasons(self) -> Counter[str]:
        return Counter(s.reason for s in self.skipped)

    def to_yaml(self, source: str) -> str:
        """The lexicon file; `source` names where it came from."""
        content: dict[str, Any] = {"source": source}
        content |= {name: value for name in SECTIONS if (value := getattr(self, name))}
        return yaml.dump(content, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=140, default_flow_style=None)

    def skipped_csv(self) -> str:
        page = io.StringIO()
        out = csv.writer(page, lineterminator="\n")
        out.writerow(("file", "line", "reason", "text"))
        out.writerows((s.file, s.line, s.reason, s.text) for s in self.skipped)
        return page.getvalue()
