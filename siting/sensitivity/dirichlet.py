"""Weights spread around a point: the Dirichlet distribution."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Dirichlet"]


@dataclass(frozen=True)
class Dirichlet:
    """Random weights whose mean is `parameters` scaled to sum one; the larger the sum, the closer they stay to it."""

    parameters: NDArray[np.float64]
    """One a criterion, >= 0; a criterion with 0 never has weight."""

    def draw(self, generator: np.random.Generator, count: int) -> NDArray[np.float64]:
        """Return draws x criteria.

        Examples
        --------
        >>> import numpy as np
        >>> weights = Dirichlet(np.array([6.0, 3.0, 0.0])).draw(np.random.default_rng(1), 1000)
        >>> weights.shape, weights.mean(axis=0).round(1).tolist()
        ((1000, 3), [0.7, 0.3, 0.0])
        """
        gammas = generator.standard_gamma(self.parameters, (count, len(self.parameters)))
        return np.asarray(gammas / gammas.sum(axis=1, keepdims=True))
