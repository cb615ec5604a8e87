from __future__ import annotations

import base64
import hashlib
import io
import re
from pathlib import Path

import html5lib
import pytest
from factory import Build, border_case
from jinja2 import nodes

from counterclaim.records import Coding, Document
from counterclaim.show import contexts
from counterclaim.show.assemble import page
from counterclaim.show.contexts import Limits
from counterclaim.show.report import environment, render, source, write_report

HOSTILE = '<script>alert("x")</script><img src=http://evil.example/x onerror=alert(1)>\' " & {{ 7*7 }}'
NAMESPACE = "{http://www.w3.org/1999/xhtml}"


def report(*codings: Coding, **options: object) -> str:
    out = io.StringIO()
    write_report(codings, out, **options)
    return out.getvalue()


def parsed(html: str):
    parser = html5lib.HTMLParser(strict=False)
    tree = parser.parse(html)
    assert [e for e in parser.errors if e[1] not in ("expected-doctype-but-got-eof",)] == []
    return tree


@pytest.fixture(scope="module")
def html() -> str:
    return report(border_case(), border_case(id="b", title="Another account"))


def test_is_well_formed_and_has_landmarks(html: str) -> None:
    tree = parsed(html)
    assert tree.get("lang") == "en"
    for name in ("header", "nav", "main", "footer", "h1"):
        assert tree.findall(f".//{NAMESPACE}{name}")
    for table in tree.iter(f"{NAMESPACE}table"):
        assert table.find(f"{NAMESPACE}caption") is not None
    assert all(th.get("scope") for th in tree.iter(f"{NAMESPACE}th"))


def test_ids_are_unique_and_every_link_arrives(html: str) -> None:
    tree = parsed(html)
    ids = [e.get("id") for e in tree.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    goals = {e.get("href")[1:] for e in tree.iter() if (e.get("href") or "").startswith("#")}
    goals |= {e.get("{http://www.w3.org/1999/xlink}href", "#")[1:] for e in tree.iter()} - {""}
    assert goals <= set(ids)
    assert {"d1-e1", "d1-e1-text", "d2-c1"} <= goals


def test_every_link_arrives_where_rows_are_left_out() -> None:
    html = report(*[border_case(id=str(i)) for i in range(4)], limits=Limits(texts=1, rows=2, all_rows=5))
    tree = parsed(html)
    ids = {e.get("id") for e in tree.iter() if e.get("id")}
    assert {e.get("href")[1:] for e in tree.iter() if (e.get("href") or "").startswith("#")} <= ids
    assert "Tables stop after 2 rows a document and 5 in all" in html


def test_marks_lead_to_rows_and_rows_back(html: str) -> None:
    assert re.search(r'<a class="mark [^"]*event[^"]*" href="#d1-e1">shelled', html)
    assert re.search(r'<tr id="d1-e1"[^>]*>\s*<th[^>]*><a href="#d1-e1-text"', html)
    assert 'id="d1-e1-text"' in html


def test_charts_lead_to_events(html: str) -> None:
    for chart in ("timeline", "map", "network"):
        drawn = html[html.index(f'<figure id="{chart}"') :]
        assert re.search(r'<a href="#d\d-e\d+">', drawn[: drawn.index("</figure>")])


def test_loads_nothing_from_anywhere(html: str) -> None:
    tree = parsed(html)
    for element in tree.iter():
        assert element.get("src") is None
        assert element.tag not in {NAMESPACE + n for n in ("link", "iframe", "img", "object", "embed", "base", "form")}
        assert not any(key.startswith("on") or key == "style" for key in element.attrib)
    assert "url(" not in html.replace("url(#", "")
    assert "@import" not in html


@pytest.mark.parametrize(("url", "linked"), [("https://example.org/a?b=<c>", True), ("javascript:alert(1)", False), ("data:text/html,x", False)])
def test_addresses(url: str, linked: bool) -> None:
    tree = parsed(report(border_case(url=url)))
    links = [a for a in tree.iter(f"{NAMESPACE}a") if not (a.get("href") or "").startswith("#")]
    assert [a.get("href") for a in links] == ([url] if linked else [])
    assert all("noopener" in (a.get("rel") or "") for a in links)


def test_policy_names_style_and_script(html: str) -> None:
    policy = parsed(html).find(f".//{NAMESPACE}meta[@http-equiv]").get("content")
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        inline = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.S)
        assert len(inline) == 1
        assert base64.b64encode(hashlib.sha256(inline[0].encode()).digest()).decode() in policy


