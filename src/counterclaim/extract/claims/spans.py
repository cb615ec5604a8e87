"""From token ranges to spans of text: whole quotations, no stray marks, no cue in its own content."""

from __future__ import annotations

from counterclaim.extract.claims.frames import Draft
from counterclaim.extract.claims.quotes import Quotes
from counterclaim.extract.claims.syntax import Range, Syntax
from counterclaim.records import Span

CRUMB = 6  # tokens
# Tokens of reported (not quoted) content: more is no sentence, and would make such a text slow.
LONGEST = 300
EDGE = set(",;:.-–—()[]") | {"--", "...", "…"}


def span_of(syntax: Syntax, span: Range) -> Span:
    start, end = syntax.tokens[span[0]].start, syntax.tokens[span[1] - 1].end
    return Span(start, end, syntax.an.text[start:end])


def tidy(syntax: Syntax, quotes: Quotes, draft: Draft) -> list[Range]:
    """The content of `draft` as disjoint ranges in text order."""
    clip_tails(syntax, quotes, draft)
    holes = sorted(r for r in (draft.cue_range, draft.source_range) if r)
    parts: list[Range] = []
    for first, last in draft.content:
        parts.extend(cut(widen(syntax, quotes, (first, last), draft), holes))
    if draft.quotes:
        parts = without_crumbs(syntax, quotes, parts)
    merged: list[Range] = []
    for first, last in sorted(parts):
        touches = bool(merged) and first <= merged[-1][1]
        if touches and (first < merged[-1][1] or "\n" not in syntax.an.text[syntax.tokens[first - 1].end : syntax.tokens[first].start]):
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return [r for r in (trim(syntax, quotes, r) for r in merged) if r[1] > r[0]]


def without_crumbs(syntax: Syntax, quotes: Quotes, parts: list[Range]) -> list[Range]:
    """Beside direct speech, drop the few words without a verb that the parser left over ("However, as")."""
    out = []
    for first, last in parts:
        quote = next((quotes.at(syntax.tokens[k].start) for k in range(first, last) if quotes.at(syntax.tokens[k].start) is not None), None)
        crumb_end = last if quote is None else max(first, quote.first)
        crumb = [syntax.tokens[k] for k in range(first, crumb_end)]
        small = len(crumb) <= CRUMB and not any(t.pos in ("VERB", "AUX") for t in crumb)
        if quote is not None and small and all(t.pos in ("CCONJ", "SCONJ", "ADV", "PUNCT", "ADP") for t in crumb):
            first = crumb_end
        elif quote is None and small:
            continue
        if first < last:
            out.append((first, last))
    return out


def clip_tails(syntax: Syntax, quotes: Quotes, draft: Draft) -> None:
    """Leave off what the reporter adds behind a comma: ", citing …", ", which was …"."""
    for n, (first, last) in enumerate(draft.content):
        if last - first > LONGEST and quotes.at(syntax.tokens[first].start) is None:
            first, last = (first, first + LONGEST) if first > draft.head else (last - LONGEST, last)
            draft.content[n] = (first, last)
        if first < draft.head and not draft.as_clause:
            continue
        end = last
        for k in range(first + 3, last):
            if is_ill_joined(syntax, k):
                end = k - 1 if syntax.tokens[k - 1].dep == "cc" else k
                break
            if syntax.tokens[k].text == "," and is_tail(syntax, k, last) and quotes.at(syntax.tokens[k].start) is None:
                end = k
                break
        draft.content[n] = (first, end)


def is_ill_joined(syntax: Syntax, k: int) -> bool:
    """Whether verb `k` was coordinated with one that it cannot be: "accused A of lying and blamed B"."""
    token = syntax.tokens[k]
    if token.dep != "conj" or token.tag not in ("VBD", "VBZ", "VBP") or syntax.tokens[k - 1].dep != "cc":
        return False
    joined = syntax.tokens[token.head]
    return joined.tag in ("VBG", "VB", "NN", "NNS", "NNP") and not syntax.is_finite(joined.i) and syntax.kid(k, "nsubj", "nsubjpass") is None


def is_tail(syntax: Syntax, comma: int, last: int) -> bool:
    """Whether what follows a comma, up to the end of the content, is an afterthought."""
    if comma + 1 >= last:
        return False
    nxt = syntax.tokens[comma + 1]
    head = nxt.i
    for _ in range(4):
        token = syntax.tokens[head]
        if (token.dep == "relcl" or (token.dep == "advcl" and token.tag == "VBG")) and syntax.right[head] >= last - 2 and syntax.left[head] >= comma:
            return True
        if token.head <= comma or token.head == head:
            return False
        head = token.head
    return False


def widen(syntax: Syntax, quotes: Quotes, span: Range, draft: Draft) -> Range:
    """Stretch a range over the quotations that it cuts through, unless the cue is quoted too."""
    first, last = span
    tokens = syntax.tokens
    for at in (first, last - 1):
        quote = quotes.at(tokens[at].start)
        if quote is not None and not quote.first <= draft.cue_range[0] < quote.last:
            first, last = min(first, quote.first), max(last, quote.last)
    opening = quotes.at(tokens[first - 1].start) if first else None
    if opening is not None and opening.first == first - 1 and opening.last <= last + 2 and not opening.first <= draft.cue_range[0] < opening.last:
        first = opening.first
    return first, last


def cut(span: Range, holes: list[Range]) -> list[Range]:
    """`span` without the `holes`."""
    out, at = [], span[0]
    for first, last in holes:
        if first < span[1] and last > at:
            if first > at:
                out.append((at, first))
            at = max(at, last)
    if at < span[1]:
        out.append((at, span[1]))
    return out


def trim(syntax: Syntax, quotes: Quotes, span: Range) -> Range:
    """Leave off marks at the edges that belong to the sentence and not to what is claimed."""
    first, last = span
    tokens = syntax.tokens
    while first < last and tokens[first].text in EDGE and quotes.at(tokens[first].start) is None:
        first += 1
    while last > first and (tokens[last - 1].text in EDGE or tokens[last - 1].dep == "cc") and quotes.at(tokens[last - 1].start) is None:
        last -= 1
    return first, last


def kind_of(syntax: Syntax, quotes: Quotes, content: list[Range]) -> str:
    """direct: all in quotation marks; mixed: partly; indirect: not at all."""
    inside = outside = 0
    for first, last in content:
        for k in range(first, last):
            token = syntax.tokens[k]
            if token.text[:1].isalnum():
                if quotes.at(token.start) is not None:
                    inside += 1
                else:
                    outside += 1
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"
