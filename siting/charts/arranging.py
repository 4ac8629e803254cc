"""Labels that find places together: none beside another's mark, no way to a label under another. Draws nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import permutations

import numpy as np

from siting.charts.placing import MEETING, Box, FloatArray, Ground, choices

__all__ = ["is_mistakable", "labels_arranged", "way_to"]

_MISTAKABLE, _CROSSING = 100.0, 50.0
"""What it costs to be nearer to another's mark, and that the way to a label runs under another."""
_ROUNDS = 4
"""How often each label may move."""


def labels_arranged(ground: Ground, sizes: Sequence[tuple[float, float]]) -> list[Box]:
    """Return a box for the label of each mark, of several arrangements the cheapest.

    Any two labels once choose first; after that all move to cheaper places while there are any.

    Parameters
    ----------
    ground
        The drawing.
    sizes
        Width and height of each label in points.

    Examples
    --------
    >>> from siting.charts.placing import labels_beside
    >>> marks, sizes = np.array([[30.0, 5.0], [90.0, 5.0]]), [(20.0, 10.0), (50.0, 10.0)]
    >>> labels_beside(marks, sizes, area=(100.0, 10.0), gap=5.0, lines=np.empty((0, 2)))
    [(35.0, 0.0, 55.0, 10.0), (35.0, 0.0, 85.0, 10.0)]
    >>> labels_arranged(Ground((100.0, 10.0), 5.0, marks, np.empty((0, 2))), sizes)
    [(5.0, 0.0, 25.0, 10.0), (35.0, 0.0, 85.0, 10.0)]
    """
    if not sizes:
        return []
    options = choices(ground, sizes)
    alone = np.array([[cost for _, cost in choice] for choice in options]) + _mistaken(ground.marks, options)
    together = _together(np.array([[box for box, _ in choice] for choice in options]), ground.marks)
    every = range(len(sizes))
    orders = [[*first, *(at for at in every if at not in first)] for first in permutations(every, min(len(sizes), 2))]
    found = [_settled(alone, together, _one_by_one(alone, together, order)) for order in orders]
    best = min(found, key=lambda taking: _total(alone, together, taking))
    return [options[at][best[at]][0] for at in every]


def is_mistakable(box: Box, mark: FloatArray, others: FloatArray) -> bool:
    """Return whether a box is nearer to one of the other marks than to its own.

    Examples
    --------
    >>> is_mistakable((10.0, 0.0, 30.0, 10.0), np.array([5.0, 5.0]), np.array([[33.0, 5.0]]))
    True
    """
    marks = np.vstack([mark, others])
    own, *rest = np.hypot(*(np.clip(marks, box[:2], box[2:]) - marks).T)
    return any(gap < own for gap in rest)


def way_to(box: Box, mark: FloatArray) -> FloatArray:
    """Return points along the straight way from a mark to a label, shape (12, 2).

    Examples
    --------
    >>> way_to((10.0, 0.0, 30.0, 10.0), np.array([5.0, 5.0]))[-1].tolist()
    [10.0, 5.0]
    """
    return np.linspace(mark, np.clip(mark, box[:2], box[2:]), 12)


def _mistaken(marks: FloatArray, options: list[list[tuple[Box, float]]]) -> FloatArray:
    return _MISTAKABLE * np.array(
        [
            [is_mistakable(box, mark, np.delete(marks, at, axis=0)) for box, _ in options[at]]
            for at, mark in enumerate(marks)
        ]
    )


def _together(boxes: FloatArray, marks: FloatArray) -> FloatArray:
    """Return what each place of each label costs beside each place of each other, shape (n, k, n, k)."""
    flat = boxes.reshape(-1, 4)
    low, high = flat[:, :2], flat[:, 2:]
    meets = ((low[:, None] < high) & (low < high[:, None])).all(axis=-1)
    ways = np.array([way_to(box, mark) for mark, own in zip(marks, boxes.tolist(), strict=True) for box in own])
    under = ((ways[:, None] > low[:, None]) & (ways[:, None] < high[:, None])).all(axis=-1).any(axis=-1)
    return np.asarray(MEETING * meets + _CROSSING * (under | under.T)).reshape(*boxes.shape[:2], *boxes.shape[:2])


def _costs(alone: FloatArray, together: FloatArray, taking: dict[int, int], at: int) -> FloatArray:
    """Return what each place of a label costs beside the places that others have taken."""
    beside = [together[at, :, label, place] for label, place in taking.items() if label != at]
    return np.asarray(alone[at] + np.sum(beside, axis=0)) if beside else alone[at]


def _one_by_one(alone: FloatArray, together: FloatArray, order: Iterable[int]) -> dict[int, int]:
    """Let one label after the other take its cheapest place; return the number of the place by label."""
    taking: dict[int, int] = {}
    for at in order:
        taking[at] = int(np.argmin(_costs(alone, together, taking, at)))
    return taking


def _settled(alone: FloatArray, together: FloatArray, taking: dict[int, int]) -> dict[int, int]:
    """Let labels move to cheaper places, one after the other."""
    moved = dict(taking)
    for at in sorted(taking) * _ROUNDS:
        costs = _costs(alone, together, moved, at)
        best = int(np.argmin(costs))
        if costs[best] < costs[moved[at]]:
            moved[at] = best
    return moved


def _total(alone: FloatArray, together: FloatArray, taking: dict[int, int]) -> float:
    return sum(float(_costs(alone, together, taking, at)[place]) for at, place in taking.items())
