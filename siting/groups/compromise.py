"""Weights between those of the stakeholders: nearest to all together, or nearest to the one furthest away."""

from __future__ import annotations

import numpy as np
import pandas as pd

from siting.groups.side_by_side import Group
from siting.model import WeightSet
from siting.values import FloatArray

__all__ = ["distances", "mean_weights", "minimax_weights"]

_WITHIN = 1e-12


def mean_weights(group: Group) -> WeightSet:
    """Return the mean of the stakeholders' weights: the least sum of squared distances to all of them.

    Examples
    --------
    >>> from siting.groups import group
    >>> from siting.model import Study
    >>> base = Study.from_frame(pd.DataFrame({"cost": [1.0, 0.0], "skill": [0.0, 1.0]}, index=["A", "B"]))
    >>> sets = {"finance": {"points": {"cost": 3, "skill": 1}}, "works": {"points": {"cost": 1, "skill": 3}}}
    >>> mean_weights(group(Study.build({**base.model_dump(), "weights": sets}, given=base.given))).points
    {'cost': 0.5, 'skill': 0.5}
    """
    return _weight_set(group, group.weights.to_numpy().mean(axis=0), method="compromise, mean")


def minimax_weights(group: Group) -> WeightSet:
    """Return the weights whose greatest distance to any stakeholder is least.

    The distance is Euclidean, so they are the centre of the smallest ball around all weight vectors: unique, and a mean
    of some of the vectors, hence never negative and of sum 1. (Welzl, Smallest enclosing disks, in New Results and New
    Trends in Computer Science, 1991.)

    Examples
    --------
    >>> from siting.groups import group
    >>> from siting.model import Study
    >>> base = Study.from_frame(pd.DataFrame({"cost": [1.0, 0.0], "skill": [0.0, 1.0]}, index=["A", "B"]))
    >>> points = {"finance": (4, 1), "works": (3, 2), "town": (2, 3)}
    >>> sets = {name: {"points": {"cost": cost, "skill": skill}} for name, (cost, skill) in points.items()}
    >>> found = minimax_weights(group(Study.build({**base.model_dump(), "weights": sets}, given=base.given)))
    >>> {name: round(weight, 6) for name, weight in found.points.items()}
    {'cost': 0.6, 'skill': 0.4}
    """
    points = np.unique(group.weights.to_numpy(), axis=0)
    return _weight_set(group, _centre(points, points[:0]), method="compromise, minimax")


def distances(group: Group, compromise: WeightSet) -> pd.Series[float]:
    """Return how far each stakeholder is from a compromise: the share of all weight that would have to be moved.

    Parameters
    ----------
    compromise
        With a weight for each criterion, as `mean_weights` and `minimax_weights` give them.

    Returns
    -------
    Series
        By stakeholder, 0 (the same weights) to 1 (nothing in common).
    """
    agreed = compromise.weights.reindex(group.weights.columns, fill_value=0.0)
    return (group.weights - agreed).abs().sum(axis="columns").rename("distance") / 2


def _weight_set(group: Group, weights: FloatArray, *, method: str) -> WeightSet:
    shares = np.maximum(weights, 0.0) / np.maximum(weights, 0.0).sum()
    return WeightSet(
        points=dict(zip(group.weights.columns, shares.tolist(), strict=True)),
        method=method,
        by=", ".join(group.stakeholders),
    )


def _centre(points: FloatArray, edge: FloatArray) -> FloatArray:
    """Return the centre of the smallest ball around `points` that has all of `edge` on its surface."""
    if not len(points):
        return _circumcentre(edge)
    *_, last = points
    if len(points) > 1 or len(edge):
        centre = _centre(points[:-1], edge)
        reached = np.vstack([points[:-1], edge])
        if np.linalg.norm(last - centre) <= np.linalg.norm(reached - centre, axis=1).max() + _WITHIN:
            return centre
    return _centre(points[:-1], np.vstack([edge, last]))


def _circumcentre(edge: FloatArray) -> FloatArray:
    """Return the point of their plane that is as far from each of some points as from the others."""
    sides = edge[1:] - edge[0]
    parts = np.linalg.lstsq(2.0 * sides @ sides.T, np.square(sides).sum(axis=1), rcond=None)[0]
    return np.asarray(edge[0] + parts @ sides)
