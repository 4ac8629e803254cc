from itertools import product

import numpy as np
import pytest

from siting.errors import MethodError
from siting.facts import load
from siting.measures.geography import geodesic_km
from siting.measures.sea import CANALS, ports, sea_distance_nm, sea_table

KM_PER_NM = 1.852


@pytest.mark.parametrize(
    ("start", "end", "closed", "nm"),
    [
        ("civitavecchia", "baltimore", (), 4391),
        ("baltimore", "bremerhaven", (), 3765),
        ("los-angeles", "shanghai", (), 5738),
        ("veracruz", "baltimore", (), 1912),
        ("civitavecchia", "shanghai", (), 8512),
        ("civitavecchia", "shanghai", ("suez",), 13687),
        ("baltimore", "shanghai", (), 10591),
        ("baltimore", "shanghai", ("panama",), 12670),
    ],
)
def test_lanes_as_computed_apart_from_the_table(start, end, closed, nm):
    assert sea_distance_nm(start, end, closed=closed) == nm
    assert sea_distance_nm(end, start, closed=closed) == nm


COLUMNS = {"sea_distance": (), "sea_distance_without_suez": ("suez",), "sea_distance_without_panama": ("panama",)}
LANES = [
    (*fact.subject.split("--"), COLUMNS[fact.attribute], fact.value)
    for fact in load().facts
    if fact.attribute in COLUMNS and set(fact.subject.split("--")) <= set(ports())
]


def test_the_lanes_of_the_fact_base_agree():
    assert len(LANES) >= 20
    assert [sea_distance_nm(start, end, closed=closed) for start, end, closed, _ in LANES] == [nm for *_, nm in LANES]


def test_the_ports_that_the_fact_base_gives_to_markets_are_car_terminals():
    named = {
        name.strip()
        for fact in load().facts
        if fact.attribute == "vehicle_ports"
        for name in (fact.value if isinstance(fact.value, tuple) else (fact.value,))
    }
    assert len(named) >= 10
    assert all(ports()[name].car_terminal for name in named)


def test_no_lane_is_missing_or_shorter_than_the_straight_line():
    points = [(port.place.latitude, port.place.longitude) for port in ports().values()]
    straight = geodesic_km(np.array(points)[:, None], points) / KM_PER_NM
    table = sea_table()
    away = ~np.eye(len(points), dtype=bool)
    assert (table[away] > 0).all()
    assert (table.diagonal() == 0).all()
    # the network's nodes lie off the harbours, and the harbours' own approaches are not sailed
    assert (table[away] > 0.97 * straight[away] - 45).all()


def test_closing_a_canal_never_shortens_a_lane():
    lengths = [sea_table(closed) for closed in ((), CANALS[:1], CANALS[1:], CANALS)]
    assert (lengths[0] <= lengths[1]).all()
    assert (lengths[0] <= lengths[2]).all()
    assert (np.maximum(lengths[1], lengths[2]) <= lengths[3]).all()
    assert all((table == table.T).all() for table in lengths)


def test_canals_matter_where_they_lie_on_the_way():
    through_suez = [("civitavecchia", "jebel-ali"), ("bremerhaven", "shanghai")]
    through_panama = [("baltimore", "los-angeles"), ("brunswick-ga", "yokohama")]
    untouched = [("los-angeles", "shanghai"), ("baltimore", "zeebrugge")]
    for (start, end), canal in product(through_suez + through_panama + untouched, CANALS):
        longer = sea_distance_nm(start, end, closed=[canal]) > sea_distance_nm(start, end)
        assert longer == ((start, end) in (through_suez if canal == "suez" else through_panama))


def test_a_canal_may_be_named_alone():
    assert (sea_table("suez") == sea_table(["suez"])).all()


def test_every_land_mass_of_a_port_has_a_car_terminal():
    masses = {port.place.land_mass for port in ports().values()}
    assert {port.place.land_mass for port in ports().values() if port.car_terminal} == masses
    assert not ports()["montreal"].car_terminal


def test_unknown_names_get_a_suggestion():
    with pytest.raises(MethodError, match="did you mean 'baltimore'"):
        sea_distance_nm("baltimor", "naples")
    with pytest.raises(MethodError, match="unknown canal 'suze'"):
        sea_distance_nm("baltimore", "naples", closed=["suze"])


def test_the_table_cannot_be_changed():
    with pytest.raises(ValueError, match="read-only"):
        sea_table()[0, 1] = 1.0
