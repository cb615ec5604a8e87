"""The views, one function each: a question to the casebook, a context, a template."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from counterclaim.errors import UsageError
from counterclaim.record import tally
from counterclaim.record.filters import Filters, Paging
from counterclaim.record.view import View
from counterclaim.serve.answers import Refused
from counterclaim.serve.context import answer, asked, memory_of, needed, reading
from counterclaim.serve.memory import Memory
from counterclaim.serve.questions import filters_of, paging_of, whole
from counterclaim.show.asked import corrections_table
from counterclaim.show.case import contexts
from counterclaim.show.case.bars import bars
from counterclaim.show.case.ground import Ground, ground
from counterclaim.show.case.pages import address
from counterclaim.show.case.web import Tie, Web, pairs, web
from counterclaim.show.words import actor_name, entry, word, words

PAGE, MOST, LISTED = 50, 500, 200  # rows of a page, most of one, rows of a table beside a picture
TYPES = [(code, how["name"]) for code, how in words()["types"].items()]
STATUSES = [(code, how["name"]) for code, how in words()["statuses"].items()]
ACTS = list(words()["acts"].items())
STANCES = [(code, how["name"]) for code, how in words()["stances"].items()]
DISPUTES = [(code, how["name"]) for code, how in words()["disputes"].items()]
DISPUTED = Filters(disputed=True)


def overview(request: Request) -> Response:
    get = memory_of(request).get
    status, days, actors, publishers, types = (get(*question) for question in AT_A_GLANCE)
    named = [r | {"code": f"{r['actor']}/{r['role']}" if r["role"] else r["actor"]} for r in actors if r["actor"] != "author"]
    with reading(request) as view:
        return answer(
            request, view, "overview", status=status, chart=bars(days, status.events - sum(d["events"] for d in days)),
            disputes=view.disputes(paging=Paging(3)), happenings=tally.most_told(view), publishers=publishers, actors=named[:10], types=types,
        )  # fmt: skip


AT_A_GLANCE: tuple[tuple[Any, ...], ...] = (
    (View.status,), (tally.days, Filters()), (View.actors, Filters(), Paging(11)), (tally.sources, 10), (tally.count_by, "type", Filters(), 10),
)  # fmt: skip


def warm(memory: Memory) -> None:
    """Count what the first pages show before anybody asks for it."""
    for question in WHOLE:
        memory.get(*question)


def listing(table: str, **context: Any) -> Callable[[Request], Response]:
    """The view that lists a table of the casebook."""

    def view_of(request: Request) -> Response:
        filters, paging = filters_of(request.query_params), paging_of(request.query_params, PAGE, MOST)
        with reading(request) as view:
            rows = getattr(view, table)(filters, paging)
            more = {name: memory_of(request).get(value, filters) if callable(value) else value for name, value in context.items()}
            return answer(
                request, view, table, rows=rows, total=memory_of(request).get(View.count, table, filters), paging=paging, asked=asked(request), **more
            )

    return view_of


events = listing("events", kinds=TYPES, statuses=STATUSES)
documents = listing("documents")
happenings = listing("happenings", kinds=TYPES)
disputes = listing("disputes", kinds=DISPUTES)
claims = listing("claims", kinds=ACTS, statuses=STANCES, speakers=tally.speakers, about=tally.spoken_of)


def document(request: Request) -> Response:
    query = request.query_params
    label = needed(request, "id")
    version = whole(query, "version", 0, 1, 1_000_000) or None
    at, to = whole(query, "at", 0, 0, 10**9), whole(query, "to", 0, 0, 10**9)
    with reading(request) as view, missing():
        found = contexts.reader(view, label, version, (at, to) if to else None)
        back = address("document", id=label)
        return answer(
            request, view, "document", here="documents", back=back, doc=found.doc, extras=found.extras, rejected=found.rejected,
            history=found.history, versions=found.versions, version=found.version, latest=found.latest,
        )  # fmt: skip


def happening(request: Request) -> Response:
    key = needed(request, "key")
    with reading(request) as view, missing():
        item = view.happening(key)
        accounts = contexts.accounts(view, item)
        first = next((m.name for a in accounts for m in a.mentions if m.name), "")
        return answer(
            request, view, "happening", here="happenings", item=item, accounts=accounts, disputes=view.disputes(Filters(happening=key)),
            first=first, similar=contexts.similar(view, item) if first else [], back=address("happening", key=key),
        )  # fmt: skip


class missing:  # used like a function
    """Turns what the view says of something that there is not into an answer 404."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, UsageError):
            raise Refused(404, "not-found", str(error).partition(" counterclaim ")[0]) from error


def search(request: Request) -> Response:
    filters, paging = filters_of(request.query_params), paging_of(request.query_params, PAGE, MOST)
    wanted = asked(request)
    with reading(request) as view:
        if not wanted:
            return answer(request, view, "search", asked=wanted, kinds=TYPES, statuses=STATUSES)
        in_text = Filters(text=filters.text, since=filters.since, until=filters.until)
        found = view.documents(in_text, Paging(5)) if filters.text and not paging.offset else []
        for row in found:
            row["snippet"] = contexts.snippet(view.document(row["document"]).text, filters.text or "")
        as_claims = Filters(who=filters.who, to=filters.to, said_by=filters.said_by, text=filters.text, since=filters.since, until=filters.until)
        return answer(
            request, view, "search", asked=wanted, kinds=TYPES, statuses=STATUSES, rows=view.events(filters, paging), paging=paging,
            total=memory_of(request).get(View.count, "events", filters),
            claims_total=memory_of(request).get(View.count, "claims", as_claims), documents=found,
            documents_total=view.count("documents", in_text) if filters.text else 0, facets=memory_of(request).get(facets, filters),
        )  # fmt: skip


