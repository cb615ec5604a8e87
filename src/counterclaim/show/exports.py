"""A casebook's events as other tools take them: tables of event data; FollowTheMoney entities have a file of their own."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import IO, Any

from counterclaim.errors import UsageError
from counterclaim.record.filters import Filters, Paging
from counterclaim.record.view import View
from counterclaim.show.entities import write_ftm
from counterclaim.show.gold import write_gold
from counterclaim.show.words import actor_name
from counterclaim.show.write import opened

Row = dict[str, Any]
PAGE = 5_000
QUAD = {"verbal cooperation": 1, "material cooperation": 2, "verbal conflict": 3, "material conflict": 4}
# The columns of PETRARCH2's and Phoenix's output, in its order; GDELT and ICEWS users find theirs by name.
CAMEO_COLUMNS = (
    "GlobalEventID", "SQLDATE", "Year", "Month", "Day", "Source", "SourceActorFull", "SourceRole", "Target", "TargetActorFull", "TargetRole",
    "EventCode", "EventRootCode", "QuadClass", "GoldsteinScale", "ActionGeo_FullName", "ActionGeo_CountryCode", "ActionGeo_Lat", "ActionGeo_Long",
    "Status", "SOURCEURL", "Publisher", "DATEADDED", "Text",
)  # fmt: skip


def events(view: View, filters: Filters) -> Iterator[Row]:
    """All events asked for, page by page."""
    offset = 0
    while page := view.events(filters, Paging(PAGE, offset)):
        yield from page
        offset += PAGE


def write_export(view: View, kind: str, output: str, filters: Filters) -> None:
    """Write an export to the path `output` ("-" is standard output). Raises UsageError where that cannot be."""
    try:
        with opened(output) as file:
            EXPORTS[kind].write(view, filters, file)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise UsageError(f"{output} cannot be written ({error.strerror or error}); choose another path with -o.") from error


def split(code: str) -> tuple[str, str]:
    """ "ARM/MIL" as actor and role."""
    actor, _, role = code.partition("/")
    return actor, role


def addresses(view: View) -> dict[str, str]:
    return {d["document"]: d["url"] or "" for d in view.documents(paging=Paging(1_000_000))}


def write_cameo(view: View, filters: Filters, file: IO[str]) -> None:
    """Tab-separated, one row a source, target and event: what happened (status actual) unless another status is asked for."""
    out = csv.writer(file, delimiter="\t", lineterminator="\n")
    out.writerow(CAMEO_COLUMNS)
    urls = addresses(view)
    for e in events(view, filters if filters.status else with_status(filters)):
        day = (e["first_day"] or "").replace("-", "")
        for source, target in product(e["sources"].split("|"), e["targets"].split("|")):
            if source == target != "":
                continue
            (s, s_role), (t, t_role) = split(source), split(target)
            out.writerow([
                f"{e['document']}:{e['event']}", day, day[:4], day[:6], day[6:], s, actor_name(s) if s else "", s_role,
                t, actor_name(t) if t else "", t_role, e["cameo"], e["cameo"][:2], QUAD.get(e["quad"], ""), e["intensity"],
                e["place"] or "", e["country"] or "", e["lat"], e["lon"], e["status"],
                urls.get(e["document"], ""), e["publisher"] or "", (e["published"] or "").replace("-", ""), one_line(e["sentence"]),
            ])  # fmt: skip


def with_status(filters: Filters) -> Filters:
    from dataclasses import replace

    return replace(filters, status=("actual",))


def one_line(text: str) -> str:
    return " ".join(text.split())


def write_plover(view: View, filters: Filters, file: IO[str]) -> None:
    """JSON lines, one event each, in the fields that PLOVER's manual names."""
    urls = addresses(view)
    for e in events(view, filters):
        row = {
            "id": f"{e['document']}:{e['event']}", "date": e["first_day"], "date_end": e["last_day"], "event": e["type"], "cameo": e["cameo"],
            "quad": e["quad"], "goldstein": e["intensity"], "status": e["status"],
            "source": parties(e["sources"]), "target": parties(e["targets"]),
            "location": {"name": e["place"], "country": e["country"], "lat": e["lat"], "lon": e["lon"]} if e["place"] else None,
            "said_by": [c for c in e["said_by"].split("|") if c], "confidence": e["confidence"], "happening": e["happening"],
            "publisher": e["publisher"], "published": e["published"], "url": urls.get(e["document"]) or None,
            "text": e["sentence"], "trigger": {"text": e["trigger"], "start": e["start"], "end": e["end"]},
        }  # fmt: skip
        file.write(json.dumps(row, ensure_ascii=False) + "\n")


def parties(codes: str) -> list[Row]:
    return [{"actor": split(c)[0], "sector": split(c)[1] or None} for c in codes.split("|") if c]


@dataclass(frozen=True, slots=True)
class Export:
    help: str
    write: Callable[[View, Filters, IO[str]], None]


EXPORTS = {
    "cameo": Export("tab-separated event data with CAMEO codes, a row for each pair of actors", write_cameo),
    "plover": Export("JSON lines with PLOVER's fields", write_plover),
    "ftm": Export("FollowTheMoney entities, as Aleph and other tools of investigators read them", write_ftm),
    "gold": Export("sentences whose every event was checked, as gold for counterclaim evaluate events", write_gold),
}
