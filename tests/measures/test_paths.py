from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from siting.errors import MethodError
from siting.measures.geography import Place
from siting.measures.paths import Rates, cheapest_paths, fastest_paths
from siting.measures.sea import ports, sea_distance_nm

MASSES = sorted({port.place.land_mass for port in ports().values()})
RATES = Rates(
    rail_usd_per_mile=0.3,
    rail_handling_usd=60,
    truck_usd_per_mile=0.9,
    truck_handling_usd=20,
    sea_usd_per_m3=77.8,
    sea_fixed_share=0.4,
    shipping_volume_m3=17.5,
    circuity=dict.fromkeys(MASSES, 1.2),
    sea_nm_per_day=340,
    port_dwell_days=5,
    rail_km_per_day=300,
    truck_km_per_day=500,
)
CHICAGO = Place(41.88, -87.63, "north-america")
CASSINO = Place(41.49, 13.83, "europe")
MILAN = Place(45.46, 9.19, "europe")
SEOUL = Place(37.5, 127.0, "korea")

places = st.builds(Place, st.floats(-60, 70), st.floats(-180, 180), st.sampled_from(MASSES))


def land(start, end, rates):
    """Cost, days and kilometres of one land leg, in plain numbers."""
    geodesic = Geodesic.WGS84.Inverse(start.latitude, start.longitude, end.latitude, end.longitude)["s12"] / 1000
    km = geodesic * rates.circuity[start.land_mass]
    rail = rates.rail_handling_usd + rates.rail_usd_per_mile * km / 1.609344
    truck = rates.truck_handling_usd + rates.truck_usd_per_mile * km / 1.609344
    return min(rail, truck), km / (rates.rail_km_per_day if rail <= truck else rates.truck_km_per_day), km


def sea_usd(nm, rates):
    at_5000 = rates.shipping_volume_m3 * rates.sea_usd_per_m3
    return at_5000 * rates.sea_fixed_share + at_5000 * (1 - rates.sea_fixed_share) * nm / 5000


def quickest_land(start, end, rates):
    """Cost and days of one land leg by the faster of rail and truck."""
    km = land(start, end, rates)[2]
    by_rail = rates.rail_handling_usd + rates.rail_usd_per_mile * km / 1.609344, km / rates.rail_km_per_day
    by_truck = rates.truck_handling_usd + rates.truck_usd_per_mile * km / 1.609344, km / rates.truck_km_per_day
    return min(by_rail, by_truck, key=lambda leg: leg[1])


def every_way(start, end, rates, land=land):
    """All ways one by one: USD, days, ports."""
    if start.land_mass == end.land_mass:
        usd, days, *_ = land(start, end, rates)
        yield usd, days, "", ""
    callable_ports = [port for port in ports().values() if port.car_terminal]
    for p, q in product(callable_ports, repeat=2):
        if p is not q and p.place.land_mass == start.land_mass and q.place.land_mass == end.land_mass:
            out, on, nm = land(start, p.place, rates), land(q.place, end, rates), sea_distance_nm(p.id, q.id)
            days = out[1] + on[1] + 2 * rates.port_dwell_days + nm / rates.sea_nm_per_day
            yield out[0] + sea_usd(nm, rates) + on[0], days, p.id, q.id


def test_over_land_by_hand():
    north = Place(42.88, -87.63, "north-america")
    km = 1.2 * 111.0712  # one degree of latitude at 42.4 degrees on the ellipsoid
    path = cheapest_paths([CHICAGO], [north], rates=RATES)
    assert path.land_km[0, 0] == pytest.approx(km, rel=1e-4)
    assert path.usd[0, 0] == pytest.approx(60 + 0.3 * km / 1.609344, rel=1e-4)
    assert path.days[0, 0] == pytest.approx(km / 300, rel=1e-4)
    assert path.sea_nm[0, 0] == 0
    assert path.export_port[0, 0] == path.import_port[0, 0] == ""


