"""The share of a simplex in which a linear form is positive, in closed form.

A weight space that is a simplex (all weights; lower bounds; a complete ranking) is known by its corners. What a
half-space cuts from it follows from the form's values at the corners alone, by a recursion of convex combinations that
neither overflows nor cancels: Varsi, The multidimensional content of the frustum of the simplex, Pacific J. Math. 46
(1973); Ali, Content of the frustum of a simplex, Pacific J. Math. 48 (1973).
"""

from __future__ import annotations

import numpy as np

from siting.evaluation import TIE
from siting.values import FloatArray

__all__ = ["mean_pairwise_shares", "pairwise_shares", "positive_share"]

_BLOCK = 1 << 14


def positive_share(forms: FloatArray) -> FloatArray:
    """Return the share of a simplex in which each linear form is positive.

    Parameters
    ----------
    forms
        Values of each form at the corners, forms x corners.

    Returns
    -------
    ndarray
        One share (0..1) a form. A form that is nowhere further than `TIE` from zero is a tie and has one half.

    Examples
    --------
    >>> import numpy as np
    >>> positive_share(np.array([[1.0, -1.0], [3.0, -1.0], [0.0, 0.0]])).tolist()
    [0.5, 0.75, 0.5]
    """
    shares = np.empty(len(forms))
    for start in range(0, len(forms), _BLOCK):
        shares[start : start + _BLOCK] = _block_shares(forms[start : start + _BLOCK])
    return shares


def _block_shares(forms: FloatArray) -> FloatArray:
    ordered = np.sort(forms, axis=1)
    negatives = np.count_nonzero(ordered <= 0.0, axis=1)
    shares = np.empty(len(forms))
    for count in np.unique(negatives):
        rows = negatives == count
        shares[rows] = 1.0 - _frustum(np.ascontiguousarray(ordered[rows].T), int(count))
    shares[np.abs(ordered).max(axis=1, initial=0.0) <= TIE] = 0.5
    return shares


def _frustum(corners: FloatArray, negatives: int) -> FloatArray:
    """Return the share below zero; `corners` is corners x forms, ascending, the first `negatives` of them <= 0."""
    below = [np.zeros(corners.shape[1]), *(np.ones(corners.shape[1]) for _ in range(negatives))]
    for above in corners[negatives:]:
        for k in range(1, negatives + 1):
            lever = above / (above - corners[k - 1])
            below[k] += lever * (below[k - 1] - below[k])
    return below[negatives]


def pairwise_shares(values: FloatArray, corners: FloatArray) -> FloatArray:
    """Return the share of a simplex of weights in which each site is ahead of each other one.

    Parameters
    ----------
    values
        Partial values, sites x criteria.
    corners
        Corners of the simplex, corners x criteria.

    Returns
    -------
    ndarray
        Sites x sites, row ahead of column; 0 on the diagonal. Sites that tie everywhere have one half each.

    Examples
    --------
    >>> import numpy as np
    >>> pairwise_shares(np.array([[1.0, 0.0], [0.75, 0.5]]), np.eye(2)).round(9).tolist()
    [[0.0, 0.333333333], [0.666666667, 0.0]]
    """
    return mean_pairwise_shares(values, corners[None], np.ones(1))


def mean_pairwise_shares(values: FloatArray, simplices: FloatArray, shares: FloatArray) -> FloatArray:
    """Return pairwise shares over a region cut into simplices, as `pairwise_shares` does over one.

    Parameters
    ----------
    values
        Partial values, sites x criteria.
    simplices
        Simplices x corners x criteria.
    shares
        Share of each simplex in the region, summing to one.
    """
    sites = len(values)
    scores = simplices @ values.T
    first, second = np.triu_indices(sites, 1)
    result = np.zeros((sites, sites))
    step = max(1, _BLOCK // len(simplices))
    for start in range(0, len(first), step):
        i, t = first[start : start + step], second[start : start + step]
        forms = (scores[:, :, i] - scores[:, :, t]).swapaxes(1, 2)
        ahead = shares @ positive_share(forms.reshape(-1, scores.shape[1])).reshape(len(simplices), len(i))
        result[i, t] = ahead
        result[t, i] = 1.0 - ahead
    return result
