"""Bytes to text, whatever the encoding, never raising.

Order: byte order mark, UTF-8, UTF-16 without a mark (many zero bytes), the declared encoding,
UTF-8 with a few foreign bytes (read as Windows-1252), detection by charset-normalizer.
"""

from __future__ import annotations

import codecs
import re
from typing import Any

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE = 65_536  # bytes that detection looks at; the detector's time grows fast with its input
STRAY = re.compile("[\udc80-\udcff]+")
LONE = re.compile("[\ud800-\udfff]")
# Above this share of foreign bytes among all bytes beyond ASCII, a text is not taken for damaged UTF-8.
DAMAGE = 0.3

MOSTLY_LATIN = 0.5  # letters beyond ASCII for each ASCII letter: less than 0.3 in Latin script, ten and more in others


def decode(data: bytes, declared: str | None = None) -> str:
    """Text of `data`. `declared` is an encoding named by the source; it is used if it fits."""
    encoding = encoding_of(data, declared)
    return decode_as(data, encoding)


def decode_as(data: bytes, encoding: str) -> str:
    """Text of `data` in `encoding`; bytes that do not fit are repaired."""
    if encoding.startswith("utf-8"):
        return repair(data.decode(encoding, "surrogateescape"))
    return mend(data.decode(encoding, "replace"))


def repair(text: str) -> str:
    """`text`, decoded with "surrogateescape", with its stray bytes read as Windows-1252."""
    if not LONE.search(text):
        return text
    text = STRAY.sub(lambda m: m[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace"), text)
    return mend(text)


def mend(text: str) -> str:
    """`text` with each half of a surrogate pair that stands alone replaced by U+FFFD, length unchanged."""
    return LONE.sub("\ufffd", text) if LONE.search(text) else text


def encoding_of(data: bytes, declared: str | None = None) -> str:
    """Name of the encoding that `data` (all of a file or its beginning) is most likely in."""
    for mark, name in MARKS:
        if data.startswith(mark):
            return name
    if wide := wide_encoding(data[:SAMPLE]):
        return wide
    if damage(data) == 0:
        return "utf-8"
    if declared and known(declared) and fits(data, declared):
        return declared
    if damage(data) < DAMAGE:
        return "utf-8"
    return detected(data[:SAMPLE])


def wide_encoding(head: bytes) -> str | None:
    """UTF-16 without a byte order mark shows as zero bytes at every second place."""
    if len(head) < 4:
        return None
    half = len(head) // 2
    even, odd = head[0::2].count(0) / half, head[1::2].count(0) / half
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 and odd < 0.05 else None


def damage(data: bytes) -> float:
    """Share of the bytes beyond ASCII that are not part of valid UTF-8."""
    try:
        data.decode("utf-8")
        return 0.0
    except UnicodeDecodeError:
        pass
    stray = sum(map(len, STRAY.findall(data.decode("utf-8", "surrogateescape"))))
    beyond = len(data) - len(data.translate(None, bytes(range(128, 256))))
    # A character cut in two at the end of a sample is no damage.
    return 0.0 if stray <= 3 and data[-4:].translate(None, bytes(range(128))) and cut_at_end(data) else stray / max(beyond, 1)


def cut_at_end(data: bytes) -> bool:
    decoder: Any = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(data, final=False)
        return True
    except UnicodeDecodeError:
        return False


def known(name: str) -> bool:
    try:
        return not codecs.lookup(name).name.startswith(("base64", "hex", "zlib", "bz2", "quopri", "uu", "rot"))
    except (LookupError, ValueError):
        return False


def fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
        return True
    except (UnicodeError, LookupError, ValueError):
        return False


def detected(head: bytes) -> str:
    """charset-normalizer's guess where most letters lie beyond ASCII (Cyrillic, Greek, Arabic), else Windows-1252.

    Between the encodings for Latin letters the detector guesses at random on short texts.
    """
    letters = len(re.findall(rb"[A-Za-z]", head))
    beyond = len(head) - len(head.translate(None, bytes(range(128, 256))))
    if beyond < letters * MOSTLY_LATIN:
        return "cp1252"
    from charset_normalizer import from_bytes

    try:
        best = from_bytes(head, steps=5, chunk_size=512).best()
    except Exception:  # a guess is never worth a document
        best = None
    return best.encoding if best is not None and known(best.encoding) else "cp1252"
