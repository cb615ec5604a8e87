"""`counterclaim sample` and `counterclaim completion`."""

from __future__ import annotations

import shutil
from pathlib import Path

import click
from click.shell_completion import get_completion_class

from counterclaim.show.sample import sample_paths


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def sample(folder: Path) -> None:
    """Write the bundled sample case, three accounts of the same days, to FOLDER."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sample_paths():
        shutil.copyfile(path, folder / path.name)
        click.echo(folder / path.name)


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script for SHELL.

    \b
    Example:
      counterclaim completion bash > ~/.local/share/bash-completion/completions/counterclaim
    """
    from counterclaim.cli.main import cli

    kind = get_completion_class(shell)
    if kind is not None:
        click.echo(kind(cli, {}, "counterclaim", "_COUNTERCLAIM_COMPLETE").source())
