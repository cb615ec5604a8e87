"""Counts of losses in reports: how many of what, whose, and what became of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from counterclaim.compare.sides import side_of, states_at
from counterclaim.compare.words import any_of, base, clause, vocabulary
from counterclaim.edtf import days
from counterclaim.lexicon.load import load_yaml
from counterclaim.records import Coding, Document, Span

AND = re.compile(r"(?:\s+\w+){0,2}?\s*\band\s+")
WORD = re.compile(r"(?<![^\W_])(?:\d[\d,.]*\d|\d+)|[^\W\d_]+(?:[-'’][^\W\d_]+)*")
SPEAKING = re.compile(r"\s+(?:said|say|says|told|tell|reported|confirmed|recalled)\b")  # who tells of a loss is not lost
RELATIVE = re.compile(r"\s+(?:who|whom|whose)\b")
LONG_REACH = 90  # characters within which the verb stands of those whom a relative clause follows
BEFALLS = re.compile(r"(?:\s+[\w-]+){1,4}\s+(?:was|were|been|being)\s")  # "34 of our companions were arrested"
OF = re.compile(r"([^\W\d_]+) of $")
OF_WHOM = re.compile(r"\s+(?:of|from)\s+(?:the\s+)?\w+(?:\s+\w+)?")
ELSEWHERE = 25  # characters that a clause's end counts for
MANY = 10  # dead of no day and no place are a toll, not of one incident
SHORT_REACH = 2  # the same for "a" and "an"
LONGEST_VAGUE = 24  # characters of "half a dozen" and the like
REACH = 7  # words within which a number and what it counts stand


@dataclass(frozen=True, slots=True)
class Count:
    """`low` to `high` (None: open) of `unit` ("people" under arms, "others", "helicopter" …) were `loss`; `whose` an actor or None.

    span, sentence  places in the text; total: of a whole span of time, not of one incident; guessed: no word says of whom
    """

    document: Document
    span: Span
    sentence: Span
    low: int
    high: int | None
    unit: str
    loss: str
    whose: str | None
    total: bool
    side: str | None
    when: tuple[date, date] | None = None
    guessed: bool = False

    @property
    def at(self) -> tuple[str, int]:
        """Document and first character."""
        return self.document.id, self.span.start

    def contradicts(self, other: Count) -> bool:
        """No number fits both. What is left open, or a range, agrees with all that it takes in."""
        return (self.high is not None and self.high < other.low) or (other.high is not None and other.high < self.low)

    @property
    def says(self) -> str:
        """ "31 killed", "more than 300 killed", "2 helicopter lost"."""
        number = str(self.low) if self.low == self.high else f"{self.low} or more" if self.high is None else f"{self.low} to {self.high}"
        return f"{number} {self.loss}" if self.unit in ("people", "others") else f"{number} {self.unit} {self.loss}"


@dataclass(frozen=True, slots=True)
class Tables:
    """`data/compare/counts.yaml`, ready to use."""

    numbers: dict[str, int]
    multiples: dict[str, int]
    vague: dict[str, tuple[int, int | None]]
    hedges: tuple[tuple[re.Pattern[str], str], ...]
    slack: float
    losses: dict[str, re.Pattern[str]]
    unit: dict[str, str]
    total: re.Pattern[str]
    enemy: re.Pattern[str]
    ours: re.Pattern[str]
    measures: frozenset[str]
    groups: frozenset[str]
    nobody: frozenset[str]
    human: frozenset[str]
    part: re.Pattern[str]


@cache
def tables() -> Tables:
    row: dict[str, Any] = load_yaml("compare/counts.yaml")
    hedges = tuple(
        (re.compile(rf"\b(?:{'|'.join(map(re.escape, row[name]))})\s+(?:the\s+)?$", re.I), name) for name in ("at_least", "at_most", "about")
    )
    unit = dict.fromkeys(row["people"], "people") | dict.fromkeys(row["others"], "others") | {t: t for t in row["things"]}
    unit |= dict.fromkeys(row["person"], "others")
    return Tables(
        row["numbers"], row["multiples"], {k: (v[0], v[1]) for k, v in row["vague"].items()}, hedges, row["slack"],
        {name: any_of(words) for name, words in row["losses"].items()}, unit, any_of(row["total"]), any_of(row["enemy"]), any_of(row["ours"]),
        frozenset(row["measures"]), frozenset(row["groups"]), frozenset(row["nobody"]),
        frozenset(row["human"]), re.compile(rf"\b(?:{'|'.join(row['part'])})\W+(?:\w+\W+)?$", re.I),
    )  # fmt: skip


def counts(coding: Coding) -> list[Count]:
    """All counts of losses in a document, in the order of the text."""
    side, enemy = side_of(coding), adversary(coding)
    sentences = (Span(s.start, s.end, coding.document.text[s.start : s.end]) for s in coding.sentences)
    return [c for s in sentences for c in summed(list(counts_in(coding, s, side, enemy)))]


def summed(found: Sequence[Count]) -> Iterator[Count]:
    """The counts of a sentence, those that are told as one added up: "nine patients and two nurses died"."""
    last: Count | None = None
    for c in found:
        if last and together(last, c):
            high = None if last.high is None or c.high is None else last.high + c.high
            span = Span(last.span.start, c.span.end, c.document.text[last.span.start : c.span.end])
            last = replace(last, span=span, low=last.low + c.low, high=high, unit=last.unit if last.unit == c.unit else "others")
            continue
        if last:
            yield last
        last = c
    if last:
        yield last


def together(one: Count, other: Count) -> bool:
    """Whether nothing but "and" stands between two counts of people with one loss."""
    between = one.document.text[one.span.end : other.span.start]
    people = {one.unit, other.unit} <= {"people", "others"}
    return people and one.loss == other.loss and bool(one.low and other.low) and AND.fullmatch(between) is not None


def counts_in(coding: Coding, sentence: Span, side: str | None, enemy: str | None) -> Iterator[Count]:
    t, v, text = tables(), vocabulary(), sentence.text
    words = [(m.start(), m.end(), m.group().lower()) for m in WORD.finditer(text)]
    last_unit: str | None = None
    when = time_of(coding, sentence)
    beyond = 0  # index of the first word that no number read so far has taken
    for i, (start, end, said) in enumerate(words):
        read = span_at(text, words, i) if i >= beyond else None
        if read is None:
            continue
        low, high, first, after = read
        beyond = after
        end = words[after - 1][1]
        a, b = clause(text, start)
        unit, to = None, end
        for _, w_end, word in words[after : after + (SHORT_REACH if article(said) or not high else REACH)]:
            if w_end > max(b, end) or word in t.numbers or word[0].isdigit():
                break
            if found := t.unit.get(v.concept.get(base(word), "")) or t.unit.get(word):
                if unit and text[to:w_end].split() != [word]:
                    break
                unit, to = found, w_end  # of "three lorry drivers" the last is counted
            elif unit:
                break
        if SPEAKING.match(text[to:]):
            continue
        if not high and unit is None and said not in t.nobody:
            continue  # "no" of what is not counted
        if unit is None and (m := OF.search(text[:first])) and m.group(1).lower() in t.groups:  # "a crew of five"
            unit = t.unit.get(v.concept.get(base(m.group(1).lower()), ""), "people")
        loss = loss_near(text, start, max(to, end), a, b, article(text[start:end]))
        if loss is None:
            continue
        if unit is None and said not in t.nobody:  # "29 servicemen killed and 101 wounded", "four dead": the loss follows at once
            persons = last_unit if last_unit in ("people", "others") else None
            at_once = any(t.losses[name].match(text[end:].lstrip()) for name in ("killed", "wounded", "captured"))
            if not at_once and not (high and loss in t.human | {"captured"} and BEFALLS.match(text[end:])):
                continue
            unit = persons or ("people" if t.total.search(text) else "others")
        if loss in ("killed", "wounded") and unit not in (None, "people", "others"):
            continue  # a lorry is not killed
        guessed = unit is None or text[first:to].split()[-1].lower() in t.numbers
        unit = last_unit = unit or "others"
        if loss == "lost" and unit == "others" and text[:to].endswith(" men"):
            unit = "people"  # an army's
        if loss == "lost" and unit in ("people", "others"):
            loss = "killed" if re.search(r"\blost\b", text[a:b], re.I) else loss
        span = Span(sentence.start + first, sentence.start + to, text[first:to])
        if (article(text[start:end]) and unit in ("people", "others")) or t.part.search(text[:first]):
            high = None  # "a boy was killed" does not say that nobody else was
        whose = owner(coding, sentence, first, to, side, enemy)
        told = Count(coding.document, span, sentence, low, high, unit, loss, whose, is_total(coding, sentence, low, unit, when), side, when, guessed)
        yield from (told,) if high != 0 else unharmed(told)


def unharmed(nobody: Count) -> Iterator[Count]:
    """What a count of nobody says: who was not hurt was not killed, whether under arms or not."""
    units = ("people", "others") if nobody.unit in ("people", "others") else (nobody.unit,)
    losses = ("killed", "wounded") if nobody.loss == "wounded" else (nobody.loss,)
    return (replace(nobody, unit=unit, loss=loss) for unit in units for loss in losses)


def time_of(coding: Coding, sentence: Span) -> tuple[date, date] | None:
    """The days that a sentence names, else those named last before it in its paragraph."""
    text = coding.document.text
    own = [d for t in coding.times if sentence.start <= t.start < sentence.end and (d := days(t))]
    if own:
        return max(own, key=lambda d: d[1] - d[0])
    before = [d for t in coding.times if t.end <= sentence.start and "\n\n" not in text[t.end : sentence.start] and (d := days(t))]
    return before[-1] if before else None


def is_total(coding: Coding, sentence: Span, low: int, unit: str, when: tuple[date, date] | None) -> bool:
    """Whether a count is of a whole span of time: the words say so, the days do, or it is an army's toll of no day and place."""
    named = [t for t in coding.times if sentence.start <= t.start < sentence.end]
    placed = any(sentence.start <= p.start < sentence.end and p.kind != "state" for p in coding.places)
    long = bool(named and when and (when[1] - when[0]).days > 1)
    return bool(tables().total.search(sentence.text)) or long or (unit == "people" and not named and not placed and low >= MANY)


