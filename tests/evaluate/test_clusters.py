"""The task `clusters`: what is counted where events and gold mentions are not the same."""

from __future__ import annotations

from typing import Any

import pytest

from counterclaim.annotate.with_spacy import SpacyAnnotator
from counterclaim.evaluate.accounts import coded_case_from
from counterclaim.evaluate.clusters import Topic, coded_topic_from, gold_topic_from, measure_clusters

TEXTS = {"a": "Iran seized a tanker. Greece protested.", "b": "Iran captured the ship. Oman seized a dhow.", "c": "The ship was seized."}


def row(*groups: list[tuple[str, str]]) -> dict[str, Any]:
    places = [[(d, TEXTS[d].index(w), TEXTS[d].index(w) + len(w)) for d, w in g] for g in groups]
    coded = [{"events": [{"document": d, "start": s, "end": e} for d, s, e in g]} for g in places]
    return {"id": "t", "happenings": [[list(p) for p in g] for g in places], "coded": coded}


GOLD = row([("a", "seized"), ("b", "captured"), ("c", "seized")], [("b", "seized")], [("a", "protested")])


def topic(*groups: list[tuple[str, str]]) -> Topic:
    return coded_topic_from({"id": "t", "happenings": row(*groups)["coded"]})


def test_the_gold_itself_gets_everything() -> None:
    said = topic([("a", "seized a tanker"), ("b", "captured"), ("c", "seized")], [("b", "seized")], [("a", "protested")])
    result = measure_clusters([gold_topic_from(GOLD)], [said])
    assert result.values() == pytest.approx({"pairs": 1.0, "CoNLL": 1.0, "pairs given": 1.0, "CoNLL given": 1.0, "found": 1.0})
    assert "no parse" in result.remarks[0]


def test_what_nobody_marked_counts_against_the_groups_as_made_alone() -> None:
    said = topic([("a", "seized"), ("b", "captured"), ("a", "Greece")], [("c", "seized")], [("b", "seized")], [("a", "protested")])
    values = measure_clusters([gold_topic_from(GOLD)], [said]).figures
    assert (values["pairs"].hit, values["pairs"].said, values["pairs"].gold) == (1, 3, 3)
    assert (values["pairs given"].hit, values["pairs given"].said) == (1, 1)
    assert (values["found"].hit, values["found"].said, values["found"].gold) == (5, 6, 5)


def test_the_lemma_baseline_joins_what_has_one_lemma(annotator: SpacyAnnotator) -> None:
    parsed = dict(zip(TEXTS, annotator.annotate(TEXTS.values()), strict=True))
    said = Topic(coded_case_from({"id": "t", "happenings": []}), parsed)
    pairs = measure_clusters([gold_topic_from(GOLD)] * 2, [said] * 2).details
    near, wide = pairs["lemma+topic: pairs given"], pairs["lemma: pairs given"]
    assert (near.hit, near.said, near.gold) == (2, 6, 6)  # the three that are seized, in each of two topics
    assert (wide.hit, wide.said) == (2, 17)  # and, with the two other verbs, across them
