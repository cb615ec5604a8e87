"""Who wrote a text, and how the author presents himself or herself, out of single lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from counterclaim.lexicon.load import load_yaml
from counterclaim.read.dates import iso_date

WORD = re.compile(r"[^\W\d_][\w'’.-]*")
AND = re.compile(r"\s+(?:and|&)\s+|\s*[,;]\s*", re.I)
SPLIT = re.compile(r"\s*(?:,|\||–|—|\s-\s|\()\s*")
LONGEST_SIGNATURE = 300
LONGEST_BIO = 700
ROLE_WITHIN = 12  # words after the name within which a role must stand


@dataclass(frozen=True, slots=True)
class Author:
    """An author's name as printed, and the words about him or her, either of which may be missing."""

    name: str | None
    note: str | None = None


@cache
def words_of(section: str) -> frozenset[str]:
    return frozenset(load_yaml("read/bylines.yaml")[section])


@cache
def introducer() -> re.Pattern[str]:
    longest_first = sorted(words_of("introducers"), key=len, reverse=True)
    return re.compile(r"(?:[-–—*|]\s*)?(?:" + "|".join(map(re.escape, longest_first)) + r")\s+", re.I)


def is_name(text: str, fewest: int = 2) -> bool:
    """Whether `text` could be one person's name: two to five words, capital first, no digits."""
    words = text.split()
    particles = words_of("particles")
    if not fewest <= len(words) <= 5 or not words[0][0].isupper():
        return False
    if is_sentence(text):
        return False
    good = all(WORD.fullmatch(w) and (w[0].isupper() or w.lower() in particles) for w in words)
    return good and words[-1][0].isupper() and not any(w.lower().strip(".") in words_of("roles") for w in words[1:])


def is_names(text: str) -> bool:
    """One name, or several joined by commas and "and"."""
    parts = [p for p in AND.split(text) if p]
    return bool(parts) and all(is_name(p) for p in parts)


def has_role(text: str, section: str = "roles") -> bool:
    """Whether a noun for what people do stands near the beginning of `text`."""
    words = [w.lower().rstrip(".") for w in re.findall(r"[\w'’.-]+", text)[:ROLE_WITHIN]]
    roles = words_of(section)
    return any(w in roles or w.rpartition("-")[2] in roles for w in words)


def is_sentence(text: str) -> bool:
    """Whether `text` has a word that only sentences have, or introduces speech."""
    return ":" in text or any(w in words_of("sentence_words") for w in re.findall(r"[^\W\d_]+", text.lower()))


def split_author(text: str) -> Author:
    """ "Jane Doe, political analyst" to name and note; names only ("Jane Doe, John Roe") stay as they are."""
    text = text.strip()
    name, comma, note = text.partition(",")
    if comma and is_name(name.strip(), 1) and has_role(note) and not is_names(text):
        return Author(name.strip(), note.strip(" ,;"))
    return Author(text or None)


def byline(text: str) -> Author | None:
    """The author that a line such as "By Jane Doe, political analyst" names; None if it is no byline."""
    m = introducer().match(text)
    if not m or len(text) > LONGEST_SIGNATURE:
        return None
    rest = text[m.end() :].strip(" .|")
    if rest.isupper():
        rest = rest.title()
    if is_names(rest):
        return Author(rest)
    name, *more = SPLIT.split(rest, maxsplit=1)
    note = more[0].strip(" )") if more else ""
    if not is_name(name, 1) or is_sentence(note) or (len(name.split()) == 1 and (note or " " not in text)):
        return None
    if note and rest[len(name) :].lstrip().startswith(",") and is_names(note.split(",")[0]):
        return Author(rest)
    return Author(name, note if note and has_role(note) else None)


def signature(text: str) -> Author | None:
    """The author that a closing line such as "Jane Doe, political analyst, head of …" presents."""
    if len(text) > LONGEST_SIGNATURE:
        return None
    text = text.lstrip("-–—*• ")
    name, *more = SPLIT.split(text, maxsplit=1)
    note = more[0].strip().rstrip(".") if more else ""
    if not note or not is_name(name) or not has_role(note) or is_sentence(note):
        return None
    return Author(name, note.rstrip(")") if "(" not in note else note)


def presented(text: str, known: str | None = None) -> Author | None:
    """The author that a sentence such as "Jane Doe is a political analyst in Baku." presents.

    Only roles of writing people count, unless `known` is the name that it begins with.
    """
    if len(text) > LONGEST_BIO:
        return None
    m = re.match(
        r"(?:Dr\.?|Prof\.?|Professor|Amb\.?|Ambassador)?\s*([^,;:()]{3,60}?),?(?:\s\([^()]{1,40}\))?"
        r"\s+(?:is|was|works as|serves as)\s+(?=an?\b|the\b|[a-z])",
        text,
    )
    if not m or not is_name(m[1]):
        return None
    note = text[m.end() :].strip().rstrip(".")
    mine = known is not None and m[1].lower() in known.lower()
    first_words = " ".join(note.split()[:8])
    return Author(m[1], note) if mine or has_role(first_words, "writers") else None


def author_box(text: str, known: str | None = None) -> Author:
    """Name and note out of the text under "About the author"."""
    text = text.strip()
    if found := presented(text, text) or signature(text):
        return found
    if known and text.lower().startswith(known.lower()):
        return Author(known, text[len(known) :].strip(" ,:–—-") or None)
    words = text.split()
    for count in (4, 3, 2):
        # "Jane Doe Founder of the site": the name ends where the role begins.
        if len(words) > count and is_name(" ".join(words[:count])) and has_role(words[count]):
            return Author(" ".join(words[:count]), " ".join(words[count:]))
    return Author(text, None) if is_name(text) else Author(None, text or None)


def date_line(text: str) -> str | None:
    """ISO date if the line is nothing but a date, perhaps with "Published", a weekday or the hour."""
    if len(text) > 80 or not any(c.isdigit() for c in text):
        return None
    found = iso_date(text) or iso_date(re.sub(r"^\D+(?=\d{4}-)", "", text))
    if not found:
        return None
    rest = text.lower()
    for phrase in sorted(words_of("date_words"), key=len, reverse=True):
        rest = re.sub(rf"\b{re.escape(phrase)}\b", " ", rest)
    left = [
        w
        for w in re.findall(r"[^\W\d_][^\W\d_.]*", rest)
        if w not in words_of("date_fillers") | months() and w not in ("st", "nd", "rd", "th", "t", "z", "of")
    ]
    return found if not left else None


@cache
def months() -> frozenset[str]:
    return frozenset(name for row in load_yaml("read/bylines.yaml")["months"] for name in row)
