"""Electricity per car, priced where the plant stands."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from siting.errors import FactError
from siting.facts import Knowledge, period_end
from siting.measures.context import Context
from siting.measures.exchange import in_usd
from siting.measures.formula import absent, compute
from siting.measures.inputs import Input, attributes_of, check_options, from_fact, given, planning_value
from siting.measures.limits import FloatArray
from siting.measures.region import country_subject, region_code
from siting.model import Fact, Measurement

__all__ = ["electricity_mwh", "energy_usd", "measure"]

_PRICES = (
    "industrial_electricity_price",
    "nonhousehold_electricity_price",
    "large_industrial_electricity_price",
)


def energy_usd(usd_per_mwh: ArrayLike, *, energy_mwh: ArrayLike) -> FloatArray:
    """Return price x electricity per car, in USD per car; broadcasts.

    Examples
    --------
    >>> energy_usd([82, 238], energy_mwh=2.1).round(1).tolist()
    [172.2, 499.8]
    """
    return np.asarray(np.asarray(usd_per_mwh, dtype=float) * np.asarray(energy_mwh, dtype=float))


def electricity_mwh(context: Context) -> Input:
    """Return the MWh for one car: ``energy_mwh`` of the site, options or programme, else the planning value."""
    stated = given(context, "energy_mwh", "MWh/vehicle")
    if stated is not None:
        return stated
    return planning_value(context.knowledge, "e-segment-bev", "electricity_per_vehicle", name="energy_mwh")


def measure(context: Context) -> Measurement:
    """Measure the electricity for one car, in USD/car: the price in the state or province, else the country.

    The price is the latest sourced one; low and high span all that was said of the year before or later. Missing where
    no price was known on the day. Option ``energy_mwh``.

    Raises
    ------
    FactError
        If the facts hold no price for the place of any day, or a currency has no rate.
    """
    check_options(context, ("energy_mwh",))
    knowledge, place = context.knowledge, _place(context)
    prices = _prices(knowledge, place)
    if not prices:
        return absent(f"price of electricity in {place} is not known", unit="USD/car", knowledge=knowledge)
    first, *others = [in_usd(price, knowledge) for price in prices]
    electricity = electricity_mwh(context)
    return compute(energy_usd, [first.widened(*others), electricity], unit="USD/car", knowledge=knowledge)


def _place(context: Context) -> str:
    """Return the closest subject of which the facts, of whatever day, name a price."""
    country = country_subject(context.knowledge, context.country)
    places = [*filter(None, [(region_code(context) or "").lower()]), country]
    for subject in places:
        if not attributes_of(context.knowledge, subject).isdisjoint(_PRICES):
            return subject
    raise FactError(f"the facts hold no price of electricity for {' nor '.join(places)}")


def _prices(knowledge: Knowledge, place: str) -> list[Input]:
    """Return the chosen price, then all others from the year before it on; in their currencies."""
    facts = [fact for fact in knowledge.about(place) if fact.attribute in _PRICES]
    if not facts:
        return []
    sourced = [fact for fact in facts if fact.basis != "estimate"] or facts
    latest = max(sourced, key=lambda fact: (fact in knowledge.own, _year(fact), _end(fact)))
    chosen = from_fact(knowledge, place, latest.attribute, name="usd_per_mwh", period=latest.period)
    others = [fact for fact in facts if fact is not latest and _year(fact) >= _year(latest) - 1]
    found = [chosen, *(from_fact(knowledge, place, fact.attribute, period=fact.period) for fact in others)]
    return [price for price in found if price is not None]


def _year(fact: Fact) -> int:
    return int(_end(fact)[:4])


def _end(fact: Fact) -> str:
    return str(period_end(fact.period) or fact.known_from or "0000")
