"""Which stretches of a text may name a place, and what speaks for and against it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from counterclaim.annotate.contract import Annotation
from counterclaim.extract.places.gazetteer import Gazetteer, Place, gazetteer
from counterclaim.extract.places.names import normal
from counterclaim.lexicon.load import load_yaml

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’ʻ`](?!s\b|S\b)[^\W_]+)*|[^\w\s]")
LONGEST = 6  # words of a name
GROUPS = {"body": "bodies", "public": "public", "road": "roads", "area": "areas", "accord": "accords"}  # words that may follow a name


@dataclass(slots=True)
class Mention:
    """A stretch that the gazetteer knows. `first`/`last` count words; qualifier is the place after a comma;
    why, once chosen, says what spoke for the place."""

    first: int
    last: int
    start: int
    end: int
    text: str
    key: str
    places: tuple[Place, ...]
    signs: dict[str, float] = field(default_factory=dict)
    qualifier: tuple[Place, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Cues:
    """The word lists of cues.yaml and the short forms of extra.yaml."""

    words: dict[str, frozenset[str]]
    always: dict[str, str]
    after_comma: dict[str, str]
    short_form: re.Pattern[str]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.words[name]


@lru_cache(maxsize=1)
def cues() -> Cues:
    """Cue words of the package."""
    short = load_yaml("places/extra.yaml")["abbreviations"]
    either = "|".join(re.escape(s) for s in sorted(short["always"], key=len, reverse=True))
    words = {name: frozenset(str(w) for w in members) for name, members in load_yaml("places/cues.yaml").items()}
    words["first_names"] = words["given"] | words["given_too"]
    return Cues(words, short["always"], short["after_comma"], re.compile(rf"(?<!\w)(?:{either})(?!\w)"))


class Scan:
    """The words of a text and the place names among them."""

    def __init__(self, annotation: Annotation, text: str) -> None:
        self.annotation = annotation
        self.text = text
        self.gazetteer: Gazetteer = gazetteer()
        self.cues = cues()
        marks = [(m.start(), m.group()) for m in WORD.finditer(text)]
        self.starts = [start for start, _ in marks]
        self.words = [word for _, word in marks]
        self.lower = [word.lower() for word in self.words]
        self.sentence_starts = {s.start for s in annotation.sentences}
        self.short_forms = {m.start(): m.group() for m in self.cues.short_form.finditer(text)}

    def mentions(self) -> list[Mention]:
        """All that may be places, left to right, longest first, not overlapping."""
        found: list[Mention] = []
        i, words = 0, self.words
        while i < len(words):
            mention = self.at(i) if self.may_begin(i) else None
            if mention:
                if mention.places:
                    found.append(mention)
                i = mention.last
            else:
                i += 1
        for number, mention in enumerate(found):
            after = found[number + 1] if number + 1 < len(found) else None
            if after and after.first == mention.last + 1 and self.words[mention.last] == ",":
                mention.qualifier = after.places
        for number, mention in enumerate(found):
            self.observe(mention, found[number - 1] if number else None, found[number + 1] if number + 1 < len(found) else None)
        self.look_elsewhere(found)
        return found

    def may_begin(self, i: int) -> bool:
        word = self.words[i]
        if word[0].isupper():
            return True
        return self.lower[i] in self.cues["prefixes"] and i + 2 < len(self.words) and self.words[i + 1] == "-" and self.words[i + 2][0].isupper()

    def at(self, i: int) -> Mention | None:
        """The longest known name that begins with word `i`."""
        start = self.starts[i]
        if start in self.short_forms:
            return self.short_form(i, self.short_forms[start])
        if self.words[i] in self.cues.after_comma and i and self.words[i - 1] == ",":
            return self.mention(i, i + 1, normal(self.cues.after_comma[self.words[i]]))
        for last in sorted(self.ends(i), reverse=True):
            key = " ".join(normal(w) for w in self.words[i:last] if w[0].isalnum())
            if key in self.cues["never"]:
                return Mention(i, last, self.starts[i], self.starts[i], "", key, ())
            if not key or (last == i + 1 and len(key) < 3 and not self.words[i].isupper()):
                continue
            mention = self.mention(i, last, key)
            if mention:
                return mention
        return None

    def ends(self, i: int) -> Iterator[int]:
        """Where a name that begins with word `i` may end: after each capitalised word or figure of the run."""
        yield i + 1
        at, count = i + 1, 1
        while at < len(self.words) and count < LONGEST:
            gap = self.text[self.starts[at - 1] + len(self.words[at - 1]) : self.starts[at]]
            word = self.words[at]
            if gap not in ("", " ", "\u00a0") or (word == "." and self.lower[at - 1] not in ("st", "mt", "ft", "ste")):
                return
            if word[0].isupper():
                count += 1
                yield at + 1
            elif gap and self.lower[at] in self.cues["areas"]:  # "Lachin corridor"
                yield at + 1
                return
            elif word not in ("-", ".") and not (gap and self.lower[at] in self.cues["joiners"]):
                return
            at += 1

    def mention(self, first: int, last: int, key: str) -> Mention | None:
        places = self.gazetteer.find(key)
        if not places:
            return None
        start, end = self.starts[first], self.starts[last - 1] + len(self.words[last - 1])
        return Mention(first, last, start, end, self.text[start:end], key, places)

    def short_form(self, i: int, text: str) -> Mention | None:
        last = i + 1
        end = self.starts[i] + len(text)
        while last < len(self.words) and self.starts[last] < end:
            last += 1
        places = self.gazetteer.find(text.lower())
        if not places or ("." not in text[:-1] and not (i and self.words[i - 1] == ",")):
            return None
        return Mention(i, last, self.starts[i], end, text, text.lower(), places, {"short_form": 1.0})

    # ------------------------------------------------------------------ signs
    def observe(self, mention: Mention, before: Mention | None, after: Mention | None) -> None:
        """Notes what speaks for and against a place."""
        signs, c, i, j = mention.signs, self.cues, mention.first, mention.last
        self.look_left(mention, before)
        self.look_right(mention, after)
        both = bool(before and before.last == i - 1 and self.word(i - 1) in (",", "and", "or"))
        signs["listed"] = float(both or bool(after and after.first == j + 1 and self.word(j) in ("and", "or")))
        signs["comma_place"] = float(bool(mention.qualifier))
        signs["opens"] = float(self.opens(i))
        signs["common"] = float(mention.key in c["common"] and j == i + 1)
        signs["given"] = float(mention.key in c["given"])
        signs["words"] = float(min(j - i, 3) - 1)
        signs["not_name"] = float(not self.tagged_name(mention))
        signs["upper"] = float(mention.text.isupper() and len(mention.text) > 3)

    def look_left(self, mention: Mention, before: Mention | None) -> None:
        signs, c, i = mention.signs, self.cues, mention.first
        word, left, far = self.word(i - 1), self.word(i - 1).lower(), self.word(i - 2).lower()
        capital = bool(i) and self.gap(i) in (" ", "") and word[:1].isupper()
        signs["given_left"] = float(capital and left in c["first_names"])
        signs["place_left"] = float(before is not None and before.last == i and self.gap(i) in (" ", ""))
        signs["capital_left"] = float(capital and left not in c["before"] and not self.opens(i - 1) and not signs["place_left"])
        signs["number_left"] = float(word.isdigit())
        if left == "the" or left in c["before"]:
            signs["article" if left == "the" else "directed"] = 1.0
            left, far = far, self.word(i - 3).lower()
        signs["in"] = float(left in c["in"])
        signs["at"] = float(left in c["at"] and left not in c["in"])
        signs["of_area"] = float(left == "of" and far in c["area_nouns"])
        signs["of"] = float(left == "of" and far not in c["area_nouns"])
        signs["title"] = float(left in c["titles"] or (left == "." and far in c["titles"]))

    def look_right(self, mention: Mention, after: Mention | None) -> None:
        signs, c, j = mention.signs, self.cues, mention.last
        word, right = self.word(j), self.word(j).lower()
        joined = j < len(self.words) and self.gap(j) in (" ", "") and word[:1].isalnum()
        capital = joined and word[0].isupper()
        for name, needs in (("body", capital), ("public", capital), ("road", capital), ("area", joined), ("accord", joined)):
            signs[f"{name}_right"] = float(needs and right in c[GROUPS[name]])
        known = any(right in c[group] for group in GROUPS.values())
        signs["lower_right"] = float(joined and word[0].islower() and right not in c["areas"])
        signs["full_name"] = float(capital and mention.key in c["first_names"] and not known)
        signs["capital_right"] = float(capital and not known and not (after and after.first == j))
        signs["hyphen_right"] = float(right == "-" and self.gap(j) == "")
        dash = word in ("(", "–", "—") or (word == "-" and self.gap(j) == " ") or (word == "," and mention.text.isupper())
        signs["dateline"] = float(self.opens(mention.first) and dash)

    def word(self, i: int) -> str:
        return self.words[i] if 0 <= i < len(self.words) else ""

    @staticmethod
    def look_elsewhere(mentions: list[Mention]) -> None:
        """A name that is somebody's, or a place's, once in a text is likely so throughout."""
        somebody, somewhere = set(), set()
        for m in mentions:
            if m.signs.get("capital_left") or m.signs.get("given_left") or m.signs.get("title") or m.signs.get("full_name"):
                somebody.add(m.key)
            if m.signs.get("in") or m.signs.get("comma_place") or m.signs.get("of_area"):
                somewhere.add(m.key)
        for m in mentions:
            m.signs["somebody"], m.signs["somewhere"] = float(m.key in somebody), float(m.key in somewhere)

    def gap(self, i: int) -> str:
        """What stands between word `i` and the word before."""
        return self.text[self.starts[i - 1] + len(self.words[i - 1]) : self.starts[i]] if 0 < i < len(self.words) else "\n"

    def opens(self, i: int) -> bool:
        """Does word `i` open a sentence, a quotation or a line?"""
        return i == 0 or self.starts[i] in self.sentence_starts or "\n" in self.gap(i) or self.words[i - 1] in ("“", '"', "‘", "(", ":")

    def tagged_name(self, mention: Mention) -> bool:
        """Has the parser tagged a word of it as a name?"""
        tokens = self.annotation.tokens
        if not tokens:
            return True
        k = self.annotation.token_at(mention.start)
        while k < len(tokens) and tokens[k].start < mention.end:
            if tokens[k].pos == "PROPN":
                return True
            k += 1
        return False
