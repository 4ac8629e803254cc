"""What a freight plan assumes: prices, speeds and detours, from the facts where they know, else planning values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from siting.errors import FactError, MethodError, did_you_mean
from siting.facts import Knowledge
from siting.labels import format_number
from siting.measures.paths import Rates
from siting.measures.sea import sea_distance_nm
from siting.measures.steps import number
from siting.measures.tables import read_table
from siting.model import Estimate, Fact

__all__ = ["PLAN", "Parameter", "central_rates", "freight_parameters", "rate_draws"]

PLAN = "freight-plan"
"""Subject under which a study states parameters of its own: ``rail_usd_per_mile``, ``circuity_europe`` ..."""
_CROSSING = ("civitavecchia", "baltimore")
_CIRCUITY = "circuity."
_Levels = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number of the freight plan, with the range in which it is believed to lie."""

    name: str
    value: float
    low: float
    high: float
    unit: str
    moves: str
    """What a higher value does: raises ``cost``, ``time`` or ``speed``, or shifts the ``split`` of a sea rate."""
    note: str = ""
    facts: tuple[Fact, ...] = ()
    judged: bool = True
    """Whether an analyst chose the value; false where a fact or a source stands behind it."""

    @property
    def sentence(self) -> str:
        """The parameter in words."""
        span = f"{format_number(self.low)} to {format_number(self.high)}"
        basis = "judged" if self.judged else "known"
        return f"{self.name.replace('_', ' ')} {format_number(self.value)} {self.unit} ({span}, {basis}): {self.note}"


def freight_parameters(knowledge: Knowledge, *, shipping_volume: Estimate | None = None) -> dict[str, Parameter]:
    """Return the parameters of the freight plan as known on a day.

    A fact known on the day comes before the planning value; the planning range is widened to hold it. What the study
    states itself on the subject `PLAN` comes before both, with no other range than its own rivals give.

    Parameters
    ----------
    knowledge
        What is known on the study's day.
    shipping_volume
        The programme's own cubic metres per car; before anything else.

    Raises
    ------
    MethodError
        If the study states a parameter that the plan does not have, or in another unit.

    Examples
    --------
    >>> from datetime import date
    >>> from siting.facts import known
    >>> sea = freight_parameters(known(date(2023, 4, 30)))["sea_usd_per_m3"]
    >>> sea.value, sea.low, sea.high, sea.facts[0].period
    (62.5, 50.0, 100.0, '2022')
    """
    rows = read_table("freight_parameters.csv")
    stated = {fact.attribute for fact in knowledge.own if fact.subject == PLAN}
    names = [_attribute(row) for row in rows]
    for name in sorted(stated.difference(names)):
        raise MethodError(f"unknown parameter {name!r} of the freight plan: {did_you_mean(name, names)}")
    found = {row["name"]: _of_study(row, knowledge) or _parameter(row, knowledge) for row in rows}
    if shipping_volume is not None:
        found["shipping_volume_m3"] = _of_programme(found["shipping_volume_m3"], shipping_volume)
    return found


def _attribute(row: Mapping[str, str]) -> str:
    return row["name"].replace(".", "_").replace("-", "_")


def _of_study(row: Mapping[str, str], knowledge: Knowledge) -> Parameter | None:
    """Return what the study states itself, None if that was not known on the day."""
    stated = knowledge.find(PLAN, _attribute(row)) if PLAN in knowledge.subjects else None
    if stated is None:
        return None
    fact = knowledge.fact(PLAN, _attribute(row))
    if fact.unit not in {"", row["unit"]}:
        raise MethodError(f"{fact.id} is in {fact.unit!r}, the freight plan in {row['unit']!r}")
    value = number(fact)
    low, high = stated.range or (value, value)
    note = fact.note or "the study's own figure"
    judged = fact.basis in {"estimate", "planning"}
    return Parameter(row["name"], value, low, high, row["unit"], row["moves"], note, (fact,), judged=judged)


def _parameter(row: Mapping[str, str], knowledge: Knowledge) -> Parameter:
    value, low, high = (float(row[key]) for key in ("value", "low", "high"))
    facts = _known_facts(row["fact"], knowledge)
    if facts:
        value = number(facts[0])
    return Parameter(
        name=row["name"],
        value=value,
        low=min(low, value),
        high=max(high, value),
        unit=row["unit"],
        moves=row["moves"],
        note=row["note"],
        facts=facts,
        judged=not facts,
    )


def _known_facts(reference: str, knowledge: Knowledge) -> tuple[Fact, ...]:
    if not reference:
        return ()
    subject, attribute = reference.split()
    try:
        return (knowledge.fact(subject, attribute),)
    except FactError:
        return ()


def _of_programme(planned: Parameter, own: Estimate) -> Parameter:
    low = own.value if own.low is None else own.low
    high = own.value if own.high is None else own.high
    note = own.note or "the programme's own figure"
    judged = own.kind == "judged"
    return Parameter(planned.name, own.value, low, high, planned.unit, planned.moves, note, judged=judged)


def central_rates(parameters: Mapping[str, Parameter]) -> Rates:
    """Return the rates with every parameter at its value.

    Examples
    --------
    >>> from siting.facts import known
    >>> float(central_rates(freight_parameters(known())).sea_nm_per_day.round(1))
    337.8
    """
    middle = np.asarray(1)
    return _rates(parameters, {"cost": middle, "split": middle, "time": middle, "speed": middle})


def rate_draws(parameters: Mapping[str, Parameter]) -> Rates:
    """Return nine sets of rates: first the central one, then the corners of the parameters' ranges.

    All prices, volumes and detours move together, and so do all times; the fixed share of the sea rate moves by itself.
    The cost of the cheapest path rises with every price and is concave in the share, so that no mix within the ranges
    is cheaper than the cheapest of the nine; a share between its ends can be a little dearer than the dearest.

    Returns
    -------
    Rates
        Arrays of shape (9,).
    """
    corners = [(cost, split, time) for cost in (0, 2) for split in (0, 2) for time in (0, 2)]
    cost, split, time = np.array([(1, 1, 1), *corners]).T
    return _rates(parameters, {"cost": cost, "split": split, "time": time, "speed": 2 - time})


def _rates(parameters: Mapping[str, Parameter], levels: Mapping[str, _Levels]) -> Rates:
    drawn = {
        name: np.array([entry.low, entry.value, entry.high])[levels[entry.moves]] for name, entry in parameters.items()
    }
    speed = sea_distance_nm(*_CROSSING) / drawn["crossing_days"]
    circuity = {name.removeprefix(_CIRCUITY): ratio for name, ratio in drawn.items() if name.startswith(_CIRCUITY)}
    direct = {field.name: drawn[field.name] for field in fields(Rates) if field.name in drawn}
    return Rates(**direct, circuity=circuity, sea_nm_per_day=speed)