def facets(view: View, filters: Filters) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """(title, field, values with counts) of what narrows a search down."""

    def values(what: str, name: Callable[[str], str], chosen: tuple[str, ...]) -> list[dict[str, Any]]:
        return [r | {"name": name(r["value"]), "chosen": r["value"] in chosen} for r in tally.count_by(view, what, filters, 8)]

    actors = [r for r in view.actors(filters, Paging(9)) if r["actor"] != "author" and r["as_source"]]
    return [
        ("What", "type", values("type", lambda v: entry("types", v)["name"], filters.type)),
        ("Status", "status", values("status", lambda v: entry("statuses", v)["name"], filters.status)),
        ("Who", "who", [{"value": r["actor"], "name": sectored(r), "events": r["as_source"], "chosen": r["actor"] in filters.who} for r in actors]),
        ("Where", "place", values("country", actor_name, filters.place)),
    ]


def sectored(row: dict[str, Any]) -> str:
    return f"{actor_name(row['actor'])} ({word('roles', row['role'])})" if row["role"] else actor_name(row["actor"])


def timeline(request: Request) -> Response:
    filters, paging = filters_of(request.query_params), paging_of(request.query_params, PAGE, MOST)
    with reading(request) as view:
        days = within(memory_of(request).get(tally.days, filters), filters)
        total = memory_of(request).get(View.count, "events", filters)
        return answer(
            request, view, "timeline", chart=bars(days), asked=asked(request), kinds=TYPES, rows=view.events(filters, paging),
            total=total, paging=paging,
        )  # fmt: skip


def within(days: list[dict[str, Any]], filters: Filters) -> list[dict[str, Any]]:
    """Only days that were asked for: an event that began before them reaches into them, but is not drawn there."""
    return [d for d in days if (filters.since or "") <= d["day"] <= (filters.until or "9999")]


def map_(request: Request) -> Response:
    filters = filters_of(request.query_params)
    chart, rows = memory_of(request).get(mapped, filters, box_of(request.query_params.get("box", "")))
    with reading(request) as view:
        return answer(request, view, "map", chart=chart, rows=rows, asked=asked(request, "box"), asked_less=asked(request), kinds=TYPES)


def mapped(view: View, filters: Filters, box: tuple[float, float, float, float] | None) -> tuple[Ground | None, list[dict[str, Any]]]:
    """The map and the places that its table lists."""
    rows = tally.places(view, filters)
    return ground(rows, box), rows[:LISTED]


def woven(view: View, filters: Filters) -> tuple[Web | None, list[Tie]]:
    """The network and the pairs that its table lists."""
    ties = tally.ties(view, filters)
    return web(ties), pairs(ties)[:LISTED]


def box_of(value: str) -> tuple[float, float, float, float] | None:
    """west,south,east,north in degrees; None for "". Raises UsageError for what is none."""
    if not value:
        return None
    try:
        west, south, east, north = (float(v) for v in value.split(","))
    except ValueError as error:
        raise UsageError("box is no part of the world; write west,south,east,north in degrees.") from error
    if not (-180 <= west <= east <= 180 and -85 <= south <= north <= 85):
        raise UsageError("box is no part of the world; write west,south,east,north in degrees.")
    return west, south, east, north


def relations(request: Request) -> Response:
    filters = filters_of(request.query_params)
    one, other = request.query_params.get("a", ""), request.query_params.get("b", "")
    with reading(request) as view:
        if one and other:
            directions = [direction(s, t, memory_of(request).get(tally.between, s, t)) for s, t in ((one, other), (other, one))]
            rows = [r for s, t in ((one, other), (other, one)) for r in view.events(Filters(who=(s,), to=(t,)), Paging(PAGE))]
            unique = list({(r["document"], r["event"]): r for r in rows}.values())
            unique.sort(key=lambda r: (r["first_day"] is None, r["first_day"] or ""))
            return answer(request, view, "relations", pair=(one, other), directions=directions, rows=unique)
        chart, ties = memory_of(request).get(woven, filters)
        return answer(request, view, "relations", pair=None, chart=chart, ties=ties, asked=asked(request), kinds=TYPES)


def direction(source: str, target: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """One direction of a pair: its chart, number and mean intensity."""
    number = sum(r["events"] for r in rows)
    mean = sum(r["intensity"] * r["events"] for r in rows) / number if number else 0.0
    return {"source": source, "target": target, "chart": bars(rows), "events": number, "mean": mean}


def corrections(request: Request) -> Response:
    with reading(request) as view:
        return answer(request, view, "corrections", rows=corrections_table(view))


WHOLE: tuple[tuple[Any, ...], ...] = (
    *AT_A_GLANCE, (woven, Filters()), (mapped, Filters(), None), (tally.speakers, Filters()), (tally.spoken_of, Filters()),
)  # fmt: skip
