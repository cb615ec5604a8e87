"""Descriptions that stand for states in focus: "the two countries", "the ministry", "its southern neighbour"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.extract.actors.focus import Entry, Who, is_state, states_of
from counterclaim.extract.actors.vocabulary import Noun

if TYPE_CHECKING:
    from counterclaim.extract.actors.resolver import Resolver

NEAR = 2  # sentences within which coordinated states count as the pair in focus
FADING = 0.6  # what a mention keeps of its prominence from one sentence to the next
HALVING = 30  # tokens after which it is half as prominent within a sentence
REACH = 12  # tokens of a clause about somebody that are searched for where he is
OFTEN = 2.5  # what the share of a state among all that the text names adds to its prominence


def number_of(reader: Resolver, i: int) -> int | None:
    """How many the phrase headed by `i` speaks of, from "two", "both", "neither"; None if it does not say."""
    for k in reader.annotation.tokens[i].kids:
        token = reader.annotation.tokens[k]
        if k < i and token.dep in ("nummod", "det", "predet", "preconj", "advmod", "amod", "cc") and token.lower in reader.rules.nominals.number:
            return int(reader.rules.nominals.number[token.lower])
    return None


def determiner(reader: Resolver, i: int) -> str | None:
    """The article or demonstrative of the phrase headed by `i`, lower case."""
    for k in reader.annotation.tokens[i].kids:
        if k > i:
            return None
        if reader.annotation.tokens[k].dep in ("det", "predet"):
            return reader.annotation.tokens[k].lower
    return None


def several(reader: Resolver, i: int, noun: Noun) -> tuple[Who, ...]:
    """The states that a plural description stands for ("both sides", "the three presidents", "the parties"), or none."""
    rules, last = reader.rules.nominals, head_word(noun)
    number, article = number_of(reader, i), determiner(reader, i)
    if is_other(reader, i):
        return ()
    if number is None:
        if not (is_plural(reader, i) and article in rules.definite and (last in rules.parties or noun.text in rules.unique)):
            return ()
        number = 2
    elif number == 2 and last in rules.pairs_of_persons and article not in rules.indefinite and (persons := two_persons(reader, i)):
        return tuple(Who(w.actor, w.role, "nominal") for w in persons)
    else:
        shared = noun.kind == "polity" or noun.text in rules.unique or bool({last} & (rules.unique | rules.parties | rules.polity))
        official = noun.role in ("GOV", "MIL", "SPY", "LEG", "JUD") and is_plural(reader, i)  # "the two security services"
        if not (shared or (article and (official or article in rules.joint))):
            return ()
    found = states_in_focus(reader, i, number, of_persons=noun.kind in ("person", "title"), armed=last in rules.parties)
    if len(found) < number or (article is None and not pair_is_near(reader, i, found)):
        return ()
    role = None if last in rules.parties else noun.role
    return tuple(Who(actor, role, "nominal") for actor in found)


def taken_up(reader: Resolver, i: int, noun: Noun) -> tuple[Who, ...]:
    """Whom a definite description takes up that repeats a noun ("the ambassador"), names the office of somebody
    spoken of ("Angela Merkel … the chancellor") or the kind of body spoken of last ("the group", "the bloc")."""
    tokens = reader.annotation.tokens
    if determiner(reader, i) not in reader.rules.nominals.definite:
        return ()
    head = head_word(noun)
    if clause_place(reader, i) and noun.text in reader.rules.nominals.unique:
        return ()
    office = reader.nouns.office(noun)
    kinds = tuple(prefix for prefix, words in reader.rules.nominals.bodies.items() if head in words)
    for entry in reader.focus.back(i, tokens[i].sent):
        if not any(w.actor for w in entry.whos):
            continue
        if tokens[entry.i].lemma == tokens[i].lemma and same_description(reader, entry.i, noun) and entry.kind in ("person", "people", "body"):
            return tuple(Who(w.actor, w.role, "nominal") for w in entry.whos)
        holder = reader.name_at.get(entry.i) if office and entry.kind == "person" else None
        if holder and holder.person and holder.person.office == office and holder.in_office:
            return tuple(Who(w.actor, w.role, "nominal") for w in entry.whos)
        if kinds and entry.kind == "body" and len(entry.whos) == 1 and str(entry.whos[0].actor).startswith(kinds):
            return tuple(Who(w.actor, w.role, "nominal") for w in entry.whos)
    return ()


def same_description(reader: Resolver, i: int, noun: Noun) -> bool:
    """Whether the noun repeats the one headed by `i`, in full or shortened ("the ministry" for "the foreign ministry")."""
    before = reader.nouns.find(reader.annotation.tokens, i)
    return before is None or len(noun.words) == 1 or before.words == noun.words


def two_persons(reader: Resolver, i: int) -> tuple[Who, ...]:
    """Two persons of different states spoken of just now, joined by "and" or not: "Putin received Erdogan. They spoke"."""
    sent = reader.annotation.tokens[i].sent
    persons: dict[str, Who] = {}
    for entry in reader.focus.back(i, sent):
        if sent - entry.sent > 1:
            break
        if entry.kind in ("people", "thing") and entry.number == "many":
            return ()
        if entry.kind == "person" and entry.whos and entry.whos[0].actor:
            persons.setdefault(str(entry.whos[0].actor), entry.whos[0])
    return tuple(persons.values()) if len(persons) == 2 else ()


def head_word(noun: Noun) -> str:
    """The word of a role noun that takes its number: "ministry" in "ministry of defence"."""
    return noun.words[0] if "of" in noun.words else noun.words[-1]


def bare_pair(reader: Resolver, i: int) -> tuple[Who, ...]:
    """ "both", "neither", "the two" standing alone: two states that were named near by."""
    found = states_in_focus(reader, i, 2, armed=True)
    return tuple(Who(actor, None, "nominal") for actor in found) if found and pair_is_near(reader, i, found) else ()


def is_plural(reader: Resolver, i: int) -> bool:
    return reader.annotation.tokens[i].tag in ("NNS", "NNPS")


def is_other(reader: Resolver, i: int) -> bool:
    """Whether the phrase is of the kind "the other side", "the opposing side"."""
    if is_plural(reader, i) or determiner(reader, i) not in reader.rules.nominals.definite:
        return False
    return any(reader.annotation.tokens[k].lower in reader.rules.nominals.other for k in reader.annotation.tokens[i].kids if k < i)


def pair_is_near(reader: Resolver, i: int, actors: list[str]) -> bool:
    sent = reader.annotation.tokens[i].sent
    near = {a for e in reader.focus.back(i, sent) if e.sent >= sent - 1 for a in states_of(e.whos, armed=True)}
    return set(actors) <= near


def states_in_focus(reader: Resolver, i: int, number: int, of_persons: bool = False, armed: bool = False) -> list[str]:
    """The `number` states that were coordinated last, else the most salient; fewer than that: none.

    What is the subject of the same clause is left out: "Russia sells weapons to both countries".
    Salient is what was mentioned lately, in a prominent place, and what the text mentions often;
    for "both leaders" (`of_persons`) rather by persons than by name. `armed`: groups that are no states count too.
    """
    sent = reader.annotation.tokens[i].sent
    barred = barred_states(reader, i)
    recent: dict[str, float] = {}
    for entry in reader.focus.back(i, sent):
        group = [a for a in states_of(reader.all_of(entry), armed) if a not in barred]
        near = FADING ** (sent - entry.sent)
        if len(group) == number and sent - entry.sent <= NEAR and not settled(recent, number):
            return group
        for actor in states_of(entry.whos, armed):
            prominence = near * (0.2 if entry.whos[0].how == "place" else 1 + 0.3 * WEIGHTS[entry.place_in])
            prominence *= 0.5 if of_persons and entry.kind != "person" else 1.0
            prominence /= 1 + (i - entry.i) / HALVING
            if actor not in barred:
                recent[actor] = max(recent.get(actor, 0.0), prominence)
    total = sum(reader.counts.values()) or 1
    scores = {actor: recent.get(actor, 0.0) + OFTEN * count / total for actor, count in reader.counts.items() if actor not in barred}
    scores.update({actor: score for actor, score in recent.items() if actor not in scores})
    best = sorted(scores, key=lambda actor: -scores[actor])[:number]
    return best if len(best) == number else []


def settled(recent: dict[str, float], number: int) -> bool:
    """Whether the pronouncement's own sentence names enough states by itself."""
    return sum(score >= 0.6 for score in recent.values()) >= number


