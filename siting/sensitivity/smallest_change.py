"""The nearest weights at which another site ties for first."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd

from siting.errors import MethodError
from siting.evaluation import TIE
from siting.model import Study
from siting.sensitivity.complete import complete_sites
from siting.sensitivity.polytope import Polytope
from siting.sensitivity.weight_space import WeightSpace
from siting.values import FloatArray

__all__ = ["Norm", "nearest_weights", "smallest_change"]

Norm = Literal["l1", "l2", "linf"]

_MOST_SITES = 1_000
_ORDERS = {"l1": 1, "l2": 2, "linf": np.inf}


def smallest_change(
    study: Study, norm: Norm = "l2", space: WeightSpace | None = None, *, weight_set: str | None = None
) -> pd.DataFrame:
    """Find for each challenger the weights nearest to the study's own at which it ties for first.

    Exact: a linear programme for ``"l1"`` and ``"linf"``, a least-distance problem for ``"l2"`` (Lawson & Hanson,
    Solving Least Squares Problems, 1974, chapter 23). In the first two, other weights may be as near.

    Parameters
    ----------
    study
        Sites with a missing cell are left out.
    norm
        Distance between weight vectors: sum of the changes, root of the sum of their squares, or the largest change.
    space
        Bounds, rankings and other statements that the weights must respect; all weights if left out.
    weight_set
        Whose weights to start from; the study's first set if left out.

    Returns
    -------
    DataFrame
        Index: every site but the best one. Columns ``distance`` and one weight a criterion; NaN if the site never wins.

    Raises
    ------
    StudyError
        If the study cannot be evaluated.
    MethodError
        If the norm is unknown, the space is empty or not made of statements, or there are too many sites.

    Examples
    --------
    >>> table = pd.DataFrame({"risk": [1.0, 0.0], "skill": [0.0, 1.0]}, index=["A", "B"])
    >>> smallest_change(Study.from_frame(table, weights={"risk": 3, "skill": 1}), "linf").round(3)
       distance  risk  skill
    B      0.25   0.5    0.5
    """
    if norm not in _ORDERS:
        raise MethodError(f"unknown norm {norm!r}: use one of {', '.join(_ORDERS)}")
    table = complete_sites(study, weight_set)
    if len(table.sites) > _MOST_SITES:
        raise MethodError(f"{len(table.sites):,} sites are too many to look at one by one: at most {_MOST_SITES:,}")
    criteria = [str(name) for name in table.weights.index]
    region = (WeightSpace.uniform(criteria) if space is None else space).polytope(criteria)
    base, values = np.asarray(table.weights, dtype=np.float64), table.partial_values
    challengers = [row for row in range(len(values)) if row != table.leader]
    found = np.array([nearest_weights(values, row, base, region=region, norm=norm) for row in challengers])
    weights = pd.DataFrame(
        found.reshape(len(challengers), len(criteria)), [table.sites[row] for row in challengers], table.weights.index
    )
    weights.insert(0, "distance", np.linalg.norm(weights.to_numpy() - base, _ORDERS[norm], axis=1))
    return weights


def nearest_weights(
    values: FloatArray, challenger: int, base: FloatArray, *, region: Polytope, norm: Norm
) -> FloatArray:
    """Return the weights of a region nearest to `base` at which no site is ahead of the challenger; nan if none are.

    Parameters
    ----------
    values
        Partial values, sites x criteria.
    challenger
        Row of the site.
    base
        One weight a criterion.
    """
    forms = np.delete(values - values[challenger], challenger, axis=0)
    start = region.basis.T @ (base - region.origin)
    rows = np.vstack([region.rows, forms @ region.basis])
    room = np.append(region.limits, -(forms @ region.origin)) - rows @ start
    if np.allclose(region.origin + region.basis @ start, base, rtol=0.0, atol=TIE) and (room >= -TIE).all():
        return base
    nearest = _least_distance if norm == "l2" else _linear
    step = nearest(rows, room, region.origin + region.basis @ start - base, region.basis, norm)
    return np.full(len(base), np.nan) if step is None else region.weights(start + step)


def _least_distance(
    rows: FloatArray, room: FloatArray, gap: FloatArray, basis: FloatArray, norm: Norm
) -> FloatArray | None:
    """Minimise the length of `step` with rows @ step <= room; the gap to the base is square to the region."""
    from scipy.optimize import nnls

    lengths = np.linalg.norm(rows, axis=1)
    moving = lengths > TIE
    if (room[~moving] < -TIE).any():
        return None
    unit, needed = -rows[moving] / lengths[moving, None], -room[moving] / lengths[moving]
    if _linear(rows, room, gap, basis, norm) is None:
        return None
    system = np.vstack([unit.T, needed])
    pressure, _ = nnls(system, np.append(np.zeros(rows.shape[1]), 1.0))
    active = pressure > 0.0
    return np.asarray(np.linalg.lstsq(unit[active], needed[active])[0])


def _linear(rows: FloatArray, room: FloatArray, gap: FloatArray, basis: FloatArray, norm: Norm) -> FloatArray | None:
    """Minimise the sum of changes, or the largest one, with rows @ step <= room."""
    from scipy.optimize import linprog

    criteria, dimension = basis.shape
    bound = np.ones((criteria, 1)) if norm == "linf" else np.eye(criteria)
    cost = np.append(np.zeros(dimension), np.ones(bound.shape[1]))
    left = np.vstack(
        [
            np.hstack([rows, np.zeros((len(rows), bound.shape[1]))]),
            np.hstack([basis, -bound]),
            np.hstack([-basis, -bound]),
        ]
    )
    found = linprog(cost, left, np.concatenate([room, -gap, gap]), bounds=(None, None), method="highs")
    return np.asarray(found.x[:dimension]) if found.status == 0 else None
