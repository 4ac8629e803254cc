"""The ways of a site's cars leg by leg: from plant to port, port to port and port to market, with all cars on each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np

from siting.measures.demand import Outlet
from siting.measures.freight import Deliveries
from siting.measures.geography import Place
from siting.measures.sea import ports

__all__ = ["Leg", "Stop", "legs", "stops"]


@dataclass(frozen=True, slots=True)
class Stop:
    """Where cars start, change or end."""

    kind: Literal["plant", "port", "market"]
    name: str
    """Id of the port or market; ``"plant"`` for the plant."""
    place: Place
    """Of a market of many places on one land mass, their weighted mean."""


@dataclass(frozen=True, slots=True)
class Leg:
    """A part of the way, with the cars of every market that take it."""

    start: Stop
    end: Stop
    share: float
    """Share of all cars."""
    sea_nm: float
    """Length of the ships' way; 0 on land."""


def legs(deliveries: Deliveries) -> tuple[Leg, ...]:
    """Return the legs of all ways, each once, in the order in which the markets need them.

    A market has one stop on each land mass: cars for Hawaii do not end in the middle of the other states.

    Parameters
    ----------
    deliveries
        What `siting.measures.market_proximity` returns.

    Examples
    --------
    >>> from siting.measures import market_proximity
    >>> for leg in legs(market_proximity("cassino", {"germany": 1, "china": 3})):
    ...     print(leg.start.name, leg.end.name, leg.share)
    plant germany 0.25
    plant salerno 0.75
    salerno shanghai 0.75
    shanghai china 0.75
    """
    ends = _markets(deliveries.outlets)
    plant = Stop("plant", "plant", deliveries.origin)
    paths = deliveries.paths
    share: dict[tuple[Stop, Stop], float] = {}
    miles: dict[tuple[Stop, Stop], float] = {}
    for index, outlet in enumerate(deliveries.outlets):
        calls = [
            _port(str(names[0, 0, index])) for names in (paths.export_port, paths.import_port) if names[0, 0, index]
        ]
        for way in pairwise([plant, *calls, ends[outlet.market, outlet.place.land_mass]]):
            share[way] = share.get(way, 0.0) + outlet.share
            at_sea = way[0].kind == way[1].kind == "port"
            miles[way] = float(paths.sea_nm[0, 0, index]) if at_sea else 0.0
    return tuple(Leg(*way, share[way], miles[way]) for way in share)


def stops(ways: Iterable[Leg]) -> tuple[Stop, ...]:
    """Return every stop of the legs once.

    Examples
    --------
    >>> from siting.measures import market_proximity
    >>> [stop.name for stop in stops(legs(market_proximity("cassino", {"china": 1})))]
    ['plant', 'salerno', 'shanghai', 'china']
    """
    return tuple(dict.fromkeys(stop for leg in ways for stop in (leg.start, leg.end)))


def _port(name: str) -> Stop:
    return Stop("port", name, ports()[name].place)


def _markets(outlets: Iterable[Outlet]) -> dict[tuple[str, str], Stop]:
    """Return a stop for each market and land mass."""
    groups: dict[tuple[str, str], list[Outlet]] = {}
    for outlet in outlets:
        groups.setdefault((outlet.market, outlet.place.land_mass), []).append(outlet)
    return {key: Stop("market", key[0], Place(*_mean(group), key[1])) for key, group in groups.items()}


def _mean(outlets: list[Outlet]) -> tuple[float, float]:
    """Return the weighted mean of latitude and longitude."""
    degrees = [(outlet.place.latitude, outlet.place.longitude) for outlet in outlets]
    latitude, longitude = np.average(degrees, axis=0, weights=[outlet.share for outlet in outlets])
    return float(latitude), float(longitude)
