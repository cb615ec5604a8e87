"""The little language of the event lexicon, parsed into records.

    shell                                    a verb; its subject is the source, its object the target
    open {fire} on:T at:T                    the object must be "fire"; the target stands behind "on" or "at"
    come under:{fire|attack} subj:T from:S   "under" must be followed by "fire" or "attack"
    {missile|rocket} attack                  (nouns) the head noun "attack" with one of these modifiers

`docs/design.md` describes it in full. `$NAME` in braces is a word set of the files `events/classes_*.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from counterclaim.errors import DataError

FLAGS = frozenset({"mutual", "noobj", "needobj", "weak"})
ROLES = frozenset({"S", "T", "B", "-"})
PART = re.compile(r"[\w.'’-]+:\{[^}]*\}|\{[^}]*\}|\S+")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of putting an event into words.

    head      lemma of the verb or noun
    object    lemmas one of which the direct object of a verb must have
    modifiers sets of lemmas, each of which must be met by a modifier of a noun
    preps     preposition -> role of what stands behind it
    need      preposition -> lemmas one of which must stand behind it
    infinitive  True: only with an infinitive ("agree to"), False: only without, None: either
    """

    head: str
    type: str
    cameo: str
    rule: str
    noun: bool = False
    particle: str | None = None
    object: frozenset[str] = frozenset()
    modifiers: tuple[frozenset[str], ...] = ()
    preps: Mapping[str, str] = field(default_factory=dict)
    need: Mapping[str, frozenset[str]] = field(default_factory=dict)
    subject: str = "S"
    subject_words: frozenset[str] = frozenset()
    target: str | None = None  # role of the direct object; None: the default
    flags: frozenset[str] = frozenset()
    infinitive: bool | None = None
    origin: str = ""  # the user's lexicon file that it stands in, "" for ours

    @property
    def weight(self) -> int:
        """How much the pattern asks for: of several that fit, the most demanding wins."""
        return (
            3 * bool(self.object)
            + 3 * len(self.modifiers)
            + 2 * bool(self.particle)
            + 3 * len(self.need)
            + 3 * bool(self.subject_words)
            + 2 * (self.infinitive is True)
            + len(self.flags & {"noobj", "needobj"})
        )


def parse(text: str, noun: bool, type_: str, cameo: str, sets: Mapping[str, frozenset[str]], where: str) -> Pattern:
    """`text` as a Pattern. Raises DataError that names `where` (file) and the pattern."""
    parts = PART.findall(text)
    got: dict[str, object] = {}
    preps: dict[str, str] = {}
    need: dict[str, frozenset[str]] = {}
    flags: set[str] = set()
    words: list[str] = []

    def fail(what: str) -> DataError:
        return DataError(f"{where}: pattern {text!r}: {what}")

    def braces(part: str) -> frozenset[str]:
        out: set[str] = set()
        for name in part.strip("{}").split("|"):
            name = name.strip()
            if name.startswith("$"):
                if name[1:] not in sets:
                    raise fail(f"unknown word set {name}")
                out |= sets[name[1:]]
            elif name:
                out.add(name)
        return frozenset(out)

    for part in parts:
        if part.startswith("{"):
            got["object"] = braces(part)
        elif ":" in part:
            name, _, value = part.partition(":")
            if name == "subj" and value.startswith("{"):
                got["subject_words"] = braces(value)
                got["subject"] = "-"
            elif value.startswith("{"):
                need[name] = braces(value)
            elif value not in ROLES:
                raise fail(f"{value!r} is no role; use S, T, B or -")
            elif name == "subj":
                got["subject"] = value
            elif name == "obj":
                got["target"] = value
            else:
                preps[name] = value
        elif part in FLAGS:
            flags.add(part)
        elif part in ("+to", "-to"):
            got["infinitive"] = part == "+to"
        else:
            words.append(part)
    if not words:
        raise fail("no head word")
    if noun:
        got["head"] = words[-1]
        sets_needed = [frozenset({word}) for word in words[:-1]]
        if "object" in got:
            sets_needed.append(got.pop("object"))  # type: ignore[arg-type]
        got["modifiers"] = tuple(sets_needed)
    else:
        got["head"] = words[0]
        if len(words) > 2:
            raise fail(f"unexpected words {' '.join(words[2:])!r}")
        if len(words) == 2:
            got["particle"] = words[1]
    rule = f"{type_}/{cameo}/{'noun' if noun else 'verb'}: {text}"
    return Pattern(type=type_, cameo=cameo, rule=rule, noun=noun, preps=preps, need=need, flags=frozenset(flags), **got)  # type: ignore[arg-type]
