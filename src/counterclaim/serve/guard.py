"""The door: who may come in, from where, with how much; and what every answer tells the browser to keep to.

Nothing here looks at a page. Host names are checked so that no foreign name can be pointed at this machine (DNS
rebinding); requests that another site makes a browser send are refused, reading ones too; a token is compared in
constant time and kept in a cookie that scripts cannot read.
"""

from __future__ import annotations

import hmac
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from counterclaim.serve.answers import Refused, refusal
from counterclaim.serve.settings import LOOPBACK, Settings

SAFE = {"GET", "HEAD", "OPTIONS"}
POLICY = "; ".join((
    "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self'", "connect-src 'self'", "form-action 'self'",
    "base-uri 'none'", "frame-ancestors 'none'",
))  # fmt: skip
HEADERS = {
    "Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}  # fmt: skip
ENTRY = "/enter"  # where a token may be typed in


class Guard:
    """Middleware around the whole application."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings
        self.cookie = f"counterclaim-{settings.port}"  # ports of one machine share their cookies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-cache, private")
            await send(message)

        answer = self.stopped(scope)
        if answer is not None:
            await answer(scope, receive, dressed)
            return
        await self.app(scope, self.limited(receive), dressed)

    def stopped(self, scope: Scope) -> Response | None:
        """The answer to a request that goes no further, or None."""
        headers = Headers(scope=scope)
        try:
            self.check_host(headers)
            self.check_origin(scope, headers)
            self.check_size(headers)
            return self.check_token(scope, headers)
        except Refused as error:
            return refusal(scope, error, entry=ENTRY if error.status == 401 else None)

    def check_host(self, headers: Headers) -> None:
        if self.settings.token is None and host_of(headers.get("host", "")) not in LOOPBACK:
            raise Refused(421, "wrong-host", "This server answers only to localhost. Open it under the address that it printed when it started.")

    def check_origin(self, scope: Scope, headers: Headers) -> None:
        """Requests that another site made the browser send: none that changes anything, and none but plain links that reads."""
        site, mode = headers.get("sec-fetch-site"), headers.get("sec-fetch-mode")
        origin = headers.get("origin")
        foreign = site in ("cross-site", "same-site") or (origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower())
        reading = scope["method"] in SAFE and mode in (None, "navigate") and headers.get("sec-fetch-dest") in (None, "document", "empty")
        if foreign and not (reading and (origin is None or site == "none")):
            raise Refused(403, "cross-site", "This request comes from another site, and is not answered. Open the page itself.")

    def check_size(self, headers: Headers) -> None:
        size = headers.get("content-length", "0")
        if not size.isdigit() or int(size) > self.settings.max_upload:
            raise too_large(self.settings)

    def check_token(self, scope: Scope, headers: Headers) -> Response | None:
        """None where the token is shown or none is needed; an address with a good token in it leads to the same without."""
        token = self.settings.token
        if token is None or (scope["path"] == ENTRY and scope["method"] == "POST"):
            return None
        kind, _, given = headers.get("authorization", "").partition(" ")
        if (kind.lower() == "bearer" and same(given, token)) or same(cookie_of(headers, self.cookie), token):
            return None
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if scope["method"] == "GET" and any(name == "token" and same(value, token) for name, value in query):
            rest = urlencode([(name, value) for name, value in query if name != "token"])
            return self.let_in(clean_path(scope["path"]) + (f"?{rest}" if rest else ""), scope)
        raise Refused(401, "no-token", "This case is not open to everybody. Enter the token that the server printed when it started.")

    def let_in(self, goal: str, scope: Scope) -> Response:
        answer = RedirectResponse(goal, 303)
        secure = scope.get("scheme") == "https"
        answer.set_cookie(self.cookie, self.settings.token or "", httponly=True, samesite="lax", secure=secure, path="/")
        return answer

    def limited(self, receive: Receive) -> Receive:
        """The request's body, broken off where it grows beyond what is allowed, whatever its header says."""
        got = 0

        async def some() -> Message:
            nonlocal got
            message = await receive()
            got += len(message.get("body", b""))
            if got > self.settings.max_upload:
                raise too_large(self.settings)
            return message

        return some


def too_large(settings: Settings) -> Refused:
    return Refused(413, "too-large", f"That is more than {settings.max_upload:,} bytes at once. Add it in parts, or with counterclaim add.")


def same(given: str, token: str) -> bool:
    return hmac.compare_digest(given.encode("utf8", "replace"), token.encode("utf8"))


def host_of(value: str) -> str:
    """The name in a Host header, without port and brackets."""
    return (value.rpartition("]")[0].removeprefix("[") if value.startswith("[") else value.partition(":")[0]).lower()


def cookie_of(headers: Headers, name: str) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def clean_path(path: str) -> str:
    """A path of this server: "//elsewhere" would lead away."""
    from urllib.parse import quote

    return "/" + quote(path.lstrip("/\\"))
