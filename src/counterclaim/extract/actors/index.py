"""The actors of a text, by token."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from counterclaim.annotate.contract import Annotation
from counterclaim.extract.actors.focus import Phrase
from counterclaim.extract.actors.resolver import INNER, Resolver
from counterclaim.extract.actors.unknown import Stranger, find_strangers
from counterclaim.lexicon.actors import ActorLexicon, load_actor_lexicon
from counterclaim.records import ActorMention, Document, PlaceRef


class Actors:
    """Whom the noun phrases of a text stand for."""

    def __init__(
        self,
        annotation: Annotation,
        phrases: dict[int, Phrase],
        side: str | None,
        origins: dict[int, str],
        strangers: Callable[[], list[Stranger]],
    ) -> None:
        """origins: tokens of words that a user's lexicon file holds -> that file; strangers: finds the names that no lexicon holds."""
        self._annotation = annotation
        self._phrases = phrases
        self._side = side
        self._origins = origins
        self._find_strangers = strangers
        self._made: dict[int, list[ActorMention]] = {}  # what was asked for before

    def of(self, i: int) -> list[ActorMention]:
        """Whom the noun phrase headed by token `i` stands for, without its conjuncts; [] if nobody."""
        phrase = self._phrases.get(i)
        if phrase is None:
            return []
        if i not in self._made:
            self._made[i] = self._mentions(phrase)
        return self._made[i].copy()

    def spans(self) -> list[ActorMention]:
        """All mentions in text order, adjectives and nouns within a longer mention left out."""
        found: list[ActorMention] = []
        seen: set[tuple[int, int]] = set()
        covered = -1
        for phrase in sorted(self._phrases.items(), key=lambda p: (p[1].first, -p[1].last)):
            head, made = phrase
            inner = self._annotation.tokens[head].dep in INNER
            if (inner and made.last <= covered) or (made.first, made.last) in seen:
                continue
            seen.add((made.first, made.last))
            covered = max(covered, made.last)
            found += self._mentions(made)
        return found

    def strangers(self) -> list[Stranger]:
        """Names of somebody whom no lexicon holds, in text order."""
        return self._find_strangers()

    def author_side(self) -> str | None:
        """ISO code of the state whose side the author speaks from, where that can be told."""
        return self._side

    def owners(self, i: int) -> list[ActorMention]:
        """To whom the thing headed by token `i` belongs: its possessor, or the nationality before it
        ("Armenia's claim", "Israeli weapons"); [] if that is not said."""
        phrase = self._phrases.get(i)
        if phrase:
            return self._mentions(phrase)
        found: list[ActorMention] = []
        tokens = self._annotation.tokens
        for k in tokens[i].kids:
            if tokens[k].dep in ("poss", "amod", "compound", "nmod"):
                for member in (k, *self._annotation.kids(k, "conj")):
                    found += self.of(member)
        return found

    def resolve_possessor(self, i: int) -> list[ActorMention]:
        """Whom the possessor of the noun at token `i` stands for; [] if there is none."""
        return [m for k in self._annotation.kids(i, "poss") for m in self.of(k)]

    def _mentions(self, phrase: Phrase) -> list[ActorMention]:
        tokens = self._annotation.tokens
        start, end = tokens[phrase.first].start, tokens[phrase.last - 1].end
        text = self._annotation.text[start:end]
        origin = next((self._origins[k] for k in range(phrase.first, phrase.last) if k in self._origins), "") if self._origins else ""
        return [ActorMention(w.actor, w.role, start, end, text, w.how, origin) for w in phrase.whos]


def find_actors(annotation: Annotation, document: Document, places: list[PlaceRef], lexicon: ActorLexicon | None = None) -> Actors:
    """Resolve all noun phrases of a parsed document, by the package's lexicon unless another is given.
    Never raises for a text, however odd."""
    reader = Resolver(annotation, document, places, lexicon or load_actor_lexicon())
    phrases = reader.read()
    there = frozenset(k for p in places if p.end <= len(annotation.text) for k in tokens_between(annotation, p.start, p.end))
    return Actors(annotation, phrases, reader.author_side(), reader.origins(), lambda: find_strangers(reader, there))


def tokens_between(annotation: Annotation, start: int, end: int) -> Iterator[int]:
    """Tokens that begin within the characters from `start` to `end`."""
    if annotation.tokens:
        for k in range(annotation.token_at(start), len(annotation)):
            if annotation.tokens[k].start >= end:
                return
            yield k
