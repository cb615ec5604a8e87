"""The package is laid out so that data flows one way; these tests hold it there."""

import ast
from pathlib import Path

import pytest

import counterclaim
from counterclaim.errors import UsageError
from counterclaim.extract.steps import STEPS, Step, check_order

ROOT = Path(counterclaim.__file__).parent
STREAM = [
    "read",
    "annotate",
    "extract",
    "record",
    "compare",
    "relate",
    "show",
    "coder",
    "casebook",
    "serve",
    "evaluate",
    "cli",
]  # a stage may import from those before it
FREE = {"records", "cases", "edtf", "errors", "lexicon", "__init__", "settings", "text"}


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("counterclaim."):
            found.add(node.module.split(".")[1])
    return found


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_no_import_runs_against_the_stream(path: Path) -> None:
    stage = path.relative_to(ROOT).parts[0].removesuffix(".py")
    if stage in STREAM:
        later = set(STREAM[STREAM.index(stage) + 1 :])
        assert not imports(path) & later
    elif stage in FREE - {"__init__"}:
        assert imports(path) <= FREE


def test_steps_need_only_what_stands_before_them() -> None:
    check_order()
    with pytest.raises(UsageError, match="times"):
        check_order((Step("events", ("times",), ("events",), lambda s: ()), *STEPS))
