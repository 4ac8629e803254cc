"""Independent random weights from any region, each exactly uniform: no Markov chain, no search."""

from __future__ import annotations

from math import ceil

import numpy as np

from siting.errors import MethodError
from siting.sensitivity.dirichlet import Dirichlet
from siting.sensitivity.polytope import Polytope
from siting.sensitivity.products import product
from siting.values import FloatArray

__all__ = ["draw_weights"]

_ROWS = 1 << 13
"""Draws at a time: few enough for the cache."""
_SPARE_ROWS = 16
"""Draws beyond those that will do on average, where some are thrown away."""
_LEAST_ACCEPTANCE = 1e-3


def draw_weights(region: Polytope | Dirichlet, generator: np.random.Generator, count: int) -> FloatArray:
    """Draw independent weight vectors.

    Parameters
    ----------
    region
        A polytope, all of whose points are equally likely, or a Dirichlet distribution.

    Returns
    -------
    ndarray
        Draws x criteria.

    Raises
    ------
    MethodError
        If a polytope has too many faces to be cut into simplices and fills too little of a simplex around it.

    Examples
    --------
    >>> import numpy as np
    >>> from siting.sensitivity.halfspaces import weight_polytope
    >>> ranked = weight_polytope(np.array([[-1.0, 1.0, 0.0], [0.0, -1.0, 1.0]]), np.zeros(2))
    >>> draw_weights(ranked, np.random.default_rng(0), 10_000).mean(axis=0).round(2).tolist()
    [0.61, 0.28, 0.11]
    """
    if isinstance(region, Dirichlet):
        return region.draw(generator, count)
    if not region.can_be_filled:
        return _accepted(region, generator, count)
    columns = np.empty((len(region.origin), count))
    for start in range(0, count, _ROWS):
        columns[:, start : start + _ROWS] = _block(region, generator, min(_ROWS, count - start))
    return columns.T


def _block(region: Polytope, generator: np.random.Generator, count: int) -> FloatArray:
    """Return criteria x draws: mixtures of the corners of simplices, which come up as often as they are large."""
    simplices, shares = region.simplices
    mix = generator.standard_exponential((simplices.shape[1], count))
    mix /= mix.sum(axis=0)
    if len(simplices) == 1:
        return product(simplices[0].T, mix)
    which = np.searchsorted(np.cumsum(shares)[:-1], generator.random(count))
    return np.asarray(np.matmul(mix.T[:, None], simplices[which])[:, 0].T)


def _accepted(region: Polytope, generator: np.random.Generator, count: int) -> FloatArray:
    """Draw from a simplex around a polytope, and keep what lies inside."""
    corners = region.surrounding.T
    slopes = region.rows @ region.basis.T
    limits = (region.limits + slopes @ region.origin)[:, None]
    kept: list[FloatArray] = []
    found = tried = 0
    while found < count:
        size = min(_ROWS, ceil((count - found) * (tried + 1) / (found + 1)) + _SPARE_ROWS)
        mix = generator.standard_exponential((corners.shape[1], size))
        weights = product(corners, mix / mix.sum(axis=0))
        kept.append(weights[:, (product(slopes, weights) <= limits).all(axis=0)])
        found, tried = found + kept[-1].shape[1], tried + size
        if found < _LEAST_ACCEPTANCE * tried and tried >= 8 * _ROWS:
            raise MethodError(
                f"these statements about {len(corners)} weights leave too small a part of all weights to draw from: "
                "use fewer criteria or looser statements"
            )
    return np.maximum(np.hstack(kept)[:, :count].T, 0.0)
