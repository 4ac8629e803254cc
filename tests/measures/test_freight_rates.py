from dataclasses import fields
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siting.facts import known
from siting.measures.freight_rates import central_rates, freight_parameters, rate_draws
from siting.measures.geography import Place
from siting.measures.paths import Rates, cheapest_paths
from siting.measures.sea import ports, sea_distance_nm
from siting.model import Estimate

SPRING = known(date(2023, 4, 30))
CASSINO, CHICAGO = Place(41.49, 13.83, "europe"), Place(41.88, -87.63, "north-america")


@pytest.mark.parametrize(
    ("day", "rate", "judged"),
    [
        (date(2021, 12, 30), 60, True),
        (date(2021, 12, 31), 50, False),
        (date(2023, 4, 30), 62.5, False),
        (date(2024, 1, 1), 77.8, False),
        (date(2026, 11, 22), 80.7, False),
    ],
)
def test_the_sea_rate_is_the_last_one_known(day, rate, judged):
    sea = freight_parameters(known(day))["sea_usd_per_m3"]
    assert (sea.value, sea.judged) == (rate, judged)
    assert sea.low <= sea.value <= sea.high


def test_a_fact_outside_the_planning_range_widens_it():
    crossing = freight_parameters(SPRING)["crossing_days"]
    assert (crossing.value, crossing.low, crossing.high, crossing.judged) == (13, 10.5, 15, False)
    assert [fact.value for fact in crossing.facts] == [13]


def test_the_published_crossing_gives_the_speed_of_ships():
    rates = central_rates(freight_parameters(SPRING))
    assert sea_distance_nm("civitavecchia", "baltimore") / rates.sea_nm_per_day == pytest.approx(13)
    assert rates.sea_nm_per_day / 24 == pytest.approx(14.07, abs=0.01)


def test_the_programme_s_own_volume_comes_first():
    planned = freight_parameters(known(), shipping_volume=Estimate(value=16.0, low=15.0, kind="measured"))
    volume = planned["shipping_volume_m3"]
    assert (volume.value, volume.low, volume.high, volume.judged) == (16, 15, 16, False)
    assert freight_parameters(known())["shipping_volume_m3"].value == 17.5


def test_ranges_hold_their_values_and_every_land_mass_has_a_circuity():
    parameters = freight_parameters(SPRING)
    assert all(entry.low <= entry.value <= entry.high for entry in parameters.values())
    assert {entry.moves for entry in parameters.values()} == {"cost", "split", "time", "speed"}
    masses = {port.place.land_mass for port in ports().values()}
    assert set(central_rates(parameters).circuity) == masses


def test_the_first_draw_is_the_central_one_and_the_others_are_corners():
    parameters = freight_parameters(SPRING)
    centre, draws = central_rates(parameters), rate_draws(parameters)
    for field in fields(Rates):
        if field.name != "circuity":
            assert getattr(draws, field.name)[0] == getattr(centre, field.name)
    rail, pace = parameters["rail_usd_per_mile"], parameters["rail_km_per_day"]
    assert set(draws.rail_usd_per_mile[1:]) == {rail.low, rail.high}
    slow = draws.port_dwell_days == parameters["port_dwell_days"].high
    assert set(draws.rail_km_per_day[slow]) == {pace.low}
    corners = {(draws.rail_usd_per_mile[i], draws.sea_fixed_share[i], draws.port_dwell_days[i]) for i in range(1, 9)}
    assert len(corners) == 8


@settings(max_examples=40)
@given(st.data())
def test_no_mix_of_parameters_is_cheaper_than_the_cheapest_draw(data):
    parameters = freight_parameters(SPRING)
    mix = {name: data.draw(st.floats(entry.low, entry.high), label=name) for name, entry in parameters.items()}
    rates = Rates(
        **{name: value for name, value in mix.items() if "." not in name and name != "crossing_days"},
        circuity={name.split(".")[1]: value for name, value in mix.items() if "." in name},
        sea_nm_per_day=4391 / mix["crossing_days"],
    )
    usd = cheapest_paths([CASSINO], [CHICAGO], rates=rates).usd[0, 0]
    lowest = np.min(cheapest_paths([CASSINO], [CHICAGO], rates=rate_draws(parameters)).usd)
    assert usd >= lowest - 1e-9


def test_a_parameter_says_whether_it_is_judged():
    parameters = freight_parameters(SPRING)
    assert "0.275 USD/vehicle-mile (0.2 to 0.35, judged)" in parameters["rail_usd_per_mile"].sentence
    assert "62.5 USD/m3 (50 to 100, known)" in parameters["sea_usd_per_m3"].sentence
