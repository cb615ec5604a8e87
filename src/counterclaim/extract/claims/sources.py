"""Who a claim comes from: the noun phrase, and whom it stands for."""

from __future__ import annotations

import re
from typing import Protocol

from counterclaim.extract.claims.cues import CueBook
from counterclaim.extract.claims.syntax import Range, Syntax
from counterclaim.records import ActorMention, Speaker

NAME = re.compile(r"\w+")
RUNNING = 2  # sentences for which who spoke last is the one who speaks
OWNED = ("poss", "prep", "amod", "compound", "nmod", "appos", "relcl", "acl")  # what names the body that one speaks for
OPENING = ("“", '"', "``", "‘", "'", "@", "#", "$")  # marks that a noun phrase may begin with


class ActorIndex(Protocol):
    """What is asked of extract.actors: whom the noun phrase headed by token `i` stands for."""

    def of(self, i: int) -> list[ActorMention]: ...

    def author_side(self) -> str | None: ...


class Sources:
    """Speakers of one text."""

    def __init__(self, syntax: Syntax, book: CueBook, actors: ActorIndex, publisher: str = "") -> None:
        """publisher: words of the names under which the text was published."""
        self.syntax, self.book, self.actors = syntax, book, actors
        self.tokens = syntax.tokens
        self.publisher = frozenset(NAME.findall(publisher.lower()))
        self.said: list[tuple[int, Speaker]] = []  # where each speaker known so far was heard, in text order

    def phrase(self, i: int, stop: Range) -> Range:
        """Token range of the noun phrase headed by `i`, ended where `stop` (the cue) begins or ends."""
        first, last = self.syntax.range(i)
        for k in self.tokens[i].kids:
            reaches = self.syntax.left[k] <= stop[0] <= self.syntax.right[k]
            if k > i and (reaches or self.is_participle(i, k)):  # "a letter warning that …"; "the president, speaking in …"
                last = min(last, self.syntax.left[k])
                while last - 1 > i and self.tokens[last - 1].text == ",":
                    last -= 1
        if first < stop[0] < last:
            last = stop[0]
        elif first < stop[1] <= last and stop[0] <= first:
            first = stop[1]
        while first < i and self.tokens[first].lower in self.book.words["days"] and self.tokens[first + 1].tag != "POS":
            first += 1
        first = self.after_dateline(first, i)
        while last - 1 > i and self.tokens[last - 1].text in (",", ";", ":", "-", "–", "—", "(", ".") and not self.has_aside(i):
            last -= 1
        while first < i and not any(c.isalnum() for c in self.tokens[first].text) and self.tokens[first].text not in OPENING:
            first += 1
        return first, max(last, i + 1)

    def is_participle(self, i: int, k: int) -> bool:
        """Whether `k` says behind a comma what `i` does at the time: no part of his name."""
        token = self.tokens[k]
        return token.dep in ("acl", "advcl") and token.tag == "VBG" and self.tokens[max(i, self.syntax.left[k] - 1)].text == ","

    def after_dateline(self, first: int, i: int) -> int:
        """First token of the phrase behind a dateline ("BAKU, April 6 – The ministry") that got into it."""
        dashes = [k for k in range(first, i) if self.tokens[k].text in ("-", "–", "—", "--")]
        spaced = [k for k in dashes if k and self.tokens[k - 1].end < self.tokens[k].start and self.tokens[k].end < self.tokens[k + 1].start]
        return spaced[0] + 1 if len(spaced) == 1 else first

    def has_aside(self, i: int) -> bool:
        """Whether an apposition or relative clause follows `i`: its closing comma belongs to the phrase."""
        return any(self.tokens[k].dep in ("appos", "relcl", "acl") for k in self.tokens[i].kids)

    def antecedent(self, i: int) -> int:
        """The noun that a relative pronoun stands for, else `i` itself."""
        if self.tokens[i].lower in self.book.words["relative"]:
            at = i
            for _ in range(6):
                token = self.tokens[at]
                if token.dep == "relcl":
                    return token.head
                if token.head == at:
                    break
                at = token.head
        return i

    def speaker(self, i: int, span: Range) -> Speaker:
        """The speaker whose noun phrase is `span` with head `i`."""
        start, end = self.tokens[span[0]].start, self.tokens[span[1] - 1].end
        text = self.syntax.an.text[start:end]
        word = self.tokens[i].lower
        if word in self.book.words["first_singular"]:
            return Speaker(start, end, text, "author", None)
        role = None
        for node in self.nodes(i):
            found = self.actors.of(node)
            best = next((m for m in found if m.actor), None)
            if best:
                return Speaker(start, end, text, best.actor, best.role)
            role = role or (found[0].role if found else None)
        if word in self.book.words["first_plural"] or self.is_publisher(i):
            return Speaker(start, end, text, "author", role)
        running = self.running(i)
        return Speaker(start, end, text, running.actor if running else None, role or (running.role if running else None))

    def implied(self, cue: Range) -> Speaker | None:
        """Who speaks where no words were found for it: the subject of the cue, if it is an actor. Without a span."""
        for k in range(*cue):
            if self.tokens[k].pos not in ("VERB", "AUX") or self.syntax.is_passive(k):
                continue
            subject = self.syntax.subject(k)
            if subject is None or cue[0] <= subject < cue[1]:
                continue
            found = self.speaker(subject, (subject, subject + 1))
            if found.actor:
                return Speaker(None, None, "", found.actor, found.role)
        return None

    def is_publisher(self, i: int) -> bool:
        """Whether "the Mission", "the Ministry" is the body that publishes the text: its name has the word."""
        token = self.tokens[i]
        definite = any(self.tokens[k].lower == "the" for k in token.kids)
        return definite and token.text[:1].isupper() and token.lower in self.publisher

    def running(self, i: int) -> Speaker | None:
        """Whose "the spokesman", "the statement" is where nobody is named with it: who spoke last, not long ago."""
        token = self.tokens[i]
        kids = [self.tokens[k] for k in token.kids]
        anew = any(k.dep in OWNED or k.lower in ("a", "an", "some", "another", "other") for k in kids)
        if anew or token.lemma not in self.book.words["mouthpieces"] or not any(k.lower == "the" for k in kids) or not self.said:
            return None
        at, speaker = self.said[-1]
        return speaker if at < i and token.sent - self.tokens[at].sent <= RUNNING else None

    def remember(self, at: int, speaker: Speaker | None) -> None:
        """That `speaker` was heard at token `at`, for those that follow."""
        if speaker is not None and speaker.actor not in (None, "author"):
            self.said.append((at, speaker))

    def nodes(self, i: int) -> list[int]:
        """Tokens that may carry the speaker's name: the head, its antecedent, what it is a part of."""
        out = [i]
        relative = self.antecedent(i)
        if relative != i:
            out.append(relative)
        for k in self.tokens[i].kids:
            if self.tokens[k].lower == "whose":
                out.append(self.antecedent(k))
        for k in self.tokens[relative].kids:
            if self.tokens[k].dep in ("appos", "conj"):
                out.append(k)
        return out
