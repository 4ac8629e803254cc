"""Where labels go on a drawing with marks and lines: beside their mark, on free ground. Draws nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["MEETING", "Box", "Ground", "choices", "is_clear", "labels_beside"]

FloatArray = NDArray[np.float64]
Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""

_REACH = (1.0, 2.5, 4.5, 7.0)
"""Distances from the mark that are tried, in units of the gap; the nearer one is better."""
_SIDES = ((1, 0), (1, 1), (1, -1), (-1, 0), (-1, 1), (-1, -1), (0, 1), (0, -1))
"""Right and up of the mark, in the order of preference."""
_MARK_SIZE = 0.6
"""Half the width of a mark, in units of the gap."""
_OUTSIDE, MEETING, _MARK, _LINE, _FAR = 1e6, 1e4, 1e3, 10.0, 3.0
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
    for choice in choices(Ground(area, gap, marks, lines), sizes):
        costs = [cost + MEETING * _meetings(box, placed) for box, cost in choice]
        placed.append(choice[int(np.argmin(costs))][0])
    return placed


def is_clear(box: Box, *, area: tuple[float, float], points: FloatArray, taken: Sequence[Box]) -> bool:
    """Return whether a box lies inside an area, on no point of a mark or line, and meets no other box.

    Examples
    --------
    >>> is_clear((5, 5, 9, 9), area=(10.0, 10.0), points=np.array([[2.0, 2.0]]), taken=[(6.0, 6.0, 7.0, 7.0)])
    False
    """
    return _outside(box, area) == 0 and not _inside(box, points) and not _meetings(box, taken)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a drawing holds before its labels."""

    area: tuple[float, float]
    gap: float
    marks: FloatArray
    lines: FloatArray
    """These as in `labels_beside`."""
    taken: Sequence[Box] = ()
    """Boxes that labels should not meet."""

    def cost(self, box: Box) -> float:
        """Return what it costs to write a label here."""
        mark = _MARK_SIZE * self.gap
        around = (box[0] - mark, box[1] - mark, box[2] + mark, box[3] + mark)
        outside, meets = _outside(box, self.area), _meetings(box, self.taken)
        covered = _inside(around, self.marks), _inside(box, self.lines)
        return _OUTSIDE * (outside > 0) + outside + MEETING * meets + _MARK * covered[0] + _LINE * covered[1]


def choices(ground: Ground, sizes: Sequence[tuple[float, float]]) -> list[list[tuple[Box, float]]]:
    """Return the places of each label, each with its cost before the other labels are there.

    Examples
    --------
    >>> ground = Ground((100.0, 100.0), 5.0, np.array([[50.0, 50.0]]), np.empty((0, 2)))
    >>> choices(ground, [(20.0, 10.0)])[0][:2]
    [((55.0, 45.0, 75.0, 55.0), 0.0), ((55.0, 55.0, 75.0, 65.0), 0.0)]
    """
    return [
        [
            (box, ground.cost(box) + _FAR * step)
            for step, reach in enumerate(_REACH)
            for box in (_at(mark, size, side, ground.gap * reach) for side in _SIDES)
        ]
        for mark, size in zip(ground.marks, sizes, strict=True)
    ]


def _at(mark: FloatArray, size: tuple[float, float], side: tuple[int, int], gap: float) -> Box:
    (x, y), (wide, high), (right, up) = mark, size, side
    left = x + (gap if right > 0 else -gap - wide if right < 0 else -wide / 2)
    bottom = y + (gap if up > 0 else -gap - high if up < 0 else -high / 2)
    return float(left), float(bottom), float(left + wide), float(bottom + high)


def _outside(box: Box, area: tuple[float, float]) -> float:
    return max(-box[0], 0.0) + max(-box[1], 0.0) + max(box[2] - area[0], 0.0) + max(box[3] - area[1], 0.0)


def _meetings(box: Box, others: Sequence[Box]) -> int:
    return sum(box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for other in others)


def _inside(box: Box, points: FloatArray) -> int:
    (left, bottom, right, top), (x, y) = box, points.T
    return int(np.count_nonzero((x > left) & (x < right) & (y > bottom) & (y < top)))
