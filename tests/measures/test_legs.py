"""The legs of all ways: each once, with the cars of every market that take it."""

import numpy as np
import pytest

from siting.measures import market_proximity
from siting.measures.legs import legs, stops
from siting.measures.sea import sea_distance_nm

DEMAND = {"usa": 40.0, "china": 15.0, "germany": 8.0, "south-korea": 6.0, "uk": 3.0, "rest": 28.0}


@pytest.fixture(scope="module")
def deliveries():
    return market_proximity("cassino", DEMAND, as_of="2023-04-30")


def by_name(ways):
    return {(leg.start.name, leg.end.name): leg for leg in ways}


def test_a_leg_carries_the_cars_of_all_markets_that_take_it(deliveries):
    table, found = deliveries.to_frame(), by_name(legs(deliveries))
    for port, part in table[table["export_port"] != ""].groupby("export_port"):
        assert found["plant", port].share == pytest.approx(part["weight"].sum())
    for (start, end), part in table[table["export_port"] != ""].groupby(["export_port", "import_port"]):
        assert found[start, end].share == pytest.approx(part["weight"].sum())
        assert found[start, end].sea_nm == sea_distance_nm(start, end)
    assert found["plant", "germany"].share == pytest.approx(0.08)
    assert found["plant", "germany"].sea_nm == 0


def test_as_many_cars_leave_a_port_as_come_and_all_arrive(deliveries):
    ways = legs(deliveries)
    for stop in stops(ways):
        come = sum(leg.share for leg in ways if leg.end == stop)
        leave = sum(leg.share for leg in ways if leg.start == stop)
        if stop.kind == "port":
            assert come == pytest.approx(leave)
    assert sum(leg.share for leg in ways if leg.start.kind == "plant") == pytest.approx(1)
    assert sum(leg.share for leg in ways if leg.end.kind == "market") == pytest.approx(1)


def test_a_market_stands_at_the_weighted_mean_of_its_places_on_each_land_mass(deliveries):
    ends = {stop.place.land_mass: stop for stop in stops(legs(deliveries)) if stop.name == "usa"}
    assert set(ends) == {"north-america", "hawaii"}
    states = [outlet for outlet in deliveries.outlets if outlet.market == "usa" and outlet.node != "us-hi"]
    weights = [state.share for state in states]
    mean = np.average([(state.place.latitude, state.place.longitude) for state in states], axis=0, weights=weights)
    mainland = ends["north-america"].place
    assert (mainland.latitude, mainland.longitude) == pytest.approx(tuple(mean))
    (hawaii,) = [outlet for outlet in deliveries.outlets if outlet.node == "us-hi"]
    assert ends["hawaii"].place.longitude == pytest.approx(hawaii.place.longitude)


def test_over_land_there_is_one_leg():
    (leg,) = legs(market_proximity("cassino", {"germany": 1}))
    assert (leg.start.kind, leg.end.name, leg.share, leg.sea_nm) == ("plant", "germany", 1, 0)
