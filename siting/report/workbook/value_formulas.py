"""Value functions as formulas: a straight line from worst to best, straight pieces, a target, named levels."""

from __future__ import annotations

from siting.model import Criterion
from siting.values import Levels, Linear, Piecewise, Target, ValueFunction

__all__ = ["along_points", "along_range", "by_level", "points_of", "shape_of"]


def shape_of(criterion: Criterion, function: ValueFunction | None) -> str:
    """Name the shape of a value function for readers; what has no formula is named so."""
    if function is None:
        return "no cell is known"
    if isinstance(function, Linear):
        return "linear, local range" if criterion.range is None and criterion.value is None else "linear"
    if isinstance(function, Piecewise | Target | Levels):
        return function.shape
    return f"{function.shape}: values as given, without a formula"


def points_of(function: ValueFunction | None) -> list[tuple[float | str, float]]:
    """Return what a formula looks up: points of straight pieces with rising performance, or levels with their value."""
    if isinstance(function, Piecewise):
        return sorted((float(at), float(value)) for at, value in function.points)
    if isinstance(function, Target):
        left, right = function.target - function.tolerance, function.target + function.tolerance
        corners = [(left, 1.0)] if left == right else [(left, 1.0), (right, 1.0)]
        return [(function.low, 0.0), *corners, (function.high, 0.0)]
    if isinstance(function, Levels):
        return [(level, float(value)) for level, value in function.levels.items()]
    return []


def _unless_missing(cell: str, formula: str) -> str:
    return f'IF(OR({cell}="",{cell}="missing"),"missing",{formula})'


def along_range(cell: str, worst: str, best: str) -> str:
    """Return the formula of a straight line, 0 at the worst and 1 at the best level, kept within 0 and 1.

    >>> along_range("C9", "C$5", "C$6")
    'IF(OR(C9="",C9="missing"),"missing",MAX(0,MIN(1,(C9-C$5)/(C$6-C$5))))'
    """
    return _unless_missing(cell, f"MAX(0,MIN(1,({cell}-{worst})/({best}-{worst})))")


def along_points(cell: str, performances: str, values: str, count: int) -> str:
    """Return the formula of straight pieces between points whose performances rise.

    Parameters
    ----------
    cell
        The performance.
    performances, values
        Ranges of the points.
    count
        How many points there are.
    """
    inside = f"MAX(MIN({performances}),MIN(MAX({performances}),{cell}))"
    piece = f"MIN(MATCH({inside},{performances},1),{count - 1})"
    x0, x1, y0, y1 = (f"INDEX({cells},{place})" for cells in (performances, values) for place in (piece, f"{piece}+1"))
    return _unless_missing(cell, f"{y0}+({inside}-{x0})*({y1}-{y0})/({x1}-{x0})")


def by_level(cell: str, levels: str, values: str) -> str:
    """Return the formula that looks up the value of a named level, letter by letter."""
    return _unless_missing(
        cell, f"IF(SUMPRODUCT(--EXACT({levels},{cell}))=0,NA(),SUMPRODUCT(--EXACT({levels},{cell}),{values}))"
    )
