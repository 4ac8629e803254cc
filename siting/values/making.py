"""One function per value function, with mistakes in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import numpy as np
from pydantic import ValidationError

from siting.errors import MethodError
from siting.records import Record
from siting.values.curves import Exponential, Linear, Logistic
from siting.values.points import Levels, Piecewise, Target, level_name

__all__ = ["exponential", "levels", "linear", "logistic", "piecewise", "target"]

M = TypeVar("M", bound=Record)


def _made(shape: type[M], **parameters: Any) -> M:
    """Make a value function; what is wrong with its parameters is a MethodError in plain words."""
    try:
        return shape(**{name: _plain(value) for name, value in parameters.items()})
    except ValidationError as error:
        faults = [
            ": ".join([*map(str, fault["loc"]), fault["msg"].removeprefix("Value error, ")]) for fault in error.errors()
        ]
        raise MethodError(f"{shape.__name__.lower()} value function: {'; '.join(faults)}") from None


def _plain(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value


def linear(worst: float, best: float) -> Linear:
    """Make a straight line: value 0 at `worst`, 1 at `best`.

    Raises
    ------
    MethodError
        If worst and best are the same or not finite.

    Examples
    --------
    >>> float(linear(0, 7500)(3750))
    0.5
    """
    return _made(Linear, worst=worst, best=best)


def piecewise(points: Iterable[tuple[float, float]]) -> Piecewise:
    """Make straight lines through (performance, value) points.

    Raises
    ------
    MethodError
        If the performances do not keep one direction, or the values turn or do not run from 0 to 1.

    Examples
    --------
    >>> float(piecewise([(0, 0), (1, 0.6), (4, 1)])(1))
    0.6
    """
    return _made(Piecewise, points=tuple(tuple(_plain(number) for number in point) for point in points))


def exponential(worst: float, best: float, mid: float) -> Exponential:
    """Make an exponential curve from the performance `mid` whose value is one half.

    Raises
    ------
    MethodError
        If mid does not lie strictly between worst and best.

    Examples
    --------
    >>> round(float(exponential(0, 100, 30)(30)), 9)
    0.5
    """
    return _made(Exponential, worst=worst, best=best, mid=mid)


def logistic(worst: float, best: float, mid: float | None = None, *, steepness: float = 10.0) -> Logistic:
    """Make an S-curve that is steepest at `mid`, halfway if left out.

    Raises
    ------
    MethodError
        If mid does not lie strictly between worst and best, or the steepness is not positive.

    Examples
    --------
    >>> round(float(logistic(0, 10)(5)), 9)
    0.5
    """
    return _made(Logistic, worst=worst, best=best, mid=mid, steepness=steepness)


def levels(values: Mapping[str, float]) -> Levels:
    """Make a value for each named level; a number can serve as a name.

    Raises
    ------
    MethodError
        If no level has the value 0 or none has 1, or a value lies outside.

    Examples
    --------
    >>> levels({"poor": 0, "fair": 0.4, "good": 1})(["fair"]).tolist()
    [0.4]
    """
    return _made(Levels, levels={level_name(level): _plain(value) for level, value in values.items()})


def target(target: float, low: float, high: float, *, tolerance: float = 0.0) -> Target:
    """Make a curve that is best at `target` and worthless at `low` and `high`.

    Raises
    ------
    MethodError
        If low < target - tolerance and target + tolerance < high do not hold.

    Examples
    --------
    >>> target(20, 0, 30)([10, 20, 25]).tolist()
    [0.5, 1.0, 0.5]
    """
    return _made(Target, target=target, low=low, high=high, tolerance=tolerance)
