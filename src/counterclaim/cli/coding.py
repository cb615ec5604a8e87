"""`counterclaim read` and `counterclaim code`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from counterclaim.cli.common import Inputs, Tally, codings, input_options
from counterclaim.compare.accounts import compare
from counterclaim.show.account import account
from counterclaim.show.report import write_report
from counterclaim.show.write import FORMATS, write


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Also write the report, one HTML file, here.")
@input_options
def read(paths: tuple[str, ...], output: Path | None, **options: Any) -> None:
    """Print a readable account of what documents say: who speaks, events by date, claims by speaker.

    PATH is a file, a folder, an http(s) address, or - for standard input. HTML, PDF, DOCX, plain text,
    Markdown, RSS/Atom, JSONL, CSV, Parquet and WARC are told apart by their content.

    \b
    Examples:
      counterclaim read article.html
      counterclaim read case/ -o report.html
      curl -s ADDRESS | counterclaim read - --published 2016-04-20
    """
    inputs = Inputs(**options)
    tally = Tally(inputs.quiet)
    color = sys.stdout.isatty()
    kept = []
    for coding in codings(paths, inputs, tally):
        click.echo(account(coding, color=color))
        if output:
            kept.append(coding)
    if output and kept:
        write_report(kept, output, accounts=compare(kept) if len(kept) > 1 else None)
        click.echo(f"The report is at {output}", err=True)
    tally.finish()


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="jsonl",
    show_default=True,
    help="jsonl holds everything; csv and parquet one row an event, or a claim with --claims-only.",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, allow_dash=True), default="-", help="Where to write; - is standard output.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Leave out events and claims below this confidence.")
@click.option("--claims-only", is_flag=True, help="Only who says what: no events, times and places; nearly twice as fast.")
@input_options
def code(paths: tuple[str, ...], format_: str, output: str, min_confidence: float, claims_only: bool, **options: Any) -> None:
    """Code documents into tables.

    \b
    Examples:
      counterclaim code articles.jsonl --format jsonl -o coded.jsonl
      counterclaim code folder/ --format parquet -o events.parquet
      counterclaim code news.csv --text-column body --format csv > events.csv
      counterclaim code archive.jsonl --claims-only --format parquet -o claims.parquet
    """
    inputs = Inputs(**options, claims_only=claims_only)
    tally = Tally(inputs.quiet)
    stream = codings(paths, inputs, tally)
    write(stream, format_, output, min_confidence, "claims" if claims_only else "events")
    tally.finish()
