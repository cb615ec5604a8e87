"""Circular shifts: the block moved round the circle of time, which keeps all of it but its tie to the dyad.

Under every shift at once, statistics are sums of products of one series with another moved, which is what the fast
Fourier transform reckons; so no shift need be drawn at random.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from counterclaim.relate.blocks import Array, Block
from counterclaim.relate.extras import library

RIDGE = 1e-10  # of the mean variance, so that columns that say the same do not stop the reckoning


def score(block: Block, tested: Array, y_left: Array) -> float:
    """Score statistic of `tested` that allows for unequal variance (White 1980; with the errors of the model without the block).

    Of the forms tried this one alone held its size where quiet and stormy times come to both sides together.
    """
    x = block.without_own(tested)
    return float(solved((x * (y_left**2)[:, None]).T @ x, x.T @ y_left))


def ratio(block: Block, tested: Array, y_left: Array) -> float:
    """Explained to unexplained sum of squares, which orders as F does."""
    x = block.without_own(tested)
    explained = float(solved(x.T @ x, x.T @ y_left))
    return explained / max(float(y_left @ y_left) - explained, 1e-300)


def solved(spread: Array, slope: Array) -> Array:
    """slope' spread^-1 slope, for stacks (…, q, q) and (…, q)."""
    q = slope.shape[-1]
    small = RIDGE * np.trace(spread, axis1=-2, axis2=-1)[..., None, None] / q + 1e-300
    return np.asarray(np.sum(slope * np.linalg.solve(spread + small * np.eye(q), slope[..., None])[..., 0], axis=-1))


def steps(block: Block) -> NDArray[np.int64]:
    """The shifts that are used: all but those so small that a lag would meet its own period again."""
    return np.arange(block.lags + 1, len(block.y) - block.lags)


def products(fixed: Array, moved: Array) -> Array:
    """Sums over t of fixed[t, a] · moved[t - s, b] for every shift s: (n, a, b).

    The moved columns stand twice in a row and all is filled up to a length that the transform is quick for: of a prime
    number of periods it takes several times as long.
    """
    n = len(fixed)
    length = library("scipy.fft").next_fast_len(2 * n, real=True)
    one, two = np.fft.rfft(fixed, length, axis=0), np.fft.rfft(np.tile(moved, (2, 1)), length, axis=0)
    found = np.fft.irfft(np.conj(one)[:, :, None] * two[:, None, :], length, axis=0)
    return np.asarray(found[n:0:-1])


def scores(block: Block) -> Array:
    """`score` of the block under every shift (n,), the first being none."""
    x, basis, y = block.block, block.basis, block.y_left
    q, weight = x.shape[1], (y**2)[:, None]
    slope = products(y[:, None], x)[:, 0]
    inside = products(basis, x)
    cross = np.einsum("ski,skj->sij", products(basis * weight, x), inside)
    spread = np.einsum("ski,kl,slj->sij", inside, (basis * weight).T @ basis, inside, optimize=True) - cross - cross.transpose(0, 2, 1)
    for i in range(q):  # column by column, as all products at once would fill the memory
        spread[:, i, :] += products(weight, x[:, i : i + 1] * x)[:, 0]
    return solved(spread, slope)


def ratios(block: Block) -> Array:
    """`ratio` of the block under every shift (n,), the first being none."""
    x, y = block.block, block.y_left
    inside = products(block.basis, x)
    explained = solved(x.T @ x - np.einsum("ski,skj->sij", inside, inside), products(y[:, None], x)[:, 0])
    return np.asarray(explained / np.maximum(y @ y - explained, 1e-300))


def shift_test(block: Block) -> tuple[float, Array]:
    """(p, scores of the moved blocks) of the randomisation test by all circular shifts; p is the rank of the block as it stands."""
    found = scores(block)
    others = found[steps(block)]
    return float((1 + (others >= found[0] * (1 - 1e-9)).sum()) / (len(others) + 1)), others


def planted(block: Block, size: float, draws: int, rng: np.random.Generator) -> Iterator[tuple[Array, Array]]:
    """(tested block, dyad's unexplained part) with a dependence of `size`, a share of the movement, planted into the data.

    The block is moved by a random shift, so that no real tie is left, and the dyad's unexplained part gets an effect of
    all of the block's series at one lag taken at random, alike in strength and with signs taken at random.
    """
    for step in rng.choice(steps(block), draws):
        x = np.roll(block.block, int(step), axis=0)
        at = np.flatnonzero(block.lag_of == rng.choice(block.lag_of))
        effect = block.without_own(x[:, at] @ rng.choice([-1.0, 1.0], len(at)))
        effect *= float(np.sqrt(size / (1 - size) * (block.y_left @ block.y_left) / (effect @ effect + 1e-300)))
        yield x, block.y_left + effect
