"""Confidence factors: how often a site is first at its own central weights, the cells being uncertain."""

from __future__ import annotations

import numpy as np

from siting.evaluation import TIE
from siting.sensitivity.sampling import CellDraws
from siting.values import FloatArray

__all__ = ["confidence_factors"]

_BLOCK = 1 << 13


def confidence_factors(
    values: FloatArray,
    central_weights: FloatArray,
    *,
    cells: CellDraws | None = None,
    draws: int = 1,
    seed: np.random.SeedSequence | None = None,
) -> FloatArray:
    """Return the share of cell draws in which each site is first, or ties for it, at its central weights.

    Confidence factor of Lahdelma, Hokkanen & Salminen, SMAA, European Journal of Operational Research 106 (1998).

    Parameters
    ----------
    values
        Partial values, sites x criteria.
    central_weights
        Sites x criteria; nan for a site that is never first, whose factor is 0.
    cells
        Uncertain cells; without them each factor is 0 or 1.
    draws
        Number of cell draws.

    Examples
    --------
    >>> import numpy as np
    >>> confidence_factors(np.array([[1.0, 0.0], [0.4, 0.3]]), np.array([[0.8, 0.2], [np.nan, np.nan]])).tolist()
    [1.0, 0.0]
    """
    weights = np.nan_to_num(central_weights)
    possible = ~np.isnan(central_weights).any(axis=1)
    if cells is None:
        scores = weights @ values.T
        return np.asarray(possible & (np.diag(scores) >= scores.max(axis=1) - TIE), dtype=float)
    generator = np.random.Generator(np.random.SFC64(seed))
    certain = values.copy()
    certain[cells.rows, cells.columns] = 0.0
    wins = np.zeros(len(values))
    for start in range(0, draws, _BLOCK):
        drawn = cells.draw(generator, min(_BLOCK, draws - start))
        for site in np.flatnonzero(possible):
            scores = np.repeat((certain @ weights[site])[:, None], drawn.shape[1], axis=1)
            for row, column, figures in zip(cells.rows, cells.columns, drawn, strict=True):
                scores[row] += figures * weights[site, column]
            wins[site] += np.count_nonzero(scores[site] >= scores.max(axis=0) - TIE)
    return wins / draws
