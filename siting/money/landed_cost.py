"""What one car costs at its market: made, shipped, cleared through customs, less what is given back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from siting.labels import counted, format_number
from siting.markup import html_frame

__all__ = ["LandedCost", "landed_cost"]

FloatArray = NDArray[np.float64]
_DAYS_A_YEAR = 365.0


@dataclass(frozen=True, slots=True)
class LandedCost:
    """The parts of a landed cost, money per car, all of one shape."""

    production: FloatArray
    freight: FloatArray
    duty: FloatArray
    transit: FloatArray
    """Cost of the capital tied up while the car travels."""
    credit: FloatArray
    """What comes back per car, subtracted."""

    @property
    def total(self) -> FloatArray:
        """Landed cost per car."""
        return self.production + self.freight + self.duty + self.transit - self.credit

    def to_frame(self) -> pd.DataFrame:
        """Return one row per case, in the order of the arrays: the parts and the total."""
        parts = ("production", "freight", "duty", "transit", "credit", "total")
        return pd.DataFrame({part: np.broadcast_to(getattr(self, part), self.total.shape).ravel() for part in parts})

    def __repr__(self) -> str:
        total = np.ravel(self.total)
        span = " to ".join(dict.fromkeys(format_number(float(end)) for end in (total.min(), total.max())))
        return f"LandedCost({counted(total.size, 'case')}, total {span} per car)"

    def _repr_html_(self) -> str:
        return html_frame(self.to_frame().rename_axis("case").reset_index(), caption=repr(self))


def landed_cost(
    *,
    production: ArrayLike,
    freight: ArrayLike,
    duty_percent: ArrayLike,
    customs_value: ArrayLike,
    days: ArrayLike,
    capital_rate: ArrayLike,
    credit: ArrayLike = 0.0,
) -> LandedCost:
    """Return the landed cost per car by its parts; every argument broadcasts against the others.

    Parameters
    ----------
    production
        Cost at the plant gate per car.
    freight
        Cost of carrying one car to its market.
    duty_percent
        Import duty, percent of the customs value.
    customs_value
        Value on which duty is charged, per car.
    days
        Days under way, ports included.
    capital_rate
        Cost of capital a year (0.08 means 8 %).
    credit
        What comes back per car.

    Examples
    --------
    >>> float(landed_cost(production=40_000, freight=1_500, duty_percent=15, customs_value=45_000, days=20,
    ...                   capital_rate=0.073).total)
    48430.0
    """
    arrays = (production, freight, duty_percent, customs_value, days, capital_rate, credit)
    made, carried, percent, value, under_way, rate, back = np.broadcast_arrays(*(np.asarray(a, float) for a in arrays))
    return LandedCost(
        production=made,
        freight=carried,
        duty=value * percent / 100.0,
        transit=rate * value * under_way / _DAYS_A_YEAR,
        credit=back,
    )
