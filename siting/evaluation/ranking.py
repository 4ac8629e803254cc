"""Ranks and ties of overall values. Knows nothing of studies."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from siting.values import FloatArray

__all__ = ["NEAR_TIE", "TIE", "rank_values"]

TIE = 1e-9
"""Overall values that differ by no more than this are tied."""

NEAR_TIE = 0.02
"""A lead below this share of the whole scale is a near-tie even where the data are called certain."""


def rank_values(overall: FloatArray) -> NDArray[np.int64]:
    """Rank overall values, 1 for the greatest; 0 where the value is missing.

    The rank is 1 plus the number of values that are greater by more than `TIE`. Each value is compared with each other
    one and not with a chain of neighbours: of three values 0.8e-9 apart the first two share rank 1, the third has rank
    2 because the first is ahead of it.

    Parameters
    ----------
    overall
        Values of shape (sites,); nan where missing.

    Examples
    --------
    >>> rank_values(np.array([0.2, 0.7, np.nan, 0.7])).tolist()
    [3, 1, 0, 1]
    """
    known = np.sort(overall[~np.isnan(overall)])
    ahead = known.size - np.searchsorted(known, overall + TIE, side="right")
    return np.where(np.isnan(overall), 0, 1 + ahead).astype(np.int64)
