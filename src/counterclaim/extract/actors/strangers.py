"""Persons whom the lexicon does not hold: introduced by title and nationality, then called by their last name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.extract.actors import nominals
from counterclaim.extract.actors.focus import NOBODY, Phrase, Who, is_state
from counterclaim.extract.actors.owners import Before, look_before, objects, possessors

if TYPE_CHECKING:
    from counterclaim.extract.actors.resolver import Resolver

AHEAD = 60  # tokens of a sentence in which the state of an unknown office-holder is sought
NEARBY = 1  # sentences back in which it is
OFFICES = frozenset(("HOS", "HOG", "FM", "DM"))  # of states: their holders are some state's even where it is not said which


def introduce(reader: Resolver) -> None:
    """Learn the persons whom the text introduces anywhere with a title and a state, before it is read in order."""
    for token in reader.annotation.tokens:
        if token.tag == "NNP" and token.i not in reader.name_at and token.dep not in ("compound", "nmod", "amod"):
            before = look_before(reader, token.i, range(token.i, token.i + 1))
            who = introduced(reader, token.i, before) if before.titled else None
            if who:
                remember(reader, token.i, who)


def introduced(reader: Resolver, i: int, before: Before) -> Who | None:
    """Who the person named by token `i` is by what stands before the name: "Turkish Foreign Minister", "Armenia's",
    "Foreign Minister of Turkey"."""
    tokens = reader.annotation.tokens
    named = any(k in reader.name_at for k in before.possessors)
    owners = list(possessors(reader, before)) if named else before.owners
    if not owners:
        for k in tokens[i].kids:
            if tokens[k].dep in ("compound", "nmod", "prep") and not owners:
                for prep in [k] if tokens[k].dep == "prep" else reader.annotation.kids(k, "prep"):
                    if tokens[prep].lower in reader.rules.owners.of:
                        owners = [w for pobj in reader.annotation.kids(prep, "pobj") for w in objects(reader, pobj, named_only=True).whos]
    if not owners:
        return None
    role = before.roles[0] if before.roles else owners[0].role
    if role == "GOV" and not is_state(owners[0].actor):
        role = owners[0].role
    if before.former and role == "GOV":
        role = "ELI"
    return Who(owners[0].actor, role, "name")


def stranger(reader: Resolver, i: int) -> Phrase:
    """The phrase of a proper name that the lexicon does not hold."""
    tokens = reader.annotation.tokens
    token = tokens[i]
    if token.dep in ("compound", "nmod", "amod"):
        return NOBODY
    before = look_before(reader, i, range(i, i + 1))
    first = reader.trimmed(reader.structure.left_edge(i), i)
    who = introduced(reader, i, before)
    if who and before.titled:
        remember(reader, i, who)
        return Phrase((who,), first, i + 1, "person")
    who = beside(reader, i) or serving(reader, i) or reader.people.get(token.text) or holder(reader, i, before)
    if who:
        if who.how != "context":
            remember(reader, i, who)
        return Phrase((who,), first, i + 1, "person")
    if before.national and not (token.text.isupper() and len(token.text) > 3):
        return Phrase((before.owners[0],), first, i + 1, "body")
    return NOBODY


def beside(reader: Resolver, i: int) -> Who | None:
    """ "Kozyrev, the Russian foreign minister"; "the Russian foreign minister, Kozyrev"."""
    tokens = reader.annotation.tokens
    places = [k for k in tokens[i].kids if k > i and tokens[k].dep == "appos"]
    if tokens[i].dep == "appos":
        places.append(tokens[i].head)
    for k in places:
        found = reader.resolve(k)
        if found.kind == "person" and found.whos and found.whos[0].actor:
            return found.whos[0]
    return None


def serving(reader: Resolver, i: int) -> Who | None:
    """ "Adiche, who speaks for the Kenyan army": whoever acts for a body is that body's."""
    an = reader.annotation
    for k in an.kids(i, "relcl", "acl"):
        if k < i or an.tokens[k].lemma not in reader.rules.modifiers.serving:
            continue
        served = an.kids(k, "dobj") + [o for p in an.kids(k, "prep") for o in an.kids(p, "pobj")]
        for o in served:
            found = reader.resolve(o)
            if found.kind in ("body", "state", "people") and found.whos and found.whos[0].actor:
                return found.whos[0]
    return None


def holder(reader: Resolver, i: int, before: Before) -> Who | None:
    """Somebody with a title only: the state near by is taken for his where the title is an office."""
    if not before.roles:
        return None
    role = before.roles[0]
    actor = None
    if before.titled and (before.office in OFFICES or role == "MIL"):
        actor = nominals.state_in_focus(reader, i, within=NEARBY) or state_ahead(reader, i)
    actor = actor or nominals.whereabouts(reader, i)
    return Who(actor, "ELI" if before.former and role == "GOV" else role, "context" if actor else "nominal")


def state_ahead(reader: Resolver, i: int) -> str | None:
    """The first state named behind token `i` in its sentence."""
    tokens = reader.annotation.tokens
    for k in range(i + 1, min(i + AHEAD, len(tokens))):
        if tokens[k].sent != tokens[i].sent:
            return None
        name = reader.name_at.get(k)
        if name and is_state(name.actor) and name.kind not in ("place", "seat"):
            return name.actor
    return None


def remember(reader: Resolver, i: int, who: Who) -> None:
    """Later mentions by last name alone mean the same person."""
    if who.actor:
        reader.people.setdefault(reader.annotation.tokens[i].text, Who(who.actor, who.role, "leader"))
