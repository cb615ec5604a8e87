"""Noun phrases: names with what stands before them, and role nouns with their owners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.extract.actors import nominals, strangers
from counterclaim.extract.actors.focus import NOBODY, Phrase, Who, is_state, states_of
from counterclaim.extract.actors.names import PERSONS, Name
from counterclaim.extract.actors.nominals import head_word
from counterclaim.extract.actors.owners import Before, led_by, look_before, owner_after, possessors, torn, who_of
from counterclaim.extract.actors.vocabulary import Noun

if TYPE_CHECKING:
    from counterclaim.extract.actors.resolver import Resolver

CIVIL = ("GOV", "ELI", "IGO")  # sectors whose forces are the army all the same: "Assad's forces", "government forces"
KINDS = {"leader": "person", "figure": "person", "people": "people", "force": "people", "seat": "body"}


def named(reader: Resolver, i: int, name: Name) -> Phrase:
    """The phrase of a name whose token `i` is asked for."""
    tokens = reader.annotation.tokens
    if name.actor is None or torn(reader, name):
        return NOBODY
    who = who_of(reader, name)
    if name.kind == "seat" and name.ambiguous and (foreign := look_before(reader, i, range(name.first, name.last))).national:
        who = Who(foreign.owners[0].actor, who.role, who.how)  # "the Spanish Supreme Court", though another state's goes by that name alone
    kind = KINDS.get(name.kind, "body" if not is_state(name.actor) else "state")
    if name.kind == "adjective" and tokens[i].tag in ("NNS", "NNPS"):
        kind = "people"
    if name.first <= tokens[i].head < name.last and tokens[i].head != i:
        return Phrase((who,), name.first, name.last, kind)
    if is_whereabouts(reader, i, name):
        return Phrase((Who(name.actor, name.role, "place"),), name.first, name.last, kind)
    if tokens[i].dep in ("amod", "compound", "nmod", "npadvmod") and name.kind not in PERSONS:
        return Phrase((who,), name.first, name.last, kind)
    before = look_before(reader, i, range(name.first, name.last))
    first, last = name.first, name.last
    if name.kind in PERSONS:
        first = reader.trimmed(min(reader.structure.left_edge(i), name.first), i)
        if before.former and who.role == "GOV":
            who = Who(who.actor, "ELI", who.how)
        strangers.remember(reader, name.last - 1, who)
    elif before.formal is not None and name.kind in ("capital", "name"):
        first, who = before.formal, Who(who.actor, "GOV", who.how)
    elif name.kind == "people":
        who, first, last = people(reader, i, name, before, who)
    return Phrase((who,), min(first, name.first), max(last, name.last), kind)


def people(reader: Resolver, i: int, name: Name, before: Before, who: Who) -> tuple[Who, int, int]:
    """ "Iraqi Kurds", "Albanians of southern Serbia": a people within another state is that state's."""
    tokens = reader.annotation.tokens
    owners = [o for o in (*before.owners, *possessors(reader, before)) if is_state(o.actor) and o.actor != who.actor]
    edge = reader.trimmed(min(reader.structure.left_edge(i), name.first), i)
    if owners:
        return Who(owners[0].actor, "ETH", "people"), edge, name.last
    noun = Noun((tokens[i].lower,), name.first, name.last, "person", "ETH")
    after = owner_after(reader, i, noun)
    of = name.last < len(tokens) and tokens[name.last].lower in reader.rules.owners.of
    if states_of(after.whos) and (of or before.ethnic):
        return Who(states_of(after.whos)[0], "ETH", "people"), edge, after.last
    if before.ethnic:
        return Who(None, "ETH", "nominal"), edge, name.last
    return Who(who.actor, "ETH" if who.role == "GOV" else who.role, "people"), name.first, name.last


def is_whereabouts(reader: Resolver, i: int, name: Name) -> bool:
    """Whether the name tells where something is rather than who acts: "in Baku"."""
    if name.kind == "place" and not name.authority:
        return True
    token = reader.annotation.tokens[i]
    if token.dep != "pobj" or name.kind not in ("name", "capital", "city", "region", "place"):
        return False
    prep = reader.annotation.tokens[token.head].lower
    return prep in reader.rules.pronouns.whereabouts and not (name.kind == "name" and prep == "from")


