"""Reading a user's lexicon file, and what all its sections check. docs/lexicon.md describes the format."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from counterclaim.errors import DataError, UsageError
from counterclaim.lexicon.load import Loader

SECTIONS = ("actors", "people", "nobody", "roles", "titles", "sets", "events", "places", "without")
HEAD = ("name", "note", "source")  # what a file may say of itself
DIGITS = 12  # of the digest that a coding carries


@dataclass(frozen=True, slots=True)
class UserFile:
    """A user's file as it was read: its name for messages, its sections, and the sha256 of its bytes."""

    name: str
    sections: Mapping[str, Any]
    digest: str

    def fail(self, entry: object, what: str) -> DataError:
        """The error that names file and entry. `what` says what is wrong and what to write instead."""
        return DataError(f"{self.name}: {entry}: {what}")

    def mapping(self, section: str) -> dict[str, Any]:
        """The section as keys with fields; {} where the file lacks it."""
        content = self.sections.get(section) or {}
        if not isinstance(content, dict):
            raise self.fail(section, f"expected entries under keys, as in “{section}:\\n  KEY: …”, got {kind_of(content)}.")
        for key in content:
            if not isinstance(key, str):
                raise self.fail(section, f"the key {key!r} is no text; put quotation marks round it.")
        return content

    def rows(self, section: str) -> list[Any]:
        """The section as a list; [] where the file lacks it."""
        content = self.sections.get(section) or []
        if not isinstance(content, list):
            raise self.fail(section, f"expected a list, each item behind “- ”, got {kind_of(content)}.")
        return content

    def fields(self, entry: object, row: Any, allowed: Iterable[str]) -> dict[str, Any]:
        """`row`, once it is known to be fields of the names `allowed`."""
        allowed = sorted(allowed)
        if not isinstance(row, dict):
            raise self.fail(entry, f"expected fields ({', '.join(allowed)}), got {kind_of(row)}.")
        for name in row:
            if name not in allowed:
                raise self.fail(entry, f"unknown field {name!r}; {suggestion(str(name), allowed)}")
        return row


class UniqueLoader(Loader):  # type: ignore[valid-type,misc]
    """Refuses a key that stands twice in a mapping: YAML would keep the last and lose the others silently."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if isinstance(key, str | int | float | bool) and key in seen:
                raise DataError(f"line {key_node.start_mark.line + 1}: {key}: the key stands twice; join its entries under one.")
            seen.add(key if isinstance(key, str | int | float | bool) else id(key_node))
        return super().construct_mapping(node, deep)


def read_user_files(paths: Iterable[str | Path]) -> list[UserFile]:
    """The files of `paths` in order, of a folder its *.yaml by name. Raises UsageError or DataError."""
    found: list[Path] = []
    for path in map(Path, paths):
        inside = sorted(f for f in path.iterdir() if f.suffix in (".yaml", ".yml")) if path.is_dir() else [path]
        if not inside:
            raise UsageError(f"The folder {path} holds no lexicon; name a YAML file, or a folder with some.")
        found += inside
    names = [f.name for f in found]
    return [read_user_file(f, f.name if names.count(f.name) == 1 else str(f)) for f in found]


def read_user_file(path: Path, name: str) -> UserFile:
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The lexicon {path} cannot be read ({getattr(error, 'strerror', None) or 'it is not UTF-8'}). Check the path.") from error
    try:
        content = yaml.load(text, Loader=UniqueLoader)  # noqa: S506 (a SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}: " if mark else ""
        raise DataError(f"{name}: {where}not valid YAML ({getattr(error, 'problem', None) or error}); indent by blanks, quote odd names.") from error
    except (DataError, RecursionError, ValueError) as error:
        raise DataError(f"{name}: {error or 'nested too deeply'}") from error
    if not isinstance(content, dict):
        raise DataError(f"{name}: a lexicon is YAML with sections ({', '.join(SECTIONS)}), not {kind_of(content)}.")
    for section in content:
        if section not in SECTIONS + HEAD:
            raise DataError(f"{name}: unknown section {section!r}; {suggestion(str(section), SECTIONS)}")
    return UserFile(name, content, sha256(raw).hexdigest())


def kind_of(content: Any) -> str:
    """What a wrong value is, in a user's words."""
    kinds = {dict: "keys with fields", list: "a list", type(None): "nothing", bool: "a yes or no (quote it)"}
    return kinds.get(type(content), repr(content)[:60])


def suggestion(word: str, known: Iterable[str]) -> str:
    """ "did you mean …?" where something known comes near, else what is known, the first few."""
    known = sorted(known)
    lower = {k.lower(): k for k in reversed(known)}
    near = [lower[k] for k in difflib.get_close_matches(word.lower(), lower, n=2, cutoff=0.6)]
    if near:
        return f"did you mean {' or '.join(repr(k) for k in near)}?"
    return f"use one of {', '.join(known[:12])}{' …' if len(known) > 12 else ''}."
