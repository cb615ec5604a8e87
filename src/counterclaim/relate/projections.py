"""Local projections (Jordà 2005): what the dyad does in the periods after a third acts, with simultaneous bands.

For each horizon h, y at t+h is regressed on the impulse at t, on lags of both, and on the controls. The bands hold for
all horizons together (sup-t: Montiel Olea and Plagborg-Møller 2019), from the joint covariance of the estimates.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from counterclaim.relate.blocks import SPARE, Array, lagged, varying

DRAWS = 20_000  # normal draws for the bands' critical value


@dataclass(frozen=True, slots=True)
class Response:
    """Response at horizons 0 … H, in the dyad's unit, to an impulse of one standard deviation; `low`, `high` the bands."""

    estimate: Array
    error: Array
    low: Array
    high: Array
    critical: float


def respond(
    y: Array, impulse: Array, own: Array, controls: Array | None, lags: int, horizon: int, level: float, rng: np.random.Generator
) -> Response | None:
    """Response of y (T,) to `impulse` (T,); None where there are too few complete rows or the impulse never varies."""
    past = np.column_stack([lagged(own, lags), lagged(impulse, lags), *([controls] if controls is not None and controls.size else [])])
    size = np.nanstd(impulse)
    estimates, influences = [], []
    for h in range(horizon + 1):
        ahead = np.full(len(y), np.nan)
        ahead[: len(y) - h] = y[h:]
        rows = np.isfinite(ahead) & np.isfinite(impulse) & np.isfinite(past).all(axis=1)
        if rows.sum() < past.shape[1] + SPARE or not np.ptp(impulse[rows]):
            return None
        left_x, left_y = without(past[rows], impulse[rows]), without(past[rows], ahead[rows])
        weight = left_x @ left_x
        if weight < 1e-9 * rows.sum() * size**2:
            return None
        slope = left_x @ left_y / weight
        influence = np.zeros(len(y))
        influence[rows] = left_x * (left_y - slope * left_x) / weight
        estimates.append(slope)
        influences.append(influence)
    covariance = newey_west(np.column_stack(influences), horizon + 1)
    error = np.sqrt(np.maximum(np.diag(covariance), 1e-300))
    critical = sup_t(covariance / np.outer(error, error), level, rng)
    estimate = np.array(estimates) * size
    return Response(estimate, error * size, estimate - critical * error * size, estimate + critical * error * size, critical)


def without(past: Array, values: Array) -> Array:
    """What a constant and `past` leave of `values`."""
    basis, r = np.linalg.qr(np.column_stack([np.ones(len(past)), varying(past)]))
    basis = basis[:, np.abs(np.diag(r)) > 1e-9 * np.abs(np.diag(r)).max()]
    return np.asarray(values - basis @ (basis.T @ values))


def newey_west(influences: Array, bandwidth: int) -> Array:
    """Covariance of sums of serially correlated rows, with Bartlett weights (Newey and West 1987)."""
    total = influences.T @ influences
    for lag in range(1, bandwidth + 1):
        cross = influences[lag:].T @ influences[:-lag]
        total += (1 - lag / (bandwidth + 1)) * (cross + cross.T)
    return np.asarray(total)


def sup_t(correlation: Array, level: float, rng: np.random.Generator) -> float:
    """The value that the largest |t| of all horizons stays below with probability `level`."""
    values, vectors = np.linalg.eigh(correlation)
    root = vectors * np.sqrt(np.maximum(values, 0))
    return float(np.quantile(np.abs(rng.normal(size=(DRAWS, len(values))) @ root.T).max(axis=1), level))
