"""Finished cars on their way from one plant to their buyers: USD per car, days, and the flow on every lane."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Literal, get_args

import numpy as np
import pandas as pd

from siting.errors import FactError, MethodError, did_you_mean
from siting.facts import Knowledge, known
from siting.labels import counted, format_number, format_percent
from siting.markup import html_frame
from siting.measures.demand import Outlet, outlets
from siting.measures.freight_rates import Parameter, freight_parameters, rate_draws
from siting.measures.geography import FloatArray, Place, land_mass
from siting.measures.paths import Paths, cheapest_paths, fastest_paths
from siting.measures.sea import ports
from siting.measures.steps import Trace, number, read_day
from siting.model import Estimate, Measurement

__all__ = ["GOALS", "Deliveries", "Goal", "deliver", "freight", "plant_place", "read_goal"]

JUDGED = "planning values"
"""Flag of a figure that rests on parameters chosen by an analyst."""
STAND_IN = "stand-in market"
"""Flag of a figure that counts cars whose market no one can place."""
UNSOURCED = "unsourced estimate"

Goal = Literal["cost", "time"]
"""What the way of a car keeps low: the cheapest path, or the fastest."""
GOALS: tuple[Goal, ...] = get_args(Goal)
_SEARCHES = MappingProxyType({"cost": cheapest_paths, "time": fastest_paths})
_WAYS = MappingProxyType({"cost": "the cheapest way", "time": "the fastest way, whatever it costs"})


@dataclass(frozen=True, repr=False)
class Deliveries:
    """The cars of one site on the cheapest or fastest path to each outlet."""

    origin: Place
    outlets: tuple[Outlet, ...]
    parameters: Mapping[str, Parameter]
    paths: Paths
    """Shape (draws, 1, outlets); the first draw has every parameter at its value."""
    as_of: date | None
    goal: Goal = "cost"

    @property
    def cost(self) -> Measurement:
        """Demand-weighted freight in USD per car; low and high over the parameters, with and without stand-ins."""
        return self._mean(self.paths.usd[:, 0, :], "USD/car")

    @property
    def days(self) -> Measurement:
        """Demand-weighted days on these paths; low and high as for the cost."""
        return self._mean(self.paths.days[:, 0, :], "days")

    def to_frame(self) -> pd.DataFrame:
        """Return the flow to every outlet with every parameter at its value.

        Returns
        -------
        DataFrame
            market, node, weight (share of all cars), route (in words), first_leg and last_leg (rail or truck; the last
            is empty over land), export_port, import_port (empty over land), land_km, sea_nm, usd, days; one row per
            outlet.
        """
        path = self.paths
        return pd.DataFrame(
            {
                "market": [outlet.market for outlet in self.outlets],
                "node": [outlet.node for outlet in self.outlets],
                "weight": self._share,
                "route": [self._route(index) for index in range(len(self.outlets))],
                "first_leg": path.first_leg[0, 0].astype(object),
                "export_port": path.export_port[0, 0].astype(object),
                "import_port": path.import_port[0, 0].astype(object),
                "last_leg": path.last_leg[0, 0].astype(object),
                "land_km": path.land_km[0, 0],
                "sea_nm": path.sea_nm[0, 0],
                "usd": path.usd[0, 0],
                "days": path.days[0, 0],
            }
        )

    def __repr__(self) -> str:
        outlets = counted(len(self.outlets), "outlet")
        return f"Deliveries({outlets}, {self.cost.value:,.0f} USD/car, {self.days.value:.1f} days)"

    def _repr_html_(self) -> str:
        return html_frame(self.to_frame(), caption=repr(self))

    @cached_property
    def _share(self) -> FloatArray:
        return np.array([outlet.share for outlet in self.outlets])

    def _mean(self, amounts: FloatArray, unit: str) -> Measurement:
        """Weight amounts of shape (draws, outlets) by the outlets' shares."""
        placed = self._share * [not outlet.stand_in for outlet in self.outlets]
        means = amounts @ self._share
        believable = [means, amounts @ placed / placed.sum()] if placed.any() else [means]
        trace = self._trace
        return Measurement(
            value=float(means[0]),
            unit=unit,
            low=float(np.min(believable)),
            high=float(np.max(believable)),
            kind="computed",
            sources=trace.sources,
            as_of=self.as_of,
            confidence="low",
            flags=tuple(trace.flags),
            trace=tuple(trace.steps),
            note="low and high: all prices, detours and times at one end of their ranges together"
            + (", with and without the market that has no place" if STAND_IN in trace.flags else ""),
        )

    @cached_property
    def _trace(self) -> Trace:
        trace = Trace()
        trace.say(f"from {self.origin.latitude:g} degrees north, {self.origin.longitude:g} east, {_WAYS[self.goal]}")
        for market in dict.fromkeys(outlet.market for outlet in self.outlets):
            mine = [index for index, outlet in enumerate(self.outlets) if outlet.market == market]
            trace.say(self._flow(market, mine), [fact for index in mine for fact in self.outlets[index].facts])
        for parameter in self.parameters.values():
            trace.say(parameter.sentence, parameter.facts)
        if any(outlet.stand_in for outlet in self.outlets):
            trace.flag(STAND_IN)
        if any(parameter.judged for parameter in self.parameters.values()):
            trace.flag(JUDGED)
        if any(fact.basis == "estimate" for parameter in self.parameters.values() for fact in parameter.facts):
            trace.flag(UNSOURCED)
        return trace

    def _flow(self, market: str, mine: list[int]) -> str:
        """Say how the cars of one market travel; of several outlets the mean, and how many there are."""
        share = self._share[mine]
        means = (
            amounts[0, 0, mine] @ share / share.sum()
            for amounts in (self.paths.land_km, self.paths.sea_nm, self.paths.usd, self.paths.days)
        )
        km, nm, usd, days = (format_number(float(mean)) for mean in means)
        largest = mine[int(share.argmax())]
        route = self._route(largest)
        where = f"{len(mine)} places, {self.outlets[largest].node} {route}" if len(mine) > 1 else route
        return (
            f"{market}, {format_percent(float(share.sum()), digits=1)} of all cars: {where}, "
            f"{km} km by land and {nm} nm by sea, {usd} USD and {days} days a car"
        )

    def _route(self, outlet: int) -> str:
        path = self.paths
        first, export_port, import_port, last = (
            str(names[0, 0, outlet]) for names in (path.first_leg, path.export_port, path.import_port, path.last_leg)
        )
        if not export_port:
            return f"over land by {first}"
        return f"by {first} to {ports()[export_port].title}, by ship to {ports()[import_port].title}, by {last}"


