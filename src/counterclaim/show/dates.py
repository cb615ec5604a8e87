"""EDTF dates (ISO 8601-2) as readers and charts want them. Never raises: what is no date is shown as it is."""

from __future__ import annotations

from counterclaim.edtf import EDTF, bound, days
from counterclaim.records import TimeRef
from counterclaim.show.words import words

__all__ = ["bound", "days", "month_name", "plain", "plain_range"]


def plain(edtf: str | None) -> str:
    """ "1 April 2016", "April 2016", "5 April, year not given"; "" for None or ".."."""
    if not edtf or edtf == "..":
        return ""
    found = EDTF.match(edtf)
    if not found:
        return edtf
    year, month, day = found["year"], found["month"], found["day"]
    name = month_name(month)
    known = [day.lstrip("0")] if name and day and day.isdigit() else []
    known += [name] if name else []
    if year.isdigit():
        text = " ".join([*known, year])
    elif year[:3].isdigit() and not known:
        text = f"the {year[:3]}0s"
    else:
        text = f"{' '.join(known)}, year not given" if known else "year not given"
    return f"about {text}" if found["sure"] else text


def month_name(month: str | None) -> str:
    """The name of a month or season in EDTF ("04", "21"), "" when it is open."""
    if not month or not month.isdigit():
        return ""
    number = int(month)
    return str(words()["months"][number - 1]) if 1 <= number <= 12 else str(words()["seasons"].get(number, ""))


def plain_range(time: TimeRef | None) -> str:
    """ "1–2 April 2016", "from 5 April 2016", "until May 2016"; "" when nothing is known."""
    if time is None:
        return ""
    first, last = plain(time.from_), plain(time.to)
    if first == last or not first or not last:
        return first if first == last else f"from {first}" if first else f"until {last}"
    head, tail = first.split(" "), last.split(" ")
    while len(head) > 1 and len(tail) > 1 and head[-1] == tail[-1]:
        head.pop()
        tail.pop()
    shared = last.split(" ")[len(tail) :]
    dash = "–" if len(head) == len(tail) == 1 else " – "
    return " ".join([f"{' '.join(head)}{dash}{' '.join(tail)}", *shared])
