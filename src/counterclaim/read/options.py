"""What a reading run may be told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Settings of one reading run.

    text_column  column or key of rows (JSONL, CSV, Parquet) that holds the text
    id_column    column or key that holds the document's id
    format       a format's name to use for every input; None: told from the content
    published    ISO date for documents that carry none
    publisher    publisher for documents that name none
    language     ISO 639-1 code for documents that name none; None: detected
    max_bytes    largest size of one document's source: a file, or one row or record of a file of many
    max_chars    longest text of one document, in characters
    max_depth    deepest nesting of HTML elements
    max_files    most files read in one run
    seconds      longest time that parsing, or fetching, one document may take
    redirects    most redirects followed for one URL
    public_only  fetch only from public addresses: not from this machine, its network, or anything else inside
    """

    text_column: str = "text"
    id_column: str = "id"
    format: str | None = None
    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    max_bytes: int = 50_000_000
    max_chars: int = 2_000_000
    max_depth: int = 500
    max_files: int = 100_000
    seconds: float = 30.0
    redirects: int = 5
    public_only: bool = False
