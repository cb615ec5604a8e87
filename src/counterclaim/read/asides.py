"""What is not the article, set apart inside the text: title, byline, captions, author box, related links.

Works line by line. A line is an aside whole or not at all, and running text never is, except for
lines that a rule of data/read/asides.yaml names by their beginning. Offsets stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache

from counterclaim.lexicon.load import load_yaml
from counterclaim.read import bylines
from counterclaim.read.bylines import Author
from counterclaim.read.dates import iso_date
from counterclaim.read.lines import BODY_WORDS, MARKS, Line, lines_of
from counterclaim.records import Aside

HEAD_LINES, TAIL_LINES = 10, 10  # lines at a text's ends where its furniture stands
LONGEST_LABEL = 60  # characters of a whole-line entry
TITLE_WORDS = (2, 25)
# "BAKU, April 6", "LONDON (Reuters)": where a report was sent from
DATELINE = re.compile(r"[^\Wa-z\d_][^a-z\d,(]{2,40}(?:,|\()")
LONGEST_CAPTION = 8  # words of a caption that only its lower case and its place betray
LONGEST_BOX_LABEL = 20  # characters of "About the author" before a colon
LEAST_ARTICLE = 40  # letters that must be left when all asides are set apart


@dataclass(slots=True)
class Found:
    """What the lines tell: asides, and facts about the document (None where they tell nothing)."""

    asides: list[Aside] = field(default_factory=list)
    title: str | None = None
    author: str | None = None
    author_note: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """data/read/asides.yaml, compiled. `starts` and `patterns`: (kind, longest, only at the ends, test)."""

    labels: dict[str, str]
    blocks: frozenset[str]
    tests: tuple[tuple[str, int, bool, Callable[[str], object]], ...]
    credit: re.Pattern[str]
    longest_credit: int


@cache
def rules() -> Rules:
    data = load_yaml("read/asides.yaml")
    labels = {label: kind for kind, listed in data["lines"].items() for label in listed}
    tests: list[tuple[str, int, bool, Callable[[str], object]]] = []
    for rule in data["starts"]:
        tests.append((rule["kind"], rule["longest"], rule.get("at_ends", False), starts_with(tuple(rule["with"]))))
    for rule in data["patterns"]:
        tests.append((rule["kind"], rule["longest"], rule.get("at_ends", False), re.compile("|".join(rule["with"])).fullmatch))
    credit = re.compile("(?:" + "|".join(data["credits"]["with"]) + r")[\s.)\]]*$")
    return Rules(labels, frozenset(data["blocks"]), tuple(tests), credit, data["credits"]["longest"])


def starts_with(beginnings: tuple[str, ...]) -> Callable[[str], object]:
    return lambda plain: plain.startswith(beginnings)


def find_asides(text: str, title: str | None = None, author: str | None = None) -> Found:
    """The asides of `text` in order, and what its lines say about title, author and date.

    `title` and `author`, where known from elsewhere, help to recognise lines that repeat them.
    """
    lines = lines_of(text)
    found = Found(title=title, author=author)
    if len(lines) < 2:
        return found
    mark_by_rule(lines)
    body = next((i for i, line in enumerate(lines) if line.kind is None and line.paragraph_like), len(lines))
    read_head(lines, body, found)
    read_boxes(lines, found)
    read_tail(lines, body, found)
    if not article_left(lines):
        return Found(title=title, author=author)
    found.asides = merged(lines, text)
    return found


def mark_by_rule(lines: Sequence[Line]) -> None:
    """Marks each line that a whole-line entry, a beginning, a pattern or a picture credit names."""
    book = rules()
    for i, line in enumerate(lines):
        if line.kind is None:
            line.kind = kind_of(line, i < HEAD_LINES or i >= len(lines) - TAIL_LINES, book)
    for i, line in enumerate(lines):
        if line.kind in book.blocks and line.bare in book.labels:
            mark_block(lines, i, line.kind)


def kind_of(line: Line, at_end: bool, book: Rules) -> str | None:
    if len(line.bare) <= LONGEST_LABEL and not line.text.endswith((".", "?", "!")) and (kind := book.labels.get(line.bare)):
        return kind
    for kind, longest, only_at_ends, test in book.tests:
        if len(line.text) <= longest and (at_end or not only_at_ends) and test(line.plain):
            return kind
    if len(line.text) <= book.longest_credit and book.credit.search(line.plain):
        return "caption"
    return None


def mark_block(lines: Sequence[Line], heading: int, kind: str) -> None:
    """Marks what follows a heading: one paragraph about an author, or a list of related headlines."""
    book = rules()
    if kind == "author":
        following = lines[heading + 1 : heading + 2]
        if following and following[0].bare not in book.labels and len(following[0].text) <= bylines.LONGEST_BIO:
            following[0].kind = "author"
        return
    for i in range(heading + 1, len(lines)):  # no slice: a text may consist of headings
        line = lines[i]
        if line.kind is None and (not line.headline_like or line.bare in book.labels):
            return
        line.kind = line.kind or kind


def read_head(lines: Sequence[Line], body: int, found: Found) -> None:
    """Title, byline, date line and bare caption, all before the first paragraph."""
    if body >= len(lines):
        return
    first = next((i for i in range(body) if lines[i].kind is None), None)
    titled = False
    for i, line in enumerate(lines[: min(body, HEAD_LINES)]):
        if line.kind not in (None, "author"):
            continue
        if repeats(line, found.title) or (i == first and not found.title and looks_like_title(line)):
            line.kind, titled = "title", True
            found.title = found.title or line.text
        elif (writer := bylines.byline(line.text)) or (writer := byline_of_known(line, found.author)):
            line.kind = "author"
            take(found, writer)
        elif day := bylines.date_line(line.text):
            line.kind, found.published = "dateline", found.published or day
        elif titled and line.kind is None and bare_caption(line):
            line.kind = "caption"


def repeats(line: Line, title: str | None) -> bool:
    """Whether the line is the title given, but for case, spaces and marks at the edges."""
    if not title:
        return False
    given = " ".join(title.lower().replace("’", "'").replace("‘", "'").split()).strip(MARKS)
    return bool(given) and " ".join(line.plain.split()).strip(MARKS) == given


def looks_like_title(line: Line) -> bool:
    """Short, a line of its own with a blank line behind it, and no sentence, salutation or date."""
    fewest, most = TITLE_WORDS
    words = line.text.split()
    if not line.gap_after or not fewest <= len(words) <= most or not line.headline_like:
        return False
    if line.text.endswith(tuple(".!,:;…-–—_=")) or line.text[0].islower() or line.text[0] in '-–—•*"“' or DATELINE.match(line.text):
        return False
    return bylines.byline(line.text) is None and iso_date(line.text) is None


def byline_of_known(line: Line, author: str | None) -> Author | None:
    """The line is the known author's name, alone or followed by how the author presents himself or herself."""
    if not author or not line.plain.startswith(author.lower().replace("’", "'")):
        return None
    rest = line.text[len(author) :]
    if not rest.strip():
        return Author(author)
    return Author(author, rest.strip(" ,|–—-")) if rest[:1] in ", |–—-" and bylines.has_role(rest) and not bylines.is_sentence(rest) else None


