"""Each task's figures on gold and codings small enough to count by hand."""

import pytest

from counterclaim.evaluate.accounts import coded_case_from, gold_case_from, measure_accounts
from counterclaim.evaluate.actors import measure_actors, tagged_from
from counterclaim.evaluate.claims import article_from, measure_claims
from counterclaim.evaluate.classes import labelled_from, measure_classes
from counterclaim.evaluate.coded import coded_from
from counterclaim.evaluate.events import measure_events, sentence_from
from counterclaim.evaluate.figures import Score, pairs_made
from counterclaim.evaluate.places import measure_places, placed_from
from counterclaim.evaluate.reading import measure_reading, read_article_from
from counterclaim.evaluate.stance import judged_from, measure_stance
from counterclaim.evaluate.times import calendar_days, dated_from, measure_times


def party(code, start=None, end=None):
    return {"actor": code, "code": code, "start": start, "end": end}


def event(kind, sources=(), targets=(), **more):
    return {"type": kind, "sources": [party(s) for s in sources], "targets": [party(t) for t in targets], **more}


def sentence(*events, **more):
    return sentence_from({"id": "s", "text": "…", "events": list(events), **more})


def coding(**fields):
    return coded_from({"id": "s", **fields})


def test_score_and_pairing() -> None:
    score = Score(1, 2, 4) + Score(2, 2, 2)
    assert score.to_dict() == {"p": 0.75, "r": 0.5, "f1": 0.6}
    assert Score().f1 == 0
    assert Score(3, 2, 4).capped() == Score(2, 2, 4)
    likeness = {(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.8, (1, 1): 0.4}
    assert pairs_made([0, 1], [0, 1], lambda a, b: likeness[a, b]) == 1  # the likest goes first, what is left is below the floor


GOLD = event("ACCUSE", ["IRN"], ["IRQ"], status="actual")


@pytest.mark.parametrize(
    ("gold", "said", "type_", "actor", "whole"),
    [
        ([GOLD], [event("ACCUSE", ["IRN"], ["IRQ"])], (1, 1, 1), (2, 2, 2), (1, 1, 1)),
        ([GOLD], [event("ACCUSE", ["IRQ"], ["IRN"])], (1, 1, 1), (0, 2, 2), (0, 1, 1)),
        ([GOLD], [event("REJECT", ["IRN"], ["IRQ"])], (0, 1, 1), (0, 0, 2), (0, 1, 1)),
        ([GOLD], [event("ACCUSE", ["IRN"], []), event("ACCUSE", ["IRN"], ["IRQ"])], (1, 1, 1), (2, 2, 2), (1, 2, 1)),
        ([GOLD], [], (0, 0, 1), (0, 0, 2), (0, 0, 1)),
        ([event("AGREE", ["PER", "CHL"])], [event("AGREE", ["PER"], ["CHL"])], (1, 1, 1), (2, 2, 2), (1, 1, 1)),  # no target in gold
        ([event("REQUEST", ["IGO"], ["MLI"])], [event("REQUEST", ["IGO:UN"], ["MLI"])], (1, 1, 1), (2, 2, 2), (1, 1, 1)),
        ([], [event("ASSAULT", ["PER"])], (0, 1, 0), (0, 0, 0), (0, 1, 0)),
    ],
)
def test_events(gold, said, type_, actor, whole) -> None:
    result = measure_events([sentence(*gold)], [coding(events=said)])
    assert result.figures["type"] == Score(*type_)
    assert result.figures["actor"] == Score(*actor)
    assert result.figures["whole"] == Score(*whole)
    assert result.figures["silent"] == (not said)


def test_events_of_open_types_count_neither_way() -> None:
    result = measure_events([sentence(open=["AID"])], [coding(events=[event("AID", ["PER"])])])
    assert result.figures["type"] == Score()
    assert result.figures["false alarms"] == 0


def test_status_and_false_alarms() -> None:
    golds = [sentence(GOLD), sentence(GOLD), sentence()]
    codings = [coding(events=[event("ACCUSE", status=s)]) for s in ("actual", "negated")] + [coding(events=[event("AID")])]
    figures = measure_events(golds, codings).figures
    assert (figures["status"], figures["false alarms"]) == (0.5, 1.0)


def test_class_is_the_codings_own_or_that_of_its_surest_event() -> None:
    codings = [
        coding(events=[event("AID", confidence=0.2), event("ASSAULT", confidence=0.9)]),
        coding(events=[event("AID")], **{"class": "VERBAL_CONFLICT"}),
        coding(),
    ]
    gold = [labelled_from({"id": "s", "class": c}) for c in ("MATERIAL_CONFLICT", "VERBAL_CONFLICT", "STATEMENT")]
    figures = measure_classes(gold, codings).figures
    assert figures == {"macro f1": 0.6, "accuracy": 1.0}


def test_actors() -> None:
    gold = tagged_from(
        {"id": "s", "tokens": ["The", "old", "Swiss", "envoy", "met", "Swedes", "."], "tags": ["O", "B-S", "I-S", "I-S", "O", "B-T", "O"]}
    )
    said = [{"start": 8, "end": 19, "role": "S"}, {"start": 24, "end": 30, "role": "T"}]
    figures = measure_actors([gold], [coding(roles=said)]).figures
    assert figures["exact"] == Score(1, 2, 2)
    assert figures["overlap"] == Score(2, 2, 2)
    both = {"type": "CONSULT", "sources": [party("CHE", 8, 19)], "targets": [party("CHE", 8, 19)]}
    assert measure_actors([gold], [coding(events=[both])]).figures["overlap"] == Score(0, 1, 2)  # on both sides: R


def test_claims() -> None:
    text = "Lima said that the road was open."
    gold = article_from({"id": "a", "text": text, "attributions": [{"source": [[0, 4]], "cue": [[5, 9]], "content": [[15, 32]]}]})
    claim = {"source": {"start": 0, "end": 4}, "cue": {"start": 5, "end": 9}, "content": [{"start": 10, "end": 33}]}
    figures = measure_claims([gold], [coding(claims=[claim])]).figures
    assert figures["source exact"] == figures["cue exact"] == figures["content overlap"] == figures["link"] == Score(1, 1, 1)
    assert figures["content exact"] == Score(0, 1, 1)
    unnamed = claim | {"source": None}
    assert measure_claims([gold], [coding(claims=[unnamed])]).figures["link"] == Score(0, 1, 1)


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2015-03-04", ("2015-03-04", "2015-03-04")),
        ("2015-03-04T12:00", ("2015-03-04", "2015-03-04")),
        ("2015-W10", ("2015-03-02", "2015-03-08")),
        ("2015-W10-WE", ("2015-03-07", "2015-03-08")),
        ("2016-02", ("2016-02-01", "2016-02-29")),
        ("2015-12", ("2015-12-01", "2015-12-31")),
        ("2015-Q3", ("2015-07-01", "2015-09-30")),
        ("2015-H2", ("2015-07-01", "2015-12-31")),
        ("2015", ("2015-01-01", "2015-12-31")),
        ("199X", ("1990-01-01", "1999-12-31")),
        ("18XX", ("1800-01-01", "1899-12-31")),
        ("PAST_REF", None),
        ("P3D", None),
        ("2015-13", None),
        (None, None),
    ],
)
def test_calendar(value, days) -> None:
    assert calendar_days(value) == days


