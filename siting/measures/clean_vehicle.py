"""Section 30D: the federal tax credit of the private buyer of a new clean vehicle.

`clean_vehicle_law` gathers what the law asks of a car on its days, `clean_vehicle_amount` is the pure function of
numbers; here the two are joined for one car and the trace is written.
"""

from __future__ import annotations

from datetime import date

import numpy as np

from siting.errors import MethodError
from siting.facts import Knowledge, known
from siting.labels import format_quantity
from siting.measures.clean_vehicle_amount import CleanVehicleLaw, credit_usd
from siting.measures.clean_vehicle_law import Purchase, read_law
from siting.measures.steps import Trace, read_day
from siting.measures.vehicle import Buyer, Vehicle
from siting.model import Measurement

__all__ = ["clean_vehicle_credit", "explain_credit"]


def clean_vehicle_credit(
    vehicle: Vehicle,
    *,
    buyer: Buyer | None = None,
    delivered: str | date,
    contract: str | date | None = None,
    paid: str | date | None = None,
    as_of: str | date | None = None,
) -> Measurement:
    """Return the section 30D credit for one car, in USD.

    Parameters
    ----------
    buyer
        None stands for any buyer within the income caps.
    delivered
        Day on which the buyer takes possession.
    contract, paid
        Days of the binding written contract and of the first payment. If both are given, the car counts as acquired on
        the later of them, otherwise on delivery.
    as_of
        Only law known on this day is used; None for all that is known.

    Returns
    -------
    Measurement
        The trace says of every rule whether it let the credit pass.

    Raises
    ------
    FactError
        If the fact base does not reach back to one of the days.
    MethodError
        If a day cannot be read or an input that decides is missing.

    Notes
    -----
    26 U.S.C. 30D in its versions since 2010; the rules are facts of the subjects ``us_30d_*``.

    Examples
    --------
    >>> car = Vehicle(assembly_country="US", body="suv", msrp_usd=75_000, battery_kwh=100, certified_halves=2)
    >>> clean_vehicle_credit(car, delivered="2027-06-01", as_of="2023-04-17").value
    7500.0
    >>> clean_vehicle_credit(car, delivered="2027-06-01", as_of="2026-11-22").value
    0.0
    """
    knowledge = known(None if as_of is None else read_day(as_of, "as_of"))
    purchase = Purchase(
        delivered=read_day(delivered, "delivered"),
        contract=None if contract is None else read_day(contract, "contract"),
        paid=None if paid is None else read_day(paid, "paid"),
    )
    value, trace = explain_credit(knowledge, vehicle, purchase=purchase, buyer=buyer)
    return trace.measurement(value, unit="USD", as_of=knowledge.as_of)


def explain_credit(
    knowledge: Knowledge, vehicle: Vehicle, *, purchase: Purchase, buyer: Buyer | None = None
) -> tuple[float, Trace]:
    """Return the credit in USD and its trace, with the facts of `knowledge`.

    Raises
    ------
    FactError, MethodError
        As `clean_vehicle_credit`.
    """
    law = read_law(knowledge, vehicle, purchase=purchase, filing=None if buyer is None else buyer.filing)
    minerals, components = vehicle.sourcing
    numbers = {
        "msrp_usd": vehicle.msrp_usd,
        "battery_kwh": vehicle.battery_kwh,
        "gvwr_lb": vehicle.gvwr_lb,
        "critical_minerals_share": minerals,
        "battery_components_share": components,
        "income_usd": 0.0 if buyer is None else buyer.tested_income_usd,
    }
    value = float(credit_usd(law, **numbers))
    if np.isnan(value):
        raise MethodError(
            "section 30D asks for critical_minerals_share and battery_components_share, or certified_halves: "
            "without them the credit cannot be told"
        )
    return value, _trace(law, numbers, value)


def _trace(law: CleanVehicleLaw, numbers: dict[str, float], value: float) -> Trace:
    trace = Trace()
    for finding in law.findings:
        trace.say(finding.text, finding.facts)
    for limit in law.limits:
        trace.say(limit.sentence(numbers[limit.quantity]), limit.facts)
    trace.say(law.amount.sentence(numbers), law.amount.facts)
    refused = [finding.title for finding in law.findings if not finding.passes]
    refused += [limit.title for limit in law.limits if limit.met(numbers[limit.quantity]) == 0]
    reason = f", taken away by: {', '.join(refused)}" if refused else ""
    trace.say(f"section 30D credit {format_quantity(value, 'USD')}{reason}")
    return trace
