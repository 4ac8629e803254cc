"""What a car costs at one site, element by element: the study's own figure, or what the measures find."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from siting.errors import MethodError, did_you_mean
from siting.measures import (
    battery_production,
    capital,
    conversion_grant,
    energy,
    illinois_rev,
    italian_aid,
    labour,
    parts_duty,
)
from siting.measures.context import Context, MeasureFunction
from siting.measures.exchange import usd_per
from siting.model import Estimate, Measurement, MoneyPlan
from siting.money import tax

__all__ = ["ELEMENTS", "INCENTIVES", "LOCAL", "element", "local_scale", "stated"]

ELEMENTS: Mapping[str, MeasureFunction] = MappingProxyType(
    {
        "capital": capital.measure_unit,
        "energy": energy.measure,
        "parts_duty": parts_duty.measure,
        "tax": tax.measure,
    }
)
"""Cost element to the measure that finds it."""

INCENTIVES: Mapping[str, MeasureFunction] = MappingProxyType(
    {
        "battery_production": battery_production.measure,
        "conversion_grant": conversion_grant.measure,
        "development_contract": italian_aid.measure_development_contract,
        "illinois_rev": illinois_rev.measure_yearly,
        "zone_credit": italian_aid.measure_zone_credit,
    }
)
"""Incentive to the measure that finds it; its unit says when it is paid."""

_LABOUR: Mapping[str, MeasureFunction] = MappingProxyType(
    {"hours": labour.measure_hours, "vehicle": labour.measure_per_vehicle}
)

_UNITS = {
    "tax": "percent",
    "capital": "USD/(vehicle/year)",
    **dict.fromkeys(("labour", "energy", "parts_duty"), "USD/car"),
}
"""Of figures that the study states; an incentive is stated as a sum at the start of production."""

LOCAL = ("labour", "energy", "capital")
"""Elements that are paid in the money of the site's country."""

_CURRENCIES = {"US": "USD", "CA": "CAD", "MX": "MXN", "IT": "EUR", "DE": "EUR", "FR": "EUR", "ES": "EUR", "SK": "EUR"}


def element(context: Context, name: str, *, plan: MoneyPlan) -> Measurement:
    """Return one cost element or incentive of a site: the plan's own figure, what is measured, or what is assumed.

    A figure for the site comes before one for its country.

    Raises
    ------
    MethodError, FactError
        If no measure is known by that name, or it cannot be used.
    """
    own = _figure(plan.own, name, context)
    if own is not None:
        return stated(own, _UNITS.get(name, "USD"))
    found = _measured(context, name, plan=plan)
    assumed = _figure(plan.assumed, name, context) if found.missing else None
    return found if assumed is None else stated(assumed, _UNITS.get(name, "USD"))


def _figure(figures: Mapping[str, Mapping[str, Estimate]], name: str, context: Context) -> Estimate | None:
    by_place = figures.get(name, {})
    return by_place.get(context.site_id, by_place.get(context.country))


def _measured(context: Context, name: str, *, plan: MoneyPlan) -> Measurement:
    known = {**ELEMENTS, **INCENTIVES}
    if name == "labour":
        return _LABOUR[plan.labour_by](replace(context, options=plan.options.get(name, {})))
    if name not in known:
        raise MethodError(
            f"nothing measures {name!r} of {context.site_id}: state it under money.own.{name}; "
            f"{did_you_mean(name, known)}"
        )
    return known[name](replace(context, options=plan.options.get(name, {})))


def local_scale(context: Context, *, plan: MoneyPlan) -> float:
    """Return what one unit of local money costs in the plan, over what it costs by the facts; 1 without planned rates.

    Raises
    ------
    MethodError, FactError
        If rates are planned but not for the money of the site's country, or the facts have no rate for it.
    """
    if not plan.exchange:
        return 1.0
    currency = _CURRENCIES.get(context.country)
    if currency is None:
        raise MethodError(f"the currency of {context.country} (site {context.site_id!r}) is not known")
    if currency == "USD":
        return 1.0
    if currency not in plan.exchange:
        raise MethodError(f"no exchange rate for {currency} (site {context.site_id!r}): add it to money.exchange")
    return (
        plan.exchange[currency].value / usd_per(context.knowledge, currency, year=context.programme.launch.year).value
    )


def stated(entry: Estimate, unit: str) -> Measurement:
    """Return a figure of the study itself as a measurement; its note names the source too.

    Examples
    --------
    >>> stated(Estimate(value=8_000.0, low=5_500.0, note="as Belvidere"), "USD/car")
    Measurement(8,000 USD/car, 5,500 to 8,000, judged)
    """
    note = "; ".join(filter(None, (entry.note, entry.source)))
    return Measurement(value=entry.value, low=entry.low, high=entry.high, unit=unit, kind=entry.kind, note=note)
