"""Names cut into words the way the parser cuts running text, so that tokens and names can be compared."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

SPLIT = re.compile(r"\s+|(?<=[^\W\d_])(-)(?=[^\W\d_])|([/()]|(?<=\w)\+(?=\w))|(?='s?(?:\s|$))")
UNDECOMPOSED = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss",
                              "æ": "ae", "Æ": "Ae", "ð": "d", "þ": "th", "ə": "a", "Ə": "A", "‘": "'", "’": "'",
                              "ʻ": "'", "ʼ": "'", "–": "-", "‐": "-", "‑": "-"})  # fmt: skip


def fold(word: str) -> str:
    """`word` without accents, with straight apostrophes; case is kept ("Türkiye" -> "Turkiye")."""
    return word if word.isascii() else _fold(word)


@cache
def _fold(word: str) -> str:
    plain = unicodedata.normalize("NFD", word.translate(UNDECOMPOSED))
    return "".join(c for c in plain if not unicodedata.combining(c))


def fold_words(name: str) -> tuple[str, ...]:
    """`name` folded and cut at blanks, at hyphens between letters, slashes, brackets and before "'s" and final
    "'": "al-Shabaab" -> ("al", "-", "Shabaab"), "Workers' Party" -> ("Workers", "'", "Party")."""
    if name.isascii() and name.isalpha():
        return (name,)
    return tuple(part for part in SPLIT.split(fold(name)) if part)
