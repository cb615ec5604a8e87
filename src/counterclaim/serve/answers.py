"""Answers of all kinds: pages, JSON, files to keep; and errors, which have one shape."""

from __future__ import annotations

import json
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response
from starlette.types import Scope

from counterclaim.errors import CounterclaimError, InputError
from counterclaim.show.case.pages import page


class Refused(HTTPException):
    """A request that is not answered as asked. `code` is a short slug, `detail` says what to do."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(status, message)
        self.status, self.code, self.message = status, code, message


class Json(Response):
    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return json.dumps(content, ensure_ascii=False, default=str, separators=(",", ":")).encode("utf8", "replace")


def html(name: str, code_: int = 200, **context: Any) -> HTMLResponse:
    return HTMLResponse(page(name, **context), code_)


def file(content: str | bytes, name: str, kind: str) -> Response:
    """A download under `name`, which is ours."""
    body = content.encode("utf8", "replace") if isinstance(content, str) else content
    return Response(body, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def wants_json(scope: Scope) -> bool:
    return str(scope["path"]).startswith("/api/")


def refusal(scope: Scope, error: Refused, entry: str | None = None) -> Response:
    """The one shape of errors: {"error": {"status", "code", "message"}} from the API, the same as a page elsewhere."""
    told = {"status": error.status, "code": error.code, "message": error.message}
    answer: Response
    if wants_json(scope):
        answer = Json({"error": told}, error.status)
    else:
        answer = html("error", error.status, title=TITLES.get(error.status, "That did not work"), entry=entry, **told)
    if error.status == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    if error.status == 503:
        answer.headers["Retry-After"] = "2"
    return answer


TITLES = {401: "A token is needed", 403: "Not from there", 404: "Not here", 405: "Not like that", 413: "Too large", 421: "Wrong address"}
CODES = {400: "bad-request", 404: "not-found", 405: "method-not-allowed", 413: "too-large", 415: "wrong-kind"}


def refused_by(error: Exception) -> Refused:
    """What any exception comes to for whoever asked. Nothing of how it came about is told."""
    if isinstance(error, Refused):
        return error
    if isinstance(error, HTTPException):
        return Refused(error.status_code, CODES.get(error.status_code, "refused"), said(error))
    if isinstance(error, InputError) and error.reason in ("busy", "missing", "unwritable"):
        return Refused(503, error.reason, str(error))
    if isinstance(error, CounterclaimError):
        return Refused(400, CODES[400], str(error))
    return Refused(500, "internal", "Something went wrong in the server; its terminal says what. Nothing was changed.")


def said(error: HTTPException) -> str:
    if error.status_code == 404:
        return "There is no such page. The overview leads to all there are."
    if error.status_code == 405:
        return "This address does not take that method. The API's description lists what it takes."
    return str(error.detail)
