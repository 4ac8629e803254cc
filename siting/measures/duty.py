"""Import duty on a finished car: what the customs office of the market takes, in percent of the customs value.

`duty_law` gathers the rates of a route on a day, `duty_percent` is the pure function of numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date

import numpy as np
from numpy.typing import ArrayLike

from siting.facts import Knowledge, known
from siting.measures.duty_law import DutyRates, read_rates
from siting.measures.limits import FloatArray
from siting.measures.shipment import Shipment
from siting.measures.steps import read_day
from siting.model import Measurement
from siting.model.programme import Powertrain

__all__ = ["UNIT", "duty_of", "duty_percent", "import_duty", "percent_of"]

UNIT = "percent of customs value"


def duty_percent(
    tariff: ArrayLike,
    *,
    additional: ArrayLike = 0.0,
    spared_share: ArrayLike = 0.0,
    floor: ArrayLike = 0.0,
    surcharge: ArrayLike = 0.0,
    surtax: ArrayLike = 0.0,
    free_share: ArrayLike = 0.0,
) -> FloatArray:
    """Return the duty in percent of customs value; inputs broadcast.

    Parameters
    ----------
    tariff, surcharge
        Rates on the whole value.
    additional, spared_share
        A further rate, and the share of the value (0..1) that it spares.
    floor
        Rate to which tariff and additional duty together are brought up.
    surtax, free_share
        As the additional duty, but outside the floor.

    Examples
    --------
    >>> duty_percent([2.5, 25.0], floor=15.0).tolist()
    [15.0, 25.0]
    >>> float(duty_percent(0.0, additional=25.0, spared_share=0.4))
    15.0
    """
    rates = (np.asarray(rate, dtype=float) for rate in (tariff, additional, floor, surcharge, surtax))
    tariff, additional, floor, surcharge, surtax = rates
    added = additional * (1.0 - np.asarray(spared_share, dtype=float))
    outside = surtax * (1.0 - np.asarray(free_share, dtype=float))
    return np.asarray(np.maximum(tariff + added, floor) + surcharge + outside)


def percent_of(law: Sequence[DutyRates]) -> FloatArray:
    """Return the duty in percent of customs value under each reading of a law, shape (readings,).

    Examples
    --------
    >>> percent_of([DutyRates(tariff=15, surcharge=34), DutyRates(tariff=15, surcharge=10)]).tolist()
    [49.0, 25.0]
    """
    rates = {field.name: np.array([getattr(reading, field.name) for reading in law]) for field in fields(DutyRates)}
    return duty_percent(**rates)


def import_duty(  # noqa: PLR0913 -- what a customs form asks for, all by name
    origin: str,
    destination: str,
    *,
    on: str | date,
    as_of: str | date | None = None,
    heading: str = "8703",
    powertrain: Powertrain = "bev",
    engine_litres: float | None = None,
    usmca_origin: bool = False,
    commerce_approved: bool = False,
    us_content: float = 0.0,
    in_quota: bool = False,
    ca_mx_content: float | None = None,
    fta_origin: bool = False,
    remission_quota: bool = False,
) -> Measurement:
    """Return the duty on a finished car, in percent of customs value.

    Parameters
    ----------
    origin, destination
        Country of assembly and market, ISO 3166 codes, or ``"EU"``.
    on
        Day of entry.
    as_of
        Only law known on this day is used; None for all that is known.
    heading
        Tariff heading: 8703 for cars, 8704 for pickups.
    engine_litres
        Needed where the law asks for the engine's size.
    usmca_origin, fta_origin
        Whether the rules of origin of the USMCA, or of another agreement such as CETA, are met. Where the facts know
        of the agreement but not of its rate on the day, the value is the ordinary tariff, `low` leaves it out, and a
        flag says so; where they know of none, the trace says so.
    commerce_approved, us_content
        Whether the U.S. content of a USMCA car is approved, and its share of the value.
    in_quota
        Whether the car enters the U.S. within its country's quota.
    ca_mx_content, remission_quota
        For Canada: documented Canadian and Mexican share of the value; whether a remission quota covers the car.

    Returns
    -------
    Measurement
        `low` and `high` differ, and `flags` says so, where the law of the day is not verified. A rate that was
        announced but is not in force is flagged as a risk and never counted.

    Raises
    ------
    FactError
        If the fact base has no rule for the route and day.
    MethodError
        If a day cannot be read or an input that decides is missing.
    StudyError
        If an input is impossible.

    Examples
    --------
    >>> import_duty("IT", "US", on="2023-05-01").value
    2.5
    >>> import_duty("IT", "US", on="2026-11-22")
    Measurement(15 percent of customs value, computed, announced rate of 25 % not in force)
    """
    shipment = Shipment(
        origin=origin,
        destination=destination,
        heading=heading,
        powertrain=powertrain,
        engine_litres=engine_litres,
        usmca_origin=usmca_origin,
        commerce_approved=commerce_approved,
        us_content=us_content,
        in_quota=in_quota,
        ca_mx_content=ca_mx_content,
        fta_origin=fta_origin,
        remission_quota=remission_quota,
    )
    knowledge = known(None if as_of is None else read_day(as_of, "as_of"))
    return duty_of(shipment, knowledge=knowledge, on=read_day(on, "on"))


def duty_of(shipment: Shipment, *, knowledge: Knowledge, on: date) -> Measurement:
    """Return the duty on a shipment by the law in a knowledge, the study's own facts included; as `import_duty`.

    Raises
    ------
    FactError
        If there is no rule for the route and day.
    """
    law, trace = read_rates(knowledge, shipment, on=on)
    readings = percent_of(law)
    low, high = float(readings.min()), float(readings.max())
    return trace.measurement(float(readings[0]), unit=UNIT, as_of=knowledge.as_of, low=low, high=high)
