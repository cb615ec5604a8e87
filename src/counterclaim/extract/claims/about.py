"""What a claim is about, and whether a record could settle it.

A claim is about the actors named in its content and the events coded there. It is checkable where its main clauses say
that something happened or stands somewhere on record, and not where they judge, hope, demand or foretell. The words that
decide stand in data/claims/checkable.yaml.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from counterclaim.annotate.contract import Token
from counterclaim.extract.claims.cues import word_classes
from counterclaim.extract.claims.syntax import Range, Syntax
from counterclaim.lexicon.load import load_yaml
from counterclaim.records import About, ActorMention, Check, Claim, Event, Span, TimeRef

CLAUSAL = ("VERB", "AUX")
HAPPENED = ("actual", "negated", "possible")  # statuses of events that a record could settle; an alleged deed is "possible"
PAST = {"VBD", "VBN"}
HELPERS = ("aux", "auxpass")
PREDICATE = ("acomp", "attr", "oprd")


@lru_cache(maxsize=1)
def words() -> tuple[dict[str, frozenset[str]], dict[str, str]]:
    """Word classes, and the reason by act. Raises DataError for a mistake in the file."""
    path = "claims/checkable.yaml"
    data = dict(load_yaml(path))
    acts = dict(data.pop("acts"))
    return word_classes(data, path), acts


def describe_claims(
    syntax: Syntax, claims: Sequence[Claim], events: Sequence[Event], mentions: Sequence[ActorMention], times: Sequence[TimeRef]
) -> list[Claim]:
    """The claims, each with `about` and `check`."""
    judge = Judge(syntax, times)
    by_claim: dict[str, list[Event]] = {}
    for event in events:
        for name in event.claims:
            by_claim.setdefault(name, []).append(event)
    ordered = sorted(mentions, key=lambda m: (m.start, m.end))
    starts = [m.start for m in ordered]
    out = []
    for claim in claims:
        told = by_claim.get(claim.id, [])
        about = About(tuple(actors_in(claim, ordered, starts)), tuple(e.id for e in told))
        out.append(replace(claim, about=about, check=judge.check(claim, told)))
    return out


def actors_in(claim: Claim, mentions: Sequence[ActorMention], starts: Sequence[int]) -> Iterator[ActorMention]:
    """The first mention of each actor in the content, in text order."""
    seen: set[str] = set()
    for span in claim.content:
        for k in range(bisect_left(starts, span.start), len(mentions)):
            mention = mentions[k]
            if mention.start >= span.end:
                break
            if mention.actor and mention.end <= span.end and mention.actor not in seen:
                seen.add(mention.actor)
                yield mention


class Judge:
    """Whether claims of one text could be checked."""

    def __init__(self, syntax: Syntax, times: Sequence[TimeRef]) -> None:
        self.syntax, self.tokens, self.an = syntax, syntax.tokens, syntax.an
        self.words, self.acts = words()
        self.times = sorted((t for t in times if t.anchor != "inferred" and (t.from_ or t.to)), key=lambda t: t.start)

    def check(self, claim: Claim, events: Sequence[Event]) -> Check:
        if reason := self.acts.get(claim.act):
            return Check(False, reason, claim.cue)
        found = [self.clause(h, span, events) for span in self.ranges(claim) for h in self.heads(span)]
        settled = next((c for c in found if c.value), None)
        return settled or next((c for c in found if c.reason != "general"), found[0] if found else Check(False, "general"))

    def ranges(self, claim: Claim) -> list[Range]:
        """Token ranges of the content. Tokens are cut to what lies in it."""
        if not self.tokens:
            return []
        out = []
        for span in claim.content:
            first, last = self.an.token_at(span.start), self.an.token_at(max(span.start, span.end - 1)) + 1
            if first < last:
                out.append((first, last))
        return out

    def heads(self, span: Range) -> list[int]:
        """What the content's main clauses hang on: verbs, and nouns where there is no verb."""
        outer = [t.i for t in self.tokens[span[0] : span[1]] if (t.head == t.i or not span[0] <= t.head < span[1]) and t.dep != "punct"]
        verbs = [self.inward(i, span) for i in outer if self.tokens[i].pos in CLAUSAL]
        joined = [k for i in verbs for k in self.syntax.an.kids(i, "conj") if span[0] <= k < span[1] and self.tokens[k].pos in CLAUSAL]
        return [*verbs, *joined] or outer

    def inward(self, i: int, span: Range) -> int:
        """From "I think" or "accused him" to the clause in it that is claimed."""
        for _ in range(4):
            inner = self.syntax.kid(i, "ccomp")
            subject = self.syntax.kid(i, "nsubj")
            mine = subject is not None and self.tokens[subject].lower in ("i", "we", "it")
            if inner is None or not mine or self.tokens[i].lemma not in self.words["thinking"] or not span[0] <= inner < span[1]:
                break
            i = inner
        return i

    def clause(self, head: int, span: Range, events: Sequence[Event]) -> Check:
        """The judgement on one main clause of a content."""
        token = self.tokens[head]
        first, last = max(span[0], self.syntax.left[head]), min(span[1], self.syntax.right[head] + 1)
        verbal = token.pos in CLAUSAL
        if verbal and (open_ := self.unsettled(head)) is not None:
            return open_
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        inside = [e for e in events if start <= e.trigger.start < end]
        if happened := next((e for e in inside if e.status in HAPPENED), None):
            dated = happened.time is not None and happened.time.from_ is not None
            return Check(True, "dated event" if dated else "event", happened.trigger)
        if inside and all(e.status == "intended" for e in inside) and not self.is_past(head):
            return Check(False, "forecast", inside[0].trigger)
        return self.on_record(head, first, last, start, end)

    def on_record(self, head: int, first: int, last: int, start: int, end: int) -> Check:
        """What in a clause could be looked up: a number, a day, a thing on record, a deed."""
        if number := next((t for t in self.tokens[first:last] if self.is_number(t)), None):
            return Check(True, "number", self.span(number))
        finite = self.tokens[head].pos in CLAUSAL
        time = next((t for t in self.times if start <= t.start < end), None)
        if time and (self.is_past(head) or not finite):
            return Check(True, "date", Span(time.start, time.end, time.text))
        record = next((t for t in self.tokens[first:last] if t.lemma in self.words["records"] and t.pos in ("NOUN", "PROPN")), None)
        if record and (finite or self.tokens[head].i == record.i):
            return Check(True, "record", self.span(record))
        if finite and self.is_past(head) and self.tokens[head].lemma not in ("be", "have", "seem", "become"):
            return Check(True, "deed", self.span(self.tokens[head]))
        return Check(False, "general", self.span(self.tokens[head]))

    def unsettled(self, head: int) -> Check | None:
        """What keeps a clause from being checked: it asks for something, foretells it, or judges."""
        token = self.tokens[head]
        helpers = [self.tokens[k] for k in token.kids if self.tokens[k].dep in HELPERS]
        perfect = any(h.lemma == "have" for h in helpers)
        for helper in helpers:
            if helper.lower in self.words["norm"] and not perfect:
                return Check(False, "norm", self.span(helper))
            if helper.tag == "MD" and helper.lower in self.words["future"]:
                return Check(False, "forecast", self.span(helper))
        if token.lower in self.words["norm"]:  # "ought to talk"
            return Check(False, "norm", self.span(token))
        kids = [self.tokens[k] for k in token.kids]
        if token.lemma in self.words["going"] and any(k.dep == "xcomp" and self.syntax.has_to(k.i) for k in kids) and not self.is_past(head):
            return Check(False, "forecast", self.span(token))
        if hedge := next((k for k in kids if k.dep == "advmod" and k.lower in self.words["adverbs_of_doubt"]), None):
            return Check(False, "forecast", self.span(hedge))
        if any(h.lower == "to" for h in helpers):  # "to leave": nothing has been done yet
            return Check(False, "intention", self.span(token))
        if token.lemma in self.words["valuing"] and not self.is_passive_past(head):
            return Check(False, "value", self.span(token))
        judged = next((k for k in kids if k.dep in PREDICATE and self.judges(k)), None)
        return Check(False, "value", self.span(judged)) if judged else None

    def judges(self, token: Token) -> bool:
        """Whether a predicate is a judgement: "unacceptable", "a mistake", "a cruel act"."""
        if token.lemma in self.words["judging"] or token.lower in self.words["judging"]:
            return True
        if token.pos != "NOUN":
            return False
        modifiers = (self.tokens[k] for k in self.syntax.an.kids(token.i, "amod"))
        return token.lemma in self.words["judging_nouns"] or any(m.lemma in self.words["judging"] for m in modifiers)

    def is_past(self, head: int) -> bool:
        token = self.tokens[head]
        return token.tag in PAST or any(
            self.tokens[k].tag == "VBD" or self.tokens[k].lemma == "have" for k in token.kids if self.tokens[k].dep in HELPERS
        )

    def is_passive_past(self, head: int) -> bool:
        return self.syntax.is_passive(head) and self.is_past(head)

    def is_number(self, token: Token) -> bool:
        """A number that counts something, and no part of a date."""
        if token.lower in self.words["quantities"]:
            return True
        if token.pos != "NUM" or token.lower in self.words["no_numbers"]:
            return False
        counted = self.tokens[token.head]
        if token.text.isalpha() and any(self.tokens[k].lower in ("the", "these", "those", "both") for k in counted.kids):
            return False  # "the two states"
        return not any(t.start <= token.start < t.end for t in self.times)

    def span(self, token: Token) -> Span:
        return Span(token.start, token.end, token.text)
