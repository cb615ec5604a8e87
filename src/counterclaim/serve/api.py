"""The JSON API: the casebook's tables, one thing at a time, and what changes it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from counterclaim.errors import UsageError
from counterclaim.record.view import View
from counterclaim.serve.answers import Json, Refused, html
from counterclaim.serve.changing import add, addition_of, correct, told, undo
from counterclaim.serve.context import case_for, needed, not_read_only, reading, settings_of, worker_of
from counterclaim.serve.openapi import DEFAULT, MOST, description
from counterclaim.serve.pages import missing
from counterclaim.serve.questions import filters_of, paging_of, whole
from counterclaim.show.asked import corrections_table

LARGEST = 100_000  # bytes of a JSON body
TEXTS = ("action", "event", "other", "by", "note", "type", "status", "sources", "targets", "from", "to")


def status(request: Request) -> Response:
    with reading(request) as view:
        return Json(view.status().to_dict() | {"path": case_for(request, view).name})


def table(name: str) -> Callable[[Request], Response]:
    """Rows of a table: {"rows", "total", "limit", "offset"}."""

    def rows_of(request: Request) -> Response:
        filters, paging = filters_of(request.query_params), paging_of(request.query_params, DEFAULT, MOST)
        with reading(request) as view:
            rows = getattr(view, name)(filters, paging)
            total = view.count(name, filters) if name != "actors" else None
            return Json({"rows": rows, "total": total, "limit": paging.limit, "offset": paging.offset})

    return rows_of


def one(key: str, find: Callable[[View, str, int | None], dict[str, Any]]) -> Callable[[Request], Response]:
    """One thing by the parameter `key`; 404 where there is none."""

    def found(request: Request) -> Response:
        value, version = needed(request, key), whole(request.query_params, "version", 0, 1, 1_000_000) or None
        with reading(request) as view, missing():
            return Json(find(view, value, version))

    return found


document = one("id", lambda view, label, version: view.document(label, version).to_dict(with_text=True) | {"versions": view.versions(label)})
coding = one("id", lambda view, label, version: view.coding(label, version).to_dict())
happening = one("key", lambda view, key, _: view.happening(key).to_dict() | {"disputes": [d.to_dict() for d in view.disputes_of(key)]})


def corrections(request: Request) -> Response:
    with reading(request) as view:
        return Json({"rows": corrections_table(view)})


async def correct_json(request: Request) -> Response:
    not_read_only(request)
    given = await body_of(request)
    if given.get("action") == "undo":
        number = await run_in_threadpool(undo, request, given.get("event", ""), given.get("by", ""))
    else:
        number = await run_in_threadpool(correct, request, given.get("action", ""), given)
    return Json({"number": number}, 201)


async def body_of(request: Request) -> dict[str, str]:
    """The JSON object of a request whose members are texts. Only JSON is taken: what a form of another site can send is not."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Refused(415, "wrong-kind", "Send JSON, with Content-Type: application/json.")
    raw = await request.body()
    if len(raw) > LARGEST:
        raise Refused(413, "too-large", f"A body has at most {LARGEST:,} bytes.")
    try:
        given = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise UsageError("The body is no JSON.") from error
    if not isinstance(given, dict) or not all(isinstance(v, str) for v in given.values()):
        raise UsageError("The body is no object whose members are texts.")
    if unknown := sorted(set(given) - set(TEXTS)):
        raise UsageError(f"There is no field {unknown[0][:40]!r}. Use: {', '.join(TEXTS)}.")
    if any("\x00" in v or not v.isprintable() for v in given.values()):
        raise UsageError("A text holds characters that cannot be printed.")
    return {name: value.strip() for name, value in given.items()}


async def add_json(request: Request) -> Response:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "multipart/form-data":
        raise Refused(415, "wrong-kind", "Send a form, with Content-Type: multipart/form-data.")
    return Json(told(await add(request)), 202)


def additions(request: Request) -> Response:
    return Json({"rows": [told(a) for a in worker_of(request).latest()]})


def addition(request: Request) -> Response:
    return Json(told(addition_of(request)))


def openapi(request: Request) -> Response:
    return Json(description(settings_of(request).token is not None))


def api_page(request: Request) -> Response:
    token = settings_of(request).token is not None
    with reading(request) as view:
        return html("api", case=case_for(request, view), description=description(token), token=token)
