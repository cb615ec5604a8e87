"""The rules' claims set right by the learned reader.

The reader finds sources, cues and contents as spans of words, more surely than the rules. The rules
know what kind of act a cue is, whom a source stands for, what is nested in what, and which quotes
carry on a speech. So each cue that the reader finds takes over what the rules made of it, with the
reader's spans; and what only the rules have found stays where the reader did not look (nested
claims, the author's own) or does not gainsay.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from counterclaim.annotate.contract import Token
from counterclaim.extract.claims.cues import Cue
from counterclaim.extract.claims.find import Finder
from counterclaim.extract.claims.frames import Draft, Exact
from counterclaim.extract.claims.syntax import Range
from counterclaim.extract.learned.encoder import Reading
from counterclaim.extract.learned.links import REACH, Links
from counterclaim.extract.learned.spans import Found, find_spans
from counterclaim.records import Claim, Span

LINKED = 0.15  # likelihood under which a source or content is not taken to belong to a cue
SPOKEN = 0.5  # how sure of a cue alone one must be to keep what the rules say it reports
UNHEARD = 0.25  # likelihood of a cue under which the reader gainsays the rules
CERTAIN = 0.9  # sureness of the rules from which the reader is not asked
UNKNOWN_CUE = "state/learned"
NAMING = ("NOUN", "PROPN", "PRON")


class Reviser:
    """One document: the rules' finder and what the reader found."""

    def __init__(self, finder: Finder, reading: Reading, labels: list[str]) -> None:
        self.finder, self.words, self.logits, self.labels = finder, reading.words, reading.logits["claim"], labels
        self.tokens = finder.tokens
        self.found = find_spans(self.logits, labels)
        self.links = Links(self.words, self.found)

    def claims(self) -> list[Claim]:
        rules = self.finder.ready
        heard = [d for d in self.heard(rules) if d.content]
        cues = [d.cue_range for d in heard]
        kept = [d for d in rules if not any(touch(d.cue_range, c) for c in cues) and self.stays(d, heard)]
        return self.finder.finish(sorted(heard + kept, key=order))

    # ---- what the reader found

    def heard(self, rules: list[Draft]) -> list[Draft]:
        """A draft for each cue found, with the source and the contents that belong to it."""
        cues, sources = Shelf(self.found, "cue"), Shelf(self.found, "source")
        contents: dict[Found, list[Found]] = {c: [] for c in cues.items}
        for content in (f for f in self.found if f.kind == "content"):
            if cue := likeliest((self.links.likely(content, c), c) for c in cues.near(content)):
                contents[cue].append(content)
        out = []
        for cue in (c for c in cues.items if self.finder.codes(self.tokens_of(c))):
            source = likeliest((self.links.likely(s, cue), s) for s in sources.near(cue))
            out.append(self.draft(cue, source, contents[cue], rules))
        return out

    def draft(self, cue: Found, source: Found | None, contents: list[Found], rules: list[Draft]) -> Draft:
        at = self.tokens_of(cue)
        old = next((d for d in rules if touch(d.cue_range, at)), None)
        parts = [f.sure for f in (cue, source, *contents) if f]
        sure = sum(parts) / len(parts)
        ranges = [self.tokens_of(c) for c in contents]
        new = replace(old) if old else Draft(self.cue_at(at), self.head(at), at, [])
        if not contents and old and cue.sure >= SPOKEN:  # the reader heard somebody speak, but not what
            contents_exact = None
        else:
            new.content, contents_exact = ranges, [self.span(c) for c in contents]
        new.cue_range, new.sure = at, max(sure, 0.5 * (sure + old.sure)) if old else sure
        if source is not None:
            new.source_range = self.tokens_of(source)
            if old is None or old.source is None or not new.source_range[0] <= old.source < new.source_range[1]:
                new.source = self.head(new.source_range)
            new.actor = None
        elif old is None or old.source_range is None or not self.maybe(old.source_range, "source"):
            new.source = new.source_range = None
        new.exact = Exact(self.span(cue), self.span(source) if source else None, contents_exact)
        return new

    def cue_at(self, at: Range) -> Cue:
        """What the lexicon has under the words of a cue, whatever stands beside them."""
        book = self.finder.book
        for k in sorted(range(*at), key=lambda k: self.tokens[k].pos not in ("VERB", "NOUN")):
            for table in (book.verbs, book.nouns, book.adjectives):
                if cues := table.get(self.tokens[k].lemma):
                    return max(cues, key=lambda c: c.sure)
        return Cue(UNKNOWN_CUE, self.tokens[at[0]].lemma, "state", 0.5, ())

    # ---- what only the rules found

    def stays(self, draft: Draft, heard: list[Draft]) -> bool:
        if self.finder.is_author(draft):
            return True
        at = draft.cue_range[0]
        if any(first <= at < last for d in heard for first, last in d.content):
            return True
        return draft.sure >= CERTAIN or self.likely(draft.cue_range, "cue") >= UNHEARD

    def maybe(self, span: Range, kind: str) -> bool:
        return self.likely(span, kind) >= UNHEARD

    def likely(self, span: Range, kind: str) -> float:
        """How likely any word of a range of tokens is of this kind."""
        start, end = self.tokens[span[0]].start, self.tokens[span[1] - 1].end
        rows = self.words.within(start, end)
        some = self.logits[rows.start : rows.stop]
        if not len(some):
            return 0.0
        shares = np.exp(some - np.logaddexp.reduce(some, axis=-1, keepdims=True))
        return float(shares[:, [n for n, x in enumerate(self.labels) if x[2:] == kind]].sum(-1).max())

    # ---- words and tokens

    def span(self, found: Found) -> Span:
        start, end = self.words.spans[found.first][0], self.words.spans[found.last - 1][1]
        return Span(start, end, self.words.text[start:end])

    def tokens_of(self, found: Found) -> Range:
        span = self.span(found)
        an = self.finder.annotation
        first = an.token_at(span.start)
        return first, max(first, an.token_at(span.end - 1)) + 1

    def head(self, span: Range) -> int:
        """The token of a range on which the others hang, a noun if there is one."""

        def outside(token: Token) -> bool:
            return not span[0] <= token.head < span[1] or token.head == token.i

        some = self.tokens[span[0] : span[1]]
        return min(some, key=lambda t: (not outside(t), t.pos not in NAMING, t.i)).i


class Shelf:
    """The spans of one kind, in text order, of which those near another are asked for."""

    def __init__(self, found: list[Found], kind: str) -> None:
        self.items = [f for f in found if f.kind == kind]
        self.starts = [f.first for f in self.items]
        self.longest = max((f.last - f.first for f in self.items), default=0)

    def near(self, thing: Found) -> list[Found]:
        """Those that may be linked to `thing`: what is further away never is."""
        return self.items[bisect_left(self.starts, thing.first - REACH - self.longest) : bisect_right(self.starts, thing.last + REACH)]


def likeliest(weighed: Iterable[tuple[float, Found]]) -> Found | None:
    """The first of the likeliest, if it is LINKED."""
    likely, best = max(weighed, key=lambda pair: pair[0], default=(0.0, None))
    return best if likely >= LINKED else None


def touch(a: Range, b: Range) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def order(draft: Draft) -> tuple[int, Range]:
    return min([draft.cue_range[0], *(c[0] for c in draft.content)]), draft.cue_range


def revise_claims(finder: Finder, reading: Reading, labels: list[str]) -> list[Claim]:
    """Claims in text order, ids "c1" …, from the rules' drafts and the reader's spans."""
    return Reviser(finder, reading, labels).claims()
