"""Linear statements about weights as a region: is it empty, flat, and where is its middle? Linear programmes only."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from siting.sensitivity.polytope import Polytope
from siting.values import FloatArray

__all__ = ["cut", "is_feasible", "weight_polytope"]


_FLAT = 1e-9


def weight_polytope(coefficients: FloatArray, limits: FloatArray) -> Polytope | None:
    """Return the weights (>= 0, sum 1) with coefficients @ w <= limits, in as many dimensions as they really have.

    Parameters
    ----------
    coefficients
        Statements x criteria.
    limits
        One number a statement.

    Returns
    -------
    Polytope or None
        None if no weights satisfy all statements.

    Examples
    --------
    >>> import numpy as np
    >>> half = weight_polytope(np.array([[-1.0, 1.0, 0.0]]), np.zeros(1))  # the second weighs no more than the first
    >>> half.dimension, half.is_simplex
    (2, True)
    """
    from scipy.linalg import null_space

    count = coefficients.shape[1]
    rows, limits = np.vstack([coefficients, -np.eye(count)]), np.append(limits, np.zeros(count))
    equal, totals = np.ones((1, count)), np.ones(1)
    while True:
        origin = np.asarray(np.linalg.lstsq(equal, totals)[0], dtype=float)
        basis = null_space(equal)
        inner, room, kept, possible = _within(rows, limits, origin, basis)
        if not possible:
            return None
        if not basis.shape[1]:
            return Polytope(np.maximum(origin, 0.0), basis, np.empty((0, 0)), np.empty(0))
        centre, radius = _middle(inner, room)
        if radius < -_FLAT:
            return None
        if radius > _FLAT:
            room = room - inner @ centre
            needed = _needed(inner, room)
            return Polytope(origin + basis @ centre, basis, inner[needed], room[needed])
        tight = kept[_tight(inner, room)]
        equal, totals = np.vstack([equal, rows[tight]]), np.append(totals, limits[tight])


def cut(polytope: Polytope, forms: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray] | None:
    """Return the half-spaces of the part of a polytope where every form is <= 0, seen from a point inside that part.

    Parameters
    ----------
    forms
        Forms x criteria, linear in the weights.

    Returns
    -------
    tuple of ndarray, or None
        Rows and limits, ready for `face_lattice`, and the point inside in the polytope's coordinates; None if that part
        is empty or flat.
    """
    slopes, levels = forms @ polytope.basis, forms @ polytope.origin
    lengths = np.linalg.norm(slopes, axis=1)
    moving = lengths > _FLAT
    if (levels[~moving] > _FLAT).any():
        return None
    rows = np.vstack([polytope.rows, slopes[moving] / lengths[moving, None]])
    limits = np.append(polytope.limits, -levels[moving] / lengths[moving])
    centre, radius = _middle(rows, limits)
    if radius <= _FLAT:
        return None
    return rows, limits - rows @ centre, centre


def is_feasible(coefficients: FloatArray, limits: FloatArray) -> bool:
    """Return whether some weights (>= 0, sum 1) satisfy coefficients @ w <= limits."""
    from scipy.optimize import linprog

    count = coefficients.shape[1]
    found = linprog(np.zeros(count), coefficients, limits, np.ones((1, count)), [1.0], method="highs")
    return bool(found.status == 0)


def _within(
    rows: FloatArray, limits: FloatArray, origin: FloatArray, basis: FloatArray
) -> tuple[FloatArray, FloatArray, NDArray[np.intp], bool]:
    """Express half-spaces in a flat's coordinates; those that do not depend on them are only checked."""
    inner, room = rows @ basis, limits - rows @ origin
    lengths = np.linalg.norm(inner, axis=1)
    kept = np.flatnonzero(lengths > _FLAT)
    possible = bool((np.delete(room, kept) >= -_FLAT).all())
    return inner[kept] / lengths[kept, None], room[kept] / lengths[kept], kept, possible


def _middle(rows: FloatArray, limits: FloatArray) -> tuple[FloatArray, float]:
    """Return the centre and radius of the largest ball inside; the radius is negative where nothing is inside."""
    from scipy.optimize import linprog

    dimension = rows.shape[1]
    aim = np.append(np.zeros(dimension), -1.0)
    sides = [(None, None)] * dimension + [(None, 1.0)]
    found = linprog(aim, np.column_stack([rows, np.ones(len(rows))]), limits, bounds=sides, method="highs")
    return found.x[:-1], float(found.x[-1])


def _slack(rows: FloatArray, limits: FloatArray, row: int) -> float:
    """Return how far inside a half-space the others allow to go."""
    from scipy.optimize import linprog

    found = linprog(rows[row], rows, limits, bounds=(None, None), method="highs")
    return float(limits[row] - found.fun)


def _tight(rows: FloatArray, limits: FloatArray) -> NDArray[np.intp]:
    """Return the half-spaces that a flat region never leaves the border of."""
    slacks = np.array([_slack(rows, limits + _FLAT, row) for row in range(len(rows))])
    return np.flatnonzero(slacks <= max(10 * _FLAT, slacks.min()))


def _needed(rows: FloatArray, limits: FloatArray) -> NDArray[np.intp]:
    """Return the half-spaces without which the region would be larger."""
    from scipy.optimize import linprog

    needed = list(range(len(rows)))
    for row in range(len(rows)):
        if len(needed) == rows.shape[1] + 1:
            break
        others = [other for other in needed if other != row]
        bounds = np.append(limits[others], limits[row] + 1.0)
        found = linprog(-rows[row], rows[[*others, row]], bounds, bounds=(None, None), method="highs")
        if -found.fun <= limits[row] + _FLAT:
            needed = others
    return np.array(needed)