def described(reader: Resolver, i: int) -> Phrase:
    """The phrase headed by a token that is no name and no pronoun."""
    tokens = reader.annotation.tokens
    token = tokens[i]
    counting = token.lower in reader.rules.modifiers.counting or token.lemma in reader.rules.modifiers.counting
    if i in reader.covered:
        return NOBODY
    if not token.tag.startswith("NN"):
        return counted(reader, i) if counting else NOBODY
    noun = reader.nouns.find(tokens, i)
    if noun is None and token.lemma in reader.kinds_of_bodies and token.tag in ("NN", "NNS"):
        return body_again(reader, i)
    if noun is None and token.lemma in reader.rules.modifiers.generic and (led := heading(reader, i)).whos:
        return led
    if noun is None and not counting:
        return strangers.stranger(reader, i) if token.tag in ("NNP", "NNPS") else NOBODY
    if noun is not None and noun.kind == "thing":
        return NOBODY
    own = range(noun.first, noun.last) if noun else range(i, i + 1)
    reader.covered.update(k for k in own if k > i)
    before = look_before(reader, i, own)
    if counting and not before.owners and not before.possessors:
        inner = counted(reader, i)
        if inner.whos:
            return inner
    if noun is None:
        return NOBODY
    if noun.kind == "asset":
        return asset(reader, i, noun, before)
    if head_word(noun) in reader.rules.nominals.relational:
        return relational(reader, i, noun, before)
    return role_noun(reader, i, noun, before)


def body_again(reader: Resolver, i: int) -> Phrase:
    """ "The group", "the bloc" for an organisation named before; members of a group where they are counted."""
    whos = nominals.taken_up(reader, i, Noun((reader.annotation.tokens[i].lemma,), i, i + 1, "body", None))
    return Phrase(whos, i, i + 1, "body") if whos else counted(reader, i)


def heading(reader: Resolver, i: int) -> Phrase:
    """ "The chief of the Indian army", "the head of the Polish parliament": whoever heads a body is that body's."""
    tokens = reader.annotation.tokens
    if tokens[i].tag != "NN" or i + 1 >= len(tokens) or tokens[i + 1].lower not in reader.rules.owners.of or tokens[i + 1].head != i:
        return NOBODY
    for pobj in reader.annotation.kids(i + 1, "pobj")[:1]:
        inner = reader.resolve(pobj)
        if inner.kind == "body" and any(w.actor for w in inner.whos):
            whos = tuple(Who(w.actor, w.role, how(w)) for w in inner.whos)
            return Phrase(whos, reader.trimmed(reader.structure.left_edge(i), i), max(inner.last, i + 1), "person")
    return NOBODY


def counted(reader: Resolver, i: int) -> Phrase:
    """ "dozens of Russian peacekeepers", "many of them", "the two": whom is counted."""
    tokens = reader.annotation.tokens
    for k in tokens[i].kids:
        if k == i + 1 and tokens[k].dep == "prep" and tokens[k].lower in reader.rules.owners.of:
            for pobj in reader.annotation.kids(k, "pobj")[:1]:
                inner = reader.resolve(pobj)
                if inner.whos:
                    whos = tuple(Who(w.actor, w.role, w.how) for w in inner.whos)
                    return Phrase(whos, reader.trimmed(reader.structure.left_edge(i), i), max(inner.last, i + 1), "people")
    alone = tokens[i].dep in ("nsubj", "nsubjpass", "dobj", "pobj") and nominals.determiner(reader, i) in reader.rules.nominals.definite
    if alone and tokens[i].lower in reader.rules.nominals.number:
        return Phrase(nominals.bare_pair(reader, i, reader.rules.nominals.number[tokens[i].lower]), i, i + 1, "state")
    return NOBODY


