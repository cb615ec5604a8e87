"""Each view shows what the case holds, and every link of every page leads somewhere."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import html5lib
import pytest
from lxml import etree
from starlette.testclient import TestClient

from counterclaim import casebook
from counterclaim.record.view import View
from counterclaim.record.writer import Writer

VIEWS = {
    "/": ["documents", "happenings", "Where the documents contradict each other", "Sample: a view from Baku"],
    "/documents": ["3 documents", "Four nights on the contact line"],
    "/document?id=view-from-baku": ["Armenian troops", "Armenia", "attack", "our defence ministry"],
    "/events": ["shelled", "Azerbaijan (civilians)"],
    "/events?who=Armenia&type=ASSAULT": ["shelled"],
    "/happenings": ["independent voice"],
    "/disputes": ["planned the offensive"],
    "/claims": ["Who claims", "Azerbaijan", "Whom claims are about"],
    "/search": ["Words that stand in a text"],
    "/search?text=shelled": ["Four nights on the contact line", "Who", "What"],
    "/timeline": ["Events by day", "The same as a table"],
    "/timeline?since=2016-04-02&until=2016-04-05": ["2–5 April 2016"],
    "/map": ["Where events happened", "Moscow", "disputed"],
    "/map?box=45,39,48,41": ["From farther off"],
    "/relations": ["Who dealt with whom", "Armenia and Azerbaijan"],
    "/relations?a=ARM&b=AZE": ["Armenia towards Azerbaijan", "Goldstein"],
    "/corrections": ["0 corrections"],
    "/add": ["drop them here"],
    "/api": ["/api/events", "OpenAPI"],
}


@pytest.mark.parametrize(("path", "words"), VIEWS.items())
def test_views(client: TestClient, path: str, words: list[str]) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    for word in words:
        assert word in answer.text
    tree = html5lib.HTMLParser(strict=True, tree=html5lib.getTreeBuilder("lxml"), namespaceHTMLElements=False).parse(answer.text)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids)), "an id stands twice"


def links(page: str, base: str) -> set[str]:
    tree = html5lib.parse(page, treebuilder="lxml", namespaceHTMLElements=False)
    found = {urljoin(base, href) for href in tree.xpath("//a/@href | //link/@href | //script/@src")}
    return {f for f in found if urlsplit(f).netloc == urlsplit(base).netloc}


def test_every_link_leads_somewhere(client: TestClient) -> None:
    """A walk from the overview: each address answers, each anchor of a text and its coding is there."""
    base = str(client.base_url) + "/"
    todo, seen, pages = [base], set(), {}
    while todo and len(seen) < 120:
        url = todo.pop(0)
        path = url.partition("#")[0]
        if path not in seen:
            seen.add(path)
            answer = client.get(path)
            assert answer.status_code == 200, path
            if answer.headers["content-type"].startswith("text/html"):
                pages[path] = answer.text
                todo += sorted(links(answer.text, path), key=lambda link: ("box=" in link, len(link)))
        anchor = url.partition("#")[2]
        if anchor and path in pages:
            assert f'id="{anchor}"' in pages[path], url
    assert len(pages) > 50


def test_evidence_leads_both_ways(client: TestClient) -> None:
    page = client.get("/document?id=view-from-baku").text
    assert 'href="#d1-e1"' in page
    assert 'id="d1-e1"' in page
    assert 'href="#d1-e1-text"' in page
    assert 'id="d1-e1-text"' in page


def test_a_passage_without_an_event_is_pointed_out(client: TestClient) -> None:
    page = client.get("/document?id=view-from-baku&at=30&to=60").text
    assert 'id="d1-at-text"' in page
    assert "passage" in page


def test_an_empty_case_is_begun(tmp_path: Path, serve: Callable[..., TestClient]) -> None:
    path = tmp_path / "new.db"
    Writer(path).close()
    client = serve(path=path)
    for view in VIEWS:
        if not view.startswith("/document?"):
            assert client.get(view).status_code == 200, view
    assert "Nothing is in this case yet" in client.get("/").text


@pytest.mark.parametrize("table", ["events", "claims", "happenings", "disputes", "actors", "documents", "days", "places", "ties", "corrections"])
def test_tables_come_as_csv(client: TestClient, table: str) -> None:
    answer = client.get(f"/download?table={table}")
    assert answer.status_code == 200
    assert f'filename="{table}.csv"' in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows or table == "corrections"


def test_a_download_asks_as_the_page_does(client: TestClient, case: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/download?table=events&who=Armenia").content.decode("utf-8-sig"))))
    assert rows
    assert all("ARM" in r["sources"] for r in rows)


@pytest.mark.parametrize("name", ["bars", "map", "web"])
def test_pictures_come_as_files(client: TestClient, name: str) -> None:
    svg = client.get(f"/picture?name={name}")
    root = etree.fromstring(svg.content)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "var(--" not in svg.text, "a file of its own knows no variables of a page"
    assert client.get(f"/picture?name={name}&format=png").content.startswith(b"\x89PNG")


def test_cells_that_a_spreadsheet_would_run_are_defused(tmp_path: Path, coder: object, serve: Callable[..., TestClient]) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"id": "a", "title": "=HYPERLINK(\\"http://x.example\\")", "text": "Armenia accused Azerbaijan of shelling villages."}\n')
    casebook.add(tmp_path / "new.db", [str(file)], coder)  # type: ignore[arg-type]
    text = serve(path=tmp_path / "new.db").get("/download?table=documents").text
    assert "'=HYPERLINK" in text


def test_paging_leads_through_all(client: TestClient, case: Path) -> None:
    with View(case) as view:
        total = view.count("events")
    first, last = client.get("/events?limit=20").text, client.get(f"/events?limit=20&offset={total - total % 20}").text
    assert 'rel="next"' in first
    assert 'rel="prev"' not in first
    assert 'rel="prev"' in last
    assert 'rel="next"' not in last
