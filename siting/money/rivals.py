"""Two sites against each other: where the difference in cost comes from, and what would make them worth the same."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from siting.errors import MethodError, did_you_mean
from siting.labels import format_number
from siting.markup import html_table
from siting.measures.customs_territory import customs_territory
from siting.money.appraisal import PARTS, Appraisal
from siting.money.break_even import break_even_incentive, break_even_rate, break_even_volume
from siting.money.figures import plans
from siting.money.routes import Route

__all__ = ["BreakEven", "break_even", "waterfall"]


@dataclass(frozen=True, slots=True)
class BreakEven:
    """What would make site `a` worth as much as site `b`, one thing changed at a time; exact, since all are lines.

    Put back into the study, each closes the gap.

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
    """Cars sold a year at full rate, within what both plants are equipped for."""
    tariff: float | None
    """Percent of customs value that `market` would have to charge on the cars from `origin`, all else as it is."""
    origin: str
    """Customs territory whose cars are charged: that of the site worth more where it lies abroad, else the other's;
    empty where the market charges neither of the two, or both alike."""
    duty: float | None
    """Percent that `market` charges on the cars from `origin` today."""
    market: str

    def __repr__(self) -> str:
        return f"BreakEven({self.a!r} against {self.b!r}, gap {format_number(self.gap / 1e6)} million USD)"

    def _repr_html_(self) -> str:
        tariff = f"Tariff of {self.market} on {self.origin}" if self.origin else "Tariff"
        rows = [
            ("Incentive in the first year", self.incentive, "USD"),
            ("Incentive a year of production", self.incentive_a_year, "USD"),
            ("Volume", self.volume, "cars a year"),
            (tariff, self.tariff, "% of customs value"),
        ]
        caption = f"What makes {self.a} worth as much as {self.b}; missing where no value does it"
        return html_table(rows, ["What is changed", "to", "unit"], caption=caption)


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
    charged = _charged(appraisal, (first, second), market)
    return BreakEven(
        a=a,
        b=b,
        gap=float(values[second] - values[first]),
        incentive=break_even_incentive(float(values[first]), float(values[second])),
        incentive_a_year=break_even_incentive(
            float(values[first]), float(values[second]), payment_factor=float(account.worth(producing)[0, 0])
        ),
        volume=_volume(appraisal, first, second),
        tariff=None if charged is None else _tariff(appraisal, charged, market),
        origin="" if charged is None else _territory(appraisal, charged[0]),
        duty=None if charged is None else float(_duty(appraisal, charged[0], market)),
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
    cost = appraisal.cost[list(PARTS)]
    steps = pd.DataFrame({"element": PARTS, "a": cost.loc[a].to_numpy(), "b": cost.loc[b].to_numpy()})
    steps["difference"] = steps["b"] - steps["a"]
    order = steps["difference"].abs().sort_values(ascending=False, kind="stable").index
    return steps.loc[order].reset_index(drop=True)


def _volume(appraisal: Appraisal, first: int, second: int) -> float | None:
    """Vary the cars sold a year; more than the plants are equipped for cannot be."""
    account = appraisal.central
    value = account.present_value[0]
    per_car = account.margin[0] * (1.0 - account.tax_percent[0] / 100.0) + account.incentives["incentive_per_car"][0]
    variable = per_car * account.worth(account.timetable.shares)[0, 0]
    fixed = value - variable * account.volume[0, 0]
    volume = break_even_volume(*(float(-x) for x in (fixed[first], variable[first], fixed[second], variable[second])))
    return None if volume is None or volume > account.capacity else volume


def _charged(appraisal: Appraisal, pair: tuple[int, int], market: str) -> tuple[int, int] | None:
    """Return the site whose duty is varied, and the other; None where no duty at the market can part the two."""
    ahead, behind = sorted(pair, key=lambda site: -float(appraisal.central.present_value[0, site]))
    if _route(appraisal, ahead, market).abroad:
        together = _territory(appraisal, ahead) == _territory(appraisal, behind)
        return None if together else (ahead, behind)
    return (behind, ahead) if _route(appraisal, behind, market).abroad else None


def _tariff(appraisal: Appraisal, charged: tuple[int, int], market: str) -> float | None:
    """Vary the duty of one market on the cars of the first site's territory."""
    account = appraisal.central
    paying, other = charged
    _, _, customs_value = plans(appraisal.study)
    cars = _route(appraisal, paying, market).share * account.volume[0, 0]
    after_tax = 1.0 - account.tax_percent[0, paying] / 100.0
    a_percent = customs_value.value / 100.0 * cars * after_tax * account.worth(account.timetable.shares)[0, 0]
    values = account.present_value[0]
    free = -values[paying] - a_percent * _duty(appraisal, paying, market)
    rate = break_even_rate(free, -values[other], base_a=a_percent)
    return None if rate is None or rate < 0 else float(rate)


def _route(appraisal: Appraisal, site: int, market: str) -> Route:
    return next(route for route in appraisal.sites[site].routes if route.market == market)


def _duty(appraisal: Appraisal, site: int, market: str) -> float:
    """Percent; a duty is a number wherever a site has a price."""
    return _route(appraisal, site, market).duty_spread[0]


def _territory(appraisal: Appraisal, site: int) -> str:
    programme = appraisal.study.programme
    country = appraisal.sites[site].country
    return country if programme is None else customs_territory(country, on=programme.launch)


def _position(appraisal: Appraisal, site: str) -> int:
    names = appraisal.names
    if site in appraisal.unpriced:
        raise MethodError(f"{site} has no price: {appraisal.unpriced[site]}")
    if site not in names:
        raise MethodError(f"{site!r} is not among the priced sites; {did_you_mean(site, names)}")
    return names.index(site)
