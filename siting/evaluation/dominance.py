"""Dominance: which site is at least as good as another on every criterion, whatever the weights."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from siting.errors import MethodError, did_you_mean
from siting.evaluation.partial_values import numbers, partial_values
from siting.evaluation.screening import screen
from siting.model import Criterion, Study
from siting.values import FloatArray, Levels, Target

__all__ = ["dominance"]

_MOST_SITES = 20_000


def dominance(study: Study, tolerance: Mapping[str, float] | None = None) -> pd.DataFrame:
    """Return which site dominates which, whatever the weights.

    Row dominates column if it performs nowhere worse by more than the tolerance and somewhere better by more than it.
    Without tolerances that is strict Pareto dominance. Performances are compared as they are, in the direction that
    the criterion's value function or, without one, the criterion gives; levels and targets, which have no direction, by
    their partial values. Where either site misses a cell neither is held to dominate the other.

    Parameters
    ----------
    study
        Its sites that pass every gate are compared.
    tolerance
        By criterion, in its unit (partial value for levels and targets), not negative; 0 where left out.

    Returns
    -------
    DataFrame
        Sites x sites of bool, False on the diagonal.

    Raises
    ------
    MethodError
        If a tolerance is negative or names no criterion, or if there are more than 20,000 sites.
    StudyError
        If a cell cannot be read.

    Examples
    --------
    >>> table = pd.DataFrame({"cost": [100.0, 130.0], "skill": [5.0, 4.0]}, index=["A", "B"])
    >>> study = Study.from_frame(table, directions={"cost": "min"})
    >>> bool(dominance(study).loc["A", "B"]), bool(dominance(study, {"cost": 50, "skill": 1}).loc["A", "B"])
    (True, False)
    """
    allowed = _checked(study, tolerance or {})
    performance = study.performance.drop(index=screen(study)["site"].unique().tolist())
    if len(performance) > _MOST_SITES:
        raise MethodError(
            f"{len(performance):,} sites have too many pairs to compare: the most is {_MOST_SITES:,} sites"
        )
    size = (len(performance), len(performance))
    nowhere_worse, somewhere_better = np.ones(size, dtype=bool), np.zeros(size, dtype=bool)
    for name, criterion in study.criteria.items():
        gain = _gain(name, criterion, performance)
        nowhere_worse &= gain >= -allowed[name]
        somewhere_better |= gain > allowed[name]
    sites = performance.index
    return pd.DataFrame(nowhere_worse & somewhere_better, index=sites, columns=sites)


def _checked(study: Study, tolerance: Mapping[str, float]) -> dict[str, float]:
    for name, size in tolerance.items():
        if name not in study.criteria:
            raise MethodError(f"tolerance for an unknown criterion {name!r}: {did_you_mean(name, study.criteria)}")
        if not 0 <= size < np.inf:
            raise MethodError(f"the tolerance of criterion {name!r} must be zero or more and finite, not {size!r}")
    return {name: float(tolerance.get(name, 0.0)) for name in study.criteria}


def _gain(name: str, criterion: Criterion, performance: pd.DataFrame) -> FloatArray:
    """Return by how much row performs better than column; nan where either cell is missing."""
    function = criterion.value
    if isinstance(function, Levels | Target):
        level = partial_values(performance[[name]], {name: function})[name].to_numpy()
    else:
        figures = numbers(name, performance[name])
        level = figures if criterion.rising else -figures
    difference: NDArray[np.float64] = level[:, np.newaxis] - level[np.newaxis, :]
    return difference
