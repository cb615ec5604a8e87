"""How sure one can be of a coded event: a weighted sum of what speaks for it, fitted on labelled sentences.

The weights (data/learned/confidence.yaml) come from training/fit_confidence.py; confidence is the share of
events with such a sum that were right, in sentences that nothing was tuned on.
"""

from __future__ import annotations

from functools import cache
from math import exp, log

from counterclaim.extract.events.advice import LEARNED, Advice
from counterclaim.extract.events.draft import Draft
from counterclaim.extract.events.parties import states
from counterclaim.lexicon.events import EventLexicon
from counterclaim.lexicon.load import load_yaml

SMALL = 1e-3  # likelihoods are taken for no less than this, and no more than 1 less this


def features(draft: Draft, others: int, advice: Advice | None, lexicon: EventLexicon) -> dict[str, float]:
    """What speaks for and against `draft`; `others` is the number of further events in its sentence."""
    pattern = draft.candidate.pattern
    out = {
        "one": 1.0,
        "both sides": float(bool(states(draft.sources)) and bool(states(draft.targets))),
        "noun": float(pattern.noun),
        "demanding": float(min(pattern.weight, 4)),
        "from context": float(any(m.how == "context" for m in draft.sources + draft.targets)),
        "not actual": float(draft.status != "actual"),
        "others": float(min(others, 3)),
    }
    if advice is not None:
        opinion = advice.opinion(draft.i)
        act, types = advice.act(draft.i)
        out["act"] = odds(act)
        out["act type"] = odds(types.get(draft.type, 0.5))
        out["learned"] = float(pattern.rule.startswith(LEARNED))
        out["type"] = odds(opinion.types.get(draft.type, 0.5))
        out["class"] = odds(opinion.classes.get(lexicon.quads[draft.type].upper().replace(" ", "_"), 0.5))
    return out


def sureness(found: dict[str, float]) -> float:
    """Confidence, 0 to 1, from `features`."""
    weights = confidence_weights()["with the reader" if "type" in found else "rules alone"]
    return 1 / (1 + exp(-sum(weights.get(name, 0.0) * value for name, value in found.items())))


def odds(likely: float) -> float:
    p = min(1 - SMALL, max(SMALL, likely))
    return log(p / (1 - p))


@cache
def confidence_weights() -> dict[str, dict[str, float]]:
    return {str(k): {str(f): float(w) for f, w in v.items()} for k, v in load_yaml("learned/confidence.yaml").items()}
