from hypothesis import given
from hypothesis import strategies as st

from counterclaim.show.segments import Marking, paragraphs, segments

TEXTS = st.text(alphabet="ab \n<é😀", max_size=60)
OFFSETS, KINDS = st.integers(-5, 70), st.sampled_from(["event", "cue", "content"])
MARKINGS = st.lists(st.builds(Marking, OFFSETS, OFFSETS, KINDS, st.sampled_from("xyz")), max_size=8)


@given(TEXTS, MARKINGS)
def test_segments_are_the_text_and_carry_just_the_markings_over_them(text: str, markings: list[Marking]) -> None:
    cut = segments(text, markings)
    assert "".join(s.text for s in cut) == text
    for s in cut:
        assert s.text == text[s.start : s.end] != ""
        over = {m for m in markings if m.start < m.end and m.start < s.end and m.end > s.start}
        assert set(s.markings) == over
        assert all(m.start <= s.start and s.end <= m.end for m in over)


@given(TEXTS, MARKINGS)
def test_a_marking_opens_and_closes_once(text: str, markings: list[Marking]) -> None:
    inside = {m for m in markings if 0 <= m.start < m.end <= len(text)}
    cut = segments(text, markings)
    opened = [m for s in cut for m in s.opens if m in inside]
    closed = [m for s in cut for m in s.closes if m in inside]
    assert len(opened) == len(set(opened)) == len(inside) == len(closed) == len(set(closed))


@given(TEXTS)
def test_paragraphs_leave_out_blanks_only(text: str) -> None:
    kept = "".join(text[a:b] for a, b in paragraphs(text))
    assert "".join(kept.split()) == "".join(text.split())


def test_overlap_is_split() -> None:
    cut = segments("abcdef", [Marking(0, 4, "content", "c1"), Marking(2, 6, "event", "e1")])
    assert [(s.text, [m.id for m in s.markings]) for s in cut] == [("ab", ["c1"]), ("cd", ["c1", "e1"]), ("ef", ["e1"])]
