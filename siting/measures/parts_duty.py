"""Net parts duty of a U.S. plant: what customs takes on imported parts, less the offset for cars assembled there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
from numpy.typing import ArrayLike

from siting.errors import MethodError
from siting.facts import Knowledge, known
from siting.labels import format_percent
from siting.measures.context import Context
from siting.measures.customs_territory import customs_territory
from siting.measures.formula import compute, conclude
from siting.measures.inputs import Input, check_options, fixed, law_day, required
from siting.measures.limits import FloatArray
from siting.measures.steps import Trace, checked_amount, number, read_day
from siting.model import Fact, Measurement
from siting.model.countries import COUNTRY_CODES

__all__ = ["ORDINARY_TARIFF", "measure", "net_parts_duty", "net_parts_duty_usd"]

ORDINARY_TARIFF = "ordinary tariff on parts not counted"
"""Flag of a duty that leaves out the tariff of before section 232, which differs from part to part."""


def net_parts_duty_usd(
    *, parts_usd: ArrayLike, rate_percent: ArrayLike, msrp_usd: ArrayLike, offset_percent: ArrayLike
) -> FloatArray:
    """Return max(0, parts x rate - offset x list price) in USD per car; arguments broadcast.

    Parameters
    ----------
    parts_usd, msrp_usd
        Imported parts in one car, and its list price.
    rate_percent
        Duty in percent of the parts' value, the mean over their origins.
    offset_percent
        Percent of the list price that is taken off the duty.

    Notes
    -----
    Presidential Proclamations 10908, 10925 and 10984.

    Examples
    --------
    >>> net_parts_duty_usd(parts_usd=[10_000, 30_000], rate_percent=15, msrp_usd=75_000, offset_percent=3.75).tolist()
    [0.0, 1687.5]
    """
    duty = np.asarray(parts_usd, dtype=float) * np.asarray(rate_percent, dtype=float) / 100.0
    offset = np.asarray(msrp_usd, dtype=float) * np.asarray(offset_percent, dtype=float) / 100.0
    return np.asarray(np.maximum(duty - offset, 0.0))


def net_parts_duty(
    parts_usd: Mapping[str, float],
    *,
    msrp_usd: float,
    on: str | date,
    as_of: str | date | None = None,
    usmca_origin: bool = False,
) -> Measurement:
    """Return the net parts duty on one car assembled in the U.S., in USD/car.

    Parameters
    ----------
    parts_usd
        Country of origin, or ``"EU"``, to the customs value of its parts in one car.
    msrp_usd
        List price of the car.
    on
        Day of entry of the parts.
    as_of
        Only law known on this day is used; None for all that is known.
    usmca_origin
        Whether Canadian and Mexican parts meet the rules of origin of the USMCA.

    Raises
    ------
    MethodError
        If there are no parts, an origin is unknown, an amount is negative or a day cannot be read.

    Examples
    --------
    >>> net_parts_duty({"IT": 30_000}, msrp_usd=75_000, on="2027-06-01", as_of="2026-11-22").value
    1687.5
    >>> net_parts_duty({"IT": 30_000}, msrp_usd=75_000, on="2027-06-01", as_of="2025-09-01").value
    4500.0
    """
    amounts = {origin: checked_amount(value, f"parts_usd of {origin}") for origin, value in parts_usd.items()}
    knowledge, trace = known(None if as_of is None else read_day(as_of, "as_of")), Trace()
    day = read_day(on, "on")
    rate = _mean_rate(knowledge, amounts, on=day, usmca_origin=usmca_origin, trace=trace)
    inputs = [
        fixed("parts_usd", sum(amounts.values()), unit="USD/car"),
        rate,
        fixed("msrp_usd", checked_amount(msrp_usd, "msrp_usd"), unit="USD"),
        _offset(knowledge, on=day),
    ]
    return compute(net_parts_duty_usd, inputs, unit="USD/car", knowledge=knowledge, trace=trace)


def measure(context: Context) -> Measurement:
    """Measure the net parts duty on one car of the site, in USD/car; 0 for a plant outside the U.S.

    The parts are ``customs_value_usd`` x ``imported_parts_share``. Options: ``origins`` (country, or country to share
    of the imported parts), ``usmca_origin`` and ``on`` (the day of entry, the launch if left out).

    Raises
    ------
    MethodError
        Naming what is missing.
    """
    check_options(context, ("origins", "usmca_origin", "on", "customs_value_usd", "imported_parts_share", "msrp_usd"))
    trace, knowledge = Trace(), context.knowledge
    if customs_territory(context.country, on=law_day(context)) != "US":
        trace.say("assembled outside the U.S.: parts pay no U.S. duty of their own; the car does")
        return conclude(trace, 0.0, unit="USD/car", knowledge=knowledge)
    numbers = required(context, {"customs_value_usd": "USD", "imported_parts_share": "share", "msrp_usd": "USD"})
    usmca = context.options.get("usmca_origin", False) is True
    rate = _mean_rate(knowledge, _origins(context), on=law_day(context), usmca_origin=usmca, trace=trace)

    def formula(customs_value_usd: FloatArray, imported_parts_share: FloatArray, **rest: FloatArray) -> FloatArray:
        return net_parts_duty_usd(parts_usd=customs_value_usd * imported_parts_share, **rest)

    inputs = [*numbers.values(), rate, _offset(knowledge, on=law_day(context))]
    return compute(formula, inputs, unit="USD/car", knowledge=knowledge, trace=trace)


def _origins(context: Context) -> dict[str, float]:
    entry = context.options.get("origins")
    if entry is None:
        raise MethodError('this measure needs the option origins, such as "IT" or { IT = 0.7, MX = 0.3 }')
    if isinstance(entry, str):
        return {entry: 1.0}
    if not isinstance(entry, Mapping):
        raise MethodError(f"origins must be a country or a table of country to share, not {entry!r}")
    return {str(origin): checked_amount(share, f"origins.{origin}") for origin, share in entry.items()}


def _mean_rate(
    knowledge: Knowledge, weights: Mapping[str, float], *, on: date, usmca_origin: bool, trace: Trace
) -> Input:
    total = sum(weights.values())
    if not total > 0:
        raise MethodError("the imported parts need at least one country of origin with a share above 0")
    mean = 0.0
    for origin, weight in weights.items():
        rate = _rate(knowledge, origin, on=on, usmca_origin=usmca_origin, trace=trace)
        mean += rate * weight / total
    return fixed("rate_percent", mean, unit="percent", note=f"of parts from {', '.join(weights)}")


def _rate(knowledge: Knowledge, origin: str, *, on: date, usmca_origin: bool, trace: Trace) -> float:
    if origin != "EU" and origin not in COUNTRY_CODES:
        raise MethodError(f"origin of parts {origin!r} is not a country code of ISO 3166 nor EU")
    territory = customs_territory(origin, on=on)
    if territory == "US":
        raise MethodError("parts made in the U.S. are not imported: leave them out of the origins")
    context = {"origin": territory, "dest": "US", "usmca": "yes" if usmca_origin else "no"}
    floor = knowledge.rule("us_s232_parts", "s232_floor_rate", on=on, **context)
    if floor is not None:
        trace.say(f"parts from {territory}: {_percent(floor)}, the ordinary tariff included", [floor])
        return number(floor)
    trace.flag(ORDINARY_TARIFF)
    added = knowledge.rule("us_s232_parts", "s232_additional_rate", on=on, **context)
    if added is None:
        trace.say(f"parts from {territory}: no section 232 duty on {on} as far as known")
        return 0.0
    trace.say(f"parts from {territory}: section 232 {_percent(added)}", [added])
    return number(added)


def _offset(knowledge: Knowledge, *, on: date) -> Input:
    row = knowledge.rule("us_s232_offset", "offset_pct_of_aggregate_msrp", on=on, maker="us_final_assembly")
    if row is None:
        return fixed("offset_percent", 0.0, unit="percent", note=f"no offset for {on} is known")
    return fixed("offset_percent", number(row), unit="percent", facts=[row], note="of the list price")


def _percent(fact: Fact) -> str:
    return format_percent(number(fact) / 100)
