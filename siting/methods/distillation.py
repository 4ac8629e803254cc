"""Distillation: two rankings drawn from a credibility matrix, one from the best down, one from the worst up.

Roy, Cahiers du CERO 20 (1978), 3-24; Roy & Bouyssou, Aide multicritere a la decision (1993), chapter 6.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from siting.values import FloatArray

__all__ = ["ascending_ranks", "descending_ranks"]

_SAME = 1e-9
_Extreme = Callable[[NDArray[np.int64]], np.int64]


def descending_ranks(credibility: FloatArray) -> NDArray[np.int64]:
    """Return ranks drawn from the best down; sites that cannot be told apart share the lowest number.

    Parameters
    ----------
    credibility
        How credible it is that row outranks column, sites x sites, 0..1.

    Examples
    --------
    >>> descending_ranks(np.array([[1.0, 0.9, 0.9], [0.2, 1.0, 0.8], [0.2, 0.8, 1.0]])).tolist()
    [1, 2, 2]
    """
    return _ranks(_classes(credibility, np.max))


def ascending_ranks(credibility: FloatArray) -> NDArray[np.int64]:
    """Return ranks drawn from the worst up, 1 for the best; sites that cannot be told apart share the lowest number.

    Parameters
    ----------
    credibility
        How credible it is that row outranks column, sites x sites, 0..1.

    Examples
    --------
    >>> ascending_ranks(np.array([[1.0, 0.9, 0.9], [0.2, 1.0, 0.8], [0.2, 0.8, 1.0]])).tolist()
    [1, 2, 2]
    """
    return _ranks(_classes(credibility, np.min)[::-1])


def _classes(credibility: FloatArray, extreme: _Extreme) -> list[NDArray[np.int64]]:
    """Return the sites class by class, in the order in which they are drawn."""
    classes: list[NDArray[np.int64]] = []
    remaining = np.arange(len(credibility))
    while remaining.size:
        drawn = _draw(credibility, remaining, extreme)
        classes.append(drawn)
        remaining = np.setdiff1d(remaining, drawn, assume_unique=True)
    return classes


def _draw(credibility: FloatArray, remaining: NDArray[np.int64], extreme: _Extreme) -> NDArray[np.int64]:
    """Return the remaining sites of extreme qualification, told apart at ever lower cutting levels."""
    members = remaining
    level = _pairs(credibility, members).max(initial=0.0)
    while members.size > 1 and level > 0.0:
        pairs = _pairs(credibility, members)
        level = pairs[pairs < level - _discrimination(level) - _SAME].max(initial=0.0)
        inside = credibility[np.ix_(members, members)]
        outranks = (inside > level) & (inside - inside.T > _discrimination(inside) + _SAME)
        qualification = outranks.sum(axis=1) - outranks.sum(axis=0)
        members = members[qualification == extreme(qualification)]
    return members


def _pairs(credibility: FloatArray, members: NDArray[np.int64]) -> FloatArray:
    inside = credibility[np.ix_(members, members)]
    return np.asarray(inside[~np.eye(len(members), dtype=bool)])


def _discrimination(level: FloatArray | np.float64) -> FloatArray:
    """Return by how much two credibilities must differ to count as different: 0.30 - 0.15 times the level."""
    return np.asarray(0.30 - 0.15 * level)


def _ranks(classes: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    ranks = np.empty(sum(members.size for members in classes), dtype=np.int64)
    better = 0
    for members in classes:
        ranks[members] = 1 + better
        better += members.size
    return ranks
