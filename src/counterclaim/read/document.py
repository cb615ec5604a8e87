"""Fields as readers find them, to a Document: asides, language, digest, dates, author."""

from __future__ import annotations

import hashlib
from typing import Any

from counterclaim.read.asides import find_asides
from counterclaim.read.bylines import Author, author_box, is_name, split_author
from counterclaim.read.dates import iso_date
from counterclaim.read.decode import mend
from counterclaim.read.language import language_of
from counterclaim.records import Aside, Document


def document_from_text(
    text: str,
    *,
    id: str | None = None,  # the record's own name for it
    title: str | None = None,
    author: str | None = None,
    author_note: str | None = None,
    publisher: str | None = None,
    published: object = None,
    url: str | None = None,
    source: str | None = None,
    language: str | None = None,
    written_by: str | None = None,
    biography: str | None = None,
    extra: dict[str, Any] | None = None,
) -> Document:
    """A Document whose `text` is exactly `text` (halves of surrogate pairs become U+FFFD). Never raises.

    id          made of the text's digest if not given
    published   a date, or a string that names one day; anything else is kept in `extra`
    author      "Jane Doe, political analyst" is split into author and author_note
    language    ISO 639-1; detected if not given
    written_by  who a file's properties name: used if neither `author` nor the text says, and it is a name
    biography   words of a page's author box: used where neither `author_note` nor the text says
    """
    text = mend(text)
    extra = dict(extra or {})
    given = split_author(author) if author else None
    found = find_asides(text, one_line(title), given.name if given else None)
    day = iso_date(published)
    if published and not day:
        extra["published"] = published
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    named = found.author or (written_by if written_by and is_name(written_by) else None)
    box = author_box(biography, named) if biography else Author(None)
    return Document(
        id=id or digest[:12],
        text=text,
        title=one_line(title) or found.title,
        author=named or box.name,
        author_note=author_note or (given.note if given else None) or found.author_note or box.note,
        publisher=publisher or None,
        published=day or found.published,
        url=url or None,
        source=source,
        language=language or language_of(article(text, found.asides)),
        digest=f"sha256:{digest}",
        asides=found.asides,
        extra=extra,
    )


def one_line(title: str | None) -> str | None:
    return " ".join(title.split()) or None if title else None


def article(text: str, asides: list[Aside]) -> str:
    """The text without its asides."""
    parts, at = [], 0
    for aside in asides:
        parts.append(text[at : aside.start])
        at = aside.end
    return "".join([*parts, text[at:]])
