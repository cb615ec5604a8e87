"""Block tests in one equation of a vector autoregression: do the lags of some series help to foretell another?

Arrays run over time along axis 0; NaN is "not known". A row of the regression is used when all of it is known,
so a gap costs the rows whose lags touch it and nothing is filled in.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterclaim.errors import UsageError
from counterclaim.relate.extras import library

Array = NDArray[np.float64]
SPARE = 10  # rows that must be left when every coefficient has taken one


def lagged(series: Array, lags: int) -> Array:
    """Lags 1 … `lags` of each column of `series` (T, k): an array (T, k·lags), NaN where there is no past."""
    columns = series.reshape(len(series), -1)
    out = np.full((len(columns), columns.shape[1] * lags), np.nan)
    for lag in range(1, lags + 1):
        out[lag:, (lag - 1) * columns.shape[1] : lag * columns.shape[1]] = columns[:-lag]
    return out


@dataclass(frozen=True)
class Block:
    """y on `own` (what it is controlled for, a constant among it) and `block` (what is tested), complete rows only."""

    y: Array  # (n,)
    own: Array  # (n, k)
    block: Array  # (n, q)
    lag_of: NDArray[np.int64]  # (q,) which lag each column of `block` is
    lags: int

    @property
    def df(self) -> tuple[int, int]:
        return self.block.shape[1], len(self.y) - self.own.shape[1] - self.block.shape[1]

    @cached_property
    def basis(self) -> Array:
        """Orthonormal basis of `own`; columns that say nothing new are left out."""
        q, r = np.linalg.qr(self.own)
        return np.ascontiguousarray(q[:, np.abs(np.diag(r)) > 1e-9 * np.abs(np.diag(r)).max()])

    @cached_property
    def y_left(self) -> Array:
        """What of y its own past and the controls leave unexplained."""
        return self.without_own(self.y)

    def without_own(self, values: Array) -> Array:
        return np.asarray(values - self.basis @ (self.basis.T @ values))


def make_block(y: Array, own: Array, tested: Array, controls: Array | None, lags: int) -> Block:
    """The regression of y (T,) on lags of `own` (T, k), `controls` as they stand (T, c), and lags of `tested` (T, m).

    Columns that never vary are left out. Raises UsageError where there are too few complete rows.
    """
    parts = [lagged(own, lags), lagged(tested, lags)]
    if controls is not None and controls.size:
        parts.append(controls.reshape(len(y), -1))
    whole = np.isfinite(y) & np.all([np.isfinite(p).all(axis=1) for p in parts], axis=0)
    rows = [varying(p[whole]) for p in parts]
    fixed = np.column_stack([np.ones(int(whole.sum())), rows[0], *rows[2:]])
    if whole.sum() < fixed.shape[1] + rows[1].shape[1] + SPARE:
        raise UsageError(
            f"Only {int(whole.sum())} periods are complete, too few for {lags} lags of {tested.reshape(len(y), -1).shape[1]} series; "
            "take fewer --lags, a shorter period (--by week or day), or more data."
        )
    moving = np.ptp(parts[1][whole], axis=0) > 0
    return Block(y[whole], fixed, rows[1], np.repeat(np.arange(1, lags + 1), len(moving) // lags)[moving], lags)


def varying(columns: Array) -> Array:
    return columns[:, np.ptp(columns, axis=0) > 0] if len(columns) else columns


@dataclass(frozen=True, slots=True)
class FTest:
    F: float
    df: tuple[int, int]
    p: float


def fitted(block: Block, robust: bool) -> Any:
    """statsmodels' least squares of the whole equation; `robust`: errors that allow for unequal variance (HC3)."""
    return (
        library("statsmodels.regression.linear_model")
        .OLS(block.y, np.column_stack([block.own, block.block]))
        .fit(cov_type="HC3" if robust else "nonrobust", use_t=True)
    )


def f_test(block: Block, robust: bool = False) -> FTest:
    """Wald F test that every coefficient of the tested block is zero (Granger 1969; `robust`: MacKinnon and White's HC3)."""
    k, q = block.own.shape[1], block.block.shape[1]
    result = fitted(block, robust).f_test(np.eye(k + q)[k:])
    return FTest(float(np.squeeze(result.fvalue)), (int(result.df_num), int(result.df_denom)), float(np.squeeze(result.pvalue)))


def share(F: float, df: tuple[int, int]) -> float:
    """Partial R²: the share of the movement otherwise unexplained that goes with the block."""
    return F * df[0] / (F * df[0] + df[1])
