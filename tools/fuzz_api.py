"""Asks the API of a copy of a case everything that its description allows, and much that it does not: no answer may be a 5xx.

    python tools/fuzz_api.py CASE.db [EXAMPLES]

EXAMPLES (300) a operation. Corrections are made in the copy; nothing is fetched or coded. Prints the operations with their
number of requests by status, and stops at the first answer of 500 or more.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, given, settings

from counterclaim.serve.app import make_app
from counterclaim.serve.settings import Settings


def main() -> None:
    examples = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    with tempfile.TemporaryDirectory() as folder:
        case = Path(shutil.copyfile(sys.argv[1], Path(folder, "case.db")))
        app = make_app(Settings(case), lambda order, tell: None)
        schema = schemathesis.openapi.from_asgi("/api/openapi.json", app, headers={"Host": "localhost"})
        for found in schema.get_all_operations():
            operation = found.ok()
            print(f"{operation.method.upper():5} {operation.path:20} {fuzz(operation, examples)}", flush=True)


def fuzz(operation: Any, examples: int) -> str:
    seen: Counter[int] = Counter()

    @given(operation.as_strategy())
    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    def ask(case: Any) -> None:
        answer = case.call(headers={"Host": "localhost"})
        seen[answer.status_code] += 1
        assert answer.status_code < 500, answer.text

    ask()
    return ", ".join(f"{n} x {status}" for status, n in sorted(seen.items()))


if __name__ == "__main__":
    main()
