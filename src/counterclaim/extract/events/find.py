"""The event coder: patterns over the parse, parties, status, circumstances, and a reason for each."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.annotate.contract import Annotation
from counterclaim.extract.events.acts import SpeechActs
from counterclaim.extract.events.circumstances import Circumstances
from counterclaim.extract.events.clause import carrier, verb_frame
from counterclaim.extract.events.draft import Draft
from counterclaim.extract.events.match import Candidate, Matcher
from counterclaim.extract.events.parties import ActorIndex, Parties, fill, in_context, states
from counterclaim.extract.events.status import StatusReader
from counterclaim.lexicon.events import EventLexicon, load_event_lexicon
from counterclaim.records import ActorMention, Claim, Document, Event, Note, PlaceRef, Span, TimeRef

TRIGGER_LIMIT = 80  # characters; a longer trigger points at nothing in particular


class EventFinder:
    """Codes the events of one annotation. Use `find_events`."""

    def __init__(
        self,
        a: Annotation,
        document: Document,
        actors: ActorIndex,
        times: list[TimeRef],
        places: list[PlaceRef],
        claims: list[Claim],
        lexicon: EventLexicon,
    ) -> None:
        self.a, self.document, self.claims = a, document, claims
        self.lexicon = lexicon
        self.matcher = Matcher(a, self.lexicon)
        self.parties = Parties(a, actors, places, self.lexicon.words)
        self.status = StatusReader(a, self.lexicon)
        self.acts = SpeechActs(a, self.lexicon)
        self.circumstances = Circumstances(a, times, places, self.lexicon.words["place_preps"])
        self.notes: list[Note] = []

    def find(self) -> tuple[list[Event], list[Note]]:
        skip = (
            frozenset(t.i for s in self.document.asides for t in self.a.tokens if s.start <= t.start < s.end) if self.document.asides else frozenset()
        )
        drafts: dict[int, Draft] = {}
        for i, fitting in self.matcher.candidates(skip):
            if (draft := self.best(i, fitting)) is not None:
                drafts[i] = draft
        self.merge(drafts)
        self.hand_down(drafts)
        events: list[Event] = []
        for draft in sorted(drafts.values(), key=lambda d: d.i):
            self.read_status(draft)
            self.acts.read(draft)
        self.drop_contents(drafts)
        for draft in sorted(drafts.values(), key=lambda d: d.i):
            events.append(self.event(draft, f"e{len(events) + 1}"))
        return events, self.notes

    # -- choosing ------------------------------------------------------------------------------

    def best(self, i: int, fitting: list[Candidate]) -> Draft | None:
        """The most demanding pattern that fits and finds the parties it needs."""
        if not fitting:
            self.note(i, "passed over", "", "the word is in the lexicon, but no pattern of it fits here")
            return None
        for c in fitting:
            sources, targets = self.sides(c)
            both = bool(sources and targets)
            suffered = c.frame.passive and bool(c.pattern.object) and bool(states(targets))  # agentless: nobody to be found
            told = bool(c.pattern.object) and bool(states(sources)) and self.a.tokens[i].dep in ("ROOT", "conj")
            if "weak" in c.pattern.flags and not both and not suffered and not told:
                self.note(i, "passed over", c.pattern.rule, "a weak pattern, coded only when both sides are found")
            elif not states(sources) and not states(targets) and not self.happens(c):
                self.note(i, "passed over", c.pattern.rule, "nobody whom the lexicon knows takes part")
            elif c.pattern.noun and not states(sources + targets) and not self.happens(c):
                self.note(i, "passed over", c.pattern.rule, "a noun without parties that is not said to happen")
            elif self.figurative(c):
                self.note(i, "passed over", c.pattern.rule, "a figure of speech: nobody is attacked")
            elif c.pattern.noun and self.a.tokens[i].dep == "attr":
                self.note(i, "passed over", c.pattern.rule, "a judgement on what something is, not a happening")
            else:
                return Draft(c, sources, targets, c.pattern.type, c.pattern.cameo)
        return None

    def figurative(self, c: Candidate) -> bool:
        """Whether what is hit, or who hits, is no person, place or body: "an attack on poverty", "a price war"."""
        if c.pattern.type not in self.lexicon.words["violent"]:
            return False
        words = self.lexicon.words["figurative"]
        around = [*self.a.kids(c.i, "compound", "amod", "nmod"), *(k for _, k in c.preps), *c.frame.object]
        if not c.pattern.noun:
            around += c.frame.subject
        return any(self.a.tokens[k].lemma in words for k in around if k not in c.used)

    def sides(self, c: Candidate) -> tuple[list[ActorMention], list[ActorMention]]:
        sources, targets = fill(c, self.parties)
        place = self.parties.place_country(c.i)
        sole = self.sole_state(c.i)
        sources, targets = in_context(sources, targets, place, sole), in_context(targets, sources, place, sole)
        if states(sources) and not states(targets) and c.pattern.subject == "S":
            targets = self.last_resort(c, sources, place) or targets
        return sources, targets

    def last_resort(self, c: Candidate, sources: list[ActorMention], place: ActorMention | None) -> list[ActorMention]:
        """Where no pattern names a target: those named further down in the clause; for acts inside a
        state (protest, curfew) the state of the place, or that of the doer."""
        known = states(sources)
        for k in self.a.subtree(c.i):
            if k > c.i and k not in c.used and not self.crosses(c.i, k):
                found = [
                    m
                    for m in self.parties.of([k])
                    if m.actor and m.actor not in known and m.how in ("name", "people", "leader", "nominal", "pronoun")
                ]
                if found:
                    return [replace(m, how="context") for m in found]
        for where in self.lexicon.fallback.get(c.pattern.type, ()):
            if where == "place" and place is not None:
                return [place]
            if where == "source":
                return [replace(m, how="context") for m in sources if m.role and m.actor and ":" not in m.actor][:1]
        return []

    def crosses(self, i: int, k: int) -> bool:
        """Whether the way from token `k` up to `i` leads through a clause or phrase of its own concern."""
        t = self.a.tokens
        while k != i:
            if t[k].dep in ("ccomp", "relcl", "advcl", "parataxis", "conj", "appos", "xcomp", "acl") or (
                t[k].dep == "prep" and t[k].lower in self.lexicon.words["aside_preps"]
            ):
                return True
            k = t[k].head
        return False

    def sole_state(self, i: int) -> str | None:
        """The only state that the sentence of token `i` names, if it names just one."""
        s = self.a.sentences[self.a.tokens[i].sent]
        found = states(m for k in range(s.first, s.last) for m in self.parties.actors.of(k) if m.how in ("name", "people", "leader", "place"))
        found = {f for f in found if ":" not in f}
        return found.pop() if len(found) == 1 else None

    def happens(self, c: Candidate) -> bool:
        """Whether a noun is said to take place ("the fighting continued"), or a verb stands amid known actors."""
        t = self.a.tokens
        if not c.pattern.noun:
            s = self.a.sentences[t[c.i].sent]
            clause = t[c.i].dep in ("ROOT", "conj", "ccomp", "parataxis") or (
                t[c.i].dep in ("advcl", "relcl") and bool(self.a.kids(c.i, "nsubj", "nsubjpass"))
            )
            before = self.a.sentences[s.i - 1] if s.i else s
            return clause and any(states(self.parties.actors.of(k)) for k in range(before.first, s.last))
        k = c.i
        while t[k].dep == "conj":
            k = t[k].head
        return t[k].dep in ("nsubj", "nsubjpass") and self.matcher.lemma(t[k].head) in self.lexicon.words["occur"]

    def merge(self, drafts: dict[int, Draft]) -> None:
        """Take out what is part of another event: "held talks", "agreed to withdraw"."""
        through = self.lexicon.words["acts_through"]
        for draft in list(drafts.values()):
            if draft.i not in drafts:
                continue
            for k in draft.candidate.used:
                self.absorb(drafts, draft, k, "part of the words that code another event")
            if draft.type not in through:
                continue
            f = draft.candidate.frame
            inner = []
            if f.infinitive is not None:
                inner = [f.infinitive, *verb_frame(self.a, f.infinitive, frozenset()).object]
            if draft.type in self.lexicon.words["acts_through_clauses"]:
                inner += [k for k in f.complements if self.a.tokens[k].dep == "ccomp"]
            if not draft.candidate.pattern.noun:
                inner += f.object + [k for _, k in draft.candidate.preps]
            for k in inner:
                self.absorb(drafts, draft, k, "what is agreed, refused, threatened or asked is not an event of its own")

    def absorb(self, drafts: dict[int, Draft], outer: Draft, k: int, why: str) -> None:
        inner = drafts.get(k)
        if inner is None or inner is outer or outer.i not in drafts:
            return
        if not states(outer.targets):
            outer.targets = [m for m in inner.targets if m.actor not in states(outer.sources)] or inner.targets
        hostile = self.lexicon.commitments.get(inner.type)
        if outer.type == "AGREE" and hostile and hostile.type != "AGREE":  # "ready to attack", "vowed to retaliate"
            outer.type, outer.cameo = hostile.type, hostile.cameo
        del drafts[k]
        self.note(k, "passed over", inner.candidate.pattern.rule, why)

    def hand_down(self, drafts: dict[int, Draft]) -> None:
        """Inside an event that has a doer, what is done to others has the same one: "an offensive,
        during which heights were captured"."""
        t = self.a.tokens
        carried = {carrier(self.a, d.i, self.lexicon.words["transparent"]): d for d in drafts.values() if d.candidate.pattern.noun}
        for draft in sorted(drafts.values(), key=lambda d: d.i):
            if states(draft.sources) or draft.candidate.pattern.noun or not draft.candidate.frame.passive:
                continue
            low = draft.i
            for k in self.a.ancestors(draft.i):
                outer = drafts.get(k) or carried.get(k)  # "a series of attacks, during which …" hangs on the series
                within = t[low].dep in ("relcl", "advcl", "conj", "ccomp")
                if outer and within and states(outer.sources) and self.lexicon.quads[outer.type] == self.lexicon.quads[draft.type]:
                    draft.sources = [replace(m, how="context") for m in outer.sources if m.actor not in states(draft.targets)]
                    break
                low = k

    # -- reading -------------------------------------------------------------------------------

    def read_status(self, d: Draft) -> None:
        start = self.a.tokens[d.i].start
        inside = [c for c in self.claims if any(s.start <= start < s.end for s in c.content)]
        inside.sort(key=lambda c: sum(s.end - s.start for s in c.content))
        d.claims = tuple(inside)
        d.status, d.why = self.status.status(d.i, d.candidate.used, inside)

    def drop_contents(self, drafts: dict[int, Draft]) -> None:
        """What is asked for, agreed or refused is the content of that act, as long as it has not happened."""
        hold = self.lexicon.words["acts_through_clauses"]
        for draft in list(drafts.values()):
            if draft.status in ("actual", "questioned"):
                continue
            low = draft.i
            for k in self.a.ancestors(draft.i):
                if self.a.tokens[low].dep in ("relcl", "conj", "parataxis"):
                    break
                outer = drafts.get(k)
                if outer is not None and outer.type in hold:
                    del drafts[draft.i]
                    self.note(draft.i, "passed over", draft.candidate.pattern.rule, "the content of what is asked, agreed or refused")
                    break
                low = k

    def event(self, d: Draft, name: str) -> Event:
        p = d.candidate.pattern
        both = bool(states(d.sources)) and bool(states(d.targets))
        confidence = 0.45 + 0.2 * both + 0.1 * (not p.noun) + 0.05 * min(p.weight, 4)
        confidence -= 0.1 * any(m.how == "context" for m in d.sources + d.targets)
        reasons = [f"status {d.status}: {d.why}"] if d.why else []
        trigger = self.trigger(d)
        self.notes.append(Note(trigger.start, trigger.end, trigger.text, "coded", p.rule, "; ".join(reasons)))
        return Event(
            name, d.type, d.cameo, self.lexicon.quads[d.type], self.lexicon.intensity(d.cameo), trigger, d.sources, d.targets,
            self.circumstances.time_of(d.i), self.circumstances.place_of(d.i), d.status, [c.id for c in d.claims],
            max(0.05, min(0.95, confidence)), p.rule, reasons,
        )  # fmt: skip

    def trigger(self, d: Draft) -> Span:
        """The words that carry the event: the verb with its particle and the noun it needs."""
        t = self.a.tokens
        marks = [d.i, *self.a.kids(d.i, "prt")]
        if d.candidate.pattern.object and not d.candidate.pattern.noun:
            marks += [k for k in d.candidate.used[:1] if k > d.i]
        start, end = min(t[k].start for k in marks), max(t[k].end for k in marks)
        if end - start > TRIGGER_LIMIT:
            start, end = t[d.i].start, t[d.i].end
        return Span(start, end, self.a.text[start:end])

    def note(self, i: int, outcome: str, rule: str, reason: str) -> None:
        t = self.a.tokens[i]
        self.notes.append(Note(t.start, t.end, t.text, outcome, rule, reason))


def find_events(
    annotation: Annotation,
    document: Document,
    actors: ActorIndex,
    times: list[TimeRef],
    places: list[PlaceRef],
    claims: list[Claim],
    lexicon: EventLexicon | None = None,
) -> tuple[list[Event], list[Note]]:
    """Events in text order, and a note for every candidate: why it was coded, or why not. By the package's
    lexicon unless another is given."""
    return EventFinder(annotation, document, actors, times, places, claims, lexicon or load_event_lexicon()).find()
