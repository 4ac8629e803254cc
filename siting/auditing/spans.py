"""How far an uncertain cell reaches, as the checks see it."""

from __future__ import annotations

import numpy as np

from siting.model import Measurement
from siting.sensitivity.uncertain_cells import performance_at

__all__ = ["span"]

_CENTRAL = np.array([0.05, 0.95])


def span(cell: Measurement) -> tuple[float, float]:
    """Return the ends of a cell with a range; with a distribution, its 5th and 95th percentiles."""
    if cell.distribution is not None:
        low, high = performance_at(cell, _CENTRAL).tolist()
        return low, high
    return cell.range or (np.nan, np.nan)
