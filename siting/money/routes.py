"""From one site to every market: freight, days and duty of a car, each with its range."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from siting.errors import FactError, MethodError
from siting.facts import Knowledge, known
from siting.measures import proximity
from siting.measures.context import Context
from siting.measures.customs_territory import customs_territory
from siting.measures.demand import market_country, outlets
from siting.measures.duty import UNIT, duty_of
from siting.measures.freight import Deliveries, deliver
from siting.measures.geography import Place, land_mass
from siting.measures.shipment import Shipment
from siting.model import CustomsClaim, Fact, Measurement, MoneyPlan, Programme, Study
from siting.money.elements import stated

__all__ = ["Route", "carriage", "deliveries_of", "routes_from"]

_NO_CLAIM = CustomsClaim()
STATED = "duty stated, not read from the law"
"""Flag of a duty that the study gives by itself."""


@dataclass(frozen=True, slots=True)
class Route:
    """A site's cars on their way to one market."""

    market: str
    share: float
    """Share of all cars."""
    freight: tuple[float, float, float]
    """USD per car: value, low, high."""
    days: tuple[float, float, float]
    duty: Measurement
    """Percent of customs value."""
    abroad: bool
    """Whether the market lies outside the customs territory of the site."""

    @property
    def duty_spread(self) -> tuple[float, float, float]:
        """Value, low and high of the duty, percent of customs value.

        Raises
        ------
        MethodError
            If the duty is not known.
        """
        if self.duty.range is None or not isinstance(self.duty.value, float):
            raise MethodError(f"the duty to {self.market} is not a number")
        return self.duty.value, *self.duty.range


def routes_from(context: Context, *, plan: MoneyPlan) -> tuple[Route, ...]:
    """Return the routes of one site to every market of the programme's demand.

    Freight and days of a market move with their mean over all markets: low and high are in one proportion.

    Raises
    ------
    MethodError, FactError
        If a market has no place, a canal is unknown, or neither the plan nor the facts have a duty for a route.
    """
    table = proximity.delivery_table(_delivery(context, plan))
    cost, days = carriage(context, plan=plan).values()
    table["usd"] *= table["weight"]
    table["days"] *= table["weight"]
    markets = table.groupby("market", sort=False)[["weight", "usd", "days"]].sum()
    customs = _Customs(context.country, context.programme, context.knowledge, plan)
    return tuple(
        Route(
            market=str(market),
            share=float(row["weight"]),
            freight=_ranged(float(row["usd"] / row["weight"]), cost),
            days=_ranged(float(row["days"] / row["weight"]), days),
            duty=customs.duty(str(market)),
            abroad=customs.is_abroad(str(market)),
        )
        for market, row in markets.iterrows()
    )


def carriage(context: Context, *, plan: MoneyPlan) -> dict[str, Measurement]:
    """Return freight (USD/car) and days of a site over all markets, by name, with their evidence."""
    delivery = _delivery(context, plan)
    return {"freight": proximity.measure_cost(delivery), "days": proximity.measure_days(delivery)}


def _delivery(context: Context, plan: MoneyPlan) -> Context:
    return replace(context, options={"closed": list(plan.closed_canals)} if plan.closed_canals else {})


def _ranged(value: float, mean: Measurement) -> tuple[float, float, float]:
    low, high = mean.range or (0.0, 0.0)
    centre = float(mean.value) if isinstance(mean.value, float) else 0.0
    if centre <= 0:
        return value, value, value
    return value, value * low / centre, value * high / centre


def deliveries_of(study: Study, site: str) -> Deliveries:
    """Return a site's deliveries to the markets of its programme, as the money counts them.

    Raises
    ------
    MethodError
        If the study has no programme, or a place or canal is unknown.
    """
    knowledge = known(study.as_of, own=study.facts)
    context = Context(study, site, knowledge)
    programme = context.programme
    place = Place(*context.location, land_mass(context.country))
    return deliver(
        place,
        outlets(programme.demand, knowledge),
        knowledge=knowledge,
        shipping_volume=programme.shipping_volume_m3,
        closed=study.money.closed_canals if study.money else (),
    )


@dataclass(frozen=True, slots=True)
class _Customs:
    """Duties on the cars of one country of assembly."""

    origin: str
    programme: Programme
    knowledge: Knowledge
    plan: MoneyPlan

    def duty(self, market: str) -> Measurement:
        """Return the plan's own duty for a route, then that of the law."""
        own = self.plan.duties.get(market, {}).get(self.origin)
        if own is not None:
            return stated(own, UNIT).model_copy(update={"flags": (STATED,)})
        to = market_country(market, self.knowledge)
        claim = self.plan.claims.get(self.origin, _NO_CLAIM)
        shipment = Shipment(
            origin=self.origin,
            destination=to,
            powertrain=self.programme.powertrain,
            **{name: getattr(claim, name) for name in CustomsClaim.model_fields},
        )
        try:
            return _law(shipment, self.programme.launch, self.knowledge.as_of, self.knowledge.own)
        except FactError as error:
            raise MethodError(
                f"no duty for the route from {self.origin} to {market} ({to}): {error.args[0]}; "
                f"state it under money.duties.{market}.{self.origin}"
            ) from error

    def is_abroad(self, market: str) -> bool:
        """Whether the market lies in another customs territory."""
        launch = self.programme.launch
        home, there = (
            customs_territory(code, on=launch) for code in (self.origin, market_country(market, self.knowledge))
        )
        return home != there


@lru_cache(maxsize=512)
def _law(shipment: Shipment, on: date, as_of: date | None, own: tuple[Fact, ...]) -> Measurement:
    """Read the law of a route once for all sites of a country and for all futures that leave it as it is."""
    return duty_of(shipment, knowledge=known(as_of, own=own), on=on)
