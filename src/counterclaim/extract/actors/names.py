"""Names in the text: longest match of the lexicon's phrases, and which of several bearers is meant."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from counterclaim.annotate.contract import Annotation, Token
from counterclaim.lexicon.actors import ActorLexicon, Person, Phrase
from counterclaim.lexicon.words import fold, fold_words
from counterclaim.records import Document, PlaceRef

PERSONS = ("leader", "figure")
SHOUTED = 3  # longest word that stays in capitals when a line is set in capitals ("USA", "EU")
NAME_TAGS = ("NNP", "NNPS")


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens `first` to `last` (exclusive) that name somebody.

    kind as `lexicon.actors.Phrase.kind`, or "place" for a place that only PlaceRefs know, or "none"
    for one that hides an actor's name without being one ("Gulf of Finland", or what a user calls nobody).
    """

    first: int
    last: int
    kind: str
    actor: str | None
    role: str | None
    in_office: bool = True
    person: Person | None = None
    ambiguous: bool = False
    authority: tuple[str, str | None] | None = None  # who acts for a disputed place: actor and role
    origin: str = ""  # the user's lexicon file that it stands in


def find_names(annotation: Annotation, document: Document, places: list[PlaceRef], lexicon: ActorLexicon) -> list[Name]:
    """All names in text order, not overlapping."""
    tokens = annotation.tokens
    if not tokens:
        return []
    words = [fold(t.text) for t in tokens]
    for token in tokens:
        if len(token.text) > SHOUTED and token.text.isupper() and words[token.i] not in lexicon.first_words:
            words[token.i] = words[token.i].capitalize()
    hits: list[tuple[int, int, tuple[str, ...]]] = []
    for sentence in annotation.sentences:
        hits += lexicon.phrase_table.find(words, sentence.first, sentence.last)
    date = document.published[:10] if document.published else None
    seen = count_states(hits, lexicon, date)
    names = []
    for first, last, phrase in hits:
        if name := choose(lexicon, tokens, first, last, lexicon.readings(phrase, date), seen, date):
            names.append(name)
    return with_places(annotation, names, places, lexicon)


def count_states(hits: list[tuple[int, int, tuple[str, ...]]], lexicon: ActorLexicon, date: str | None) -> Counter[str | None]:
    """How often each actor is named without doubt, persons and words of double meaning left out."""
    seen: Counter[str | None] = Counter()
    for _, _, phrase in hits:
        readings = lexicon.readings(phrase, date)
        actors = {r.actor for r in readings if r.kind not in PERSONS and not r.ambiguous}
        if len(actors) == 1:
            seen[actors.pop()] += 1
    return seen


def choose(
    lexicon: ActorLexicon, tokens: list[Token], first: int, last: int, readings: list[Phrase], seen: Counter[str | None], date: str | None
) -> Name | None:
    """The reading that fits: form, neighbours, date, and which states the text speaks of; None if none does."""
    fitting = [r for r in readings if fits(lexicon, tokens, first, last, r)]
    if not fitting:
        return None
    order = {id(r): place for place, r in enumerate(readings)}
    best = min(fitting, key=lambda r: (timeliness(r, date), not r.origin, -bool(seen[r.actor]), order[id(r)]))
    if best.kind in PERSONS and timeliness(best, date) > 1 and last - first == 1 and not seen[best.actor]:
        return None
    person = best.entry if isinstance(best.entry, Person) else None
    in_office = person is None or not person.office or date is None or best.period.covers(date)
    return Name(first, last, best.kind, best.actor, best.role, in_office, person, best.ambiguous, origin=best.origin)


def timeliness(reading: Phrase, date: str | None) -> int:
    """0 where the reading holds on the date, 1 where it did before, 2 where it only would later."""
    if date is None or reading.period.covers(date):
        return 0
    return 1 if reading.period.since <= date else 2


def fits(lexicon: ActorLexicon, tokens: list[Token], first: int, last: int, reading: Phrase) -> bool:
    """Whether form and neighbours allow the reading of these tokens."""
    head = tokens[last - 1]
    if last - first > 1 and not reading.ambiguous:
        return True
    if reading.kind in PERSONS and last - first == 1:
        return given_name_fits(lexicon, tokens, first, reading)
    if not reading.ambiguous:
        return True
    if head.pos not in ("PROPN", "ADJ", "NOUN") or not tokens[first].text[:1].isupper():
        return False
    return not (stranger(lexicon, tokens, first - 1, first) or stranger(lexicon, tokens, last, first))


def given_name_fits(lexicon: ActorLexicon, tokens: list[Token], i: int, reading: Phrase) -> bool:
    """Whether what stands before a bare surname may be this person's given name or title."""
    person = reading.entry
    if i == 0 or not isinstance(person, Person):
        return True
    before = tokens[i - 1]
    if before.sent != tokens[i].sent or before.tag not in NAME_TAGS or before.head not in (tokens[i].head, i):
        return True
    if before.dep != "compound" or before.lower in lexicon.title_words:
        return True
    given = {w[0] for w in fold_words(person.name) if w[0].isupper()}
    return fold(before.text)[:1] in given


def stranger(lexicon: ActorLexicon, tokens: list[Token], i: int, of: int) -> bool:
    """Whether token `i` is a part of the same name as token `of`, by its capital and its place in the parse."""
    if not 0 <= i < len(tokens) or tokens[i].sent != tokens[of].sent or tokens[i].tag not in NAME_TAGS:
        return False
    token, other = tokens[i], tokens[of]
    if token.lower in lexicon.title_words or (fold(token.text),) in lexicon.by_words:
        return False
    return (token.dep == "compound" and token.head in (of, other.head)) or (other.dep == "compound" and other.head == i)


def authority_of(place: PlaceRef, lexicon: ActorLexicon) -> tuple[str, str | None] | None:
    """Who acts for a disputed place, whichever state its land is counted to: the entity that is called like it."""
    words = set(fold(place.text).lower().replace("-", " ").split())
    for entity in lexicon.entities.values():
        if entity.territory == place.country and words & set(entity.key.split("-")):
            return entity.actor, entity.role
    return None


def misled(name: Name, place: PlaceRef) -> bool:
    """Whether a name of double meaning is, as a place, another state's ("Georgia" in the United States)."""
    return name.ambiguous and name.kind != "adjective" and place.country is not None and place.country != name.actor


def with_places(annotation: Annotation, names: list[Name], places: list[PlaceRef], lexicon: ActorLexicon) -> list[Name]:
    """`names` and those places that are no names: a place that covers more than a name hides it."""
    tokens = annotation.tokens
    spans = []
    for place in places:
        if not place.text or place.end > len(annotation.text):
            continue
        first = annotation.token_at(place.start)
        last = first
        while last < len(tokens) and tokens[last].start < place.end:
            last += 1
        if last > first:
            spans.append((first, last, place))
    taken = {i: n for n in names for i in range(n.first, n.last)}
    hidden: set[Name] = set()
    added = []
    for first, last, place in spans:
        under = {taken[i] for i in range(first, last) if i in taken}
        if any(n.first < first or n.last > last or (n.last - n.first == last - first and not misled(n, place)) for n in under):
            continue
        hidden |= under
        actor = place.country if place.kind not in ("water",) else None
        authority = authority_of(place, lexicon) if place.disputed else None
        added.append(Name(first, last, "place" if actor else "none", actor, None, authority=authority))
    kept = sorted([n for n in names if n not in hidden] + added, key=lambda n: (n.first, -n.last))
    out: list[Name] = []
    for name in kept:
        if not out or name.first >= out[-1].last:
            out.append(name)
    return out