def test_hostile_texts_stay_texts() -> None:
    everywhere = dict.fromkeys(("id", "title", "author", "author_note", "publisher", "published", "url", "language"), HOSTILE)
    build = Build(f"{HOSTILE} shelled {HOSTILE}.\n{HOSTILE}", **everywhere)
    where = ("shelled", HOSTILE, "AZE", 40.0, 46.0, True)
    when = ("shelled", "2016-04-01", HOSTILE)
    build.event("ASSAULT", "shelled", [(HOSTILE, HOSTILE, HOSTILE)], [("AZE", None, "shelled")], when, where, claims=["c1"])
    build.claim(("X:" + HOSTILE, HOSTILE, HOSTILE), "shelled", HOSTILE, act=HOSTILE, author_stance=HOSTILE, kind=HOSTILE)
    build.coding.events[0].status = build.coding.events[0].type = build.coding.events[0].quad = HOSTILE
    build.coding.skipped = build.coding.coder = HOSTILE
    html = report(build.coding, title=HOSTILE)
    tree = parsed(html)
    assert len(list(tree.iter(f"{NAMESPACE}script"))) == 1
    assert not list(tree.iter(f"{NAMESPACE}img"))
    assert "49" not in "".join(t.text or "" for t in tree.iter(f"{NAMESPACE}h1"))
    assert all(key.isidentifier() or "-" in key or ":" in key or "}" in key for e in tree.iter() for key in e.attrib)


@pytest.mark.parametrize(
    "codings",
    [[], [Coding(Document("x", ""))], [Coding(Document("x", "Nothing happened."))], [Coding(Document("x", "Nichts."), skipped="language: de")]],
    ids=["no documents", "no text", "no events", "not coded"],
)
def test_little_to_show(codings: list[Coding]) -> None:
    html = report(*codings)
    parsed(html)
    assert "<figure" not in html


def test_events_without_place_or_date() -> None:
    coding = border_case()
    for event in coding.events:
        event.time = event.place = None
    html = report(coding)
    parsed(html)
    assert 'id="map"' not in html
    assert 'id="network"' in html


def test_characters_that_no_page_can_hold() -> None:
    text = "a\x00b\ud800 shelled\x1b c\x0b\ufffe"
    build = Build(text, title=text, author=text)
    when = ("shelled", "2016-04-01", "2016-04-01")
    build.event("ASSAULT", "shelled", [("X\x01", None, "a\x00b")], [("Y\ud801", None, "c\x0b")], when, ("shelled", text, "AZE", 40.0, 46.0, False))
    html = report(build.coding)
    html.encode("utf8")
    assert 'id="network"' in html
    parsed(html.replace("\ufffe", ""))


def test_many_documents_stay_lean() -> None:
    html = report(*[border_case(id=str(i)) for i in range(30)], limits=Limits(texts=2))
    assert html.count('class="body"') == 2
    assert "Texts are printed for the first 2 documents" in html
    parsed(html)


def test_writes_to_a_path_and_twice_the_same(tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        write_report(iter([border_case()]), tmp_path / name, title="Títle")
    first = (tmp_path / "a.html").read_text("utf8")
    assert first == (tmp_path / "b.html").read_text("utf8")
    assert "<h1>Títle</h1>" in first


def test_templates_use_the_fields_of_contexts_and_no_others() -> None:
    records = [c for c in vars(contexts).values() if hasattr(c, "__dataclass_fields__") and c is not contexts.Limits]
    fields = {name for record in records for name in record.__dataclass_fields__}
    env = environment()
    used = set()
    for name in ("report.html.j2", "parts.html.j2"):
        used |= {node.attr for node in env.parse(source(name)).find_all(nodes.Getattr)}
    assert used - fields <= {"index", "last"}  # of Jinja's loop
    assert fields - used == set()


def test_render_is_of_contexts_alone() -> None:
    content = page([border_case()])
    assert render(content) == render(content)
