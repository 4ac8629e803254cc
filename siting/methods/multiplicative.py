"""The multiplicative value model: the constant that ties scaling constants together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import brentq

from siting.errors import MethodError
from siting.values import FloatArray

__all__ = ["master_constant"]

_ADDITIVE = 1e-12


def master_constant(k: Sequence[float] | Mapping[str, float]) -> float:
    """Return the master scaling constant K of the multiplicative model: 1 + K = product of (1 + K k_i).

    Keeney & Raiffa, Decisions with Multiple Objectives (1976), appendix 6B. K is 0 where the constants sum to 1 (the
    additive model), between -1 and 0 where they sum to more (criteria stand in for each other), positive where they
    sum to less (criteria need each other).

    Parameters
    ----------
    k
        Scaling constant of each criterion, as a list or by name: the value (0..1) of having it at its best and all
        others at their worst.

    Raises
    ------
    MethodError
        If a constant is not between 0 and 1, or no K fits because fewer than two are positive.

    Examples
    --------
    >>> round(master_constant([0.5, 0.25]), 6), master_constant([0.6, 0.4])
    (2.0, 0.0)
    """
    constants = np.asarray(list(k.values()) if isinstance(k, Mapping) else k, dtype=float)
    if constants.ndim != 1 or not np.all((constants >= 0.0) & (constants <= 1.0)):
        raise MethodError(f"scaling constants must be numbers between 0 and 1, not {k!r}")
    total = float(constants.sum())
    if abs(total - 1.0) <= _ADDITIVE:
        return 0.0
    if np.count_nonzero(constants) < 2:
        raise MethodError("no master constant fits: at least two scaling constants must be positive, or their sum 1")
    if total > 1.0:
        return _root_below(constants)
    upper = 1.0
    while _slope(upper, constants) < 0.0:
        upper *= 8.0
    return float(brentq(_slope, 0.0, upper, args=(constants,), xtol=1e-15, rtol=1e-14))


def _root_below(constants: FloatArray) -> float:
    lowest = -1.0 + 1e-15
    if _slope(lowest, constants) >= 0.0:
        return -1.0
    return float(brentq(_slope, lowest, 0.0, args=(constants,), xtol=1e-15, rtol=1e-14))


def _slope(master: float, constants: FloatArray) -> float:
    """Return log of the product over (1 + K), divided by K: monotone in K, with no root at K = 0."""
    if master == 0.0:
        return float(constants.sum() - 1.0)
    return float((np.log1p(master * constants).sum() - np.log1p(master)) / master)
