"""What a server may be told, declared once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one server.

    case         path of the casebook
    host, port   where it listens; anything but loopback needs a token
    token        who shows it may enter; None: whoever can reach the port, which must be loopback
    read_only    no correcting and no adding
    max_upload   most bytes of one request
    max_files    most files of one request
    lexicon      the user's lexicon files for what is added
    """

    case: Path
    host: str = "127.0.0.1"
    port: int = 8000
    token: str | None = None
    read_only: bool = False
    max_upload: int = 100_000_000
    max_files: int = 200
    lexicon: tuple[Path, ...] = ()

    @property
    def at_home(self) -> bool:
        """Whether only this machine can reach it."""
        return self.host in LOOPBACK
