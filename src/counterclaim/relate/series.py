"""Series of dyads: events added up by day, week or month, with gaps kept apart from zeros.

A period in which the whole table tells of nobody is a *gap* (NaN): the wire was silent or the file is missing. A period
in which others were reported and the dyad was not is a zero. (`quiet="sides"` is stricter: a gap is where neither side
of the dyad occurs at all.)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
from numpy.typing import NDArray

from counterclaim.errors import UsageError
from counterclaim.relate.actors import is_state, state_named
from counterclaim.relate.actors import table as code_table
from counterclaim.relate.codes import MEASURES, QUADS, UNITS

Array = NDArray[np.float64]
Dyad = tuple[str, str]  # source, target
YEAR = 365.25  # days
EPOCH = date(1970, 1, 1)
LISTED = 8  # dyads or actors that an error message lists
CELLS = pa.schema([
    ("period", pa.int64()), ("source", pa.string()), ("target", pa.string()), ("quad", pa.string()),
    ("events", pa.int64()), ("up", pa.float64()), ("down", pa.float64()),
])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Periods:
    """Consecutive days, weeks (from Monday) or months. `first` is the number of the first one since 1970."""

    unit: str
    first: int
    count: int

    @classmethod
    def spanning(cls, unit: str, first: date, last: date) -> Periods:
        """The periods from the one of `first` to the one of `last`; raises UsageError for an unknown unit."""
        if unit not in UNITS:
            raise UsageError(f"Periods are {', '.join(UNITS)}, not {unit!r}.")
        start, end = (int(number(unit, np.array([d], "datetime64[D]"))[0]) for d in (first, last))
        return cls(unit, start, end - start + 1)

    def index(self, days: NDArray[Any]) -> NDArray[np.int64]:
        return number(self.unit, days) - self.first

    def start(self, index: int) -> date:
        """First day of the period."""
        n = self.first + index
        if self.unit == "month":
            return date(1970 + n // 12, n % 12 + 1, 1)
        return EPOCH + timedelta(days=n if self.unit == "day" else n * 7 - 3)

    def starts(self) -> list[date]:
        return [self.start(i) for i in range(self.count)]


def number(unit: str, days: NDArray[Any]) -> NDArray[np.int64]:
    """The number of each day's period since 1970 (weeks begin on Monday; 1970-01-01 was a Thursday)."""
    days = days.astype("datetime64[D]")
    if unit == "month":
        return days.astype("datetime64[M]").astype(np.int64)
    since = days.astype(np.int64)
    return since if unit == "day" else (since + 3) // 7


@dataclass(frozen=True, slots=True)
class Cells:
    """Events of a table counted by period, source, target and class, as parallel arrays."""

    periods: Periods
    period: NDArray[np.int64]
    source: NDArray[np.int64]  # numbers into `actors`
    target: NDArray[np.int64]
    quad: NDArray[np.int64]  # number into QUADS, -1 for none
    events: Array
    positive: Array  # sum of Goldstein values above zero
    negative: Array  # sum of those below, as a negative number
    actors: tuple[str, ...]
    volume: Array  # (T,) events of the whole table in each period

    def numbered(self) -> dict[str, int]:
        return {name: i for i, name in enumerate(self.actors)}


