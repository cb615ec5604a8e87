"""Reading and checking single entries of the actor lexicon, ours and a user's: states, bodies, people, role nouns.

Every function takes the label of the file (for messages) and its parsed content, and raises DataError that names
file, entry and what is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from counterclaim.errors import DataError
from counterclaim.lexicon.actor_types import Body, Former, Period, Person, RoleNoun, RoleNouns, State
from counterclaim.lexicon.words import fold_words

ROLES = frozenset({
    "GOV", "MIL", "REB", "OPP", "LEG", "JUD", "COP", "SPY", "PTY", "CVL", "MED", "BUS", "REL", "EDU", "LAB", "REF", "NGO", "IGO",
    "UAF", "CRM", "HLH", "AGR", "DEV", "ELI", "ETH", "IMM", "MNC", "SET",
})  # fmt: skip
OFFICES = frozenset({"HOS", "HOG", "FM", "DM", "SPOX", "HEAD"})  # head of state, of government; ministers; spokesperson; head of a body
DIRECTIONS = frozenset({"north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest"})
STATUSES = frozenset({"member", "observer", "disputed", "dependency"})
STATE_LISTS = ("names", "adjectives", "people", "capital", "cities", "regions")
BODY_LISTS = ("names", "adjectives", "forces")
DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


def read_states(path: str, content: Any, entities: bool = False) -> Iterator[State]:
    allowed = {*STATE_LISTS, "seats", "neighbours", "former", "ambiguous", "status"} | ({"actor", "role", "territory"} if entities else set())
    for key, row in checked_entries(path, content, allowed):
        if not entities and not re.fullmatch("[A-Z]{3}", key):
            raise DataError(f"{path}: {key}: keys are ISO 3166-1 alpha-3 codes.")
        status = "entity" if entities else row.get("status", "member")
        if not entities and status not in STATUSES:
            raise DataError(f"{path}: {key}: unknown status {status!r}; use one of {', '.join(sorted(STATUSES))}.")
        lists = name_lists(path, key, row, STATE_LISTS)
        seats = {checked_role(path, key, role): checked_names(path, key, names) for role, names in row.get("seats", {}).items()}
        neighbours = {side: checked_names(path, key, codes) for side, codes in row.get("neighbours", {}).items()}
        if odd := neighbours.keys() - DIRECTIONS:
            raise DataError(f"{path}: {key}: unknown direction {', '.join(odd)}.")
        role = row.get("role")
        yield State(
            key=key, actor=row.get("actor", key), role=checked_role(path, key, role) if role else None, status=status,
            seats=seats, neighbours=neighbours, territory=row.get("territory"),
            former=tuple(read_former(path, key, old) for old in row.get("former", [])),
            ambiguous=frozenset(checked_names(path, key, row.get("ambiguous", []))), **lists,
        )  # fmt: skip


def read_former(path: str, key: str, old: Mapping[str, Any]) -> Former:
    if odd := old.keys() - {*STATE_LISTS, "since", "until", "role"}:
        raise DataError(f"{path}: {key}: unknown field {', '.join(sorted(odd))} under former.")
    role = checked_role(path, key, old["role"]) if "role" in old else None
    return Former(checked_period(path, key, old.get("since", ""), old.get("until", "")), role, name_lists(path, key, old, STATE_LISTS))


def read_bodies(path: str, content: Any, prefix: str, role: str) -> Iterator[Body]:
    for key, row in checked_entries(path, content, {*BODY_LISTS, "role", "state", "parent", "since", "until", "ambiguous"}):
        yield Body(
            code=f"{prefix}:{key}", role=checked_role(path, key, row.get("role", role)), state=row.get("state"), parent=row.get("parent"),
            period=checked_period(path, key, row.get("since", ""), row.get("until", "")),
            ambiguous=frozenset(checked_names(path, key, row.get("ambiguous", []))), **name_lists(path, key, row, BODY_LISTS),
        )  # fmt: skip


def read_people(path: str, rows: Iterable[Mapping[str, str]], known: Iterable[str]) -> Iterator[Person]:
    """Rows of leaders.csv (with `iso` and `office`) or figures.csv (with `actor` and `role`)."""
    for row in rows:
        if None in row or None in row.values():
            raise DataError(f"{path}: {row}: the row has more or fewer cells than the header.")
        actor, office, name = row.get("iso") or row.get("actor") or "", row.get("office", ""), row["name"]
        if actor not in known:
            raise DataError(f"{path}: {name}: unknown actor {actor!r}.")
        if "office" in row and office not in OFFICES:
            raise DataError(f"{path}: {name}: unknown office {office!r}; use one of {', '.join(sorted(OFFICES))}.")
        role = checked_role(path, name, row.get("role") or ("IGO" if ":" in actor else "GOV"))
        aliases = tuple(a.strip() for a in row["aliases"].split("|") if a.strip())
        if len({fold_words(n) for n in (name, *aliases)}) <= len(aliases):
            raise DataError(f"{path}: {name}: a name stands twice in the row (accents do not count).")
        yield Person(actor, role, office, name, aliases, checked_period(path, name, row["from"], row["to"]))


def read_roles(path: str, content: Mapping[str, Any]) -> RoleNouns:
    """The role nouns of the content of roles.yaml."""
    nouns: dict[tuple[str, ...], RoleNoun] = {}
    for role, groups in content["roles"].items():
        for kind, names in groups.items():
            if kind not in ("person", "body"):
                raise DataError(f"{path}: {role}: nouns are of kind person or body, not {kind!r}.")
            for name in names:
                words = fold_words(name)
                if words in nouns:
                    raise DataError(f"{path}: {role}: {name!r} already stands under {nouns[words].role}.")
                nouns[words] = RoleNoun(words, checked_role(path, role, role), kind == "body")
    titles = {}
    for key, names in content["titles"].items():
        role, office = ("GOV", key) if key in OFFICES else (checked_role(path, "titles", key), "")
        titles.update({fold_words(name): (role, office) for name in names})
    assets = {fold_words(n): checked_role(path, "assets", role) for role, names in content["assets"].items() for n in names}
    things = frozenset(fold_words(n) for n in content["things"])
    polities = frozenset(fold_words(n) for n in content["polities"])
    if both := (things & (nouns.keys() | assets.keys() | polities)) | (polities & nouns.keys()):
        raise DataError(f"{path}: {' '.join(min(both))!r} stands under more than one heading.")
    return RoleNouns(nouns, titles, assets, things, polities)


def checked_entries(path: str, content: Any, allowed: set[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for key, row in (content or {}).items():
        if not isinstance(key, str) or not isinstance(row, dict) or not row.get("names"):
            raise DataError(f"{path}: {key}: an entry is a code with fields, names among them.")
        if odd := row.keys() - allowed:
            raise DataError(f"{path}: {key}: unknown field {', '.join(sorted(odd))}.")
        yield key, row


def name_lists(path: str, key: str, row: Mapping[str, Any], fields: Iterable[str]) -> dict[str, tuple[str, ...]]:
    return {name: checked_names(path, key, row[name]) for name in fields if name in row}


def checked_names(path: str, key: str, value: Any) -> tuple[str, ...]:
    """The list `value`, "x(s)" written out as "x", "xs"."""
    if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
        raise DataError(f"{path}: {key}: expected a list of names, got {value!r}; put quotation marks round odd ones.")
    names: list[str] = []
    for name in value:
        names += [name[:-3], name[:-3] + "s"] if name.endswith("(s)") else [name]
    if len(set(names)) < len(names):
        twice = next(n for n in names if names.count(n) > 1)
        raise DataError(f"{path}: {key}: {twice!r} stands twice in one list.")
    return tuple(names)


def checked_role(path: str, key: str, role: str) -> str:
    if role not in ROLES:
        raise DataError(f"{path}: {key}: unknown role {role!r}; use one of {', '.join(sorted(ROLES))}.")
    return role


def is_date(text: str) -> bool:
    try:
        return bool(DATE.fullmatch(text) and (len(text) < 10 or date.fromisoformat(text)))
    except ValueError:
        return False


def checked_period(path: str, key: str, since: Any, until: Any) -> Period:
    """Period of two dates YYYY, YYYY-MM or YYYY-MM-DD, the first from its first day, the last to its last."""
    for day in (since, until):
        if day and not is_date(str(day)):
            raise DataError(f"{path}: {key}: {day!r} is not a date; write YYYY, YYYY-MM or YYYY-MM-DD.")
    first = (str(since) + "-01-01"[len(str(since)) - 4 :])[:10] if since else ""
    last = (str(until) + "-12-31"[len(str(until)) - 4 :])[:10] if until else ""
    if last and first > last:
        raise DataError(f"{path}: {key}: {since} lies after {until}.")
    return Period(first, last)