def test_a_short_leg_goes_by_truck():
    near = Place(41.98, -87.63, "north-america")
    path = cheapest_paths([CHICAGO], [near], rates=RATES)
    km = path.land_km[0, 0]
    assert path.usd[0, 0] == pytest.approx(20 + 0.9 * km / 1.609344)
    assert path.days[0, 0] == pytest.approx(km / 500)


@settings(max_examples=30)
@given(places, places)
def test_no_way_is_cheaper_than_the_one_chosen(start, end):
    path = cheapest_paths([start], [end], rates=RATES)
    usd, days, export_port, import_port = min(every_way(start, end, RATES))
    assert path.usd[0, 0] == pytest.approx(usd, rel=1e-9)
    chosen = path.export_port[0, 0], path.import_port[0, 0]
    same_cost = {(p, q): d for u, d, p, q in every_way(start, end, RATES) if u == pytest.approx(usd, rel=1e-9)}
    assert path.days[0, 0] == pytest.approx(same_cost[chosen], rel=1e-9)
    if len(same_cost) == 1:
        assert chosen == (export_port, import_port)
        assert path.days[0, 0] == pytest.approx(days, rel=1e-9)


@settings(max_examples=30)
@given(places, places, st.floats(100, 900))
def test_no_way_is_faster_than_the_one_chosen(start, end, truck_pace):
    rates = replace(RATES, truck_km_per_day=truck_pace)
    path = fastest_paths([start], [end], rates=rates)
    ways = [(days, usd, p, q) for usd, days, p, q in every_way(start, end, rates, land=quickest_land)]
    days = min(ways)[0]
    assert path.days[0, 0] == pytest.approx(days, rel=1e-9)
    chosen = path.export_port[0, 0], path.import_port[0, 0]
    costs = {(p, q): usd for way, usd, p, q in ways if way == pytest.approx(days, rel=1e-9)}
    assert path.usd[0, 0] == pytest.approx(costs[chosen], rel=1e-9)
    assert path.usd[0, 0] >= cheapest_paths([start], [end], rates=rates).usd[0, 0] * (1 - 1e-12)


def test_each_leg_says_rail_or_truck():
    harbour = ports()["civitavecchia"].place
    near = Place(harbour.latitude + 0.1, harbour.longitude, "europe")
    path = cheapest_paths([near, MILAN], [CHICAGO, CASSINO], rates=RATES)
    assert path.first_leg.tolist() == [["truck", "rail"], ["rail", "rail"]]
    assert path.last_leg.tolist() == [["rail", ""], ["rail", ""]]
    fast = fastest_paths([MILAN], [CHICAGO, CASSINO], rates=RATES)
    assert set(fast.first_leg[0]) == {"truck"}
    assert fast.last_leg.tolist() == [["truck", ""]]


def test_rates_of_mixed_shapes():
    slow = replace(RATES, rail_km_per_day=np.array([300.0, 150.0]), sea_nm_per_day=np.array([340.0, 300.0]))
    together = cheapest_paths([CASSINO], [CHICAGO, MILAN], rates=slow)
    assert together.usd.shape == together.days.shape == together.first_leg.shape == (2, 1, 2)
    alone = cheapest_paths([CASSINO], [CHICAGO, MILAN], rates=replace(RATES, rail_km_per_day=150, sea_nm_per_day=300))
    assert together.days[1] == pytest.approx(alone.days)
    assert (together.usd[0] == together.usd[1]).all()


def test_a_sea_rate_may_be_one_price_for_all_distances():
    flat = replace(RATES, sea_fixed_share=1.0)
    path = cheapest_paths([CASSINO], [CHICAGO], rates=flat)
    first, last = (
        land(CASSINO, ports()[path.export_port[0, 0]].place, flat),
        land(ports()[path.import_port[0, 0]].place, CHICAGO, flat),
    )
    assert path.usd[0, 0] == pytest.approx(first[0] + 17.5 * 77.8 + last[0])


