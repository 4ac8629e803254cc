"""Weights from an order of importance alone: rank-order centroid, rank sum, rank reciprocal.

Criteria that share a place share the mean of the weights of the places they take up; the sum stays 1.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from siting.elicitation.judgements import Ranges, check_names, read_ranges
from siting.model import WeightSet
from siting.values import FloatArray

__all__ = ["Order", "places", "rank_order_centroid", "rank_reciprocal", "rank_sum"]

Order = Sequence[str | Sequence[str]]
"""Criteria from most to least important; those in an inner list share a place."""


def rank_order_centroid(order: Order, *, ranges: Ranges | None = None) -> WeightSet:
    """Weigh by the centroid of all weights that agree with the order.

    The weight of place r of n is (1/r + ... + 1/n) / n (Barron & Barrett, Management Science 42, 1996, 1515-1523).
    With shared places it is the centroid of all weights that agree with what was said.

    Parameters
    ----------
    order
        Criteria, the most important first; an inner list holds criteria that share a place.
    ranges
        (worst, best) by criterion: the swings that were ranked.

    Raises
    ------
    StudyError
        If there is no criterion or one is named twice.

    Examples
    --------
    >>> rank_order_centroid(["cost", "skill", "rail"]).weights.round(4).to_dict()
    {'cost': 0.6111, 'skill': 0.2778, 'rail': 0.1111}
    >>> rank_order_centroid(["cost", ["skill", "rail"]]).weights.round(4).to_dict()
    {'cost': 0.6111, 'skill': 0.1944, 'rail': 0.1944}
    """
    count = len(_flat(order))
    by_place = np.cumsum(1.0 / np.arange(count, 0, -1))[::-1] / max(count, 1)
    return _by_place(order, by_place, method="rank order centroid", ranges=ranges)


def rank_sum(order: Order, *, ranges: Ranges | None = None) -> WeightSet:
    """Weigh in proportion to n + 1 - r for place r of n (Stillwell, Seaver & Edwards, OBHP 28, 1981, 62-77).

    Parameters
    ----------
    order
        Criteria, the most important first; an inner list holds criteria that share a place.
    ranges
        (worst, best) by criterion: the swings that were ranked.

    Raises
    ------
    StudyError
        If there is no criterion or one is named twice.

    Examples
    --------
    >>> rank_sum(["cost", "skill", "rail", "port"]).weights.round(2).to_dict()
    {'cost': 0.4, 'skill': 0.3, 'rail': 0.2, 'port': 0.1}
    """
    return _by_place(order, np.arange(len(_flat(order)), 0.0, -1.0), method="rank sum", ranges=ranges)


def rank_reciprocal(order: Order, *, ranges: Ranges | None = None) -> WeightSet:
    """Weigh in proportion to 1 / r for place r (Stillwell, Seaver & Edwards, OBHP 28, 1981, 62-77).

    Parameters
    ----------
    order
        Criteria, the most important first; an inner list holds criteria that share a place.
    ranges
        (worst, best) by criterion: the swings that were ranked.

    Raises
    ------
    StudyError
        If there is no criterion or one is named twice.

    Examples
    --------
    >>> rank_reciprocal(["cost", "skill", "rail", "port"]).weights.round(2).to_dict()
    {'cost': 0.48, 'skill': 0.24, 'rail': 0.16, 'port': 0.12}
    """
    return _by_place(order, 1.0 / np.arange(1.0, len(_flat(order)) + 1.0), method="rank reciprocal", ranges=ranges)


def places(order: Order) -> list[list[str]]:
    """Return the order as one list of criteria for each place."""
    return [[place] if isinstance(place, str) else list(place) for place in order]


def _flat(order: Order) -> list[str]:
    return [name for place in places(order) for name in place]


def _by_place(order: Order, by_place: FloatArray, *, method: str, ranges: Ranges | None) -> WeightSet:
    names = _flat(order)
    check_names(names, method=method)
    by_place = by_place / by_place.sum()
    points: dict[str, float] = {}
    for place in places(order):
        taken = by_place[len(points) : len(points) + len(place)]
        points.update(dict.fromkeys(place, float(taken.mean())) if place else {})
    return WeightSet(
        points=points,
        method=method,
        answers={"order": [place[0] if len(place) == 1 else place for place in places(order)]},
        ranges=read_ranges(ranges, names, method=method),
    )
