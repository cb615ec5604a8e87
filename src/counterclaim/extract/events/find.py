"""The event coder: patterns over the parse, parties, status, circumstances, and a reason for each."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cached_property

from counterclaim.annotate.contract import Annotation
from counterclaim.extract.events.acts import SpeechActs
from counterclaim.extract.events.advice import MISREAD, SEEN, SEEN_ALONE, SOURCE, TARGET, Advice, Trigger, pattern_for
from counterclaim.extract.events.circumstances import Circumstances
from counterclaim.extract.events.clause import carrier, verb_frame
from counterclaim.extract.events.draft import Draft
from counterclaim.extract.events.match import Candidate, Matcher
from counterclaim.extract.events.parties import AUTHOR, ActorIndex, Parties, fill, in_context, states
from counterclaim.extract.events.status import StatusReader
from counterclaim.extract.events.sureness import features, sureness
from counterclaim.extract.times import day_range
from counterclaim.lexicon.events import EventLexicon, load_event_lexicon
from counterclaim.records import ActorMention, Claim, Document, Event, Note, PlaceRef, Span, TimeRef

LOOK_BACK = 2  # sentences before an event's own in which its counterpart must have been spoken of
VETO = 0.05  # confidence under which nothing is coded, where the learned reader was asked
POINTED_AT, OVERRULED = 0.7, 0.85  # likelihood from which the learned reader's parties are taken: where the rules have none, and others
KNOWN_FOR = 4.0  # how much likelier a type is of a word that has patterns of it
TRIGGER_LIMIT = 80  # characters; a longer trigger points at nothing in particular


class EventFinder:
    """Codes the events of one annotation. Use `find_events`."""

    def __init__(
        self, a: Annotation, document: Document, actors: ActorIndex, times: list[TimeRef], places: list[PlaceRef], lexicon: EventLexicon
    ) -> None:
        self.a, self.document, self.lexicon = a, document, lexicon
        self.claims: list[Claim] = []
        self.advice: Advice | None = None
        self.matcher = Matcher(a, self.lexicon)
        self.parties = Parties(a, actors, places, self.lexicon.words)
        self.status = StatusReader(a, self.lexicon)
        self.acts = SpeechActs(a, self.lexicon)
        self.circumstances = Circumstances(a, times, places, self.lexicon.words["place_preps"])
        self.notes: list[Note] = []
        self.sole_states: dict[int, str | None] = {}  # by sentence
        self.skip = frozenset(t.i for s in document.asides for t in a.tokens if s.start <= t.start < s.end) if document.asides else frozenset()
        self.matched = self.match()
        self.notes_of_matching = self.notes

    def match(self) -> dict[int, Draft]:
        """The patterns chosen and the parties found, by token: all that does not hang on claims."""
        drafts: dict[int, Draft] = {}
        for i, fitting in self.matcher.candidates(self.skip):
            if (draft := self.best(i, fitting)) is not None:
                drafts[i] = draft
        self.merge(drafts)
        self.hand_down(drafts)
        return drafts

    def find(self, claims: list[Claim], advice: Advice | None = None) -> tuple[list[Event], list[Note]]:
        """The events, read with these claims and this advice. May be called again with others."""
        self.claims, self.advice, self.notes = claims, advice, list(self.notes_of_matching)
        drafts = {i: replace(d) for i, d in self.matched.items()}
        for draft in sorted(drafts.values(), key=lambda d: d.i):
            self.read_status(draft)
            self.acts.read(draft)
        self.drop_contents(drafts)
        if advice is not None:
            self.take(advice, drafts)
        self.weigh(drafts)
        events: list[Event] = []
        for draft in sorted(drafts.values(), key=lambda d: d.i):
            events.append(self.event(draft, f"e{len(events) + 1}"))
        return events, self.notes

    def take(self, advice: Advice, drafts: dict[int, Draft]) -> None:
        """Add the acts that the learned reader sees and no pattern has found; set right types and parties that were misread."""
        covered = {k for d in drafts.values() for k in (*d.candidate.used, d.i)}
        for seen in advice.triggers():
            likely = advice.act(seen.i)[0]
            if not covered.isdisjoint(range(seen.first, seen.last)) or seen.i in self.skip or likely < SEEN:
                continue
            if self.a.tokens[seen.i].pos not in ("VERB", "NOUN") or self.parties.actors.of(seen.i):  # who acts is no act
                continue
            if self.matcher.lemma(seen.i) in self.lexicon.words["stative"]:
                continue
            pattern = pattern_for(self.lexicon, self.type_of(seen, advice), self.a.tokens[seen.i].pos == "NOUN")
            draft = self.best(seen.i, [self.matcher.candidate(seen.i, pattern)], advice)
            if draft is not None and (likely >= SEEN_ALONE or (states(draft.sources) and states(draft.targets))):
                drafts[seen.i] = draft
                self.read_status(draft)
        for draft in drafts.values():
            self.retype(draft, advice)
            sides = self.advised(draft.candidate, draft.sources, draft.targets, advice)
            if sides != (draft.sources, draft.targets):
                draft.sources, draft.targets = sides
                draft.why = "; ".join(filter(None, (draft.why, "parties as the learned reader points at them")))

    def type_of(self, seen: Trigger, advice: Advice) -> str:
        """The likeliest type of an act that the reader sees; what the lexicon knows the word for counts for more."""
        lemma = self.matcher.lemma(seen.i)
        known = {p.type for p in (*self.lexicon.verbs.get(lemma, ()), *self.lexicon.nouns.get(lemma, ()))}
        types = advice.act(seen.i)[1]
        return max(types, key=lambda t: types[t] * (KNOWN_FOR if t in known else 1.0))

    def retype(self, draft: Draft, advice: Advice) -> None:
        likely, types = advice.act(draft.i)
        best = max(types, key=lambda t: types[t], default=draft.type)
        if likely >= SEEN and types.get(draft.type, 1.0) < MISREAD:
            draft.why = "; ".join(filter(None, (draft.why, f"{draft.type} by the pattern, {best} by the learned reader")))
            draft.type, draft.cameo = best, self.lexicon.cameo[best]

    def advised(
        self, c: Candidate, sources: list[ActorMention], targets: list[ActorMention], advice: Advice
    ) -> tuple[list[ActorMention], list[ActorMention]]:
        """The parties of an act, with those that the learned reader points at where the rules have found nobody, or others less surely."""
        if states(sources) & states(targets) and len(states(sources)) > 1:  # done by all to each other
            return sources, targets
        return self.pointed(c.i, SOURCE, sources, targets, advice), self.pointed(c.i, TARGET, targets, sources, advice)

    def pointed(self, i: int, side: int, found: list[ActorMention], others: list[ActorMention], advice: Advice) -> list[ActorMention]:
        """The mentions that the act at token `i` points at for a side, or those `found` there."""
        pointing = advice.pointing(i, side)
        there = {(m.start, m.end) for m in others}
        named = [m for m in self.parties.of(pointing.heads) if (m.start, m.end) not in there]
        if states(found):  # who is one of several is not overruled by all of them
            return named if states(named) and not states(named) & states(found) and pointing.sure >= OVERRULED else found
        return named if states(named) and pointing.sure >= POINTED_AT else found

    def weigh(self, drafts: dict[int, Draft]) -> None:
        """Say how sure each event is, and drop what is all but surely none."""
        crowd = Counter(self.a.tokens[i].sent for i in drafts)
        for draft in list(drafts.values()):
            draft.sure = sureness(features(draft, crowd[self.a.tokens[draft.i].sent] - 1, self.advice, self.lexicon))
            if self.advice and draft.sure < VETO and not draft.candidate.pattern.origin:
                del drafts[draft.i]
                self.note(draft.i, "passed over", draft.candidate.pattern.rule, f"all but surely no event: confidence {draft.sure:.2f}")

    # -- choosing ------------------------------------------------------------------------------

    def best(self, i: int, fitting: list[Candidate], advice: Advice | None = None) -> Draft | None:
        """The most demanding pattern that fits and finds the parties it needs."""
        if not fitting:
            self.note(i, "passed over", "", "the word is in the lexicon, but no pattern of it fits here")
            return None
        for c in fitting:
            sources, targets = self.sides(c)
            if advice is not None:
                sources, targets = self.advised(c, sources, targets, advice)
            own = states(sources)  # whom only the context gives, and as the doer itself, is no second side
            domestic = "source" in self.lexicon.fallback.get(c.pattern.type, ())
            both = bool(sources) and any(domestic or m.how != "context" or m.actor not in own for m in targets)
            suffered = c.frame.passive and bool(c.pattern.object) and bool(states(targets))  # agentless: nobody to be found
            told = bool(c.pattern.object) and bool(states(sources)) and self.a.tokens[i].dep in ("ROOT", "conj")
            if "weak" in c.pattern.flags and not both and not suffered and not told:
                self.note(i, "passed over", c.pattern.rule, "a weak pattern, coded only when both sides are found")
            elif not states(sources) and not states(targets) and not self.happens(c):
                self.note(i, "passed over", c.pattern.rule, "nobody whom the lexicon knows takes part")
            elif c.pattern.noun and not states(sources + targets) and not self.happens(c):
                self.note(i, "passed over", c.pattern.rule, "a noun without parties that is not said to happen")
            elif c.pattern.type == "REJECT" and c.frame.infinitive is not None and self.plain(c.frame.infinitive) in self.lexicon.words["no_comment"]:
                self.note(i, "passed over", c.pattern.rule, "a speaker who says nothing refuses nothing")
            elif self.figurative(c):
                self.note(i, "passed over", c.pattern.rule, "a figure of speech: nobody is attacked")
            elif c.pattern.noun and self.a.tokens[i].dep == "attr":
                self.note(i, "passed over", c.pattern.rule, "a judgement on what something is, not a happening")
            else:
                if states(sources) and not states(targets) and c.pattern.subject == "S" and c.pattern.type in self.lexicon.words["aimed"]:
                    targets = self.counterpart(i, states(sources)) or targets
                return Draft(c, sources, targets, c.pattern.type, c.pattern.cameo)
        return None

    def figurative(self, c: Candidate) -> bool:
        """Whether it is no affair of states: what is hit, or who hits, is no person, place or body ("an attack on
        poverty", "a price war"), or who acts belongs to sport, the arts, trade or nature."""
        doers = c.light.subject if c.pattern.noun else c.frame.subject
        if any(self.plain(k) in self.lexicon.words["private"] for k in doers if k not in c.used):
            return True
        if c.pattern.type not in self.lexicon.words["figured"]:
            return False
        words = self.lexicon.words["figurative"]
        before = self.a.kids(c.i, "compound", "amod", "nmod")
        if any(self.plain(k) in self.lexicon.words["figurative_before"] for k in before):
            return True
        around = [*before, *(k for _, k in c.preps), *c.frame.object]
        if not c.pattern.noun:
            around += [m for k in c.frame.subject for m in (k, *self.a.kids(k, "amod", "compound"))]
        return any(self.plain(k) in words for k in around if k not in c.used)

    def plain(self, k: int) -> str:
        """The lemma of token `k`, "" for a name: the Kivu Dawn Front is no front of the weather."""
        return "" if self.a.tokens[k].pos == "PROPN" else self.a.tokens[k].lemma

    def sides(self, c: Candidate) -> tuple[list[ActorMention], list[ActorMention]]:
        sources, targets = fill(c, self.parties)
        where = self.circumstances.location_of(c.i)
        place = ActorMention(where.country, None, where.start, where.end, where.text, "place") if where and where.country else None
        place = place or self.parties.place_country(c.i)
        sole = self.sole_state(c.i)
        sources = in_context(sources, targets, place, sole)
        # whom a charge or demand names by role only is rather the other side than the speaker's own
        own = frozenset(states(sources)) if c.pattern.type in self.lexicon.words["verbal"] and self.counterpart(c.i, states(sources)) else frozenset()
        targets = in_context(targets, sources, place, sole, own)
        if not states(sources) and c.frame.passive and c.pattern.cameo in self.lexicon.words["by_authorities"]:
            sources = self.authorities(c.i)
        if states(sources) and not states(targets) and c.pattern.subject == "S":
            targets = self.last_resort(c, sources, place) or targets
        return sources, targets

    def authorities(self, i: int) -> list[ActorMention]:
        """Of what only those in power do: the state where it is done ("was arrested *in Minsk*")."""
        where = self.circumstances.location_of(i)
        return [ActorMention(where.country, "GOV", where.start, where.end, where.text, "context")] if where and where.country else []

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

    def counterpart(self, i: int, known: set[str]) -> list[ActorMention]:
        """Whom an act that is always aimed at somebody is aimed at where its sentence does not say: the other
        of the two states that the text is mostly about, if it was spoken of just now."""
        s = self.a.sentences[self.a.tokens[i].sent]
        main = [actor for actor, _ in self.mentioned.most_common(2)]
        if len(main) < 2 or len(known & set(main)) != 1:
            return []
        other = next(actor for actor in main if actor not in known)
        first = self.a.sentences[max(0, s.i - LOOK_BACK)].first
        for k in range(s.last - 1, first - 1, -1):
            for m in self.parties.actors.of(k):
                if m.actor == other and m.how in ("name", "people", "leader", "nominal", "pronoun"):
                    return [replace(m, how="context")]
        return []

    @cached_property
    def mentioned(self) -> Counter[str]:
        """How often the text speaks of each state."""
        nominal = (t.i for t in self.a.tokens if t.pos in ("PROPN", "NOUN", "PRON", "ADJ"))
        found = (m.actor for i in nominal for m in self.parties.actors.of(i) if m.how != "place")
        return Counter(actor for actor in found if actor and ":" not in actor and actor != AUTHOR)

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
        if s.i not in self.sole_states:
            named = (m for k in range(s.first, s.last) for m in self.parties.actors.of(k) if m.how in ("name", "people", "leader", "place"))
            found = {f for f in states(named) if ":" not in f}
            self.sole_states[s.i] = found.pop() if len(found) == 1 else None
        return self.sole_states[s.i]

    def happens(self, c: Candidate) -> bool:
        """Whether a noun is said to take place ("the fighting continued") or dated, or a verb stands amid known actors."""
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
        occurs = t[k].dep in ("nsubj", "nsubjpass") and self.matcher.lemma(t[k].head) in self.lexicon.words["occur"]
        return occurs or self.circumstances.is_dated(c.i)

    def merge(self, drafts: dict[int, Draft]) -> None:
        """Take out what is part of another event: "held talks", "agreed to withdraw"."""
        through = self.lexicon.words["acts_through"]
        for draft in list(drafts.values()):
            if draft.i not in drafts:
                continue
            for k in draft.candidate.used:
                self.absorb(drafts, draft, k, "part of the words that code another event")
            if draft.type in self.lexicon.words["demanding"]:
                for k in self.a.kids(draft.i, "advcl", "xcomp", "acl"):
                    if k in drafts and drafts[k].type == "REQUEST":
                        self.absorb(drafts, draft, k, "what a protest demands is no event of its own")
            if draft.type not in through:
                continue
            f = draft.candidate.frame
            inner = []
            if f.infinitive is not None:
                inner = [f.infinitive, *verb_frame(self.a, f.infinitive, frozenset()).object]
            if draft.type in self.lexicon.words["acts_through_clauses"]:
                inner += [k for k in f.complements if self.a.tokens[k].dep == "ccomp"]
            if not draft.candidate.pattern.noun:
                aside = self.lexicon.words["aside_preps"]
                inner += f.object + [k for word, k in draft.candidate.preps if word not in aside]
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
        for part in inner.candidate.used:  # what was part of the inner event goes with it
            if drafts.get(part) is not outer:
                drafts.pop(part, None)

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
        if d.status == "actual" and self.is_to_come(d.i):
            d.status, d.why = "intended", "at a time still to come"

    def is_to_come(self, i: int) -> bool:
        """Whether the clause of `i` names a day after the one of publication ("the ministers meet on Thursday")."""
        if any(self.a.tokens[k].tag == "VBD" for k in (i, *self.a.kids(i, "aux", "auxpass"))):
            return False
        days = day_range(time) if (time := self.circumstances.own_time(i)) else None
        return bool(days and self.document.published and days[0].isoformat() > self.document.published[:10])

    def drop_contents(self, drafts: dict[int, Draft]) -> None:
        """What is asked for, agreed or refused is the content of that act, as long as it has not happened."""
        hold = self.lexicon.words["acts_through_clauses"]
        for draft in list(drafts.values()):
            if draft.status in ("actual", "questioned"):
                continue
            low = draft.i
            for k in self.a.ancestors(draft.i):
                if self.a.tokens[low].dep in ("relcl", "conj", "parataxis") or self.status.is_condition(low):
                    break
                outer = drafts.get(k)
                if outer is not None and outer.type in hold:
                    del drafts[draft.i]
                    self.note(draft.i, "passed over", draft.candidate.pattern.rule, "the content of what is asked, agreed or refused")
                    break
                low = k

    def event(self, d: Draft, name: str) -> Event:
        p = d.candidate.pattern
        reasons = [f"status {d.status}: {d.why}"] if d.why else []
        trigger = self.trigger(d)
        self.notes.append(Note(trigger.start, trigger.end, trigger.text, "coded", p.rule, "; ".join(reasons)))
        return Event(
            name, d.type, d.cameo, self.lexicon.quads[d.type], self.lexicon.intensity(d.cameo), trigger, d.sources, d.targets,
            self.circumstances.time_of(d.i), self.circumstances.place_of(d.i) or self.place_from_parties(d), d.status, [c.id for c in d.claims],
            d.sure, p.rule, reasons,
        )  # fmt: skip

    def place_from_parties(self, d: Draft) -> PlaceRef | None:
        """Where no location is named: the land or town that force was used on ("struck Iran"), what was sent there
        ("a launcher to Luzon"), the seat of power in which people met ("at the White House")."""
        lands = d.type in self.lexicon.words["on_land"]
        if lands or d.type in self.lexicon.words["sent_to"]:
            for m in d.targets:
                place = self.parties.place_at.get(self.a.token_at(m.start)) if m.how in ("name", "place") else None
                if place is not None and place.end <= m.end and (lands or place.kind not in ("state", "water")):
                    return place
        preps = [p for p in self.a.kids(d.i, "prep") if self.a.tokens[p].lower in self.lexicon.words["place_preps"]]
        for k in (k for p in preps for k in self.a.kids(p, "pobj")):
            for m in self.parties.actors.of(k):
                if m.actor and m.role == "GOV" and m.how == "name" and ":" not in m.actor:
                    return PlaceRef(m.start, m.end, m.text, m.text, m.actor, kind="landmark")
        return None

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
    """Events in text order by rules alone, and a note for every candidate: why it was coded, or why not."""
    return EventFinder(annotation, document, actors, times, places, lexicon or load_event_lexicon()).find(claims)