def number_at(text: str, words: list[tuple[int, int, str]], i: int) -> tuple[int, int | None, int, int] | None:
    """(least, most, first character, index of the word after) of a number that begins at word `i`; None where none does.

    "a" and "an" count as one: what is lost is what is counted.
    """
    t = tables()
    start, _, word = words[i]
    said = text[start : start + LONGEST_VAGUE].lower()
    for phrase, (low, high) in t.vague.items():
        if said.startswith(phrase + " "):
            return low, high, start, i + len(phrase.split())
    if word[0].isdigit():
        digits = word.replace(",", "").replace(".", "")
        if not digits.isdigit() or (len(digits) == 4 and "," not in word and digits[:2] in ("19", "20")) or len(digits) > 7:
            return None
        value, after = int(digits), i + 1
    elif word in t.numbers:
        value, after = t.numbers[word], i + 1
    elif (parts := word.split("-")) and len(parts) == 2 and all(p in t.numbers for p in parts):  # "thirty-four"
        value, after = sum(t.numbers[p] for p in parts), i + 1
    elif word in t.nobody or (word == "no" and i + 1 < len(words)):
        value, after = 0, i + 1
    elif word in ("a", "an") and i + 1 < len(words):
        value, after = 1, i + 1
        if words[after][2] in t.multiples:  # "a hundred"
            value, after = t.multiples[words[after][2]], after + 1
    else:
        return None
    while after < len(words) and words[after][2] in t.multiples and word not in ("a", "an"):
        value, after = value * t.multiples[words[after][2]], after + 1
    if measured(words, i, after, t):
        return None
    for pattern, kind in t.hedges:
        if hedge := pattern.search(text[:start]):
            first = hedge.start()
            if kind == "at_least":
                return value, None, first, after
            return (0, value, first, after) if kind == "at_most" else (int(value * (1 - t.slack)), int(value * (1 + t.slack)) + 1, first, after)
    return value, value, start, after


