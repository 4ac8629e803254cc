"""Merit against cost: which sites are worth looking at, and what an extra point of merit costs."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from siting.errors import MethodError

__all__ = ["frontier"]

FloatArray = NDArray[np.float64]
_TIE = 1e-12


def frontier(
    merit: pd.Series[float], cost: pd.Series[float], *, tolerance: tuple[float, float] = (0.0, 0.0)
) -> pd.DataFrame:
    """Return which sites no other site beats on both merit and cost.

    Parameters
    ----------
    merit
        By site, more is better.
    cost
        By site, less is better, in any unit of money.
    tolerance
        (merit, cost) differences too small to count; a site is then beaten only if another is nowhere worse by more
        than the tolerance and somewhere better by more than it.

    Returns
    -------
    DataFrame
        By site, in the order of `merit`: cost, merit, efficient (no site beats it), supported (best for some price of
        merit, that is on the convex frontier), price (cost per extra merit from the previous supported site; NaN for
        the cheapest and for sites that are not supported).

    Raises
    ------
    MethodError
        If the two do not name the same sites, or a figure is missing.

    Notes
    -----
    Goodwin & Wright, Decision Analysis for Management Judgment, chapter 3, draw this frontier of benefit against cost.

    Examples
    --------
    >>> sites = ["A", "B", "C"]
    >>> frontier(pd.Series([20.0, 80.0, 60.0], sites), pd.Series([10.0, 40.0, 45.0], sites))
       cost  merit  efficient  supported  price
    A  10.0   20.0       True       True    NaN
    B  40.0   80.0       True       True    0.5
    C  45.0   60.0      False      False    NaN
    """
    table = pd.DataFrame({"cost": cost.astype(float), "merit": merit.astype(float)}).reindex(merit.index)
    if set(merit.index) != set(cost.index) or not np.isfinite(table.to_numpy()).all():
        unknown = [str(site) for site in {*merit.index, *cost.index} if site not in table.dropna().index]
        raise MethodError(
            f"merit or cost is missing for {', '.join(sorted(unknown)) or 'a site'}: leave it out or find it"
        )
    table["efficient"] = _efficient(table, tolerance)
    chain = _convex_chain(table)
    table["supported"] = _on_chain(table, chain)
    table["price"] = _prices(table, chain)
    return table


def _efficient(table: pd.DataFrame, tolerance: tuple[float, float]) -> NDArray[np.bool_]:
    better_merit = table["merit"].to_numpy()[:, None] - table["merit"].to_numpy()
    better_cost = table["cost"].to_numpy() - table["cost"].to_numpy()[:, None]
    nowhere_worse = (better_merit >= -tolerance[0]) & (better_cost >= -tolerance[1])
    somewhere_better = (better_merit > tolerance[0]) | (better_cost > tolerance[1])
    return np.asarray(~(nowhere_worse & somewhere_better).any(axis=0))


def _convex_chain(table: pd.DataFrame) -> FloatArray:
    """Return the corners of the frontier, (cost, merit) rising, with falling merit per cost."""
    chain: list[tuple[float, float]] = []
    points = table.sort_values(["cost", "merit"], ascending=[True, False])[["cost", "merit"]].to_numpy()
    for cost, merit in points:
        if chain and merit <= chain[-1][1]:
            continue
        while len(chain) > 1 and _steeper((chain[-1], (cost, merit)), (chain[-2], chain[-1])):
            chain.pop()
        chain.append((float(cost), float(merit)))
    return np.array(chain)


def _steeper(after: tuple[tuple[float, float], ...], before: tuple[tuple[float, float], ...]) -> bool:
    (cost_0, merit_0), (cost_1, merit_1) = after
    (cost_2, merit_2), (cost_3, merit_3) = before
    return (merit_1 - merit_0) * (cost_3 - cost_2) >= (merit_3 - merit_2) * (cost_1 - cost_0)


def _on_chain(table: pd.DataFrame, chain: FloatArray) -> NDArray[np.bool_]:
    cost, merit = table["cost"].to_numpy(), table["merit"].to_numpy()
    height = np.interp(cost, chain[:, 0], chain[:, 1])
    inside = (cost >= chain[0, 0]) & (cost <= chain[-1, 0])
    return np.asarray(inside & (merit >= height - _TIE * max(1.0, float(np.abs(merit).max()))))


def _prices(table: pd.DataFrame, chain: FloatArray) -> FloatArray:
    if len(chain) == 1:
        return np.full(len(table), np.nan)
    slopes = np.diff(chain[:, 0]) / np.diff(chain[:, 1])
    segment = np.searchsorted(chain[:, 0], table["cost"].to_numpy(), side="left") - 1
    priced = table["supported"].to_numpy() & (segment >= 0)
    return np.where(priced, slopes[np.clip(segment, 0, len(slopes) - 1)], np.nan)
