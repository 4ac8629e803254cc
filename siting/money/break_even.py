"""Where two sites cost the same: in volume, in incentive, in duty. All exact, since all are straight lines."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from siting.errors import MethodError

__all__ = ["break_even_incentive", "break_even_rate", "break_even_volume", "cheapest_ranges"]


def break_even_incentive(npv_a: float, npv_b: float, *, payment_factor: float = 1.0) -> float:
    """Return the incentive that site a must be given to be worth as much as site b.

    Parameters
    ----------
    npv_a, npv_b
        Net present values of the two sites, in one currency.
    payment_factor
        Present value of one unit of the incentive: 1 if paid today, `annuity_factor(rate, years)` if paid yearly.

    Returns
    -------
    float
        Money per payment; negative where a is ahead already, and could give that much up.

    Raises
    ------
    MethodError
        If a value is missing or the payment factor is not positive.

    Examples
    --------
    >>> break_even_incentive(100.0, 250.0)
    150.0
    """
    if not (np.isfinite([npv_a, npv_b]).all() and payment_factor > 0):
        raise MethodError("a break-even incentive needs two known present values and a positive payment factor")
    return (npv_b - npv_a) / payment_factor


def break_even_volume(fixed_a: float, variable_a: float, fixed_b: float, variable_b: float) -> float | None:
    """Return the volume at which two sites cost the same, fixed + variable x volume; None if at no positive volume.

    Examples
    --------
    >>> break_even_volume(650_000, 50, 350_000, 65)
    20000.0
    """
    if variable_a == variable_b:
        return None
    volume = (fixed_a - fixed_b) / (variable_b - variable_a)
    return volume if volume > 0 else None


def break_even_rate(cost_a: float, cost_b: float, *, base_a: float, base_b: float = 0.0) -> float | None:
    """Return the rate (duty, tax) at which cost_a + rate x base_a equals cost_b + rate x base_b; None if parallel.

    Parameters
    ----------
    cost_a, cost_b
        Costs without the rate.
    base_a, base_b
        What the rate is charged on at each site.

    Examples
    --------
    >>> break_even_rate(45_000, 47_250, base_a=45_000)
    0.05
    """
    return None if base_a == base_b else (cost_b - cost_a) / (base_a - base_b)


def cheapest_ranges(fixed: Mapping[str, float], variable: Mapping[str, float]) -> pd.DataFrame:
    """Return which site is cheapest at which volume: the lower envelope of fixed + variable x volume.

    Parameters
    ----------
    fixed, variable
        Cost a year, and cost per unit, by site.

    Returns
    -------
    DataFrame
        [site, from_volume, to_volume] in rising volume from 0 to inf; sites that are never cheapest are not in it.

    Raises
    ------
    MethodError
        If the two do not name the same sites, or a cost is missing.

    Examples
    --------
    >>> cheapest_ranges({"Lexington": 650_000, "Wilmore": 350_000}, {"Lexington": 50, "Wilmore": 65})
            site  from_volume  to_volume
    0    Wilmore          0.0    20000.0
    1  Lexington      20000.0        inf
    """
    sites = list(fixed)
    if not sites or set(sites) != set(variable):
        raise MethodError("every site needs a fixed and a variable cost")
    base = np.array([fixed[site] for site in sites], dtype=float)
    slope = np.array([variable[site] for site in sites], dtype=float)
    if not np.isfinite([base, slope]).all():
        raise MethodError("every site needs a fixed and a variable cost that is known")
    best, volume, rows = int(np.lexsort((slope, base))[0]), 0.0, []
    while True:
        flatter = np.flatnonzero(slope < slope[best])
        crossings = (base[flatter] - base[best]) / (slope[best] - slope[flatter])
        end = float(crossings.min(initial=np.inf))
        rows.append((sites[best], volume, end))
        if not np.isfinite(end):
            return pd.DataFrame(rows, columns=["site", "from_volume", "to_volume"])
        meeting = flatter[crossings == end]
        best, volume = int(meeting[np.argmin(slope[meeting])]), end
