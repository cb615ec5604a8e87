"""`counterclaim gazetteer`: an index of places out of a full GeoNames dump."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from counterclaim.extract.places.dump import build as build_index
from counterclaim.extract.places.gazetteer import SETTING


@click.group()
def gazetteer() -> None:
    """Use all of GeoNames instead of the index of places that comes with the package.

    \b
    Examples:
      counterclaim gazetteer build geonames/ -o all.npz
    """


@gazetteer.command()
@click.argument("folder", metavar="GEONAMES_DUMP_DIR", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), default=Path("gazetteer.npz"), show_default=True,
              help="Where to write the index.")  # fmt: skip
@click.option("--quiet", "-q", is_flag=True, help="No progress on standard error.")
def build(folder: Path, output: Path, quiet: bool) -> None:
    """Build an index from a GeoNames dump that you have downloaded and unpacked.

    The folder holds allCountries.txt and admin1CodesASCII.txt, and may hold alternateNamesV2.txt
    (download.geonames.org/export/dump). Set COUNTERCLAIM_GAZETTEER to the index to use it.

    \b
    Examples:
      counterclaim gazetteer build geonames/ -o all.npz
      COUNTERCLAIM_GAZETTEER=all.npz counterclaim code articles.jsonl
    """
    show = sys.stderr.isatty() and not quiet

    def progress(lines: int) -> None:
        if show:
            click.echo(f"\r{lines:,} lines read", err=True, nl=False)

    places = build_index(folder, output, progress)
    if not quiet:
        click.echo(f"{places:,} places written to {output}. Use them with {SETTING}={output}", err=True)
