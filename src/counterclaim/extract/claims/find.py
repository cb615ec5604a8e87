"""Finding the claims of a document: `find_claims`."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.annotate.contract import Annotation
from counterclaim.extract.claims.acts import act_of
from counterclaim.extract.claims.cues import cue_book
from counterclaim.extract.claims.frames import Draft
from counterclaim.extract.claims.nominal import Nominal
from counterclaim.extract.claims.quotes import Quotes
from counterclaim.extract.claims.sources import ActorIndex, Sources
from counterclaim.extract.claims.spans import kind_of, span_of, tidy
from counterclaim.extract.claims.speech import attach_quotes
from counterclaim.extract.claims.stance import Stance
from counterclaim.extract.claims.syntax import Range, Syntax
from counterclaim.extract.claims.verbal import Verbal
from counterclaim.records import Claim, Document, Speaker

# Claims less sure than this are left out.
MIN_CONFIDENCE = 0.55
SENTENCE_ENDS = (".", "?", "!", "”", '"', "''", "’")
MAX_DEPTH = 8  # of claims within claims
MAX_CUE = 80  # characters
# What being part of another claim leaves of a claim's sureness: told in somebody's own words, or reported.
IN_QUOTE, IN_REPORT, HEDGE_IN_REPORT = 0.3, 0.7, 0.5


def find_claims(annotation: Annotation, document: Document, actors: ActorIndex) -> list[Claim]:
    """The claims of a document in text order, ids "c1" …, by rules alone. Never raises, whatever the text."""
    return Finder(annotation, document, actors).claims()


class Finder:
    """One document's search: drafts, then spans, nesting and stance."""

    def __init__(self, annotation: Annotation, document: Document, actors: ActorIndex) -> None:
        self.annotation, self.book = annotation, cue_book()
        book = self.book
        self.syntax = Syntax(annotation)
        self.tokens = annotation.tokens
        self.quotes = Quotes(annotation)
        self.attached = attach_quotes(self.syntax, self.quotes, book)
        self.sources = Sources(self.syntax, book, actors)
        self.stance = Stance(self.syntax, book)
        self.parents: dict[int, Draft] = {}  # by id() of a draft
        self.ready: list[Draft] = []  # what the rules found, before nesting weighs it
        self.asides = marked_tokens(annotation, document)

    def claims(self) -> list[Claim]:
        drafts = self.without_clashes(self.drafts())
        self.carry_on(drafts)
        for draft in drafts:
            draft.content = tidy(self.syntax, self.quotes, draft)
        drafts = [d for d in drafts if d.content]
        drafts.sort(key=lambda d: (min([d.cue_range[0], *(c[0] for c in d.content)]), d.cue_range))
        self.ready = [replace(d) for d in drafts]
        return self.finish(drafts)

    def finish(self, drafts: list[Draft]) -> list[Claim]:
        """Claims of drafts in text order: nested, with act and stance; those less sure than MIN_CONFIDENCE are left out."""
        parents = self.nest(drafts)
        self.parents = {id(d): drafts[p] for d, p in zip(drafts, parents, strict=True) if p is not None}
        self.stance.told = self.told_tokens(drafts)
        kept = [n for n, d in enumerate(drafts) if d.sure >= MIN_CONFIDENCE]
        names = {n: f"c{k + 1}" for k, n in enumerate(kept)}
        return [self.claim(drafts[n], names[n], self.nearest(n, parents, names)) for n in kept]

    def nearest(self, n: int, parents: list[int | None], names: dict[int, str]) -> str | None:
        """Name of the innermost claim around draft `n` that was kept."""
        outer = parents[n]
        for _ in range(MAX_DEPTH):
            if outer is None or outer in names:
                break
            outer = parents[outer]
        return None if outer is None or outer == n else names.get(outer)  # in torn text contents may hold one another

    def drafts(self) -> list[Draft]:
        verbal = Verbal(self.syntax, self.book, self.quotes, self.sources, self.attached)
        nominal = Nominal(self.syntax, self.book, self.sources)
        out: list[Draft | None] = list(nominal.prepositional())
        reported = {q.start for quotes in self.attached.values() for q in quotes}
        out.extend(nominal.named_before(q) for q in self.quotes.items if q.speech and q.start not in reported)
        for token in self.tokens:
            if self.asides[token.i]:
                continue
            if token.lower in self.book.adverbs:
                out.append(nominal.hedge(token.i))
            elif token.pos in ("VERB", "AUX") or token.tag.startswith("VB"):
                out.append(verbal.draft(token.i))
            elif token.pos in ("NOUN", "PROPN") and token.lemma in self.book.nouns:
                out.append(nominal.noun(token.i))
            if token.lemma in self.book.adjectives and token.pos in ("ADJ", "VERB", "ADV"):
                out.append(nominal.adjective(token.i))
        return [d for d in out if d is not None and not self.asides[d.cue_range[0]]]

    def codes(self, span: Range) -> bool:
        """Whether a range of tokens is text of the article."""
        return not self.asides[span[0]]

    def without_clashes(self, drafts: list[Draft]) -> list[Draft]:
        """Of drafts whose cues overlap, the surest; cues too long to be cues are cut to their head."""
        taken: set[int] = set()
        out = []
        for draft in sorted(drafts, key=lambda d: (-d.sure, d.head)):
            first, last = draft.cue_range
            if self.tokens[last - 1].end - self.tokens[first].start > MAX_CUE:
                draft.cue_range = (draft.head, draft.head + 1)
            cue = range(*draft.cue_range)
            if not taken.isdisjoint(cue):
                continue
            taken.update(cue)
            out.append(draft)
        out.sort(key=lambda d: d.cue_range)
        return out

    def carry_on(self, drafts: list[Draft]) -> None:
        """Give quotations that no verb reports to the speaker who was speaking before them."""
        taken = {q.start for d in drafts for q in d.quotes}
        covered: list[Range] = [c for d in drafts for c in d.content if d.sure >= MIN_CONFIDENCE]
        speakers = [d for d in drafts if d.quotes and d.source is not None]
        ends = sorted((max(max(q.last for q in d.quotes), d.cue_range[1]), n) for n, d in enumerate(speakers))
        k, running = 0, -1
        covered.sort()
        for quote in self.quotes.items:
            while k < len(ends) and ends[k][0] <= quote.first:
                running = ends[k][1]
                k += 1
            if not quote.speech or quote.start in taken or running < 0 or not self.stands_alone(quote.first, quote.last):
                continue
            speakers[running].quotes.append(quote)
            speakers[running].content.append((quote.first, quote.last))

    def stands_alone(self, first: int, last: int) -> bool:
        """Whether a quotation fills whole sentences: it begins where one ended, and so it ends."""
        text, tokens = self.annotation.text, self.tokens
        begins = first == 0 or tokens[first - 1].text in SENTENCE_ENDS or "\n" in text[tokens[first - 1].end : tokens[first].start]
        ends = last == len(tokens) or "\n" in text[tokens[last - 1].end : tokens[last].start]
        return begins and (ends or any(t.text[-1:] in ".?!" for t in tokens[last - 2 : last]))

    def nest(self, drafts: list[Draft]) -> list[int | None]:
        """For each draft the innermost other draft in whose content its cue stands."""
        parents: list[int | None] = []
        open_ones: list[tuple[int, int, int]] = []  # (last, first, number) of contents that may still cover a cue
        order = sorted(range(len(drafts)), key=lambda n: drafts[n].cue_range[0])
        spans = sorted((first, last, n) for n, d in enumerate(drafts) for first, last in d.content)
        found: dict[int, int] = {}
        k = 0
        for n in order:
            at = drafts[n].cue_range[0]
            while k < len(spans) and spans[k][0] <= at:
                open_ones.append((spans[k][1], spans[k][0], spans[k][2]))
                k += 1
            open_ones = [s for s in open_ones if s[0] > at]
            around = [(last - first, m) for last, first, m in open_ones if m != n and self.may_hold(drafts[m], drafts[n])]
            if around:
                found[n] = min(around)[1]
        for n, draft in enumerate(drafts):
            parent = found.get(n)
            parents.append(parent)
            if draft.exact is not None:
                continue  # the learned reader looks at what is around a cue itself
            if self.quotes.at(self.tokens[draft.head].start) is not None and not self.quotes_cue_alone(draft):
                draft.sure *= IN_QUOTE
            elif parent is not None and drafts[parent].sure >= MIN_CONFIDENCE and not self.is_author(drafts[parent]):
                draft.sure *= HEDGE_IN_REPORT if draft.cue.rule.startswith("state/hedge") else IN_REPORT
        return parents

    def may_hold(self, outer: Draft, inner: Draft) -> bool:
        """Two drafts may each lie in the other's content ("he denied, they said"): only one can be outer."""
        crossed = any(first <= outer.cue_range[0] < last for first, last in inner.content)
        return not crossed or outer.cue_range < inner.cue_range

    def quotes_cue_alone(self, draft: Draft) -> bool:
        """Whether the cue is in quotation marks but its content is not: 'he "denied" that'."""
        quote = self.quotes.at(self.tokens[draft.head].start)
        return quote is not None and not quote.speech

    def told_tokens(self, drafts: list[Draft]) -> bytearray:
        """1 for each token that is somebody else's words, so that no stance of the author is read from it."""
        told = bytearray(len(self.tokens))
        for draft in drafts:
            if draft.sure >= MIN_CONFIDENCE and not self.is_author(draft) and (draft.quotes or draft.holder not in ("obj", "prep")):
                for first, last in draft.content:
                    told[first:last] = b"\x01" * (last - first)
        for quote in self.quotes.items:
            if quote.speech:
                told[quote.first : quote.last] = b"\x01" * (quote.last - quote.first)
        return told

    def is_told(self, draft: Draft) -> bool:
        """Whether the words around `draft` are somebody else's and not the author's."""
        if self.quotes.at(self.tokens[draft.head].start) is not None and not self.quotes_cue_alone(draft):
            return True
        outer = self.parents.get(id(draft))
        for _ in range(MAX_DEPTH):
            if outer is None:
                return False
            # "repeats its delusional claim": a mere object is put in the author's words, not the speaker's
            if not self.is_author(outer) and not (outer.holder in ("obj", "prep") and not outer.quotes):
                return True
            outer = self.parents.get(id(outer))
        return True

    def is_author(self, draft: Draft) -> bool:
        if draft.actor == "author":
            return True
        return draft.source is not None and self.tokens[draft.source].lower in self.book.words["first_singular"] | self.book.words["first_plural"]

    def claim(self, draft: Draft, name: str, parent: str | None) -> Claim:
        source = None
        if draft.source is not None and draft.source_range is not None:
            source = self.sources.speaker(draft.source, draft.source_range)
        elif draft.actor is not None:
            source = Speaker(None, None, "", draft.actor, None)
        kind = kind_of(self.syntax, self.quotes, draft.content)
        exact = draft.exact
        if exact and exact.source and source:
            source = replace(source, start=exact.source.start, end=exact.source.end, text=exact.source.text)
        return Claim(
            id=name,
            source=source,
            cue=exact.cue if exact else span_of(self.syntax, draft.cue_range),
            content=exact.content if exact and exact.content is not None else [span_of(self.syntax, c) for c in draft.content],
            kind=kind,
            act=act_of(self.syntax, draft, kind, source),
            author_stance=self.stance.of(draft, self.is_told(draft)),
            parent=parent,
            confidence=round(min(draft.sure, 0.99), 3),
            rule=draft.cue.rule,
        )


def marked_tokens(annotation: Annotation, document: Document) -> bytearray:
    """1 for each token that begins in an aside of the document."""
    marked = bytearray(len(annotation.tokens))
    for aside in document.asides:
        first, last = annotation.token_at(aside.start), annotation.token_at(aside.end)
        for k in range(first, last + 1):
            if aside.start <= annotation.tokens[k].start < aside.end:
                marked[k] = 1
    return marked
