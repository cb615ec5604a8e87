"""A casebook as FollowTheMoney entities, which Aleph, OpenAleph and yente read (https://followthemoney.tech).

An Event is a happening, an Article a document, a PublicBody or an Organization an actor. Happenings stand for their events,
so that what ten papers report is one entity with ten proofs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from typing import IO

from counterclaim.cases import Happening
from counterclaim.lexicon.load import load_yaml
from counterclaim.record.filters import Filters, Paging
from counterclaim.record.view import View
from counterclaim.show.words import actor_name, entry

PAGE = 5_000
SUMMARIES = 10  # quotations of a happening that are given
# Properties that are written, by schema; tests hold them against the library's model where it is installed.
PROPERTIES = {
    "Event": ("name", "involved", "date", "startDate", "endDate", "location", "addressEntity", "country", "proof", "summary", "keywords"),
    "Address": ("full", "country", "latitude", "longitude"),
    "PublicBody": ("name", "country"),
    "Organization": ("name",),
    "Article": ("title", "author", "publisher", "publishedAt", "sourceUrl", "fileName"),
}
Properties = dict[str, list[str]]


def write_ftm(view: View, filters: Filters, file: IO[str]) -> None:
    """JSON lines, one entity each: happenings first, then the actors, places and documents that they name."""
    actors: set[str] = set()
    cited: set[str] = set()
    places: dict[str, Properties] = {}
    offset = 0
    while page := view.happenings(filters, Paging(PAGE, offset)):
        offset += PAGE
        for row in page:
            h = view.happening(row["happening"])
            actors |= h.parties
            cited |= set(h.documents)
            if h.place:
                places[place_id(h)] = address(h)
            write_entity(file, entity_id("happening", h.id), "Event", event(h))
    for code in sorted(actors):
        state = country(code)
        write_entity(file, entity_id("actor", code), "PublicBody" if state else "Organization", {"name": [actor_name(code)], "country": state})
    for ident, properties in sorted(places.items()):
        write_entity(file, ident, "Address", properties)
    for d in view.documents(paging=Paging(1_000_000)):
        if d["document"] in cited:
            write_entity(file, entity_id("document", d["document"]), "Article", {
                "title": some(d["title"]), "author": some(d["author"]), "publisher": some(d["publisher"]), "publishedAt": some(d["published"]),
                "sourceUrl": [d["url"]] if (d["url"] or "").startswith(("http://", "https://")) else [], "fileName": [d["document"]],
            })  # fmt: skip


def event(h: Happening) -> Properties:
    """The properties of a happening. A day is `date`, a longer time only `startDate` and `endDate`."""
    return {
        "name": [event_name(h.type, h.sources, h.targets, h.first)],
        "involved": [entity_id("actor", code) for code in dict.fromkeys((*h.sources, *h.targets))],
        "date": some(h.first) if h.first == h.last else [], "startDate": some(h.first), "endDate": some(h.last),
        "location": some(h.place), "addressEntity": [place_id(h)] if h.place else [], "country": country(h.country),
        "proof": [entity_id("document", d) for d in h.documents],
        "summary": list(dict.fromkeys(m.quote or m.passage.text for m in h.members))[:SUMMARIES],
        "keywords": [h.type, f"CAMEO {h.cameo}"],
    }  # fmt: skip


def place_id(h: Happening) -> str:
    return entity_id("place", f"{h.place}|{h.country}|{h.lat}|{h.lon}")


def address(h: Happening) -> Properties:
    """Where a happening was, with coordinates, which an Event itself has no property for."""
    degrees = {"latitude": h.lat, "longitude": h.lon}
    return {"full": some(h.place), "country": country(h.country)} | {k: [f"{v:.5f}"] for k, v in degrees.items() if v is not None}


@cache
def two_letters() -> dict[str, str]:
    """ISO 3166-1 codes as FollowTheMoney has them, lower case and of two letters, by those of three."""
    return {three: two.lower() for two, three in load_yaml("places/iso.yaml").items()}


def country(code: str | None) -> list[str]:
    """The value for a state, none for what is no state."""
    return some(two_letters().get(code or ""))


def write_entity(file: IO[str], ident: str, schema: str, properties: Properties) -> None:
    kept = {k: v for k, v in properties.items() if v}
    file.write(json.dumps({"id": ident, "schema": schema, "properties": kept}, ensure_ascii=False) + "\n")


def entity_id(kind: str, name: str) -> str:
    return f"counterclaim-{kind}-{hashlib.sha256(name.encode('utf8')).hexdigest()[:16]}"


def event_name(kind: str, sources: Iterable[str], targets: Iterable[str], day: str | None) -> str:
    names = [", ".join(map(actor_name, side)) for side in (sorted(sources), sorted(targets)) if side]
    sides = " – ".join(dict.fromkeys(names))  # in a two-way act both sides are the same
    return ": ".join(filter(None, (entry("types", kind)["name"], sides))) + (f" ({day})" if day else "")


def some(value: str | None) -> list[str]:
    return [value] if value else []
