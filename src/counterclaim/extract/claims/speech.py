"""Which verb a direct quotation belongs to, and which quotations carry on a speech."""

from __future__ import annotations

from counterclaim.extract.claims.cues import CueBook
from counterclaim.extract.claims.quotes import Quote, Quotes
from counterclaim.extract.claims.syntax import Syntax, is_word

REACH = 14  # tokens between a quotation and its verb
SHORT = 4
STOPS = {".", "?", "!", ";"}


def attach_quotes(syntax: Syntax, quotes: Quotes, book: CueBook) -> dict[int, list[Quote]]:
    """Quotations by the verb that reports them: the one before ("He said: …") or after ("…," he said)."""
    attached: dict[int, list[Quote]] = {}
    for quote in quotes.items:
        if not quote.speech:
            quote.speech = is_answer(syntax, quotes, quote, book)
        if not quote.speech:
            continue
        verb = verb_before(syntax, quotes, quote, book)
        if verb is None:
            verb = verb_after(syntax, quotes, quote, book)
        if verb is not None:
            attached.setdefault(verb, []).append(quote)
    return attached


def is_answer(syntax: Syntax, quotes: Quotes, quote: Quote, book: CueBook) -> bool:
    """Whether a quotation of one or two words is speech: 'No', he said."""
    after = quote.last
    return after < len(syntax.tokens) and syntax.tokens[after].text == "," and verb_after(syntax, quotes, quote, book, SHORT) is not None


def reports(syntax: Syntax, i: int, book: CueBook) -> bool:
    """Whether verb `i` can report a quotation."""
    token = syntax.tokens[i]
    if token.pos not in ("VERB", "AUX") and not token.tag.startswith("VB"):
        return False
    cues = (c for c in book.verbs.get(token.lemma, ()) if any(slot.holder == "quote" for slot in c.slots))
    return any(is_phrasal(syntax, i, cue.particle) if cue.particle else not cue.nouns for cue in cues)


def is_phrasal(syntax: Syntax, i: int, particle: str) -> bool:
    return any(syntax.tokens[k].lower == particle for k in syntax.tokens[i].kids)


def same_line(syntax: Syntax, a: int, b: int) -> bool:
    return "\n" not in syntax.an.text[syntax.tokens[a].end : syntax.tokens[b].start]


def verb_before(syntax: Syntax, quotes: Quotes, quote: Quote, book: CueBook) -> int | None:
    at = quote.first - 1
    tokens = syntax.tokens
    if at < 0 or not same_line(syntax, at, quote.first):
        return None
    opener = tokens[at].text
    steps = 0
    while at >= 0 and steps < REACH and same_line(syntax, at, quote.first):
        token = tokens[at]
        if token.text in STOPS or quotes.at(token.start) is not None:
            return None
        if reports(syntax, at, book):
            direct = opener in (",", ":") or steps <= 1 or tokens[quote.first - 1].lower == "that"
            return at if direct else None
        at -= 1
        steps += 1
    return None


def verb_after(syntax: Syntax, quotes: Quotes, quote: Quote, book: CueBook, reach: int = REACH) -> int | None:
    tokens = syntax.tokens
    at = quote.last
    if at >= len(tokens) or not same_line(syntax, quote.last - 1, at):
        return None
    last_inner = next((t.text for t in reversed(tokens[quote.first : quote.last]) if is_word(t) or t.text in ".,?!…-—–;:"), "")
    if last_inner[-1:] == "." or tokens[at].text in STOPS:
        return None
    seen_name = False
    for at in range(quote.last, min(quote.last + reach, len(tokens))):
        token = tokens[at]
        if token.text in STOPS or not same_line(syntax, quote.last - 1, at):
            return None
        if quotes.at(token.start) is not None:
            return None
        if reports(syntax, at, book):
            return at
        if token.pos in ("VERB",) and seen_name and token.dep not in ("relcl", "acl", "amod", "compound"):
            return None
        seen_name = seen_name or token.pos in ("NOUN", "PROPN", "PRON")
    return None
