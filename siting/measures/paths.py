"""The cheapest and the fastest way of a finished car from a plant to a market, over land or by sea. Numbers only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter

import numpy as np
from numpy.typing import ArrayLike, NDArray

from siting.errors import MethodError
from siting.measures.geography import FloatArray, Place, geodesic_km
from siting.measures.sea import Port, ports, sea_table

__all__ = ["REFERENCE_LANE_NM", "Paths", "Rates", "cheapest_paths", "fastest_paths"]

REFERENCE_LANE_NM = 5_000.0
"""Length of the lane on which a carrier earns its mean rate."""
_KM_PER_MILE = 1.609344


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """What a car's way costs and how long it takes. Numbers, or arrays of one shape (r) for many draws at once."""

    rail_usd_per_mile: ArrayLike
    rail_handling_usd: ArrayLike
    """Loading and unloading of one rail leg, with the last miles by truck."""
    truck_usd_per_mile: ArrayLike
    truck_handling_usd: ArrayLike
    sea_usd_per_m3: ArrayLike
    """The carrier's mean rate, earned on a lane of `REFERENCE_LANE_NM`."""
    sea_fixed_share: ArrayLike
    """Share of the mean rate that does not depend on distance, 0..1."""
    shipping_volume_m3: ArrayLike
    circuity: Mapping[str, ArrayLike]
    """Length of the way over the geodesic, by land mass."""
    sea_nm_per_day: ArrayLike
    port_dwell_days: ArrayLike
    """Waiting in each port."""
    rail_km_per_day: ArrayLike
    truck_km_per_day: ArrayLike

    def __post_init__(self) -> None:
        for field in fields(self):
            entry = getattr(self, field.name)
            for numbers in entry.values() if isinstance(entry, Mapping) else (entry,):
                x = np.asarray(numbers, dtype=float)
                zero_allowed = field.name.endswith(("handling_usd", "fixed_share", "dwell_days"))
                if not (np.isfinite(x) & ((x > 0) | (zero_allowed & (x == 0)))).all():
                    raise MethodError(f"{field.name} must be finite and above zero, not {numbers}")
        if (np.asarray(self.sea_fixed_share, dtype=float) > 1).any():
            raise MethodError(f"sea_fixed_share must be a share between 0 and 1, not {self.sea_fixed_share!r}")

    @property
    def draws(self) -> tuple[int, ...]:
        """Shape of all rates together: ``(r,)``, or ``()`` for single numbers."""
        entries = (getattr(self, field.name) for field in fields(self) if field.name != "circuity")
        return np.broadcast_shapes(*(np.shape(entry) for entry in (*entries, *self.circuity.values())))


@dataclass(frozen=True, slots=True)
class Paths:
    """The best paths from n origins to m destinations; arrays of shape (r, n, m), or (n, m) for one draw."""

    usd: FloatArray
    """Cost per car."""
    days: FloatArray
    """Time on that path."""
    land_km: FloatArray
    sea_nm: FloatArray
    export_port: NDArray[np.str_]
    """Id of the port; empty over land."""
    import_port: NDArray[np.str_]
    first_leg: NDArray[np.str_]
    """``"rail"`` or ``"truck"``: how a car leaves the plant."""
    last_leg: NDArray[np.str_]
    """How it leaves the import port; empty over land."""


@dataclass(frozen=True, slots=True)
class _Legs:
    """Legs of one kind from every start to every end, arrays of one shape; infinite where there is none."""

    usd: FloatArray
    days: FloatArray
    length: FloatArray
    """Kilometres on land, nautical miles at sea."""
    mode: NDArray[np.str_]

    def at(self, port: NDArray[np.intp], *, axis: int) -> _Legs:
        """Return for each path the leg that ends (axis -1) or starts (axis -2) in its port."""
        usd, days, length = (np.take_along_axis(x, port, axis=axis) for x in (self.usd, self.days, self.length))
        return _Legs(usd, days, length, np.take_along_axis(self.mode, port, axis=axis))


_Burden = Callable[[_Legs], FloatArray]
"""What a search keeps low: the cost or the days of a leg."""


