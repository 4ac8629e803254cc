"""Two sites against each other: where the difference in cost comes from, and what would make them worth the same."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from siting.errors import MethodError, did_you_mean
from siting.money.appraisal import PARTS, Appraisal
from siting.money.break_even import break_even_incentive, break_even_rate, break_even_volume
from siting.money.figures import plans

__all__ = ["BreakEven", "break_even", "waterfall"]

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class BreakEven:
    """What would make site `a` worth as much as site `b`, one thing changed at a time; exact, since all are lines.

    None where no value does it.
    """

    a: str
    b: str
    gap: float
    """NPV of b less NPV of a, USD."""
    incentive: float
    """USD paid to a in the first year of building, untaxed; negative where a is ahead and could give that much up."""
    incentive_a_year: float
    """USD a year through the years of production."""
    volume: float | None
    """Cars sold a year at full rate, with both plants equipped for the plan."""
    tariff: float | None
    """Percent of customs value that `market` charges on cars of every other country; None also where it meets both."""
    market: str
    """The market with most cars."""


def break_even(appraisal: Appraisal, a: str, b: str, *, market: str | None = None) -> BreakEven:
    """Return incentive, volume and tariff at which two sites have the same present value.

    Parameters
    ----------
    appraisal
        The money of the sites; every number is taken at its value.
    a, b
        Sites.
    market
        The market whose tariff is varied; the one with most cars if left out.

    Raises
    ------
    MethodError
        If a site is not priced or the market is not among those of the study.
    """
    first, second = _position(appraisal, a), _position(appraisal, b)
    account, table = appraisal.central, appraisal.landed
    values = account.present_value[0]
    shares = table.loc[table["site"] == a].set_index("market")["share"]
    market = str(shares.idxmax()) if market is None else market
    if market not in shares.index:
        raise MethodError(f"the cars go to no market {market!r}; {did_you_mean(market, map(str, shares.index))}")
    producing = np.where(account.timetable.shares_of_building, 0.0, 1.0)
    fixed, variable = _lines(appraisal)
    return BreakEven(
        a=a,
        b=b,
        gap=float(values[second] - values[first]),
        incentive=break_even_incentive(float(values[first]), float(values[second])),
        incentive_a_year=break_even_incentive(
            float(values[first]), float(values[second]), payment_factor=float(account.worth(producing)[0, 0])
        ),
        volume=break_even_volume(
            *(float(-x) for x in (fixed[first], variable[first], fixed[second], variable[second]))
        ),
        tariff=_tariff(appraisal, (first, second), market),
        market=market,
    )


def waterfall(appraisal: Appraisal, a: str, b: str) -> pd.DataFrame:
    """Return the steps from the landed cost of site a to that of site b, largest first.

    Returns
    -------
    DataFrame
        element, a, b, difference (USD per car over all markets); the differences sum to that of the totals.

    Raises
    ------
    MethodError
        If a site is not priced.
    """
    _position(appraisal, a), _position(appraisal, b)
    cost = appraisal.cost.loc[[a, b], list(PARTS)]
    steps = pd.DataFrame({"element": PARTS, "a": cost.loc[a].to_numpy(), "b": cost.loc[b].to_numpy()})
    steps["difference"] = steps["b"] - steps["a"]
    order = steps["difference"].abs().sort_values(ascending=False, kind="stable").index
    return steps.loc[order].reset_index(drop=True)


def _lines(appraisal: Appraisal) -> tuple[FloatArray, FloatArray]:
    """NPV = fixed + variable x cars sold a year, by site."""
    account = appraisal.central
    value = account.present_value[0]
    per_car = account.margin[0] * (1.0 - account.tax_percent[0] / 100.0) + account.incentives["incentive_per_car"][0]
    variable = per_car * account.worth(account.timetable.shares)[0, 0]
    return value - variable * account.volume[0, 0], variable


def _tariff(appraisal: Appraisal, pair: tuple[int, int], market: str) -> float | None:
    """Vary the duty of one market on the cars of every country but those it lets in as its own."""
    account = appraisal.central
    values = account.present_value[0]
    worth = account.worth(account.timetable.shares)[0, 0] * account.volume[0, 0]
    _, _, customs_value = plans(appraisal.study)
    bases, without, charged = [], [], []
    for site in pair:
        entry = appraisal.sites[site]
        column = next(place for place, route in enumerate(entry.routes) if route.market == market)
        route = entry.routes[column]
        after_tax = route.abroad * worth * (1.0 - account.tax_percent[0, site] / 100.0) * route.share
        charged.append(route.abroad)
        bases.append(customs_value.value / 100.0 * after_tax)
        without.append(-values[site] - account.landed.duty[0, site, column] * after_tax)
    if all(charged):
        return None
    rate = break_even_rate(without[0], without[1], base_a=bases[0], base_b=bases[1])
    return None if rate is None or rate < 0 else float(rate)


def _position(appraisal: Appraisal, site: str) -> int:
    names = appraisal.names
    if site in appraisal.unpriced:
        raise MethodError(f"{site} has no price: {appraisal.unpriced[site]}")
    if site not in names:
        raise MethodError(f"{site!r} is not among the priced sites; {did_you_mean(site, names)}")
    return names.index(site)
