"""Independent random weights from any region, each exactly uniform: no Markov chain, no search."""

from __future__ import annotations

import numpy as np

from siting.errors import MethodError
from siting.sensitivity.dirichlet import Dirichlet
from siting.sensitivity.polytope import Polytope
from siting.sensitivity.products import product
from siting.values import FloatArray

__all__ = ["draw_weights", "exact_dimension"]


_MOST_DIMENSIONS = 9
_ROWS = 1 << 13
"""Draws at a time: few enough for the cache."""
_LEAST_ACCEPTANCE = 1e-3


def exact_dimension(polytope: Polytope) -> bool:
    """Return whether a polytope is small enough to list its faces."""
    return polytope.dimension <= _MOST_DIMENSIONS


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
        If a polytope has too many dimensions to be cut into simplices and fills too little of a simplex around it.

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
    if not (region.is_simplex or exact_dimension(region)):
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
    """Draw from the smallest simplex of lower bounds around a polytope, and keep what lies inside."""
    floor = _lowest_weights(region)
    spare = 1.0 - floor.sum()
    kept: list[FloatArray] = []
    found = tried = 0
    while found < count:
        mix = generator.standard_exponential((_ROWS, len(floor)))
        weights = floor + spare * mix / mix.sum(axis=1, keepdims=True)
        points = (weights - region.origin) @ region.basis
        weights = weights[(points @ region.rows.T <= region.limits).all(axis=1)]
        kept.append(weights)
        found, tried = found + len(weights), tried + _ROWS
        if found < _LEAST_ACCEPTANCE * tried and tried >= 8 * _ROWS:
            raise MethodError(
                f"these statements about {len(floor)} weights leave too small a part of all weights to draw from: "
                "use fewer criteria or looser statements"
            )
    return np.vstack(kept)[:count]


def _lowest_weights(region: Polytope) -> FloatArray:
    from scipy.optimize import linprog

    found = [linprog(row, region.rows, region.limits, bounds=(None, None), method="highs").fun for row in region.basis]
    return np.asarray(np.maximum(region.origin + np.array(found), 0.0))