def test_times() -> None:
    marks = [("DATE", "2015-03-04"), ("DATE", "2015"), ("DURATION", "P3D")]
    gold = dated_from({"id": "t", "times": [{"start": 10 * i, "end": 10 * i + 5, "type": t, "value": v} for i, (t, v) in enumerate(marks)]})
    said = [(0, "2015-03-04", "2015-03-04"), (10, "2015-01-01", "2015-06-30"), (20, "2015-03-01", "2015-03-03"), (50, "2015-01-01", "2015-01-01")]
    said.append((60, "2015", "2015"))
    figures = measure_times([gold], [coding(times=[{"start": a, "end": a + 5, "from": b, "to": c} for a, b, c in said])]).figures
    assert figures["found"] == Score(2, 3, 2)
    assert figures["value"] == Score(1, 3, 2)


def test_places() -> None:
    lima, oslo = {"start": 0, "end": 4, "lat": -12.05, "lon": -77.05}, {"start": 10, "end": 14, "lat": 59.9, "lon": 10.75}
    gold = placed_from({"id": "p", "places": [lima, oslo], "loose": [{"start": 20, "end": 25}]})
    said = [lima, oslo | {"lat": 40.0}, {"start": 20, "end": 25, "lat": 0.0, "lon": 0.0}, {"start": 30, "end": 34, "lat": None, "lon": None}]
    figures = measure_places([gold], [coding(places=said)]).figures
    assert figures == {"found": Score(2, 2, 2), "acc161": 0.5, "end to end": Score(1, 2, 2)}


