"""The application: one list of addresses, one door, one shape of errors."""

from __future__ import annotations

import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from counterclaim.errors import CounterclaimError, UsageError
from counterclaim.record.view import View
from counterclaim.record.writer import Writer
from counterclaim.serve import api, changing, downloads, pages
from counterclaim.serve.answers import Refused, refusal, refused_by
from counterclaim.serve.guard import ENTRY, Guard, clean_path, same
from counterclaim.serve.memory import Memory
from counterclaim.serve.openapi import TABLES
from counterclaim.serve.settings import Settings
from counterclaim.serve.work import Hand, Worker, beside
from counterclaim.show.case.pages import PATHS, asset_text

KINDS = {"case.css": "text/css; charset=utf-8", "case.js": "text/javascript; charset=utf-8", "case.svg": "image/svg+xml"}
FOR_EVER = "public, max-age=31536000, immutable"


def make_app(settings: Settings, hand: Hand = beside) -> Starlette:
    """The application for one casebook. Raises UsageError where it would be open to everybody, InputError where there is no casebook."""
    if settings.token is None and not settings.at_home:
        raise UsageError(f"Without a token only this machine may be listened to, not {settings.host}.")
    with View(settings.case):
        pass

    @asynccontextmanager
    async def life(app: Starlette) -> Any:
        if app.state.worker.closed:  # started a second time
            furnish(app, settings, hand)
        app.state.memory.beside.submit(pages.warm, app.state.memory)
        yield
        app.state.worker.close()
        app.state.memory.close()

    app = Starlette(
        routes=routes(), lifespan=life, middleware=layers(settings),
        exception_handlers={CounterclaimError: failed, HTTPException: failed, Exception: failed},
    )  # fmt: skip
    furnish(app, settings, hand)
    return app


def furnish(app: Starlette, settings: Settings, hand: Hand) -> None:
    """What requests find in `app.state`."""
    memory = Memory(settings.case)
    app.state.settings, app.state.memory, app.state.worker = settings, memory, Worker(hand, memory.forget)


def layers(settings: Settings) -> list[Middleware]:
    """The door first; over a network answers are packed, on one machine that only takes time."""
    packed = [] if settings.at_home else [Middleware(GZipMiddleware, minimum_size=1500, compresslevel=4)]
    return [Middleware(Guard, settings=settings), *packed]


def routes() -> list[Route]:
    """Every address there is."""
    found = [Route(PATHS[name], view) for name, view in {
        "overview": pages.overview, "documents": pages.documents, "document": pages.document, "events": pages.events,
        "happenings": pages.happenings, "happening": pages.happening, "disputes": pages.disputes, "claims": pages.claims,
        "search": pages.search, "timeline": pages.timeline, "map": pages.map_, "relations": pages.relations,
        "corrections": pages.corrections, "add": changing.add_page, "addition": changing.addition_page, "api": api.api_page,
        "download": downloads.table, "picture": downloads.picture, "gold": downloads.gold,
    }.items()]  # fmt: skip
    found += [Route(PATHS[name], form, methods=["POST"]) for name, form in {"correct": changing.correct_form, "undo": changing.undo_form}.items()]
    found += [Route(f"/api/{name}", api.table(name)) for name in TABLES]
    found += [
        Route(PATHS["add"], changing.add_form, methods=["POST"]),
        Route("/api/status", api.status), Route("/api/document", api.document), Route("/api/coding", api.coding),
        Route("/api/happening", api.happening), Route("/api/corrections", api.corrections),
        Route("/api/corrections", api.correct_json, methods=["POST"]), Route("/api/additions", api.additions),
        Route("/api/additions", api.add_json, methods=["POST"]), Route("/api/addition", api.addition),
        Route("/api/openapi.json", api.openapi), Route("/static/{mark}/{name}", static), Route(ENTRY, enter, methods=["POST"]),
    ]  # fmt: skip
    return found


def static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in KINDS:
        raise Refused(404, "not-found", "There is no such file.")
    return Response(asset_text(name), media_type=KINDS[name], headers={"Cache-Control": FOR_EVER})


async def enter(request: Request) -> Response:
    """The token, typed into the page that asks for it."""
    settings = request.app.state.settings
    async with request.form(max_files=0, max_fields=3) as form:
        given = str(form.get("token", ""))
    if settings.token is None or not same(given, settings.token):
        return refusal(
            request.scope, Refused(401, "no-token", "That is not the token. Enter the one that the server printed when it started."), ENTRY
        )
    return Guard(request.app, settings).let_in(clean_path("/"), request.scope)


async def failed(request: Request, error: Exception) -> Response:
    told = refused_by(error)
    if told.status == 500:
        print(f"counterclaim serve: {request.method} {request.url.path}: {type(error).__name__}: {error}", file=sys.stderr)
    return refusal(request.scope, told)


def prepare(case: Path) -> None:
    """Make an empty casebook where there is none, so that a case can be begun in the browser."""
    if not case.exists():
        Writer(case).close()
