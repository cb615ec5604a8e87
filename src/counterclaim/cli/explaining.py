"""`counterclaim explain`: why something was coded, and why not."""

from __future__ import annotations

from typing import Any

import click

from counterclaim.cli.common import Inputs, Tally, codings, input_options
from counterclaim.show.explain import explain as explanation


@click.command()
@click.argument("path", metavar="PATH")
@click.option("--sentence", "-s", type=click.IntRange(1), help="Only this sentence, counted from 1.")
@click.option("--document", "-d", metavar="ID", help="Only this document, where PATH holds several.")
@input_options
def explain(path: str, sentence: int | None, document: str | None, **options: Any) -> None:
    """Show for each candidate why it was coded, or why nothing was.

    \b
    Examples:
      counterclaim explain article.txt --sentence 3
      echo "Tehran ruled out talks." | counterclaim explain -
    """
    inputs = Inputs(**options)
    tally = Tally(inputs.quiet)
    for coding in codings((path,), inputs, tally):
        if document is None or coding.document.id == document:
            click.echo(explanation(coding, sentence))
    tally.finish()
