"""How far two places are apart, where the middle of a market is, and which places a car can be driven between."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from geographiclib.geodesic import Geodesic
from numpy.typing import ArrayLike, NDArray

from siting.errors import MethodError
from siting.measures.tables import read_table

__all__ = ["EARTH_RADIUS_KM", "FloatArray", "Place", "centre_of_gravity", "geodesic_km", "great_circle_km", "land_mass"]

FloatArray = NDArray[np.float64]

EARTH_RADIUS_KM = 6371.0
"""Radius of the sphere that stands for the Earth in great-circle distances."""
_EQUATOR_KM = Geodesic.WGS84.a / 1000
_FLATTENING = Geodesic.WGS84.f
_POLE_KM = _EQUATOR_KM * (1 - _FLATTENING)
_MOST_STEPS = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A point in degrees north and east, and the land mass on which a car can be driven or railed from there."""

    latitude: float
    longitude: float
    land_mass: str


def land_mass(region: str) -> str:
    """Return the land mass of a country or of one of its regions.

    Parameters
    ----------
    region
        Two-letter country code (``"US"``) or region code of ISO 3166-2 (``"US-HI"``); a region that has no entry of its
        own belongs to its country's land mass.

    Raises
    ------
    MethodError
        If no car terminal of the port table can be reached from there.

    Examples
    --------
    >>> land_mass("US-IL"), land_mass("US-HI"), land_mass("IT")
    ('north-america', 'hawaii', 'europe')
    """
    table = _land_masses()
    country = region.split("-", maxsplit=1)[0]
    for name in (region, country):
        if name in table:
            return table[name]
    raise MethodError(
        f"no land mass is known for {region!r}: the port table reaches {', '.join(sorted(set(table.values())))} only"
    )


@lru_cache(maxsize=1)
def _land_masses() -> dict[str, str]:
    return {row["region"]: row["land_mass"] for row in read_table("land_masses.csv")}


def great_circle_km(a: ArrayLike, b: ArrayLike) -> FloatArray:
    """Return the distance on a sphere of 6,371 km radius (haversine formula).

    The Earth is an ellipsoid: the result is off by up to 0.56 %, see `geodesic_km`.

    Parameters
    ----------
    a, b
        (latitude, longitude) in degrees; shapes (..., 2), broadcast against each other.

    Returns
    -------
    ndarray
        Kilometres, shape (...).

    Raises
    ------
    MethodError
        If a place is not a finite pair of degrees with a latitude of -90 to 90.

    Examples
    --------
    >>> round(float(great_circle_km((42.26, -88.84), (39.25, -76.58))), 1)
    1084.4
    """
    (lat_a, lon_a), (lat_b, lon_b) = _radians(a), _radians(b)
    chord = np.sin((lat_b - lat_a) / 2) ** 2 + np.cos(lat_a) * np.cos(lat_b) * np.sin((lon_b - lon_a) / 2) ** 2
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(chord, 1.0))))


def geodesic_km(a: ArrayLike, b: ArrayLike) -> FloatArray:
    """Return the shortest distance on the WGS84 ellipsoid.

    Vincenty's inverse formula (Survey Review 23, 1975, equations 13 to 19) for whole arrays, good to a millimetre.
    Pairs at which it does not settle, nearly opposite each other on the globe, are left to Karney's method of
    geographiclib.

    Parameters
    ----------
    a, b
        (latitude, longitude) in degrees; shapes (..., 2), broadcast against each other.

    Returns
    -------
    ndarray
        Kilometres, shape (...).

    Raises
    ------
    MethodError
        If a place is not a finite pair of degrees with a latitude of -90 to 90.

    Examples
    --------
    >>> round(float(geodesic_km((42.26, -88.84), (39.25, -76.58))), 1)
    1086.8
    >>> ports = [(42.10, 11.78), (40.67, 14.75)]
    >>> geodesic_km((41.49, 13.83), ports).round(1).tolist()
    [183.4, 119.5]
    """
    (lat_a, lon_a), (lat_b, lon_b) = _radians(a), _radians(b)
    lat_a, lon_a, lat_b, lon_b = np.broadcast_arrays(lat_a, lon_a, lat_b, lon_b)
    km, settled = _vincenty(lat_a, lat_b, np.remainder(lon_b - lon_a + np.pi, 2 * np.pi) - np.pi)
    km[~settled] = [
        Geodesic.WGS84.Inverse(*pair)["s12"] / 1000
        for pair in np.degrees([angle[~settled] for angle in (lat_a, lon_a, lat_b, lon_b)]).T
    ]
    return km


