"""Size and power of the decision rule of `counterclaim depends` on simulated series.

    python tools/check_depends.py [--runs 500] [--periods 500] [--kinds iid,counts,…]

For each kind of series, `--runs` times: a relation and a third of four series that has nothing to do with it (how often
is *depends* said?), the same with a dependence planted (how often is it found?), and the same with a dependence just as
large as the bound (how often is *does not depend* said, wrongly?). Each figure has a standard error of one point at 5%
and 500 runs.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from counterclaim.relate.blocks import f_test, make_block, share
from counterclaim.relate.depends import DEPENDS, FREE, Case, Settings, Third, answer

Array = NDArray[np.float64]
SERIES = 4  # of the third
LONG = 40_000  # periods on which the true share of a planted dependence is measured
SHARE = 0.05  # aimed at with the planted dependence
LAGS = 2


def autoregressive(n: int, k: int, past: float, rng: np.random.Generator) -> Array:
    values = rng.normal(size=(n + 100, k))
    for t in range(1, len(values)):
        values[t] += past * values[t - 1]
    return values[100:]


def counts(n: int, k: int, level: float, rng: np.random.Generator) -> Array:
    """Counts whose rate drifts: about exp(level + 0.5) a period."""
    return rng.poisson(np.exp(level + 0.6 * autoregressive(n, k, 0.8, rng))).astype(float)


def goldstein(n: int, k: int, level: float, rng: np.random.Generator) -> Array:
    """Counts times what one kind of event is worth: many zeros, heavy tails, both signs."""
    found = counts(n, k, level, rng)
    return found * rng.choice([-10.0, -5.0, -2.0, 1.0, 3.0, 6.0], size=found.shape)


def gappy(n: int, k: int, rng: np.random.Generator) -> Array:
    values = goldstein(n, k, -0.5, rng)
    values[rng.random(n) < 0.1] = np.nan
    return values


def stormy(n: int, k: int, rng: np.random.Generator) -> Array:
    """Quiet and stormy times that come to all series together, without one moving the other."""
    return rng.normal(size=(n, k)) * np.exp(0.6 * autoregressive(n, 1, 0.9, rng))


def answering(n: int, k: int, rng: np.random.Generator) -> Array:
    """The third answers the relation, not the other way about."""
    values = autoregressive(n, k, 0.3, rng)
    values[1:, 1] += 0.6 * values[:-1, 0]
    return values


KINDS: dict[str, Callable[[int, int, np.random.Generator], Array]] = {
    "independent": lambda n, k, rng: rng.normal(size=(n, k)),
    "autocorrelated": lambda n, k, rng: autoregressive(n, k, 0.7, rng),
    "strongly autocorrelated": lambda n, k, rng: autoregressive(n, k, 0.9, rng),
    "counts": lambda n, k, rng: counts(n, k, -0.5, rng),
    "rare counts": lambda n, k, rng: counts(n, k, -2.0, rng),
    "Goldstein sums": lambda n, k, rng: goldstein(n, k, -0.5, rng),
    "Goldstein sums with gaps": gappy,
    "common storms": stormy,
    "third answers": answering,
}


def planted(values: Array, size: float) -> Array:
    """The values with a dependence of the first column on the second, one period before, of about that share."""
    out = values.copy()
    cause = values[:-1, 1] - np.nanmean(values[:, 1])
    effect = cause / np.nanstd(cause) * np.nanstd(values[:, 0]) * np.sqrt(size / (1 - size))
    out[1:, 0] += effect
    return out


def true_share(kind: str, size: float, rng: np.random.Generator) -> float:
    """What share the planted dependence has of the otherwise unexplained movement, measured on a very long series."""
    values = planted(KINDS[kind](LONG, 1 + SERIES, rng), size)
    test = f_test(make_block(values[:, 0], values[:, :1], values[:, 1:], None, LAGS))
    return share(test.F, test.df)


def said(values: Array, settings: Settings) -> str:
    third = Third("third", {f"third{i}": column for i, column in enumerate(values[:, 1:].T)})
    return answer(Case("relation", values[:, 0], values[:, :1], None, [third]), settings).answer


def rates(kind: str, periods: int, runs: int, seed: int) -> tuple[float, float, float, float, float, float]:
    """(false depends, true share planted, found, right "does not", bound, false "does not")."""
    rng = np.random.default_rng(seed)
    share_planted, bound = (true_share(kind, size, rng) for size in (SHARE, 2 * SHARE))
    found = dict.fromkeys(("false", "found", "right", "wrong"), 0)
    for run in range(runs):
        settings = Settings(unit="step", lags=LAGS, seed=seed + run, bound=bound, placebo=False, responses=False, smallest=False)
        values = [KINDS[kind](periods, 1 + SERIES, rng) for _ in range(3)]
        nothing, some, much = values[0], planted(values[1], SHARE), planted(values[2], 2 * SHARE)
        empty = said(nothing, settings)
        found["false"] += empty == DEPENDS
        found["right"] += empty == FREE
        found["found"] += said(some, settings) == DEPENDS
        found["wrong"] += said(much, settings) == FREE
    return found["false"] / runs, share_planted, found["found"] / runs, found["right"] / runs, bound, found["wrong"] / runs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=500)
    parser.add_argument("--periods", type=int, default=500)
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    print(f"{asked.runs} runs of {asked.periods} periods, a third of {SERIES} series, {LAGS} lags")
    print(f"{'kind':26} false depends   planted  found   right does-not   bound  false does-not")
    for kind in asked.kinds.split(","):
        false, size, found, right, bound, wrong = rates(kind, asked.periods, asked.runs, asked.seed)
        print(f"{kind:26} {false:13.1%} {size:9.1%} {found:6.1%} {right:16.1%} {bound:7.1%} {wrong:15.1%}", flush=True)


if __name__ == "__main__":
    main()
