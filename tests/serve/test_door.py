"""Who may come in, and what a document can do in a page: nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import html5lib
import pytest
from starlette.testclient import TestClient

from counterclaim import casebook
from counterclaim.coder import Coder
from counterclaim.errors import UsageError
from counterclaim.serve.app import make_app
from counterclaim.serve.guard import HEADERS
from counterclaim.serve.settings import Settings

EVIL = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


@pytest.mark.parametrize("path", ["/", "/api/status", "/nope", "/document?id=none", "/events?since=x", "/download?table=events"])
def test_every_answer_carries_the_policy(client: TestClient, path: str) -> None:
    answer = client.get(path)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]


def test_pages_hold_no_inline_script_or_style(client: TestClient) -> None:
    for path in ("/", "/document?id=view-from-baku", "/map", "/relations", "/timeline", "/add"):
        tree = html5lib.parse(client.get(path).text, treebuilder="lxml", namespaceHTMLElements=False)
        assert not tree.xpath("//script[not(@src)] | //style | //@style | //@*[starts-with(name(), 'on')]"), path


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example", "", "169.254.169.254"])
def test_foreign_names_are_not_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_own_names_are(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


CROSS = [
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost:8001"},
    {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"},
    {"Sec-Fetch-Site": "same-site"},
]


@pytest.mark.parametrize("headers", CROSS)
@pytest.mark.parametrize("path", ["/correct", "/undo", "/add", "/api/corrections", "/api/additions"])
def test_other_sites_change_nothing(client: TestClient, path: str, headers: dict[str, str]) -> None:
    answer = client.post(path, headers=headers, data={"action": "reject", "event": "view-from-baku:e1", "by": "x"})
    assert answer.status_code == 403
    assert client.get("/api/corrections").json()["rows"] == []


def test_other_sites_read_nothing_but_may_link(client: TestClient) -> None:
    fetch = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}
    assert client.get("/picture?name=map", headers=fetch).status_code == 403
    assert client.get("/api/status", headers={"Origin": "http://evil.example"}).status_code == 403
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert client.get("/", headers=link).status_code == 200
    frame = link | {"Sec-Fetch-Dest": "iframe"}
    assert client.get("/", headers=frame).status_code == 403


def test_no_token_no_network(case: Path) -> None:
    with pytest.raises(UsageError, match="token"):
        make_app(Settings(case, host="0.0.0.0"))


def test_a_token_opens_once_shown(serve: Callable[..., TestClient]) -> None:
    client = serve("http://desk.example:8000", host="0.0.0.0", token="s3cret")
    assert client.get("/").status_code == 401
    assert client.get("/api/status").json()["error"]["code"] == "no-token"
    assert client.get("/?token=wrong").status_code == 401
    assert client.get("/static/x/case.css").status_code == 401
    assert client.get("/api/status", headers={"Authorization": "Bearer s3cret"}).status_code == 200
    shown = client.get("/events?who=ARM&token=s3cret")
    assert (shown.status_code, shown.headers["location"]) == (303, "/events?who=ARM")
    assert "HttpOnly" in shown.headers["set-cookie"]
    assert "SameSite=lax" in shown.headers["set-cookie"]
    assert client.get("/events").status_code == 200, "the cookie is kept"


def test_a_token_may_be_typed(serve: Callable[..., TestClient]) -> None:
    client = serve("http://desk.example:8000", host="0.0.0.0", token="s3cret")
    assert client.post("/enter", data={"token": "guess"}).status_code == 401
    entered = client.post("/enter", data={"token": "s3cret"})
    assert (entered.status_code, entered.headers["location"]) == (303, "/")
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("path", ["//evil.example/", "/\\evil.example", "//evil.example/%2f.."])
def test_a_token_leads_nowhere_else(serve: Callable[..., TestClient], path: str) -> None:
    client = serve("http://desk.example:8000", host="0.0.0.0", token="s3cret")
    answer = client.request("GET", f"http://desk.example:8000{path}?token=s3cret")
    goal = answer.headers.get("location", "/")
    assert goal.startswith("/")
    assert not goal.startswith(("//", "/\\"))


@pytest.fixture
def hostile(tmp_path: Path, coder: Coder) -> Path:
    """A case whose every text is an attack."""
    row = {
        "id": f"a/../{EVIL}", "title": EVIL, "author": "Jane <b>Doe</b>", "publisher": EVIL, "url": "javascript:alert(3)",
        "text": f"Armenian troops shelled Azerbaijani villages {EVIL} on 2 April 2016, Baku said. {EVIL} </textarea></style></svg>",
        "published": "2016-04-03",
    }  # fmt: skip
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps(row) + "\n")
    casebook.add(tmp_path / "hostile.db", [str(file)], coder)
    return tmp_path / "hostile.db"


def test_text_is_never_markup(hostile: Path, serve: Callable[..., TestClient]) -> None:
    client = serve(path=hostile)
    label = client.get("/api/documents").json()["rows"][0]["document"]
    pages = ["/", "/documents", "/events", "/happenings", "/claims", "/search?text=shelled", "/timeline", "/map", "/relations", "/disputes"]
    page_of = client.get("/document", params={"id": label})
    for answer in [
        page_of,
        *(client.get(p) for p in pages),
        client.get("/search", params={"text": EVIL}),
        client.get("/document", params={"id": EVIL}),
    ]:
        tree = html5lib.parse(answer.text, treebuilder="lxml", namespaceHTMLElements=False)
        assert not tree.xpath("//script[not(@src)] | //img | //@onerror | //b[text()='Doe']"), answer.url
        assert not [h for h in tree.xpath("//@href | //@src") if not h.startswith(("/", "#", "http://www.w3.org"))], answer.url
    assert "alert(1)" in page_of.text, "the text is shown, as text"


@pytest.mark.parametrize("path", ["/static/x/../../pages.py", "/static/x/%2e%2e%2fpages.py", "/static/x/pages.py", "/case.db", "/static/x/case.db"])
def test_no_path_leads_to_files(client: TestClient, path: str) -> None:
    assert client.get(path).status_code in (404, 405)


def test_uploads_have_limits(serve: Callable[..., TestClient]) -> None:
    client = serve(max_upload=2000, max_files=2)
    assert client.post("/add", files=[("files", ("a.txt", b"x" * 5000))]).status_code == 413
    chunks = (b"x" * 500 for _ in range(10))  # without a length in its header
    answer = client.post("/api/additions", content=chunks, headers={"Content-Type": "multipart/form-data; boundary=b"})
    assert answer.status_code in (400, 413)
    assert client.post("/add", files=[("files", (f"{n}.txt", b"x")) for n in range(5)]).status_code == 400


def test_read_only_shows_only(serve: Callable[..., TestClient]) -> None:
    client = serve(read_only=True)
    assert client.get("/add").status_code == 403
    for path in ("/correct", "/undo", "/add"):
        assert client.post(path, data={"action": "accept", "event": "view-from-baku:e1", "by": "x"}).status_code == 403
    assert "Accept" not in client.get("/document?id=view-from-baku").text
