"""From one site to every market: freight, days and duty of a car, each with its range."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from siting.errors import FactError, MethodError
from siting.measures import proximity
from siting.measures.context import Context
from siting.measures.customs_territory import customs_territory
from siting.measures.duty import UNIT, import_duty
from siting.measures.tables import read_table
from siting.model import CustomsClaim, Measurement, MoneyPlan
from siting.model.programme import Powertrain

__all__ = ["Route", "routes_from"]

_NO_CLAIM = CustomsClaim()


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


def routes_from(context: Context, *, plan: MoneyPlan) -> tuple[Route, ...]:
    """Return the routes of one site to every market of the programme's demand.

    Freight and days of a market move with their mean over all markets: low and high are in one proportion.

    Raises
    ------
    MethodError, FactError
        If a market has no place, a canal is unknown, or neither the plan nor the facts have a duty for a route.
    """
    options = {"closed": list(plan.closed_canals)} if plan.closed_canals else {}
    delivery = replace(context, options=options)
    table = proximity.delivery_table(delivery)
    cost, days = proximity.measure_cost(delivery), proximity.measure_days(delivery)
    table["usd"] *= table["weight"]
    table["days"] *= table["weight"]
    markets = table.groupby("market", sort=False)[["weight", "usd", "days"]].sum()
    return tuple(
        Route(
            market=str(market),
            share=float(row["weight"]),
            freight=_ranged(float(row["usd"] / row["weight"]), cost),
            days=_ranged(float(row["days"] / row["weight"]), days),
            duty=_duty(context, str(market), plan),
            abroad=_is_abroad(context, str(market)),
        )
        for market, row in markets.iterrows()
    )


def _ranged(value: float, mean: Measurement) -> tuple[float, float, float]:
    low, high = mean.range or (0.0, 0.0)
    centre = float(mean.value) if isinstance(mean.value, float) else 0.0
    if centre <= 0:
        return value, value, value
    return value, value * low / centre, value * high / centre


def _duty(context: Context, market: str, plan: MoneyPlan) -> Measurement:
    """Return the plan's own duty for a route, then that of the law."""
    stated = plan.duties.get(market, {}).get(context.country)
    if stated is not None:
        note = stated.note or stated.source
        return Measurement(value=stated.value, low=stated.low, high=stated.high, unit=UNIT, kind=stated.kind, note=note)
    to = _country(context, market)
    claim = plan.claims.get(context.country, _NO_CLAIM)
    programme = context.programme
    try:
        return _law(context.country, to, claim, programme.powertrain, programme.launch, context.knowledge.as_of)
    except FactError as error:
        raise MethodError(
            f"no duty for the route from {context.country} to {market} ({to}): {error.args[0]}; "
            f"state it under money.duties.{market}.{context.country}"
        ) from error


@lru_cache(maxsize=512)
def _law(
    origin: str, to: str, claim: CustomsClaim, powertrain: Powertrain, on: date, as_of: date | None
) -> Measurement:
    fields = {name: getattr(claim, name) for name in CustomsClaim.model_fields}
    return import_duty(origin, to, on=on, as_of=as_of, powertrain=powertrain, **fields)


def _is_abroad(context: Context, market: str) -> bool:
    launch = context.programme.launch
    home, there = (customs_territory(code, on=launch) for code in (context.country, _country(context, market)))
    return home != there


def _country(context: Context, market: str) -> str:
    for row in read_table("composite_markets.csv"):
        if row["market"] == market:
            return row["country"]
    for attribute in ("iso_country", "iso_region"):
        found = context.knowledge.find(market, attribute)
        if found is not None and isinstance(found.value, str):
            return found.value[:2]
    raise MethodError(f"the country of market {market!r} is not known: state its duties under money.duties.{market}")