def deliver(
    origin: Place,
    to: Sequence[Outlet],
    *,
    knowledge: Knowledge,
    shipping_volume: Estimate | None = None,
    closed: Iterable[str] = (),
    goal: Goal = "cost",
) -> Deliveries:
    """Send cars from one place to every outlet over the cheapest or fastest path, at rates known on a day.

    Raises
    ------
    MethodError
        If the origin has no port on its land mass, or a canal or goal is unknown.
    """
    search = _SEARCHES[read_goal(goal)]
    parameters = freight_parameters(knowledge, shipping_volume=shipping_volume)
    rates = rate_draws(parameters)
    # only some parameters of the plan apply to these land masses
    used = {origin.land_mass, *(outlet.place.land_mass for outlet in to)}
    spoken = {name: entry for name, entry in parameters.items() if _applies(name, used)}
    paths = search([origin], [outlet.place for outlet in to], rates=rates, closed=closed)
    return Deliveries(origin, tuple(to), spoken, paths, knowledge.as_of, goal)


def freight(
    site: str | Place,
    market: str,
    *,
    as_of: str | date | None = None,
    closed: Iterable[str] = (),
    goal: Goal = "cost",
) -> Measurement:
    """Return what it costs to bring one large SUV from a plant to a market.

    Parameters
    ----------
    site
        Subject of the fact base (``"belvidere"``) or a place.
    market
        Subject of the fact base: ``"germany"``, ``"us-ca"``; ``"usa"`` is the mean over the states.
    as_of
        The day whose knowledge is used; all that is known for None.
    closed
        Canals that are shut: ``"suez"``, ``"panama"``.
    goal
        ``"cost"`` for the cheapest path, ``"time"`` for the fastest.

    Returns
    -------
    Measurement
        USD per car with its range; `market_proximity` gives the days and the path.

    Raises
    ------
    MethodError
        If a place, canal or goal is unknown, or the market cannot be reached.

    Examples
    --------
    >>> freight("cassino", "china").value < freight("cassino", "china", closed=["suez"]).value
    True
    """
    knowledge = known(None if as_of is None else read_day(as_of, "as_of"))
    return deliver(
        plant_place(site, knowledge), outlets({market: 1.0}, knowledge), knowledge=knowledge, closed=closed, goal=goal
    ).cost


def plant_place(site: str | Place, knowledge: Knowledge) -> Place:
    """Return where a plant of the fact base stands; a place is returned as it is.

    Raises
    ------
    MethodError
        If the facts do not place it.

    Examples
    --------
    >>> plant_place("windsor", known()).land_mass
    'north-america'
    """
    if isinstance(site, Place):
        return site
    try:
        latitude, longitude, country = (knowledge.fact(site, name) for name in ("latitude", "longitude", "iso_country"))
    except FactError as error:
        raise MethodError(f"site {site!r} has no place: {error.args[0]}") from error
    return Place(number(latitude), number(longitude), land_mass(str(country.value)))


def read_goal(entry: object) -> Goal:
    """Return what a delivery is to keep low.

    Raises
    ------
    MethodError
        If the entry is neither ``"cost"`` nor ``"time"``.

    Examples
    --------
    >>> read_goal("time")
    'time'
    """
    for goal in GOALS:
        if goal == entry:
            return goal
    raise MethodError(f"unknown goal {entry!r} of a delivery: {did_you_mean(str(entry), GOALS)}")


def _applies(parameter: str, masses: set[str]) -> bool:
    group, _, mass = parameter.partition(".")
    return group != "circuity" or mass in masses
