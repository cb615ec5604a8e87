"""`counterclaim add`, `recode`, `status`, `accounts`, `correct` and `corrections`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from counterclaim import casebook
from counterclaim.cli.common import WIPE, Inputs, input_options
from counterclaim.coder import load
from counterclaim.errors import UsageError
from counterclaim.read import ReadOptions, Refusal
from counterclaim.record.view import View
from counterclaim.show.asked import CASE_FORMATS, corrections_table, status_text, write_rows

CASE = click.argument("case", type=click.Path(dir_okay=False, path_type=Path), metavar="CASE.db")


@click.command()
@CASE
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@input_options
def add(case: Path, paths: tuple[str, ...], **options: Any) -> None:
    """Add documents to a casebook, one file that is made where there is none, and compare them all.

    A document that is in it already is left alone; a changed one becomes a new version, and the earlier is kept. Stop it
    or pull the plug: run again, it goes on where it was.

    \b
    Examples:
      counterclaim add april.db reports/
      counterclaim add april.db news.jsonl statement.pdf
    """
    inputs = Inputs(**options)
    quiet = inputs.quiet
    show = sys.stderr.isatty() and not quiet

    def hear(what: Refusal | casebook.Added) -> None:
        if show:
            click.echo(WIPE, err=True, nl=False)
        if isinstance(what, Refusal):
            if not quiet:
                click.secho(f"refused: {what.source}: {what.message}", fg="yellow", err=True)
        elif show:
            click.echo(f"{what.new + what.changed} documents added", err=True, nl=False)

    read_as = ReadOptions(text_column=inputs.text_column, published=inputs.published)
    counts = casebook.add(case, paths, load(inputs.model, lexicon=inputs.lexicon), read_as, hear)
    if show:
        click.echo(WIPE, err=True, nl=False)
    if not quiet:
        left = f", {sum(counts.refused.values())} refused" if counts.refused else ""
        click.echo(
            f"{counts.new} new, {counts.changed} changed, {counts.known} known already{left}. counterclaim status {case} says what is in it.",
            err=True,
        )
    if counts.refused:
        raise click.exceptions.Exit(1 if counts.seen else 2)


@click.command()
@CASE
@click.option("--model", metavar="NAME", help="An installed spaCy model to use instead of the bundled one.")
@click.option("--quiet", "-q", is_flag=True, help="No progress on standard error.")
def recode(case: Path, model: str | None, quiet: bool) -> None:
    """Code anew what an earlier version has coded, and compare again. Corrections stay.

    \b
    Example:
      counterclaim recode april.db
    """
    show = sys.stderr.isatty() and not quiet
    done = casebook.recode(case, load(model), lambda n: click.echo(f"{WIPE}{n} documents coded", err=True, nl=False) if show else None)
    if show:
        click.echo(WIPE, err=True, nl=False)
    if not quiet:
        click.echo(f"{done} documents coded anew." if done else "All documents are coded by this version.", err=True)


@click.command()
@CASE
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print it.")
@click.option("--refused", is_flag=True, help="List what was refused, with its reason.")
def status(case: Path, format_: str, refused: bool) -> None:
    """Say what a casebook holds, and what was refused or left uncoded, by reason.

    \b
    Examples:
      counterclaim status april.db
      counterclaim status april.db --refused
    """
    with View(case) as view:
        found, listed = view.status(), view.refusals() if refused else []
    if format_ == "json":
        click.echo(json.dumps(found.to_dict() | ({"refusals": listed} if refused else {}), ensure_ascii=False, indent=1))
    else:
        click.echo(status_text(found, listed), nl=False)


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="CASES.jsonl")
@click.option("--format", "format_", type=click.Choice(["jsonl"]), default="jsonl", show_default=True, help="How to write it.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, allow_dash=True), default="-", help="Where to write; - is standard output.")
@click.option("--model", metavar="NAME", help="An installed spaCy model to use instead of the bundled one.")
def accounts(file: Path, format_: str, output: str, model: str | None) -> None:
    """Compare the documents of each case: which reports tell of one happening, and where they contradict each other.

    CASES.jsonl holds a case a line: {"id": …, "documents": [{"id": …, "text": …, "published": …, "publisher": …}]}.

    \b
    Example:
      counterclaim accounts case.jsonl --format jsonl -o accounts.jsonl
    """
    refused = []

    def good() -> Iterator[dict[str, object]]:
        for row in casebook.code_cases(file, load(model)):
            if isinstance(row, Refusal):
                refused.append(row)
                click.secho(f"refused: {row.source}: {row.message}", fg="yellow", err=True)
            else:
                yield row

    write_rows(good(), "jsonl", output)
    if refused:
        raise click.exceptions.Exit(1)


@click.command()
@CASE
@click.argument("action", type=click.Choice(["accept", "reject", "fix", "merge", "split", "undo"]))
@click.argument("what", nargs=-1, required=True, metavar="WHAT…")
@click.option("--by", "author", required=True, metavar="NAME", help="Who makes the correction; kept with it.")
@click.option(
    "--set",
    "changes",
    multiple=True,
    metavar="FIELD=VALUE",
    help="For fix: type, cameo, status, sources, targets, from, to; several actors parted by |.",
)
@click.option("--note", default="", help="Why; kept with it.")
def correct(case: Path, action: str, what: tuple[str, ...], author: str, changes: tuple[str, ...], note: str) -> None:
    """Correct a coding. What was coded is kept, who corrected it and when too, and nothing is ever overwritten.

    WHAT is an event, DOCUMENT:EVENT as counterclaim events prints them; two of them for merge and split; for undo the
    number of a correction.

    \b
    Examples:
      counterclaim correct april.db accept report:e3 --by "N. Reader"
      counterclaim correct april.db fix report:e4 --set type=ASSAULT --set sources="ARM/MIL" --by "N. Reader"
      counterclaim correct april.db merge report:e3 other:e1 --by "N. Reader" --note "the same shell"
      counterclaim correct april.db undo 2 --by "N. Reader"
    """
    number = casebook.correct_event(case, action, what, author, changes, note)
    click.echo(f"Correction {number}. counterclaim correct {case} undo {number} --by NAME takes it back.", err=True)


@click.command()
@CASE
@click.option(
    "--format", "format_", type=click.Choice([f for f in CASE_FORMATS if f != "geojson"]), default="table", show_default=True, help="How to write it."
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, allow_dash=True), default="-", help="Where to write; - is standard output.")
def corrections(case: Path, format_: str, output: str) -> None:
    """List all corrections that were ever made, undone ones too.

    \b
    Example:
      counterclaim corrections april.db
    """
    with View(case) as view:
        rows = corrections_table(view)
    if format_ == "parquet" and output == "-":
        raise UsageError("Parquet cannot be written to standard output; name a file with -o FILE.")
    write_rows(rows, format_, output)
