"""Names that no lexicon holds, gathered over documents: a table, or stubs of a lexicon to be filled in."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import yaml

from counterclaim.lexicon.words import fold
from counterclaim.records import Coding, Unknown

FORMATS = ("text", "csv", "json", "yaml")
COLUMNS = ("name", "kind", "times", "documents", "would_have", "with", "document", "start", "end", "sentence")
SAMPLE = 160  # characters of the example
COUNTED = 3  # of what it would have done, and of whom with, as many are shown


@dataclass(slots=True)
class Name:
    """One name over all documents. first: its first place (document, sentence)."""

    name: str
    first: Unknown
    document: str
    sentence: str
    kinds: Counter[str] = field(default_factory=Counter)
    places: set[tuple[str, int]] = field(default_factory=set)
    parts: Counter[str] = field(default_factory=Counter)
    others: Counter[str] = field(default_factory=Counter)

    @property
    def kind(self) -> str:
        return self.kinds.most_common(1)[0][0]

    @property
    def documents(self) -> int:
        return len({document for document, _ in self.places})

    def row(self) -> dict[str, Any]:
        """The name as a row of COLUMNS."""
        would, others = most(self.parts), most(self.others)
        return {
            "name": self.name, "kind": self.kind, "times": len(self.places), "documents": self.documents, "would_have": would, "with": others,
            "document": self.document, "start": self.first.start, "end": self.first.end, "sentence": self.sentence,
        }  # fmt: skip


def most(counted: Counter[str]) -> str:
    return "|".join(f"{what} {n}" if n > 1 else what for what, n in counted.most_common(COUNTED))


def gather(codings: Iterable[Coding]) -> list[Name]:
    """The names of all codings, the most frequent first. A last name alone counts for the full name of its document."""
    found: dict[str, Name] = {}
    for coding in codings:
        full = {u.text.split()[-1]: u.text for u in coding.unknown if u.kind == "person" and " " in u.text.strip()}
        for u in coding.unknown:
            text = " ".join(full.get(u.text, u.text).split())
            name = found.setdefault(fold(text).lower(), Name(text, u, coding.document.id, sentence_of(coding, u.start)))
            name.kinds[u.kind] += 1 + (u.kind != "name")
            name.places.add((coding.document.id, u.start))
            name.parts[f"{u.part} of {u.type}" if u.part != "speaker" else f"speaker ({u.type})"] += 1
            name.others.update(u.others)
    return sorted(found.values(), key=lambda n: (-len(n.places), n.name))


def sentence_of(coding: Coding, start: int) -> str:
    text = next((s.text for s in coding.sentences if s.start <= start < s.end), "")
    text = "".join(c if c.isprintable() else " " for c in " ".join(text.split()))
    return text if len(text) <= SAMPLE else text[: SAMPLE - 1] + "…"


def unknown_lines(codings: Iterable[Coding]) -> Iterator[str]:
    """One line a name, for a terminal."""
    for name in gather(codings):
        row = name.row()
        where = f" in {row['documents']} documents" if row["documents"] > 1 else ""
        others = f", with {row['with'].replace('|', ', ')}" if row["with"] else ""
        yield f"{name.name} ({name.kind}) {row['times']}×{where}: {row['would_have'].replace('|', ', ')}{others}"


def unknown_table(names: list[Name], format_: str) -> str:
    """`names` in one of FORMATS."""
    if format_ == "csv":
        page = io.StringIO()
        out = csv.DictWriter(page, COLUMNS, lineterminator="\n")
        out.writeheader()
        out.writerows(name.row() for name in names)
        return page.getvalue()
    if format_ == "json":
        return json.dumps([name.row() for name in names], ensure_ascii=False, indent=1) + "\n"
    if format_ == "yaml":
        return "\n".join(stubs(names)) + "\n"
    lines = []
    for name in names:
        row = name.row()
        others = f" · with {row['with'].replace('|', ', ')}" if row["with"] else ""
        lines.append(f"{row['times']:>4}×  {name.name} ({name.kind}, {row['documents']} doc.) · {row['would_have'].replace('|', ', ')}{others}")
        lines.append(f"       {name.document} [{name.first.start}-{name.first.end}] {name.sentence}")
    return "\n".join(lines) + "\n" if lines else "Every name that took part is in a lexicon.\n"


def stubs(names: list[Name]) -> Iterator[str]:
    """A lexicon with an entry a name, whose actor and role are left open ("?"): open entries are passed over on loading."""
    yield '# Fill in actor (a code such as MLI or ARMED:HAWKS) and role; what is left at "?" is passed over. Then: --lexicon THIS_FILE'
    groups, persons = [n for n in names if n.kind != "person"], [n for n in names if n.kind == "person"]
    if groups:
        yield "actors:"
        taken: Counter[str] = Counter()
        for name in groups:
            key = re.sub(r"[^a-z0-9]+", "-", fold(name.name).lower()).strip("-") or "name"
            key = key if key[0].isalpha() else f"n-{key}"
            taken[key] += 1
            yield from remark(name)
            yield f'  {key}{"-" + str(taken[key]) if taken[key] > 1 else ""}: {{names: [{quoted(name.name)}], actor: "?", role: "?"}}'
    if persons:
        yield "people:"
        for name in persons:
            yield from remark(name)
            yield f'  - {{name: {quoted(name.name)}, actor: "?", role: "?"}}'


def remark(name: Name) -> Iterator[str]:
    row = name.row()
    yield f"  # {row['times']}×: {row['would_have'].replace('|', ', ')}{' with ' + row['with'].replace('|', ', ') if row['with'] else ''}"
    yield f"  # {name.document}: {name.sentence}"


def quoted(text: str) -> str:
    """`text` as a YAML string in quotation marks."""
    return next(islice(yaml.safe_dump(text, default_style='"', allow_unicode=True, width=1000).splitlines(), 1))
