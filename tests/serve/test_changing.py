"""Correcting, undoing and adding through forms and the API."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from counterclaim import casebook
from counterclaim.coder import Coder
from counterclaim.evaluate.tasks import TASKS
from counterclaim.read import Refusal, document_from_text, public
from counterclaim.record.filters import Filters
from counterclaim.record.view import View
from counterclaim.serve.changing import plain_name
from counterclaim.serve.work import named

EVENT = "view-from-baku:e1"


def event(case: Path, name: str = EVENT) -> dict[str, Any] | None:
    label, _, code = name.rpartition(":")
    with View(case) as view:
        return next((r for r in view.events(Filters(document=(label,))) if r["event"] == code), None)


def test_a_fix_sets_what_was_changed_and_is_undone(client: TestClient, case: Path, settled: Callable[[TestClient], None]) -> None:
    before = event(case)
    assert before
    form = {
        "event": EVENT, "by": "N. Reader", "action": "fix", "type": "COERCE", "status": before["status"], "sources": before["sources"],
        "targets": before["targets"], "from": "2016-04-02", "to": "2016-04-02", "note": "misread", "back": "/document?id=view-from-baku#d1-e1",
    }  # fmt: skip
    answer = client.post("/correct", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/document?id=view-from-baku#d1-e1")
    (made,) = client.get("/api/corrections").json()["rows"]
    assert json.loads(made["fields"]) == {"type": "COERCE", "from": "2016-04-02", "to": "2016-04-02"}
    now = event(case)
    assert now
    assert (now["type"], now["first_day"], now["corrected"]) == ("COERCE", "2016-04-02", "N. Reader")
    page = client.get("/document?id=view-from-baku").text
    assert "checked by N. Reader" in page
    assert 'value="N. Reader"' in page, "the browser remembers who corrects"
    client.post("/undo", data={"number": "1", "by": "Another", "back": "/corrections"})
    undone = event(case)  # the happenings are compared anew in the background meanwhile
    assert undone
    assert undone == before | {"happening": undone["happening"]}
    settled(client)
    with View(case) as view:
        assert view.status().compared
        assert [(c.action, c.author) for c in view.corrections()] == [("fix", "N. Reader"), ("undo", "Another")]


def test_what_is_rejected_is_listed_and_stays_rejected_when_coded_anew(client: TestClient, case: Path, coder: Coder) -> None:
    client.post("/correct", data={"event": EVENT, "by": "R", "action": "reject"})
    assert event(case) is None
    assert "<s>attack</s>" in client.get("/document?id=view-from-baku").text
    client.app.state.worker.waiting.join()  # type: ignore[attr-defined]
    coder.name, name = "another version", coder.name
    casebook.recode(case, coder)
    coder.name = name
    assert event(case) is None


def test_happenings_are_merged_and_split(client: TestClient, case: Path, settled: Callable[[TestClient], None]) -> None:
    settled(client)
    with View(case) as view:
        rows = [r for r in view.events() if r["happening"] and r["document"] == "view-from-baku"]
    one, other = rows[0], next(r for r in rows if r["happening"] != rows[0]["happening"])
    names = [f"{r['document']}:{r['event']}" for r in (one, other)]
    back = f"/happening?key={one['happening']}"
    client.post("/correct", data={"event": names[0], "other": names[1], "by": "R", "action": "merge", "back": back})
    settled(client)
    assert event(case, names[0])["happening"] == event(case, names[1])["happening"]  # type: ignore[index]
    client.post("/correct", data={"event": names[0], "other": names[1], "by": "R", "action": "split", "back": back})
    settled(client)
    assert event(case, names[0])["happening"] != event(case, names[1])["happening"]  # type: ignore[index]


def test_what_was_checked_is_gold(client: TestClient, tmp_path: Path) -> None:
    coding = client.get("/api/coding?id=view-from-baku").json()
    for e in coding["events"]:
        client.post("/api/corrections", json={"action": "accept", "event": f"view-from-baku:{e['id']}", "by": "R"})
    lines = [json.loads(line) for line in client.get("/gold.jsonl").text.splitlines()]
    assert lines
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert sum(len(line["events"]) for line in lines) == len(coding["events"])
    assert all(line["text"].strip() and line["events"] for line in lines)
    assert "events" in TASKS


BAD = [
    ({"action": "fix"}, "no document"),
    ({"action": "explode", "event": EVENT, "by": "R"}, "no correction"),
    ({"action": "accept", "event": EVENT, "by": " "}, "who makes it"),
    ({"action": "accept", "event": "view-from-baku:e999", "by": "R"}, "no event"),
    ({"action": "accept", "event": "nowhere:e1", "by": "R"}, "no document"),
    ({"action": "fix", "event": EVENT, "by": "R"}, "Nothing was changed"),
    ({"action": "fix", "event": EVENT, "by": "R", "type": "WAR"}, "no event type"),
    ({"action": "fix", "event": EVENT, "by": "R", "from": "yesterday"}, "no day"),
    ({"action": "merge", "event": EVENT, "by": "R"}, "no document"),
    ({"action": "accept", "event": EVENT, "by": "R" * 2000}, "longer than"),
]


@pytest.mark.parametrize(("form", "message"), BAD)
def test_what_makes_no_sense_is_said(client: TestClient, form: dict[str, str], message: str) -> None:
    answer = client.post("/correct", data=form)
    assert answer.status_code == 400
    assert message in answer.text.replace("&#39;", "'")
    assert client.get("/api/corrections").json()["rows"] == []


@pytest.mark.parametrize("back", ["http://evil.example/", "//evil.example", "javascript:alert(1)", "/nowhere", "/\\evil.example"])
def test_a_form_leads_back_to_this_server_only(client: TestClient, back: str) -> None:
    answer = client.post("/correct", data={"event": EVENT, "by": "R", "action": "accept", "back": back})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_files_are_added_and_found(client: TestClient, settled: Callable[[TestClient], None]) -> None:
    text = "Georgia accused Russia of bombing the port of Poti on 9 August 2008. Moscow denied it."
    files = [
        ("files", ("../../etc/report.txt", text.encode())),
        ("files", ("empty.txt", b"")),
        ("files", ("report.txt", b"France praised Georgia. " * 4)),
    ]
    answer = client.post("/add", files=files, data={"published": "2008-08-10"})
    assert answer.status_code == 303
    settled(client)
    page = client.get(answer.headers["location"]).text
    assert "Done" in page
    found = client.get("/api/addition?number=1").json()
    assert (found["state"], found["new"]) == ("done", 2)
    assert [r["source"] for r in found["refused"]] == ["empty.txt"]
    assert "/tmp" not in json.dumps(found)
    hits = client.get("/search?text=Poti").text
    assert "1 document" in hits
    assert "Georgia" in hits


def test_addresses_inside_are_not_fetched(client: TestClient, settled: Callable[[TestClient], None]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as inside:
        inside.settimeout(0.2)
        url = f"http://localhost:{inside.getsockname()[1]}/secret"
        client.post("/add", data={"urls": f"{url}\nhttp://127.0.0.1/x"}, files=[("none", ("", b""))])
        settled(client)
        with pytest.raises(TimeoutError):
            inside.accept()
    found = client.get("/api/addition?number=1").json()
    assert {r["reason"] for r in found["refused"]} == {"no-connection"}


@pytest.mark.parametrize("url", ["/etc/passwd", "file:///etc/passwd", "ftp://x.example/a", "http://", "-", "s/../x", "http://[::1"])
def test_only_addresses_of_the_web_are_taken(client: TestClient, url: str) -> None:
    answer = client.post("/add", data={"urls": url}, files=[("none", ("", b""))])
    assert answer.status_code == 400
    assert "no address on the web" in answer.text


@pytest.mark.parametrize(
    ("address", "public_"),
    [
        ("93.184.215.14", True), ("2606:2800:21f:cb07::1", True), ("127.0.0.1", False), ("10.1.2.3", False), ("192.168.0.1", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False), ("::1", False), ("fe80::1%eth0", False),
        ("fd00::1", False), ("::ffff:127.0.0.1", False), ("::ffff:10.0.0.1", False), ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False),
        ("x", False),
    ],
)  # fmt: skip
def test_inside_addresses_are_known(address: str, public_: bool) -> None:
    assert public.is_public(address) == public_


def test_a_name_that_leads_inside_is_not_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, 80)) for a in ("93.184.215.14", "10.0.0.7")]
    monkeypatch.setattr(public.socket, "getaddrinfo", lambda *a, **k: both)
    monkeypatch.setattr(public.socket, "create_connection", lambda *a: pytest.fail("connected"))
    with pytest.raises(OSError, match="not public"):
        public.connect("rebound.example", 80, 1)
    with pytest.raises(OSError, match="port"):
        public.connect("rebound.example", 22, 1)


@pytest.mark.parametrize(
    ("given", "expected"),
    [("a/b/c.txt", "c.txt"), ("..\\..\\x.pdf", "x.pdf"), ("..", "unnamed"), (".hidden", "hidden"), ("a\x00b\n.txt", "a_b_.txt"),
     ("x" * 300 + ".txt", "x" * 100 + ".txt")],
)  # fmt: skip
def test_names_of_uploads_are_plain(given: str, expected: str) -> None:
    assert plain_name(given) == expected


def test_uploads_go_by_their_own_names() -> None:
    single = named(document_from_text("Words.", id="r", source="/tmp/up/r.txt"), "/tmp/up")
    row = named(document_from_text("Words.", id="r", source="/tmp/up/rows.jsonl:3"), "/tmp/up")
    bad = named(Refusal("/tmp/up/x.txt", "empty", "/tmp/up/x.txt holds nothing."), "/tmp/up")
    assert (single.source, row.source, bad) == (None, "rows.jsonl:3", Refusal("x.txt", "empty", "x.txt holds nothing."))


def test_one_bad_order_does_not_end_the_queue(client: TestClient, settled: Callable[[TestClient], None], monkeypatch: pytest.MonkeyPatch) -> None:
    worker = client.app.state.worker  # type: ignore[attr-defined]
    hand, worker.hand = worker.hand, lambda order, tell: 1 / 0
    client.post("/add", files=[("files", ("a.txt", b"Armenia praised Georgia in a statement."))])
    settled(client)
    worker.hand = hand
    client.post("/add", files=[("files", ("a.txt", b"Armenia praised Georgia in a statement."))])
    settled(client)
    assert [a["state"] for a in client.get("/api/additions").json()["rows"]] == ["done", "failed"]
