"""What one car costs at its market: made, shipped, cleared through customs, less what is given back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

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
