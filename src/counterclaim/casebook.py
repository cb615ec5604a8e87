"""The casebook: reading, coding, recording and comparing put together. What a user of the Python package calls.

add("CASE.db", ["reports/"], load())
with View("CASE.db") as case: ...
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counterclaim.cases import Accounts
from counterclaim.compare.accounts import compare
from counterclaim.compare.links import Links
from counterclaim.errors import CounterclaimError, InputError, UsageError
from counterclaim.read import ReadOptions, Refusal, document_from_text, read
from counterclaim.record.corrections import Correction, Target, in_force
from counterclaim.record.view import View
from counterclaim.record.writer import Writer
from counterclaim.records import Coding, Document

if TYPE_CHECKING:
    from counterclaim.coder import Coder  # the parser is loaded by those who code

Spot = tuple[str, int, int]  # digest of a text, start, end
BATCH = 20  # documents a transaction: what a killed run has to do again
FIELDS = ("id", "title", "published", "author", "author_note", "publisher", "url", "language")


@dataclass(slots=True)
class Added:
    """Counts of a run: documents that were new, changed or known; what was refused, by reason."""

    new: int = 0
    changed: int = 0
    known: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    @property
    def seen(self) -> int:
        return self.new + self.changed + self.known


def quiet(what: Refusal | Added) -> None:
    """A listener that does not care."""


def add(
    path: str | Path, inputs: Iterable[str], coder: Coder, options: ReadOptions | None = None, on: Callable[[Refusal | Added], None] = quiet
) -> Added:
    """Add documents to a casebook, which is made where there is none, and compare them with what it holds.

    What the case has already is left alone; a changed text becomes a new version. Killed at any point, it goes on where
    it was when it is run again. `on` hears of each refusal, and of the counts after each batch. Raises InputError where the
    file is no casebook or cannot be written.
    """
    return add_items(path, read(inputs, options or ReadOptions()), coder, on)


def add_items(path: str | Path, items: Iterable[Document | Refusal], coder: Coder, on: Callable[[Refusal | Added], None] = quiet) -> Added:
    """As `add`, for what has been read already."""
    counts = Added()
    with Writer(path) as book:
        refusals: list[Refusal] = []

        def unknown() -> Iterator[Document]:
            for item in items:
                if isinstance(item, Refusal):
                    refusals.append(item)
                    counts.refused[item.reason] += 1
                    on(item)
                elif book.knows(item):
                    counts.known += 1
                else:
                    yield item

        for batch in batches(coder.code(unknown())):
            with book.transaction():
                note(book, refusals)
                for coding in batch:
                    number = book.store(coding)
                    counts.new += number == 1
                    counts.changed += (number or 0) > 1
                    counts.known += number is None
            on(counts)
        with book.transaction():
            note(book, refusals)
        recompare(book)
    return counts


def note(book: Writer, refusals: list[Refusal]) -> None:
    for r in refusals:
        book.refuse(r.source, r.reason, r.message)
    refusals.clear()


def batches(codings: Iterator[Coding]) -> Iterator[list[Coding]]:
    while batch := list(islice(codings, BATCH)):
        yield batch


def recode(path: str | Path, coder: Coder, on: Callable[[int], None] = lambda n: None) -> int:
    """Code anew what another version of the coder has coded, and compare again; how many documents that were."""
    existing(path)
    with Writer(path) as book:
        todo = book.outdated(coder.name)
        done = 0
        for some in (todo[i : i + BATCH] for i in range(0, len(todo), BATCH)):
            codings = list(coder.code([book.document(version) for version in some]))
            with book.transaction():
                for version, coding in zip(some, codings, strict=True):
                    book.put_coding(version, coding)
            done += len(some)
            on(done)
        recompare(book)
    return done


def correct(path: str | Path, correction: Correction, compare_now: bool = True) -> int:
    """Add a correction to a casebook and bring everything up to date with it; its number.

    Happenings and disputes may be left to a later `compare_again`: the larger the case, the longer that takes.
    """
    existing(path)
    with Writer(path) as book:
        with book.transaction():
            number = book.correct(correction)
        if compare_now:
            recompare(book)
    return number


def compare_again(path: str | Path) -> None:
    """Bring happenings and disputes up to date with codings and corrections."""
    existing(path)
    with Writer(path) as book:
        recompare(book)


def correct_event(
    path: str | Path, action: str, what: Sequence[str], author: str, changes: Sequence[str] = (), note: str = "", compare_now: bool = True
) -> int:
    """Add a correction that names events as DOCUMENT:EVENT, or for "undo" a correction's number; its number.

    changes      for "fix": "type=ASSAULT", "sources=ARM/MIL|AZE" …. Raises UsageError for what there is not.
    compare_now  as in `correct`
    """
    existing(path)
    if action == "undo":
        if len(what) != 1 or not what[0].isdigit():
            raise UsageError("Say which correction is to be undone, by its number.")
        return correct(path, Correction(action, author, undoes=int(what[0]), note=note), compare_now)
    if len(what) != (2 if action in ("merge", "split") else 1):
        raise UsageError(f"{action} is about {'two events' if action in ('merge', 'split') else 'one event'}, named as DOCUMENT:EVENT.")
    with View(path) as view:
        targets = [view.target(name) for name in what]
    fields: dict[str, Any] = {}
    for change in changes:
        name, equals, value = change.partition("=")
        if not equals:
            raise UsageError(f"{change!r} sets nothing; write it as FIELD=VALUE.")
        fields[name] = [v for v in value.split("|") if v] if name in ("sources", "targets") else value
    return correct(path, Correction(action, author, targets[0], targets[1] if len(targets) > 1 else None, fields, note=note), compare_now)


def existing(path: str | Path) -> None:
    if not Path(path).is_file():
        raise InputError(f"There is no casebook {path}. Make one with counterclaim add {path} PATHS…", "missing")


def recompare(book: Writer) -> None:
    """Compare the documents of the case where that is not up to date."""
    if not book.is_stale():
        return
    with View(book.path) as view:
        codings = [c for c in view.codings() if not c.skipped]
        accounts = compare(codings, links(view.corrections()))
    with book.transaction():
        book.put_accounts(accounts)


def links(corrections: Sequence[Correction]) -> Links:
    """What people said belongs together and what not; of two events what was said last."""
    latest: dict[frozenset[Spot], Correction] = {}
    for c in in_force(corrections):
        if c.action in ("merge", "split") and c.target and c.other:
            pair = frozenset((spot(c.target), spot(c.other)))
            latest.pop(pair, None)
            latest[pair] = c
    found = {action: tuple(spots(c) for c in latest.values() if c.action == action) for action in ("merge", "split")}
    return Links(found["merge"], found["split"])


def spot(target: Target) -> Spot:
    return target.digest, target.start, target.end


def spots(c: Correction) -> tuple[Spot, Spot]:
    assert c.target
    assert c.other
    return spot(c.target), spot(c.other)


def accounts_of(documents: Iterable[Document], coder: Coder) -> Accounts:
    """Happenings and disputes of documents that are compared without a casebook."""
    return compare([c for c in coder.code(documents) if not c.skipped])


def cases(path: str | Path) -> Iterator[tuple[str, list[Document]] | Refusal]:
    """(id, documents) of each line of a JSONL file of cases, {"id", "documents": [{"id", "text", …}]}; a Refusal for a bad line."""
    try:
        lines = Path(path).read_text(encoding="utf8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read ({getattr(error, 'strerror', None) or error}). Check the path.") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                row = json.loads(line)
                yield str(row["id"]), [case_document(d) for d in row["documents"]]
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                message = f'line {number} is no case ({type(error).__name__}: {error}); write {{"id": …, "documents": [{{"id": …, "text": …}}]}}.'
                yield Refusal(f"{path}:{number}", "no-case", message)


def case_document(row: dict[str, Any]) -> Document:
    return document_from_text(row["text"], **{name: row[name] for name in FIELDS if row.get(name) is not None})


def code_cases(path: str | Path, coder: Coder) -> Iterator[dict[str, Any] | Refusal]:
    """The JSON form of each case of a JSONL file: id, happenings, disputes."""
    for case in cases(path):
        if isinstance(case, Refusal):
            yield case
        else:
            try:
                yield {"id": case[0], **accounts_of(case[1], coder).to_dict()}
            except CounterclaimError as error:
                yield Refusal(case[0], "not-compared", str(error))
