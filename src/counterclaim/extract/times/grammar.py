"""The grammar of times: words.yaml and grammar.yaml, compiled.

Each token becomes one character that stands for the classes it belongs to, so a rule becomes a
plain regular expression over that string of characters, tried only where its first token can stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from counterclaim.errors import DataError
from counterclaim.lexicon.load import load_yaml

TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
PIECE = re.compile(r"(?P<name>\w+)=|(?P<word>[^\W_]+|[^\w\s()|?*=])|(?P<sign>[()|?*])|\s+")
CAPITALISED = ("MONTH", "WEEKDAY")
FIRST_CHARACTER = 0xE000  # private use, so that no character means anything to `re`


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of grammar.yaml: `build` names the function that resolves it."""

    build: str
    regex: re.Pattern[str]
    order: int


@dataclass(frozen=True, slots=True)
class Found:
    """A rule that matches tokens `first` to `last` (exclusive), with the words it keeps, lower case."""

    build: str
    first: int
    last: int
    kept: dict[str, str]


class Grammar:
    """Rules over classes of words; `words` holds the tables of words.yaml."""

    def __init__(self, words: dict[str, Any], rules: dict[str, Any]) -> None:
        self.words = words
        self._signs: dict[str, str] = {}
        self._members: dict[str, set[str]] = {}
        self._by_first: dict[str, list[Rule]] = {}
        macros = dict(rules["macros"])
        macros["OPEN"] = phrases(words["open_phrases"])
        macros["HOLIDAY"] = phrases(words["holidays"])
        patterns = [(r["as"], re.sub(r"[A-Z]{2,}", lambda m: macros.get(m[0], m[0]), r["pattern"])) for r in rules["rules"]]
        self._classify([p for _, p in patterns])
        for order, (build, pattern) in enumerate(patterns):
            regex, firsts, _ = PatternReader(pattern, self._members).choice()
            try:
                rule = Rule(build, re.compile(regex), order)
            except re.error as error:
                raise DataError(f"times/grammar.yaml: rule {order + 1} ({build}): {error}") from error
            for sign in firsts:
                self._by_first.setdefault(sign, []).append(rule)

    def _classify(self, patterns: list[str]) -> None:
        """Gives each kind of token its character: words and figures with the same classes share one."""
        literals = {m["word"] for p in patterns for m in PIECE.finditer(p) if m["word"] and not m["word"].isupper()}
        classes = class_words(self.words)
        kinds: dict[frozenset[str], str] = {}

        def sign_of(kind: frozenset[str]) -> str:
            return kinds.setdefault(kind, chr(FIRST_CHARACTER + len(kinds)))

        for word in set(literals).union(*classes.values()):
            names = {name for name, members in classes.items() if word in members}
            self._signs[word] = sign_of(frozenset(names | ({word} if word in literals else set())))
        for figure in figures():
            self._signs.setdefault(figure, sign_of(figure_kind(figure)))
        self.other = sign_of(frozenset({"WORD"}))
        self.mark = sign_of(frozenset({"MARK"}))
        for kind, sign in kinds.items():
            for name in kind:
                self._members.setdefault(name, set()).add(sign)
        months = list(self.words["months"])
        self.short_months = {m for m in months if any(n.startswith(m) and n != m for n in months)}
        self._capitalised = {w for name in CAPITALISED for w in classes[name]}

    def encode(self, tokens: list[str]) -> str:
        """One character for each token."""
        signs, capitalised, other, mark = self._signs, self._capitalised, self.other, self.mark
        out = []
        for token in tokens:
            low = token.lower()
            sign = signs.get(low)
            if sign is None:
                sign = mark if not token[0].isalnum() else other if not token[0].isdigit() else mark
            elif low in capitalised and token == low:
                sign = other
            out.append(sign)
        return "".join(out)

    def matches(self, code: str, tokens: list[str], at: int) -> list[Found]:
        """All rules that match at token `at`, the longest first."""
        found = []
        for rule in self._by_first.get(code[at], ()):
            m = rule.regex.match(code, at)
            if m and m.end() > at:
                found.append((-m.end(), rule.order, rule.build, m))
        found.sort(key=lambda f: f[:2])
        return [
            Found(build, at, -end, {k: " ".join(tokens[m.start(k) : m.end(k)]).lower() for k, v in m.groupdict().items() if v})
            for end, _, build, m in found
        ]


