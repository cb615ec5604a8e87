"""PETRARCH agent dictionaries (`.agents.txt`): nouns for people and bodies, by sector.

!MAN! = MAN, MEN, WOMAN, WOMEN       a marker, each item of which is put in its place
HARBOUR_MASTER {HARBOUR_MASTERS} [~GOV]
RELIEF_AGENCY [NGO~]
ALDER!MAN! [~GOV]
"""

from __future__ import annotations

import re

from counterclaim.lexicon.actor_types import ActorLexicon
from counterclaim.lexicon.importing.codes import group_words, role_of
from counterclaim.lexicon.importing.petrarch_actors import lines_of
from counterclaim.lexicon.importing.result import Import
from counterclaim.lexicon.words import fold_words

MARKER = re.compile(r"!(\w+)!")
ENTRY = re.compile(r"^([^\[{]+?)\s*(?:\{([^}]*)\})?\s*\[([^\]}]*)[\]}]\s*$")


def is_agents(text: str) -> bool:
    """Whether the text looks like an agent dictionary rather than one of actors."""
    return bool(re.search(r"\[~\w+[\]}]|\[\w+~[\]}]|^!\w+!\s*=", text, re.M))


def import_agents(text: str, file: str, lexicon: ActorLexicon, into: Import) -> None:
    """Add the nouns of the dictionary `text` to `into`."""
    markers: dict[str, list[str]] = {}
    for number, line in lines_of(text):
        bare = line.strip()
        if (marker := MARKER.match(bare)) and "=" in bare:
            markers[marker.group(1)] = [w.strip() for w in bare.partition("=")[2].split(",") if w.strip()]
            continue
        found = ENTRY.match(bare)
        if not found:
            into.skip(file, number, line, "no noun with a code in brackets")
            continue
        phrase, plurals, code = found.groups()
        if "~" not in code:
            into.skip(file, number, line, "a code without ~, which belongs into an actor dictionary")
            continue
        parts = code.strip().strip("~")
        role = role_of([parts[k : k + 3] for k in range(0, len(parts), 3)])
        if role is None:
            into.skip(file, number, line, "no sector known in the code")
            continue
        if missing := [m for m in MARKER.findall(phrase) if m not in markers]:
            into.skip(file, number, line, f"a marker that is not defined: !{missing[0]}!")
            continue
        take(nouns(phrase, plurals or "", markers), role, file, (number, line), lexicon, into)


def nouns(phrase: str, plurals: str, markers: dict[str, list[str]]) -> list[str]:
    """The nouns that an entry stands for, in small letters; irregular plurals as nouns of their own."""
    out = [phrase, *plurals.split()]
    for name, words in markers.items():
        out = [noun.replace(f"!{name}!", word) for noun in out for word in (words if f"!{name}!" in noun else [""])]
    return list(dict.fromkeys(re.sub(r"[_\s]+", " ", noun).strip().lower() for noun in out))


def take(found: list[str], role: str, file: str, place: tuple[int, str], lexicon: ActorLexicon, into: Import) -> None:
    """Add those nouns that we do not hold in this sector."""
    unknown = [n for n in found if (ours := lexicon.roles.nouns.get(fold_words(n))) is None or ours.role != role]
    fresh = []
    for noun in unknown:
        elsewhere = [r for r, groups in into.roles.items() if r != role and any(noun in names for names in groups.values())]
        if elsewhere:
            into.skip(file, *place, f"stands under {elsewhere[0]} before")
        else:
            fresh.append(noun)
    into.taken += bool(fresh)
    into.known += not unknown
    for noun in fresh:
        names = into.roles.setdefault(role, {}).setdefault("body" if is_body(noun, lexicon) else "person", [])
        if noun not in names:
            names.append(noun)


def is_body(noun: str, lexicon: ActorLexicon) -> bool:
    """Whether the noun's head names an organisation rather than people: as ours does, else by the words for groups."""
    words = fold_words(noun)
    head = words[words.index("of") - 1] if "of" in words[1:] else words[-1]
    ours = lexicon.roles.nouns.get(words) or lexicon.roles.nouns.get((head,))
    return ours.body if ours else head in group_words()
