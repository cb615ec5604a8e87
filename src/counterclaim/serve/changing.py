"""What changes the case: correcting, undoing, adding. Each answers with the page to go on at."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from counterclaim import casebook
from counterclaim.errors import UsageError
from counterclaim.serve.answers import Refused
from counterclaim.serve.context import answer, memory_of, needed, not_read_only, reading, remember, settings_of, worker_of
from counterclaim.serve.questions import whole
from counterclaim.serve.work import Addition, Order
from counterclaim.show.case.contexts import extras_of
from counterclaim.show.case.pages import PATHS, address

PAIRS = ("merge", "split")
ACTIONS = ("accept", "reject", "fix", *PAIRS)
LONGEST = 1000
MOST_URLS = 100
MOST_WAITING = 50  # additions
UNFIT = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')
EDTF_DAY = re.compile(r"[0-9X]{4}(-[0-9X]{2}(-[0-9X]{2})?)?$")


async def correct_form(request: Request) -> Response:
    """A form of a page: what it sets is told from what the event was coded as."""
    not_read_only(request)
    async with request.form(max_files=0, max_fields=30) as form:
        given = {name: str(value).strip() for name, value in form.items()}
    action = given.get("action", "")
    number = await run_in_threadpool(correct, request, action, given)
    goal = RedirectResponse(back_to(given.get("back", "")), 303)
    remember(goal, given.get("by", ""))
    goal.headers["X-Correction"] = str(number)
    return goal


def correct(request: Request, action: str, given: Mapping[str, str]) -> int:
    """Make a correction and have the case compared again beside it; the correction's number."""
    if action not in ACTIONS:
        raise UsageError(f"There is no correction {action[:40]!r}. Use one of: {', '.join(ACTIONS)}.")
    path, name = settings_of(request).case, given.get("event", "")
    changes = changed(request, name, given) if action == "fix" else []
    what = [name, given.get("other", "")] if action in PAIRS else [name]
    number = casebook.correct_event(path, action, what, short(given, "by"), changes, short(given, "note"), compare_now=False)
    memory_of(request).forget()
    worker_of(request).compare(path)
    return number


def short(given: Mapping[str, str], name: str) -> str:
    value = given.get(name, "")
    if len(value) > LONGEST:
        raise UsageError(f"{name} is longer than {LONGEST} characters. Say it in fewer.")
    return value


def changed(request: Request, name: str, given: Mapping[str, str]) -> list[str]:
    """What the form sets otherwise than it is, as "FIELD=VALUE"."""
    label, _, code = name.rpartition(":")
    with reading(request) as view:
        coding = view.coding(label)
        event = next((e for e in coding.events if e.id == code), None)
        extra = extras_of(view, label, coding).get(code)
    if event is None or extra is None:
        raise UsageError(f"There is no event {name[:80]!r}; it may have been rejected meanwhile.")
    now = {"type": event.type, "status": event.status, "sources": extra.sources, "targets": extra.targets, "from": extra.first, "to": extra.last}
    wrong = {field for field, value in now.items() if field in given and given[field] != value}
    if wrong & {"from", "to"}:  # both days are set together, or neither
        wrong |= {field for field in ("from", "to") if given.get(field)}
    found = [f"{field}={short(given, field)}" for field in now if field in wrong]
    for field in ("from", "to"):
        if given.get(field) and not EDTF_DAY.match(given[field]):
            raise UsageError(f"{given[field][:40]!r} is no day; write it as YYYY-MM-DD, with X for what is not known.")
    if not found:
        raise UsageError("Nothing was changed. Change what is wrong, or accept the event as it is.")
    return found


async def undo_form(request: Request) -> Response:
    not_read_only(request)
    async with request.form(max_files=0, max_fields=10) as form:
        given = {name: str(value).strip() for name, value in form.items()}
    await run_in_threadpool(undo, request, given.get("number", ""), short(given, "by"))
    goal = RedirectResponse(back_to(given.get("back", "")), 303)
    remember(goal, given.get("by", ""))
    return goal


def undo(request: Request, number: str, by: str) -> int:
    path = settings_of(request).case
    if not (number.isascii() and number.isdigit() and len(number) < 12):
        raise UsageError("Say which correction is to be undone, by its number.")
    made = casebook.correct_event(path, "undo", [number], by, compare_now=False)
    memory_of(request).forget()
    worker_of(request).compare(path)
    return made