def barred_states(reader: Resolver, i: int) -> set[str]:
    """States that are the subject of the clause in which `i` stands otherwise than as subject."""
    clause = reader.structure.clause[i]
    subject = reader.structure.subject(clause)
    if subject is None or subject >= i or reader.inside(i, subject):
        return set()
    return set(states_of(tuple(w for w in reader.resolve(subject).whos if w.how != "place")))


def state_in_focus(reader: Resolver, i: int, besides: frozenset[str] = frozenset(), within: int = 9) -> str | None:
    """The one state that a definite description means: that of the clause's place, else of the latest subject,
    else the latest, at most `within` sentences back."""
    local = clause_place(reader, i)
    if local and local not in besides:
        return local
    sent = reader.annotation.tokens[i].sent
    best: tuple[float, str] | None = None
    for entry in reader.focus.back(i, sent):
        found = states_of(entry.whos)
        if sent - entry.sent > within:
            break
        if len(found) != 1 or found[0] in besides:
            continue
        score = weight(entry, sent)
        if best is None or score > best[0]:
            best = (score, found[0])
    return best[1] if best else None


WEIGHTS = {"subj": 2.0, "obj": 0.5, "poss": 0.6, "mod": 0.3, "prep": 0.0, "other": 0.2}


def weight(entry: Entry, sent: int) -> float:
    return WEIGHTS[entry.place_in] - 1.6 * (sent - entry.sent)


