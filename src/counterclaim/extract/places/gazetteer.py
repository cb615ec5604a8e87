"""The index of place names, read only, loaded when first asked for (about 20 MB, 0.15 s).

The file is built by tools/build_gazetteer.py; index.py documents its arrays. Data: GeoNames, CC BY 4.0.
"""

from __future__ import annotations

import os
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from counterclaim.errors import DataError, UsageError
from counterclaim.extract.places.names import fingerprint

SETTING = "COUNTERCLAIM_GAZETTEER"  # path of an index to use instead of the package's
CACHED = 50_000  # names remembered between documents
MOST = 60  # of the places that share a name, the most likely ones are looked at


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the index. weight: people, or how likely a name means it; main: not just an alternate name."""

    number: int
    name: str
    country: str
    division: int
    lat: float
    lon: float
    weight: float
    kind: str
    geonames: int | None
    disputed: bool
    main: bool


class Gazetteer:
    """Places by normalised name (names.normal)."""

    def __init__(self, arrays: dict[str, Any]) -> None:
        self._hashes = array("Q", arrays["hashes"].tobytes())
        self._first, self._places = arrays["first"], arrays["places"]
        self._columns = arrays
        self._countries = [str(c) for c in arrays["countries"]]
        self._kinds = [str(k) for k in arrays["kinds"]]
        self._names = arrays["names"].tobytes()
        self.find = lru_cache(maxsize=CACHED)(self._find)

    def _find(self, normalised: str) -> tuple[Place, ...]:
        wanted = fingerprint(normalised)
        at = bisect_left(self._hashes, wanted)
        if at == len(self._hashes) or self._hashes[at] != wanted:
            return ()
        codes = self._places[self._first[at] : self._first[at + 1]]
        return tuple(self.place(int(code) // 2, main=not code % 2) for code in codes[:MOST])

    def place(self, number: int, main: bool = True) -> Place:
        c = self._columns
        name = self._names[2 * c["name_at"][number] : 2 * c["name_at"][number + 1]].decode("utf-16-le")
        country = self._countries[c["country"][number]]
        return Place(
            number, name, country, int(c["division"][number]), round(float(c["lat"][number]), 5), round(float(c["lon"][number]), 5),
            float(c["weight"][number]), self._kinds[c["kind"][number]], int(c["geonames"][number]) or None, bool(c["disputed"][number]), main,
        )  # fmt: skip

    def __len__(self) -> int:
        return len(self._columns["lat"])


def packaged_path() -> Path:
    """Where the index that comes with the package lies."""
    with as_file(files("counterclaim").joinpath("data", "places", "gazetteer.npz")) as path:
        return path


def gazetteer() -> Gazetteer:
    """The index that comes with the package, or the one that the environment variable COUNTERCLAIM_GAZETTEER names.

    Raises UsageError where that file is missing or no index, DataError where the package's own is."""
    return loaded(os.environ.get(SETTING) or "")


@lru_cache(maxsize=2)
def loaded(chosen: str) -> Gazetteer:
    try:
        with np.load(Path(chosen) if chosen else packaged_path()) as arrays:
            return Gazetteer({name: arrays[name] for name in arrays.files})
    except (OSError, ValueError, KeyError, EOFError, AttributeError, BadZipFile) as error:
        if chosen:
            how = f"make one with: counterclaim gazetteer build FOLDER -o {chosen}"
            raise UsageError(f"{SETTING} names {chosen}, which is no gazetteer; {how}") from error
        raise DataError("The data file places/gazetteer.npz is missing or damaged; reinstall Counterclaim.") from error