def test_many_sites_and_markets_at_once_are_the_same_as_one_by_one():
    random = np.random.default_rng(7)
    spots = [Place(lat, lon, MASSES[i % len(MASSES)]) for i, (lat, lon) in enumerate(random.uniform(-50, 60, (40, 2)))]
    sites, markets = spots[:25], spots[25:]
    together = cheapest_paths(sites, markets, rates=RATES)
    assert together.usd.shape == (25, 15)
    for i, j in [(0, 0), (24, 14), (7, 3), (13, 9)]:
        alone = cheapest_paths([sites[i]], [markets[j]], rates=RATES)
        for name in ("usd", "days", "land_km", "sea_nm"):
            assert getattr(together, name)[i, j] == pytest.approx(getattr(alone, name)[0, 0], rel=1e-9)
        assert together.export_port[i, j] == alone.export_port[0, 0]
        assert together.import_port[i, j] == alone.import_port[0, 0]


def test_draws_of_rates_at_once_are_the_same_as_one_by_one():
    rail = np.array([0.2, 0.3, 0.35])
    detour = {mass: np.array([1.1, 1.2, 1.4]) for mass in MASSES}
    together = cheapest_paths(
        [CHICAGO, CASSINO], [MILAN, SEOUL], rates=replace(RATES, rail_usd_per_mile=rail, circuity=detour)
    )
    assert together.usd.shape == (3, 2, 2)
    for draw in range(3):
        own = {mass: float(ratio[draw]) for mass, ratio in detour.items()}
        alone = cheapest_paths(
            [CHICAGO, CASSINO], [MILAN, SEOUL], rates=replace(RATES, rail_usd_per_mile=float(rail[draw]), circuity=own)
        )
        assert (together.usd[draw] == alone.usd).all()
        assert (together.days[draw] == alone.days).all()


@settings(max_examples=30)
@given(places, places, st.floats(1, 3))
def test_dearer_rates_never_make_a_path_cheaper(start, end, factor):
    base = cheapest_paths([start], [end], rates=RATES).usd
    for name in (
        "rail_usd_per_mile",
        "rail_handling_usd",
        "truck_usd_per_mile",
        "sea_usd_per_m3",
        "shipping_volume_m3",
    ):
        dearer = replace(RATES, **{name: getattr(RATES, name) * factor})
        assert cheapest_paths([start], [end], rates=dearer).usd >= base * (1 - 1e-12)


def test_a_closed_canal_costs_money_and_time_where_it_was_used():
    open_way, shut = (cheapest_paths([CASSINO], [SEOUL], rates=RATES, closed=closed) for closed in ((), ("suez",)))
    extra = shut.sea_nm - open_way.sea_nm
    assert extra > 3000
    assert shut.usd > open_way.usd
    assert shut.days > open_way.days
    assert cheapest_paths([CASSINO], [CHICAGO], rates=RATES, closed=["suez"]).usd == pytest.approx(
        cheapest_paths([CASSINO], [CHICAGO], rates=RATES).usd
    )


def test_ports_without_car_carriers_are_not_used():
    montreal, naples = ports()["montreal"].place, ports()["naples"].place
    path = cheapest_paths([naples], [montreal], rates=RATES)
    assert path.export_port[0, 0] == "salerno"
    assert path.import_port[0, 0] not in {"", "montreal"}


def test_places_out_of_reach_are_named():
    with pytest.raises(MethodError, match="no car port of the table lies on land mass 'moon'"):
        cheapest_paths([CHICAGO], [Place(0, 0, "moon")], rates=RATES)
    with pytest.raises(MethodError, match="no circuity for land mass 'europe'"):
        cheapest_paths([CHICAGO], [MILAN], rates=replace(RATES, circuity={"north-america": 1.2}))


@pytest.mark.parametrize(
    "change",
    [
        {"rail_usd_per_mile": 0},
        {"sea_nm_per_day": -1},
        {"port_dwell_days": -1},
        {"sea_usd_per_m3": float("nan")},
        {"sea_fixed_share": 1.2},
        {"truck_usd_per_mile": [0.9, float("inf")]},
        {"circuity": {"europe": 0}},
    ],
)
def test_impossible_rates_are_refused(change):
    with pytest.raises(MethodError, match=next(iter(change))):
        replace(RATES, **change)
