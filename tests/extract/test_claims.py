"""Who says what with which words, in sentences of our own."""

from __future__ import annotations

import pytest

from counterclaim.extract.claims import find_claims
from counterclaim.records import ActorMention, Aside, Claim, Document


class Nobody:
    """An actor index that knows nobody."""

    def of(self, i: int) -> list[ActorMention]:
        return []


class Named:
    """An actor index that knows the words given, by the index of their token."""

    def __init__(self, annotation, words: dict[str, tuple[str, str]]) -> None:
        self.found = {t.i: (t, words[t.text]) for t in annotation.tokens if t.text in words}

    def of(self, i: int) -> list[ActorMention]:
        if i not in self.found:
            return []
        token, (actor, role) = self.found[i]
        return [ActorMention(actor, role, token.start, token.end, token.text)]


@pytest.fixture(scope="module")
def claims(annotate):
    def claims(text: str, names: dict[str, tuple[str, str]] | None = None) -> list[Claim]:
        annotation = annotate(text)
        actors = Named(annotation, names) if names else Nobody()
        return find_claims(annotation, Document(id="d", text=text), actors)

    return claims


def parts(claim: Claim) -> tuple[str, str, str]:
    """(source, cue, content), pieces of content joined by " | "."""
    return (claim.source.text if claim.source else "", claim.cue.text if claim.cue else "", " | ".join(s.text for s in claim.content))


WORDS = [
    ("The foreign ministry in Paris said on Monday that the talks had failed.", "The foreign ministry in Paris", "said", "that the talks had failed"),
    ("Serbia insists Kosovo is part of its territory.", "Serbia", "insists", "Kosovo is part of its territory"),
    ("Ankara has repeatedly said it wants better relations.", "Ankara", "has repeatedly said", "it wants better relations"),
    ("He accused Moscow of arming the rebels.", "He", "accused", "Moscow of arming the rebels"),
    ("Tehran blamed the pilots for the crash.", "Tehran", "blamed", "the pilots for the crash"),
    ("She called on both sides to lay down their arms.", "She", "called on", "both sides to lay down their arms"),
    ("The Texan called his rival a “coward”.", "The Texan", "called", "his rival a “coward”"),
    ("He warned against any further sanctions.", "He", "warned against", "any further sanctions"),
    ("The president denied having met the ambassador.", "The president", "denied", "having met the ambassador"),
    ("The rebels threatened to blow up the pipeline.", "The rebels", "threatened", "to blow up the pipeline"),
    ("The general described the raid as a mistake.", "The general", "described", "the raid as a mistake"),
    ("The ambassador expressed hope that the embassy would reopen.", "The ambassador", "expressed hope", "that the embassy would reopen"),
    ("According to residents of the village, the shelling began at dawn.", "residents of the village", "According to", "the shelling began at dawn"),
    ("Tehran, in the words of one diplomat, has lost patience.", "one diplomat", "in the words of", "Tehran | has lost patience"),
    ("His warning that the dam might break was ignored.", "His", "warning", "that the dam might break"),
    ("Greek officials are confident that the deal will hold.", "Greek officials", "are confident", "that the deal will hold"),
    ("The premier is said to have left the country.", "", "is said", "The premier | to have left the country"),
    ("The minister was quoted as saying that the border would stay shut.", "The minister", "was quoted as saying", "that the border would stay shut"),
    ("Georgia's accusations against Russia were published on Friday.", "Georgia's", "accusations against", "Russia"),
    ("The army allegedly used cluster bombs.", "", "allegedly", "The army | used cluster bombs"),
    ("The bridge, he argued, could have been saved.", "he", "argued", "The bridge | could have been saved"),
    ("The two states plan to sign a treaty in May.", "The two states", "plan", "to sign a treaty in May"),
    ("He accused Moscow of lying and blamed Tehran for the attack.", "He", "accused", "Moscow of lying"),
    ('The spokeswoman, Maria Petrova: "We were not told."', "The spokeswoman, Maria Petrova", ":", '"We were not told."'),
    ("Kyiv said the column had turned back, citing satellite images.", "Kyiv", "said", "the column had turned back"),
]


