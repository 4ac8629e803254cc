"""Existing capacity: what a plant could still build at launch, against what the programme needs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike

from siting.errors import MethodError
from siting.facts import Knowledge
from siting.labels import format_number
from siting.measures.context import Context
from siting.measures.geography import FloatArray
from siting.measures.steps import number
from siting.model import Fact, Measurement, Source, Step
from siting.model.measurement import Confidence

__all__ = ["OperatingStatus", "capacity_cover", "committed_volume", "measure", "operating_status"]

State = Literal["active", "idle", "retooling", "unknown"]

VOLUME_UNKNOWN = "committed volume not known"
"""Flag of a plant that has a product for which the facts hold no planned volume."""

_SIGNS: dict[State, re.Pattern[str]] = {
    "retooling": re.compile(r"\bretool"),
    "idle": re.compile(r"\b(idle|idled|closed|not in production)\b"),
    "active": re.compile(r"\bactive\b"),
}
_NO_PRODUCT = re.compile(r"\b(without|no) product\b")


@dataclass(frozen=True, slots=True)
class OperatingStatus:
    """Whether a plant runs, as last stated on the study's day."""

    state: State
    fact: Fact | None
    """The statement that says so; None if the state is unknown."""
    works: tuple[Fact, ...] = ()
    """The last statements on a retooling, planned or under way."""

    @property
    def sentence(self) -> str:
        """The status in words."""
        said = f"{self.state}: {_quoted(self.fact)}" if self.fact else "no statement on the plant's status is known"
        return "; ".join([said, *(f"retooling: {_quoted(fact)}" for fact in self.works)])


def operating_status(subject: str, knowledge: Knowledge) -> OperatingStatus:
    """Return the latest statement known on the day that says whether the plant is active, idle or being retooled.

    Examples
    --------
    >>> from datetime import date
    >>> from siting.facts import known
    >>> operating_status("belvidere", known(date(2023, 4, 30))).sentence
    "idle: 'idled' (2023-02-28)"
    """
    works = tuple(
        _series(subject, name, knowledge)[-1]
        for name in ("retooling", "retooling_schedule")
        if knowledge.find(subject, name) is not None
    )
    for fact in reversed(_series(subject, "status", knowledge)):
        for state, sign in _SIGNS.items():
            if sign.search(str(fact.value)):
                return OperatingStatus(state, fact, works)
    return OperatingStatus("unknown", None, works)


def committed_volume(subject: str, knowledge: Knowledge) -> Measurement:
    """Return the yearly volume that a plant is already promised to, as known on the day.

    In this order: ``committed_vehicles_per_year``, which a study may state itself; the last planned volume, whose range
    holds the latest yearly output of a plant that runs; that output; nothing for an idle plant without a product. Where
    a product was announced after the last planned volume, and without one, the range also holds zero, with a flag.

    Returns
    -------
    Measurement
        Vehicles a year; missing, with the reason as note, where a plant runs or has a product but no figure is known.

    Examples
    --------
    >>> from datetime import date
    >>> from siting.facts import known
    >>> committed_volume("cassino", known(date(2023, 4, 30)))
    Measurement(55,000 vehicles/year, computed)
    >>> committed_volume("belvidere", known(date(2023, 4, 30))).value
    0.0
    """
    stated = knowledge.find(subject, "committed_vehicles_per_year")
    if stated is not None:
        return stated
    status = operating_status(subject, knowledge)
    planned = knowledge.find(subject, "planned_volume")
    output = None if status.state in {"idle", "retooling"} else knowledge.find(subject, "production_vehicles")
    product = _promised_product(subject, knowledge)
    if planned is not None and (product is not None or output is not None):
        return _planned(planned, output, product, _series(subject, "planned_volume", knowledge)[-1])
    if output is not None:
        return _going_on(output, product)
    if status.state == "idle" and product is None:
        return _commitment((0.0, 0.0), [], "the plant is idle and no product is promised to it", status.fact)
    why = "the plant has a product" if product else "the plant runs" if status.state == "active" else status.sentence
    return Measurement(
        value=None, unit="vehicles/year", note=f"committed volume unknown: {why}, but no volume is known"
    )


def capacity_cover(installed: ArrayLike, committed: ArrayLike, volume: ArrayLike) -> FloatArray:
    """Return free capacity as a multiple of the programme's volume; not capped, negative where more is promised.

    ``(installed - committed) / volume``; arguments in vehicles a year, any shapes that broadcast.

    Raises
    ------
    MethodError
        If a volume is not above zero.

    Examples
    --------
    >>> capacity_cover([300_000, 250_000], 55_000, 50_000).tolist()
    [4.9, 3.9]
    """
    cars = np.asarray(volume, dtype=float)
    if not (cars > 0).all():
        raise MethodError("the programme's volume must be above zero")
    return np.asarray((np.asarray(installed, dtype=float) - np.asarray(committed, dtype=float)) / cars)


