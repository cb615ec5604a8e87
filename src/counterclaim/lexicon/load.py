"""Reading the data files of the package: one loader, whose errors name file and entry."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import yaml

from counterclaim.errors import DataError

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def data_text(path: str) -> str:
    """Text of `data/PATH`."""
    try:
        return files("counterclaim").joinpath("data", path).read_text(encoding="utf8")
    except OSError as error:
        raise DataError(f"The data file {path} is missing; reinstall Counterclaim.") from error


def load_yaml(path: str) -> Any:
    """Parsed content of `data/PATH`."""
    try:
        return yaml.load(data_text(path), Loader=Loader)  # noqa: S506 (CSafeLoader is safe)
    except yaml.YAMLError as error:
        raise DataError(f"{path}: not valid YAML: {error}") from error


def load_rows(path: str) -> Iterator[dict[str, str]]:
    """Rows of the CSV `data/PATH` as dictionaries. Lines that begin with # are comments."""
    lines = (line for line in data_text(path).splitlines() if line.strip() and not line.startswith("#"))
    yield from csv.DictReader(io.StringIO("\n".join(lines)))


def names_in(folder: str, ending: str) -> list[str]:
    """Paths of the data files in `data/FOLDER` with that ending, sorted."""
    found = files("counterclaim").joinpath("data", folder).iterdir()
    return sorted(f"{folder}/{f.name}" for f in found if f.name.endswith(ending))
