"""The libraries of the extra `relations`, loaded when they are needed: they are large, and most commands do without."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from counterclaim.errors import UsageError


def library(name: str) -> Any:
    """The module `name`. Raises UsageError that says how to install it."""
    try:
        return import_module(name)
    except ImportError as error:
        raise UsageError(f"This needs {name.partition('.')[0]}, which is not installed: pip install 'counterclaim[relations]'.") from error
