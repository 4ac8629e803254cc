"""Yearly cash flow of one programme at one site: capital before the first car, then margin, tax and incentives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from siting.errors import MethodError
from siting.labels import counted
from siting.markup import html_frame

__all__ = ["Flows", "Timetable", "cash_flow"]

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Timetable:
    """Years of building, then years of production with their share of the volume.

    Examples
    --------
    >>> Timetable(build_years=1, life_years=3, ramp_up=(0.5, 1.0)).shares.tolist()
    [0.0, 0.5, 1.0, 1.0]
    """

    build_years: int
    life_years: int
    ramp_up: Sequence[float] = (1.0,)

    def __post_init__(self) -> None:
        ramp = list(self.ramp_up)
        if self.build_years < 1 or self.life_years < 1:
            raise MethodError("a timetable needs at least one year of building and one of production")
        if not ramp or ramp != sorted(ramp) or not (ramp[0] >= 0 and 0 < ramp[-1] <= 1) or len(ramp) > self.life_years:
            raise MethodError(
                f"impossible ramp-up {ramp}: shares 0..1 that never fall, for at most {self.life_years} years"
            )

    @property
    def shares(self) -> FloatArray:
        """Share of the volume sold in each year, shape (years,); 0 while building."""
        ramp = np.asarray(self.ramp_up, dtype=float)
        full = np.full(self.life_years - len(ramp), ramp[-1])
        return np.concatenate([np.zeros(self.build_years), ramp, full])

    @property
    def spending(self) -> FloatArray:
        """Share of the capital spent in each year, shape (years,)."""
        return np.where(self.shares_of_building, 1.0 / self.build_years, 0.0)

    @property
    def writing_off(self) -> FloatArray:
        """Share of the capital written off in each year, shape (years,): straight line over the life."""
        return np.where(self.shares_of_building, 0.0, 1.0 / self.life_years)

    @property
    def opening(self) -> FloatArray:
        """One in the first year of production, else zero; shape (years,)."""
        return np.asarray(np.arange(self.build_years + self.life_years) == self.build_years, dtype=float)

    @property
    def shares_of_building(self) -> NDArray[np.bool_]:
        """Whether a year is one of building, shape (years,)."""
        return np.arange(self.build_years + self.life_years) < self.build_years


@dataclass(frozen=True, slots=True)
class Flows:
    """Money by year, arrays of shape (..., years)."""

    capital: FloatArray
    """Spent, negative."""
    margin: FloatArray
    """Receipts less landed cost, before tax."""
    tax: FloatArray
    """Paid, negative; a loss earns it back at once, since the maker has other profits."""
    incentives: FloatArray

    @property
    def total(self) -> FloatArray:
        """Net flow of each year."""
        return self.capital + self.margin + self.tax + self.incentives

    def to_frame(self) -> pd.DataFrame:
        """Return one row per case and year, in the order of the arrays: the lines and the total."""
        lines = ("capital", "margin", "tax", "incentives", "total")
        years = self.total.shape[-1]
        cases = self.total.size // years
        places = {"case": np.repeat(np.arange(cases), years), "year": np.tile(np.arange(years), cases)}
        each = {line: np.broadcast_to(getattr(self, line), self.total.shape).ravel() for line in lines}
        return pd.DataFrame({**places, **each})

    def __repr__(self) -> str:
        years = self.total.shape[-1]
        return f"Flows({counted(self.total.size // years, 'case')} x {counted(years, 'year')})"

    def _repr_html_(self) -> str:
        return html_frame(self.to_frame(), caption=repr(self))


def cash_flow(  # noqa: PLR0913 -- each is one line of the account
    timetable: Timetable,
    *,
    volume: ArrayLike,
    margin: ArrayLike,
    capital: ArrayLike,
    tax_percent: ArrayLike,
    incentive_per_car: ArrayLike = 0.0,
    incentive_a_year: ArrayLike = 0.0,
    incentive_at_start: ArrayLike = 0.0,
) -> Flows:
    """Return the yearly cash flow; all arguments but the first broadcast, the year is the last axis of the result.

    ``flow_t = -capital share_t + volume ramp_t margin - tax (volume ramp_t margin - write-off_t) + incentives``.
    Incentives are not taxed.

    Parameters
    ----------
    timetable
        Which years build and which produce.
    volume
        Cars a year at full rate.
    margin
        Price received less landed cost, per car, without capital.
    capital
        Spent before the first car, in equal yearly parts, and written off in equal parts over the life.
    tax_percent
        Tax on the profit, percent.
    incentive_per_car, incentive_a_year, incentive_at_start
        Paid for each car, in each year of production, and once in the first year of production.

    Examples
    --------
    >>> plan = Timetable(build_years=1, life_years=2, ramp_up=(0.5, 1.0))
    >>> cash_flow(plan, volume=100, margin=10, capital=800, tax_percent=25).total.tolist()
    [-800.0, 475.0, 850.0]
    """
    cars, each, spent, tax, per_car, yearly, once = (
        np.asarray(entry, dtype=float)[..., np.newaxis]
        for entry in (
            volume, margin, capital, tax_percent, incentive_per_car, incentive_a_year, incentive_at_start
        )
    )  # fmt: skip
    sold = cars * timetable.shares
    earned = sold * each
    producing = np.where(timetable.shares_of_building, 0.0, 1.0)
    given = sold * per_car + yearly * producing + once * timetable.opening
    outlay = -spent * timetable.spending
    paid = -tax / 100.0 * (earned - spent * timetable.writing_off)
    parts = np.broadcast_arrays(outlay, earned, paid, given)
    return Flows(*(np.asarray(part) for part in parts))
