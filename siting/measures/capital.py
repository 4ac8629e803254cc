"""Capital: what a plant for one more car a year costs, new or in an existing shell."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from siting.facts import Knowledge
from siting.measures.context import Context
from siting.measures.exchange import in_usd
from siting.measures.formula import absent, compute
from siting.measures.inputs import Input, check_options, fixed, from_fact, required
from siting.measures.limits import FloatArray
from siting.measures.project_kind import planned, project_kind
from siting.measures.steps import Trace
from siting.model import Measurement

__all__ = ["capital_usd", "measure_total", "measure_unit", "retooling_projects"]

_UNIT = "USD/(vehicle/year)"
_RETOOLS = (
    ("factory-zero", "2020-2021", "factory-zero", "capacity_vehicles_per_year"),
    ("mirafiori-500e", "2019-2020", "mirafiori", "bev_line_capacity"),
    ("oakville", "2024-07", "oakville", "capacity_vehicles_per_year"),
    ("bmw-spartanburg", "2022-10", "bmw-spartanburg", "capacity_vehicles_per_year"),
    ("belvidere-2025-plan", "2025-10", "belvidere", "capacity_vehicles_per_year"),
)
"""Published retoolings: project, period of its cost, plant, and attribute of its capacity."""


def capital_usd(unit_usd: ArrayLike, *, volume: ArrayLike, ratio: ArrayLike = 1.0) -> FloatArray:
    """Return unit cost x yearly volume x ratio to a new plant, in USD; broadcasts.

    Parameters
    ----------
    unit_usd
        USD per vehicle of yearly capacity of a new plant.
    volume
        Vehicles a year.
    ratio
        1 for a new plant; the share of its cost for an existing one.

    Examples
    --------
    >>> capital_usd(10_500, volume=60_000, ratio=[1, 2 / 3]).tolist()
    [630000000.0, 420000000.0]
    """
    unit = np.asarray(unit_usd, dtype=float)
    return np.asarray(unit * np.asarray(volume, dtype=float) * np.asarray(ratio, dtype=float))


def retooling_projects(knowledge: Knowledge) -> tuple[Input, ...]:
    """Return published retoolings known on the day, each in USD per vehicle of yearly capacity.

    Examples
    --------
    >>> from siting.facts import known
    >>> [round(project.value) for project in retooling_projects(known())]
    [8148, 9990, 23000, 2222, 2189]
    """
    found = []
    for project, period, plant, attribute in _RETOOLS:
        cost = from_fact(knowledge, project, "brownfield_capex", period=period)
        cars = from_fact(knowledge, plant, attribute, period="2019" if plant == "mirafiori" else None)
        if cost is not None and cars is not None:
            per_car = fixed("per_car", 1.0 / cars.value, facts=cars.facts)
            found.append(
                in_usd(fixed(project, cost.value, unit=cost.unit, facts=cost.facts), knowledge).times(
                    per_car, unit=_UNIT
                )
            )
    return tuple(found)


def measure_unit(context: Context) -> Measurement:
    """Measure capital in USD per vehicle of yearly capacity, by kind of project.

    A new plant: the planning value between the plants published. An existing one: that value x the ratio of a retooled
    to a new plant, between the retoolings published. Missing where no such ratio was known on the day.

    Raises
    ------
    MethodError
        If the kind of project is not known.
    """
    check_options(context, ())
    trace = Trace()
    unit = _unit(context, trace)
    if unit is None:
        return _no_ratio(context, unit=_UNIT)

    def formula(unit_usd: FloatArray) -> FloatArray:
        return capital_usd(unit_usd, volume=1.0)

    return compute(formula, [unit], unit=_UNIT, knowledge=context.knowledge, trace=trace)


def measure_total(context: Context) -> Measurement:
    """Measure the capital for the programme's volume, in USD; `measure_unit` x volume.

    Raises
    ------
    MethodError
        If the kind of project is not known, or the study has no programme.
    """
    check_options(context, ())
    trace = Trace()
    volume = required(context, {"volume": "vehicles/year"})["volume"]
    unit = _unit(context, trace)
    if unit is None:
        return _no_ratio(context, unit="USD")
    return compute(capital_usd, [unit, volume], unit="USD", knowledge=context.knowledge, trace=trace)


def _unit(context: Context, trace: Trace) -> Input | None:
    knowledge, kind = context.knowledge, project_kind(context, trace)
    new = planned(knowledge, "greenfield_capital", "greenfield")
    if kind == "greenfield":
        return _named(new)
    ratio = from_fact(knowledge, "car-industry", "brownfield_to_greenfield_capex_ratio", name="ratio_to_new_plant")
    if ratio is None:
        return None
    central = fixed(new.name, new.value, unit=new.unit, note=new.note).times(ratio, unit=_UNIT)
    return _named(central.widened(*retooling_projects(knowledge)), flags=new.flags)


def _named(entry: Input, flags: tuple[str, ...] = ()) -> Input:
    return Input(
        name="unit_usd",
        value=entry.value,
        low=entry.low,
        high=entry.high,
        unit=_UNIT,
        facts=entry.facts,
        flags=tuple(dict.fromkeys((*flags, *entry.flags))),
        note=entry.note,
    )


def _no_ratio(context: Context, *, unit: str) -> Measurement:
    note = "the ratio of a retooled to a new plant is not known"
    return absent(note, unit=unit, knowledge=context.knowledge)
