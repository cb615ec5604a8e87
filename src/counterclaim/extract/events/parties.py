"""From a pattern that fits to the parties of the event: sources and targets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Protocol

from counterclaim.annotate.contract import Annotation
from counterclaim.extract.events.clause import verb_frame
from counterclaim.extract.events.match import NOUN_DEFAULTS, Candidate
from counterclaim.records import ActorMention, PlaceRef

AUTHOR = "author"  # speaks, but does not act
OWNERS = ("amod", "poss", "compound", "nmod")
RECIPROCAL = frozenset((("each", "other"), ("one", "another")))


class ActorIndex(Protocol):
    def of(self, i: int) -> list[ActorMention]: ...


class Parties:
    """Finds out for the token of a phrase whom it stands for."""

    def __init__(self, annotation: Annotation, actors: ActorIndex, places: list[PlaceRef], words: Mapping[str, frozenset[str]]) -> None:
        self.a = annotation
        self.undergo = words["undergo"]
        self.own_forces = words["own_forces"]
        self.conditional = words["conditional"]
        self.violent = words["violent"]
        self.verbal = words["verbal"]
        self.actors = actors
        self.place_at = {annotation.token_at(p.start): p for p in places if p.country}

    def of(self, heads: Iterable[int]) -> list[ActorMention]:
        """The actors of the phrases headed by `heads`, coordinated members included."""
        found: list[ActorMention] = []
        for head in heads:
            for k in (head, *self.a.conjuncts(head)):
                found.extend(self.actors.of(k) or self.owners(k))
        return unique(m for m in found if m.actor != AUTHOR)

    def owners(self, head: int, depth: int = 0) -> list[ActorMention]:
        """Whom a thing belongs to: "Armenian positions", "heights of Karabakh", "its troops' morale"."""
        found: list[ActorMention] = []
        for k in self.a.kids(head, *OWNERS):
            found.extend(self.actors.of(k))
        if not found and depth < 3:
            for p in self.a.kids(head, "prep"):
                if self.a.tokens[p].lower in ("of", "in", "from", "by"):
                    for k in self.a.kids(p, "pobj"):
                        for c in (k, *self.a.conjuncts(k)):
                            found.extend(self.actors.of(c) or self.owners(c, depth + 1))
        return found

    def of_complement(self, k: int, depth: int = 0) -> list[ActorMention]:
        """Whom the act of a complement clause is aimed at: "agreed to give *Tanzania* a grant"."""
        f = verb_frame(self.a, k, frozenset())
        found = self.of(f.dative) or self.of(f.object)
        if not states(found):
            found = self.of(o for w, o in f.preps if w in ("to", "with", "against", "on", "from", "for", "of", "into"))
        if not states(found) and depth < 3:
            for inner in f.complements:
                found = found or self.of_complement(inner, depth + 1)
        return unique(found)

    def is_reciprocal(self, k: int) -> bool:
        """Whether token `k` belongs to "each other" or "one another"."""
        tokens = self.a.tokens
        return any((tokens[n].lower, tokens[n + 1].lower) in RECIPROCAL for n in (k - 1, k) if 0 <= n < len(tokens) - 1)

    def place_country(self, i: int) -> ActorMention | None:
        """The state of a place named in the sentence of token `i`, as an actor of last resort."""
        sentence = self.a.sentences[self.a.tokens[i].sent]
        for k in range(sentence.first, sentence.last):
            place = self.place_at.get(k)
            if place is not None:
                return ActorMention(place.country, None, place.start, place.end, place.text, "place")
        return None


def unique(mentions: Iterable[ActorMention]) -> list[ActorMention]:
    seen: dict[tuple[str | None, str | None, int], ActorMention] = {}
    for m in mentions:
        seen.setdefault((m.actor, m.role, m.start if m.actor is None else -1), m)
    return list(seen.values())


def states(mentions: Iterable[ActorMention]) -> set[str]:
    return {m.actor for m in mentions if m.actor}


def fill(c: Candidate, parties: Parties) -> tuple[list[ActorMention], list[ActorMention]]:
    """(sources, targets) of a candidate, as the pattern assigns them."""
    p, f = c.pattern, c.frame
    sides: dict[str, list[ActorMention]] = {"S": [], "T": [], "B": [], "-": []}
    if p.noun:
        fill_noun(c, parties, sides)
    else:
        # "Iranian shells fell on": where the pattern names the subject, it or its owner is the doer all the same
        sides["S" if p.subject_words and p.subject == "-" else p.subject] += parties.of(f.subject)
        sides[p.target or ("-" if p.object else "T")] += parties.of(f.object)
        dative = "T" if p.preps.get("to", "T") != "S" else "S"
        sides[dative] += parties.of(f.dative)
        for word, k in c.preps:
            if k not in c.used and word in p.preps and not (word == "by" and f.passive):
                elsewhere = word == "from" and p.type in parties.verbal  # "welcomed it from Nairobi": where the speaker is
                sides[p.preps[word]] += [m for m in parties.of([k]) if not (elsewhere and m.how == "place")]
        if not states(sides["T"]) - states(sides["S"]) and p.subject != "T" and p.target is None:
            # nobody else named as target: whoever the object belongs to ("captured Armenian heights")
            owners = [o for k in c.used for o in parties.of([k]) if o.actor] if p.object or p.need else []
            sides["T"] = [o for o in owners if o.actor not in states(sides["S"])] or sides["T"]
        if p.subject == "T" and not states(sides["S"]):  # "came under Russian fire"
            sides["S"] += [o for k in c.used for o in parties.owners(k) if o.actor not in states(sides["T"])]
        if not states(sides["T"]) and p.infinitive and f.infinitive is not None:
            sides["T"] += [m for m in parties.of_complement(f.infinitive) if m.actor not in states(sides["S"])]
        if f.passive and p.type in parties.own_forces and p.object and not states(sides["S"]):
            sides["S"] += [o for k in c.used for o in (parties.actors.of(k) or parties.owners(k))]
            sides["T"] = [m for m in sides["T"] if m.actor not in states(sides["S"])]
    if not states(sides["T"]) and (heads := addressed(c, parties)):
        sides["T"] += [m for m in parties.of(heads) if m.actor not in states(sides["S"])]
    sources, targets = unique(sides["S"] + sides["B"]), unique(sides["T"] + sides["B"])
    undergoing = [*f.object, *f.dative, *(k for _, k in c.preps)]
    if len(states(sources)) > 1 and any(parties.is_reciprocal(k) for o in undergoing for k in (o, *parties.a.kids(o, "poss"))):
        return sources, sources
    together = unique(sources + targets)
    if sides["B"] and len(states(together)) > 1:
        return together, together
    if "mutual" in p.flags and len(states(together)) > 1:
        return together, together
    return sources, [m for m in targets if not same_party(m, sources, p.type in parties.violent)]


def same_party(target: ActorMention, sources: list[ActorMention], violent: bool) -> bool:
    """Whether a target is only its own doer again, or, of violence, the doer's state as the place of it."""
    return any(target.actor == s.actor and ((target.start, target.end) == (s.start, s.end) or (violent and target.how == "place")) for s in sources)