def bare_caption(line: Line) -> bool:
    """A few lower-case words between title and text, such as a picture's file name."""
    return line.text[0].islower() and line.text == line.text.lower() and line.text.count(" ") < LONGEST_CAPTION and not line.sentence_like


def read_boxes(lines: Sequence[Line], found: Found) -> None:
    """Name and note out of the paragraph under a heading like "About the author", or behind it and a colon."""
    for heading, line in zip(lines, [*lines[1:], None], strict=False):
        if heading.kind != "author":
            continue
        label, colon, rest = heading.text.partition(":")
        under = line.text if line and line.kind == "author" and heading.bare in rules().labels else ""
        if text := under or (rest.strip() if colon and len(label) <= LONGEST_BOX_LABEL else ""):
            box = bylines.author_box(text, found.author)
            found.author = found.author or box.name
            found.author_note = found.author_note or box.note


def read_tail(lines: Sequence[Line], body: int, found: Found) -> None:
    """A signature below the article: "Jane Doe, political analyst, …", on one line or two."""
    left = [i for i, line in enumerate(lines) if line.kind is None]
    if len(left) < 2 or left[-1] <= body:
        return
    last, before = lines[left[-1]], lines[left[-2]]
    if writer := bylines.signature(last.text) or byline_of_known(last, found.author) or biography(lines, last, found.author):
        last.kind = "author"
    elif (
        left[-2] > body and bylines.is_name(before.text) and last.headline_like and bylines.has_role(last.text) and not bylines.is_sentence(last.text)
    ):
        writer = Author(before.text, last.text.rstrip("."))
        last.kind = before.kind = "author"
    if writer:
        # What the author signs with is nearer to the article than the site's standing words.
        found.author_note = writer.note or found.author_note
        take(found, writer)


def biography(lines: Sequence[Line], last: Line, known: str | None) -> Author | None:
    """ "Jane Doe is a political analyst …" as the last line, if the article itself does not speak of her."""
    writer = bylines.presented(last.text, known)
    if not writer or not writer.name:
        return None
    surname = writer.name.split()[-1]
    spoken_of = any(surname in line.text for line in lines if line.kind is None and line is not last)
    mine = known is not None and writer.name.lower() in known.lower()
    return writer if mine or not spoken_of else None


def take(found: Found, writer: Author) -> None:
    found.author = found.author or writer.name
    found.author_note = found.author_note or writer.note


def article_left(lines: Sequence[Line]) -> bool:
    """Whether an article remains: without one, a text of odd form is better coded whole."""
    left = [line for line in lines if line.kind is None]
    letters = sum(c.isalpha() for line in left for c in line.text[:2000])
    return letters >= LEAST_ARTICLE and any(line.sentence_like or line.text.count(" ") >= BODY_WORDS for line in left)


def merged(lines: Sequence[Line], text: str) -> list[Aside]:
    """One aside for each run of lines of a kind without a blank line between."""
    runs: list[tuple[str, int, int]] = []
    previous: Line | None = None
    for line in lines:
        if line.kind:
            goes_on = previous is not None and previous.kind == line.kind and not line.gap
            runs.append((line.kind, runs.pop()[1] if goes_on else line.start, line.end))
        previous = line
    return [Aside(kind, start, end, text[start:end]) for kind, start, end in runs]
