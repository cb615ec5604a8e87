"""`counterclaim import`, `depends`, `relation`, `network`: relations between states out of many events."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from counterclaim.cli.common import iso_date
from counterclaim.errors import UsageError
from counterclaim.relate.codes import MEASURES, STRETCHES, UNITS, WAYS

if TYPE_CHECKING:  # numpy, pyarrow and the charts are loaded when a command needs them
    from counterclaim.relate.store import Imported
    from counterclaim.show.relations.sheet import Sheet

F = TypeVar("F", bound=Callable[..., Any])
FILE = click.Path(path_type=Path)
MEASURED = [m for m in MEASURES if m != "mean"]


def options(*chosen: Callable[[F], F]) -> Callable[[F], F]:
    def decorate(command: F) -> F:
        for option in reversed(chosen):
            command = option(command)
        return command

    return decorate


events_options = options(
    click.option(
        "--events",
        "-e",
        "paths",
        multiple=True,
        type=FILE,
        metavar="FILE",
        help="Events table, or files that `counterclaim import` reads; may be repeated.",
    ),
    click.option("--map", "mapping", type=FILE, metavar="FILE.yaml", help="Column mapping for files in a form of their own."),
    click.option("--one-a-day", is_flag=True, help="Count events of the same day, source, target and code once."),
    click.option("--since", metavar="DATE", callback=iso_date, help="Only events from this day on (YYYY-MM-DD)."),
    click.option("--until", metavar="DATE", callback=iso_date, help="Only events up to this day."),
)
output_options = options(
    click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print what is found."),
    click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Also write it with its charts as one HTML file."),
)


def day_of(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def opened(paths: tuple[Path, ...], mapping: Path | None, one_a_day: bool) -> Any:
    """The events dataset that the options name, as a context."""
    from counterclaim.relate.formats import own_format
    from counterclaim.relate.store import events_of
    from counterclaim.show.relations.imported import loss_lines

    def told(done: Imported) -> None:
        if lines := loss_lines(done):
            click.echo("\n".join(lines), err=True)

    return events_of(paths, own_format(mapping) if mapping else None, one_a_day, told)


def show(sheet: Sheet, found: dict[str, Any], format_: str, output: Path | None) -> None:
    from counterclaim.show.relations.sheet import sheet_text, write_sheet

    click.echo(json.dumps(found, ensure_ascii=False, indent=1) if format_ == "json" else sheet_text(sheet))
    if output:
        write_sheet(sheet, output)
        click.echo(f"The sheet is at {output}", err=True)


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="FILE…")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Where to write the events table (Parquet).")
@click.option("--map", "mapping", type=FILE, metavar="FILE.yaml", help="Column mapping for files in a form of their own (docs/relations.md).")
@click.option("--one-a-day", is_flag=True, help="Keep one of the events with the same day, source, target and code; says how many that drops.")
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print what was read and left out."
)
def import_(paths: tuple[Path, ...], output: Path, mapping: Path | None, one_a_day: bool, format_: str) -> None:
    """Read event data of any known form into one tidy events table.

    FILE is a file or folder: GDELT 1.0 or 2.0, ICEWS, POLECAT, Phoenix, lists in CAMEO or WEIS, UCDP GED, ACLED,
    codings of `counterclaim code`, or any CSV with --map; packed as .zip or .gz or not.

    \b
    Examples:
      counterclaim import 20180601.export.CSV.zip -o events.parquet
      counterclaim import coded.jsonl icews/ --one-a-day -o events.parquet
    """
    from counterclaim.relate.formats import own_format
    from counterclaim.relate.store import import_events, summary_json
    from counterclaim.show.relations.imported import imported_text

    done = import_events(paths, output, own_format(mapping) if mapping else None, one_a_day)
    click.echo(summary_json(done) if format_ == "json" else imported_text(done))
    if done.refused:
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("dyad", required=False, metavar="[A-B]")
@click.option("--on", "thirds", required=True, metavar="C,D,…", help="Third states, or columns of --series, with commas between.")
@events_options
@click.option("--series", type=FILE, metavar="FILE.csv", help="Ask of the columns of a plain CSV file instead, one row a period.")
@click.option("--of", "of", metavar="COLUMN", help="With --series: the column that may depend.")
@click.option("--by", "unit", type=click.Choice(UNITS), default="week", show_default=True, help="Length of a period.")
@click.option("--way", type=click.Choice(WAYS), default="both", show_default=True, help="What may depend: A and B both ways, A to B, or B to A.")
@click.option("--measure", type=click.Choice(MEASURED), default="net", show_default=True, help="What is added up in a period.")
@click.option("--lags", type=click.IntRange(1, 60), help="Periods back; chosen from the relation's own past if not given.")
@click.option(
    "--bound", type=click.FloatRange(0.001, 0.5), default=0.02, show_default=True, help="Share of the movement below which nothing depends."
)
@click.option("--alpha", type=click.FloatRange(0.001, 0.2), default=0.05, show_default=True, help="Error that either answer may have.")
@click.option("--seed", type=int, default=1, show_default=True, help="Of planted effects; the same seed gives the same figures.")
@click.option(
    "--gaps",
    type=click.Choice(["table", "sides"]),
    default="table",
    show_default=True,
    help="No report: nothing in the table, or nothing about either side.",
)
@click.option("--no-volume", is_flag=True, help="Do not control for how much was reported at all.")
@click.option("--no-placebo", is_flag=True, help="Do not try all other states in the third's place.")
@output_options
def depends(
    dyad: str | None, thirds: str, paths: tuple[Path, ...], mapping: Path | None, one_a_day: bool, since: str | None, until: str | None,
    series: Path | None, of: str | None, unit: str, way: str, measure: str, lags: int | None, bound: float, alpha: float, seed: int,
    gaps: str, no_volume: bool, no_placebo: bool, format_: str, output: Path | None,
) -> None:  # fmt: skip
    """Does the relation of A and B move with what third states do to either side, or how either side treats them?

    The answer is one of: depends; does not depend within the bound; cannot tell from this much data.

    \b
    Examples:
      counterclaim depends ISR-AZE --on IRN,ARM,RUS --events events.parquet -o depends.html
      counterclaim depends ARM-AZE --on TUR --events list.csv --by month --bound 0.05
      counterclaim depends --series weeks.csv --of i2p --on p2i --lags 6 --format json
    """
    from counterclaim.relate.cases import dyad_case, series_case
    from counterclaim.relate.depends import Settings, answer
    from counterclaim.relate.series import Panel, actors_of, count_cells, pair_asked
    from counterclaim.show.relations.depends import depends_json, depends_sheet

    names = [t.strip() for t in thirds.split(",") if t.strip()]
    settings = Settings("step" if series else unit, lags, alpha, bound, seed, not no_placebo)
    if series:
        if dyad or paths or not of:
            raise UsageError("With --series name one column with --of and others with --on, and neither a dyad nor --events.")
        case = series_case(series, of, names)
    elif dyad is None:
        raise UsageError("Name a relation, such as ISR-AZE, or a file of columns with --series FILE.csv --of COLUMN.")
    else:
        with opened(paths, mapping, one_a_day) as table:
            pair = pair_asked(dyad, actors_of(table))
            panel = Panel(count_cells(table, unit, day_of(since), day_of(until), pair), gaps)
        case = dyad_case(panel, pair, names, measure, not no_volume, way)
    finding = answer(case, settings)
    show(depends_sheet(finding), depends_json(finding), format_, output)


@click.command()
@click.argument("one", metavar="A")
@click.argument("two", metavar="B")
@events_options
@click.option("--by", "unit", type=click.Choice(UNITS), default="month", show_default=True, help="Length of a period.")
@output_options
def relation(
    one: str, two: str, paths: tuple[Path, ...], mapping: Path | None, one_a_day: bool, since: str | None, until: str | None, unit: str,
    format_: str, output: Path | None,
) -> None:  # fmt: skip
    """The course of the relation of A and B: level, trend, turning points and what was behind them, reciprocity.

    \b
    Examples:
      counterclaim relation ISR AZE --events events.parquet -o israel-azerbaijan.html
      counterclaim relation Armenia Turkey --events gdelt/ --by week --since 2008-01-01
    """
    from counterclaim.relate.series import Panel, actors_of, count_cells, pair_asked
    from counterclaim.relate.turns import course
    from counterclaim.show.relations.relation import relation_json, relation_sheet

    with opened(paths, mapping, one_a_day) as table:
        pair = pair_asked(f"{one}-{two}", actors_of(table))
        found = course(Panel(count_cells(table, unit, day_of(since), day_of(until), pair)), table, pair)
    show(relation_sheet(found), relation_json(found), format_, output)


@click.command()
@events_options
@click.option("--by", type=click.Choice(list(STRETCHES)), default="year", show_default=True, help="Length of a network's period.")
@click.option("--period", metavar="PERIOD", help="The period to tell of and draw, as the table names it; the last one if not given.")
@click.option("--states", type=click.IntRange(3, 250), default=25, show_default=True, help="Only so many states, those with most events.")
@click.option("--fewest", type=click.IntRange(1), default=5, show_default=True, help="Events that a tie must have in the period.")
@output_options
def network(
    paths: tuple[Path, ...], mapping: Path | None, one_a_day: bool, since: str | None, until: str | None, by: str, period: str | None,
    states: int, fewest: int, format_: str, output: Path | None,
) -> None:  # fmt: skip
    """States as a signed network by period: friends, foes, strained triangles, blocs.

    \b
    Examples:
      counterclaim network --events events.parquet --by year -o network.html
      counterclaim network --events list.csv --by all --states 12 --format json
    """
    from counterclaim.relate.network import networks
    from counterclaim.relate.series import count_cells
    from counterclaim.show.relations.network import network_json, network_sheet

    with opened(paths, mapping, one_a_day) as table:
        found = networks(count_cells(table, "month", day_of(since), day_of(until)), by, fewest, states)
    if not found:
        raise UsageError(f"No two states share {fewest} events in any {by}; take a smaller --fewest or a longer --by.")
    named = {n.period: n for n in found}
    if period and period not in named:
        raise UsageError(f"There is no network of {period!r}; there are {', '.join(named)}.")
    show(network_sheet(found, named[period] if period else found[-1], fewest, states), network_json(found), format_, output)
