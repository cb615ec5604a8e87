"""What the resolver knows of words: the rules of `data/actors_rules/` and the role nouns of `data/actors/`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from counterclaim.annotate.contract import Token
from counterclaim.errors import DataError
from counterclaim.lexicon.actors import RoleNouns
from counterclaim.lexicon.load import load_yaml

RULES = "actors_rules/rules.yaml"
LONGEST = 5  # words in a role noun that are tried


class Group:
    """One heading of the rules: word sets as attributes, whose absence is an error of the data file."""

    def __init__(self, name: str, content: Any) -> None:
        if not isinstance(content, dict):
            raise DataError(f"{RULES}: {name}: expected words under headings, got {content!r}.")
        self._name = name
        self._words: dict[str, Any] = {}
        for key, words in content.items():
            if isinstance(words, list) and all(isinstance(w, str) for w in words):
                self._words[key] = frozenset(words)
            elif isinstance(words, dict):
                self._words[key] = {k: frozenset(v) if isinstance(v, list) else v for k, v in words.items()}
            else:
                raise DataError(f"{RULES}: {name}: {key}: expected a list of words; put quotation marks round odd ones.")

    def __getattr__(self, key: str) -> Any:
        if key.startswith("_"):
            raise AttributeError(key)
        try:
            return self._words[key]
        except KeyError:
            raise DataError(f"{RULES}: {self._name}: the heading {key!r} is missing.") from None


@dataclass(frozen=True)
class Rules:
    """The rules by heading; see the comments of the data file."""

    modifiers: Group
    owners: Group
    nominals: Group
    pronouns: Group
    speech: Group
    side: Group
    directions: dict[str, str]


@cache
def load_rules() -> Rules:
    """The checked rules, read once. Raises DataError."""
    content = load_yaml(RULES)
    names = ("modifiers", "owners", "nominals", "pronouns", "speech", "side")
    if missing := {*names, "directions"} - set(content):
        raise DataError(f"{RULES}: {', '.join(sorted(missing))}: missing.")
    groups = {name: Group(name, content[name]) for name in names}
    return Rules(directions=dict(content["directions"]), **groups)


@dataclass(frozen=True, slots=True)
class Noun:
    """A role noun as it stands in a text: tokens `first` to `last` (exclusive).

    kind: "person", "body", "asset", "thing", "polity" or "title". words are its lemmas; origin as in `RoleNoun`.
    """

    words: tuple[str, ...]
    first: int
    last: int
    kind: str
    role: str | None
    origin: str = ""

    @property
    def text(self) -> str:
        return " ".join(self.words)


class Nouns:
    """Looks up role nouns around a head token."""

    def __init__(self, roles: RoleNouns) -> None:
        self._by_words: dict[tuple[str, ...], tuple[str, str | None] | tuple[str, str | None, str]] = {}
        self.bodies = frozenset(words[-1] for words, noun in roles.nouns.items() if noun.body and len(words) == 1)
        self.has_own = any(noun.origin for noun in roles.nouns.values())
        self._titles = roles.titles
        for words, (role, _) in roles.titles.items():
            self._by_words[words] = ("title", role)
        for words in roles.things:
            self._by_words[words] = ("thing", None)
        for words, role in roles.assets.items():
            self._by_words[words] = ("asset", role)
        for words, noun in roles.nouns.items():
            self._by_words[words] = ("body" if noun.body else "person", noun.role, noun.origin)
        for words in roles.polities:
            self._by_words[words] = ("polity", None)
        self._last = {words[-1] for words in self._by_words if "of" not in words}
        self._first_of = {words[0]: max(len(w) for w in self._by_words if w[0] == words[0]) for words in self._by_words if "of" in words}

    def is_title(self, noun: Noun) -> bool:
        """Whether the noun may stand before a person's name."""
        return any(noun.words[k:] in self._titles for k in range(len(noun.words)))

    def office(self, noun: Noun) -> str:
        """The office that the noun as a title names, as in leaders.csv; "" if none."""
        return next((self._titles[noun.words[k:]][1] for k in range(len(noun.words)) if noun.words[k:] in self._titles), "")

    def find(self, tokens: list[Token], i: int) -> Noun | None:
        """The longest role noun whose head is token `i`."""
        token = tokens[i]
        forms = singulars(token)
        sent = token.sent
        if any(f in self._first_of for f in forms) and i + 2 < len(tokens) and tokens[i + 1].lower == "of":
            for form in forms:
                for n in range(self._first_of.get(form, 0), 2, -1):
                    if i + n <= len(tokens) and tokens[i + n - 1].sent == sent:
                        words = (form, *(t.lower for t in tokens[i + 1 : i + n]))
                        if found := self._by_words.get(words):
                            return Noun(words, i, i + n, *found)
        for form in forms:
            if form not in self._last:
                continue
            for n in range(min(LONGEST, i + 1 - first_token(tokens, i)), 0, -1):
                words = (*(t.lower for t in tokens[i - n + 1 : i]), form)
                if found := self._by_words.get(words):
                    return Noun(words, i - n + 1, i + 1, *found)
        return None


@lru_cache(maxsize=8)
def nouns_of(roles: RoleNouns) -> Nouns:
    """The look-up of `roles`, built once for each lexicon."""
    return Nouns(roles)


def first_token(tokens: list[Token], i: int) -> int:
    """The first of the at most LONGEST tokens up to `i` that lie in its sentence."""
    low = i
    while low > 0 and i - low < LONGEST and tokens[low - 1].sent == tokens[i].sent:
        low -= 1
    return low


def singulars(token: Token) -> tuple[str, ...]:
    """Forms under which a noun may stand in the lexicon: as lemma, as written, and, since parsers
    leave the plural on what they take for a name, without its ending."""
    forms = [token.lemma, token.lower] if token.lemma != token.lower else [token.lower]
    if token.lower.endswith("ies"):
        forms.append(token.lower[:-3] + "y")
    elif token.lower.endswith("men"):
        forms.append(token.lower[:-2] + "an")
    elif token.lower.endswith("s") and len(token.lower) > 3:
        forms.append(token.lower[:-1])
    return tuple(dict.fromkeys(forms))
