"""Finished cars on their way from one plant to their buyers: USD per car, days, and the flow on every lane."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from siting.errors import FactError, MethodError
from siting.facts import Knowledge, known
from siting.labels import format_number, format_percent
from siting.measures.demand import Outlet, outlets
from siting.measures.freight_rates import Parameter, freight_parameters, rate_draws
from siting.measures.geography import FloatArray, Place, land_mass
from siting.measures.paths import Paths, cheapest_paths
from siting.measures.sea import ports
from siting.measures.steps import Trace, number, read_day
from siting.model import Estimate, Measurement

__all__ = ["Deliveries", "deliver", "freight", "plant_place"]

JUDGED = "planning values"
"""Flag of a figure that rests on parameters chosen by an analyst."""
STAND_IN = "stand-in market"
"""Flag of a figure that counts cars whose market no one can place."""
UNSOURCED = "unsourced estimate"


@dataclass(frozen=True, repr=False)
class Deliveries:
    """The cars of one site on the cheapest path to each outlet."""

    origin: Place
    outlets: tuple[Outlet, ...]
    parameters: Mapping[str, Parameter]
    paths: Paths
    """Shape (draws, 1, outlets); the first draw has every parameter at its value."""
    as_of: date | None

    @property
    def cost(self) -> Measurement:
        """Demand-weighted freight in USD per car; low and high over the parameters, with and without stand-ins."""
        return self._mean(self.paths.usd[:, 0, :], "USD/car")

    @property
    def days(self) -> Measurement:
        """Demand-weighted days on the cheapest path; low and high as for the cost."""
        return self._mean(self.paths.days[:, 0, :], "days")

    def to_frame(self) -> pd.DataFrame:
        """Return the flow to every outlet with every parameter at its value.

        Returns
        -------
        DataFrame
            market, node, weight (share of all cars), route (in words), export_port, import_port (empty over land),
            land_km, sea_nm, usd, days; one row per outlet.
        """
        path = self.paths
        return pd.DataFrame(
            {
                "market": [outlet.market for outlet in self.outlets],
                "node": [outlet.node for outlet in self.outlets],
                "weight": self._share,
                "route": [self._route(index) for index in range(len(self.outlets))],
                "export_port": path.export_port[0, 0].astype(object),
                "import_port": path.import_port[0, 0].astype(object),
                "land_km": path.land_km[0, 0],
                "sea_nm": path.sea_nm[0, 0],
                "usd": path.usd[0, 0],
                "days": path.days[0, 0],
            }
        )

    def __repr__(self) -> str:
        return f"Deliveries({len(self.outlets)} outlets, {self.cost.value:,.0f} USD/car, {self.days.value:.1f} days)"

    def _repr_html_(self) -> str:
        return self.to_frame().to_html(index=False)

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
        trace.say(f"from {self.origin.latitude:g} degrees north, {self.origin.longitude:g} east")
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
        export_port, import_port = (names[0, 0, outlet] for names in (self.paths.export_port, self.paths.import_port))
        return f"{ports()[export_port].title} to {ports()[import_port].title}" if export_port else "over land"


def deliver(
    origin: Place,
    to: Sequence[Outlet],
    *,
    knowledge: Knowledge,
    shipping_volume: Estimate | None = None,
    closed: Iterable[str] = (),
) -> Deliveries:
    """Send cars from one place to every outlet over the cheapest path, at rates known on a day.

    Raises
    ------
    MethodError
        If the origin has no port on its land mass, or a canal is unknown.
    """
    parameters = freight_parameters(knowledge, shipping_volume=shipping_volume)
    rates = rate_draws(parameters)
    # only some parameters of the plan apply to these land masses
    used = {origin.land_mass, *(outlet.place.land_mass for outlet in to)}
    spoken = {name: entry for name, entry in parameters.items() if _applies(name, used)}
    paths = cheapest_paths([origin], [outlet.place for outlet in to], rates=rates, closed=closed)
    return Deliveries(origin, tuple(to), spoken, paths, knowledge.as_of)


def freight(
    site: str | Place, market: str, *, as_of: str | date | None = None, closed: Iterable[str] = ()
) -> Measurement:
    """Return what it costs to bring one large SUV from a plant to a market over the cheapest path.

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

    Returns
    -------
    Measurement
        USD per car with its range; `market_proximity` gives the days and the path.

    Raises
    ------
    MethodError
        If a place or canal is unknown, or cannot be reached.

    Examples
    --------
    >>> freight("cassino", "china").value < freight("cassino", "china", closed=["suez"]).value
    True
    """
    knowledge = known(None if as_of is None else read_day(as_of, "as_of"))
    return deliver(
        plant_place(site, knowledge), outlets({market: 1.0}, knowledge), knowledge=knowledge, closed=closed
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


def _applies(parameter: str, masses: set[str]) -> bool:
    group, _, mass = parameter.partition(".")
    return group != "circuity" or mass in masses
