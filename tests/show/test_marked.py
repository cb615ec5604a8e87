from __future__ import annotations

from factory import TEXT, border_case
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.records import Aside, Claim, Coding, Document, Event, Span, Speaker
from counterclaim.show.marked import marked_paragraphs

SPANS = st.tuples(st.integers(0, 80), st.integers(0, 80))


def pieces_of(coding: Coding) -> list[list]:
    return marked_paragraphs(coding, coding.events, coding.claims, "d1")


def test_the_text_is_whole() -> None:
    assert ["".join(p.text for p in line) for line in pieces_of(border_case())] == [line for line in TEXT.splitlines() if line.strip()]


def test_overlapping_marks_lead_to_both_rows() -> None:
    both = next(p for line in pieces_of(border_case()) for p in line if p.text == "guns")
    assert [tip[:2] for tip in both.tips] == ["e3", "e2"]
    assert {"event", "content"} <= set(both.classes.split())


@given(st.text(alphabet="ab \n<&é", max_size=80), st.lists(SPANS, max_size=5), st.lists(SPANS, max_size=5))
def test_every_row_finds_its_words(text: str, triggers: list[tuple[int, int]], cues: list[tuple[int, int]]) -> None:
    def span(a: int, b: int) -> Span:
        return Span(a, b, text[a:b])

    coding = Coding(Document("x", text, asides=[Aside("caption", 0, 3)]))
    coding.events = [Event(f"e{i}", "ASSAULT", "190", "material conflict", -9.0, span(a, b)) for i, (a, b) in enumerate(triggers)]
    coding.claims = [Claim(f"c{i}", Speaker(a, b, ""), span(a, b), [span(b, b + 4)]) for i, (a, b) in enumerate(cues)]
    lines = pieces_of(coding)
    anchors = [a for line in lines for p in line for a in p.anchors]
    assert len(anchors) == len(set(anchors))
    covered = {f"d1-{e.id}-text" for e in coding.events if text[e.trigger.start : e.trigger.end].strip()}
    assert covered <= set(anchors)
