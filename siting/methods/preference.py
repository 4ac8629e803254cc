"""How strongly a difference counts in PROMETHEE: the six preference functions, for pairs and summed over all sites.

Sums over all sites need no table of pairs: sorted figures and running sums give them in n log n steps, except for the
Gaussian function, which goes through the pairs block by block and passes over those whose degree is exactly 0 or 1.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from numbers import Real
from typing import Any

import numpy as np

from siting.errors import MethodError, did_you_mean
from siting.values import FloatArray

__all__ = ["Gaussian", "PreferenceFunction", "Ramp", "Steps", "preference_function"]

_NO_DIFFERENCE = 1e-9
_BLOCK = 64
_CERTAIN = 9.0  # spreads beyond which the Gaussian degree is 1 to the last bit


@dataclass(frozen=True, slots=True)
class Steps:
    """Degrees that jump: each threshold that a difference exceeds adds its height."""

    thresholds: tuple[float, ...]
    heights: tuple[float, ...]

    def degrees(self, differences: FloatArray) -> FloatArray:
        """Return the degree of preference (0..1) of each difference."""
        steps = zip(self.thresholds, self.heights, strict=True)
        return np.asarray(sum(height * (differences > threshold) for threshold, height in steps))

    def summed(self, figures: FloatArray, ascending: FloatArray) -> FloatArray:
        """Return for each figure the sum of its degrees over all figures, given also in ascending order."""
        steps = zip(self.thresholds, self.heights, strict=True)
        return np.asarray(sum(height * np.searchsorted(ascending, figures - threshold) for threshold, height in steps))


@dataclass(frozen=True, slots=True)
class Ramp:
    """Degrees that rise in a straight line from 0 at a difference of `low` to 1 at `high`."""

    low: float
    high: float

    def degrees(self, differences: FloatArray) -> FloatArray:
        """Return the degree of preference (0..1) of each difference."""
        return np.clip((differences - self.low) / (self.high - self.low), 0.0, 1.0)

    def summed(self, figures: FloatArray, ascending: FloatArray) -> FloatArray:
        """Return for each figure the sum of its degrees over all figures, given also in ascending order."""
        running = np.append(0.0, np.cumsum(ascending))
        full = np.searchsorted(ascending, figures - self.high)
        some = np.searchsorted(ascending, figures - self.low)
        rising = (some - full) * (figures - self.low) - (running[some] - running[full])
        return np.asarray(full + rising / (self.high - self.low))


@dataclass(frozen=True, slots=True)
class Gaussian:
    """Degrees 1 - exp(-d^2 / 2 s^2) of a positive difference d."""

    spread: float

    def degrees(self, differences: FloatArray) -> FloatArray:
        """Return the degree of preference (0..1) of each difference."""
        return np.asarray(1.0 - np.exp(-0.5 * np.square(np.maximum(differences, 0.0) / self.spread)))

    def summed(self, figures: FloatArray, ascending: FloatArray) -> FloatArray:
        """Return for each figure the sum of its degrees over all figures, given also in ascending order."""
        blocks = (figures[start : start + _BLOCK] for start in range(0, figures.size, _BLOCK))
        return np.concatenate([self._block_summed(block, ascending) for block in blocks])

    def _block_summed(self, block: FloatArray, ascending: FloatArray) -> FloatArray:
        full = np.searchsorted(ascending, block.min() - _CERTAIN * self.spread)
        some = np.searchsorted(ascending, block.max())
        return np.asarray(full + self.degrees(block[:, np.newaxis] - ascending[full:some]).sum(axis=1))


PreferenceFunction = Steps | Ramp | Gaussian


def preference_function(criterion: str, spec: Sequence[Any], *, spread: float) -> PreferenceFunction:
    """Make the function that a specification such as ``("linear", q, p)`` names.

    Brans & Vincke, Management Science 31 (1985), 647-656.

    Parameters
    ----------
    criterion
        For the error message.
    spec
        ``("usual",)``, ``("u-shape", q)``, ``("v-shape", p)``, ``("level", q, p)``, ``("linear", q, p)`` or
        ``("gaussian", s)``, with q, p and s in the criterion's unit.
    spread
        Range of the criterion's figures: a billionth of it is no difference, so that rounding decides nothing.

    Raises
    ------
    MethodError
        If the shape is not known, or its parameters are missing, too many, negative or out of order.

    Examples
    --------
    >>> preference_function("cost", ("linear", 10, 50), spread=200.0)
    Ramp(low=10.0, high=50.0)
    """
    shape, *parameters = (spec,) if isinstance(spec, str) else spec
    if shape not in _MAKERS:
        raise MethodError(f"unknown preference function {shape!r} for {criterion!r}: {did_you_mean(shape, _MAKERS)}")
    names, make = _MAKERS[shape]
    if len(parameters) != len(names):
        wanted = ", ".join(names) or "no parameter"
        raise MethodError(f"preference function {shape!r} of {criterion!r} takes {wanted}; given: {parameters}")
    readable = all(isinstance(number, Real) and 0.0 <= float(number) < math.inf for number in parameters)
    if not readable or parameters != sorted(parameters):
        raise MethodError(f"{', '.join(names)} of {criterion!r} must be 0 or more and rise; given: {parameters}")
    if shape in {"v-shape", "gaussian"} and parameters[0] == 0.0:
        raise MethodError(f"{names[0]} of {criterion!r} must be positive")
    return make(spread * _NO_DIFFERENCE, *(float(number) for number in parameters))


def _linear(slack: float, low: float, high: float) -> PreferenceFunction:
    return Ramp(low, high) if high - low > slack else Steps((low + slack,), (1.0,))


_MAKERS: Mapping[str, tuple[tuple[str, ...], Callable[..., PreferenceFunction]]] = {
    "usual": ((), lambda slack: Steps((slack,), (1.0,))),
    "u-shape": (("q",), lambda slack, q: Steps((q + slack,), (1.0,))),
    "v-shape": (("p",), lambda slack, p: _linear(slack, 0.0, p)),
    "level": (("q", "p"), lambda slack, q, p: Steps((q + slack, p + slack), (0.5, 0.5))),
    "linear": (("q", "p"), _linear),
    "gaussian": (("s",), lambda _slack, s: Gaussian(s)),
}
