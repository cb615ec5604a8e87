"""Screenshots of each view for the docs: python tools/picture_pages.py CASE.db [FOLDER]

Starts the server on a free port and drives an installed Chromium (Playwright). Views are pictured in a wide window; the
overview in the dark and the reader on a phone besides.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from typing import Any

import uvicorn
from playwright.sync_api import sync_playwright

from counterclaim.record.filters import Filters
from counterclaim.record.view import View
from counterclaim.serve.app import make_app
from counterclaim.serve.run import listening
from counterclaim.serve.settings import Settings
from counterclaim.serve.work import Hand, beside

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


def chromium() -> str | None:
    """Path of an installed Chromium, or None."""
    return next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := which(name))), None)


@contextmanager
def served(case: Path, hand: Hand = beside, **more: Any) -> Iterator[str]:
    """The server for a case in a thread of this process; its address."""
    settings = Settings(case, port=0, **more)
    with listening(settings) as sock:
        port = sock.getsockname()[1]
        app = make_app(Settings(case, port=port, **more), hand)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=2))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(10)


@contextmanager
def browser() -> Iterator[Any]:
    """A Chromium with a fresh profile of its own."""
    with sync_playwright() as play, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        context = play.chromium.launch_persistent_context(profile, executable_path=chromium(), args=FLAGS, headless=True, viewport=WIDE)
        yield context
        context.close()


def views(case: Path) -> dict[str, str]:
    """Name of each picture and the address that it shows."""
    with View(case) as view:
        label = view.events()[0]["document"]
        told = max(
            view.happenings(
                Filters(),
            ),
            key=lambda h: (h["disputes"], h["documents"]),
        )["happening"]
        pair = next(
            (
                (e["sources"].split("/")[0].split("|")[0], e["targets"].split("/")[0].split("|")[0])
                for e in view.events()
                if e["sources"] and e["targets"] and e["sources"] != e["targets"]
            ),
            ("", ""),
        )
    return {
        "overview": "/", "reader": f"/document?id={label}", "timeline": "/timeline", "map": "/map", "happenings": "/happenings",
        "happening": f"/happening?key={told}", "disputes": "/disputes", "claims": "/claims", "relations": "/relations",
        "dyad": f"/relations?a={pair[0]}&b={pair[1]}", "search": "/search?text=killed", "corrections": "/corrections", "add": "/add", "api": "/api",
    }  # fmt: skip


def main() -> None:
    case, folder = Path(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else "docs/pictures")
    folder.mkdir(parents=True, exist_ok=True)
    with served(case) as base, browser() as context:
        page = context.pages[0]
        page.emulate_media(reduced_motion="reduce")
        for name, path in views(case).items():
            page.goto(base + path)
            page.screenshot(path=folder / f"serve-{name}.png")
        page.emulate_media(color_scheme="dark")
        page.goto(base + "/")
        page.screenshot(path=folder / "serve-overview-dark.png")
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(PHONE)
        for name in ("overview", "reader", "disputes"):
            page.goto(base + views(case)[name])
            page.screenshot(path=folder / f"serve-{name}-phone.png")


if __name__ == "__main__":
    main()
