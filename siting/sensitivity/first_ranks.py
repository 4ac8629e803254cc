"""Exactly how often each site is first over a polytope of weights, and with which weights on average."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from siting.evaluation import TIE
from siting.sensitivity.halfspaces import cut
from siting.sensitivity.polytope import Polytope, face_lattice
from siting.values import FloatArray

__all__ = ["first_ranks", "tied_groups"]


def tied_groups(values: FloatArray, polytope: Polytope) -> NDArray[np.int64]:
    """Return for each site the first site that it ties with at all weights of a polytope (itself, if none).

    Parameters
    ----------
    values
        Partial values, sites x criteria.

    Examples
    --------
    >>> import numpy as np
    >>> from siting.sensitivity.halfspaces import weight_polytope
    >>> all_weights = weight_polytope(np.empty((0, 2)), np.empty(0))
    >>> tied_groups(np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]]), all_weights).tolist()
    [0, 1, 0]
    """
    traits = np.column_stack([values @ polytope.origin, values @ polytope.basis])
    group = np.full(len(values), -1)
    for site in range(len(values)):
        if group[site] < 0:
            same = (np.abs(traits - traits[site]) <= TIE).all(axis=1) & (group < 0)
            group[same] = site
    return group


def first_ranks(values: FloatArray, polytope: Polytope) -> tuple[FloatArray, FloatArray]:
    """Return the share of a polytope of weights in which each site is first, and the mean of the weights there.

    Parameters
    ----------
    values
        Partial values, sites x criteria.

    Returns
    -------
    shares : ndarray
        One a site, summing to one. Sites that tie everywhere have equal parts of what they win together.
    central : ndarray
        Sites x criteria: central weights (Lahdelma, Hokkanen & Salminen 1998), nan for a site that is never first.

    Raises
    ------
    MethodError
        If a region has too many faces for an exact answer.

    Examples
    --------
    >>> import numpy as np
    >>> from siting.sensitivity.halfspaces import weight_polytope
    >>> shares, central = first_ranks(
    ...     np.array([[1.0, 0.0], [0.75, 0.5], [0.0, 1.0]]), weight_polytope(np.empty((0, 2)), np.empty(0))
    ... )
    >>> shares.round(6).tolist(), central[:, 0].round(6).tolist()
    ([0.333333, 0.266667, 0.4], [0.833333, 0.533333, 0.2])
    """
    groups = tied_groups(values, polytope)
    rivals = np.unique(groups)
    shares, central = np.zeros(len(values)), np.full(values.shape, np.nan)
    whole, _ = polytope.lattice.moments()
    for site in rivals:
        content, centre = _winning(values[rivals[rivals != site]] - values[site], polytope)
        members = groups == site
        if content > 0.0:
            shares[members] = content / whole / members.sum()
            central[members] = centre
    return shares, central


def _winning(forms: FloatArray, polytope: Polytope) -> tuple[float, FloatArray]:
    if polytope.dimension == 0:
        return float((forms @ polytope.origin <= TIE).all()), polytope.origin
    part = cut(polytope, forms)
    if part is None:
        return 0.0, polytope.origin
    rows, limits, inside = part
    content, moment = face_lattice(rows, limits).moments()
    return content, polytope.weights(inside + moment / content)
