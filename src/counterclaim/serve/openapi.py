"""The API described in OpenAPI 3.1, made of the same lists that it is run from."""

from __future__ import annotations

from typing import Any

from counterclaim import __version__
from counterclaim.record.corrections import STATUSES, TYPES
from counterclaim.serve.questions import FARTHEST, FIELDS, LONGEST, MOST_VALUES

DEFAULT, MOST = 100, 1000  # rows of an answer
TABLES = {
    "events": "Events: who did what to whom, when and where, and who says so.",
    "claims": "Claims: who says, denies, accuses, demands.",
    "happenings": "Happenings: what documents together tell of.",
    "disputes": "Disputes: where documents contradict each other, with their words.",
    "actors": "Actors of the events asked for, the busiest first.",
    "documents": "Documents; `text` searches them.",
}
KINDS: dict[str, dict[str, Any]] = {
    "word": {"type": "string", "maxLength": LONGEST},
    "words": {"type": "array", "items": {"type": "string", "maxLength": LONGEST}, "maxItems": MOST_VALUES},
    "day": {"type": "string", "format": "date"},
    "share": {"type": "number", "minimum": 0, "maximum": 1},
    "yes": {"type": "boolean"},
}
ERROR = {"description": "What went wrong and what to do.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}}
TEXT = {"type": "string", "maxLength": 1000}


def description(token: bool) -> dict[str, Any]:
    """The whole description; `token`: whether one must be shown."""
    paths: dict[str, Any] = {"/api/status": get("status", "What the case holds.", [], {"type": "object"})}
    for name, summary in TABLES.items():
        paths[f"/api/{name}"] = get(name, summary, [*filters(), *paging()], {"$ref": "#/components/schemas/Rows"})
    version = parameter("version", {"type": "integer", "minimum": 1, "maximum": 1_000_000}, "An earlier version; the latest if not given.")
    key = parameter("key", TEXT, "Its key.", required=True)
    label = parameter("id", TEXT, "The document's label.", required=True)
    paths |= {
        "/api/document": get("document", "A document with its text and a list of its versions.", [label, version]),
        "/api/coding": get("coding", "What was coded of a document, with corrections laid over.", [label, version]),
        "/api/happening": get("happening", "A happening with its mentions, voices and disputes.", [key]),
        "/api/corrections": {
            **get("corrections", "All corrections, undone ones too.", [], {"type": "object"}),
            "post": post("correct", "Correct an event, or undo a correction.", "application/json", "Correction", "201"),
        },
        "/api/additions": {
            **get("additions", "What was added since the server started.", [], {"type": "object"}),
            "post": post("add", "Add files and pages of the web; they are read and coded in turn.", "multipart/form-data", "Addition", "202"),
        },
        "/api/addition": get("addition", "How far an addition is, and what was refused.", [
            parameter("number", {"type": "integer", "minimum": 0, "maximum": 10**9}, "Its number.", required=True)]),
    }  # fmt: skip
    found: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {"title": "Counterclaim", "version": __version__, "description": "A casebook: events, claims, happenings, disputes."},
        "paths": paths, "components": {"schemas": schemas()},
    }  # fmt: skip
    if token:
        found["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        found["security"] = [{"token": []}]
    return found


def filters() -> list[dict[str, Any]]:
    return [parameter(name, KINDS[field.kind], field.help) for name, field in FIELDS.items()]


def paging() -> list[dict[str, Any]]:
    return [
        parameter("limit", {"type": "integer", "minimum": 1, "maximum": MOST, "default": DEFAULT}, "At most so many rows."),
        parameter("offset", {"type": "integer", "minimum": 0, "maximum": FARTHEST, "default": 0}, "Leave out the first so many."),
    ]


def parameter(name: str, schema: dict[str, Any], help_: str, required: bool = False) -> dict[str, Any]:
    found = {"name": name, "in": "query", "description": help_, "schema": schema}
    return found | ({"required": True} if required else {})


def answers(good: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {good: {"description": "Well.", "content": {"application/json": {"schema": schema}}}, "4XX": ERROR, "503": ERROR}


def get(name: str, summary: str, parameters: list[dict[str, Any]], schema: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"get": {"operationId": name, "summary": summary, "parameters": parameters, "responses": answers("200", schema or {"type": "object"})}}


def post(name: str, summary: str, kind: str, body: str, good: str) -> dict[str, Any]:
    content = {kind: {"schema": {"$ref": f"#/components/schemas/{body}"}}}
    return {
        "operationId": name, "summary": summary, "requestBody": {"required": True, "content": content},
        "responses": answers(good, {"type": "object"}),
    }  # fmt: skip


def schemas() -> dict[str, Any]:
    error = {"type": "object", "required": ["status", "code", "message"], "properties": {
        "status": {"type": "integer"}, "code": {"type": "string"}, "message": {"type": "string"}}}  # fmt: skip
    return {
        "Error": {"type": "object", "required": ["error"], "properties": {"error": error}},
        "Rows": {"type": "object", "required": ["rows", "limit", "offset"], "properties": {
            "rows": {"type": "array", "items": {"type": "object"}}, "total": {"type": ["integer", "null"]},
            "limit": {"type": "integer"}, "offset": {"type": "integer"}}},
        "Correction": {"type": "object", "required": ["action", "event", "by"], "additionalProperties": False, "properties": {
            "action": {"enum": ["accept", "reject", "fix", "merge", "split", "undo"]},
            "event": TEXT | {"description": "DOCUMENT:EVENT; for undo a correction's number."},
            "other": TEXT | {"description": "The other event, to merge and split."},
            "by": TEXT | {"minLength": 1, "description": "Who corrects."}, "note": TEXT,
            "type": {"enum": list(TYPES)}, "status": {"enum": list(STATUSES)},
            "sources": TEXT | {"description": "Codes, parted by |."}, "targets": TEXT, "from": TEXT, "to": TEXT}},
        "Addition": {"type": "object", "properties": {
            "files": {"type": "array", "items": {"type": "string", "format": "binary"}}, "urls": {"type": "string", "maxLength": 20000},
            "published": {"type": "string", "format": "date"}}},
    }  # fmt: skip
