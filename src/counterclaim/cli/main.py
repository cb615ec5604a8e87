"""`counterclaim`: the command line's root. One explicit list registers the commands."""

from __future__ import annotations

import sys

import click

from counterclaim import __version__
from counterclaim.cli import asking, casebook, coding, evaluating, explaining, gazetteer, lexicons, relating, samples, serving
from counterclaim.errors import CounterclaimError

COMMANDS = (
    coding.read, coding.code, explaining.explain, lexicons.unknown, lexicons.lexicon,
    casebook.add, casebook.recode, casebook.status, casebook.accounts, casebook.correct, casebook.corrections,
    asking.events, asking.claims, asking.happenings, asking.disputes, asking.actors, asking.documents, asking.report, asking.export,
    relating.import_, relating.depends, relating.relation, relating.network, serving.serve,
    evaluating.evaluate, samples.sample, samples.completion, gazetteer.gazetteer,
)  # fmt: skip


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="counterclaim")
def cli() -> None:
    """Read news, opinion and official statements; see who did what to whom, who says so, and who denies it.

    \b
    Examples:
      counterclaim sample case/                      write the bundled sample case
      counterclaim read article.html -o report.html  a readable account, and a report for the browser
      counterclaim code articles.jsonl --format jsonl -o coded.jsonl
      counterclaim explain article.html --sentence 3
      counterclaim add case.db folder/               many documents in one casebook
      counterclaim disputes case.db                  where they contradict each other
      counterclaim depends ISR-AZE --on IRN,ARM --events events.parquet
      counterclaim serve case.db                     all of it in the browser

    Exit status: 0 all well; 1 some documents were refused or not coded, the others are done;
    2 the command line or an input is wrong and nothing was done.
    """


for command in COMMANDS:
    cli.add_command(command)


def main() -> None:
    """Entry point: no traceback reaches a user."""
    try:
        sys.exit(cli(standalone_mode=False) or 0)  # not standalone: an exit status comes back as the value
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except CounterclaimError as error:
        click.echo(f"counterclaim: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:  # the reader of our output has seen enough
        sys.stderr.close()
        sys.exit(0)