@pytest.mark.parametrize(("text", "source", "cue", "content"), WORDS)
def test_source_cue_and_content(claims, text: str, source: str, cue: str, content: str) -> None:
    assert (source, cue, content) in [parts(c) for c in claims(text)]


ACTS = [
    ("The minister denied that the port was closed.", "deny"),
    ("The minister accused the neighbours of espionage.", "accuse"),
    ("The minister urged the parties to talk.", "demand"),
    ("The minister promised to rebuild the town.", "promise"),
    ("The minister warned that the ships would be sunk.", "threaten"),
    ("Experts warned that famine was near.", "state"),
    ("The minister dismissed the report as a lie.", "deny"),
    ("The minister believes that the truce will hold.", "believe"),
    ("The minister hopes to reopen the border.", "hope"),
    ("The minister asked whether the road was open.", "ask"),
    ("The minister wrote that the road was open.", "state"),
    ("The minister was convinced that the road was open.", "believe"),
    ("The minister wanted to know whether the road was open.", "ask"),
    ("The embargo would last, and Norway would have us believe that the fish are gone.", "state"),
    ('"Is the road open?" the minister said.', "ask"),
    ('"We will help them," the minister said.', "promise"),
    ('"If they come back, we will destroy them," the minister said.', "threaten"),
]

ACTS_OF_ONESELF = [
    ("Norway said that it hoped to reopen the border.", "hope"),
    ("Norway said it would veto the plan.", "threaten"),
    ("Norway said it would study the plan.", "state"),
    ("Norway said that Sweden hoped to reopen the border.", "state"),
]


@pytest.mark.parametrize(("text", "act"), ACTS_OF_ONESELF)
def test_act_of_what_speakers_say_of_themselves(claims, text: str, act: str) -> None:
    assert claims(text)[0].act == act


@pytest.mark.parametrize(("text", "act"), ACTS)
def test_act(claims, text: str, act: str) -> None:
    assert [c.act for c in claims(text)] == [act]


