"""Tables and pictures to keep."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from counterclaim.record import tally
from counterclaim.record.filters import Filters, Paging
from counterclaim.record.view import View
from counterclaim.serve.answers import Refused, file
from counterclaim.serve.context import reading
from counterclaim.serve.pages import box_of, within
from counterclaim.serve.questions import filters_of
from counterclaim.show.asked import TABLES, corrections_table, flat
from counterclaim.show.case.bars import bars
from counterclaim.show.case.ground import ground
from counterclaim.show.case.pages import drawing
from counterclaim.show.case.web import web
from counterclaim.show.gold import gold_lines

MOST = 100_000  # rows of a download; the command line has no limit
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet might run
Row = dict[str, Any]
TALLIES: dict[str, Callable[[View, Filters], list[Row]]] = {
    "days": lambda view, filters: within(tally.days(view, filters), filters), "places": tally.places, "ties": tally.ties,
    "corrections": lambda view, filters: corrections_table(view),
}  # fmt: skip


def table(request: Request) -> Response:
    name = request.query_params.get("table", "")
    filters = filters_of(request.query_params)
    with reading(request) as view:
        if name in TALLIES:
            rows = TALLIES[name](view, filters)
        elif name in TABLES:
            rows = getattr(view, name)(filters, Paging(MOST))
        else:
            raise Refused(404, "not-found", f"There is no table {name[:40]!r}. There are {', '.join([*TABLES, *TALLIES])}.")
    return file(as_csv(rows), f"{name}.csv", "text/csv; charset=utf-8")


def as_csv(rows: Iterable[Row]) -> str:
    """Rows as CSV. A text that a spreadsheet would take for a formula gets an apostrophe before it: it may come from anywhere."""
    out = io.StringIO()
    every = [{k: safe(v) for k, v in flat(r).items()} for r in rows]
    writer = csv.DictWriter(out, list(every[0]) if every else ["nothing"])
    writer.writeheader()
    writer.writerows(every)
    return "\ufeff" + out.getvalue()


def safe(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def picture(request: Request) -> Response:
    name, kind = request.query_params.get("name", ""), request.query_params.get("format", "svg")
    filters = filters_of(request.query_params)
    with reading(request) as view:
        chart = chart_of(name, view, filters, request.query_params.get("box", ""))
    if chart is None:
        raise Refused(404, "not-found", "There is nothing to draw of what was asked for.")
    svg = drawing(name, chart=chart)
    if kind == "png":
        import vl_convert

        return file(vl_convert.svg_to_png(svg, scale=2), f"{name}.png", "image/png")
    return file(svg, f"{name}.svg", "image/svg+xml")


def chart_of(name: str, view: View, filters: Filters, box: str) -> Any:
    if name == "bars":
        return bars(within(tally.days(view, filters), filters))
    if name == "map":
        return ground(tally.places(view, filters), box_of(box))
    return web(tally.ties(view, filters)) if name == "web" else None


def gold(request: Request) -> Response:
    """Documents whose every event was checked, as gold to evaluate and train on."""
    with reading(request) as view:
        return file("".join(gold_lines(view)), "gold.jsonl", "application/jsonl; charset=utf-8")
