from dataclasses import fields
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siting.errors import FactError, MethodError
from siting.facts import known
from siting.measures.freight_rates import central_rates, freight_parameters, rate_draws
from siting.measures.geography import Place
from siting.measures.paths import Rates, cheapest_paths
from siting.measures.sea import ports, sea_distance_nm
from siting.model import Estimate, Fact, Source

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


def own(attribute, value, **more):
    source = Source(id="contract", title="the maker's contract")
    return Fact(id=f"freight-plan.{attribute}", subject="freight-plan", attribute=attribute, value=value, source=source,
                **more)  # fmt: skip


def test_what_a_study_states_itself_comes_before_plan_and_facts():
    stated = known(date(2023, 4, 30), own=(
        own("rail_usd_per_mile", 0.22, unit="USD/vehicle-mile"),
        own("sea_usd_per_m3", 70.0), own("sea_usd_per_m3", 80.0, confidence="low"),
        own("circuity_europe", 1.25, basis="planning"),
    ))  # fmt: skip
    plan = freight_parameters(stated)
    rail, sea, detour = (plan[name] for name in ("rail_usd_per_mile", "sea_usd_per_m3", "circuity.europe"))
    assert (rail.value, rail.low, rail.high, rail.judged) == (0.22, 0.22, 0.22, False)
    assert (sea.value, sea.low, sea.high) == (70, 70, 80)
    assert (detour.value, detour.judged) == (1.25, True)
    assert "0.22 USD/vehicle-mile (0.22 to 0.22, known): the study's own figure" in rail.sentence
    assert plan["truck_usd_per_mile"] == freight_parameters(SPRING)["truck_usd_per_mile"]


def test_a_statement_of_a_later_day_is_not_seen():
    later = own("rail_usd_per_mile", 0.22, period="2024", known_from=date(2024, 12, 31))
    assert freight_parameters(known(date(2023, 4, 30), own=(later,)))["rail_usd_per_mile"].value == 0.275


@pytest.mark.parametrize(
    ("fact", "error", "words"),
    [
        (own("rail_usd_per_km", 0.2), MethodError, "unknown parameter 'rail_usd_per_km'.*did you mean 'rail_"),
        (own("rail_usd_per_mile", 0.2, unit="EUR/km"), MethodError, "is in 'EUR/km', the freight plan in 'USD/veh"),
        (own("rail_usd_per_mile", "cheap"), FactError, "has no number: 'cheap'"),
    ],
)
def test_a_statement_that_cannot_be_used_is_told(fact, error, words):
    with pytest.raises(error, match=words):
        freight_parameters(known(own=(fact,)))


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