def clause_place(reader: Resolver, i: int) -> str | None:
    """State of the place with which the clause opens: "In Yerevan the foreign ministry said"."""
    tokens = reader.annotation.tokens
    clause = reader.structure.clause[i]
    for k in tokens[clause].kids[:12]:
        if k >= i:
            return None
        if tokens[k].dep == "prep" and tokens[k].lower in reader.rules.owners.place:
            for kid in reader.annotation.kids(k, "pobj"):
                name = reader.name_at.get(kid)
                if name and is_state(name.actor):
                    return name.actor
    return None


def whereabouts(reader: Resolver, i: int) -> str | None:
    """The state where a clause or apposition behind it puts somebody: "the professor, who teaches in Athens"."""
    tokens = reader.annotation.tokens
    for k in tokens[i].kids:
        if k > i and tokens[k].dep in ("relcl", "acl", "appos", "prep"):
            first, last = reader.annotation.extent(k)
            inner = {reader.name_at[m] for m in range(first, min(last, first + REACH)) if m in reader.name_at}
            there = {n.actor for n in inner if n.kind in ("capital", "city", "region", "place") and is_state(n.actor)}
            if len(there) == 1:
                return there.pop()
    return None


def neighbour(reader: Resolver, i: int, owners: tuple[Who, ...]) -> str | None:
    """The state that lies in the direction named ("its southern neighbour"), the one spoken of if there are several."""
    tokens = reader.annotation.tokens
    sides = [reader.rules.directions[tokens[k].lower] for k in tokens[i].kids if k < i and tokens[k].lower in reader.rules.directions]
    if not sides or len(states_of(owners)) != 1:
        return None
    state = reader.lexicon.states.get(states_of(owners)[0])
    there = list(state.neighbours.get(sides[0], ())) if state else []
    if len(there) > 1:
        named = [code for code in there if reader.counts[code]]
        there = named if named else []
    return there[0] if there else None


def other_state(reader: Resolver, i: int, owners: tuple[Who, ...]) -> str | None:
    """Who faces the owner: "Moscow's ally", "the other side"."""
    own = states_of(owners)
    if not own:
        clause = reader.structure.clause[i]
        subject = reader.structure.subject(clause)
        if subject is not None and subject < i:
            own = states_of(reader.resolve(subject).whos)
    if len(own) != 1:
        return None
    return state_in_focus(reader, i, frozenset(own))
