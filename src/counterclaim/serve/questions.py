"""What an address may ask: its query as `Filters` and `Paging`. One list for pages, the API and its description."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.datastructures import QueryParams

from counterclaim.errors import UsageError
from counterclaim.record.filters import Filters, Paging

MOST_VALUES = 50  # of one field
LONGEST = 500  # characters of a value
FARTHEST = 10_000_000  # rows that may be skipped


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the query: its kind ("words", "word", "day", "share", "yes"), the filter it sets, its help."""

    kind: str
    sets: str
    help: str


FIELDS = {
    "text": Field("word", "text", 'Words that occur; "in quotes" for a phrase.'),
    "who": Field("words", "who", "Who does it (of claims: the speaker): a code (ARM, IGO:UN) or a name, also with a sector (ARM/MIL)."),
    "to": Field("words", "to", "To whom it is done."),
    "type": Field("words", "type", "Event type (ASSAULT), act of a claim (deny), kind of a dispute (number)."),
    "since": Field("day", "since", "Not before this day."),
    "until": Field("day", "until", "Not after this day."),
    "place": Field("words", "place", "A place's name, or a state's name or code."),
    "said_by": Field("words", "said_by", 'Who says so; "author" for what the documents say themselves.'),
    "status": Field("words", "status", "Of an event (actual); the author's stance on a claim (rejects); a mention's stance (denies)."),
    "document": Field("words", "document", "Only from this document."),
    "min_confidence": Field("share", "confidence", "At least this sure, 0 to 1."),
    "happening": Field("word", "happening", "Only what belongs to this happening."),
    "disputed": Field("yes", "disputed", "Only happenings that are in dispute."),
}


def filters_of(query: QueryParams) -> Filters:
    """The filters that a query stands for; blank fields ask for nothing. Raises UsageError for what makes no sense."""
    asked: dict[str, Any] = {}
    for name, field in FIELDS.items():
        values = [v.strip() for v in query.getlist(name) if v.strip()]
        if len(values) > MOST_VALUES or any(len(v) > LONGEST for v in values):
            raise UsageError(f"{name} asks for too much at once. Give at most {MOST_VALUES} values of {LONGEST} characters.")
        if values:
            asked[field.sets] = value_of(name, field, values)
    return Filters(**asked)


def value_of(name: str, field: Field, values: list[str]) -> Any:
    if field.kind == "words":
        return tuple(values)
    if field.kind == "share":
        return share(name, values[-1])
    if field.kind == "yes":
        return values[-1].lower() in ("1", "true", "yes", "on")
    return values[-1]


def share(name: str, value: str) -> float:
    try:
        found = float(value)
    except ValueError:
        found = -1.0
    if not 0 <= found <= 1:
        raise UsageError(f"{name} {value!r} is no number from 0 to 1.")
    return found


def paging_of(query: QueryParams, limit: int, most: int) -> Paging:
    return Paging(whole(query, "limit", limit, 1, most), whole(query, "offset", 0, 0, FARTHEST))


def whole(query: QueryParams, name: str, otherwise: int, least: int, most: int) -> int:
    value = query.get(name, "")
    if not value:
        return otherwise
    if not (value.isascii() and value.isdigit() and len(value) < 12 and least <= int(value) <= most):
        raise UsageError(f"{name} {value[:40]!r} is no whole number from {least:,} to {most:,}.")
    return int(value)
