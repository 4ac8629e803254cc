"""Present values and yields of yearly cash flows. Flows come at the end of their year; the first one is today's."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from siting.errors import MethodError

__all__ = ["annuity_factor", "internal_rate", "npv"]

FloatArray = NDArray[np.float64]


def npv(flows: ArrayLike, rate: ArrayLike) -> FloatArray:
    """Return the net present value of yearly flows, sum of flow_t / (1 + rate)^t for t = 0, 1, ...

    Parameters
    ----------
    flows
        Money by year, shape (..., years); the first is not discounted.
    rate
        Discount rate a year, above -1; broadcasts against the leading shape of `flows`.

    Raises
    ------
    MethodError
        If a rate is -1 or below, or a flow or rate is missing.

    Examples
    --------
    >>> round(float(npv([-500, *[90] * 10], 0.08)), 3)
    103.907
    """
    money, yearly = np.asarray(flows, dtype=float), _checked_rate(rate)
    if np.isnan(money).any():
        raise MethodError("a cash flow is missing: a present value needs every year's flow")
    years = np.arange(money.shape[-1])
    return np.asarray((money / (1.0 + yearly[..., np.newaxis]) ** years).sum(axis=-1))


def annuity_factor(rate: ArrayLike, years: ArrayLike) -> FloatArray:
    """Return the present value of one unit a year, paid at the end of each year: (1 - (1 + rate)^-years) / rate.

    Parameters
    ----------
    rate
        Discount rate a year, above -1; 0 gives the number of years.
    years
        Number of payments, not negative; broadcasts against `rate`.

    Raises
    ------
    MethodError
        If a rate is -1 or below or missing, or a number of years is negative.

    Examples
    --------
    >>> annuity_factor([0.05, 0.08], 10).round(4).tolist()
    [7.7217, 6.7101]
    """
    yearly, count = np.broadcast_arrays(_checked_rate(rate), np.asarray(years, dtype=float))
    if not (count >= 0).all():
        raise MethodError("the number of years must be zero or more")
    growth = np.log1p(yearly)
    safe = np.where(yearly == 0, 1.0, yearly)
    return np.where(yearly == 0, count, -np.expm1(-count * growth) / safe)


def internal_rate(flows: ArrayLike) -> float:
    """Return the internal rate of return: the discount rate at which the flows are worth nothing.

    Parameters
    ----------
    flows
        Money by year, shape (years,), with exactly one change of sign, so that there is exactly one such rate.

    Raises
    ------
    MethodError
        If a flow is missing, or the flows change sign never or more than once.

    Examples
    --------
    >>> round(internal_rate([-100, 60, 60]), 6)
    0.130662
    """
    from scipy.optimize import brentq

    money = np.asarray(flows, dtype=float)
    if np.isnan(money).any():
        raise MethodError("a cash flow is missing: an internal rate of return needs every year's flow")
    signs = np.sign(money[money != 0])
    changes = int((np.diff(signs) != 0).sum())
    if changes != 1:
        found = f"{changes} changes of sign" if changes else "no change of sign"
        raise MethodError(f"the cash flow has {found}: it has no single internal rate of return; look at its npv")
    # in v = 1 / (1 + rate) the worth is a polynomial that starts above or below zero and crosses it once
    coefficients = np.trim_zeros(money, "f")[::-1]
    high = 1.0
    while np.polyval(coefficients, high) * coefficients[-1] > 0:
        high *= 2.0
    return 1.0 / float(brentq(lambda v: float(np.polyval(coefficients, v)), 0.0, high, xtol=1e-15)) - 1.0


def _checked_rate(rate: ArrayLike) -> FloatArray:
    yearly = np.asarray(rate, dtype=float)
    if not (yearly > -1).all():
        raise MethodError("a discount rate must be a number above -1 (0.08 means 8 % a year)")
    return yearly
