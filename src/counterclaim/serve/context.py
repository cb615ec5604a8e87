"""What a request has at hand: settings, the worker, a view of the case; what its query asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import Response

from counterclaim.record import tally
from counterclaim.record.view import View
from counterclaim.serve.answers import Refused, html
from counterclaim.serve.memory import Memory
from counterclaim.serve.questions import FIELDS
from counterclaim.serve.settings import Settings
from counterclaim.serve.work import Worker
from counterclaim.show.case.contexts import Case, case_of

BY = "counterclaim-by"  # cookie: who corrected last
YEAR = 365 * 24 * 3600


def settings_of(request: Request) -> Settings:
    return request.app.state.settings  # type: ignore[no-any-return]


def worker_of(request: Request) -> Worker:
    return request.app.state.worker  # type: ignore[no-any-return]


def memory_of(request: Request) -> Memory:
    return request.app.state.memory  # type: ignore[no-any-return]


@contextmanager
def reading(request: Request) -> Iterator[View]:
    with tally.reading(settings_of(request).case) as view:
        yield view


def case_for(request: Request, view: View) -> Case:
    return case_of(view, settings_of(request).read_only, unquote(request.cookies.get(BY, ""))[:200])


def answer(request: Request, view: View, name: str, **context: Any) -> Response:
    """A page of the case."""
    return html(name, case=case_for(request, view), **context)


def remember(answer: Response, by: str) -> None:
    answer.set_cookie(BY, quote(by), max_age=YEAR, httponly=True, samesite="lax")


def asked(request: Request, *more: str) -> dict[str, list[str]]:
    """The query as it was given, blanks left out: what links of the page carry on."""
    names = (*FIELDS, *more)
    found = {name: [v for v in request.query_params.getlist(name) if v.strip()] for name in names}
    return {name: values for name, values in found.items() if values}


def needed(request: Request, name: str) -> str:
    value = request.query_params.get(name, "")
    if not value:
        raise Refused(400, "bad-request", f"Say which: {name} is missing.")
    return value


def not_read_only(request: Request) -> None:
    if settings_of(request).read_only:
        raise Refused(403, "read-only", "This server only shows the case. Start it without --read-only to correct and add.")
