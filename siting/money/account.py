"""From drawn numbers to landed cost and present value. Pure arithmetic on arrays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from siting.errors import MethodError
from siting.model import MoneyPlan
from siting.money.cash_flow import Flows, Timetable, cash_flow
from siting.money.figures import Figures
from siting.money.landed_cost import LandedCost, landed_cost
from siting.money.present_value import annuity_factor, npv

__all__ = ["Account", "account"]

FloatArray = NDArray[np.float64]
_PAID = {"USD/car": "incentive_per_car", "USD/year": "incentive_a_year", "USD": "incentive_at_start"}
"""Unit of an incentive to when it is paid."""


@dataclass(frozen=True, slots=True)
class Account:
    """Money of every draw and site."""

    landed: LandedCost
    """Per car, arrays of shape (draws, sites, markets); production with the yearly charge for the capital."""
    capital_charge: FloatArray
    """Annuity of the capital per unit of yearly capacity, shape (draws, sites)."""
    margin: FloatArray
    """Price less mean landed cost without the charge for capital, shape (draws, sites)."""
    capital: FloatArray
    """USD before the first car, shape (draws, sites)."""
    incentives: Mapping[str, FloatArray]
    """Argument of `cash_flow` to money, shape (draws, sites)."""
    tax_percent: FloatArray
    volume: FloatArray
    """Cars sold a year at full rate, never more than the plant is equipped for; shape (draws, 1)."""
    capacity: float
    """Cars a year for which every plant is equipped."""
    rate: FloatArray
    """Discount rate a year, shape (draws, 1)."""
    timetable: Timetable

    @property
    def flows(self) -> Flows:
        """Yearly cash flows, arrays of shape (draws, sites, years)."""
        return cash_flow(
            self.timetable, volume=self.volume, margin=self.margin, capital=self.capital,
            tax_percent=self.tax_percent, **self.incentives,
        )  # fmt: skip

    @property
    def present_value(self) -> FloatArray:
        """NPV in USD, shape (draws, sites)."""
        return npv(self.flows.total, np.broadcast_to(self.rate, self.margin.shape))

    def worth(self, shares: FloatArray) -> FloatArray:
        """Return the present value of one USD in every full year, by its share in each year; shape (draws, 1)."""
        return np.asarray((shares / (1.0 + self.rate) ** np.arange(len(shares))).sum(axis=-1, keepdims=True))


def account(figures: Figures, *, plan: MoneyPlan, capacity: float, units: Mapping[str, str]) -> Account:
    """Return the money of every draw and site.

    Parameters
    ----------
    capacity
        Cars a year for which the plant is equipped; the capital follows from it, whatever is sold.
    units
        Unit of each incentive, which says when it is paid.

    Raises
    ------
    MethodError
        If an incentive is paid in a unit that says nothing of when.
    """
    shared, by_site, routes = figures.shared, figures.by_site, figures.by_route
    rate = shared["discount_rate"]
    running = shared["common_cost_usd"] + by_site["labour"] + by_site["energy"] + by_site["parts_duty"]
    charge = by_site["capital"] / annuity_factor(rate, plan.life_years)
    landed = landed_cost(
        production=(running + charge)[:, :, np.newaxis],
        freight=routes["freight"],
        duty_percent=routes["duty"],
        customs_value=shared["customs_value"][:, :, np.newaxis],
        days=routes["days"],
        capital_rate=rate[:, :, np.newaxis],
    )
    mean = landed.total @ figures.market_share
    return Account(
        landed=landed,
        capital_charge=charge,
        margin=shared["net_price_usd"] - (mean - charge),
        capital=by_site["capital"] * capacity,
        incentives=_incentives(by_site, units, plan.incentives, mean.shape),
        tax_percent=by_site["tax"],
        volume=np.minimum(shared["volume"], capacity),
        capacity=capacity,
        rate=rate,
        timetable=Timetable(plan.build_years, plan.life_years, plan.ramp_up),
    )


def _incentives(
    by_site: Mapping[str, FloatArray], units: Mapping[str, str], names: Iterable[str], shape: tuple[int, ...]
) -> dict[str, FloatArray]:
    totals = {argument: np.zeros(shape) for argument in _PAID.values()}
    for name in names:
        if units[name] not in _PAID:
            raise MethodError(f"incentive {name!r} is in {units[name]!r}: it must be in one of {', '.join(_PAID)}")
        totals[_PAID[units[name]]] += by_site[name]
    return totals
