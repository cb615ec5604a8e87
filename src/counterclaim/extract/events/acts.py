"""What is only said is an act of its own kind: announced, demanded, refused.

"Finland will send aid" is AGREE, not AID; "Paris said that Iraq must disarm" is a REQUEST of Paris;
"Syria will not accept refugees" is a REJECT (see `data/events/engine.yaml`).
"""

from __future__ import annotations

from counterclaim.annotate.contract import Annotation
from counterclaim.extract.events.draft import Draft
from counterclaim.extract.events.parties import states
from counterclaim.lexicon.events import Act, EventLexicon
from counterclaim.records import ActorMention, Claim

ENDED = ("ended_cooperation", "ended_force", "ended_protest")  # word lists of types, and acts of the same names


class SpeechActs:
    """Turns drafts of acts that are only spoken of into the speech act that they are."""

    def __init__(self, annotation: Annotation, lexicon: EventLexicon) -> None:
        self.a = annotation
        self.lexicon = lexicon

    def read(self, d: Draft) -> None:
        """Change `d` in place where it is an act of speech."""
        if d.candidate.pattern.noun:
            return
        if d.status == "actual" and (end := self.ended(d.i)):
            kind = next((name for name in ENDED if d.type in self.lexicon.words[name]), None)
            if kind:
                self.change(d, self.lexicon.acts[kind], f"ended: {end}")
                return
        aux = {self.a.tokens[k].lower for k in self.a.kids(d.i, "aux")}
        will = bool(aux & self.lexicon.words["commit"]) and "have" not in aux
        speakers = {c.source.actor for c in d.claims[:1] if c.source and c.source.actor}
        doers = states(d.sources)
        own = bool(speakers & doers)
        commitment = self.lexicon.commitments.get(d.type)
        if d.status == "wished" and aux & self.lexicon.words["oblige"]:
            self.demanded(d)
        elif not will or not doers or d.candidate.frame.passive or (speakers and not own):
            return
        elif d.status == "negated" and self.lexicon.quads[d.type].endswith("cooperation"):
            self.change(d, self.lexicon.acts["refused"], "what its doer will not do is refused")
        elif commitment and (own or not commitment.own_words) and (d.status == "intended" or (d.status == "possible" and own)):
            if commitment.type == "AGREE" and self.unless(d.i):
                commitment = self.lexicon.acts["ultimatum"]
            d.status = "intended"
            self.change(d, commitment, "announced by its doer")

    def ended(self, i: int) -> str | None:
        """The verb of ending above the gerund `i` ("*stopped* buying gas", "have *ceased* shelling"), if it is not negated."""
        t = self.a.tokens
        up = t[t[i].head]
        stops = t[i].tag == "VBG" and t[i].dep == "xcomp" and up.lemma in self.lexicon.words["stopping"] and not self.a.kids(up.i, "neg", "prt")
        return up.text if stops else None

    def demanded(self, d: Draft) -> None:
        """ "X said that Y must go": a demand of X, made of Y."""
        claim: Claim | None = next((c for c in d.claims if c.source and c.source.actor), None)
        if claim is None or claim.source is None or claim.source.actor in {"author", *states(d.sources)}:
            return
        s = claim.source
        d.targets = d.sources or d.targets
        d.sources = [ActorMention(s.actor, s.role, s.start or 0, s.end or 0, s.text, "claim")]
        d.status = "actual"
        self.change(d, self.lexicon.acts["demanded"], "what others must do is demanded")

    def unless(self, i: int) -> bool:
        return any(self.a.tokens[m].lower == "unless" for k in self.a.kids(i, "advcl") for m in self.a.kids(k, "mark"))

    def change(self, d: Draft, act: Act, why: str) -> None:
        d.why = f"{d.why}; {d.type} coded as {act.type}: {why}"
        d.type, d.cameo = act.type, act.cameo
