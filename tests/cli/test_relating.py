"""Relations on the command line: figures, files, and what is said of questions that cannot be put."""

import json
from pathlib import Path

import html5lib
import pytest

from relate.made import dyad_list, gdelt_row, write


@pytest.fixture(scope="module")
def events(tmp_path_factory) -> Path:
    return dyad_list(tmp_path_factory.mktemp("events") / "list.csv", tie=0.8)


@pytest.fixture
def series(tmp_path) -> Path:
    return write(tmp_path / "weeks.csv", "ours,theirs", *(f"{(i * 37) % 11},{(i * i) % 7}" for i in range(120)))


def test_events_are_imported_with_an_account(run, tmp_path) -> None:
    out = tmp_path / "events.parquet"
    source = write(tmp_path / "a.CSV", gdelt_row(1), gdelt_row(2), gdelt_row(3, code="??"))
    status, said, _ = run("import", source, "--one-a-day", "-o", out)
    assert status == 0
    assert "GDELT 2.0 events" in said
    assert "1 event left out that repeat" in said
    assert "code not known" in said
    status, said, _ = run("import", source, "-o", out, "--format", "json")
    found = json.loads(said)
    assert (found["rows"], found["events"], found["repeated"], found["left_out"][0]["rows"]) == (3, 2, None, 1)


def test_depends_answers_in_words_table_and_chart(run, events, tmp_path) -> None:
    report = tmp_path / "depends.html"
    status, out, _ = run("depends", "ARM-AZE", "--on", "TUR,RUS", "--events", events, "--lags", 1, "-o", report)
    assert status == 0
    assert out.splitlines()[2].startswith("Depends: Armenia–Azerbaijan depends on Turkey")
    html = report.read_text(encoding="utf8")
    assert html.count("<svg") == 3  # shares, and the responses to either third; nobody is left for a placebo
    assert "://" not in html.replace("http://www.w3.org", "")  # nothing is loaded
    assert "cause" in out  # that nothing here is one is said
    html5lib.HTMLParser(strict=True).parse(html)


def test_plain_series_as_json(run, series) -> None:
    status, out, _ = run("depends", "--series", series, "--of", "ours", "--on", "theirs", "--lags", 6, "--format", "json")
    assert status == 0
    test = next(t for t in json.loads(out)["tests"] if t["method"] == "granger")
    assert (test["cause"], test["effect"], test["lags"], test["df"]) == ("theirs", "ours", 6, [6, 120 - 6 - 13])
    assert test["F"] >= 0
    assert 0 <= test["p"] <= 1


def test_relation_and_network(run, events, tmp_path) -> None:
    status, out, _ = run("relation", "Armenia", "AZE", "-e", events, "-o", tmp_path / "relation.html")
    assert status == 0
    assert out.startswith("Armenia and Azerbaijan\n")
    assert "Armenia → Azerbaijan" in out
    status, out, _ = run("network", "-e", events, "--by", "all", "--format", "json", "-o", tmp_path / "network.html")
    assert status == 0
    assert json.loads(out)["networks"][0]["states"] == ["ARM", "AZE", "RUS", "TUR"]
    for name in ("relation", "network"):
        html = (tmp_path / f"{name}.html").read_text(encoding="utf8")
        assert "<svg" in html
        html5lib.HTMLParser(strict=True).parse(html)


def test_what_an_events_file_loses_is_said(run, events, tmp_path) -> None:
    more = write(tmp_path / "more.csv", events.read_text(encoding="utf8").strip(), "2001-02-31,ARM,AZE,190")
    status, _, err = run("relation", "ARM", "AZE", "-e", more)
    assert status == 0
    assert "1  no date that can be read" in err


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (("depends", "ARM-AZE", "--on", "TUR"), "--events FILE"),
        (("depends", "--on", "TUR"), "ISR-AZE"),
        (("depends", "ARM-AZE", "--on", "TUR", "-e", "nowhere.csv"), "check the path"),
        (("depends", "ARM-AZE", "--on", "ARM", "-e", "EVENTS"), "a side of the relation"),
        (("depends", "ARM-XXX", "--on", "TUR", "-e", "EVENTS"), "holds 4 actors"),
        (("depends", "ARM-TUR", "--on", "FRA", "-e", "EVENTS"), "among them"),
        (("depends", "RUS-TUR", "--on", "ARM", "-e", "EVENTS"), "RUS deals with: "),
        (("depends", "ARM-AZE", "--on", "TUR", "-e", "EVENTS", "--since", "1.1.2001"), "YYYY-MM-DD"),
        (("depends", "ARM-AZE", "--on", "TUR", "-e", "EVENTS", "--since", "2050-01-01"), "the table runs from 2001-01-0"),
        (("depends", "--series", "SERIES", "--of", "x", "--on", "theirs"), "it has ours, theirs"),
        (("depends", "--series", "SERIES", "--on", "theirs"), "--of"),
        (("depends", "--series", "SERIES", "--of", "ours", "--on", "theirs", "--lags", "60"), "fewer --lags"),
        (("relation", "ARM", "ARM", "-e", "EVENTS"), "twice"),
        (("network", "-e", "EVENTS", "--fewest", "99999"), "smaller --fewest"),
        (("network", "-e", "EVENTS", "--period", "1066"), "there are 2001"),
        (("import", "EVENTS", "-o", "/no/such/folder/x"), "choose another path"),
        (("import", "EVENTS", "-o", "x.parquet", "--map", "none.yaml"), "cannot be read"),
        (("import", "CODES", "-o", "x.parquet"), "No event could be kept: 2 × code not known; the first of them: 2001-01-01 | ARM | AZE | x1"),
    ],
)
def test_mistakes_get_a_remedy_and_status_2(run, events, series, tmp_path, arguments, remedy) -> None:
    codes = write(tmp_path / "codes.csv", "date,source,target,code", "2001-01-01,ARM,AZE,x1", "2001-01-02,ARM,AZE,x2")
    status, _, err = run(*[{"EVENTS": events, "SERIES": series, "CODES": codes}.get(a, a) for a in arguments])
    assert status == 2
    assert remedy in err
    assert "Traceback" not in err