def role_noun(reader: Resolver, i: int, noun: Noun, before: Before) -> Phrase:
    """A noun for people, a body or a state, with whoever owns it, else by what is in focus, else nobody in particular."""
    tokens = reader.annotation.tokens
    kind = noun_kind(reader, i, noun)
    first, last = reader.trimmed(min(reader.structure.left_edge(i), noun.first), i), max(i + 1, noun.last)
    owners, end = owners_of(reader, i, noun, before)
    if owners:
        role = role_of(reader, noun, before, owners[0])
        own = noun.kind == "polity"  # "her country" is no person's, though she is
        whos = tuple(dict.fromkeys(Who(o.actor, role or (None if own and is_state(o.actor) else o.role), how(o)) for o in owners))
        return Phrase(whos, first, max(last, end), kind)
    group = nominals.several(reader, i, noun) or nominals.taken_up(reader, i, noun)
    if group:
        return Phrase(group, first, last, kind)
    if head_word(noun) in reader.rules.nominals.parties and nominals.number_of(reader, i):
        return NOBODY
    role = role_of(reader, noun, before, None)
    actor, way = in_context(reader, i, noun, before)
    if actor is None and role:
        actor = nominals.whereabouts(reader, i)
        way = "context" if actor else way
    if actor is None and role is None:
        return NOBODY
    if tokens[i].tag in ("NNP", "NNPS") and actor is None:
        way = "nominal"
    return Phrase((Who(actor, role, way),), first, last, kind)


def owners_of(reader: Resolver, i: int, noun: Noun, before: Before) -> tuple[list[Who], int]:
    """Whose the noun is, and the token behind the phrase that says so (0 where it stands before the noun)."""
    tokens = reader.annotation.tokens
    if before.ethnic and not before.possessors:
        before.owners = []
    owned = possessors(reader, before)
    if owned:
        return list(owned), 0
    if before.owners:
        return before.owners, 0
    led = led_by(reader, i)
    if led:
        return led, 0
    if tokens[i].dep == "conj" and not before.possessors and nominals.determiner(reader, i) is None:
        shared = shared_owners(reader, i)
        if shared:
            return shared, 0
    after = owner_after(reader, i, noun, native=before.ethnic)
    if after.whos:
        return list(after.whos), after.last
    for k in tokens[i].kids:
        if k > i and tokens[k].dep == "appos":
            found = reader.resolve(k)
            if any(w.actor for w in found.whos):
                return [w for w in found.whos if w.actor], 0
    following = reader.name_at.get(noun.last)
    if following and noun.kind in ("polity", "title", "person") and following.actor and tokens[noun.last].sent == tokens[i].sent:
        if tokens[i].dep in ("compound", "nmod", "appos") or tokens[noun.last].dep == "appos":
            return [who_of(reader, following)], 0
    return [], 0


def shared_owners(reader: Resolver, i: int) -> list[Who]:
    """ "Armenian soldiers and officers": the nationality of the first holds for those joined to it."""
    tokens = reader.annotation.tokens
    top, steps = tokens[i].head, 0
    while tokens[top].dep == "conj" and steps < 8:
        top, steps = tokens[top].head, steps + 1
    if top in reader.name_at or not tokens[top].tag.startswith("NN"):
        return []
    noun = reader.nouns.find(tokens, top)
    first = look_before(reader, top, range(noun.first, noun.last) if noun else range(top, top + 1))
    return first.owners or list(possessors(reader, first))


def asset(reader: Resolver, i: int, noun: Noun, before: Before) -> Phrase:
    """Guns, tanks, jets stand for their owner, or for nobody."""
    owners, end = owners_of(reader, i, noun, before)
    first = reader.trimmed(min(reader.structure.left_edge(i), noun.first), i)
    whos = tuple(dict.fromkeys(Who(o.actor, noun.role, "asset") for o in owners if o.actor))
    return Phrase(whos, first, max(i + 1, noun.last, end), "thing") if whos else NOBODY


