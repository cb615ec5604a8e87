"""From files, folders, URLs and standard input to documents with their asides set apart.

    for item in read(["article.txt", "news/", "rows.jsonl"]):
        if isinstance(item, Refusal): ...

HTML, PDF, DOCX, Markdown, plain text, RSS/Atom, JSONL, JSON, CSV, Parquet and WARC, all also as gzip.
"""

from counterclaim.read.document import document_from_text
from counterclaim.read.options import ReadOptions
from counterclaim.read.refusal import Refusal
from counterclaim.read.stream import read, read_rows

__all__ = ["ReadOptions", "Refusal", "document_from_text", "read", "read_rows"]