def span_at(text: str, words: list[tuple[int, int, str]], i: int) -> tuple[int, int | None, int, int] | None:
    """`number_at`, and what two numbers leave open: "between nine and eleven", "12 to 15", "three or four"."""
    read = number_at(text, words, i)
    if read is None or not read[0] or read[3] + 1 >= len(words):
        return read
    low, _, first, after = read
    joint = words[after][2]
    if joint in ("to", "or") or (joint == "and" and i and words[i - 1][2] == "between"):
        other = number_at(text, words, after + 1)
        if other and other[1] is not None and other[1] > low and not article(words[after + 1][2]):
            return low, other[1], first, other[3]
    return read


def article(word: str) -> bool:
    """Whether a word stands for one only as an article does."""
    return word.lower() in ("a", "an")


def measured(words: list[tuple[int, int, str]], i: int, after: int, t: Tables) -> bool:
    """Whether the number at word `i` is of a date, a time or a measure: "2 April", "From 2 to 5 April", "in April 2016"; or an age."""
    following = [w for _, _, w in words[after : after + 3]]
    if following and following[0] in t.measures:
        return True
    if len(following) == 3 and following[0] in ("to", "and", "or", "until") and following[2] in t.measures:
        return True
    before = [w for _, _, w in words[max(i - 2, 0) : i]]
    if len(before) == 2 and before[1] == "of" and t.unit.get(vocabulary().concept.get(base(before[0]), "")) and before[0] not in t.groups:
        return True  # "a boy of twelve"
    return bool(before) and words[i][2][0].isdigit() and before[-1] in t.measures and not (len(before) == 2 and before[0][0].isdigit())


