"""What an author says of a claim in turns of phrase, beside it or behind it: "with good reason", "Nothing of the sort."

The phrases stand in data/claims/verdicts.yaml, in a notation that it explains.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from counterclaim.annotate.contract import Token
from counterclaim.errors import DataError
from counterclaim.extract.claims.syntax import Range
from counterclaim.lexicon.load import load_yaml

PLACES = ("beside", "after", "denied")
STANCES = {"rejecting": "rejects", "doubting": "doubts", "endorsing": "endorses"}  # in the order they are asked for
GAP = r"(?:[^\s?.;]+ ){0,4}"
END = r"(?=(?:[.;:!?\"']|-+|–|—|$))"
NEVER = "(?!)"
PARTING = (";", ":", "-", "--", "–", "—")  # between clauses of one sentence
JOINING = ("and", "but", "which", "yet", "so", "though", "although", "if", "a", "an", "something")  # may open a clause behind a comma
STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
PIECES = 12  # clauses of a sentence that are looked at
LONGEST = 60  # tokens of each


@dataclass(frozen=True, eq=False)
class Verdicts:
    """Patterns by place and stance."""

    patterns: dict[str, dict[str, re.Pattern[str]]]

    @lru_cache(maxsize=2000)  # noqa: B019 (there is one, for good): claims of one sentence ask for the same words
    def of(self, place: str, words: str) -> str:
        """The stance that `words`, lower case and parted by blanks, express towards the claim; "" for none."""
        for kind, stance in STANCES.items():
            if self.patterns[place][kind].search(words):
                return stance
        return ""


@lru_cache(maxsize=1)
def verdicts() -> Verdicts:
    """The phrases as shipped. Raises DataError for a mistake in the file."""
    path = "claims/verdicts.yaml"
    data = load_yaml(path)
    classes = {name: words for name, words in data.items() if name not in PLACES}
    patterns: dict[str, dict[str, re.Pattern[str]]] = {}
    for place in PLACES:
        patterns[place] = {}
        for kind in STANCES:
            try:
                patterns[place][kind] = pattern_of(data[place][kind], classes)
            except (KeyError, re.error) as error:
                raise DataError(f"{path}: {place}, {kind}: cannot be read ({error}).") from error
    return Verdicts(patterns)


def pattern_of(phrases: list[str], classes: dict[str, list[str]]) -> re.Pattern[str]:
    """What finds any of the phrases. Where a word begins is asked once for all of them, which halves the time."""
    opening = [branch_of(p[1:], classes) for p in phrases if p.startswith("^")]
    anywhere = [branch_of(p, classes) for p in phrases if not p.startswith("^")]
    first = rf"^(?:[\"'] )?(?:{'|'.join(opening) or NEVER})"
    return re.compile(rf"{first}|(?:^|(?<= ))(?:{'|'.join(anywhere) or NEVER})")


def branch_of(phrase: str, classes: dict[str, list[str]]) -> str:
    """A regular expression for a phrase, to be searched in words that are each followed by a blank."""
    for name, words in classes.items():
        phrase = re.sub(rf"\b{name}\b", "{" + "|".join(words) + "}", phrase)
    out = []
    for part in re.findall(r"\{|\}|\||\(|\)|\.\.\.|\$|[^\s{}|()^$]+", phrase):
        if part in "{(":
            out.append("(?:")
        elif part in "})|":
            out.append({"}": ")", ")": ")?", "|": "|"}[part])
        else:
            out.append({"...": GAP, "$": END}.get(part) or re.escape(part) + r"\ ")
    return "(?:" + "".join(out) + ")"


def words_in(tokens: list[Token]) -> str:
    """Tokens as verdicts are sought in: lower case, straight marks, a blank behind each."""
    return "".join(t.lower.translate(STRAIGHT) + " " for t in tokens if not t.text.isspace())


def clauses(tokens: list[Token], span: Range) -> list[Range]:
    """Stretches of `span` that may be clauses of their own: parted by dashes, colons, or a comma and a joining word."""
    out, first = [], span[0]
    for k in range(span[0], span[1]):
        joined = k > span[0] and tokens[k - 1].text == "," and tokens[k].lower in JOINING
        if tokens[k].text in PARTING or joined:
            if k > first:
                out.append((first, k))
            first = k if joined else k + 1
    if span[1] > first:
        out.append((first, span[1]))
    return [(a, min(b, a + LONGEST)) for a, b in out[:PIECES]]


def beside(cue: Range, sentence: Range, stops: Callable[[int], bool]) -> Range:
    """The words around a cue in its sentence, as far as the token at which `stops` says that something else begins."""
    first, last = cue
    while first > sentence[0] and not stops(first - 1) and cue[0] - first < LONGEST:
        first -= 1
    while last < sentence[1] and not stops(last) and last - cue[1] < LONGEST:
        last += 1
    return first, last