def back_to(value: str) -> str:
    """The page that the form stood on: one of ours, whatever the form says."""
    parts = urlsplit(value)
    if parts.scheme or parts.netloc or parts.path not in PATHS.values():
        return PATHS["overview"]
    return value.replace("\r", "").replace("\n", "")


def add_page(request: Request) -> Response:
    not_read_only(request)
    settings = settings_of(request)
    with reading(request) as view:
        return answer(
            request, view, "add", additions=worker_of(request).latest()[:20], refusals=view.refusals(),
            most_files=settings.max_files, most_bytes=settings.max_upload,
        )  # fmt: skip


async def add_form(request: Request) -> Response:
    added = await add(request)
    return RedirectResponse(address("addition", number=added.number), 303)


async def add(request: Request) -> Addition:
    """Take files and addresses of a multipart form and put them in the queue. Raises UsageError, Refused."""
    not_read_only(request)
    settings = settings_of(request)
    if worker_of(request).waiting.qsize() >= MOST_WAITING:
        raise Refused(429, "too-many", "Too much is waiting to be added. Try again when some of it is done.")
    async with request.form(max_files=settings.max_files, max_fields=20, max_part_size=200_000) as form:
        urls = addresses(str(form.get("urls") or ""))
        published = day(str(form.get("published") or ""))
        files = uploads(form)
        if not files and not urls:
            raise UsageError("Nothing was given. Choose files, or write addresses, one a line.")
        folder, names = await run_in_threadpool(stored, files) if files else (None, [])
    order = Order(str(settings.case.resolve()), folder, urls, published, [str(p) for p in settings.lexicon], min(settings.max_upload, 50_000_000))
    return worker_of(request).add(order, [*names, *urls])


def uploads(form: FormData) -> list[UploadFile]:
    return [f for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename]


def addresses(given: str) -> list[str]:
    """Addresses, one a line: http and https only, for anything else would be a path of this machine."""
    found = [line.strip() for line in given.split("\n") if line.strip()]
    if len(found) > MOST_URLS:
        raise UsageError(f"These are more than {MOST_URLS} addresses. Add them in parts.")
    for url in found:
        try:
            parts = urlsplit(url)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname or not url.isprintable():
            raise UsageError(f"{url[:100]!r} is no address on the web; write it in full, with https://.")
    return found


def day(value: str) -> str | None:
    try:
        return date.fromisoformat(value).isoformat() if value else None
    except ValueError as error:
        raise UsageError(f"{value[:40]!r} is no date; write it as YYYY-MM-DD.") from error


def stored(files: list[UploadFile]) -> tuple[str, list[str]]:
    """(a folder of their own with the files in it, the names they go by). A name is never more than the last part of one."""
    folder = Path(tempfile.mkdtemp(prefix="counterclaim-"))
    names: list[str] = []
    for upload in files:
        name = unique(plain_name(upload.filename or ""), names)
        with (folder / name).open("xb") as out:
            while part := upload.file.read(1 << 20):
                out.write(part)
        names.append(name)
    return str(folder), names


def plain_name(given: str) -> str:
    """A file name without path, control characters and leading dots, at most 120 characters."""
    last = re.split(r"[/\\]", given)[-1]
    name = UNFIT.sub("_", last).lstrip(". ").strip()
    stem, dot, ending = name.rpartition(".")
    return (f"{stem[:100]}.{ending[:16]}" if dot and stem else name[:100]) or "unnamed"


def unique(name: str, taken: list[str]) -> str:
    n, wanted = 1, name
    while name.lower() in (t.lower() for t in taken):
        n += 1
        stem, dot, ending = wanted.rpartition(".")
        name = f"{stem}-{n}.{ending}" if dot else f"{wanted}-{n}"
    return name


def addition_page(request: Request) -> Response:
    with reading(request) as view:
        return answer(request, view, "addition", here="add", a=addition_of(request))


def addition_of(request: Request) -> Addition:
    needed(request, "number")
    found = worker_of(request).additions.get(whole(request.query_params, "number", 0, 0, 10**9))
    if found is None:
        raise Refused(404, "not-found", "There is no such addition since this server started.")
    return found


def told(addition: Addition) -> dict[str, Any]:
    return addition.to_dict()
