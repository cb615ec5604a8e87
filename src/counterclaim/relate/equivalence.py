"""How small a dependence must be, and how large it could be missed: tests turned round.

Size is the share of the dyad's otherwise unexplained movement that goes with the third (partial R²). A finding that is
only "not significant" says nothing; *equivalence* asks whether a dependence of the stated bound can be ruled out
(Wellek 2010, chapter 7: the F test with the noncentral F distribution).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from counterclaim.relate.blocks import Array, Block, FTest
from counterclaim.relate.extras import library
from counterclaim.relate.shifts import planted, ratio, ratios, score, steps

POWER = 0.8  # with which the smallest effect would have been found
SIZES = (0.002, 0.005, 0.01, 0.015, 0.02, 0.03, 0.04, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.5)  # shares that are planted
LARGEST = 0.9
DRAWS = 199  # effects planted to tell whether one of the bound's size could look like this
POWER_DRAWS = 99  # effects planted of each size
HOPELESS = 0.25  # p above which no effect need be planted to know that nothing is ruled out


def noncentrality(size: float, df: tuple[int, int]) -> float:
    """Cohen's (1988, chapter 9) lambda = f²(u + v + 1) of a share `size` of the movement."""
    return size / (1 - size) * (df[0] + df[1] + 1)


def at_most(test: FTest, size: float) -> float:
    """The chance of an F as small as this one, were the share `size`; 0 where it is too small to be reckoned."""
    return float(np.nan_to_num(library("scipy.stats").ncf.cdf(test.F, *test.df, noncentrality(size, test.df))))


def equivalence_p(test: FTest, block: Block, bound: float, rng: np.random.Generator) -> float:
    """p of "the dependence is at least `bound`": the larger of what theory says (noncentral F) and of what effects of
    that size, planted into these very data, do, which need no normal errors."""
    by_theory = theory(test, bound)
    if by_theory > HOPELESS:
        return by_theory
    shifted = ratios(block)
    with_effect = np.array([ratio(block, x, y) for x, y in planted(block, bound, DRAWS, rng)])
    here = tested(*(float(1 + (moves <= shifted[0]).sum()) / (len(moves) + 1) for moves in (with_effect, shifted[steps(block)])))
    return max(by_theory, here)


def theory(test: FTest, size: float) -> float:
    """p of "the share is `size` or more" by the noncentral F distribution; 0 where it is too small to be reckoned."""
    cdf = library("scipy.stats").ncf.cdf
    small = float(np.nan_to_num(cdf(test.F, *test.df, noncentrality(size, test.df))))
    return tested(small, float(library("scipy.stats").f.cdf(test.F, *test.df)))


def tested(with_effect: float, without: float) -> float:
    """The chance of a statistic as small as this one with the effect, over that without it (Read 2002).

    The ratio never rules out more than the chance alone would, and nothing at all where the data could not have told
    either from the other: a lucky small statistic of too little data is no evidence.
    """
    return min(1.0, with_effect / without) if without > 0 else 1.0


def upper_limit(test: FTest, alpha: float) -> float:
    """The largest share that the data do not rule out at `alpha` (one-sided), by the noncentral F distribution."""
    return crossing(lambda size: theory(test, size) - alpha)


def detectable(block: Block, shifted: Array, alpha: float, rng: np.random.Generator) -> float:
    """The smallest planted share that the shift test would have found with POWER; NaN where even half the movement is missed.

    shifted: statistics of the moved blocks, whose quantile is what had to be passed.
    """
    must = np.quantile(shifted, 1 - alpha, method="higher")
    before = (0.0, alpha)
    for size in SIZES:
        power = float(np.mean([score(block, x, y) > must for x, y in planted(block, size, POWER_DRAWS, rng)]))
        if power >= POWER:
            return before[0] + (size - before[0]) * (POWER - before[1]) / (power - before[1])
        before = (size, power)
    return float("nan")


def crossing(function: Callable[[float], float]) -> float:
    """Where a falling function of a share in [0, LARGEST] passes zero; the end where it does not."""
    if function(0.0) <= 0:
        return 0.0
    return LARGEST if function(LARGEST) >= 0 else float(library("scipy.optimize").brentq(function, 0.0, LARGEST, xtol=1e-6))