def loss_near(text: str, start: int, end: int, a: int, b: int, strict: bool) -> str | None:
    """What became of those counted at start–end: the nearest word of loss, behind them and in their clause (a–b) before others.

    strict  only in their clause: "a" counts what is lost in it, and nothing else
    """
    best: tuple[int, str] | None = None
    relative = bool(RELATIVE.match(text, end))  # "nine fishermen who had worked near the island were detained"
    for name, pattern in tables().losses.items():
        for m in pattern.finditer(text):
            far = m.start() - end if m.start() >= end else (start - m.end()) + 8
            inside = a <= m.start() < max(b, end)
            if strict and not inside:
                continue
            far += 0 if inside or (relative and m.start() > end) else ELSEWHERE
            if m.end() > start and m.start() < end:
                far = 0
            if far <= (LONG_REACH if relative else 60) and (best is None or (far, name != "killed") < (best[0], best[1] != "killed")):
                best = (far, name)
    return best[1] if best else None


def owner(coding: Coding, sentence: Span, first: int, to: int, side: str | None, enemy: str | None) -> str | None:
    """Whose losses they are: who stands in the counted phrase, else who is said to have lost before it."""
    t, text = tables(), sentence.text
    of = OF_WHOM.match(text, to)
    phrase, before = text[first : of.end() if of else to], text[:first]
    for part in (phrase, before[-80:]):
        spoken = [(m.start(), enemy) for m in t.enemy.finditer(part)] + [(m.start(), side) for m in t.ours.finditer(part)]
        spoken += [(at, code) for at, _, code in states_at(part)]
        known = [(at, who) for at, who in spoken if who]
        if known:
            return max(known)[1] if part is phrase or re.search(r"\b(?:lost|loss(?:es)?|killed|dead)\b", before, re.I) else None
    return None


def adversary(coding: Coding) -> str | None:
    """Whom the document's own side stands against: its most frequent opposite in events of conflict."""
    side = side_of(coding)
    seen: Counter[str] = Counter()
    for e in coding.events:
        if "conflict" in e.quad:
            seen.update({m.actor for m in (*e.sources, *e.targets) if m.actor and m.actor not in (side, "author") and len(m.actor) == 3})
    return seen.most_common(1)[0][0] if seen and side else None
