"""Pronouns: who "it", "they", "he", "we", "whose" stand for, by number, syntax and recency."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from counterclaim.extract.actors import nounphrases
from counterclaim.extract.actors.focus import NOBODY, Entry, Phrase, Who
from counterclaim.extract.actors.nominals import bare_pair, two_persons

if TYPE_CHECKING:
    from counterclaim.extract.actors.resolver import Resolver

WEIGHTS = {"subj": 2.0, "obj": 0.7, "poss": -0.2, "mod": -2.0, "prep": 0.0, "other": 0.2}
PER_SENTENCE, PER_TOKEN = 1.6, 0.03
CHAIN = 0.8  # another pronoun, which keeps who was spoken of in mind
JOINED = -1.0  # one of several that "and" joins, for a pronoun in the singular
PLACE, OUTSIDE, HARDLY = -2.5, -1.0, -2.0  # a mere place; outside of the pronoun's quotation; "it" as object of what is done to things
LEAST = -1.5  # score below which a pronoun is left alone
SAME_SUBJECT, UPPER_SUBJECT = 2.0, 1.5  # the subject of the same clause (for "its"), or of one above it
FITTING = {
    # class -> kind of the antecedent -> how well it fits; what is missing does not fit at all
    "body": {"state": 0.0, "body": 0.0, "thing": -0.3},
    "person": {"person": 0.0},
    "many": {"people": 0.0, "state": -1.5, "body": -1.3, "thing": -0.3},
}
RELATIVE_TAGS = frozenset(("WP", "WDT"))
CLAUSES = frozenset(("ccomp", "xcomp", "csubj", "csubjpass", "advcl", "relcl", "acl"))
NEAREST = 16  # dependents of a verb behind its subject that are looked at
REACH = 25  # tokens around a quotation among which its speaker is sought


def pronoun_class(reader: Resolver, i: int) -> str | None:
    """Which heading of the rules token `i` is a pronoun of; None if it is none."""
    token = reader.annotation.tokens[i]
    words = reader.rules.pronouns
    if token.tag in ("PRP", "PRP$"):
        for name in ("body", "many", "person", "us"):
            if token.lower in getattr(words, name):
                return None if name == "us" and token.text == "US" else name
        if token.lower in words.author:
            return "author"
    if token.tag in ("WP", "WP$", "WDT") and token.lower in words.relative:
        return "relative"
    if token.lower in words.several and token.dep not in ("det", "preconj", "cc", "advmod", "predet"):
        return "several"
    return None


def resolve_pronoun(reader: Resolver, i: int, kind: str) -> Phrase:
    """What the pronoun `i` of class `kind` stands for."""
    if kind == "relative":
        return relative(reader, i)
    if kind == "several":
        counted = nounphrases.counted(reader, i)
        if counted.whos or reader.annotation.kids(i, "prep"):
            return counted
        return own_span(i, bare_pair(reader, i), "state")
    if kind in ("author", "us"):
        return first_person(reader, i, kind)
    if kind == "body" and is_empty(reader, i):
        return NOBODY
    entry = antecedent(reader, i, kind)
    if entry is None:
        return own_span(i, pronominal(two_persons(reader, i)), "people") if kind == "many" else NOBODY
    return own_span(i, pronominal(reader.all_of(entry) if kind == "many" and entry.leads else entry.whos), entry.kind)


def pronominal(whos: tuple[Who, ...]) -> tuple[Who, ...]:
    return tuple(Who(w.actor, w.role, "pronoun") for w in whos)


def own_span(i: int, whos: tuple[Who, ...], kind: str) -> Phrase:
    return Phrase(whos, i, i + 1, kind if whos else "none")


def relative(reader: Resolver, i: int) -> Phrase:
    """ "Iran, whose ministry": the noun that the relative clause hangs on."""
    tokens = reader.annotation.tokens
    for steps, k in enumerate(reader.annotation.ancestors(i)):
        if steps > 8:
            break
        if tokens[k].dep == "relcl" and tokens[k].head < i:
            found = reader.resolve(tokens[k].head)
            if tokens[i].lower in ("who", "whom") and found.whos and found.whos[0].how == "place":
                found = reader.resolve(tokens[tokens[tokens[k].head].head].head)  # "the authorities in Gaza, who"
            return own_span(i, tuple(Who(w.actor, w.role, "place" if w.how == "place" else "pronoun") for w in found.whos), found.kind)
    return NOBODY


def first_person(reader: Resolver, i: int, kind: str) -> Phrase:
    """The author outside of quotations, the speaker inside; "we" is the side of either."""
    quote = reader.structure.quote[i]
    if quote >= 0:
        speaker = speaker_of(reader, quote)
        whos = speaker.whos
        if kind == "us":
            whos = tuple(Who(w.actor, None, "pronoun") for w in whos if w.actor)
        return own_span(i, tuple(Who(w.actor, w.role, "pronoun") for w in whos), speaker.kind)
    if kind == "author":
        return own_span(i, (Who("author", None, "author"),), "person")
    side = reader.author_side()
    if side:
        return own_span(i, (Who(side, None, "author"),), "people")
    possessive = reader.annotation.tokens[i].tag == "PRP$"
    return NOBODY if possessive else own_span(i, (Who("author", None, "author"),), "people")


def speaker_of(reader: Resolver, quote: int) -> Phrase:
    """Who says the quotation: the subject of a verb of speech beside it, else who said the one before it."""
    if quote in reader.speakers:
        return reader.speakers[quote]
    reader.speakers[quote] = NOBODY
    first, last = reader.structure.quotes[quote]
    tokens = reader.annotation.tokens
    around = [*range(last, min(last + REACH, len(tokens))), *range(first - 1, max(first - REACH, 0) - 1, -1)]
    sents = {tokens[first].sent, tokens[max(first, last - 2)].sent}
    found = NOBODY
    for k in around:
        token = tokens[k]
        if token.lemma not in reader.rules.speech.verbs or token.sent not in sents or reader.structure.quote[k] >= 0:
            continue
        subject = reader.structure.subject(k)
        if subject is not None and reader.structure.quote[subject] < 0:
            found = reader.resolve(subject)
            break
    if found is NOBODY and quote > 0:
        before = reader.structure.quotes[quote - 1]
        if tokens[first].sent - tokens[before[1] - 1].sent <= 1:
            found = reader.speakers.get(quote - 1, NOBODY)
    reader.speakers[quote] = found
    return found


def is_empty(reader: Resolver, i: int) -> bool:
    """Whether "it" only fills a place: "it is clear that", "it should be noted"."""
    tokens, words = reader.annotation.tokens, reader.rules.pronouns
    token = tokens[i]
    if token.dep == "expl":
        return True
    if token.dep not in ("nsubj", "nsubjpass"):
        return False
    verb = tokens[token.head]
    after = verb.kids[bisect_right(verb.kids, i) :][:NEAREST]
    below = {tokens[k].dep for k in after}
    clause = bool(below & CLAUSES)
    if token.dep == "nsubjpass":
        return verb.lemma in words.told_verbs and (clause or not below & {"agent", "prep"})
    if verb.lemma not in words.empty_verbs:
        return False
    if clause or verb.lemma != "be":
        return True
    said = [k for k in after if tokens[k].dep in ("acomp", "attr")]
    if any(tokens[k].lemma in words.minded for k in said):
        return False  # "it is ready to talk": only somebody can be
    return any(tokens[m].dep in CLAUSES or tokens[m].dep == "prep" for k in said for m in tokens[k].kids)


def antecedent(reader: Resolver, i: int, kind: str) -> Entry | None:
    """The mention that the third-person pronoun `i` takes up; None if none fits or a thing fits better."""
    tokens = reader.annotation.tokens
    token = tokens[i]
    possessive = token.tag == "PRP$" or token.lower in reader.rules.pronouns.reflexive
    clause = reader.structure.clause[i]
    subject = reader.structure.subject(clause)
    if subject is not None and tokens[subject].tag in RELATIVE_TAGS:
        subject = tokens[clause].head  # what "which" stands for
    above = upper_subjects(reader, i)
    no_things = acts(reader, i)
    hardly = HARDLY if kind in ("body", "many") and token.dep in ("dobj", "pobj") and not no_things else 0.0
    quote = reader.structure.quote[i]
    best: tuple[float, Entry | None] = (LEAST, None)
    for entry in reader.focus.back(i, token.sent):
        fit = FITTING[kind].get(entry.kind)
        if entry.leads and kind == "many":
            fit = 0.0 if len(reader.all_of(entry)) > 1 else fit
        elif entry.leads and fit is not None and not reader.inside(i, entry.i):
            fit += JOINED
        if fit is None or (entry.kind == "thing" and no_things) or not agrees(entry, kind):
            continue
        is_subject = entry.i == subject
        if is_subject and not possessive:
            continue
        score = fit + WEIGHTS[entry.place_in] - PER_SENTENCE * (token.sent - entry.sent) - PER_TOKEN * min(i - entry.i, 60)
        if tokens[entry.i].tag == "PRP":
            score += CHAIN
        if entry.kind != "thing" and (kind == "body" or entry.number == "one"):
            score += hardly
        if entry.whos and entry.whos[0].how == "place":
            score += PLACE
        if quote >= 0 and reader.structure.quote[entry.i] != quote:
            score += OUTSIDE
        if entry.i in above and (possessive or token.dep in ("nsubj", "nsubjpass")):
            score += UPPER_SUBJECT
        elif is_subject:
            score += SAME_SUBJECT
        if score > best[0]:
            best = (score, entry)
    chosen = best[1]
    return chosen if chosen and chosen.whos and chosen.kind != "thing" else None


def agrees(entry: Entry, kind: str) -> bool:
    """Whether number allows the pronoun to take up the mention."""
    if kind == "many":
        return entry.leads or entry.number == "many" or entry.kind in ("people", "body", "state", "person")
    return entry.number == "one" and len(entry.whos) <= 1


def upper_subjects(reader: Resolver, i: int) -> set[int]:
    """Subjects of the clauses above the pronoun's own, three at most."""
    tokens = reader.annotation.tokens
    clause = reader.structure.clause[i]
    found: set[int] = set()
    for _ in range(3):
        if tokens[clause].head == clause:
            break
        clause = reader.structure.clause[clause]
        subject = reader.structure.subject(clause)
        if subject is not None and subject < i:
            found.add(subject)
    return found


def acts(reader: Resolver, i: int) -> bool:
    """Whether the pronoun does, undergoes or owns what only an actor can."""
    tokens, words = reader.annotation.tokens, reader.rules.pronouns
    token = tokens[i]
    head = tokens[token.head]
    if token.dep == "nsubj":
        return head.lemma in words.acting
    if token.dep in ("dobj", "dative", "nsubjpass"):
        return head.lemma in words.acted_on
    if token.dep == "poss":
        noun = reader.nouns.find(tokens, token.head)
        return noun is not None and noun.kind != "thing"
    return False
