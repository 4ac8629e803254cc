"""Value functions laid down point by point: straight pieces, named levels, a target inside the range."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from pydantic import Field, model_validator

from siting.errors import MethodError, did_you_mean
from siting.records import Record, Sequence
from siting.values.curves import Curve, FloatArray

__all__ = ["Levels", "Piecewise", "Target", "level_name"]


class Piecewise(Curve):
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
        raise ValueError(f"the point values go from {min(values):g} to {max(values):g}: they must run from 0 to 1")
    rising = values[-1] > values[0]
    for before, after in pairwise(values):
        if after != before and (after > before) != rising:
            raise ValueError(
                f"the value turns at {after:g} after {before:g}: use a target for a best level inside the range"
            )


class Levels(Record):
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

    def knows(self, level: object) -> bool:
        """Return whether a level has a value or is missing (None, nan)."""
        return _is_missing(level) or level_name(level) in self.levels

    def __call__(self, performance: ArrayLike) -> FloatArray:
        """Return the value of each level; None and nan stay missing.

        Raises
        ------
        MethodError
            If a level is not listed.
        """
        cells = np.asarray(performance, dtype=object)
        return np.array([self._level_value(cell) for cell in cells.ravel()], dtype=float).reshape(cells.shape)

    def _level_value(self, level: object) -> float:
        if not self.knows(level):
            raise MethodError(f"unknown level {level!r}: {did_you_mean(str(level), self.levels)}")
        return np.nan if _is_missing(level) else self.levels[level_name(level)]


def level_name(level: Any) -> str:
    """Return the name of a level; a number is written without trailing zeros."""
    return level if isinstance(level, str) else f"{level:.15g}"


def _is_missing(level: object) -> bool:
    return level is None or level is pd.NA or (isinstance(level, float) and np.isnan(level))


class Target(Curve):
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
