"""One sheet of findings: words first, then tables, charts and assumptions; for the terminal and for the browser."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from counterclaim.errors import UsageError
from counterclaim.show.contexts import Chart
from counterclaim.show.palette import palette
from counterclaim.show.report import UNFIT, digest, environment

WIDTH = 100  # characters of a line in the terminal


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its rows have as many cells as `heads`. Columns in `numeric` stand to the right."""

    title: str
    heads: tuple[str, ...]
    rows: list[tuple[str, ...]]
    numeric: frozenset[int] = frozenset()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    title: str
    answer: str  # one line
    words: list[str]  # paragraphs
    grids: list[Grid] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # assumptions and limits


def sheet_text(sheet: Sheet) -> str:
    """The sheet for a terminal; charts are for the browser."""
    lines = [sheet.title, "", *textwrap.wrap(sheet.answer, WIDTH), ""]
    for paragraph in sheet.words:
        lines += [*textwrap.wrap(paragraph, WIDTH), ""]
    for grid in sheet.grids:
        lines += [grid.title, *grid_lines(grid), *textwrap.wrap(grid.note, WIDTH), ""]
    if sheet.notes:
        lines += [
            "What this assumes",
            *(line for note in sheet.notes for line in textwrap.wrap(note, WIDTH, initial_indent="- ", subsequent_indent="  ")),
        ]
    return UNFIT.sub("\ufffd", "\n".join(lines).rstrip())


def grid_lines(grid: Grid) -> list[str]:
    widths = [max(len(row[i]) for row in (grid.heads, *grid.rows)) for i in range(len(grid.heads))]

    def line(row: Sequence[str]) -> str:
        cells = (cell.rjust(w) if i in grid.numeric else cell.ljust(w) for i, (cell, w) in enumerate(zip(row, widths, strict=True)))
        return "  " + "  ".join(cells).rstrip()

    return [line(grid.heads), "  " + "  ".join("-" * w for w in widths), *map(line, grid.rows)]


def write_sheet(sheet: Sheet, out: Path) -> None:
    """Write the sheet as one HTML file that loads nothing. Raises UsageError where it cannot be written."""
    env = environment()
    style = env.get_template("report.css.j2").render(palette=palette())
    html = env.get_template("sheet.html.j2").render(sheet=sheet, style=style, style_hash=digest(style))
    try:
        out.write_text(UNFIT.sub("\ufffd", html), encoding="utf8")
    except OSError as error:
        raise UsageError(f"{out} cannot be written ({error.strerror or error}); choose another path with -o.") from error