READ = {
    "id": "r",
    "events": [{"note": "raid", "within": [0, 20], "type": ["ASSAULT", "COERCE"], "sources": ["TCD"], "status": "actual", "said_by": "SDN"}],
    "claims": [{"note": "charge", "within": [30, 50], "source_actor": "SDN", "act": "accuse"}],
    "wrong": [{"note": "reversed", "within": [0, 20], "sources": ["SDN"]}],
}
CLAIM = {"id": "c1", "source": {"start": 30, "end": 35, "actor": "SDN", "text": "Sudan"}, "cue": {"start": 36, "end": 40}, "act": "accuse"}


@pytest.mark.parametrize(
    ("events", "claims", "share"),
    [
        ([event("COERCE", ["TCD"], status="actual", claims=["c1"])], [CLAIM], 1.0),
        ([event("COERCE", ["TCD"], status="actual")], [CLAIM], 5 / 6),
        ([event("COERCE", ["SDN"], status="actual", claims=["c1"])], [CLAIM], 4 / 6),  # a fact missed, and a wrong reading
        ([event("COERCE", ["TCD"], status="actual", claims=["c1"])] * 4, [CLAIM], 4 / 6),  # four for one: half the points
        ([], [], 0.0),
    ],
)
def test_reading(events, claims, share) -> None:
    events = [e | {"trigger": {"start": 5, "end": 10}} for e in events]
    result = measure_reading([read_article_from(READ)], [coding(events=events, claims=claims)])
    assert result.figures["share"] == pytest.approx(share)


def test_accounts() -> None:
    a, b, c = ["x", 0, 10], ["y", 0, 10], ["y", 20, 30]
    gold = gold_case_from({"id": "k", "happenings": [[a, b, c]], "disputes": [{"kind": "denial", "sides": [a, b]}]})
    spans = [{"document": d, "start": s, "end": e} for d, s, e in (a, b)]
    said = {"id": "k", "happenings": [{"events": spans}], "disputes": [{"kind": kind, "sides": spans} for kind in ("denial", "blame")]}
    figures = measure_accounts([gold], [coded_case_from(said)]).figures
    assert figures == {"happenings": Score(1, 1, 3), "disputes": Score(1, 2, 1)}


def judged(start, end, source, act, stance):
    return judged_from({"id": "s", "claim": [start, end], "source_text": source, "act": act, "author_stance": stance})


def said(cue, source="", act="state", stance="neutral"):
    return {"cue": {"start": cue, "end": cue + 4}, "source": {"text": source}, "act": act, "author_stance": stance}


def test_stance_is_that_of_the_claim_meant() -> None:
    gold = [
        judged(10, 30, "Lima", "state", "rejects"),
        judged(10, 30, None, ["deny", "accuse"], "neutral"),
        judged(50, 60, "Quito", "state", "doubts"),
    ]
    coded = [
        coding(claims=[said(12, "Quito"), said(20, "Lima", stance="rejects")]),  # the source tells them apart
        coding(claims=[said(2), said(28, act="accuse", stance="doubts")]),  # only what meets the stretch
        coding(claims=[said(12)]),
    ]
    result = measure_stance(gold, coded)
    assert result.values() == {"found": 0.6667, "stance": 0.4, "taken": 0.5, "act": 0.6667}
    assert result.details["rejects"] == Score(1, 1, 1)
    assert result.details["doubts"] == Score(0, 1, 1)


def test_a_stance_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="none of neutral"):
        judged(0, 1, None, "state", "sceptical")
