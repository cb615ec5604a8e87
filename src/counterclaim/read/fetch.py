"""Fetching the URLs that the user names: http and https only, with limits on size, time and redirects."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from counterclaim import __version__
from counterclaim.errors import InputError, LimitError
from counterclaim.read.public import PublicHTTP, PublicHTTPS

if TYPE_CHECKING:
    from counterclaim.read.worker import Request

SCHEMES = ("http", "https")
ACCEPT = "text/html,application/xhtml+xml,application/pdf,application/rss+xml,application/atom+xml,text/plain;q=0.9,*/*;q=0.5"


class Redirects(urllib.request.HTTPRedirectHandler):
    """Follows up to `most` redirects, and none that leaves http and https."""

    def __init__(self, most: int) -> None:
        vars(self).update(max_redirections=most, max_repeats=most)

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        if urlsplit(newurl).scheme not in SCHEMES:
            raise urllib.error.URLError(f"it leads to {newurl[:100]}, which is neither http nor https")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def parse(data: bytes, request: Request) -> tuple[list[dict[str, Any]], bytes]:
    """({url, content_type, encoding}, body) of the address `request.url`. InputError tells what failed."""
    url, options = request.url or "", request.options
    end = time.monotonic() + options.seconds
    opener = urllib.request.OpenerDirector()
    ways: tuple[Any, ...] = (urllib.request.ProxyHandler(), urllib.request.HTTPHandler(), urllib.request.HTTPSHandler())
    if options.public_only:  # without a proxy, which would hide where the connection ends
        ways = (PublicHTTP(), PublicHTTPS())
    for handler in (
        *ways, urllib.request.HTTPDefaultErrorHandler(), urllib.request.HTTPErrorProcessor(), Redirects(options.redirects),
    ):  # fmt: skip
        opener.add_handler(handler)
    headers = {"User-Agent": f"counterclaim/{__version__}", "Accept": ACCEPT, "Accept-Encoding": "identity"}
    try:
        with opener.open(urllib.request.Request(url, headers=headers), timeout=options.seconds) as response:  # noqa: S310 (schemes are limited)
            body = bytearray()
            while part := response.read1(65_536):
                body += part
                if len(body) > options.max_bytes:
                    raise LimitError(f"{url} is larger than {options.max_bytes:,} bytes. Leave it out, or raise max_bytes.", "too-large")
                if time.monotonic() > end:
                    raise LimitError(f"{url} took longer than {options.seconds:g} seconds. Try again later, or raise `seconds`.", "too-slow")
            found = {
                "url": response.geturl(),
                "content_type": response.headers.get_content_type(),
                "encoding": response.headers.get_content_charset(),
            }
            return [found], bytes(body)
    except urllib.error.HTTPError as error:
        raise InputError(
            f"{url} answers {error.code} {error.reason}. Check the address, or save the page in a browser and read the file.", f"http-{error.code}"
        ) from None
    except TimeoutError:
        raise LimitError(f"{url} does not answer within {options.seconds:g} seconds. Try again later, or raise `seconds`.", "too-slow") from None
    except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError) as error:
        why = getattr(error, "reason", None) or error
        raise InputError(
            f"{url} cannot be fetched ({why}). Check the address and the network, or save the page and read the file.", "no-connection"
        ) from None
