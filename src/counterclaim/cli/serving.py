"""`counterclaim serve`."""

from __future__ import annotations

from pathlib import Path

import click

from counterclaim.cli.casebook import CASE
from counterclaim.serve.run import run
from counterclaim.serve.settings import Settings


@click.command()
@CASE
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Where to listen; 0 takes a free port.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on. Other than loopback needs a token, made if not given.")
@click.option("--token", metavar="TEXT", help="Let in only who shows this token.", envvar="COUNTERCLAIM_TOKEN")
@click.option("--read-only", is_flag=True, help="Show only: no correcting, no adding.")
@click.option("--max-upload", type=click.IntRange(1), default=100, show_default=True, metavar="MB", help="Most that may be added at once.")
@click.option("--lexicon", multiple=True, type=click.Path(path_type=Path), metavar="FILE", help="Your own actors and verbs, for what is added.")
@click.option("--open", "browse", is_flag=True, help="Open it in the browser.")
def serve(case: Path, port: int, host: str, token: str | None, read_only: bool, max_upload: int, lexicon: tuple[Path, ...], browse: bool) -> None:
    """Open a casebook in the browser: read, search, correct, add. Only this machine can reach it unless told otherwise.

    A casebook that does not exist is begun, empty.

    \b
    Examples:
      counterclaim serve april.db
      counterclaim serve april.db --port 0 --open
      counterclaim serve april.db --host 0.0.0.0        for colleagues; prints an address with a token
    """

    def say(text: str) -> None:
        click.echo(text, err=True)
        if browse and (url := next((w for w in text.split() if w.startswith("http")), None)):
            click.launch(url)

    run(Settings(case, host, port, token, read_only, max_upload * 1_000_000, lexicon=lexicon), say)
