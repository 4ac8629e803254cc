"""Section 45W: the federal tax credit of a business buyer, and so the route of leased cars, wherever they are built."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import ArrayLike

from siting.errors import FactError
from siting.facts import Knowledge, known
from siting.facts.rules import conditions
from siting.labels import format_percent, format_quantity
from siting.measures.limits import FloatArray, Limit, paid_within
from siting.measures.steps import Trace, checked_amount, number, read_day, required_rule
from siting.measures.vehicle import Vehicle
from siting.model import Fact, Measurement
from siting.model.programme import Powertrain

__all__ = [
    "CommercialVehicleLaw",
    "commercial_credit_usd",
    "commercial_vehicle_credit",
    "explain_commercial_credit",
    "read_commercial_law",
]


@dataclass(frozen=True, slots=True)
class CommercialVehicleLaw:
    """The law as it meets cars of one powertrain and weight class on one day."""

    basis_share: float
    """Share of the tax basis that is paid; 0 where the law pays nothing."""
    cap_usd: float
    limits: tuple[Limit, ...] = ()


def commercial_credit_usd(
    law: CommercialVehicleLaw, *, basis_usd: ArrayLike, battery_kwh: ArrayLike, incremental_cost_usd: ArrayLike
) -> FloatArray:
    """Return the credit in USD: the least of a share of the basis, the incremental cost and the cap.

    Parameters
    ----------
    law
        The law as it meets one kind of car.
    basis_usd, battery_kwh, incremental_cost_usd
        Broadcast against each other; an infinite incremental cost never binds.

    Returns
    -------
    ndarray
        Shape of the inputs broadcast together.

    Examples
    --------
    >>> law = CommercialVehicleLaw(basis_share=0.15, cap_usd=7_500)
    >>> commercial_credit_usd(law, basis_usd=[42_000, 60_000], battery_kwh=15, incremental_cost_usd=np.inf).tolist()
    [6300.0, 7500.0]
    """
    paid = np.minimum(
        law.basis_share * np.asarray(basis_usd, dtype=float), np.asarray(incremental_cost_usd, dtype=float)
    )
    return paid_within(law.limits, {"battery_kwh": battery_kwh}, np.minimum(paid, law.cap_usd))


def commercial_vehicle_credit(
    vehicle: Vehicle,
    *,
    basis_usd: float,
    incremental_cost_usd: float | None = None,
    acquired: str | date,
    as_of: str | date | None = None,
) -> Measurement:
    """Return the section 45W credit for one car, in USD.

    Parameters
    ----------
    basis_usd
        Tax basis of the car in the lessor's or business's books.
    incremental_cost_usd
        What the car costs above a comparable one with an engine; None if it is not to bind.
    acquired
        Day of acquisition by the lessor or business.
    as_of
        Only law known on this day is used; None for all that is known.

    Raises
    ------
    FactError
        If the fact base holds no amount for the day.
    MethodError
        If a day cannot be read, or an amount is negative or not a number.

    Notes
    -----
    26 U.S.C. 45W; the rules are facts of the subjects ``us_45w_*``.

    Examples
    --------
    >>> car = Vehicle(assembly_country="IT", body="suv", msrp_usd=75_000, battery_kwh=100)
    >>> commercial_vehicle_credit(car, basis_usd=70_000, acquired="2024-06-01").value
    7500.0
    """
    basis = checked_amount(basis_usd, "basis_usd")
    extra = None if incremental_cost_usd is None else checked_amount(incremental_cost_usd, "incremental_cost_usd")
    knowledge = known(None if as_of is None else read_day(as_of, "as_of"))
    value, trace = explain_commercial_credit(
        knowledge, vehicle, basis_usd=basis, incremental_cost_usd=extra, acquired=read_day(acquired, "acquired")
    )
    return trace.measurement(value, unit="USD", as_of=knowledge.as_of)


def explain_commercial_credit(
    knowledge: Knowledge,
    vehicle: Vehicle,
    *,
    basis_usd: float,
    incremental_cost_usd: float | None = None,
    acquired: date,
) -> tuple[float, Trace]:
    """Return the credit in USD and its trace, with the facts of `knowledge`.

    Raises
    ------
    FactError
        If the fact base holds no amount for the day.
    """
    law, trace = read_commercial_law(
        knowledge, powertrain=vehicle.powertrain, gvwr_lb=vehicle.gvwr_lb, acquired=acquired
    )
    for limit in law.limits:
        trace.say(limit.sentence(vehicle.battery_kwh), limit.facts)
    if law.basis_share > 0 and incremental_cost_usd is None:
        trace.say("incremental cost not given: taken not to bind", _safe_harbour(knowledge, vehicle.gvwr_lb, acquired))
    extra = np.inf if incremental_cost_usd is None else incremental_cost_usd
    usd = commercial_credit_usd(law, basis_usd=basis_usd, battery_kwh=vehicle.battery_kwh, incremental_cost_usd=extra)
    trace.say(
        f"section 45W credit {format_quantity(float(usd), 'USD')} on a basis of {format_quantity(basis_usd, 'USD')}"
    )
    return float(usd), trace


def read_commercial_law(
    knowledge: Knowledge, *, powertrain: Powertrain, gvwr_lb: float, acquired: date
) -> tuple[CommercialVehicleLaw, Trace]:
    """Return the law for a powertrain and weight on a day, and the steps that led to it.

    Raises
    ------
    FactError
        If the fact base holds no amount for the day.
    """
    trace = Trace()
    runs = knowledge.rule("us_45w_availability", "credit_available", on=acquired)
    if runs is None or runs.value is not True:
        trace.say(f"acquired on {acquired}: section 45W does not cover that day", [] if runs is None else [runs])
        return CommercialVehicleLaw(0.0, 0.0), trace
    trace.say(f"acquired on {acquired}: section 45W covers that day", [runs])
    share = knowledge.rule("us_45w_amount", "basis_pct", on=acquired, powertrain=powertrain)
    if share is None:
        trace.say(f"powertrain {powertrain}: section 45W pays nothing")
        return CommercialVehicleLaw(0.0, 0.0), trace
    cap = required_rule(knowledge, "us_45w_amount", "cap_usd", on=acquired, gvwr=_weight_class(knowledge, gvwr_lb))
    place = knowledge.rule("us_45w_conditions", "final_assembly_region", on=acquired)
    if place is not None:
        trace.say(f"final assembly: {place.value} country", [place])
    most = format_quantity(number(cap), "USD")
    trace.say(f"{format_percent(number(share) / 100)} of the basis for {powertrain}, at most {most}", [share, cap])
    battery = _battery_limit(knowledge, gvwr_lb, acquired, trace)
    return CommercialVehicleLaw(number(share) / 100, number(cap), battery), trace


def _battery_limit(knowledge: Knowledge, gvwr_lb: float, acquired: date, trace: Trace) -> tuple[Limit, ...]:
    least = knowledge.rule("us_45w_conditions", "min_battery_kwh", on=acquired, gvwr=_weight_class(knowledge, gvwr_lb))
    if least is None:
        trace.say("smallest battery for this weight: not in the fact base, not tested")
        trace.flag("battery minimum not tested")
        return ()
    return (Limit("battery_kwh", "battery", "at least", number(least), "kWh", (least,)),)


def _safe_harbour(knowledge: Knowledge, gvwr_lb: float, acquired: date) -> list[Fact]:
    harbour = knowledge.rule(
        "us_45w_amount", "incremental_cost_safe_harbour_usd", on=acquired, gvwr=_weight_class(knowledge, gvwr_lb)
    )
    return [] if harbour is None else [harbour]


def _weight_class(knowledge: Knowledge, gvwr_lb: float) -> str:
    """Return the condition, as the rules word it (``<14000``), that a weight meets."""
    for fact in knowledge.about("us_45w_amount", "cap_usd"):
        for words in conditions(fact.scope).get("gvwr", ()):
            bound = float(words.lstrip("<>="))
            if gvwr_lb < bound if words.startswith("<") else gvwr_lb >= bound:
                return words
    raise FactError(f"no weight class of section 45W for {gvwr_lb:g} lb")