def relational(reader: Resolver, i: int, noun: Noun, before: Before) -> Phrase:
    """Allies, neighbours, counterparts: never their possessor, but who is named beside them, else who faces it."""
    tokens = reader.annotation.tokens
    first, last = reader.trimmed(min(reader.structure.left_edge(i), noun.first), i), max(i + 1, noun.last)
    kind = noun_kind(reader, i, noun)
    owned = possessors(reader, before)
    whos = [o for o in before.owners if o not in owned]
    after = owner_after(reader, i, noun)
    if not whos and after.whos and tokens[after.first].head < len(tokens) and tokens[tokens[after.first].head].lower == "from":
        whos, last = list(after.whos), max(last, after.last)
    elif after.whos and not owned:
        owned, last = after.whos, max(last, after.last)
    if not whos:
        whos, last = beside(reader, i, noun, last)
    if not whos:
        whos = list(nominals.several(reader, i, noun)) if not owned else []
    if not whos:
        actor = nominals.neighbour(reader, i, owned)
        definite = nominals.determiner(reader, i) not in reader.rules.nominals.indefinite
        if actor is None and definite and (owned or before.possessors or nominals.is_other(reader, i)):
            actor = nominals.other_state(reader, i, owned)
        whos = [Who(actor, noun.role, "nominal")]
    made = tuple(Who(w.actor, noun.role or w.role, "nominal" if w.how == "pronoun" else w.how) for w in whos)
    return Phrase(made, first, last, kind) if any(w.actor or w.role for w in made) else NOBODY


def beside(reader: Resolver, i: int, noun: Noun, last: int) -> tuple[list[Who], int]:
    """Who is named in apposition, before or behind, or directly behind ("its neighbour Iran"), and where the phrase ends then."""
    tokens = reader.annotation.tokens
    following = reader.name_at.get(noun.last)
    if following and following.actor and tokens[noun.last].sent == tokens[i].sent:
        return [who_of(reader, following)], following.last
    places = [k for k in tokens[i].kids if k > i and tokens[k].dep == "appos"]
    if tokens[i].dep == "appos":
        places.append(tokens[i].head)
    for k in places:
        whos = reader.group(k) if nominals.is_plural(reader, i) else reader.resolve(k).whos
        found = [w for w in whos if w.actor]
        if found:
            return found, last
    return [], last


def in_context(reader: Resolver, i: int, noun: Noun, before: Before) -> tuple[str | None, str]:
    """The state in focus, for what each state has one of ("the ministry", "police"); "the other side"."""
    rules, tokens = reader.rules.nominals, reader.annotation.tokens
    article = nominals.determiner(reader, i)
    if nominals.is_other(reader, i) and noun.kind == "polity":
        return nominals.other_state(reader, i, ()), "nominal"
    if before.possessors:
        return None, "nominal"
    unique = noun.text in rules.unique or head_word(noun) in rules.unique
    organ = noun.text in rules.organs or head_word(noun) in rules.organs
    if not (unique or organ) or (nominals.is_plural(reader, i) and not organ):
        return None, "nominal"
    if article not in rules.definite and not (article is None and noun.kind == "body" and noun.kind != "polity"):
        if not (article is None and organ and noun.text != "troop"):
            return None, "nominal"
    if any(k > i and tokens[k].dep in ("prep", "relcl") and tokens[k].lower in reader.rules.owners.of for k in tokens[i].kids):
        return None, "nominal"
    # in its own statement "the Government" is that of the ministry which issues it
    own = reader.office if reader.structure.quote[i] < 0 and noun.kind in ("body", "person", "title") else None
    actor = nominals.clause_place(reader, i) or own or nominals.state_in_focus(reader, i)
    return actor, "nominal" if article else "context"


def role_of(reader: Resolver, noun: Noun, before: Before, owner: Who | None) -> str | None:
    """The sector: the noun's own, but for nouns that only lead or speak for others that of those others."""
    role = noun.role
    if len(noun.words) == 1 and head_word(noun) in reader.rules.modifiers.generic:
        lent = next((r for r in before.roles), None) or (owner.role if owner else None)
        role = noun.role if noun.role == "MIL" and lent in CIVIL else lent or noun.role
    if before.former and role == "GOV" and noun.kind in ("person", "title"):
        return "ELI"
    return role


def how(owner: Who) -> str:
    """The way in which a noun got its actor, from the way in which its owner did."""
    return {"pronoun": "pronoun", "nominal": "nominal", "context": "nominal", "author": "author"}.get(owner.how, "name")


def noun_kind(reader: Resolver, i: int, noun: Noun) -> str:
    if noun.kind == "polity":
        return "state"
    if noun.kind == "body":
        return "body"
    return "people" if reader.annotation.tokens[i].tag in ("NNS", "NNPS") else "person"
