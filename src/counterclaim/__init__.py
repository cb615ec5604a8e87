"""Counterclaim: who did what to whom, who says so, and who denies it.

>>> import counterclaim
>>> coder = counterclaim.load()
>>> coding = coder("Armenia accused Baku of shelling villages.", published="2016-04-20")
>>> coding.to_dict()
"""

from __future__ import annotations

from typing import Any

__version__ = "0.1.0"
__all__ = ["Coder", "__version__", "load"]


def __getattr__(name: str) -> Any:  # the parser loads only when it is asked for
    if name in ("Coder", "load"):
        from counterclaim import coder

        return getattr(coder, name)
    raise AttributeError(f"module 'counterclaim' has no attribute {name!r}")
