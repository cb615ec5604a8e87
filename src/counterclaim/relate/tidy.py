"""From the columns of any layout to the events table: one row an event, dates as dates, actors as states, codes with meaning.

Each distinct value of a block is looked at once, in Python, and handed out to its rows in columns: of millions of rows
only thousands of dates, actors and codes are distinct.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from counterclaim.relate.actors import resolve
from counterclaim.relate.codes import meaning
from counterclaim.relate.formats import Format
from counterclaim.relate.rows import Losses

SCHEMA = pa.schema([
    ("date", pa.date32()), ("source", pa.string()), ("source_role", pa.string()), ("target", pa.string()), ("target_role", pa.string()),
    ("code", pa.string()), ("type", pa.string()), ("quad", pa.string()), ("goldstein", pa.float32()),
    ("id", pa.string()), ("note", pa.string()), ("origin", pa.string()),
])  # fmt: skip
FIRST_YEAR = 1800
LONGEST_NOTE = 300  # characters
GOLDSTEIN = 10.0  # the scale ends at plus and minus this
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def tidy(block: pa.RecordBatch, layout: Format, scheme: str, losses: Losses) -> pa.Table:
    """The rows of `block` as events; rows without date, source, target or known code go to `losses`."""
    days = first_filled(block, layout, "date", lambda text: day(text, layout.dates), pa.date32())
    style = scheme if layout.actors == "code" else "name"
    source, source_role = actors(block, layout, "source", style)
    target, target_role = actors(block, layout, "target", style)
    codes = first_filled(block, layout, "code", lambda text: text.strip() if meaning(text, scheme) else None, pa.string())
    columns = {
        "date": days, "source": source, "source_role": source_role, "target": target, "target_role": target_role, "code": codes,
        "type": mapped(codes, lambda code: known(code, scheme).type or None, pa.string()),
        "quad": quads(block, layout, codes, scheme), "goldstein": goldstein(block, layout, codes, scheme),
        "id": texts(block, layout, "id"), "note": texts(block, layout, "note"),
        "origin": pa.array([layout.name], pa.string()).take(pa.array([0] * block.num_rows, pa.int32())),
    }  # fmt: skip
    table = pa.table([columns[name] for name in SCHEMA.names], schema=SCHEMA)
    for reason, name in (
        ("no date that can be read", "date"),
        ("source not named", "source"),
        ("target not named", "target"),
        ("code not known", "code"),
    ):
        table, block = without(table, block, layout, name, reason, losses)
    return table


def without(table: pa.Table, block: pa.RecordBatch, layout: Format, name: str, reason: str, losses: Losses) -> tuple[pa.Table, pa.RecordBatch]:
    """Table and block without the rows where `name` is missing."""
    lacking = pc.is_null(table[name])
    count = pc.sum(lacking).as_py() or 0
    if not count:
        return table, block
    row = pc.index(lacking, True).as_py()
    losses.add(
        reason,
        count,
        lambda: " | ".join(block.column(c)[row].as_py() for f in ("date", "source", "target", "code") for c in held(block, layout, f)[:1]),
    )
    kept = pc.invert(lacking)
    return table.filter(kept), block.filter(kept.combine_chunks() if isinstance(kept, pa.ChunkedArray) else kept)


def known(code: str, scheme: str) -> Any:
    found = meaning(code, scheme)
    assert found is not None  # codes that mean nothing are null before
    return found


def held(block: pa.RecordBatch, layout: Format, field: str) -> list[str]:
    """The columns of `field` that this file has."""
    return [c for c in layout.fields.get(field, ()) if c in block.schema.names]


def mapped(column: Any, convert: Callable[[str], Any], kind: pa.DataType) -> Any:
    """`convert` of each cell, called once for each distinct one; null where it gives None."""
    column = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    encoded = column.dictionary_encode()
    values = pa.array([None if v is None else convert(v) for v in encoded.dictionary.to_pylist()], kind)
    return values.take(encoded.indices)


def first_filled(block: pa.RecordBatch, layout: Format, field: str, convert: Callable[[str], Any], kind: pa.DataType) -> Any:
    """The first column of `field` whose cell converts, row by row."""
    columns = [mapped(block.column(c), convert, kind) for c in held(block, layout, field)]
    return pc.coalesce(*columns) if columns else pa.nulls(block.num_rows, kind)


def actors(block: pa.RecordBatch, layout: Format, field: str, style: str) -> tuple[Any, Any]:
    """Columns with actor and role."""

    def part(index: int) -> Callable[[str], str | None]:
        def convert(text: str) -> str | None:
            found = resolve(text, style)
            return found[index] if found else None

        return convert

    return first_filled(block, layout, field, part(0), pa.string()), first_filled(block, layout, field, part(1), pa.string())


def day(text: str, forms: tuple[str, ...]) -> date | None:
    """The day of a cell in one of the `forms`; None where there is none, or it lies before 1800 or after tomorrow's year."""
    text = text.strip()
    for form in forms:
        try:
            if form == "iso":
                found = ISO.match(text)
                read = date(*map(int, found.groups())) if found else None
            else:
                read = datetime.strptime(text, form).date()
        except ValueError:
            continue
        if read and FIRST_YEAR <= read.year <= date.today().year + 1:
            return read
    return None


def quads(block: pa.RecordBatch, layout: Format, codes: Any, scheme: str) -> Any:
    """The file's own class where it gives one, else that of the code."""
    own = first_filled(block, layout, "quad", lambda text: layout.quads.get(text.strip(), text.strip() if not layout.quads else None), pa.string())
    return pc.coalesce(own, mapped(codes, lambda code: known(code, scheme).quad or None, pa.string()))


def goldstein(block: pa.RecordBatch, layout: Format, codes: Any, scheme: str) -> Any:
    """The file's own value where it gives one on the scale, else that of the code."""

    def number(text: str) -> float | None:
        try:
            value = float(text)
        except ValueError:
            return None
        return value if abs(value) <= GOLDSTEIN else None

    own = first_filled(block, layout, "goldstein", number, pa.float32())
    return pc.coalesce(own, mapped(codes, lambda code: known(code, scheme).goldstein, pa.float32()))


def texts(block: pa.RecordBatch, layout: Format, field: str) -> Any:
    """Cells as they stand, cut at LONGEST_NOTE; null where they are empty."""
    columns = []
    for name in held(block, layout, field):
        short = pc.utf8_slice_codeunits(block.column(name), 0, LONGEST_NOTE)
        columns.append(pc.if_else(pc.equal(pc.utf8_length(short), 0), pa.scalar(None, pa.string()), short))
    return pc.coalesce(*columns) if columns else pa.nulls(block.num_rows, pa.string())
