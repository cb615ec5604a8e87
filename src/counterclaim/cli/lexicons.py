"""`counterclaim unknown` and `counterclaim lexicon`: a user's own actors and verbs."""

from __future__ import annotations

from typing import Any

import click

from counterclaim.cli.common import Inputs, Tally, codings, input_options
from counterclaim.show.unknown import FORMATS, gather, unknown_table


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