def cheapest_paths(
    origins: Sequence[Place], destinations: Sequence[Place], *, rates: Rates, closed: Iterable[str] = ()
) -> Paths:
    """Find the cheapest path between every origin and every destination.

    The path goes over land where both ends stand on one land mass, or through an export port p and an import port q:
    ``min over p, q of land(i, p) + sea(p, q) + land(q, j)``. A land leg is the cheaper of rail and truck, each
    ``handling + rate x circuity x geodesic``. A sea leg costs
    ``volume x mean rate x (s + (1 - s) x nm / 5000)`` with s the fixed share. The time is that of the cheapest path.

    Parameters
    ----------
    origins, destinations
        n and m places.
    rates
        Prices and speeds; with arrays of shape (r) all draws are searched at once.
    closed
        Canals that are shut: ``"suez"``, ``"panama"``.

    Raises
    ------
    MethodError
        If a land mass has no car port in the table or no circuity, or a canal is unknown.

    Examples
    --------
    >>> rates = Rates(rail_usd_per_mile=0.3, rail_handling_usd=60, truck_usd_per_mile=0.9, truck_handling_usd=20,
    ...     sea_usd_per_m3=77.8, sea_fixed_share=0.4, shipping_volume_m3=17.5, sea_nm_per_day=340, port_dwell_days=5,
    ...     rail_km_per_day=300, truck_km_per_day=500, circuity={"europe": 1.3, "north-america": 1.2})
    >>> cassino, chicago = Place(41.49, 13.83, "europe"), Place(41.88, -87.63, "north-america")
    >>> paths = cheapest_paths([cassino], [chicago], rates=rates)
    >>> print(paths.export_port[0, 0], paths.import_port[0, 0], paths.usd.round())
    civitavecchia baltimore [[1646.]]
    """
    return _search(origins, destinations, attrgetter("usd"), rates=rates, closed=closed)


def fastest_paths(
    origins: Sequence[Place], destinations: Sequence[Place], *, rates: Rates, closed: Iterable[str] = ()
) -> Paths:
    """Find the fastest path between every origin and every destination, whatever it costs.

    As `cheapest_paths`, with days in the place of cost: a land leg takes ``circuity x geodesic / km a day``, a sea leg
    ``nm / nm a day`` and the dwell in both ports.

    Parameters
    ----------
    origins, destinations, rates, closed
        As in `cheapest_paths`.

    Raises
    ------
    MethodError
        As `cheapest_paths`.

    Examples
    --------
    >>> rates = Rates(rail_usd_per_mile=0.3, rail_handling_usd=60, truck_usd_per_mile=0.9, truck_handling_usd=20,
    ...     sea_usd_per_m3=77.8, sea_fixed_share=0.4, shipping_volume_m3=17.5, sea_nm_per_day=340, port_dwell_days=5,
    ...     rail_km_per_day=300, truck_km_per_day=500, circuity={"europe": 1.3, "north-america": 1.2})
    >>> cassino, chicago = Place(41.49, 13.83, "europe"), Place(41.88, -87.63, "north-america")
    >>> fast, cheap = (find([cassino], [chicago], rates=rates) for find in (fastest_paths, cheapest_paths))
    >>> print(fast.last_leg[0, 0], fast.days.round(1), cheap.last_leg[0, 0], cheap.days.round(1))
    truck [[25.7]] rail [[27.6]]
    """
    return _search(origins, destinations, attrgetter("days"), rates=rates, closed=closed)


def _search(
    origins: Sequence[Place], destinations: Sequence[Place], burden: _Burden, *, rates: Rates, closed: Iterable[str]
) -> Paths:
    harbours = _harbours({place.land_mass for place in (*origins, *destinations)}, rates)
    names = np.array([port.id for port in harbours])
    gates = [port.place for port in harbours]
    out, on, direct = (
        _land(*ends, burden, rates=rates) for ends in ((origins, gates), (gates, destinations), (origins, destinations))
    )
    nm = _lanes(harbours, closed)
    landed = burden(out)[..., :, :, None] + burden(_sea(nm, rates))[..., None, :, :]
    total = landed.min(axis=-2)[..., :, :, None] + burden(on)[..., None, :, :]
    port_in = total.argmin(axis=-2)
    port_out = np.take_along_axis(landed.argmin(axis=-2), port_in, axis=-1)

    by_sea = total.min(axis=-2) < burden(direct)
    first, sea, last = out.at(port_out, axis=-1), _sea(nm[port_out, port_in], rates), on.at(port_in, axis=-2)
    return Paths(
        usd=np.where(by_sea, first.usd + sea.usd + last.usd, direct.usd),
        days=np.where(by_sea, first.days + last.days + sea.days, direct.days),
        land_km=np.where(by_sea, first.length + last.length, direct.length),
        sea_nm=np.where(by_sea, sea.length, 0.0),
        export_port=np.where(by_sea, names[port_out], ""),
        import_port=np.where(by_sea, names[port_in], ""),
        first_leg=np.where(by_sea, first.mode, direct.mode),
        last_leg=np.where(by_sea, last.mode, ""),
    )