def count_cells(events: ds.Dataset, unit: str, since: date | None = None, until: date | None = None, sides: Iterable[str] | None = None) -> Cells:
    """Read the table once, batch by batch, and count; `sides`: only events of these actors (the volume counts all).

    Raises UsageError where the table holds no event, or none in the time asked for.
    """
    first, last = span(events, since, until)
    periods = Periods.spanning(unit, first, last)
    volume = np.zeros(periods.count)
    wanted = pa.array(sorted(set(sides))) if sides is not None else None
    within = (ds.field("date") >= first) & (ds.field("date") <= last)
    found = CELLS.empty_table()
    for batch in events.to_batches(columns=["date", "source", "target", "quad", "goldstein"], filter=within):
        period = periods.index(batch["date"].to_numpy(zero_copy_only=False))
        volume += np.bincount(period, minlength=periods.count)
        table = pa.Table.from_batches([batch]).append_column("period", pa.array(period, pa.int64()))
        if wanted is not None:
            table = table.filter(pc.or_(pc.is_in(table["source"], wanted), pc.is_in(table["target"], wanted)))
        found = summed(pa.concat_tables([found, one_each(table)]))
    names = tuple(pc.unique(pa.chunked_array([*found["source"].chunks, *found["target"].chunks], pa.string())).to_pylist())
    counted = [found[name].to_numpy().astype(float) for name in ("events", "up", "down")]
    source, target = (pc.index_in(found[side], pa.array(names, pa.string())).to_numpy() for side in ("source", "target"))
    quad = pc.fill_null(pc.index_in(found["quad"], pa.array(QUADS)), -1).to_numpy()
    n, up, down = counted
    return Cells(periods, found["period"].to_numpy(), source, target, quad, n, up, down, names, volume)


def one_each(table: pa.Table) -> pa.Table:
    """A cell for each event."""
    value = pc.fill_null(table["goldstein"], 0.0).cast(pa.float64())
    columns = {
        "period": table["period"], "source": table["source"], "target": table["target"], "quad": table["quad"],
        "events": pa.array(np.ones(len(table), np.int64)), "up": pc.max_element_wise(value, 0.0), "down": pc.min_element_wise(value, 0.0),
    }  # fmt: skip
    return pa.table(columns, schema=CELLS)


def summed(cells: pa.Table) -> pa.Table:
    """Cells of the same period, source, target and class added up."""
    grouped = cells.group_by(["period", "source", "target", "quad"]).aggregate([("events", "sum"), ("up", "sum"), ("down", "sum")])
    return grouped.rename_columns([name.removesuffix("_sum") for name in grouped.column_names]).select(CELLS.names).cast(CELLS)


def span(events: ds.Dataset, since: date | None, until: date | None) -> tuple[date, date]:
    """First and last day with an event, within `since` and `until`."""
    first = last = None
    for batch in events.to_batches(columns=["date"]):
        if batch.num_rows:
            ends = pc.min_max(batch["date"]).as_py()
            first, last = min(filter(None, (first, ends["min"]))), max(filter(None, (last, ends["max"])))
    if first is None or last is None:
        raise UsageError("The events table holds no event.")
    start, end = max(first, since or first), min(last, until or last)
    if start > end:
        raise UsageError(f"There is no event between {since or first} and {until or last}; the table runs from {first} to {last}.")
    return start, end


