"""Two rankings of the same sites, read together: who is ahead in both, and who cannot be compared."""

from __future__ import annotations

import numpy as np
import pandas as pd

from siting.evaluation import TIE
from siting.values import FloatArray

__all__ = ["partial_order"]


def partial_order(one: FloatArray, other: FloatArray, *, sites: pd.Index) -> pd.DataFrame:
    """Return how each site stands to each other one.

    Parameters
    ----------
    one, other
        Two scores of each site, more is better in both; differences up to 1e-9 are none.
    sites
        Their ids.

    Returns
    -------
    DataFrame
        Sites x sites: ``"preferred"`` (the row is ahead in one and not behind in the other), ``"behind"``,
        ``"indifferent"`` (level in both) or ``"incomparable"`` (ahead in one, behind in the other).

    Examples
    --------
    >>> partial_order(np.array([3.0, 2.0, 1.0]), np.array([1.0, 0.0, 2.0]), sites=pd.Index(["A", "B", "C"])).loc["A"]
    A     indifferent
    B       preferred
    C    incomparable
    Name: A, dtype: str
    """
    ahead = np.zeros((len(sites), len(sites)), dtype=bool)
    for score in (one, other):
        ahead |= score[:, np.newaxis] > score[np.newaxis, :] + TIE
    relation = np.select(
        [ahead & ahead.T, ahead, ahead.T], ["incomparable", "preferred", "behind"], default="indifferent"
    )
    return pd.DataFrame(relation, index=sites, columns=sites)
