"""A coding as a text to read in the terminal: what `counterclaim read PATH` prints."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from counterclaim.records import Claim, Coding, Document, Event
from counterclaim.show import dates
from counterclaim.show.assemble import claim_content, name_of, sentence_number, speaker_name
from counterclaim.show.overview import headline
from counterclaim.show.unknown import unknown_lines
from counterclaim.show.words import entry, word

if TYPE_CHECKING:
    from rich.text import Text

LONGEST_CONTENT = 160
SILENT_STATUS, SILENT_STANCE = "actual", "neutral"  # what needs no mention
STYLES = {"vc": "blue", "mc": "bold blue", "vf": "red", "mf": "bold red", "other": ""}

Entry = tuple[str, str, "Text"]  # label, style of the label, what it says


def account(coding: Coding, color: bool = False, width: int = 80) -> str:
    """What `coding` holds, in plain words, `width` characters wide; with ANSI colours if `color`.

    Control characters of the document are shown as blanks, so that no text can steer the terminal.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    page = io.StringIO()
    # rich takes on the colours of the environment unless it is told; an account must not depend on it
    system: Any = "standard" if color else None
    console = Console(file=page, width=max(width, 40), force_terminal=color, color_system=system, no_color=not color, legacy_windows=False)
    for line in heading(coding.document):
        console.print(line)
    for title, groups in sections(coding):
        console.print(Text("\n" + title, style="bold"))
        for name, entries in groups:
            if name:
                console.print(plain(name, "underline" if color else ""))
            grid = Table.grid(padding=(0, 1, 0, 1))
            grid.add_column(no_wrap=True, min_width=3)
            grid.add_column()
            for label, style, said in entries:
                grid.add_row(Text(label, style=style), said)
            console.print(grid)
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines()) + "\n"


def plain(text: str, style: str = "") -> Text:
    """`text` without anything that a terminal might act on."""
    from rich.text import Text

    return Text("".join(c if c.isprintable() else " " for c in text), style=style)


def heading(document: Document) -> Iterator[Text]:
    """Title; who speaks; where and when."""
    yield plain(name_of(document), "bold")
    if document.author or document.author_note:
        yield plain(" — ".join(filter(None, (f"By {document.author}" if document.author else "", document.author_note))))
    where = document.url or PurePath(document.source or "").name
    yield plain(" · ".join(filter(None, (document.publisher, dates.plain(document.published) or "no date", where))))


def sections(coding: Coding) -> Iterator[tuple[str, list[tuple[str, list[Entry]]]]]:
    """(title, groups) of each part; a group is a name and its entries."""
    if coding.events:
        yield f"WHAT IT REPORTS ({len(coding.events)})", [(when, [event_entry(e, coding) for e in of_day]) for when, of_day in by_time(coding.events)]
    if coding.claims:
        yield f"WHO CLAIMS WHAT ({len(coding.claims)})", [(who, [claim_entry(c, coding) for c in said]) for who, said in by_speaker(coding.claims)]
    if names := list(unknown_lines([coding])):
        yield f"IN NO LEXICON ({len(names)})", [("", [("", "", plain(line)) for line in names])]
    uncoded = [("", "", line) for line in not_coded(coding)]
    if uncoded:
        yield "NOT CODED", [("", uncoded)]


def by_time(events: Sequence[Event]) -> list[tuple[str, list[Event]]]:
    """Events under the day they fall on: dated first, in order, then those without a year, then without a date."""

    def order(event: Event) -> tuple[bool, str, str]:
        span = dates.days(event.time)
        when = dates.plain_range(event.time)
        return span is None, span[0].isoformat() if span else "" if when else "~", when

    return [(when or "No date", list(group)) for (_, _, when), group in groupby(sorted(events, key=order), key=order)]


def by_speaker(claims: Sequence[Claim]) -> list[tuple[str, list[Claim]]]:
    """Claims under their speaker, in the order in which the speakers first speak."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(speaker_name(claim), []).append(claim)
    return [(name[:1].upper() + name[1:], said) for name, said in groups.items()]


def event_entry(event: Event, coding: Coding) -> Entry:
    """Who did what to whom; then where, how sure, in which words, and who says so."""
    known = {c.id: c for c in coding.claims}
    status = entry("statuses", event.status)["name"] if event.status != SILENT_STATUS else ""
    place = f"{event.place.name}{' (disputed)' if event.place.disputed else ''}" if event.place else ""
    says = ", ".join(f"{speaker_name(known[i])} {i}" for i in event.claims if i in known)
    facts = [place, status, f'"{event.trigger.text}" {reference(event.trigger.start, event.trigger.end, coding)}', f"says {says}" if says else ""]
    style = STYLES.get(entry("quads", event.quad)["slug"], "")
    line = plain(f"{headline(event)}  ")
    line.append_text(plain(" · ".join(filter(None, facts)), "dim"))
    return event.id, style, line


def claim_entry(claim: Claim, coding: Coding) -> Entry:
    """What is claimed, and what the author makes of it."""
    stance = entry("stances", claim.author_stance)["name"] if claim.author_stance != SILENT_STANCE else ""
    within = f"within {claim.parent}" if claim.parent else ""
    start = claim.content[0].start if claim.content else claim.cue.start if claim.cue else None
    place = reference(start, claim.content[-1].end if claim.content else start, coding) if start is not None else ""
    tail = " · ".join(filter(None, (word("kinds", claim.kind), within, stance)))
    line = plain(f"{word('acts', claim.act)}: {claim_content(claim, coding, LONGEST_CONTENT)} ")
    line.append_text(plain(f"{place}{' · ' + tail if tail else ''}", "dim"))
    return claim.id, "", line


def reference(start: int, end: int | None, coding: Coding) -> str:
    """Where words stand: "[s3 120-128]", sentence and characters."""
    number = sentence_number(coding, start)
    return f"[{'s' + number + ' ' if number else ''}{start}-{end}]"


def not_coded(coding: Coding) -> Iterator[Text]:
    """What was left aside and why."""
    if coding.skipped:
        yield plain(f"the whole text: {coding.skipped}")
    for aside in coding.document.asides:
        words = " ".join((aside.text or coding.document.text[aside.start : aside.end]).split())
        yield plain(f"{word('asides', aside.kind)}: {words if len(words) <= 60 else words[:57] + '…'} [{aside.start}-{aside.end}]")
    if not coding.events and not coding.claims and not coding.skipped:
        yield plain("no event and no claim was found")
