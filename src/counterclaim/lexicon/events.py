"""The event lexicon: patterns by lemma, CAMEO codes with Goldstein values, status cues."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any

from counterclaim.errors import DataError
from counterclaim.lexicon.load import load_rows, load_yaml, names_in
from counterclaim.lexicon.patterns import Pattern, parse

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
STATUSES = ("negated", "intended", "wished", "possible", "questioned")


@dataclass(frozen=True, slots=True)
class Act:
    """What an act is coded as when it is only announced, demanded or refused. own_words: only if its doer says so."""

    type: str
    cameo: str
    own_words: bool = False


@dataclass(frozen=True, slots=True)
class EventLexicon:
    """verbs, nouns: lemma -> patterns, most demanding first. goldstein: CAMEO code -> value (-10 to 10).

    commitments: event type -> what its announcement is coded as ("will send aid" is AGREE).
    acts: the same for what is "demanded" of others, "refused", or said as an "ultimatum".
    fallback: event type -> where its target is sought, in this order, when none is named ("place", "source").
    quads: event type -> quad class. status: status -> kind of cue -> words.
    words: the engine's own word lists (events/engine.yaml), by name.
    sets: word sets that patterns name ($NAME). cameo: event type -> code of a rule that names none. codes: all of CAMEO's.
    """

    verbs: dict[str, tuple[Pattern, ...]]
    nouns: dict[str, tuple[Pattern, ...]]
    goldstein: dict[str, float]
    commitments: dict[str, Act]
    acts: dict[str, Act]
    fallback: dict[str, tuple[str, ...]]
    quads: dict[str, str]
    status: dict[str, dict[str, frozenset[str]]]
    words: dict[str, frozenset[str]]
    sets: dict[str, frozenset[str]]
    cameo: dict[str, str]
    codes: frozenset[str]

    def intensity(self, cameo: str) -> float:
        """Goldstein value of the code, or of the nearest code above it."""
        for n in range(len(cameo), 1, -1):
            if cameo[:n] in self.goldstein:
                return self.goldstein[cameo[:n]]
        return 0.0


@cache
def load_event_lexicon() -> EventLexicon:
    """Everything under data/events/, checked. Raises DataError naming file and entry."""
    sets: dict[str, frozenset[str]] = {}
    for path in names_in("events", ".yaml"):
        if path.startswith("events/classes"):
            sets.update({name: frozenset(map(str, words)) for name, words in load_yaml(path).items()})
    codes = {row["code"]: row for row in load_rows("events/cameo.csv")}
    verbs: dict[str, list[Pattern]] = defaultdict(list)
    nouns: dict[str, list[Pattern]] = defaultdict(list)
    fallback: dict[str, tuple[str, ...]] = {}
    cameo: dict[str, str] = {}
    for type_ in TYPES:
        path = f"events/{type_.lower()}.yaml"
        content = load_yaml(path)
        if content.get("type") != type_:
            raise DataError(f"{path}: type is {content.get('type')!r}, expected {type_}")
        cameo[type_] = str(content.get("cameo"))
        fallback[type_] = tuple(content.get("fallback_target") or ())
        if unknown := [where for where in fallback[type_] if where not in ("place", "source")]:
            raise DataError(f"{path}: fallback_target is a list of place and source, not {unknown[0]!r}")
        for pattern in patterns_in(content, path, sets, codes):
            (nouns if pattern.noun else verbs)[pattern.head].append(pattern)
    engine = load_yaml("events/engine.yaml")
    status = {s: {kind: frozenset(map(str, words)) for kind, words in (load_yaml("events/status.yaml").get(s) or {}).items()} for s in STATUSES}
    return EventLexicon(
        ranked(verbs), ranked(nouns), {c: float(r["goldstein"]) for c, r in codes.items() if r["goldstein"]},
        {t: Act(**v) for t, v in engine["commitments"].items()}, {name: Act(**v) for name, v in engine["acts"].items()}, fallback,
        {t: quad for quad, types in engine["quads"].items() for t in types}, status,
        {name: frozenset(words) for name, words in engine["words"].items()},
        sets, cameo, frozenset(codes),
    )  # fmt: skip


def patterns_in(content: dict[str, Any], path: str, sets: dict[str, frozenset[str]], codes: dict[str, Any]) -> list[Pattern]:
    out = []
    for rule in content.get("rules", []):
        cameo = str(rule.get("cameo", content.get("cameo")))
        if cameo not in codes:
            raise DataError(f"{path}: CAMEO code {cameo!r} is not in events/cameo.csv (quote codes, so that zeros stay)")
        for kind in ("verbs", "nouns"):
            for text in rule.get(kind) or []:
                out.append(parse(str(text), kind == "nouns", content["type"], cameo, sets, path))
    return out


def ranked(found: dict[str, list[Pattern]]) -> dict[str, tuple[Pattern, ...]]:
    return {lemma: tuple(sorted(patterns, key=lambda p: -p.weight)) for lemma, patterns in found.items()}
