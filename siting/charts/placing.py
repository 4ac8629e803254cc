"""Where labels go on a drawing with marks and lines: beside their mark, on free ground. Draws nothing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

__all__ = ["Box", "labels_beside"]

FloatArray = NDArray[np.float64]
Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""

_REACH = (1.0, 2.5, 4.5)
"""Distances from the mark that are tried, in units of the gap; the nearer one is better."""
_SIDES = ((1, 0), (1, 1), (1, -1), (-1, 0), (-1, 1), (-1, -1), (0, 1), (0, -1))
"""Right and up of the mark, in the order of preference."""
_MARK_SIZE = 0.6
"""Half the width of a mark, in units of the gap."""
_OUTSIDE, _OTHER, _MARK, _LINE, _FAR = 1e6, 1e4, 1e3, 10.0, 3.0
"""What it costs to leave the area, to meet another label, to cover a mark, to cover a point of a line, to be far."""


def labels_beside(
    marks: FloatArray, sizes: Sequence[tuple[float, float]], *, area: tuple[float, float], gap: float, lines: FloatArray
) -> list[Box]:
    """Return a box for the label of each mark: the cheapest of the places around it, one label after the other.

    Parameters
    ----------
    marks
        Positions of the marks in points, shape (n, 2); the first labels choose first.
    sizes
        Width and height of each label in points.
    area
        Width and height of the drawing in points; labels stay inside where they can.
    gap
        Distance of a label to its mark in points.
    lines
        Points along the lines that labels should not cover, shape (m, 2).

    Examples
    --------
    >>> labels_beside(np.array([[50.0, 50.0]]), [(20.0, 10.0)], area=(100.0, 100.0), gap=5.0, lines=np.empty((0, 2)))
    [(55.0, 45.0, 75.0, 55.0)]
    """
    placed: list[Box] = []
    for mark, size in zip(marks, sizes, strict=True):
        options = [
            _at(mark, size, side, gap * reach) for reach, side in product(_REACH, _SIDES)
        ]  # fmt: skip
        costs = [
            _cost(box, placed, marks=marks, mark=_MARK_SIZE * gap, lines=lines, area=area) + _FAR * (at // len(_SIDES))
            for at, box in enumerate(options)
        ]
        placed.append(options[int(np.argmin(costs))])
    return placed


def _at(mark: FloatArray, size: tuple[float, float], side: tuple[int, int], gap: float) -> Box:
    (x, y), (wide, high), (right, up) = mark, size, side
    left = x + (gap if right > 0 else -gap - wide if right < 0 else -wide / 2)
    bottom = y + (gap if up > 0 else -gap - high if up < 0 else -high / 2)
    return float(left), float(bottom), float(left + wide), float(bottom + high)


def _cost(
    box: Box, placed: list[Box], *, marks: FloatArray, mark: float, lines: FloatArray, area: tuple[float, float]
) -> float:
    outside = max(-box[0], 0.0) + max(-box[1], 0.0) + max(box[2] - area[0], 0.0) + max(box[3] - area[1], 0.0)
    meets = sum(box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for other in placed)
    around = (box[0] - mark, box[1] - mark, box[2] + mark, box[3] + mark)
    covered = _inside(around, marks), _inside(box, lines)
    return _OUTSIDE * (outside > 0) + outside + _OTHER * meets + _MARK * covered[0] + _LINE * covered[1]


def _inside(box: Box, points: FloatArray) -> int:
    low, high = np.array(box[:2]), np.array(box[2:])
    return int(((points > low) & (points < high)).all(axis=1).sum())