def _harbours(masses: set[str], rates: Rates) -> list[Port]:
    """Return the car ports of the land masses at either end."""
    harbours = [port for port in ports().values() if port.car_terminal and port.place.land_mass in masses]
    for mass in sorted(masses.difference(port.place.land_mass for port in harbours)):
        raise MethodError(f"no car port of the table lies on land mass {mass!r}")
    for mass in sorted(masses.difference(rates.circuity)):
        raise MethodError(f"the rates have no circuity for land mass {mass!r}")
    return harbours


def _lanes(harbours: Sequence[Port], closed: Iterable[str]) -> FloatArray:
    """Return the sea distances between the harbours; infinite from a harbour to itself."""
    every = list(ports())
    order = [every.index(port.id) for port in harbours]
    nm = sea_table(closed)[np.ix_(order, order)]
    return np.where(nm > 0, nm, np.inf)


def _land(starts: Sequence[Place], ends: Sequence[Place], burden: _Burden, *, rates: Rates) -> _Legs:
    """Return all land legs, each by the better of rail and truck."""
    circuity = np.stack([np.asarray(rates.circuity[place.land_mass], dtype=float) for place in starts], axis=-1)
    km = np.broadcast_to(_geodesics(starts, ends) * circuity[..., :, None], (*rates.draws, len(starts), len(ends)))
    rail, truck = (
        _Legs(
            usd=_lift(handling) + _lift(usd_per_mile) * (km / _KM_PER_MILE),
            days=km / _lift(speed),
            length=km,
            mode=np.full(km.shape, name),
        )
        for name, handling, usd_per_mile, speed in (
            ("rail", rates.rail_handling_usd, rates.rail_usd_per_mile, rates.rail_km_per_day),
            ("truck", rates.truck_handling_usd, rates.truck_usd_per_mile, rates.truck_km_per_day),
        )
    )
    by_truck = burden(truck) < burden(rail)
    return _Legs(*(np.where(by_truck, getattr(truck, field.name), getattr(rail, field.name)) for field in fields(rail)))


def _geodesics(starts: Sequence[Place], ends: Sequence[Place]) -> FloatArray:
    a, b = (np.array([(place.latitude, place.longitude) for place in places]) for places in (starts, ends))
    i, j = np.nonzero([[start.land_mass == end.land_mass for end in ends] for start in starts])
    km = np.full((len(starts), len(ends)), np.inf)
    km[i, j] = geodesic_km(a[i], b[j])
    return km


def _sea(nm: FloatArray, rates: Rates) -> _Legs:
    """Return sea legs of a length, with the dwell in both ports."""
    miles = np.broadcast_to(nm, (*rates.draws, *nm.shape[-2:]))
    fixed = _lift(rates.sea_fixed_share)
    mean = _lift(rates.shipping_volume_m3) * _lift(rates.sea_usd_per_m3)
    with np.errstate(invalid="ignore"):
        usd = mean * (fixed + (1 - fixed) * miles / REFERENCE_LANE_NM)
    return _Legs(
        usd=np.where(np.isfinite(miles), usd, np.inf),
        days=miles / _lift(rates.sea_nm_per_day) + 2 * _lift(rates.port_dwell_days),
        length=miles,
        mode=np.full(miles.shape, "ship"),
    )


def _lift(rate: ArrayLike) -> FloatArray:
    """Give a rate two more axes, for starts and ends."""
    return np.asarray(rate, dtype=float)[..., None, None]
