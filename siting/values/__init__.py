"""Value functions: raw performance to partial value, 0 at the worst level and 1 at the best.

Each is a frozen record that can be called with numbers or arrays. Performances beyond the worst or best level keep the
value 0 or 1; a missing performance (nan) stays missing. Terms follow von Winterfeldt & Edwards, Decision Analysis and
Behavioral Research (1986), chapter 7, and Kirkwood, Strategic Decision Making (1997), chapter 4.

>>> siting_value = linear(worst=900, best=100)
>>> siting_value([900, 500, 100, 50]).tolist()
[0.0, 0.5, 1.0, 1.0]
"""

from typing import Annotated

from pydantic import Field

from siting.values.curves import Exponential, FloatArray, Linear, Logistic
from siting.values.making import exponential, levels, linear, logistic, piecewise, target
from siting.values.points import Levels, Piecewise, Target

__all__ = [
    "Exponential",
    "FloatArray",
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

ValueFunction = Annotated[Linear | Piecewise | Exponential | Logistic | Levels | Target, Field(discriminator="shape")]
"""Any of them, told apart by `shape`."""