class PatternReader:
    """Reads one pattern; gives the regular expression and the characters that it can begin with."""

    def __init__(self, pattern: str, members: dict[str, set[str]]) -> None:
        self.pattern = pattern
        self.members = members
        self.pieces = [(m["name"], m["word"], m["sign"]) for m in PIECE.finditer(pattern) if m[0].strip()]
        self.at = 0

    def sign(self) -> str:
        """The next piece if it is one of ( ) | ? *, "end" after the last, "" otherwise."""
        return self.pieces[self.at][2] or "" if self.at < len(self.pieces) else "end"

    def choice(self) -> tuple[str, set[str], bool]:
        """(expression, first characters, whether it can match nothing) of alternatives."""
        rows = [self.row()]
        while self.sign() == "|":
            self.at += 1
            rows.append(self.row())
        return "|".join(r[0] for r in rows), set().union(*(r[1] for r in rows)), any(r[2] for r in rows)

    def row(self) -> tuple[str, set[str], bool]:
        parts: list[str] = []
        firsts: set[str] = set()
        empty = True
        while self.sign() in ("", "("):
            text, begins, nothing = self.item()
            while self.sign() in ("?", "*"):
                text, nothing = text + self.sign(), True
                self.at += 1
            parts.append(text)
            if empty:
                firsts |= begins
            empty = empty and nothing
        return "".join(parts), firsts, empty

    def item(self) -> tuple[str, set[str], bool]:
        name, word, _ = self.pieces[self.at]
        self.at += 1
        if name:
            text, begins, nothing = self.item()
            return f"(?P<{name}>{text})", begins, nothing
        if word:
            signs = self.members.get(word)
            if not signs:
                raise DataError(f"times/grammar.yaml: no word of class {word} in pattern {self.pattern!r}")
            return f"[{''.join(sorted(signs))}]", signs, False
        text, begins, nothing = self.choice()
        self.at += 1
        return f"(?:{text})", begins, nothing


def class_words(words: dict[str, Any]) -> dict[str, set[str]]:
    """Members of each class that a pattern may name."""
    classes = {
        "MONTH": "months", "WEEKDAY": "weekdays", "UNIT": "units", "SHORTUNIT": "short_units", "PART": "parts", "SEASON": "seasons",
        "DEICTIC": "deictic_days", "COUNT": "numbers", "VAGUE": "vague_numbers", "ORDINAL": "ordinals", "DECADEWORD": "decade_words",
        "EDGE": "edges", "ABOUT": "about", "ZONE": "zones",
    }  # fmt: skip
    members = {name: set(words[table]) for name, table in classes.items()}
    members["RELATION"] = {w for table in ("backward", "forward", "present") for w in words[table]}
    members["NUMERAL"] = members["COUNT"] - {"a", "an"}
    return members


def figures() -> Iterator[str]:
    """Every figure that can be part of a time: 0 to 2199, and 00 to 09."""
    for n in range(2200):
        yield str(n)
    for n in range(10):
        yield f"0{n}"


def figure_kind(figure: str) -> frozenset[str]:
    """Classes of a figure."""
    n, digits = int(figure), len(figure)
    return frozenset(
        name
        for name, holds in (
            ("NUMBER", True), ("DAY", 1 <= n <= 31), ("YEAR", digits == 4 and n >= 1000), ("CLOCKNUM", n <= 24),
            ("COUNT", n < 1000), ("DECADE", digits == 4 and n % 10 == 0), ("TENS", digits == 2 and n >= 10 and n % 10 == 0),
        )
        if holds
    )  # fmt: skip


def phrases(texts: Any) -> str:
    """A choice of fixed phrases as a pattern; an apostrophe may stand before a lone s."""
    return "(" + "|".join(re.sub(r" s\b", " (’|')? s", t) for t in sorted(texts, key=len, reverse=True)) + ")"


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The grammar that comes with the package."""
    return Grammar(load_yaml("times/words.yaml"), load_yaml("times/grammar.yaml"))
