"""Files of other programs told apart by their content, and read into one lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from counterclaim.errors import UsageError
from counterclaim.lexicon.actor_types import ActorLexicon
from counterclaim.lexicon.importing.codes import Codes
from counterclaim.lexicon.importing.leaders import import_leaders
from counterclaim.lexicon.importing.petrarch_actors import import_actors
from counterclaim.lexicon.importing.petrarch_agents import import_agents, is_agents
from counterclaim.lexicon.importing.result import Import

KINDS = ("actors", "agents", "leaders")


def import_files(paths: Iterable[Path], lexicon: ActorLexicon, kind: str | None = None, mapped: Mapping[str, str] | None = None) -> Import:
    """All files in order; of `kind`, or each told by its content. Raises UsageError for one that cannot be read."""
    into, codes = Import(), Codes(lexicon)
    for path in paths:
        text = read_text(path)
        what = kind or kind_of(path, text)
        if what == "agents":
            import_agents(text, path.name, lexicon, into)
        elif what == "leaders":
            import_leaders(text, path.name, lexicon, into, mapped)
        else:
            import_actors(text, path.name, codes, into)
    return into


def read_text(path: Path) -> str:
    """The file as UTF-8, or where it is not that as Latin-1, which older dictionaries are in."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror or error}). Check the path.") from error
    if b"\x00" in raw:
        raise UsageError(f"{path} is no text file; give a dictionary or a CSV table.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def kind_of(path: Path, text: str) -> str:
    """What the file is. Raises UsageError for a verb dictionary and for what has no mark of any kind."""
    if path.suffix.lower() in (".csv", ".tsv", ".tab"):
        return "leaders"
    if re.search(r"^\s*-\s.*\*.*\[\S+\]|^---.*\[\S+\]\s*---", text, re.M):
        raise UsageError(f"{path} is a verb dictionary. Its patterns go by word order and cannot be taken over soundly (docs/lexicon.md says why).")
    if is_agents(text):
        return "agents"
    if "[" in text:
        return "actors"
    raise UsageError(f"{path} is neither a dictionary with [CODES] nor a table; say what it is with --kind {'|'.join(KINDS)}.")
