"""All the numbers behind a study's money, with their ranges: gathered once, then drawn as often as wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from siting.errors import FactError, MethodError, Problem, StudyError, did_you_mean
from siting.facts import Knowledge, known
from siting.measures.context import Context
from siting.measures.demand import placed_markets
from siting.model import Estimate, Measurement, MoneyPlan, Study
from siting.money.elements import LOCAL, element, local_scale
from siting.money.routes import Route, carriage, routes_from

__all__ = ["COSTS", "Figures", "SiteMoney", "draw", "gather", "plans"]

FloatArray = NDArray[np.float64]
COSTS = ("labour", "energy", "parts_duty", "capital", "tax")
"""What is asked of every site."""
_SHARED = ("net_price_usd", "common_cost_usd", "discount_rate")


@dataclass(frozen=True, slots=True)
class SiteMoney:
    """What is known of one site's money."""

    site: str
    country: str
    elements: Mapping[str, Measurement]
    """By cost element and incentive, as found, in the money and unit of the measure."""
    scale: float
    """Factor on elements paid in local money."""
    routes: tuple[Route, ...]
    carriage: Mapping[str, Measurement]
    """Freight and days over all markets, as measured."""

    @property
    def evidence(self) -> dict[str, Measurement]:
        """Every figure of the site by name: elements, incentives, freight, days, and the duty to each market."""
        return {**self.elements, **self.carriage, **{f"duty to {route.market}": route.duty for route in self.routes}}

    @property
    def unknown(self) -> dict[str, str]:
        """Elements without a figure, with the reason."""
        return {name: cell.note or "not known" for name, cell in self.elements.items() if cell.missing}

    def spread(self, name: str) -> tuple[float, float, float]:
        """Value, low and high of an element in planned money."""
        cell = self.elements[name]
        if cell.range is None or not isinstance(cell.value, float):
            raise MethodError(f"{name} of {self.site} is not a number")
        scale = self.scale if name in LOCAL else 1.0
        return cell.value * scale, cell.range[0] * scale, cell.range[1] * scale


@dataclass(frozen=True, slots=True)
class Figures:
    """One or more draws of every number; the first axis of each array is the draw."""

    shared: Mapping[str, FloatArray]
    """Shape (draws, 1): net_price_usd, common_cost_usd, discount_rate, volume, customs_value."""
    by_site: Mapping[str, FloatArray]
    """Shape (draws, sites): cost elements and incentives."""
    by_route: Mapping[str, FloatArray]
    """Shape (draws, sites, markets): freight, days, duty."""
    market_share: FloatArray
    """Shape (markets,), sums to 1."""


def plans(study: Study) -> tuple[MoneyPlan, Estimate, Estimate]:
    """Return the study's money plan, volume and customs value.

    Raises
    ------
    MethodError
        Naming what the study does not say.
    """
    if study.money is None or study.programme is None:
        raise MethodError("money needs a [programme] and a [money] table in the study")
    customs_value = study.programme.customs_value_usd
    if customs_value is None:
        raise MethodError("money needs programme.customs_value_usd: what import duty is charged on, per car")
    return study.money, study.programme.volume, customs_value


def gather(study: Study, sites: Iterable[str]) -> tuple[SiteMoney, ...]:
    """Find the money of each site.

    Raises
    ------
    MethodError
        If the study has no money plan or no programme.
    StudyError
        With everything that cannot be found, and what would mend it.
    """
    plan, _, _ = plans(study)
    knowledge = known(study.as_of, own=study.facts)
    found: list[SiteMoney] = []
    problems = {problem.message: problem for problem in _strangers(plan, knowledge)}
    for site in sites:
        try:
            found.append(_of_site(Context(study, site, knowledge), plan))
        except (MethodError, FactError) as error:
            problems.setdefault(str(error.args[0]), Problem(message=str(error.args[0]), path=("money",)))
    if problems:
        raise StudyError(problems.values())
    return tuple(found)