def _radians(place: ArrayLike) -> tuple[FloatArray, FloatArray]:
    degrees = np.asarray(place, dtype=float)
    if degrees.ndim == 0 or degrees.shape[-1] != 2:
        raise MethodError("a place must be (latitude, longitude) in degrees")
    if not np.isfinite(degrees).all() or (np.abs(degrees[..., 0]) > 90).any():
        raise MethodError("latitudes must lie between -90 and 90 degrees, and no degree may be missing")
    latitude, longitude = np.moveaxis(np.radians(degrees), -1, 0)
    return latitude, longitude


def _vincenty(lat_a: FloatArray, lat_b: FloatArray, turn: FloatArray) -> tuple[FloatArray, NDArray[np.bool_]]:
    """Return kilometres, and where the longitude on the auxiliary sphere settled (`turn`: difference of longitude)."""
    u_a, u_b = (np.arctan((1 - _FLATTENING) * np.tan(latitude)) for latitude in (lat_a, lat_b))
    sphere_turn, settled = turn.copy(), np.zeros(turn.shape, dtype=bool)
    for _ in range(_MOST_STEPS):
        sin_arc = np.hypot(
            np.cos(u_b) * np.sin(sphere_turn),
            np.cos(u_a) * np.sin(u_b) - np.sin(u_a) * np.cos(u_b) * np.cos(sphere_turn),
        )
        cos_arc = np.sin(u_a) * np.sin(u_b) + np.cos(u_a) * np.cos(u_b) * np.cos(sphere_turn)
        arc = np.arctan2(sin_arc, cos_arc)
        sin_azimuth = _ratio(np.cos(u_a) * np.cos(u_b) * np.sin(sphere_turn), sin_arc)
        cos2_azimuth = 1 - sin_azimuth**2
        cos_middle = cos_arc - _ratio(2 * np.sin(u_a) * np.sin(u_b), cos2_azimuth)
        c = _FLATTENING / 16 * cos2_azimuth * (4 + _FLATTENING * (4 - 3 * cos2_azimuth))
        bend = cos_middle + c * cos_arc * (2 * cos_middle**2 - 1)
        step = turn + (1 - c) * _FLATTENING * sin_azimuth * (arc + c * sin_arc * bend)
        settled = (np.abs(step - sphere_turn) < 1e-12) & (np.abs(step) <= np.pi)
        if settled.all():
            break
        sphere_turn = step
    return _arc_km(arc, sin_arc, cos_arc, cos_middle, cos2_azimuth), settled


def _arc_km(
    arc: FloatArray, sin_arc: FloatArray, cos_arc: FloatArray, cos_middle: FloatArray, cos2_azimuth: FloatArray
) -> FloatArray:
    """Stretch an arc of the auxiliary sphere to the ellipsoid (Vincenty's equations 3, 4, 6 and 19)."""
    u2 = cos2_azimuth * (_EQUATOR_KM**2 - _POLE_KM**2) / _POLE_KM**2
    a = 1 + u2 / 16384 * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)))
    b = u2 / 1024 * (256 + u2 * (-128 + u2 * (74 - 47 * u2)))
    inner = cos_arc * (2 * cos_middle**2 - 1) - b / 6 * cos_middle * (4 * sin_arc**2 - 3) * (4 * cos_middle**2 - 3)
    return np.asarray(_POLE_KM * a * (arc - b * sin_arc * (cos_middle + b / 4 * inner)))


def _ratio(top: FloatArray, bottom: FloatArray) -> FloatArray:
    """Divide, with 0 where the bottom is 0 (equal places; two places on the equator)."""
    return np.divide(top, bottom, out=np.zeros_like(top), where=bottom > 0)


def centre_of_gravity(points: ArrayLike, weights: ArrayLike) -> FloatArray:
    """Return the weighted mean of points on a plane: the place with the least weighted squared distance.

    Parameters
    ----------
    points
        Coordinates in any unit, shape (n, k).
    weights
        Quantity at each point, zero or more, shape (n,).

    Returns
    -------
    ndarray
        Coordinates, shape (k,).

    Raises
    ------
    MethodError
        If the shapes do not fit, a number is missing, a weight is negative or all weights are zero.

    Examples
    --------
    >>> centre_of_gravity([(5, 7), (6, 9), (3, 9), (9, 4)], [15, 20, 25, 30]).tolist()
    [6.0, 7.0]
    """
    at, quantity = np.asarray(points, dtype=float), np.asarray(weights, dtype=float)
    if at.ndim != 2 or quantity.shape != at.shape[:1]:
        raise MethodError(f"one weight for each point is needed: points {at.shape}, weights {quantity.shape}")
    if not (np.isfinite(at).all() and np.isfinite(quantity).all()):
        raise MethodError("a point or weight is missing: leave it out or give it")
    if (quantity < 0).any() or not quantity.any():
        raise MethodError("weights must be zero or more, and at least one above zero")
    return np.asarray(quantity @ at / quantity.sum())
