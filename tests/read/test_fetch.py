"""Fetching from a server of our own."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from counterclaim.read import ReadOptions, Refusal, read
from counterclaim.records import Document

WORDS = "Министры двух стран встретились в Женеве и обсудили положение на границе."
PAGE = f"<html><head><title>Talks</title></head><body><article><p>{WORDS}</p></article></body></html>".encode("cp1251")


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        redirects = {"/moved": "/page", "/loop": "/loop", "/file": "file:///etc/hostname"}
        if self.path in redirects:
            self.send_response(302)
            self.send_header("Location", redirects[self.path])
            self.end_headers()
            return
        self.send_response(404 if self.path == "/gone" else 200)
        self.send_header("Content-Type", "text/html; charset=windows-1251")
        self.end_headers()
        if self.path == "/slow":
            for _ in range(100):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.1)
        self.wfile.write(b"x" * 100_000 if self.path == "/large" else PAGE)

    def log_message(self, *_: object) -> None:
        return None


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_page_is_fetched_with_its_encoding(site: str) -> None:
    (found,) = read([f"{site}/moved"])
    assert isinstance(found, Document)
    assert (found.text, found.title, found.language, found.url) == (WORDS, "Talks", "ru", f"{site}/page")


@pytest.mark.parametrize(
    ("path", "reason"), [("/gone", "http-404"), ("/loop", "http-302"), ("/file", "http-302"), ("/large", "too-large"), ("/slow", "too-slow")]
)
def test_refusals(site: str, path: str, reason: str) -> None:
    start = time.monotonic()
    (found,) = read([site + path], ReadOptions(max_bytes=50_000, seconds=1))
    assert isinstance(found, Refusal)
    assert found.reason == reason
    assert time.monotonic() - start < 10


def test_no_network() -> None:
    (found,) = read(["http://127.0.0.1:9/"])
    assert isinstance(found, Refusal)
    assert found.reason == "no-connection"
