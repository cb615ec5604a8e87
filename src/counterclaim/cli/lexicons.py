"""`counterclaim unknown` and `counterclaim lexicon`: a user's own actors and verbs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from counterclaim.cli.common import Inputs, Tally, codings, input_options
from counterclaim.errors import UsageError
from counterclaim.lexicon.bundle import load_lexicon, own_lexicon
from counterclaim.lexicon.importing.files import KINDS, import_files
from counterclaim.show.unknown import FORMATS, gather, unknown_table

SHOWN = 5  # skipped rows that are printed; all of them are in the list


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True, help="yaml gives stubs of a lexicon to fill in.")
@input_options
def unknown(paths: tuple[str, ...], format_: str, **options: Any) -> None:
    """List the groups and persons that would have taken part in events, or spoke, but are in no lexicon.

    \b
    Examples:
      counterclaim unknown articles.jsonl
      counterclaim unknown articles.jsonl --format yaml > my.yaml    fill it in, then
      counterclaim code articles.jsonl --lexicon my.yaml
    """
    inputs = Inputs(**options)
    tally = Tally(inputs.quiet)
    click.echo(unknown_table(gather(codings(paths, inputs, tally)), format_), nl=False)
    tally.unknown = 0
    tally.finish()


@click.group()
def lexicon() -> None:
    """Check a lexicon of your own, or make one of dictionaries that you have.

    \b
    Examples:
      counterclaim lexicon check my.yaml
      counterclaim lexicon import mine.actors.txt mine.agents.txt leaders.csv -o my.yaml
    """


@lexicon.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
def check(paths: tuple[Path, ...]) -> None:
    """Load lexicon files as coding would, and say what they add; the first mistake is named."""
    known, ours = load_lexicon(paths), own_lexicon()
    names = sum(bool(p.origin) for p in known.actors.phrases)
    gone = len(ours.actors.phrases) - (len(known.actors.phrases) - names)
    patterns = sum(bool(p.origin) for table in (known.events.verbs, known.events.nouns) for found in table.values() for p in found)
    nouns = sum(bool(n.origin) for n in known.actors.roles.nouns.values())
    click.echo(f"{known.label}: {names} names, {nouns} role nouns, {patterns} event patterns; {gone} names of ours switched off.")


@lexicon.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE…")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), default=Path("my.yaml"), show_default=True, help="Lexicon to write.")
@click.option("--kind", type=click.Choice(KINDS), help="What the files are, where their content does not tell.")
@click.option("--map", "mapped", multiple=True, metavar="FIELD=COLUMN", help="For tables of leaders: which column holds name, state, from, to …")
def import_(paths: tuple[Path, ...], output: Path, kind: str | None, mapped: tuple[str, ...]) -> None:
    """Make a lexicon of PETRARCH actor and agent dictionaries and of tables of leaders (CSV).

    Rows that are not taken are counted by reason, and all listed in a CSV file beside the lexicon.

    \b
    Examples:
      counterclaim lexicon import mine.actors.txt mine.agents.txt -o my.yaml
      counterclaim lexicon import leaders.csv --map name=Person --map state=Land -o leaders.yaml
    """
    pairs = {m.partition("=")[0]: m.partition("=")[2] for m in mapped}
    made = import_files(paths, own_lexicon().actors, kind, pairs)
    listed = output.with_suffix(".skipped.csv")
    try:
        output.write_text(made.to_yaml(", ".join(p.name for p in paths)), encoding="utf8")
        if made.skipped:
            listed.write_text(made.skipped_csv(), encoding="utf8")
    except OSError as error:
        raise UsageError(f"{output} cannot be written ({error.strerror or error}); choose another path with -o.") from error
    load_lexicon(output)
    click.echo(f"{made.taken} entries written to {output}, {made.known} known already, {len(made.skipped)} rows skipped.")
    for reason, n in made.reasons().most_common():
        click.echo(f"  {n} × {reason}")
    for s in made.skipped[:SHOWN]:
        click.echo(f"    {s.file}, line {s.line}: {s.text}: {s.reason}")
    if made.skipped:
        click.echo(f"  All skipped rows are listed in {listed}")
    click.echo(f"Use it with --lexicon {output}")
