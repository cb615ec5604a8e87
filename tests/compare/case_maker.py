"""What the fixture `case` is: texts in, accounts out."""

from __future__ import annotations

from collections.abc import Callable

from counterclaim.cases import Accounts

Case = Callable[..., Accounts]
