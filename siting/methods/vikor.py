"""VIKOR: a compromise between the most benefit overall and the least regret on any one criterion."""

from __future__ import annotations

import numpy as np
import pandas as pd

from siting.errors import MethodError
from siting.evaluation import TIE, rank_values
from siting.methods.table import method_table
from siting.model import Study
from siting.values import FloatArray

__all__ = ["compromise_measures", "vikor"]


def vikor(study: Study, *, v: float = 0.5) -> pd.DataFrame:
    """Return the compromise ranking, and the set of sites that it proposes.

    Opricovic & Tzeng, EJOR 156 (2004), 445-455. The site of least Q is proposed alone if it leads the next by at least
    1 / (n - 1) and also has the least S or R; with it the next one (or those tied for it), if only the second condition
    fails; otherwise every site whose Q is nearer to the least than 1 / (n - 1).

    Parameters
    ----------
    study
        Performances, directions and weights.
    v
        Weight (0..1) of the group's benefit S against the greatest single regret R.

    Returns
    -------
    DataFrame
        By site: S, R and Q (less is better) and rank by Q. Q is 0 for all where nothing tells the sites apart.
        ``attrs["compromise"]`` lists the proposed sites, the best first; ``attrs["left_out"]`` says which sites were
        not compared and why.

    Raises
    ------
    MethodError
        If `v` is not between 0 and 1, or no site can be compared.

    Examples
    --------
    >>> table = pd.DataFrame({"risk": [1.0, 2, 5], "altitude": [3000.0, 3750, 4500]}, index=["A1", "A2", "A3"])
    >>> result = vikor(Study.from_frame(table, directions={"risk": "min"}))
    >>> result.loc["A2"].to_dict(), result.attrs["compromise"]
    ({'S': 0.375, 'R': 0.25, 'Q': 0.0, 'rank': 1.0}, ['A2'])
    """
    if not 0.0 <= v <= 1.0:
        raise MethodError(f"v must lie between 0 and 1, not {v!r}")
    table = method_table(study)
    benefit, regret = compromise_measures(table.gains, table.weights)
    q = v * _share_of_spread(benefit) + (1.0 - v) * _share_of_spread(regret)
    result = pd.DataFrame({"S": benefit, "R": regret, "Q": q, "rank": rank_values(-q)}, index=table.sites)
    result.attrs["compromise"] = _compromise(result)
    result.attrs["left_out"] = dict(table.left_out)
    return result


def compromise_measures(gains: FloatArray, weights: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return S, the weighted sum of distances from the best, and R, the greatest of them.

    Parameters
    ----------
    gains
        Sites x criteria, more is better.
    weights
        By criterion, sum 1.
    """
    best = gains.max(axis=0)
    spread = best - gains.min(axis=0)
    distances = weights * np.divide(best - gains, spread, out=np.zeros_like(gains), where=spread > 0.0)
    return distances.sum(axis=1), distances.max(axis=1)


def _share_of_spread(measure: FloatArray) -> FloatArray:
    least = measure.min()
    spread = measure.max() - least
    return (measure - least) / spread if spread > TIE else np.zeros_like(measure)


def _compromise(result: pd.DataFrame) -> list[str]:
    ordered = result.sort_values("Q", kind="stable")
    q = ordered["Q"].to_numpy()
    if len(q) < 2:
        return list(ordered.index)
    advantage = 1.0 / (len(q) - 1)
    if q[1] - q[0] < advantage - TIE:
        return list(ordered.index[q - q[0] < advantage - TIE])
    first = ordered.iloc[0]
    leads = any(first[measure] <= result[measure].min() + TIE for measure in ("S", "R"))
    return list(ordered.index[:1] if leads else ordered.index[q <= q[1] + TIE])
