"""The JSON API: what it answers, its one shape of errors, and a fuzz of everything its description names."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from starlette.testclient import TestClient

from counterclaim.serve.app import make_app
from counterclaim.serve.openapi import TABLES, description
from counterclaim.serve.questions import FIELDS
from counterclaim.serve.settings import Settings

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")


@pytest.mark.parametrize("table", TABLES)
def test_tables_come_in_pages(client: TestClient, table: str) -> None:
    whole = client.get(f"/api/{table}?limit=1000").json()
    parts = [row for n in range(0, len(whole["rows"]) + 7, 7) for row in client.get(f"/api/{table}?limit=7&offset={n}").json()["rows"]]
    assert parts == whole["rows"]
    assert whole["total"] in (None, len(whole["rows"]))


def test_one_thing_at_a_time(client: TestClient) -> None:
    document = client.get("/api/document?id=view-from-baku").json()
    coding = client.get("/api/coding?id=view-from-baku").json()
    event = coding["events"][0]["trigger"]
    assert document["text"][event["start"] : event["end"]] == event["text"]
    key = client.get("/api/happenings?disputed=yes").json()["rows"][0]["happening"]
    assert client.get("/api/happening", params={"key": key}).json()["disputes"]


BAD = [
    ("GET", "/api/nope", 404, "not-found"),
    ("GET", "/api/document?id=nope", 404, "not-found"),
    ("GET", "/api/document", 400, "bad-request"),
    ("GET", "/api/document?id=view-from-baku&version=7", 404, "not-found"),
    ("GET", "/api/happening?key=h0", 404, "not-found"),
    ("GET", "/api/events?since=yesterday", 400, "bad-request"),
    ("GET", "/api/events?limit=0", 400, "bad-request"),
    ("GET", "/api/events?limit=99999", 400, "bad-request"),
    ("GET", "/api/events?offset=-1", 400, "bad-request"),
    ("GET", "/api/events?min_confidence=nan", 400, "bad-request"),
    ("GET", "/api/events?text=---", 400, "bad-request"),
    ("GET", "/api/events?" + "&".join(["who=x"] * 60), 400, "bad-request"),
    ("DELETE", "/api/events", 405, "method-not-allowed"),
    ("POST", "/api/corrections", 415, "wrong-kind"),
    ("POST", "/api/additions", 415, "wrong-kind"),
    ("GET", "/api/addition?number=77", 404, "not-found"),
]


@pytest.mark.parametrize(("method", "path", "status", "code"), BAD)
def test_errors_have_one_shape(client: TestClient, method: str, path: str, status: int, code: str) -> None:
    answer = client.request(method, path)
    error = answer.json()["error"]
    assert answer.status_code == error["status"] == status
    assert error["code"] == code
    assert error["message"].endswith(".")
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b'{"action": 1}', b'{"colour": "red"}', b"[" * 50_000, b'{"by": "a\\u0000b"}'])
def test_bodies_that_make_no_sense(client: TestClient, body: bytes) -> None:
    answer = client.post("/api/corrections", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400


def test_every_field_is_described_and_every_path_answers(client: TestClient) -> None:
    told = client.get("/api/openapi.json").json()
    assert {p["name"] for p in told["paths"]["/api/events"]["get"]["parameters"]} == {*FIELDS, "limit", "offset"}
    for path, methods in told["paths"].items():
        if "get" in methods:
            needed = [p for p in methods["get"]["parameters"] if p.get("required")]
            assert client.get(path).status_code == (400 if needed else 200), path
    assert "security" in description(token=True)


def test_no_question_breaks_the_server(case: Path) -> None:
    """Schemathesis asks what the description allows and what it does not; tools/fuzz_api.py does so at length."""
    app = make_app(Settings(case), lambda order, tell: None)  # nothing is fetched for a fuzz
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app, headers={"Host": "localhost"})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        asked = 0
        for operation in schema.get_all_operations():

            @given(operation.ok().as_strategy())
            @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), database=None)
            def one(question: Any) -> None:
                answer = question.call(headers={"Host": "localhost"})
                assert answer.status_code < 500, answer.text
                assert answer.json() is not None

            one()
            asked += 1
    assert asked >= 14
