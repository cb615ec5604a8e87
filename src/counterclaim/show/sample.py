"""The sample case: three invented accounts of the first days of April 2016 on the line of contact.

They agree on some things and contradict one another on others: who began, how many died, who holds
Talish, when the shooting stopped. Written for Counterclaim; no newspaper published them.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

NAMES = ("view-from-baku.html", "view-from-yerevan.md", "view-from-vienna.txt")


def sample_paths() -> list[Path]:
    """Paths of the three sample accounts: an HTML page, a Markdown file with front matter, a plain text."""
    return [Path(str(files("counterclaim").joinpath("data", "sample", name))) for name in NAMES]
