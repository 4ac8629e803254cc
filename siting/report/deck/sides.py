"""On which side of its mark a native label stands: charts of PowerPoint know four."""

from __future__ import annotations

from collections.abc import Sequence

from pptx.enum.chart import XL_LABEL_POSITION

__all__ = ["label_sides"]

Span = tuple[float, float, float, float]
_SIDES = {
    XL_LABEL_POSITION.RIGHT: (1, 0),
    XL_LABEL_POSITION.ABOVE: (0, 1),
    XL_LABEL_POSITION.BELOW: (0, -1),
    XL_LABEL_POSITION.LEFT: (-1, 0),
}
"""Right and up of the mark, in the order of preference."""


def label_sides(
    marks: Sequence[tuple[float, float]], widths: Sequence[float], *, height: float, gap: float
) -> list[XL_LABEL_POSITION]:
    """Return a side for each label: the first on which it meets no mark and no earlier label, else the right.

    Parameters
    ----------
    marks
        Position of each mark in points, right and up.
    widths
        Of the labels, in points.
    height
        Of a label, in points.
    gap
        From the middle of a mark to its label, and half the size of a mark, in points.

    Examples
    --------
    >>> sides = label_sides([(0.0, 0.0), (30.0, 0.0)], [50.0, 50.0], height=16.0, gap=6.0)
    >>> [side.name for side in sides]
    ['ABOVE', 'RIGHT']
    """
    taken: list[Span] = [(x - gap, y - gap, x + gap, y + gap) for x, y in marks]
    found = []
    for number, (mark, width) in enumerate(zip(marks, widths, strict=True)):
        others = taken[:number] + taken[number + 1 :]
        spans = {side: _span(mark, way, width, height, gap) for side, way in _SIDES.items()}
        free = [side for side, span in spans.items() if not any(_meet(span, other) for other in others)]
        found.append(free[0] if free else XL_LABEL_POSITION.RIGHT)
        taken.append(spans[found[-1]])
    return found


def _span(mark: tuple[float, float], way: tuple[int, int], width: float, height: float, gap: float) -> Span:
    x = mark[0] + way[0] * (gap + width / 2)
    y = mark[1] + way[1] * (gap + height / 2)
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
