"""The sections of a user's file that tell of events: `events` by type, `sets` of words, and the rules switched off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from counterclaim.errors import DataError
from counterclaim.lexicon.actor_entries import checked_names
from counterclaim.lexicon.events import TYPES, EventLexicon
from counterclaim.lexicon.patterns import Pattern, parse
from counterclaim.lexicon.user_file import UserFile, suggestion

RULE_FIELDS = ("cameo", "verbs", "nouns", "note")
Table = dict[str, tuple[Pattern, ...]]


def with_user_events(file: UserFile, base: EventLexicon) -> EventLexicon:
    """`base` without the rules that the file switches off and with its own, which are tried before ours that ask as much."""
    sets = {**base.sets, **{name: frozenset(checked_names(file.name, f"sets: {name}", words)) for name, words in file.mapping("sets").items()}}
    own = [p for type_, rules in file.mapping("events").items() for p in patterns(file, type_, rules, base, sets)]
    off = switched_off(file, base)
    verbs, nouns = (merged(table, off, [p for p in own if p.noun is noun]) for table, noun in ((base.verbs, False), (base.nouns, True)))
    return replace(base, verbs=verbs, nouns=nouns, sets=sets)


def patterns(file: UserFile, type_: str, rules: Any, base: EventLexicon, sets: dict[str, frozenset[str]]) -> Iterable[Pattern]:
    if type_ not in TYPES:
        raise file.fail("events", f"unknown type {type_!r}; {suggestion(type_, TYPES)}")
    if not isinstance(rules, list):
        raise file.fail(f"events: {type_}", 'expected a list of rules: “- {cameo: "190", verbs: [shell]}”.')
    for rule in rules:
        rule = file.fields(f"events: {type_}", rule, RULE_FIELDS)
        cameo = rule.get("cameo", base.cameo[type_])
        if not isinstance(cameo, str) or cameo not in base.codes:
            hint = suggestion(str(cameo), [c for c in base.codes if c.startswith(base.cameo[type_][:2])])
            raise file.fail(f"events: {type_}", f"no CAMEO code: {cameo!r}; write one in quotation marks, {hint}")
        if not rule.get("verbs") and not rule.get("nouns"):
            raise file.fail(f"events: {type_}", "a rule without words; give verbs or nouns, a list of patterns.")
        for kind in ("verbs", "nouns"):
            for text in checked_names(file.name, f"events: {type_}: {kind}", rule.get(kind) or []):
                try:
                    pattern = parse(text, kind == "nouns", type_, cameo, sets, file.name)
                except DataError as error:
                    raise DataError(f"{error}; docs/lexicon.md shows what patterns may hold.") from error
                yield replace(pattern, rule=f"{pattern.rule} (from {file.name})", origin=file.name)


def switched_off(file: UserFile, base: EventLexicon) -> set[str]:
    """The rules listed under `without`, by the name that `counterclaim explain` shows."""
    known = {p.rule for table in (base.verbs, base.nouns) for found in table.values() for p in found}
    off = set(checked_names(file.name, "without: rules", file.mapping("without").get("rules") or []))
    for rule in off - known:
        raise file.fail("without: rules", f"{rule!r} is none of our rules; write it as counterclaim explain shows it; {suggestion(rule, known)}")
    return off


def merged(table: Table, off: set[str], own: list[Pattern]) -> Table:
    """`table` without the rules of `without` and with `own`; most demanding first, of two alike the user's."""
    out: Table = dict(table)
    if off:
        out = {lemma: kept for lemma, found in table.items() if (kept := tuple(p for p in found if p.rule not in off))}
    for lemma in {p.head for p in own}:
        out[lemma] = tuple(sorted([*(p for p in own if p.head == lemma), *out.get(lemma, ())], key=lambda p: -p.weight))
    return out
