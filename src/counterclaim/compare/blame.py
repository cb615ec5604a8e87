"""Who began it: statements that name one who did, and where they name another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from counterclaim.cases import Dispute, Passage, Side
from counterclaim.compare.mention import around
from counterclaim.compare.sides import side_of, speaker_of, states_at
from counterclaim.compare.words import any_of
from counterclaim.edtf import days
from counterclaim.lexicon.load import load_yaml
from counterclaim.records import Coding, Document, Span

TOGETHER = timedelta(days=10)  # statements further apart than this are about another round
BY = re.compile(r"\s+by\b")
REACH = 80  # characters behind "by" within which the party stands


@dataclass(frozen=True, slots=True)
class Blame:
    """A document (or whom it cites) says that `whom` began it."""

    document: Document
    whom: str
    passage: Passage
    speaker: str | None
    day: date | None


@cache
def patterns() -> tuple[tuple[re.Pattern[str], ...], re.Pattern[str]]:
    """What says that somebody began it, and what says that this is not known."""
    row = load_yaml("compare/blame.yaml")
    verbs, what = "|".join(map(re.escape, row["begin"])), "|".join(map(re.escape, row["what"]))
    breaks, pact = "|".join(map(re.escape, row["break"])), "|".join(map(re.escape, row["pact"]))
    near = r"(?:\W+\w+){0,4}?\W+"
    active = re.compile(rf"\b(?P<cue>{verbs}){near}(?:{what})\b", re.I)
    passive = re.compile(rf"\b(?:{what})(?:\W+\w+){{0,4}}?\W+(?:was|were|been)\W+(?P<cue>{verbs})\b", re.I)
    broken = re.compile(rf"\b(?P<cue>{breaks}){near}(?:{pact})\b", re.I)
    broken_passive = re.compile(rf"\b(?:{pact})(?:\W+\w+){{0,4}}?\W+(?:was|were|been)\W+(?P<cue>{breaks})\b", re.I)
    answers, force = ("|".join(map(re.escape, row[name])) for name in ("answer", "force"))
    answered = re.compile(rf"\b(?P<answer>{answers}){near}(?:{what}|{force})\b", re.I)
    phrases = re.compile(rf"\b(?P<cue>{'|'.join(map(re.escape, row['phrases']))})\b", re.I)
    return (passive, broken_passive, active, broken, phrases, answered), any_of(row["unknown"])


def blames(coding: Coding) -> Iterator[Blame]:
    """All statements of a document on who began it; a sentence may give both sides, each once."""
    side = side_of(coding)
    cues, unknown = patterns()
    for s in coding.sentences:
        sentence = Span(s.start, s.end, coding.document.text[s.start : s.end])
        matches = [m for cue in cues if (m := cue.search(sentence.text)) and not unknown.search(sentence.text[: m.end()])]
        named: set[str] = set()
        for found in matches:
            whom = culprit(coding, sentence, found)
            if whom and whom not in named:
                named.add(whom)
                yield blame(coding, sentence, found, whom, side)


def blame(coding: Coding, sentence: Span, found: re.Match[str], whom: str, side: str | None) -> Blame:
    """What a match says, with whose word it is and of which day."""
    spot = Span(sentence.start + found.start(), sentence.start + found.end(), found.group())
    inside = [c for c in coding.claims if any(p.start <= spot.start < p.end for p in c.content)]
    speaker = next((w for c in reversed(inside) if (w := speaker_of(c))), None) or side
    when = [d for t in coding.times if sentence.start <= t.start < sentence.end and (d := days(t))]
    published = date.fromisoformat(coding.document.published) if coding.document.published else None
    return Blame(coding.document, whom, around(coding.document, spot, sentence), speaker, when[0][0] if when else published)


def culprit(coding: Coding, sentence: Span, found: re.Match[str]) -> str | None:
    """Who is said to have begun it: who is answered, who stands behind "by", else the nearest party named before the word."""
    text = sentence.text
    named = parties(coding, sentence) + [(at, code) for at, _, code in states_at(text)]
    if "answer" in found.re.groupindex:  # "responded to Armenian shelling"
        return min((n for n in named if found.end("answer") <= n[0] <= found.end()), default=(0, None))[1]
    cue = found.end("cue")
    if by := BY.match(text, cue):
        return min((n for n in named if by.end() <= n[0] <= by.end() + REACH), default=(0, None))[1]
    return max((n for n in named if n[0] < found.start()), default=(0, None))[1]


def parties(coding: Coding, sentence: Span) -> list[tuple[int, str]]:
    """Parties named in a sentence, each with its place counted from there; names and pronouns, not places."""
    inside = (a for a in coding.actors if sentence.start <= a.start < sentence.end and a.how != "place")
    return [(a.start - sentence.start, a.actor) for a in inside if a.actor and a.actor != "author" and not a.actor.startswith(("IGO:", "NGO:"))]


def disputes_on_blame(codings: Sequence[Coding]) -> Iterator[Dispute]:
    """One dispute a round of fighting in which documents say that different parties began."""
    every = sorted((b for c in codings for b in blames(c)), key=lambda b: (b.day or date.max, b.document.id))
    rounds: list[list[Blame]] = []
    for blame in every:
        if rounds and (blame.day is None or rounds[-1][-1].day is None or blame.day - rounds[-1][-1].day <= TOGETHER):
            rounds[-1].append(blame)
        else:
            rounds.append([blame])
    for group in rounds:
        sides = opposed(group)
        if sides:
            whom = sorted({b.whom for b in sides})
            reason = f"some say that {whom[0]} began it, some that {' or '.join(whom[1:])} did"
            yield Dispute("", "blame", tuple(Side(b.passage, f"{b.whom} began it", b.speaker) for b in sides), None, reason)


def opposed(group: Sequence[Blame]) -> list[Blame]:
    """The statements of a round that stand against one from another document; the first of each document on each party."""
    own: dict[tuple[str, str], Blame] = {}
    for b in group:
        own.setdefault((b.document.id, b.whom), b)
    kept = list(own.values())
    return [b for b in kept if any(o.whom != b.whom and o.document.id != b.document.id and (o.speaker or "") != (b.speaker or "-") for o in kept)]
