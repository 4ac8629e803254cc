"""Value functions: raw performance to partial value, 0 at the worst level and 1 at the best.

Each is a frozen record that can be called with numbers or arrays. Performances beyond the worst or best level keep the
value 0 or 1; a missing performance (nan) stays missing. Terms follow von Winterfeldt & Edwards, Decision Analysis and
Behavioral Research (1986), chapter 7, and Kirkwood, Strategic Decision Making (1997), chapter 4.

>>> siting_value = linear(worst=900, best=100)
>>> siting_value([900, 500, 100, 50]).tolist()
[0.0, 0.5, 1.0, 1.0]
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Annotated, Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pydantic import Field, model_validator
from scipy.optimize import brentq

from siting.records import Record, Sequence

__all__ = [
    "Exponential",
    "Levels",
    "Linear",
    "Logistic",
    "Piecewise",
    "Target",
    "ValueFunction",
    "exponential",
    "levels",
    "linear",
    "logistic",
    "piecewise",
    "target",
]

FloatArray = NDArray[np.float64]


class _Curve(Record):
    def __call__(self, performance: ArrayLike) -> FloatArray:
        """Return partial values (0..1) of the same shape as `performance`; nan stays nan."""
        x = np.asarray(performance, dtype=float)
        return np.clip(self._value(x), 0.0, 1.0) + 0.0  # + 0.0: no minus zero

    def _value(self, x: FloatArray) -> FloatArray:
        raise TypeError(f"{type(self).__name__} has no numeric curve")


class _WorstToBest(_Curve):
    worst: float
    """Performance of value 0."""
    best: float
    """Performance of value 1."""

    @model_validator(mode="after")
    def _has_a_range(self) -> _WorstToBest:
        if self.worst == self.best:
            raise ValueError(f"worst and best are both {self.worst:g}: a value function needs a range")
        return self

    def _fraction(self, x: FloatArray) -> FloatArray:
        return np.clip((x - self.worst) / (self.best - self.worst), 0.0, 1.0)


class Linear(_WorstToBest):
    """A straight line from worst to best."""

    shape: Literal["linear"] = "linear"

    def _value(self, x: FloatArray) -> FloatArray:
        return self._fraction(x)


class Exponential(_WorstToBest):
    """A curve of constant relative steepness through the performance whose value is one half."""

    shape: Literal["exponential"] = "exponential"
    mid: float
    """Performance of value 1/2; strictly between worst and best."""

    @model_validator(mode="after")
    def _mid_inside(self) -> Exponential:
        if not 0.0 < (self.mid - self.worst) / (self.best - self.worst) < 1.0:
            raise ValueError(f"mid ({self.mid:g}) must lie strictly between worst and best")
        return self

    @property
    def tolerance(self) -> float:
        """Kirkwood's exponential constant as a multiple of the range; inf for a straight line.

        Solves (1 - exp(-m/R)) / (1 - exp(-1/R)) = 1/2 for the mid fraction m (Kirkwood 1997, eq. 4.4).
        """
        m = (self.mid - self.worst) / (self.best - self.worst)
        if abs(m - 0.5) < 1e-9:
            return np.inf
        steepness = brentq(lambda k: np.expm1(-k * m) / np.expm1(-k) - 0.5, *_bracket(m))
        return float(1.0 / steepness)

    def _value(self, x: FloatArray) -> FloatArray:
        fraction = self._fraction(x)
        if not np.isfinite(self.tolerance):
            return fraction
        return np.asarray(np.expm1(-fraction / self.tolerance) / np.expm1(-1.0 / self.tolerance))


def _bracket(mid_fraction: float) -> tuple[float, float]:
    widest = 2.0 / min(mid_fraction, 1.0 - mid_fraction)
    return (1e-9, widest) if mid_fraction < 0.5 else (-widest, -1e-9)


class Logistic(_WorstToBest):
    """An S-curve, rescaled so that worst is exactly 0 and best exactly 1; steepest at `mid`."""

    shape: Literal["logistic"] = "logistic"
    mid: float | None = None
    """Performance at which the curve is steepest; halfway if not given."""
    steepness: Annotated[float, Field(gt=0)] = 10.0
    """Slope of the unscaled curve across the whole range."""

    def _value(self, x: FloatArray) -> FloatArray:
        mid = 0.5 if self.mid is None else (self.mid - self.worst) / (self.best - self.worst)

        def raw(t: ArrayLike) -> FloatArray:
            return np.asarray(1.0 / (1.0 + np.exp(-self.steepness * (np.asarray(t) - mid))))

        return np.asarray((raw(self._fraction(x)) - raw(0.0)) / (raw(1.0) - raw(0.0)))


class Piecewise(_Curve):
    """Straight lines through (performance, value) points, from a value of 0 to a value of 1, never turning."""

    shape: Literal["piecewise"] = "piecewise"
    points: Sequence[Sequence[float]]
    """At least two (performance, value) pairs; performances all rising or all falling."""

    @model_validator(mode="after")
    def _is_monotone(self) -> Piecewise:
        if len(self.points) < 2 or any(len(point) != 2 for point in self.points):
            raise ValueError("points must be at least two [performance, value] pairs")
        _check_performances([point[0] for point in self.points])
        _check_point_values([point[1] for point in self.points])
        return self

    @property
    def worst(self) -> float:
        """Performance of value 0 nearest to the rise."""
        return max(self.points, key=lambda p: (-p[1], self.points.index(p) * self._sense))[0]

    @property
    def best(self) -> float:
        """Performance of value 1 nearest to the rise."""
        return max(self.points, key=lambda p: (p[1], -self.points.index(p) * self._sense))[0]

    @property
    def _sense(self) -> int:
        return 1 if self.points[-1][1] > self.points[0][1] else -1

    def _value(self, x: FloatArray) -> FloatArray:
        at, value = np.array(sorted(self.points)).T
        return np.asarray(np.interp(x, at, value))


def _check_performances(at: list[float]) -> None:
    rising = at[1] > at[0]
    for before, after in pairwise(at):
        if before == after or (after > before) != rising:
            raise ValueError(f"performances must keep one direction: {after:g} follows {before:g}")


def _check_point_values(values: list[float]) -> None:
    if {min(values), max(values)} != {0.0, 1.0}:
        raise ValueError("the point values must run from 0 to 1")
    rising = values[-1] > values[0]
    for before, after in pairwise(values):
        if after != before and (after > before) != rising:
            raise ValueError(f"the value turns at {after:g} after {before:g}: use a target for a best level inside the range")


class Levels(_Curve):
    """A value for each named level; a level that is not listed is an error."""

    shape: Literal["levels"] = "levels"
    levels: dict[str, Annotated[float, Field(ge=0, le=1)]]
    """Level to value; the worst level has 0 and the best 1."""

    @model_validator(mode="after")
    def _spans(self) -> Levels:
        if not self.levels or {min(self.levels.values()), max(self.levels.values())} != {0.0, 1.0}:
            raise ValueError("levels must include one of value 0 and one of value 1")
        return self

    @property
    def worst(self) -> str:
        """The level of value 0 (the first listed)."""
        return min(self.levels, key=lambda level: self.levels[level])

    @property
    def best(self) -> str:
        """The level of value 1 (the first listed)."""
        return max(self.levels, key=lambda level: self.levels[level])

    def __call__(self, performance: ArrayLike) -> FloatArray:
        """Return the value of each level; None and nan stay missing.

        Raises
        ------
        KeyError
            If a level is not listed.
        """
        cells = np.asarray(performance, dtype=object)
        return np.array([self._level_value(cell) for cell in cells.ravel()], dtype=float).reshape(cells.shape)

    def _level_value(self, cell: Any) -> float:
        if cell is None or cell != cell:
            return np.nan
        return self.levels[cell if isinstance(cell, str) else f"{cell:g}"]


class Target(_Curve):
    """Best at a target, falling straight to 0 at `low` and `high`; full value within the tolerance."""

    shape: Literal["target"] = "target"
    target: float
    low: float
    """Performance below the target of value 0."""
    high: float
    """Performance above the target of value 0."""
    tolerance: Annotated[float, Field(ge=0)] = 0.0
    """Distance from the target that costs nothing."""

    @model_validator(mode="after")
    def _target_inside(self) -> Target:
        if not self.low < self.target - self.tolerance <= self.target + self.tolerance < self.high:
            raise ValueError("low < target - tolerance and target + tolerance < high must hold")
        return self

    @property
    def worst(self) -> float:
        """The lower performance of value 0."""
        return self.low

    @property
    def best(self) -> float:
        """The target."""
        return self.target

    def _value(self, x: FloatArray) -> FloatArray:
        below = (x - self.low) / (self.target - self.tolerance - self.low)
        above = (self.high - x) / (self.high - self.target - self.tolerance)
        return np.minimum(below, above)


ValueFunction = Annotated[
    Linear | Piecewise | Exponential | Logistic | Levels | Target, Field(discriminator="shape")
]


def linear(worst: float, best: float) -> Linear:
    """Make a straight line: value 0 at `worst`, 1 at `best`.

    >>> float(linear(0, 7500)(3750))
    0.5
    """
    return Linear(worst=worst, best=best)


def piecewise(points: list[tuple[float, float]]) -> Piecewise:
    """Make straight lines through (performance, value) points.

    >>> float(piecewise([(0, 0), (1, 0.6), (4, 1)])(1))
    0.6
    """
    return Piecewise(points=tuple(tuple(point) for point in points))


def exponential(worst: float, best: float, mid: float) -> Exponential:
    """Make an exponential curve from the performance `mid` whose value is one half.

    >>> round(float(exponential(0, 100, 30)(30)), 9)
    0.5
    """
    return Exponential(worst=worst, best=best, mid=mid)


def logistic(worst: float, best: float, mid: float | None = None, *, steepness: float = 10.0) -> Logistic:
    """Make an S-curve that is steepest at `mid`.

    >>> round(float(logistic(0, 10)(5)), 9)
    0.5
    """
    return Logistic(worst=worst, best=best, mid=mid, steepness=steepness)


def levels(values: Mapping[str, float]) -> Levels:
    """Make a value for each named level.

    >>> levels({"poor": 0, "fair": 0.4, "good": 1})(["fair"]).tolist()
    [0.4]
    """
    return Levels(levels={str(level): float(value) for level, value in values.items()})


def target(target: float, low: float, high: float, *, tolerance: float = 0.0) -> Target:
    """Make a curve that is best at `target` and worthless at `low` and `high`.

    >>> target(20, 0, 30)([10, 20, 25]).tolist()
    [0.5, 1.0, 0.5]
    """
    return Target(target=target, low=low, high=high, tolerance=tolerance)