def addressed(c: Candidate, parties: Parties) -> list[int]:
    """Whom a demand, charge or threat is put to: "demanded that *Iran* stop", "alleged that *Iran* had", "will strike if *Iran* goes on"."""
    a, t = parties.a, parties.a.tokens
    found: list[int] = []
    if c.pattern.type in ("REQUEST", "ACCUSE"):
        found = [s for k in a.kids(c.i, "ccomp", "acl") for s in a.kids(k, "nsubj", "nsubjpass")]
    elif c.pattern.type == "THREATEN":
        found = [s for k in a.kids(c.i, "ccomp") for s in a.kids(k, "nsubj", "nsubjpass")]
        clauses = [k for up in (c.i, *a.kids(c.i, "xcomp", "ccomp")) for k in a.kids(up, "advcl")]
        found += [s for k in clauses if any(t[m].lower in parties.conditional for m in a.kids(k, "mark")) for s in a.kids(k, "nsubj")]
    return found


def fill_noun(c: Candidate, parties: Parties, sides: dict[str, list[ActorMention]]) -> None:
    p, f, a = c.pattern, c.frame, parties.a
    holder = p.preps.get("poss", p.subject)
    sides[holder] += parties.of(f.subject)
    if not states(sides["S"]):
        sides["S"] += parties.of(c.light.subject)
    sides["T"] += parties.of(undergoers(c.i, parties))
    for k in a.kids(c.i, "amod", "compound", "nmod"):
        if not any(a.tokens[k].lemma in words for words in p.modifiers):
            sides[holder] += parties.actors.of(k)
    for word, k in c.preps:
        role = p.preps.get(word) or NOUN_DEFAULTS.get(word)
        if role and k not in c.used:
            sides[role] += parties.of([k])


def undergoers(n: int, parties: Parties) -> list[int]:
    """Of "Iran is the subject of criticism": who it is that is criticised."""
    a, t = parties.a, parties.a.tokens
    k = n
    while t[k].dep == "conj":
        k = t[k].head
    if t[k].dep != "pobj" or t[t[k].head].lower != "of":
        return []
    noun = t[t[k].head].head
    if t[noun].lemma in parties.undergo and t[noun].dep == "attr":
        return a.kids(t[noun].head, "nsubj") or [s for h in a.ancestors(noun) for s in a.kids(h, "nsubj")][:1]
    return []


def in_context(
    mentions: list[ActorMention], others: list[ActorMention], place: ActorMention | None, sole: str | None, but: frozenset[str] = frozenset()
) -> list[ActorMention]:
    """Give those whom the text names by role only ("police", "residents") the state of the context, unless that is one of `but`."""
    state = (place.actor if place else None) or sole or next(iter(sorted(states(others))), None)
    out = []
    for m in mentions:
        if m.actor is None and state and state not in but and not state.startswith(("IGO:", "NGO:")) and state != "author":
            m = replace(m, actor=state, how="context")
        out.append(m)
    return unique(out)