def measure(context: Context) -> Measurement:
    """Measure free capacity at launch over the programme's yearly volume; missing where the capacity is not known.

    The range is what conflicting statements on capacity and commitment give; the volume is taken at its value. Status,
    and every statement used, are in the trace.

    Raises
    ------
    MethodError
        If an option is given, or the study has no programme.
    """
    if context.options:
        raise MethodError(f"this measure takes no options, not {', '.join(context.options)}")
    knowledge, volume = context.knowledge, context.programme.volume.value
    installed = knowledge.find(context.subject, "capacity_vehicles_per_year")
    if installed is None or installed.range is None:
        return _not_known(context.subject, knowledge)
    committed = committed_volume(context.subject, knowledge)
    status = operating_status(context.subject, knowledge)
    said = Step(text=f"status {status.sentence}", facts=tuple(fact.id for fact in (status.fact, *status.works) if fact))
    if committed.range is None:
        return Measurement(
            value=None, unit="x volume", as_of=knowledge.as_of, trace=(said, *installed.trace), note=committed.note
        )
    cars = np.array([installed.value, *installed.range], dtype=float)
    promised = np.array([committed.value, *reversed(committed.range)], dtype=float)
    value, low, high = (float(x) for x in capacity_cover(cars, promised, volume))
    difference = f"{format_number(cars[0])} less {format_number(promised[0])} vehicles/year"
    free = Step(text=f"free: {difference}, over {format_number(volume)}")
    return Measurement(
        value=value,
        unit="x volume",
        low=low,
        high=high,
        kind="computed",
        sources=_sources(installed, committed),
        as_of=knowledge.as_of,
        confidence=_weakest(installed, committed),
        flags=tuple(dict.fromkeys((*installed.flags, *committed.flags))),
        trace=(said, *installed.trace, *committed.trace, free),
        note=f"{status.sentence}; {committed.note}",
    )


def _not_known(subject: str, knowledge: Knowledge) -> Measurement:
    """Return a missing cell. What the plant has built is told as a floor: too little to set against a need."""
    output = _series(subject, "production_vehicles", knowledge)
    note = f"installed capacity of {subject} is not known"
    if not output:
        return Measurement(value=None, unit="x volume", as_of=knowledge.as_of, note=note)
    most = max(output, key=number)
    floor = f"it built {format_number(number(most))} vehicles in {most.period}, so at least that many fit"
    step = Step(text=f"capacity of {subject}: {floor}", facts=(most.id,))
    return Measurement(value=None, unit="x volume", as_of=knowledge.as_of, trace=(step,), note=f"{note}; {floor}")


def _quoted(fact: Fact) -> str:
    return f"{fact.value!r} ({fact.period})"


def _series(subject: str, attribute: str, knowledge: Knowledge) -> tuple[Fact, ...]:
    return knowledge.series(subject, attribute) if knowledge.find(subject, attribute) is not None else ()


def _promised_product(subject: str, knowledge: Knowledge) -> Fact | None:
    """Return the last product announced, unless the plant was later said to have none."""
    announced = _series(subject, "product_announced", knowledge)
    if not announced:
        return None
    withdrawn = any(
        _NO_PRODUCT.search(str(fact.value)) and _later(fact, announced[-1])
        for fact in _series(subject, "status", knowledge)
    )
    return None if withdrawn else announced[-1]


def _later(fact: Fact, other: Fact) -> bool:
    return fact.known_from is not None and other.known_from is not None and fact.known_from > other.known_from


def _planned(planned: Measurement, output: Measurement | None, product: Fact | None, plan: Fact) -> Measurement:
    known = [planned] if output is None else [planned, output]
    ends = [end for entry in known for end in entry.range or ()]
    if product is None or not _later(product, plan):
        return _commitment((min(ends), max(ends)), known, f"the last planned volume, of {plan.period}")
    text = (
        f"the last product announced ({product.value}) came without a volume; "
        f"the figure is that of the plan of {plan.period}, and nothing may be committed as well"
    )
    return _commitment((0.0, max(ends)), known, text, product, flags=(VOLUME_UNKNOWN,))


def _going_on(output: Measurement, product: Fact | None) -> Measurement:
    if product is None:
        return _commitment(output.range, [output], "the latest yearly output goes on")
    text = f"the latest yearly output stands for the product announced ({product.value}), which has no planned volume"
    return _commitment(output.range, [output], text, product, flags=(VOLUME_UNKNOWN,))


def _commitment(
    ends: tuple[float, float] | None,
    used: list[Measurement],
    text: str,
    fact: Fact | None = None,
    *,
    flags: tuple[str, ...] = (),
) -> Measurement:
    low, high = ends or (None, None)
    step = Step(text=f"committed: {text}", facts=(fact.id,) if fact else ())
    sources = {} if fact is None else {fact.source.id: fact.source}
    return Measurement(
        value=used[0].value if used else 0.0,
        unit="vehicles/year",
        low=low,
        high=high,
        kind="computed",
        sources=tuple({**{source.id: source for source in _sources(*used)}, **sources}.values()),
        confidence=_weakest(*used) if used else fact.confidence if fact else None,
        flags=tuple(dict.fromkeys((*flags, *(flag for entry in used for flag in entry.flags)))),
        trace=(*(line for entry in used for line in entry.trace), step),
        note=text,
    )


def _sources(*used: Measurement) -> tuple[Source, ...]:
    return tuple({source.id: source for entry in used for source in entry.sources}.values())


def _weakest(*used: Measurement) -> Confidence | None:
    order = get_args(Confidence)
    return max((entry.confidence for entry in used if entry.confidence), key=order.index, default=None)
