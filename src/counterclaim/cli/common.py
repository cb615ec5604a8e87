"""What the commands share: options for input, progress, and the tally of what was refused."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from counterclaim.coder import Coder, load
from counterclaim.read import ReadOptions, Refusal, read
from counterclaim.records import Coding, Document

WIPE = "\r\033[K"  # back to the start of the line, and clear it
F = TypeVar("F", bound=Callable[..., Any])


def iso_date(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    try:
        return date.fromisoformat(value).isoformat() if value else None
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no date; write it as YYYY-MM-DD, for example 2016-04-20.") from error


CODER_OPTIONS = (
    click.option("--model", metavar="NAME", help="An installed spaCy model to use instead of the bundled one."),
    click.option(
        "--lexicon",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Your own actors and verbs, a YAML file or a folder of them (docs/lexicon.md); may be given again.",
    ),
    click.option("--learned/--no-learned", default=True, show_default=True, help="With or without the learned reader: rules alone are faster."),
)
INPUT_OPTIONS = (
    click.option("--text-column", default="text", show_default=True, help="Column with the text, for JSONL, CSV and Parquet."),
    click.option("--published", metavar="DATE", callback=iso_date, help="Date (YYYY-MM-DD) of documents that carry none."),
    *CODER_OPTIONS,
    click.option("--quiet", "-q", is_flag=True, help="No progress and no list of refusals on standard error."),
)


def coder_options(command: F) -> F:
    return with_options(command, CODER_OPTIONS)


def input_options(command: F) -> F:
    return with_options(command, INPUT_OPTIONS)


def with_options(command: F, options: tuple[Callable[[F], F], ...]) -> F:
    for option in reversed(options):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class CoderChoice:
    """What the options of `coder_options` were set to."""

    model: str | None
    lexicon: tuple[Path, ...]
    learned: bool

    def load(self) -> Coder:
        return load(self.model, lexicon=self.lexicon, learned=self.learned)


@dataclass(frozen=True, slots=True)
class Inputs(CoderChoice):
    """What the options of `input_options` were set to."""

    text_column: str
    published: str | None
    quiet: bool
    claims_only: bool = False

    def load(self) -> Coder:
        return load(self.model, lexicon=self.lexicon, learned=self.learned, only_claims=self.claims_only)

    def how(self) -> ReadOptions:
        return ReadOptions(text_column=self.text_column, published=self.published)


@dataclass(slots=True)
class Tally:
    """Counts of a run: documents coded, and what was refused or left uncoded, by reason."""

    quiet: bool = False
    done: int = 0
    unknown: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    def refuse(self, source: str, reason: str, message: str) -> None:
        self.refused[reason] += 1
        if not self.quiet:
            click.secho(f"refused: {source}: {message}", fg="yellow", err=True)

    def finish(self) -> None:
        """Say what was left out and who was not known, and exit with 1 if anything was, with 2 if nothing could be read."""
        if self.refused and not self.quiet:
            reasons = ", ".join(f"{n} × {reason}" for reason, n in self.refused.most_common())
            click.echo(f"{self.done} coded, {sum(self.refused.values())} left out ({reasons}).", err=True)
        if self.unknown and not self.quiet:
            click.echo(f"{self.unknown} × a name that is in no lexicon would have taken part; list them with: counterclaim unknown PATH", err=True)
        if self.refused:
            raise click.exceptions.Exit(1 if self.done else 2)


def codings(paths: tuple[str, ...], inputs: Inputs, tally: Tally) -> Iterator[Coding]:
    """The codings of all documents under `paths`, with progress on a terminal; refusals go to `tally`."""
    coder, options = inputs.load(), inputs.how()

    def documents() -> Iterator[Document]:
        for item in read(paths, options):
            if isinstance(item, Refusal):
                tally.refuse(item.source, item.reason, item.message)
            else:
                yield item

    show = sys.stderr.isatty() and not tally.quiet
    for n, coding in enumerate(coder.code(documents()), 1):
        if show:  # the line is wiped before anybody else writes, and comes back while the next document is read
            click.echo(WIPE, err=True, nl=False)
        if coding.skipped:
            tally.refuse(coding.document.source or coding.document.id, coding.skipped.split(":")[0], f"recorded, not coded: {coding.skipped}")
        else:
            tally.done += 1
            tally.unknown += len(coding.unknown)
        yield coding
        if show:
            click.echo(f"{n} documents coded", err=True, nl=False)
    if show:
        click.echo(WIPE, err=True, nl=False)
