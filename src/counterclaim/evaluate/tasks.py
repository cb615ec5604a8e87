"""The tasks in one list, and the way from a gold file to its figures."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counterclaim.casebook import cases, code_cases
from counterclaim.coder import Coder
from counterclaim.compare.accounts import compare
from counterclaim.errors import DataError, UsageError
from counterclaim.evaluate import accounts, actors, claims, classes, clusters, events, places, reading, stance, times
from counterclaim.evaluate.coded import NOTHING, Coded, coded_from
from counterclaim.evaluate.figures import Result
from counterclaim.read import Refusal, read_rows
from counterclaim.records import Document

Row = dict[str, Any]


def code_gold(path: str | Path, coder: Coder, ids: Collection[str]) -> dict[str, Coded]:
    """Codings by id of those texts of a gold file, coded just as `counterclaim code` codes the file."""

    def documents() -> Iterator[Document]:
        for item in read_rows(str(path)):
            if not isinstance(item, Refusal) and item.id in ids:
                yield item

    return {coding.document.id: coded_from(coding.to_dict()) for coding in coder.code(documents())}


def code_cases_of_gold(path: str | Path, coder: Coder, ids: Collection[str]) -> dict[str, Any]:
    """What comparing the documents of each case of a gold file yields, by the case's id."""
    rows = (row for row in code_cases(path, coder) if not isinstance(row, Refusal))
    return {row["id"]: accounts.coded_case_from(row) for row in rows if row["id"] in ids}


def code_topics_of_gold(path: str | Path, coder: Coder, ids: Collection[str]) -> dict[str, Any]:
    """The same with the parser's tokens, which the lemma baseline needs."""
    found = {}
    for case in cases(path):
        if not isinstance(case, Refusal) and case[0] in ids:
            parsed = list(coder.annotated(case[1]))
            codings = [c for c in coder.coded(parsed) if not c.skipped]
            said = accounts.coded_case_from({"id": case[0], **compare(codings).to_dict()})
            found[case[0]] = clusters.Topic(said, {document.id: annotation for document, annotation in parsed})
    return found


@dataclass(frozen=True, slots=True)
class Task:
    """How gold and codings of a task are read and compared.

    measure takes gold records and as many codings in the same order; `nothing` stands for one that is missing.
    code makes the codings of a gold file's texts, or of its cases, by id.
    """

    name: str
    help: str
    gold_from: Callable[[Row], Any]
    measure: Callable[[Sequence[Any], Sequence[Any]], Result]
    coded_from: Callable[[Row], Any] = coded_from
    nothing: Any = NOTHING
    code: Callable[[str | Path, Coder, Collection[str]], dict[str, Any]] = code_gold


TASKS = {
    task.name: task
    for task in (
        Task("events", "type, source and target of each sentence's events", events.sentence_from, events.measure_events),
        Task("class", "one of five classes for each sentence", classes.labelled_from, classes.measure_classes),
        Task("actors", "spans of sources and targets", actors.tagged_from, actors.measure_actors),
        Task("claims", "source, cue and content of attributions", claims.article_from, claims.measure_claims),
        Task("times", "dates as first and last day", times.dated_from, times.measure_times),
        Task("places", "places as coordinates", places.placed_from, places.measure_places),
        Task("reading", "facts of whole articles", reading.read_article_from, reading.measure_reading),
        Task("stance", "what authors make of claims", stance.judged_from, stance.measure_stance),
        Task(
            "accounts",
            "happenings and disputes of several reports",
            accounts.gold_case_from,
            accounts.measure_accounts,
            accounts.coded_case_from,
            accounts.NO_CASE,
            code_cases_of_gold,
        ),
        Task(
            "clusters",
            "which mentions of several reports are one happening, beside joining by lemma",
            clusters.gold_topic_from,
            clusters.measure_clusters,
            clusters.coded_topic_from,
            clusters.NO_TOPIC,
            code_topics_of_gold,
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold file: its path, the ids of its lines in order, and the record of each."""

    path: str
    ids: tuple[str, ...]
    records: tuple[Any, ...]


def rows(path: str | Path, what: str) -> Iterator[tuple[int, Row]]:
    """(line number, object) of each line of a JSONL file that is not blank. Raises DataError or UsageError."""
    try:
        lines = Path(path).read_text(encoding="utf8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The {what} {path} cannot be read ({getattr(error, 'strerror', None) or error}). Check the path.") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError as error:
                raise DataError(f"{path}, line {number}: not valid JSON ({error}). Correct the {what}.") from error
            if not isinstance(row, dict) or "id" not in row:
                raise DataError(f'{path}, line {number}: no object with an "id". Correct the {what}.')
            yield number, row


def read_gold(task: str, path: str | Path, part: str | None = None) -> Gold:
    """The gold of `task` in a JSONL file; with `part`, only the lines whose field "part" says so.

    Raises UsageError where the file cannot be read or holds no such line, DataError where a line is no gold of the task.
    """
    ids, records = [], []
    for number, row in rows(path, "gold"):
        if part and row.get("part") != part:
            continue
        try:
            records.append(TASKS[task].gold_from(row))
        except (KeyError, TypeError, ValueError) as error:
            problem = f"it lacks {error}" if isinstance(error, KeyError) else str(error)
            raise DataError(f"{path}, line {number}: no gold of the task {task!r}: {problem}. docs/evaluate.md lists the fields.") from error
        ids.append(str(row["id"]))
    if not records:
        raise UsageError(f"{path} holds no gold{f' of the part {part!r}' if part else ''}.")
    return Gold(str(path), tuple(ids), tuple(records))


def read_coded(task: str, path: str | Path) -> dict[str, Any]:
    """Codings by id out of a JSONL file as `counterclaim code` writes it. Raises as `read_gold` does."""
    found = {}
    for number, row in rows(path, "file of codings"):
        try:
            found[str(row["id"])] = TASKS[task].coded_from(row)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise DataError(f"{path}, line {number}: no coding ({type(error).__name__}: {error}). Make one with counterclaim code.") from error
    return found


def measure(task: str, gold: Gold, coded: dict[str, Any]) -> Result:
    """The figures of `coded`, codings by id; one that is missing counts as empty."""
    kind = TASKS[task]
    result = kind.measure(gold.records, [coded.get(name, kind.nothing) for name in gold.ids])
    if lost := [name for name in gold.ids if name not in coded]:
        result.remarks.insert(0, f"{len(lost)} of {len(gold.ids)} have no coding, the first is {lost[0]}")
    return result
