"""`write_report`: codings as one HTML file that needs nothing but itself, on screen and in print."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TextIO

import jinja2

from counterclaim.cases import Accounts
from counterclaim.records import Coding
from counterclaim.show.assemble import page
from counterclaim.show.charts.map import event_maps
from counterclaim.show.charts.network import network
from counterclaim.show.charts.timeline import timeline
from counterclaim.show.contexts import Chart, Limits, Page
from counterclaim.show.palette import palette

# What neither HTML nor UTF-8 can hold, however it got into a text.
UNFIT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def write_report(
    codings: Iterable[Coding], out: TextIO | Path, title: str | None = None, limits: Limits | None = None, accounts: Accounts | None = None
) -> None:
    """Write the report on `codings` to `out`, a path or an open text file.

    The file loads nothing from anywhere, works without script and prints. Texts, tables and ties
    beyond `limits` are left out, and the report says so. With `accounts` of the documents it begins with what
    they dispute and with the story by day. Raises OSError when the file cannot be written.
    """
    html = render(page(list(codings), title, limits, accounts))
    if isinstance(out, Path):
        out.write_text(html, encoding="utf8")
    else:
        out.write(html)


def render(content: Page) -> str:
    """The report as HTML."""
    env = environment()
    style = env.get_template("report.css.j2").render(palette=palette())
    script = source("report.js")
    html = env.get_template("report.html.j2").render(
        page=content, charts=charts(content), style=style, script=script, style_hash=digest(style), script_hash=digest(script)
    )
    return UNFIT.sub("\ufffd", html)


def charts(content: Page) -> list[Chart]:
    """The charts for which there is something to draw."""
    drawn = (timeline(content.moments), *event_maps(content.points), network(content.edges))
    return [chart for chart in drawn if chart]


@cache
def environment() -> jinja2.Environment:
    """Templates of the package; everything that is not marked safe is escaped, an unknown name is an error."""
    loader = jinja2.FunctionLoader(source)
    return jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def source(name: str) -> str:
    """The text of a file in `show/templates/`."""
    return files("counterclaim.show").joinpath("templates", name).read_text(encoding="utf8")


def digest(text: str) -> str:
    """What a Content Security Policy calls an inline style or script by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf8")).digest()).decode("ascii")
