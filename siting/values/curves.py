"""Value functions that rise smoothly from a worst to a best performance."""

from __future__ import annotations

from abc import abstractmethod
from typing import Annotated, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pydantic import Field, model_validator

from siting.records import Record

__all__ = ["Curve", "Exponential", "FloatArray", "Linear", "Logistic"]

FloatArray = NDArray[np.float64]

_STRAIGHT = 1e-9
"""A mid-value this near to the middle of the range makes a straight line."""


class Curve(Record):
    """What every value function of numbers does: clamp to 0..1 and keep missing what is missing."""

    def __call__(self, performance: ArrayLike) -> FloatArray:
        """Return partial values (0..1) of the same shape as `performance`; nan stays nan."""
        x = np.asarray(performance, dtype=float)
        return np.clip(self._value(x), 0.0, 1.0) + 0.0  # + 0.0: no minus zero

    @abstractmethod
    def _value(self, x: FloatArray) -> FloatArray: ...


class _WorstToBest(Curve):
    worst: float
    """Performance of value 0."""
    best: float
    """Performance of value 1."""

    @model_validator(mode="after")
    def _has_a_range(self) -> _WorstToBest:
        if self.worst == self.best:
            raise ValueError(f"worst and best are both {self.worst:g}: a value function needs a range")
        return self

    @model_validator(mode="after")
    def _range_is_finite(self) -> _WorstToBest:
        if not np.isfinite(self.best - self.worst):
            raise ValueError(f"the range from {self.worst:g} to {self.best:g} is too wide for a floating-point number")
        return self

    def _fraction(self, x: FloatArray) -> FloatArray:
        within = np.clip(x, min(self.worst, self.best), max(self.worst, self.best))
        return np.asarray((within - self.worst) / (self.best - self.worst))


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
        """Kirkwood's exponential constant as a multiple of the range: negative where mid is past the middle, inf for a
        straight line.

        Solves (1 - exp(-m/R)) / (1 - exp(-1/R)) = 1/2 for the mid fraction m (Kirkwood 1997, eq. 4.4); m and 1 - m give
        constants of opposite sign.
        """  # noqa: D205 - one sentence
        from scipy.optimize import brentq

        m = self._mid_fraction
        if abs(m - 0.5) < _STRAIGHT:
            return np.inf
        nearer = min(m, 1.0 - m)
        steepness = brentq(lambda k: np.expm1(-k * nearer) / np.expm1(-k) - 0.5, _STRAIGHT, 2.0 / nearer)
        return float(np.copysign(1.0 / steepness, 0.5 - m))

    @property
    def _mid_fraction(self) -> float:
        return (self.mid - self.worst) / (self.best - self.worst)

    def _value(self, x: FloatArray) -> FloatArray:
        fraction, tolerance = self._fraction(x), self.tolerance
        if np.isinf(tolerance):
            return fraction
        if tolerance < 0:  # the mirror image: no exponent is ever positive
            return np.asarray(1.0 - np.expm1((1.0 - fraction) / tolerance) / np.expm1(1.0 / tolerance))
        return np.asarray(np.expm1(-fraction / tolerance) / np.expm1(-1.0 / tolerance))


class Logistic(_WorstToBest):
    """An S-curve, rescaled so that worst is exactly 0 and best exactly 1; steepest at `mid`."""

    shape: Literal["logistic"] = "logistic"
    mid: float | None = None
    """Performance at which the curve is steepest; halfway if not given."""
    steepness: Annotated[float, Field(gt=0)] = 10.0
    """Slope of the unscaled curve across the whole range."""

    @model_validator(mode="after")
    def _mid_inside(self) -> Logistic:
        if not 0.0 < self._mid_fraction < 1.0:
            raise ValueError(f"mid ({self.mid:g}) must lie strictly between worst and best")
        return self

    @property
    def _mid_fraction(self) -> float:
        return 0.5 if self.mid is None else (self.mid - self.worst) / (self.best - self.worst)

    def _value(self, x: FloatArray) -> FloatArray:
        from scipy.special import expit

        def rise(fraction: ArrayLike) -> FloatArray:
            """Height of the logistic above its start, but for a constant factor; never overflows."""
            t = np.asarray(fraction)
            return np.asarray(np.expm1(-self.steepness * t) * expit(self.steepness * (t - self._mid_fraction)))

        return np.asarray(rise(self._fraction(x)) / rise(1.0))
