"""`counterclaim events|claims|happenings|disputes|actors|documents` and `export`: asking a casebook."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from counterclaim.cli.casebook import CASE
from counterclaim.record.filters import MOST, Filters, Paging
from counterclaim.record.view import View
from counterclaim.show.asked import CASE_FORMATS, TABLES, write_rows
from counterclaim.show.exports import EXPORTS, write_export
from counterclaim.show.report import write_report

FILTERS = (
    click.option("--who", multiple=True, metavar="ACTOR", help='Who does it: code (ARM, IGO:UN) or name ("Armenia"), also with a sector (ARM/MIL).'),
    click.option("--to", multiple=True, metavar="ACTOR", help="To whom it is done."),
    click.option("--type", multiple=True, metavar="TYPE", help="Event type (ASSAULT), act of a claim (deny), or kind of a dispute (number)."),
    click.option("--since", metavar="DATE", help="Not before this day (YYYY-MM-DD)."),
    click.option("--until", metavar="DATE", help="Not after this day."),
    click.option("--place", multiple=True, metavar="PLACE", help="A place's name, or a state's name or code."),
    click.option("--said-by", multiple=True, metavar="ACTOR", help='Who says so; "author" for what the documents say themselves.'),
    click.option("--status", multiple=True, metavar="STATUS", help="Of an event (actual); an author's on a claim (rejects); a mention's (denies)."),
    click.option("--text", metavar="WORDS", help='Words that occur; "in quotes" for a phrase.'),
    click.option("--document", multiple=True, metavar="ID", help="Only from this document."),
    click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Leave out events and claims below this confidence."),
)  # fmt: skip
OUTPUT = (
    click.option("--format", "format_", type=click.Choice(CASE_FORMATS), default="table", show_default=True, help="How to write it."),
    click.option("-o", "--output", type=click.Path(dir_okay=False, allow_dash=True), default="-", help="Where to write; - is standard output."),
    click.option("--limit", type=click.IntRange(0, MOST), help="At most so many rows; 50 for a table, all for the rest."),
    click.option("--offset", type=click.IntRange(0), default=0, help="Leave out the first so many rows."),
    click.option("--count", is_flag=True, help="Only say how many there are."),
)
HELP = {
    "events": "List events: who did what to whom, when and where, and who says so.",
    "claims": "List claims: who says, denies, accuses, demands.",
    "happenings": "List happenings: what documents together tell of, and how many independent voices there are for each.",
    "disputes": "List disputes: where documents contradict each other, with their words side by side.",
    "actors": "List the actors of the events asked for, the busiest first.",
    "documents": "List documents; --text searches them.",
}


def options(given: tuple[Callable[[Any], Any], ...]) -> Callable[[Any], Any]:
    def dress(command: Any) -> Any:
        for option in reversed(given):
            command = option(command)
        return command

    return dress


def filters_of(asked: dict[str, Any]) -> Filters:
    """The filters that the options of FILTERS stand for; takes them out of `asked`."""
    names = {"min_confidence": "confidence"}
    return Filters(**{names.get(k, k): asked.pop(k) for k in [o.replace("-", "_") for o in NAMES]})


NAMES = ("who", "to", "type", "since", "until", "place", "said-by", "status", "text", "document", "min-confidence")


def table_command(table: str) -> click.Command:
    """The command that lists one table of the casebook."""

    @click.command(table, help=f"{HELP[table]}\n\n\b\nExample:\n  counterclaim {table} april.db --format csv -o {table}.csv")
    @CASE
    @options(FILTERS)
    @options(OUTPUT)
    def command(case: Path, format_: str, output: str, limit: int | None, offset: int, count: bool, **asked: Any) -> None:
        filters = filters_of(asked)
        most = limit if limit is not None else TABLES[table].shown if format_ == "table" and output == "-" else MOST
        with View(case) as view:
            if count:
                click.echo(len(getattr(view, table)(filters, Paging(MOST))) if table in ("actors", "documents") else view.count(table, filters))
                return
            rows = getattr(view, table)(filters, Paging(most, offset))
            write_rows(rows, format_, output, table)
            if format_ == "table" and output == "-" and len(rows) == most and limit is None:
                click.echo(f"The first {most}; --limit and --offset give more, --count says how many there are.", err=True)

    return command


events, claims, happenings, disputes, actors, documents = map(table_command, HELP)


@click.command()
@CASE
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Where to write the report, one HTML file.")
@click.option("--title", help="What to call it; the casebook's name otherwise.")
def report(case: Path, output: Path, title: str | None) -> None:
    """Write a case as one HTML file: disputes first, the story by day with all accounts side by side, then the documents.

    \b
    Example:
      counterclaim report april.db -o april.html
    """
    with View(case) as view:
        write_report(view.codings(), output, title or case.stem, accounts=view.accounts())
    click.echo(f"The report is at {output}", err=True)


@click.command()
@CASE
@click.option("--as", "kind", type=click.Choice(list(EXPORTS)), required=True, help="; ".join(f"{k}: {e.help}" for k, e in EXPORTS.items()) + ".")
@click.option("-o", "--output", type=click.Path(dir_okay=False, allow_dash=True), default="-", help="Where to write; - is standard output.")
@options(FILTERS)
def export(case: Path, kind: str, output: str, **asked: Any) -> None:
    """Write a casebook's events for other tools.

    \b
    Examples:
      counterclaim export april.db --as cameo -o events.tsv
      counterclaim export april.db --as ftm -o entities.jsonl
    """
    with View(case) as view:
        write_export(view, kind, output, filters_of(asked))
