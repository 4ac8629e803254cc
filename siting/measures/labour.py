"""Labour per car, in one of two ways that must never be added: a country's cost per car, or hours x hourly rate."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike

from siting.facts import Knowledge
from siting.measures.context import Context
from siting.measures.exchange import in_usd
from siting.measures.formula import absent, compute
from siting.measures.inputs import Input, attributes_of, check_options, from_fact, given, planning_value
from siting.measures.limits import FloatArray
from siting.measures.region import country_subject
from siting.model import Measurement

__all__ = ["ALL_MANUFACTURING", "hourly_labour_usd", "measure_hours", "measure_per_vehicle", "premium_labour_usd"]

ALL_MANUFACTURING = "rate of all manufacturing"
"""Flag of a labour cost for which no rate of the car industry was known."""

_UNIT = "USD/car"
_HOURS_RANGE = (22.0, 45.0)
"""Between which the planning value of hours per car is believed to lie."""
_PER_VEHICLE = "labour_cost_per_vehicle"
_INDUSTRY = "auto_industry_labour_cost_hour"
_ALL_IN = "all_in_labour_cost_hour"
_MANUFACTURING = "manufacturing_compensation_hour"
_CONTRACTS = MappingProxyType(
    {
        "US": ("detroit3-usa", "nonunion-transplants-usa", "fca-usa"),
        "CA": ("detroit3-canada",),
    }
)
"""Subjects with all-in rates of car plants, by country."""


def premium_labour_usd(country_usd: ArrayLike, *, premium_usd: ArrayLike, mainstream_usd: ArrayLike) -> FloatArray:
    """Return country value x (premium makers / mainstream makers), in USD per car; broadcasts.

    A country's mean is one of mass-market cars; the ratio of the maker groups scales it to a premium car.

    Examples
    --------
    >>> premium_labour_usd([1_341, 2_067], premium_usd=2_232, mainstream_usd=880).round().tolist()
    [3401.0, 5243.0]
    """
    ratio = np.asarray(premium_usd, dtype=float) / np.asarray(mainstream_usd, dtype=float)
    return np.asarray(np.asarray(country_usd, dtype=float) * ratio)


def hourly_labour_usd(hours_per_vehicle: ArrayLike, *, usd_per_hour: ArrayLike) -> FloatArray:
    """Return hours x rate, in USD per car; broadcasts.

    Examples
    --------
    >>> hourly_labour_usd([22, 30], usd_per_hour=64).tolist()
    [1408.0, 1920.0]
    """
    return np.asarray(np.asarray(hours_per_vehicle, dtype=float) * np.asarray(usd_per_hour, dtype=float))


def measure_per_vehicle(context: Context) -> Measurement:
    """Measure labour by the country's cost per car, scaled to a premium car, in USD/car.

    Low and high span rival figures of the country, and makers of electric cars alone in the place of premium makers.
    Missing where the study of labour cost per car was not known on the day. Do not add to `measure_hours`.

    Raises
    ------
    FactError
        If the facts do not speak of the country.
    """
    check_options(context, ())
    knowledge = context.knowledge
    subject = country_subject(knowledge, context.country)
    country = from_fact(knowledge, subject, _PER_VEHICLE, name="country_usd")
    premium = from_fact(knowledge, "euro-premium-makers", _PER_VEHICLE, name="premium_usd")
    electric = from_fact(knowledge, "ev-only-makers", _PER_VEHICLE)
    mainstream = from_fact(knowledge, "mainstream-makers", _PER_VEHICLE, name="mainstream_usd")
    if country is None or premium is None or mainstream is None:
        return absent(f"labour cost per vehicle in {subject} is not known", unit=_UNIT, knowledge=knowledge)
    makers = premium if electric is None else premium.widened(electric)
    return compute(premium_labour_usd, [country, makers, mainstream], unit=_UNIT, knowledge=knowledge)


def measure_hours(context: Context) -> Measurement:
    """Measure labour as hours x hourly rate, in USD/car.

    Hours are ``hours_per_vehicle`` of the programme, the site or the options, else the planning value. The rate is that
    of the car industry in the country, between it and the all-in rates of its car plants; of all manufacturing where
    nothing closer was known on the day. Do not add to `measure_per_vehicle`.

    Raises
    ------
    FactError
        If the facts do not speak of the country, or a currency has no rate.
    """
    check_options(context, ("hours_per_vehicle",))
    knowledge = context.knowledge
    hours = given(context, "hours_per_vehicle", "hours/vehicle") or _planned_hours(knowledge)
    rates = _rates(knowledge, context.country)
    if not rates:
        note = f"labour cost per hour in {country_subject(knowledge, context.country)} is not known"
        return absent(note, unit=_UNIT, knowledge=knowledge)
    first, *others = [in_usd(rate, knowledge) for rate in rates]
    return compute(hourly_labour_usd, [hours, first.widened(*others)], unit=_UNIT, knowledge=knowledge)


def _planned_hours(knowledge: Knowledge) -> Input:
    low, high = _HOURS_RANGE
    plan = planning_value(knowledge, "e-segment-bev", "hours_per_vehicle_assembly", name="hours_per_vehicle")
    return replace(plan, low=low, high=high)


def _rates(knowledge: Knowledge, country: str) -> list[Input]:
    """Return the hourly rates known on the day, in their currencies: sourced ones first."""
    subject = country_subject(knowledge, country)
    makers = _CONTRACTS.get(country, ())
    closest = _known_rates(knowledge, [(subject, _INDUSTRY), *((maker, _ALL_IN) for maker in makers)])
    if closest:
        return sorted(closest, key=lambda rate: bool(rate.flags))
    general = _known_rates(knowledge, [(subject, _MANUFACTURING)])
    return [replace(rate, flags=(*rate.flags, ALL_MANUFACTURING)) for rate in general]


def _known_rates(knowledge: Knowledge, places: list[tuple[str, str]]) -> list[Input]:
    spoken = [place for place in places if place[1] in attributes_of(knowledge, place[0])]
    found = [from_fact(knowledge, *place, name="usd_per_hour") for place in spoken]
    return [rate for rate in found if rate is not None]
