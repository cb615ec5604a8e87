"""The questions that `depends` can be put: a dyad of an events table, or columns of a plain CSV file."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from counterclaim.errors import UsageError
from counterclaim.relate.depends import Case, Third
from counterclaim.relate.series import LISTED, Dyad, Panel, actor_asked

EMPTY = {"", "na", "nan", "null", "none", "."}


def dyad_case(panel: Panel, pair: Dyad, thirds: Sequence[str], measure: str = "net", volume: bool = True, way: str = "both") -> Case:
    """The relation of `pair`, given its own past in each direction, and each third's four series with it.

    way: "both" for what either side does to the other together, "there" for what the first does to the second, "back".

    Raises UsageError where the two never deal with one another, or a third is unknown or one of the two.
    """
    one, two = pair
    if not panel.events((one, two)) + panel.events((two, one)):
        partners = {d: n for d in ((one, x) for x in panel.partners(one, two)) if (n := panel.events(d) + panel.events((d[1], d[0])))}
        listed = ", ".join(f"{a}-{b} ({n})" for (a, b), n in list(partners.items())[:LISTED])
        raise UsageError(f"There is no event between {one} and {two} in this time. {one} deals with: {listed or 'no other state'}.")
    known = panel.partners(one, two)
    names = [actor_asked(t.strip(), [*known, *panel.cells.actors]) for t in thirds if t.strip()]
    if clash := [n for n in names if n in pair]:
        raise UsageError(f"{clash[0]} is a side of the relation, not a third; leave it out of --on.")
    if not names:
        raise UsageError(f"Name the thirds with --on; most events tie these to either side: {', '.join(list(known)[:LISTED])}.")

    def third(name: str) -> Third:
        dyads = [(name, one), (name, two), (one, name), (two, name)]
        return Third(
            name, {"→".join(d): np.nan_to_num(panel.series(d, measure)) + 0 * panel.series(pair, "net") for d in dyads}, sum(map(panel.events, dyads))
        )

    ways = {"→".join(d): panel.series(d, measure) for d in ((one, two), (two, one))}
    if measure == "mean":
        raise UsageError("A mean is not known in periods without an event, so it cannot be tested; take net, cooperation, conflict or events.")
    effects = {
        "both": (f"{one}–{two}", panel.both(one, two, measure)),
        **{w: (label, ways[label]) for w, label in zip(("there", "back"), ways, strict=True)},
    }
    effect, y = effects[way]
    return Case(
        effect=effect,
        y=y,
        own=np.column_stack(list(ways.values())),
        controls=panel.volume()[:, None] if volume else None,
        thirds=[third(n) for n in dict.fromkeys(names)],
        placebos=[third(n) for n in known if n not in names],
        parts={label: series for label, series in ways.items() if label != effect},
        dates=[d.isoformat() for d in panel.periods.starts()],
        missing=int(np.isnan(y).sum()),
    )


def series_case(path: Path, of: str, on: Sequence[str]) -> Case:
    """Columns of a CSV file, one row a period in order of time; an empty cell is a gap. Raises UsageError naming the columns."""
    columns = read_columns(path)
    asked = [of, *on]
    for name in asked:
        if name not in columns:
            raise UsageError(f"{path} has no column {name!r}; it has {', '.join(columns)}.")
    if of in on:
        raise UsageError(f"{of!r} cannot be asked to depend on itself; name other columns with --on.")
    values = {name: numbers(columns[name], name, path) for name in asked}
    y = values[of]
    date_column = next((c for c in columns if c.lower() in ("date", "week", "month", "day", "period")), None)
    return Case(
        effect=of,
        y=y,
        own=y[:, None],
        controls=None,
        thirds=[Third(name, {name: values[name]}) for name in dict.fromkeys(on)],
        dates=columns[date_column] if date_column and date_column not in asked else [str(i + 1) for i in range(len(y))],
        missing=int(np.isnan(y).sum()),
    )


def read_columns(path: Path) -> dict[str, list[str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.reader(stream))
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}); check the path.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path} is no CSV file in UTF-8: {error}") from error
    rows = [r for r in rows if r]  # blank lines
    if len(rows) < 2:
        raise UsageError(f"{path} has no rows below its header.")
    width = len(rows[0])
    if odd := next((i for i, r in enumerate(rows, 1) if len(r) != width), None):
        raise UsageError(f"{path}: row {odd} has {len(rows[odd - 1])} columns, the header {width}; mend it and try again.")
    return {name.strip(): [r[i].strip() for r in rows[1:]] for i, name in enumerate(rows[0])}


def numbers(cells: list[str], name: str, path: Path) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    out = np.full(len(cells), np.nan)
    for i, cell in enumerate(cells):
        if cell.lower() not in EMPTY:
            try:
                out[i] = float(cell)
            except ValueError as error:
                raise UsageError(f"{path}, row {i + 2}: {cell!r} in column {name!r} is no number; leave it empty where nothing is known.") from error
            if not np.isfinite(out[i]):
                raise UsageError(f"{path}, row {i + 2}: {cell!r} in column {name!r} is no finite number.")
    return out
