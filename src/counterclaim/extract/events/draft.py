"""An event in the making."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.extract.events.match import Candidate
from counterclaim.records import ActorMention, Claim


@dataclass(slots=True)
class Draft:
    """A pattern that was chosen at a token, with the parties found and, later, the status. `claims`
    are those around the trigger, innermost first."""

    candidate: Candidate
    sources: list[ActorMention]
    targets: list[ActorMention]
    type: str
    cameo: str
    status: str = "actual"
    why: str = ""
    claims: tuple[Claim, ...] = ()
    sure: float = 0.5

    @property
    def i(self) -> int:
        return self.candidate.i
