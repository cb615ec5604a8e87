"""Each kind of mistake gets its cause, and the table counts them."""

import pytest

from counterclaim.evaluate import mistakes
from counterclaim.evaluate.causes import by_cause
from counterclaim.evaluate.coded import coded_from
from counterclaim.evaluate.events import sentence_from
from counterclaim.evaluate.tables import mistakes_table


def side(*codes):
    return [{"code": c, "actor": c} for c in codes]


def gold(*events, **more):
    return sentence_from({"id": "s1", "text": "…", "events": list(events), **more})


def event(kind, sources, targets, rule=""):
    return {"type": kind, "sources": side(*sources), "targets": side(*targets), "rule": rule}


WANT = event("AID", ["JPN"], ["MNG"])


@pytest.mark.parametrize(
    ("said", "causes"),
    [
        ([], ["silent"]),
        ([WANT], []),
        ([event("ASSAULT", ["JPN"], ["MNG"])], ["wrong type", "extra event"]),
        ([event("AID", ["MNG"], ["JPN"])], ["role swap"]),
        ([event("AID", [], ["MNG"])], ["no source"]),
        ([event("AID", ["KOR"], ["MNG"])], ["wrong source"]),
        ([event("AID", ["JPN"], [])], ["no target"]),
        ([event("AID", ["JPN"], ["KOR"])], ["wrong target"]),
        ([event("AID", ["KOR"], ["KOR"])], ["wrong source and target"]),
        ([WANT, event("AGREE", ["JPN"], [], "r1")], ["extra event"]),
    ],
)
def test_cause(said, causes) -> None:
    assert [m.cause for m in mistakes([gold(WANT)], [coded_from({"id": "s1", "events": said})])] == causes


def test_table_counts_the_most_frequent_first() -> None:
    golds = [gold(), gold(), gold(WANT), gold(open=["AID"])]
    alarm = coded_from({"id": "s1", "events": [event("AID", ["JPN"], [], "AID/070/verb: help")]})
    found = mistakes(golds, [alarm, alarm, coded_from({"id": "s1"}), alarm])
    assert [(m.cause, n) for m, n in by_cause(found)] == [("event where nothing happens", 2), ("silent", 1)]
    table = mistakes_table(found)
    assert table.startswith("1 missed, 2 made up")
    assert "AID by rule AID/070/verb: help" in table
