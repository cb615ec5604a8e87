"""Counts over a casebook, for pages that show all of it at a glance. Each is one walk through the tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from counterclaim.record.filters import Filters, Where, claim_where, event_where, marks
from counterclaim.record.rows import LATEST
from counterclaim.record.view import View

Row = dict[str, Any]
TOLD = "e.status NOT IN ('negated', 'questioned')"  # neither timeline, map nor network shows what is not said to be so
NOBODY = ("author",)  # stands for the document's own voice, not for a party


@contextmanager
def reading(path: str | Path) -> Iterator[View]:
    """A view whose questions are all answered from one state of the case, however long a writer goes on beside it."""
    with View(path) as view:
        view.db.execute("BEGIN")
        yield view


def head(view: View) -> tuple[bool, str]:
    """(whether happenings fit the codings, who coded the document that was added last)."""
    compared = view.execute("SELECT value FROM state WHERE name = 'compared'", []).fetchone()
    coder = view.execute("SELECT coder FROM codings ORDER BY version DESC LIMIT 1", []).fetchone()
    return coder is None or (compared is not None and compared[0] == "yes"), coder[0] if coder else ""


def told(filters: Filters) -> Where:
    where = event_where(filters)
    if not filters.status:
        where.add(TOLD)
    return where


def grouped(view: View, sql: str, where: Where, *more: Any) -> list[Row]:
    return [dict(r) for r in view.execute(sql.format(where=where), [*where.values, *more])]


def days(view: View, filters: Filters) -> list[Row]:
    """Events by their first day and kind: day, quad, events; oldest first, undated ones left out."""
    where = told(filters)
    where.add("e.first_day IS NOT NULL")
    return grouped(view, "SELECT e.first_day AS day, e.quad, count(*) AS events FROM events e {where} GROUP BY 1, 2 ORDER BY 1, 2", where)


def places(view: View, filters: Filters) -> list[Row]:
    """Places of events, the most eventful first: place, country, lat, lon, disputed, events."""
    where = told(filters)
    where.add("e.lat IS NOT NULL AND e.lon IS NOT NULL")
    sql = """SELECT e.place, e.country, e.lat, e.lon, max(e.disputed) AS disputed, count(*) AS events
             FROM events e {where} GROUP BY e.place, e.lat, e.lon ORDER BY events DESC, e.place, e.lat"""
    return grouped(view, sql, where)


def ties(view: View, filters: Filters, limit: int = 500) -> list[Row]:
    """Who dealt with whom, the busiest first: source, target, quad, events."""
    where = told(filters)
    sql = f"""SELECT s.actor AS source, t.actor AS target, e.quad, count(DISTINCT e.id) AS events
              FROM events e JOIN parties s ON s.event = e.id AND s.side = 'S' JOIN parties t ON t.event = e.id AND t.side = 'T'
              {{where}} AND s.actor <> t.actor AND s.actor NOT IN ({marks(NOBODY)}) AND t.actor NOT IN ({marks(NOBODY)})
              GROUP BY 1, 2, 3 ORDER BY events DESC, 1, 2, 3 LIMIT ?"""
    return grouped(view, sql, where, *NOBODY, *NOBODY, limit)


def between(view: View, one: str, other: str) -> list[Row]:
    """What `one` did to `other`, by first day and kind: day, quad, events, intensity (mean on the Goldstein scale)."""
    where = told(Filters(who=(one,), to=(other,)))
    where.add("e.first_day IS NOT NULL")
    sql = """SELECT e.first_day AS day, e.quad, count(*) AS events, avg(e.intensity) AS intensity FROM events e {where}
             GROUP BY 1, 2 ORDER BY 1, 2"""
    return grouped(view, sql, where)


def count_by(view: View, what: str, filters: Filters, limit: int = 12) -> list[Row]:
    """Events by type, status, quad, country or publisher, the most frequent first: value, events."""
    columns = {"type": "e.type", "status": "e.status", "quad": "e.quad", "country": "e.country", "publisher": "v.publisher"}
    where = event_where(filters)
    join = "JOIN versions v ON v.id = e.version" if what == "publisher" else ""
    where.add(f"{columns[what]} IS NOT NULL")
    sql = f"SELECT {columns[what]} AS value, count(*) AS events FROM events e {join} {{where}} GROUP BY 1 ORDER BY events DESC, 1 LIMIT ?"
    return grouped(view, sql, where, limit)


def speakers(view: View, filters: Filters, limit: int = 40) -> list[Row]:
    """Who claims, the busiest first: actor (None: only words), claims, denials, first and last day of publication."""
    where = claim_where(filters)
    sql = """SELECT c.speaker AS actor, count(*) AS claims, sum(c.act = 'deny') AS denials, sum(c.act = 'accuse') AS accusations,
             min(c.published) AS first_day, max(c.published) AS last_day
             FROM claims c {where} GROUP BY c.speaker ORDER BY c.speaker IS NULL, claims DESC, c.speaker LIMIT ?"""
    return grouped(view, sql, where, limit)


def spoken_of(view: View, filters: Filters, limit: int = 40) -> list[Row]:
    """Whom claims are about, the busiest first: actor (a party to an event claimed), claims, speakers."""
    where = claim_where(filters)
    where.add(f"p.actor IS NOT NULL AND p.actor NOT IN ({marks(NOBODY)})", *NOBODY)
    sql = """SELECT p.actor, count(DISTINCT c.id) AS claims, count(DISTINCT c.speaker) AS speakers
             FROM claims c JOIN sayings s ON s.claim = c.id JOIN parties p ON p.event = s.event {where}
             GROUP BY p.actor ORDER BY claims DESC, p.actor LIMIT ?"""
    return grouped(view, sql, where, limit)


def sources(view: View, limit: int = 20) -> list[Row]:
    """Publishers, those of most documents first: publisher (None: not named), documents, first and last publication."""
    sql = f"""SELECT v.publisher, count(*) AS documents, min(v.published) AS first_day, max(v.published) AS last_day
              {LATEST} GROUP BY v.publisher ORDER BY documents DESC, v.publisher LIMIT ?"""
    return [dict(r) for r in view.execute(sql, [limit])]


def most_told(view: View, limit: int = 6) -> list[Row]:
    """Rows of `View.happenings` that most independent voices tell of, the best told first."""
    sql = "SELECT key FROM happenings h ORDER BY independent DESC, documents DESC, disputes DESC, id LIMIT ?"
    keys = [r[0] for r in view.execute(sql, [limit])]
    return [row for key in keys for row in view.happenings(Filters(happening=key))]