def _strangers(plan: MoneyPlan, knowledge: Knowledge) -> Iterator[Problem]:
    """Yield markets whose duties the plan states although there is no such market: a slip would go unseen."""
    markets = placed_markets(knowledge)
    for market in plan.duties:
        if market not in markets:
            message, path = f"unknown market {market!r}", ("money", "duties", market)
            yield Problem(message=message, expected=did_you_mean(market, markets), path=path)


def _of_site(context: Context, plan: MoneyPlan) -> SiteMoney:
    return SiteMoney(
        site=context.site_id,
        country=context.country,
        elements={name: element(context, name, plan=plan) for name in (*COSTS, *plan.incentives)},
        scale=local_scale(context, plan=plan),
        routes=routes_from(context, plan=plan),
        carriage=carriage(context, plan=plan),
    )


def draw(study: Study, sites: tuple[SiteMoney, ...], *, samples: int | None = None, seed: int = 0) -> Figures:
    """Return every number at its value, or drawn from its range.

    Ranges are drawn as triangles from low over value to high. What is the same everywhere is drawn once for all sites,
    an element once for all sites of a country, capital for each site by itself.

    Parameters
    ----------
    samples
        Number of draws; one with every number at its value if left out.
    """
    dice = _Dice(samples, np.random.default_rng(seed))
    plan, volume, customs_value = plans(study)
    shared = {name: dice.roll([_of(getattr(plan, name))], [""]) for name in _SHARED}
    shared["volume"] = dice.roll([_of(volume)], [""])
    shared["customs_value"] = dice.roll([_of(customs_value)], [""])
    countries = [entry.country for entry in sites]
    names = [entry.site for entry in sites]
    by_site = {
        name: dice.roll([entry.spread(name) for entry in sites], names if name == "capital" else countries)
        for name in (*COSTS, *plan.incentives)
    }
    by_route = {name: _rolled_routes(dice, sites, name, countries) for name in ("freight", "days", "duty")}
    share = np.array([route.share for route in sites[0].routes]) if sites else np.empty(0)
    return Figures(shared, by_site, by_route, share)


def _rolled_routes(dice: _Dice, sites: tuple[SiteMoney, ...], name: str, countries: list[str]) -> FloatArray:
    markets = len(sites[0].routes) if sites else 0
    spreads = [_route_spread(route, name) for entry in sites for route in entry.routes]
    groups = [country for country in countries for _ in range(markets)]
    rolled = dice.roll(spreads, groups)
    return rolled.reshape(rolled.shape[0], len(sites), markets)


def _route_spread(route: Route, name: str) -> tuple[float, float, float]:
    return {"freight": route.freight, "days": route.days, "duty": route.duty_spread}[name]


def _of(entry: Estimate) -> tuple[float, float, float]:
    low = entry.value if entry.low is None else entry.low
    high = entry.value if entry.high is None else entry.high
    return entry.value, low, high


class _Dice:
    """Throws triangles; those of one group fall alike."""

    def __init__(self, samples: int | None, generator: np.random.Generator) -> None:
        self._samples = samples
        self._generator = generator

    def roll(self, spreads: list[tuple[float, float, float]], groups: list[str]) -> FloatArray:
        """Return draws of shape (samples or 1, len(spreads))."""
        value, low, high = np.array(spreads, dtype=float).reshape(-1, 3).T
        if self._samples is None:
            return value[np.newaxis, :]
        codes, names = pd.factorize(np.array(groups, dtype=object))
        luck = self._generator.random((self._samples, len(names)))[:, codes]
        return _triangle(luck, low, value, high)


def _triangle(luck: FloatArray, low: FloatArray, mode: FloatArray, high: FloatArray) -> FloatArray:
    """Quantiles of triangular distributions."""
    width = high - low
    below = np.divide(mode - low, width, out=np.zeros_like(width), where=width > 0)
    rising = low + np.sqrt(luck * width * (mode - low))
    falling = high - np.sqrt((1.0 - luck) * width * (high - mode))
    return np.asarray(np.where(luck < below, rising, falling))
