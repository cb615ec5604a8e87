"""Names that no lexicon holds are listed with what they would have done, instead of being dropped."""

import csv
import json
from collections.abc import Callable

import pytest
import yaml

from counterclaim.annotate.with_spacy import SpacyAnnotator
from counterclaim.coder import Coder
from counterclaim.lexicon.bundle import load_lexicon
from counterclaim.records import Coding
from counterclaim.show.unknown import COLUMNS, gather, unknown_table


@pytest.fixture(scope="module")
def code(annotator: SpacyAnnotator) -> Callable[..., Coding]:
    coder = Coder(annotator)
    return lambda text, **fields: coder(text, published="2019-03-01", **fields)


CASES = [
    ("The Kivu Dawn Front attacked Congolese troops.", "Kivu Dawn Front", "group", "source", "ASSAULT", ("COD",)),
    ("France condemned the Azanian Liberation Movement.", "Azanian Liberation Movement", "group", "target", "ACCUSE", ("FRA",)),
    ("NDC fighters attacked a UN convoy.", "NDC", "group", "source", "ASSAULT", ("IGO:UN",)),
    ('"We will not yield," said Jean Mutombo.', "Jean Mutombo", "person", "speaker", "promise", ()),
    ("Joseph Tambala met Chinese officials.", "Joseph Tambala", "person", "source", "CONSULT", ("CHN",)),
    ("Russia accused the Front for the Defence of Zond.", "Front for the Defence of Zond", "group", "target", "ACCUSE", ("RUS",)),
    ("Israel bombed the Zahra Brigades.", "Zahra Brigades", "group", "target", "ASSAULT", ("ISR",)),
]


@pytest.mark.parametrize(("text", "name", "kind", "part", "type_", "others"), CASES, ids=[c[0] for c in CASES])
def test_who_is_lost_is_listed_with_what_it_did(code, text, name, kind, part, type_, others) -> None:
    coding = code(text)
    assert (name, kind, part, type_, others) in [(u.text, u.kind, u.part, u.type, u.others) for u in coding.unknown]
    for u in coding.unknown:
        assert coding.document.text[u.start : u.end] == u.text
        assert u.rule


@pytest.mark.parametrize(
    "text",
    [
        "France attacked Mali on Monday.",
        "The Foreign Ministry condemned Mali.",
        "France rejected the Treaty of Zond.",
        "Turkish President Ali Demirzade met Russian officials.",  # introduced by title and state
        "Hezbollah fighters attacked Israel.",
        "The Dawn Front was founded in Goma.",  # in no event
    ],
)
def test_who_is_known_or_takes_no_part_is_not(code, text) -> None:
    assert not code(text).unknown


def test_looking_for_strangers_changes_no_coding(code) -> None:
    text = "The Kivu Dawn Front attacked Congolese troops. France condemned Mali."
    coding = code(text)
    assert coding.unknown
    assert not any("?" in str(a.actor) for e in coding.events for a in (*e.sources, *e.targets))
    assert {n.rule for n in coding.notes} >= {e.rule for e in coding.events}


def test_asides_stay_out(annotator) -> None:
    from counterclaim.read import document_from_text
    from counterclaim.records import Aside

    text = "The Kivu Dawn Front attacked Congolese troops. France condemned Mali."
    document = document_from_text(text)
    document.asides = [Aside("caption", 0, 46)]
    assert not next(Coder(annotator).code([document])).unknown


DOCUMENTS = (
    ("one", 'The Kivu Dawn Front attacked Congolese troops. "We go on," said Jean Mutombo. Mutombo met Chinese officials.'),
    ("two", 'France condemned the Kivu Dawn Front: "a shame".'),
)


def test_names_are_gathered_over_documents(code) -> None:
    names = gather(code(text, id=name) for name, text in DOCUMENTS)
    assert {(n.name, n.kind, len(n.places), n.documents) for n in names} == {
        ("Kivu Dawn Front", "group", 2, 2),
        ("Jean Mutombo", "person", 2, 1),
    }
    rows = list(csv.DictReader(unknown_table(names, "csv").splitlines()))
    assert tuple(rows[0]) == COLUMNS
    assert {r["would_have"] for r in rows if r["name"] == "Kivu Dawn Front"} == {"source of ASSAULT|target of ACCUSE"}
    assert [r["name"] for r in json.loads(unknown_table(names, "json"))] == [n.name for n in names]
    assert "Kivu Dawn Front (group, 2 doc.)" in unknown_table(names, "text")
    assert "Every name" in unknown_table([], "text")


def test_stubs_are_a_lexicon_once_filled_in(code, annotator, tmp_path) -> None:
    stubs = unknown_table(gather(code(text, id=name) for name, text in DOCUMENTS), "yaml")
    path = tmp_path / "my.yaml"
    path.write_text(stubs, encoding="utf8")
    assert len(load_lexicon(path).actors.phrases) == len(load_lexicon().actors.phrases)  # nothing filled in yet
    path.write_text(stubs.replace('["Kivu Dawn Front"], actor: "?", role: "?"', '["Kivu Dawn Front"], actor: COD, role: REB'), encoding="utf8")
    assert yaml.safe_load(path.read_text())["people"] == [{"name": "Jean Mutombo", "actor": "?", "role": "?"}]
    coding = Coder(annotator, load_lexicon(path))("France condemned the Kivu Dawn Front.")
    assert [(a.actor, a.role) for a in coding.events[0].targets] == [("COD", "REB")]
    assert not coding.unknown
