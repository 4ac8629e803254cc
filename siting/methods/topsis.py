"""TOPSIS: how near a site is to the best of everything, and how far from the worst."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np
import pandas as pd

from siting.errors import MethodError, did_you_mean
from siting.methods.table import method_table
from siting.model import Study
from siting.values import FloatArray

__all__ = ["closeness", "topsis"]

Scaling = Literal["vector", "minmax"]


def topsis(study: Study, *, scaling: Scaling = "vector") -> pd.Series[float]:
    """Return the relative closeness of each site to the ideal: 1 at the best of everything, 0 at the worst.

    Hwang & Yoon, Multiple Attribute Decision Making (1981), pages 128-140.

    Parameters
    ----------
    study
        Performances, directions and weights.
    scaling
        ``"vector"`` divides each criterion by the root of its sum of squares, as in the book; ``"minmax"`` by its
        range, which makes the result independent of where a scale has its zero.

    Returns
    -------
    Series
        Closeness 0..1 by site, more is better; 1 for all where nothing tells the sites apart.
        ``attrs["left_out"]`` says which sites were not compared and why.

    Raises
    ------
    MethodError
        If the scaling is not known, or no site can be compared.

    Examples
    --------
    >>> table = pd.DataFrame({"cost": [100.0, 300.0, 200.0], "skill": [4.0, 9.0, 8.0]}, index=["A", "B", "C"])
    >>> topsis(Study.from_frame(table, directions={"cost": "min"}), scaling="minmax").round(3).to_dict()
    {'A': 0.5, 'B': 0.5, 'C': 0.637}
    """
    if scaling not in _SPREADS:
        raise MethodError(f"unknown scaling {scaling!r}: {did_you_mean(scaling, _SPREADS)}")
    table = method_table(study)
    spreads = _SPREADS[scaling](table.figures)
    result = pd.Series(closeness(table.gains, table.weights, spreads), index=table.sites, name="TOPSIS")
    result.attrs["left_out"] = dict(table.left_out)
    return result


def closeness(gains: FloatArray, weights: FloatArray, spreads: FloatArray) -> FloatArray:
    """Return the relative closeness of each row.

    Parameters
    ----------
    gains
        Sites x criteria, more is better.
    weights
        By criterion.
    spreads
        What each criterion is divided by; one that is 0 tells no sites apart.
    """
    factors = np.divide(weights, spreads, out=np.zeros_like(weights), where=spreads > 0.0)
    scaled = gains * factors
    to_best = np.sqrt(np.square(scaled - scaled.max(axis=0)).sum(axis=1))
    to_worst = np.sqrt(np.square(scaled - scaled.min(axis=0)).sum(axis=1))
    both = to_best + to_worst
    return np.asarray(np.divide(to_worst, both, out=np.ones_like(both), where=both > 0.0))


def _lengths(figures: FloatArray) -> FloatArray:
    return np.asarray(np.sqrt(np.square(figures).sum(axis=0)))


def _ranges(figures: FloatArray) -> FloatArray:
    return np.asarray(figures.max(axis=0) - figures.min(axis=0))


_SPREADS: dict[str, Callable[[FloatArray], FloatArray]] = {"vector": _lengths, "minmax": _ranges}
