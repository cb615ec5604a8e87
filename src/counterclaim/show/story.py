"""A case as a story: where accounts contradict each other, and each happening with all accounts of it, by day. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from counterclaim.cases import Accounts, Dispute, Happening, Member, Passage
from counterclaim.lexicon.events import load_event_lexicon
from counterclaim.records import TimeRef
from counterclaim.show import dates
from counterclaim.show.contexts import AccountLine, DisputeView, HappeningView, Limits, Link, StoryDay
from counterclaim.show.words import actor_name, entry, named, word

LONGEST = 260  # characters of a quotation
Where = Callable[[Passage], tuple[str, str]]  # the document's name, and the address of the words


def story(accounts: Accounts, where: Where, limits: Limits | None = None) -> tuple[list[DisputeView], list[StoryDay], list[str]]:
    """(disputes, days, what is left out): happenings that several documents tell of or that are in dispute; single ones are left
    to the documents' own tables."""
    limits = limits or Limits()
    disputed = {d.happening for d in accounts.disputes}
    worth = [h for h in accounts.happenings if len(h.documents) > 1 or h.id in disputed]
    shown = sorted(worth, key=lambda h: (h.id not in disputed, -len(h.documents)))[: limits.happenings]
    chosen = {h.id for h in shown}
    told = [h for h in worth if h.id in chosen]
    numbers = {h.id: f"h{n}" for n, h in enumerate(told, 1)}
    disputes = [dispute_view(d, f"x{n}", numbers, accounts, where) for n, d in enumerate(accounts.disputes[: limits.lines], 1)]
    links: dict[str, list[Link]] = {}
    for d, view in zip(accounts.disputes, disputes, strict=False):
        links.setdefault(d.happening or "", []).append(Link(view.name, f"#{view.anchor}"))
    views = [(h, happening_view(h, numbers[h.id], links.get(h.id, []), where)) for h in told]
    days = [StoryDay(dates.plain(first) or "No date", [v for _, v in group]) for first, group in groupby(views, key=lambda pair: pair[0].first)]
    tell = f"The story tells {len(told):,} of {len(worth):,} happenings that several documents tell of, those in dispute before others."
    notes = [tell] if len(worth) > len(told) else []
    return disputes, days, notes


def happening_view(h: Happening, anchor: str, disputes: Sequence[Link], where: Where) -> HappeningView:
    """One happening: what, when, where, who tells of it and in which words."""
    quad = quad_slug(h.type)
    time = TimeRef(0, 0, "", h.first, h.last)
    return HappeningView(
        anchor,
        h.id,
        headline(h),
        quad,
        dates.plain_range(time),
        h.place or "",
        voices(h),
        [account_line(m, where) for m in best_words(h)],
        list(disputes),
    )


def best_words(h: Happening) -> list[Member]:
    """One mention a document and stance: what is coded before what is not, the surest first."""
    found: dict[tuple[str, str], Member] = {}
    for m in sorted(h.members, key=lambda m: (m.passage.event is None, -m.score)):
        found.setdefault((m.passage.document, m.stance), m)
    order = {d: n for n, d in enumerate(h.documents)}
    return sorted(found.values(), key=lambda m: order[m.passage.document])


def headline(h: Happening) -> str:
    """ "attack: Armenia – Azerbaijan"."""
    sides = [named(actor_name(c) for c in side) for side in (h.sources, h.targets) if side]
    return ": ".join(filter(None, (entry("types", h.type)["name"], " – ".join(dict.fromkeys(sides)))))


def voices(h: Happening) -> str:
    """Who tells of it, in a line: "2 independent voices (a; b and c), and Armenia, a party"."""
    own = [v for v in h.voices if v.party is None]
    parties = sorted({actor_name(v.party) for v in h.voices if v.party})
    parts = [
        f"{len(own)} independent voice{'' if len(own) == 1 else 's'} ({'; '.join(named(v.documents) for v in own)})"
        if own
        else "no independent voice"
    ]
    if parties:
        parts.append(f"{named(parties)}, {'a party' if len(parties) == 1 else 'parties'} to it")
    if h.only_from:
        return f"reported by {actor_name(h.only_from)} only"
    return "; ".join(parts)


def account_line(m: Member, where: Where) -> AccountLine:
    name, href = where(m.passage)
    return AccountLine(
        name, href, actor_name(m.speaker) if m.speaker else "", word("told", m.stance), cut(m.quote or m.passage.text), "; ".join(m.reasons)
    )


def dispute_view(d: Dispute, anchor: str, numbers: dict[str, str], accounts: Accounts, where: Where) -> DisputeView:
    about = next((headline(h) for h in accounts.happenings if h.id == d.happening), "") if d.happening else ""
    sides = []
    for s in d.sides:
        name, href = where(s.passage)
        sides.append(AccountLine(name, href, actor_name(s.speaker) if s.speaker else "", s.says, cut(s.passage.text)))
    href = f"#{numbers[d.happening]}" if d.happening in numbers else ""
    return DisputeView(anchor, d.kind, entry("disputes", d.kind)["name"], about or d.reason, href, sides)


def cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rsplit(" ", 1)[0] + " …"


def quad_slug(kind: str) -> str:
    """The colour of a type: deeds or words, conflict or cooperation."""
    return entry("quads", load_event_lexicon().quads.get(kind, ""))["slug"]