@dataclass(frozen=True)
class Panel:
    """What series are drawn from: the cells, and how gaps are told."""

    cells: Cells
    quiet: str = "table"  # "table" or "sides"

    @property
    def periods(self) -> Periods:
        return self.cells.periods

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return self.cells.numbered()

    @cached_property
    def _by_dyad(self) -> dict[tuple[int, int], NDArray[np.int64]]:
        """Rows of the cells by dyad."""
        size = len(self.cells.actors) + 1
        keys = self.cells.source * size + self.cells.target
        order = np.argsort(keys, kind="stable")
        distinct, starts = np.unique(keys[order], return_index=True)
        return {(int(k // size), int(k % size)): rows for k, rows in zip(distinct, np.split(order, starts[1:]), strict=True)}

    def rows(self, dyad: Dyad) -> NDArray[np.int64]:
        one, two = (self._numbers.get(name, -1) for name in dyad)
        return self._by_dyad.get((one, two), np.empty(0, np.int64))

    def series(self, dyad: Dyad, measure: str = "net") -> Array:
        """Values (T,) of the directed dyad; NaN in gaps, and for "mean" where there is no event."""
        if measure not in MEASURES:
            raise UsageError(f"Measures are {', '.join(MEASURES)}, not {measure!r}.")
        rows = self.rows(dyad)
        if measure in QUADS:
            rows = rows[self.cells.quad[rows] == QUADS.index(measure)]
        at = self.cells.period[rows]

        def total(values: Array) -> Array:
            return np.asarray(np.bincount(at, values[rows], minlength=self.periods.count), dtype=np.float64)

        up, down, n = total(self.cells.positive), total(self.cells.negative), total(self.cells.events)
        if measure == "mean":
            values = mean(up + down, n)
        else:
            values = {"net": up + down, "cooperation": up, "conflict": -down}.get(measure, n)
        return np.where(self.gaps(dyad), np.nan, values)

    def both(self, one: str, two: str, measure: str = "net") -> Array:
        """The undirected dyad: both directions together."""
        if measure == "mean":
            n = self.both(one, two, "events")
            return mean(self.both(one, two), n)
        return self.series((one, two), measure) + self.series((two, one), measure)

    def gaps(self, dyad: Dyad) -> NDArray[np.bool_]:
        """Periods without a report."""
        if self.quiet == "table":
            return np.asarray(self.cells.volume == 0)
        mine = [self._numbers[name] for name in dyad if name in self._numbers]
        seen = np.isin(self.cells.source, mine) | np.isin(self.cells.target, mine)
        return np.asarray(np.bincount(self.cells.period[seen], self.cells.events[seen], minlength=self.periods.count) == 0)

    def events(self, dyad: Dyad) -> int:
        return int(self.cells.events[self.rows(dyad)].sum())

    def volume(self) -> Array:
        """Log of one more than the table's events in each period: how much was reported at all. NaN in gaps."""
        return np.where(self.cells.volume > 0, np.log1p(self.cells.volume), np.nan)

    def partners(self, one: str, two: str) -> dict[str, int]:
        """Other states with the number of events that tie them to either side, most first."""
        found: dict[str, int] = {}
        for (s, t), rows in self._by_dyad.items():
            names = self.cells.actors[s], self.cells.actors[t]
            inside = [n for n in names if n in (one, two)]
            third = [n for n in names if n not in (one, two) and is_state(n)]
            if len(inside) == len(third) == 1:
                found[third[0]] = found.get(third[0], 0) + int(self.cells.events[rows].sum())
        return dict(sorted(found.items(), key=lambda item: -item[1]))


def mean(total: Array, n: Array) -> Array:
    """Total over number, NaN where there is nothing."""
    return np.asarray(np.divide(total, n, out=np.full(len(n), np.nan), where=n > 0))


def actor_asked(text: str, known: Iterable[str]) -> str:
    """The actor that a user means by a code or name. Raises UsageError that lists what the events hold."""
    held = list(known)
    for candidate in (
        text,
        text.upper(),
        f"*{text}",
        f"IGO:{text.upper()}",
        state_named(text),
        state_named(text.title()),
        code_table("weis").get(text.upper()),
    ):
        if candidate and candidate in held:
            return candidate
    close = [a for a in held if a[:2] == text.upper()[:2]][:LISTED] or held[:LISTED]
    raise UsageError(f"No event of the table is by or towards {text!r}. It holds {len(held)} actors, among them {', '.join(close)}.")


def pair_asked(text: str, known: Iterable[str]) -> Dyad:
    """The two actors of "ISR-AZE"."""
    sides = [s.strip() for s in text.split("-")]
    if len(sides) != 2 or not all(sides):
        raise UsageError(f"A relation is two actors with a hyphen between, such as ISR-AZE, not {text!r}.")
    held = list(known)
    one, two = (actor_asked(side, held) for side in sides)
    if one == two:
        raise UsageError(f"A relation has two different sides; {text!r} names {one} twice.")
    return one, two


def actors_of(events: ds.Dataset) -> dict[str, int]:
    """All actors with the number of events they take part in, most first."""
    found: dict[str, int] = {}
    for batch in events.to_batches(columns=["source", "target"]):
        for name in ("source", "target"):
            for item in batch[name].value_counts().to_pylist():
                found[item["values"]] = found.get(item["values"], 0) + item["counts"]
    return dict(sorted(found.items(), key=lambda item: -item[1]))
