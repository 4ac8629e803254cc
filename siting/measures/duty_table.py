"""Import duty on many routes at once: the law is read once for each pair of customs territories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

import numpy as np

from siting.errors import FactError, MethodError
from siting.facts import Knowledge, known
from siting.measures.customs_territory import customs_territory
from siting.measures.duty import percent_of
from siting.measures.duty_law import DutyRates, read_rates
from siting.measures.limits import FloatArray
from siting.measures.shipment import Shipment
from siting.measures.steps import read_day

__all__ = ["Duties", "import_duties"]

Route = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Duties:
    """Duties in percent of customs value, arrays of shape (origins, destinations)."""

    percent: FloatArray
    low: FloatArray
    high: FloatArray
    """`low` and `high` differ where the law of the day is not verified."""
    flags: Mapping[Route, tuple[str, ...]]
    """What must be said of a route, by origin and customs territory of the destination."""


def import_duties(
    origins: Sequence[str],
    destinations: Sequence[str],
    *,
    on: str | date,
    as_of: str | date | None = None,
    claims: Mapping[str, Mapping[str, Any]] | None = None,
    **car: Any,
) -> Duties:
    """Return the duty from every origin to every destination, as `import_duty` does for one route.

    Parameters
    ----------
    origins, destinations
        Countries of n sites and m markets, ISO 3166 codes; any may be named more than once.
    on
        Day of entry.
    as_of
        Only law known on this day is used; None for all that is known.
    claims
        What the cars of a country of assembly may claim: its code to arguments of `import_duty` such as
        ``{"usmca_origin": True}``.
    **car
        Further arguments of `import_duty` that hold on all routes: ``heading``, ``powertrain``, ``engine_litres``.

    Raises
    ------
    FactError
        Naming every route for which the fact base has no rule.
    MethodError
        If a day cannot be read or an input that decides is missing.
    StudyError
        If a country or input is impossible.

    Examples
    --------
    >>> proof = {"US": {"usmca_origin": True}}
    >>> sites, markets = ["US", "IT", "IT"], ["US", "DE", "CN", "CA"]
    >>> import_duties(sites, markets, on="2027-06-01", as_of="2023-04-30", claims=proof).percent
    array([[ 0. , 10. , 15. ,  0. ],
           [ 2.5,  0. , 15. ,  6.1],
           [ 2.5,  0. , 15. ,  6.1]])
    """
    day = read_day(on, "on")
    knowledge = known(None if as_of is None else read_day(as_of, "as_of"))
    ends = [customs_territory(code, on=day) for code in destinations]
    routes = [*product(dict.fromkeys(origins), dict.fromkeys(ends))]
    law, flags = _read(knowledge, routes, day, claims=claims or {}, car=car)
    most = max(map(len, law), default=0)
    if not most:
        raise MethodError("duties need at least one origin and one destination")
    every = [reading for readings in law for reading in (*readings, *readings[-1:] * (most - len(readings)))]
    percent = percent_of(every).reshape(len(law), most)
    place = {route: index for index, route in enumerate(routes)}
    at = np.array([[place[start, end] for end in ends] for start in origins], dtype=int).reshape(
        len(origins), len(ends)
    )
    return Duties(percent[at, 0], percent.min(axis=1)[at], percent.max(axis=1)[at], flags)


def _read(
    knowledge: Knowledge, routes: list[Route], on: date, *, claims: Mapping[str, Mapping[str, Any]], car: dict[str, Any]
) -> tuple[list[tuple[DutyRates, ...]], dict[Route, tuple[str, ...]]]:
    """Return the readings of the law for every route, and the flags of those that have some."""
    found: list[tuple[DutyRates, ...]] = []
    flags: dict[Route, tuple[str, ...]] = {}
    missing: list[str] = []
    for origin, destination in routes:
        shipment = Shipment(**{**car, **claims.get(origin, {}), "origin": origin, "destination": destination})
        try:
            readings, trace = read_rates(knowledge, shipment, on=on)
        except FactError as error:
            missing.append(f"{origin} to {destination}: {error.args[0]}")
            continue
        found.append(readings)
        if trace.flags:
            flags[origin, destination] = tuple(trace.flags)
    if missing:
        raise FactError("; ".join(missing))
    return found, flags
