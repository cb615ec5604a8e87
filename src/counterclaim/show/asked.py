"""Rows asked of a casebook, as table, JSON, CSV, Parquet or GeoJSON."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import IO, Any

from counterclaim.errors import UsageError
from counterclaim.record.corrections import undone_by
from counterclaim.record.view import Status, View
from counterclaim.show.write import opened

Row = dict[str, Any]
CASE_FORMATS = ("table", "json", "jsonl", "csv", "parquet", "geojson")


@dataclass(frozen=True, slots=True)
class Table:
    """What a terminal shows of a table: these columns, so many rows unless asked otherwise."""

    columns: tuple[str, ...]
    shown: int = 50


TABLES = {
    "events": Table(("first_day", "document", "event", "type", "status", "sources", "targets", "place", "said_by", "trigger")),
    "claims": Table(("published", "document", "claim", "actor", "source", "act", "author_stance", "content")),
    "happenings": Table(("first_day", "happening", "type", "sources", "targets", "place", "documents", "independent", "disputes", "words")),
    "disputes": Table(("first_day", "dispute", "kind", "happening", "reason", "sides")),
    "actors": Table(("actor", "role", "events", "as_source", "as_target", "first_day", "last_day")),
    "documents": Table(("document", "published", "publisher", "title", "version", "events", "claims", "skipped")),
    "corrections": Table(("number", "action", "document", "about", "fields", "author", "made", "note", "in_force")),
}


def write_rows(rows: Iterable[Row], format_: str, output: str, table: str = "corrections") -> None:
    """Write rows to the path `output` ("-" is standard output). Raises UsageError where that cannot be."""
    if format_ == "parquet":
        if output == "-":
            raise UsageError("Parquet cannot be written to standard output; name a file with -o FILE.")
        write_parquet(list(rows), output)
        return
    writer = {"table": write_table, "json": write_json, "jsonl": write_jsonl, "csv": write_csv, "geojson": write_geojson}[format_]
    try:
        with opened(output) as file:
            writer(rows, file, TABLES[table].columns)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise UsageError(f"{output} cannot be written ({error.strerror or error}); choose another path with -o.") from error


def write_json(rows: Iterable[Row], file: IO[str], columns: Sequence[str]) -> None:
    parts = (json.dumps(r, ensure_ascii=False) for r in rows)
    file.write("[" + ",\n ".join(parts) + "]\n")


def write_jsonl(rows: Iterable[Row], file: IO[str], columns: Sequence[str]) -> None:
    for row in rows:
        file.write(json.dumps(row, ensure_ascii=False) + "\n")


def write_csv(rows: Iterable[Row], file: IO[str], columns: Sequence[str]) -> None:
    every = iter(rows)
    first = next(every, None)
    out = csv.DictWriter(file, list(first) if first else list(columns))
    out.writeheader()
    out.writerows(flat(r) for r in (chain([first], every) if first else ()))


def flat(row: Row) -> Row:
    """A row whose nested values are JSON in a cell."""
    return {k: json.dumps(v, ensure_ascii=False) if isinstance(v, list | dict) else v for k, v in row.items()}


def write_parquet(rows: list[Row], output: str) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        pq.write_table(pa.Table.from_pylist([flat(r) for r in rows]), output)
    except OSError as error:
        raise UsageError(f"{output} cannot be written ({error.strerror or error}); choose another path with -o.") from error


def write_geojson(rows: Iterable[Row], file: IO[str], columns: Sequence[str]) -> None:
    """A FeatureCollection (RFC 7946); rows without coordinates have the geometry null."""
    file.write('{"type": "FeatureCollection", "features": [')
    for n, row in enumerate(rows):
        lat, lon = row.get("lat"), row.get("lon")
        point = {"type": "Point", "coordinates": [lon, lat]} if lat is not None and lon is not None else None
        facts = {k: v for k, v in row.items() if k not in ("lat", "lon")}
        file.write((",\n" if n else "\n") + json.dumps({"type": "Feature", "geometry": point, "properties": facts}, ensure_ascii=False))
    file.write("\n]}\n")


def write_table(rows: Iterable[Row], file: IO[str], columns: Sequence[str]) -> None:
    """As wide as the terminal, 120 columns elsewhere; what is too long is cut."""
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        grid.add_column(
            name.replace("_", " "), overflow="ellipsis", no_wrap=name not in ("sides", "content", "sources", "targets", "reason"), min_width=4
        )
    for row in rows:
        grid.add_row(*(Text(cell(row.get(name))) for name in columns))
    width = shutil.get_terminal_size((120, 24)).columns if file is sys.stdout and sys.stdout.isatty() else 160
    Console(file=file, width=width, no_color=not (file is sys.stdout and sys.stdout.isatty())).print(grid)


def cell(value: Any) -> str:
    """A value on a terminal: nothing that could steer it, sides of a dispute one a line."""
    if isinstance(value, list):
        return "\n".join(f"{s['document']}: {s['says']} “{clean(s['quote'])}”" if isinstance(s, dict) and "quote" in s else str(s) for s in value)
    return clean(str(value)) if value not in (None, "") else ""


def clean(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)


def status_text(found: Status, refusals: Sequence[Row] = ()) -> str:
    """What a casebook holds, in lines."""
    return "\n".join(status_lines(found, refusals)) + "\n"


def status_lines(found: Status, refusals: Sequence[Row]) -> Iterator[str]:
    more = f" in {found.versions:,} versions" if found.versions != found.documents else ""
    span = f", {found.first} to {found.last}" if found.first else ""
    yield f"{found.documents:,} documents{more}, {found.events:,} events{span}, {found.claims:,} claims"
    kinds = ", ".join(f"{n:,} {kind}" for kind, n in found.disputes.items())
    yield f"{found.happenings:,} happenings, {sum(found.disputes.values()):,} disputes{f' ({kinds})' if kinds else ''}"
    if not found.compared:
        yield "The documents are not compared yet; run counterclaim add or recode once more."
    if found.corrections:
        yield f"{found.corrections:,} corrections"
    if found.lost:
        yield (
            f"corrections whose event is gone: {', '.join(map(str, found.lost))}. The text changed, or it is coded otherwise now. Look them up with "
            "counterclaim corrections, correct what stands there now, and take the old ones back with counterclaim correct CASE.db undo NUMBER."
        )
    for title, counts in (("coded by", found.coders), ("recorded, not coded", found.skipped), ("refused", found.refused)):
        for name, number in counts.items():
            yield f"{title}: {number:,} × {name}"
    for row in refusals:
        yield f"  {clean(row['source'])}: {clean(row['message'])}"


def corrections_table(view: View) -> list[Row]:
    """All corrections as rows."""
    every = view.corrections()
    undone, lost = undone_by(every), {c.id for c in view.lost()}
    labels = view.labels_by_digest()

    def about(c: Any) -> str:
        spots = [t for t in (c.target, c.other) if t]
        return (
            f"correction {c.undoes}"
            if c.undoes
            else " and ".join(f"{labels.get(t.digest, t.digest[:14])}[{t.start}-{t.end}] {t.type}" for t in spots)
        )

    return [
        {"number": c.id, "action": c.action, "document": labels.get(c.target.digest) if c.target else None, "about": about(c),
         "fields": json.dumps(c.fields, ensure_ascii=False) if c.fields else "",
         "author": c.author, "made": c.made, "note": c.note, "in_force": c.id not in undone, "lost": c.id in lost}
        for c in every
    ]  # fmt: skip
