"""Figures and mistakes as they are printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from counterclaim.evaluate.causes import Mistake, by_cause
from counterclaim.evaluate.figures import Result, Score


def figures_table(result: Result) -> str:
    """A line a figure: precision, recall and F1, or a share; details and remarks below."""
    width = max(len(name) for name in (*result.figures, *result.details, "documents"))
    lines = [f"{'documents':{width}}  {result.documents}", f"{'':{width}}  precision  recall  F1"]
    lines += [figure_line(name, value, width) for name, value in result.figures.items()]
    if result.details:
        lines += ["", *(figure_line(name, value, width) for name, value in result.details.items())]
    if result.remarks:
        lines += ["", *result.remarks]
    return "\n".join(lines)


def figure_line(name: str, value: Score | float, width: int) -> str:
    if not isinstance(value, Score):
        return f"{name:{width}}  {value:.3f}"
    counts = f"{value.hit} right, {value.said} coded, {value.gold} in gold"
    return f"{name:{width}}  {value.precision:.3f}      {value.recall:.3f}   {value.f1:.3f}   {counts}"


def mistakes_table(found: Sequence[Mistake]) -> str:
    """A line a cause with its number and one sentence's id to look at, most frequent first."""
    totals = {kind: sum(m.kind == kind for m in found) for kind in ("missed", "made up")}
    head = ", ".join(f"{n} {kind}" for kind, n in totals.items())
    return "\n".join([f"{head}; by cause:", *(f"{n:5}  {m.line}  (as in {m.sentence})" for m, n in by_cause(found))])


def mistakes_json(found: Sequence[Mistake]) -> list[dict[str, Any]]:
    return [{"kind": m.kind, "cause": m.cause, "detail": m.detail, "number": n, "example": m.sentence} for m, n in by_cause(found)]