STANCES = [
    ("Iran says that it shot down a drone.", "neutral"),
    ("Iran rightly says that it owns the island.", "endorses"),
    ("As the minister pointed out, the treaty has no such clause.", "endorses"),
    ("Iran admitted that the plane was shot down.", "endorses"),
    ("Iran says that the dam is safe. Yes, indeed, it has stood for years.", "endorses"),
    ("Iran falsely claims that it owns the island.", "rejects"),
    ("Iran claims that it owns the island. The claim is absurd.", "rejects"),
    ("Iran's claim that it owns the island is ridiculous.", "rejects"),
    ("Iran repeats its delusional claim that the island was empty.", "rejects"),
    ("Iran lied when it said that the island was empty.", "rejects"),
    ("No evidence has been offered for Iran's claim that the island was empty.", "rejects"),
    ("Iran's assertion that the island was empty is simply not credible.", "rejects"),
    ("Iran has long argued that sanctions fail, and it can wait. It won.", "neutral"),
    ("Norway says that the cod is gone. How true.", "endorses"),
    ("Norway says that the cod is gone, and so it is.", "endorses"),
    ("Norway says that the cod is gone, and it is right.", "endorses"),
    ("Norway says that the cod is gone. Nobody can seriously dispute that.", "endorses"),
    ("Norway says that the cod is gone. The catches of last year bear it out.", "endorses"),
    ("Norway says that the cod is gone. They have a point.", "endorses"),
    ("Norway, to its credit, says that the cod is gone.", "endorses"),
    ("With good reason Norway complains that the cod is gone.", "endorses"),
    ("The minister had the courage to say that the cod was gone.", "endorses"),
    ("Everyone knew; only Norway knows that the cod is gone.", "endorses"),
    ("The logbooks show that the cod is gone.", "endorses"),
    ("Norway's well-founded complaint that the cod is gone was heard.", "endorses"),
    ("Norway denies that the cod is gone. Nor is it.", "endorses"),
    ("Norway denies that the cod is gone. But it is.", "rejects"),
    ("Norway says that the cod is gone. Nonsense.", "rejects"),
    ("Norway says that the cod is gone. It is not.", "rejects"),
    ("Norway says that the cod is gone. Far from it: the nets are full.", "rejects"),
    ("Norway has the nerve to say that the cod is gone.", "rejects"),
    ("Norway says that the cod is gone. The opposite is true.", "rejects"),
    ("With a straight face the minister told parliament that the cod was gone.", "rejects"),
    ("Norway would have us believe that the cod is gone.", "rejects"),
    ("Those who say that the cod is gone delude themselves.", "rejects"),
    ("Anyone who says that the cod is gone is mistaken.", "rejects"),
    ("The canard that the cod is gone was printed again.", "rejects"),
    ("Norway's claim that the cod is gone is without any foundation.", "rejects"),
    ("Norway says that the cod is gone. Perhaps.", "doubts"),
    ("Norway says that the cod is gone. Is it really?", "doubts"),
    ("Norway says that the cod is gone. Which cod?", "doubts"),
    ("Norway says that the cod is gone, which is hard to believe.", "doubts"),
    ("Norway says that the cod is gone. It said so ten years ago.", "doubts"),
    ("Norway says that the cod is gone; so far it has offered no evidence.", "doubts"),
    ("A self-styled captain said that the cod was gone.", "doubts"),
    ("Whatever the minister says, the cod is gone.", "doubts"),
    ("The minister reminded his guests that the cod was gone.", "neutral"),
    ("The report did not show that the cod was gone.", "neutral"),
    ("The captain, who was correctly dressed, said that the cod was gone.", "neutral"),
    ("Norway says that the cod is gone. It will study the figures.", "neutral"),
    ("Norway says that the cod is gone. Did the ships come back in May?", "neutral"),
    ('Norway says that the cod is gone. "Nonsense," said the fishermen of Bergen.', "neutral"),
    ("Norway says the report is hard to believe.", "neutral"),
    ("Norway said that Sweden had the nerve to ask for cod.", "neutral"),
    ("The newspaper of the so-called Free Port said that the cod was gone.", "neutral"),
    ("Iran has long argued that sanctions fail. This is true.", "endorses"),
    ("But the minister's claim that the islands are defenceless is false.", "rejects"),
    ("We are asked to believe that the raid was an accident.", "doubts"),
    ("The envoy is right to say that sanctions fail.", "endorses"),
    ('Their "proof" that the island was empty is on show.', "doubts"),
    ("We are told that the island was empty.", "doubts"),
    ("It is alleged that the island was empty.", "doubts"),
    ("Iran says that the so-called settlers have left.", "doubts"),
]


@pytest.mark.parametrize(("text", "stance"), STANCES)
def test_stance_of_the_author(claims, text: str, stance: str) -> None:
    found = [c.author_stance for c in claims(text) if c.parent is None]
    assert stance in found
    assert stance != "neutral" or set(found) == {"neutral"}


def test_stance_of_another_speaker_is_not_the_authors(claims) -> None:
    found = claims("Oman said that Iran had falsely claimed that the island was empty.")
    assert {c.author_stance for c in found} == {"neutral"}


def test_a_rejection_by_another_speaker_is_not_the_authors(claims) -> None:
    found = claims('Iran said that the island was empty. "The claim is absurd," the envoy of Oman replied. The claim is absurd, he said.')
    assert {c.author_stance for c in found} == {"neutral"}


