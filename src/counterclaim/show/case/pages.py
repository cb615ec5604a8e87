"""The templates of `show/templates/case/`, with what all pages share: addresses, words for codes, the style sheet."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any
from urllib.parse import urlencode

import jinja2

from counterclaim.show import dates
from counterclaim.show.palette import palette
from counterclaim.show.report import UNFIT, environment, source
from counterclaim.show.words import actor_name, entry, word, words

# name in a template -> (path, what the menu calls it)
VIEWS = {
    "overview": ("/", "Overview"), "happenings": ("/happenings", "Happenings"), "disputes": ("/disputes", "Disputes"),
    "claims": ("/claims", "Claims"), "timeline": ("/timeline", "Timeline"), "map": ("/map", "Map"), "relations": ("/relations", "Relations"),
    "documents": ("/documents", "Documents"), "events": ("/events", "Events"), "search": ("/search", "Search"),
    "corrections": ("/corrections", "Corrections"), "add": ("/add", "Add"),
}  # fmt: skip
PATHS = {name: path for name, (path, _) in VIEWS.items()} | {
    "document": "/document", "happening": "/happening", "addition": "/addition", "correct": "/correct", "undo": "/undo", "api": "/api",
    "download": "/download", "picture": "/picture", "gold": "/gold.jsonl",
}  # fmt: skip


def address(view: str, anchor: str = "", **query: Any) -> str:
    """The address of a view, with what its query asks; None and blanks ask nothing."""
    asked = {k: v for k, v in query.items() if v not in (None, "", (), [], False)}
    return PATHS[view] + (f"?{urlencode(asked, doseq=True)}" if asked else "") + (f"#{anchor}" if anchor else "")


def party_name(code: str) -> str:
    """ "Armenia (military)" for "ARM/MIL"; words of the text as they are."""
    actor, _, role = code.partition("/")
    return f"{actor_name(actor)} ({word('roles', role)})" if role and role.isupper() and len(role) == 3 else actor_name(code)


def parties(cell: str | None) -> list[str]:
    """Names of a cell of parties ("ARM/MIL|AZE")."""
    return [party_name(code) for code in (cell or "").split("|") if code]


def day(value: str | None) -> str:
    return dates.plain(value)


def span(first: str | None, last: str | None) -> str:
    """ "1–2 April 2016"; "" where neither is known."""
    from counterclaim.records import TimeRef

    return dates.plain_range(TimeRef(0, 0, "", first, last or first)) if first else ""


def counted(number: int, noun: str, many: str = "") -> str:
    return f"{number:,} {noun if number == 1 else many or noun + 's'}"


@cache
def templates() -> jinja2.Environment:
    """The report's environment with the names that pages of a case use."""
    env = environment().overlay()
    env.globals = env.globals | {
        "address": address, "views": VIEWS, "entry": entry, "word": word, "words": words(), "actor_name": actor_name, "party_name": party_name,
        "parties": parties, "day": day, "span": span, "counted": counted, "style": asset("case.css"), "script": asset("case.js"),
        "icon": asset("case.svg"),
    }  # fmt: skip
    env.filters = env.filters | {"namer": party_name}
    return env


def page(name: str, **context: Any) -> str:
    """The page `name` as HTML."""
    html = templates().get_template(f"case/{name}.html.j2").render(**{"view": name, "case": None, **context})
    return UNFIT.sub("�", html)


def drawing(name: str, **context: Any) -> str:
    """A picture as an SVG file that needs nothing else."""
    style = environment().get_template("case/pictures.css.j2").render(palette=palette(), alone=True)
    svg = templates().get_template("case/picture.svg.j2").render(name=name, **context).strip()
    return UNFIT.sub("�", svg.removesuffix("</svg>") + f"<style>{style}</style></svg>")


@cache
def asset_text(name: str) -> str:
    """The text of the style sheet or the script, as it is served."""
    if name == "case.css":
        return environment().get_template("case/case.css.j2").render(palette=palette())
    return source(f"case/{name}")


def asset(name: str) -> str:
    """Where a page finds the style sheet or script: the address changes with the content, so that it may be kept for ever."""
    return f"/static/{hashlib.sha256(asset_text(name).encode('utf8')).hexdigest()[:12]}/{name}"
