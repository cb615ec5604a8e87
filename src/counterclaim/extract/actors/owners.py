"""What stands around a noun and tells whose it is: nationality, possessor, "of"/"in"/"from" phrases."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from counterclaim.extract.actors.focus import NOBODY, Phrase, Who, is_state
from counterclaim.extract.actors.names import PERSONS, Name
from counterclaim.extract.actors.vocabulary import Noun

if TYPE_CHECKING:
    from counterclaim.extract.actors.resolver import Resolver

MODIFIERS = frozenset(("amod", "compound", "nmod", "npadvmod", "nummod"))
WALK, NEAREST = 40, 80  # modifiers of a noun, and dependents of one word among them, that are looked at
LINKS = frozenset(("and", ",", "/", "-", "–", "or", "&", "'s", "’s"))


@dataclass(slots=True)
class Before:
    """What stands before a head noun: `owners` by nationality or name, `possessors` (token indices),
    `roles` of nouns among the modifiers, `titled` if one is a person's, with the `office` of a minister or head,
    `national` if the first owner is an adjective, whether "former" or "ethnic" is among them, and the token of "official"."""

    owners: list[Who] = field(default_factory=list)
    possessors: list[int] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    titled: bool = False
    national: bool = False
    office: str = ""
    former: bool = False
    formal: int | None = None
    ethnic: bool = False


def look_before(reader: Resolver, i: int, own: range) -> Before:
    """The modifiers of token `i`, those in `own` (its own words) left out."""
    tokens, words = reader.annotation.tokens, reader.rules.modifiers
    out = Before()
    names: dict[int, Name] = {}
    todo, seen = [i], 0
    while todo and seen < WALK:
        k = todo.pop()
        for kid in tokens[k].kids[:NEAREST]:
            if kid >= i:
                break
            token = tokens[kid]
            if token.dep == "poss":
                out.possessors.append(kid)
                continue
            if token.dep not in MODIFIERS and not (token.dep == "conj" and k != i):
                continue
            seen += 1
            todo.append(kid)
            name = reader.name_at.get(kid)
            if name is not None:
                if (name.first, name.last) != (own.start, own.stop):
                    names[name.first] = name
            elif token.lower in words.former:
                out.former = True
            elif token.lower in words.formal:
                out.formal = kid
            elif token.lower in words.ethnic:
                out.ethnic = True
            elif kid not in own and token.tag.startswith("NN"):
                noun = reader.nouns.find(tokens, kid)
                if noun and noun.role and noun.kind in ("person", "body", "title"):
                    out.roles.append(noun.role)
                    out.titled = out.titled or (noun.kind != "body" and (token.tag == "NN" or reader.nouns.is_title(noun)))
                    out.office = out.office or reader.nouns.office(noun)
    found = [names[k] for k in sorted(names)]
    out.owners = first_owners(reader, found)
    out.national = bool(out.owners) and found[0].kind == "adjective"
    return out


def first_owners(reader: Resolver, names: list[Name]) -> list[Who]:
    """Of names before a noun those that own it: the first, and what is joined to it by "and" or a hyphen
    ("Bosnian Serb leaders" are Bosnian, "U.S. and Russian negotiators" of both)."""
    tokens = reader.annotation.tokens
    found: list[Who] = []
    previous: Name | None = None
    for name in names:
        if name.actor is None or torn(reader, name):
            continue
        if name.first > 0 and tokens[name.first - 1].lower in reader.rules.modifiers.ethnic:
            continue
        joined = name.first > 0 and tokens[name.first - 1].text.lower() in LINKS
        who = who_of(reader, name)
        if leads(reader, previous):  # "Russian-led CSTO peacekeepers" are the CSTO's
            found = [who]
        elif not found or joined:
            found.append(who)
        elif str(who.actor).startswith("ARMED:"):
            found = [who]
        previous = name
    return list(dict.fromkeys(found))


def leads(reader: Resolver, name: Name | None) -> bool:
    """Whether the name stands before a hyphen and "led"."""
    tokens = reader.annotation.tokens
    if name is None or name.last + 1 >= len(tokens):
        return False
    return tokens[name.last].text in "-–" and tokens[name.last + 1].lower in reader.rules.modifiers.leading


def torn(reader: Resolver, name: Name) -> bool:
    """Whether a hyphen makes the name part of something else: "UN-backed", "pro-Iranian"; not "Saudi-led"."""
    tokens, words = reader.annotation.tokens, reader.rules.modifiers
    if name.first > 1 and tokens[name.first - 1].text in "-–" and tokens[name.first - 2].lower in words.prefixes:
        return True
    if name.last - name.first > 2 and tokens[name.last - 2].text in "-–" and tokens[name.last - 1].pos == "VERB":
        return tokens[name.last - 1].lower not in words.leading
    after = name.last
    if after + 1 < len(tokens) and tokens[after].text in "-–" and tokens[after].start == tokens[after - 1].end:
        following = tokens[after + 1]
        if following.i in reader.name_at or following.lower in words.leading:
            return False
        return following.pos in ("VERB", "ADJ", "ADV") or following.lower in words.detached
    return False


def who_of(reader: Resolver, name: Name) -> Who:
    """The bearer of the name; a person out of office keeps the state, not the role."""
    how = "leader" if name.kind in PERSONS else "people" if name.kind == "people" else "place" if name.kind == "place" else "name"
    if name.authority:
        return Who(*name.authority, "name")
    role = name.role if name.in_office else "ELI"
    return Who(name.actor, role, how)


def led_by(reader: Resolver, i: int) -> list[Who]:
    """ "Saudi-led forces": who leads."""
    tokens = reader.annotation.tokens
    found = []
    for k in tokens[i].kids:
        if k < i and tokens[k].lower in reader.rules.modifiers.leading and k >= 2:
            name = reader.name_at.get(k - 2)
            if name and name.actor and tokens[k - 1].text in "-–":
                found.append(who_of(reader, name))
    return found


def possessors(reader: Resolver, before: Before) -> tuple[Who, ...]:
    """Whom the possessors stand for ("its", "Armenia's", "Israel and Azerbaijan's")."""
    whos: list[Who] = []
    for k in before.possessors:
        for member in (k, *reader.conjuncts(k)):
            whos += [w for w in reader.resolve(member).whos if w.actor and w.actor != "author"]
    return tuple(dict.fromkeys(whos))


def owner_after(reader: Resolver, i: int, noun: Noun, native: bool = False) -> Phrase:
    """Whom a phrase with "of", "in", "from" … behind the noun names as owner; `last` is where that phrase ends.
    native: of a people that lives there, so that its forces are not abroad."""
    tokens, words = reader.annotation.tokens, reader.rules.owners
    head = noun.words[-1] if noun.first < noun.last - 1 and noun.last == i + 1 else noun.words[0]
    preps = [k for j in {i, noun.last - 1} for k in tokens[j].kids if k >= noun.last and tokens[k].dep == "prep"]
    loyal: list[int] = []
    for k in tokens[i].kids:
        if k == noun.last and tokens[k].dep == "acl" and tokens[k].lemma in words.based:
            preps += reader.annotation.kids(k, "prep")[:1]
        if k == noun.last and tokens[k].lower in words.loyal:
            loyal += [p for p in reader.annotation.kids(k, "prep") if tokens[p].lower == "to"]
    if noun.last < len(tokens) and tokens[noun.last].dep == "prep" and tokens[noun.last].sent == tokens[i].sent:
        preps.append(noun.last)
    for k in loyal:
        for pobj in reader.annotation.kids(k, "pobj")[:1]:
            if (found := objects(reader, pobj, named_only=False)).whos:
                return found
    for k in sorted(set(preps))[:4]:
        lower = tokens[k].lower
        if lower in words.place and head in words.abroad and lower != "from" and not native:
            continue
        if noun.kind == "asset" and lower not in words.of:
            continue
        generic = head in reader.rules.modifiers.generic
        if not (lower in words.of or lower in words.place or (lower in words.speaks and generic)):
            continue
        for pobj in reader.annotation.kids(k, "pobj")[:1]:
            held = reader.name_at.get(pobj)
            if native and held and held.authority:  # "ethnic Armenian forces in Karabakh" are those of its authorities
                return Phrase((who_of(reader, held),), pobj, held.last, "state")
            found = objects(reader, pobj, named_only=lower in words.place and lower != "from")
            if found.whos:
                return found
    return NOBODY


def objects(reader: Resolver, pobj: int, named_only: bool) -> Phrase:
    """Whom the object of a preposition and what is coordinated with it stand for."""
    whos: list[Who] = []
    last = pobj
    for member in (pobj, *reader.conjuncts(pobj)):
        name = reader.name_at.get(member)
        found = reader.resolve(member)
        if named_only and name is None and found.kind != "state":
            continue
        some = [w for w in found.whos if w.actor and w.actor != "author" and (not named_only or is_state(w.actor))]
        if some:
            whos += some
            last = max(last, found.last)
    return Phrase(tuple(dict.fromkeys(whos)), pobj, last, "state") if whos else NOBODY
