"""What is written for FollowTheMoney: names of its schemas, values of its types, and nothing that refers to nowhere."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from counterclaim import casebook
from counterclaim.coder import Coder
from counterclaim.record.filters import Filters
from counterclaim.record.view import View
from counterclaim.show.entities import PROPERTIES, write_ftm

TEXTS = [
    "On 2 April a Turkish drone hit a convoy of ISIS near Mosul and killed six men. The UN condemned it.",
    "A Turkish drone struck a convoy near Mosul on 2 April. NATO and Finland met in Stockholm from 4 to 6 April.",
]
DAY, DEGREES = r"\d{4}-\d\d-\d\d", r"-?\d+\.\d+"
FORMS = {
    "country": r"[a-z]{2}", "date": DAY, "startDate": DAY, "endDate": DAY, "publishedAt": DAY, "latitude": DEGREES, "longitude": DEGREES,
    "sourceUrl": r"https?://\S+", "involved": r"counterclaim-actor-\w+", "proof": r"counterclaim-document-\w+",
    "addressEntity": r"counterclaim-place-\w+",
}  # fmt: skip


@pytest.fixture(scope="module")
def entities(annotator: Any, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder: Path = tmp_path_factory.mktemp("ftm")
    rows = [{"id": f"r{n}", "text": t, "published": "2016-04-07", "title": "A report", "url": "https://news.example/1"} for n, t in enumerate(TEXTS)]
    (folder / "rows.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    casebook.add(folder / "case.db", [str(folder / "rows.jsonl")], Coder(annotator))
    out = io.StringIO()
    with View(folder / "case.db") as view:
        write_ftm(view, Filters(), out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_schemas_and_properties_are_those_that_are_listed(entities: list[dict[str, Any]]) -> None:
    assert {e["schema"] for e in entities} == set(PROPERTIES)
    assert all(set(e["properties"]) <= set(PROPERTIES[e["schema"]]) for e in entities)
    assert all(e["properties"].get("name") for e in entities if e["schema"] in ("Event", "Organization", "PublicBody"))


def test_values_have_the_form_of_their_type_and_refer_to_what_is_there(entities: list[dict[str, Any]]) -> None:
    ids = {e["id"] for e in entities}
    assert len(ids) == len(entities)
    values = [(name, v) for e in entities for name, given in e["properties"].items() for v in given]
    assert {name for name, _ in values} >= set(FORMS)
    assert [(name, v) for name, v in values if name in FORMS and not re.fullmatch(FORMS[name], v)] == []
    assert all(v in ids for name, v in values if name in ("involved", "proof", "addressEntity"))


def test_the_library_knows_and_takes_them(entities: list[dict[str, Any]]) -> None:
    """Where followthemoney is installed: pip install followthemoney (it brings compiled ICU)."""
    ftm = pytest.importorskip("followthemoney")
    for schema, names in PROPERTIES.items():
        known = ftm.model.get(schema)
        assert known is not None
        assert not known.abstract
        assert [n for n in names if known.get(n) is None] == []
    for e in entities:
        ftm.model.get(e["schema"]).validate(e)
        proxy = ftm.model.get_proxy(e, cleaned=False)  # cleans each value by its type, and drops what it does not take
        assert {n: sorted(v) for n, v in proxy.to_dict()["properties"].items()} == {n: sorted(v) for n, v in e["properties"].items()}
