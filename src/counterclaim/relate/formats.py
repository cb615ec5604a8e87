"""How the event data of others are laid out: the files of `data/relate/formats/`, and a user's own of the same form."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from counterclaim.errors import DataError, UsageError
from counterclaim.lexicon.load import Loader, load_yaml, names_in

FIELDS = ("id", "date", "source", "target", "code", "quad", "goldstein", "note")
NEEDED = ("date", "source", "target", "code")
ACTOR_STYLES = ("code", "name")
KEYS = {"label", "delimiter", "quotes", "columns", "header", "dates", "actors", "codes", "fields", "quads"}


@dataclass(frozen=True, slots=True)
class Format:
    """One layout; the keys are explained in data/relate/formats/README.md. `fields`: field to columns, first filled counts."""

    name: str
    label: str
    delimiter: str
    quotes: bool
    columns: int | None
    header: frozenset[str]
    dates: tuple[str, ...]
    actors: str
    codes: tuple[str, ...]
    fields: dict[str, tuple[str, ...]]
    quads: dict[str, str]

    def recognises(self, first_row: Sequence[str]) -> bool:
        if self.columns is not None:
            return len(first_row) == self.columns and not any(c.isalpha() for c in first_row[0])
        return self.header <= {cell.strip() for cell in first_row}


@cache
def formats() -> dict[str, Format]:
    """All layouts of the package by name."""
    found = {}
    for path in names_in("relate/formats", ".yaml"):
        name = path.rpartition("/")[2].removesuffix(".yaml")
        found[name] = checked(name, load_yaml(path), path)
    return found


def own_format(path: Path) -> Format:
    """A user's column mapping. Raises DataError, naming what is wrong in it, or UsageError where there is no such file."""
    try:
        content = yaml.load(path.read_text(encoding="utf8"), Loader=Loader)  # noqa: S506 (CSafeLoader is safe)
    except OSError as error:
        raise UsageError(f"The column mapping {path} cannot be read ({error.strerror}); check the path.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: not valid YAML: {error}") from error
    return checked(path.stem, content, str(path))


def checked(name: str, content: Any, path: str) -> Format:
    def wrong(what: str) -> DataError:
        return DataError(f"{path}: {what}")

    if not isinstance(content, dict) or not isinstance(content.get("fields"), dict):
        raise wrong(f"a mapping with fields: {{date: …, source: …, target: …, code: …}} is needed; {', '.join(FIELDS)} can be mapped.")
    if unknown := content.keys() - KEYS:
        raise wrong(f"unknown key {sorted(unknown)[0]!r}; there are {', '.join(sorted(KEYS))}.")
    fields = {f: tuple(map(str, c)) if isinstance(c, list) else (str(c),) for f, c in content["fields"].items()}
    if unknown := fields.keys() - set(FIELDS):
        raise wrong(f"unknown field {sorted(unknown)[0]!r}; there are {', '.join(FIELDS)}.")
    if lacking := [f for f in NEEDED if f not in fields]:
        raise wrong(f"the field {lacking[0]!r} is not mapped to a column.")
    style = str(content.get("actors", "code"))
    if style not in ACTOR_STYLES:
        raise wrong(f"actors: {style!r} is unknown; there are {', '.join(ACTOR_STYLES)}.")
    known = {p.rpartition("/")[2].removesuffix(".csv") for p in names_in("relate/codes", ".csv")} | {"cameo"}
    codes = tuple(map(str, content.get("codes", ["cameo"])))
    if unknown_codes := [c for c in codes if c not in known]:
        raise wrong(f"codes: {unknown_codes[0]!r} is unknown; there are {', '.join(sorted(known - {'cameo_quads'}))}.")
    columns = content.get("columns")
    needed = [c for f in NEEDED for c in fields[f][:1]]
    return Format(
        name=name,
        label=str(content.get("label", name)),
        delimiter=str(content.get("delimiter", ",")),
        quotes=bool(content.get("quotes", True)),
        columns=int(columns) if columns is not None else None,
        header=frozenset(map(str, content.get("header", needed))),
        dates=tuple(map(str, content.get("dates", ["iso"]))),
        actors=style,
        codes=codes,
        fields=fields,
        quads={str(k): str(v) for k, v in (content.get("quads") or {}).items()},
    )


def recognise(first_line: str, path: str) -> Format:
    """The layout of a file by its first line. Raises UsageError that lists what there is."""
    for layout in formats().values():
        row = next(csv.reader([first_line], delimiter=layout.delimiter), []) if layout.quotes else first_line.split(layout.delimiter)
        if layout.recognises(row):
            return layout
    labels = ", ".join(sorted({f.label for f in formats().values()}))
    raise UsageError(
        f"{path}: these columns are not known: {first_line[:120]!r}. Known are {labels}; for other CSV files write a column mapping "
        "(fields: {date: …, source: …, target: …, code: …}) and name it with --map FILE.yaml."
    )
