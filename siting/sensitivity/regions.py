"""Who wins where in a triangle: convex cells cut by straight lines, exactly. Knows nothing of studies.

Over a triangle of weights each overall value is a linear form, given by its values at the three corners. A site wins on
the part of the triangle where its form is no less than any other: the triangle clipped by one half-plane after another
(Sutherland & Hodgman, Reentrant polygon clipping, Communications of the ACM 17, 1974).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from siting.evaluation import TIE
from siting.values import FloatArray

__all__ = ["triangle_share", "winning_regions"]

_SLIVER = 1e-12
"""Share of the triangle, and distance of vertices, below which nothing is left but rounding."""


def winning_regions(corners: FloatArray) -> dict[int, FloatArray]:
    """Cut a triangle into the regions where each site wins.

    A site that is nowhere ahead of some other by more than a tie (1e-9) wins nothing; of sites that are tied at all
    three corners the first stands for all.

    Parameters
    ----------
    corners
        Overall values at the three corners, shape (sites, 3).

    Returns
    -------
    dict
        By row of `corners`, ascending: the vertices of a convex polygon in barycentric coordinates, shape (k, 3), in
        order around it. The regions cover the triangle and overlap only in their edges.

    Examples
    --------
    >>> winning_regions(np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 1.0]]))[0].tolist()
    [[1.0, 0.0, 0.0], [0.5, 0.5, 0.0], [0.5, 0.0, 0.5]]
    """
    contenders = _contenders(corners)
    forms = corners[contenders]
    cells = {int(site): _cell(form, forms) for site, form in zip(contenders, forms, strict=True)}
    return {site: cell for site, cell in cells.items() if triangle_share(cell) > _SLIVER}


def triangle_share(polygon: FloatArray) -> float:
    """Return the area of a polygon in barycentric coordinates as a share of the triangle's.

    >>> triangle_share(np.array([[1.0, 0.0, 0.0], [0.5, 0.5, 0.0], [0.5, 0.0, 0.5]]))
    0.25
    """
    a, b = polygon[:, 0], polygon[:, 1]
    return float(abs(np.sum(a * np.roll(b, -1) - np.roll(a, -1) * b)))


def _contenders(corners: FloatArray) -> NDArray[np.intp]:
    """Return the rows that no other row equals or beats at every corner, ascending."""
    found = []
    remaining = np.argsort(-corners.sum(axis=1), kind="stable")
    while remaining.size:
        strongest = corners[remaining[0]]
        found.append(np.argmax((np.abs(corners - strongest) <= TIE).all(axis=1)))
        remaining = remaining[(corners[remaining] > strongest + TIE).any(axis=1)]
    return np.unique(np.array(found, dtype=np.intp))


def _cell(form: FloatArray, forms: FloatArray) -> FloatArray:
    """Clip the triangle by the rivals of one form, each time by the one that is furthest ahead of it."""
    polygon, leads = np.eye(3), form - forms
    while len(polygon) and len(leads):
        heights = leads @ polygon.T
        worst = int(np.argmin(heights.min(axis=1)))
        if heights[worst].min() >= 0:
            break
        polygon = _clipped(polygon, heights[worst])
        leads = np.delete(leads, worst, axis=0)
    return polygon


def _clipped(polygon: FloatArray, heights: FloatArray) -> FloatArray:
    """Return the part of a convex polygon where a linear form, given by its values at the vertices, is not negative."""
    kept: list[FloatArray] = []
    following = zip(np.roll(polygon, -1, axis=0), np.roll(heights, -1), strict=True)
    for point, height, (neighbour, other) in zip(polygon, heights, following, strict=True):
        if height >= 0:
            kept.append(point)
        if (height > 0 > other) or (height < 0 < other):
            kept.append(point + (neighbour - point) * (height / (height - other)))
    return _distinct(np.array(kept).reshape(-1, 3))


def _distinct(polygon: FloatArray) -> FloatArray:
    moved = np.abs(polygon - np.roll(polygon, 1, axis=0)).max(axis=1, initial=0.0)
    return np.asarray(polygon[moved > _SLIVER])