OWN = [
    ("I want to stress that nobody asked us.", "want to stress"),
    ("It should be noted that the town was empty.", "should be noted"),
    ("I am convinced that the war could have been avoided.", "am convinced"),
    ("We still hope that the border will open.", "still hope"),
    ("Neighbours quarrel, and I also express my hope that the embassy will open.", "also express my hope"),
]


@pytest.mark.parametrize(("text", "cue"), OWN)
def test_the_author_speaks(claims, text: str, cue: str) -> None:
    assert [(c.source.actor, c.cue.text) for c in claims(text) if c.source] == [("author", cue)]


def test_a_question_of_the_author_is_no_claim(claims) -> None:
    assert claims("Does anybody believe that the border is safe?") == []


def test_claims_nest(claims) -> None:
    outer, inner = claims("Kyiv said that Moscow had denied that it shelled the port.")
    assert (outer.id, outer.parent, inner.id, inner.parent) == ("c1", None, "c2", "c1")
    assert (outer.act, inner.act) == ("state", "deny")


def test_actor_and_role_come_from_the_index(claims) -> None:
    names = {"ministry": ("FRA", "GOV"), "Iran": ("IRN", "GOV")}
    said, added = claims("The ministry said that it would wait. Iran, which said that it would not, left.", names)
    assert (said.source.actor, said.source.role) == ("FRA", "GOV")
    assert (added.source.text, added.source.actor) == ("which", "IRN")


def test_coordinated_source_is_one_speaker(claims) -> None:
    (claim,) = claims("Iran and Iraq said that the river was theirs.", {"Iran": ("IRN", "GOV"), "Iraq": ("IRQ", "GOV")})
    assert (claim.source.text, claim.source.actor) == ("Iran and Iraq", "IRN")


def test_asides_are_not_read(annotate) -> None:
    text = "Photo: the mayor said that the town was safe.\n\nNothing happened."
    document = Document(id="d", text=text, asides=[Aside("caption", 0, 45)])
    assert find_claims(annotate(text), document, Nobody()) == []


def test_every_claim_names_its_rule(claims) -> None:
    (claim,) = claims("He pointed out that the road was closed.")
    assert claim.rule == "state/verb: point out"


def spokesmen(annotate, text: str, **fields) -> list[tuple[str, str | None]]:
    annotation = annotate(text)
    names = Named(annotation, {"Iran": ("IRN", "GOV"), "Oman": ("OMN", "GOV")})
    found = find_claims(annotation, Document(id="d", text=text, **fields), names)
    return [(c.source.text, c.source.actor) for c in found if c.source]


RUNNING = [
    ("Iran said that the dam was safe. The spokesman added that it was new.", ("The spokesman", "IRN")),
    ("Iran said that the dam was safe. The statement said that it was new.", ("The statement", "IRN")),
    ("Iran said that the dam was safe. A spokesman added that it was new.", ("A spokesman", None)),
    ("Iran said that the dam was safe. The spokesman of the builders said that it was new.", ("The spokesman of the builders", None)),
    ("Iran said that the dam was safe. It rained. It rained. The spokesman said that it was new.", ("The spokesman", None)),
    ("The spokesman said that the dam was new. Iran said that it was safe.", ("The spokesman", None)),
    ("Iran said that the dam was safe. Oman said that it was not. The ministry said that it was new.", ("The ministry", "OMN")),
]


@pytest.mark.parametrize(("text", "expected"), RUNNING)
def test_a_mouthpiece_speaks_for_who_spoke_last(annotate, text: str, expected: tuple[str, str | None]) -> None:
    assert expected in spokesmen(annotate, text)


@pytest.mark.parametrize(("publisher", "actor"), [("The Observer Mission in Muscat", "author"), ("A newspaper", None)])
def test_a_body_that_publishes_speaks_as_the_author(annotate, publisher: str, actor: str | None) -> None:
    assert spokesmen(annotate, "The Mission believes that the dam is safe.", publisher=publisher) == [("The Mission", actor)]
