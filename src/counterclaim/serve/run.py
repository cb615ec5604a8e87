"""`counterclaim serve`: the server until Ctrl-C."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable
from dataclasses import replace

from counterclaim.errors import UsageError
from counterclaim.serve.app import make_app, prepare
from counterclaim.serve.settings import Settings


def run(settings: Settings, say: Callable[[str], None]) -> None:
    """Serve until stopped. `say` hears where, token and all. Raises UsageError where the port cannot be had."""
    import uvicorn

    if settings.token is None and not settings.at_home:
        settings = replace(settings, token=secrets.token_urlsafe(24))
    if not settings.read_only:
        prepare(settings.case)
    with listening(settings) as sock:
        settings = replace(settings, port=sock.getsockname()[1])
        app = make_app(settings)
        say(f"{settings.case} is open at {entrance(settings)}")
        if not settings.at_home:
            say("Whoever has this address can read and change the case. It travels unencrypted: use a network that you trust, or a proxy with TLS.")
        config = uvicorn.Config(app, log_level="warning", server_header=False, proxy_headers=False, access_log=False, timeout_graceful_shutdown=3)
        uvicorn.Server(config).run(sockets=[sock])


def listening(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((settings.host, settings.port))
    except (OSError, OverflowError) as error:
        sock.close()
        raise UsageError(
            f"{settings.host}:{settings.port} cannot be listened to ({error}). Choose another with --port; 0 takes a free one."
        ) from error
    return sock


def entrance(settings: Settings) -> str:
    """The address to open."""
    host = {"0.0.0.0": socket.gethostname(), "::": socket.gethostname()}.get(settings.host, settings.host)  # noqa: S104 (told by the user)
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{settings.port}/" + (f"?token={settings.token}" if settings.token else "")
