"""Sea distances between car ports, also with the Suez or the Panama Canal closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from siting.errors import MethodError, did_you_mean
from siting.measures.geography import FloatArray, Place, land_mass
from siting.measures.tables import read_table

__all__ = ["CANALS", "Port", "ports", "sea_distance_nm", "sea_table"]

CANALS = ("suez", "panama")
"""Canals that can be closed."""


@dataclass(frozen=True, slots=True)
class Port:
    """A harbour of the table, and whether car carriers call there."""

    id: str
    title: str
    place: Place
    car_terminal: bool


@lru_cache(maxsize=1)
def ports() -> dict[str, Port]:
    """Return the ports of the table by id.

    Examples
    --------
    >>> ports()["brunswick-ga"].title
    'Brunswick (Georgia)'
    """
    return {row["port"]: _port(row) for row in read_table("ports.csv")}


def _port(row: Mapping[str, str]) -> Port:
    place = Place(float(row["latitude"]), float(row["longitude"]), land_mass(row["region"]))
    return Port(row["port"], row["title"], place, row["car_terminal"] == "yes")


def sea_distance_nm(start: str, end: str, *, closed: Iterable[str] = ()) -> float:
    """Return the length of the shortest sea route between two ports.

    Computed once with searoute 1.6.0 (``docs/sea-distances.md``); good to some tens of miles, as its network is coarse
    near coasts.

    Parameters
    ----------
    start, end
        Ids of ports, such as ``"civitavecchia"``.
    closed
        Canals that are shut: ``"suez"``, ``"panama"``.

    Returns
    -------
    float
        Nautical miles; 0 from a port to itself.

    Raises
    ------
    MethodError
        If a port or canal is not in the table.

    Examples
    --------
    >>> sea_distance_nm("civitavecchia", "baltimore")
    4391.0
    >>> sea_distance_nm("shanghai", "civitavecchia", closed=["suez"])
    13687.0
    """
    order = list(ports())
    for name in (start, end):
        if name not in order:
            raise MethodError(f"port {name!r} is not in the table: {did_you_mean(name, order)}")
    return float(sea_table(closed)[order.index(start), order.index(end)])


def sea_table(closed: Iterable[str] = ()) -> FloatArray:
    """Return sea distances between all ports, in the order of `ports`.

    Parameters
    ----------
    closed
        Canals that are shut: ``"suez"``, ``"panama"``.

    Returns
    -------
    ndarray
        Nautical miles, symmetric, shape (ports, ports); not writable.

    Raises
    ------
    MethodError
        If a canal is not known.

    Examples
    --------
    >>> bool((sea_table(["suez"]) >= sea_table()).all())
    True
    """
    shut = frozenset([closed] if isinstance(closed, str) else closed)
    for canal in sorted(shut.difference(CANALS)):
        raise MethodError(f"unknown canal {canal!r}: {did_you_mean(canal, CANALS)}")
    return _distances({0: "nm", 2: "nm_without_both"}.get(len(shut)) or f"nm_without_{next(iter(shut))}")


@lru_cache(maxsize=4)
def _distances(column: str) -> FloatArray:
    position = {name: index for index, name in enumerate(ports())}
    table = np.zeros((len(position), len(position)))
    for row in read_table("sea_distances.csv"):
        start, end = position[row["from"]], position[row["to"]]
        table[start, end] = table[end, start] = float(row[column])
    table.setflags(write=False)
    return table
