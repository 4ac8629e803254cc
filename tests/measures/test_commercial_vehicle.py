from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting.errors import FactError, MethodError
from siting.facts import known
from siting.measures.commercial_vehicle import (
    CommercialVehicleLaw,
    commercial_credit_usd,
    commercial_vehicle_credit,
    read_commercial_law,
)
from siting.measures.limits import Limit
from siting.measures.vehicle import Vehicle


def car(**changes):
    return Vehicle(**{"assembly_country": "IT", "msrp_usd": 75_000, "battery_kwh": 100, **changes})


PHEV = car(powertrain="phev", battery_kwh=16)


@pytest.mark.parametrize(
    ("vehicle", "basis", "acquired", "usd"),
    [
        pytest.param(car(), 70_000, "2024-06-01", 7500, id="01 Italian BEV"),
        pytest.param(PHEV, 42_000, "2023-06-01", 6300, id="02 Italian PHEV"),
        pytest.param(car(), 70_000, "2025-10-01", 0, id="03 after the end"),
        pytest.param(car(), 70_000, "2025-09-30", 7500, id="last day"),
        pytest.param(car(), 70_000, "2022-12-31", 0, id="before the start"),
        pytest.param(car(), 20_000, "2024-06-01", 6000, id="30 % of a small basis"),
        pytest.param(car(feoc_component=True, body="other"), 90_000, "2024-06-01", 7500, id="no other test"),
        pytest.param(car(powertrain="ice"), 70_000, "2024-06-01", 0, id="no plug"),
        pytest.param(car(battery_kwh=6.9), 70_000, "2024-06-01", 0, id="battery below 7 kWh"),
        pytest.param(car(gvwr_lb=14_000), 200_000, "2024-06-01", 40_000, id="heavy"),
        pytest.param(car(gvwr_lb=13_999), 200_000, "2024-06-01", 7500, id="just light"),
    ],
)
def test_truth_table(vehicle, basis, acquired, usd):
    credit = commercial_vehicle_credit(vehicle, basis_usd=basis, acquired=acquired)
    assert credit.value == usd
    assert (credit.unit, credit.kind) == ("USD", "computed")
    assert "section 45W" in credit.trace[0].text


def test_law_of_2025_is_not_known_before():
    assert commercial_vehicle_credit(car(), basis_usd=70_000, acquired="2027-06-01", as_of="2023-04-30").value == 7500
    assert commercial_vehicle_credit(car(), basis_usd=70_000, acquired="2027-06-01").value == 0


def test_before_the_guidance_of_december_2022_the_place_of_assembly_is_not_spoken_of():
    early, later = (
        commercial_vehicle_credit(car(), basis_usd=70_000, acquired="2024-06-01", as_of=day)
        for day in ("2022-09-01", "2023-01-01")
    )
    assert early.value == later.value == 7500
    told = [any(step.text.startswith("final assembly") for step in cell.trace) for cell in (early, later)]
    assert told == [False, True]


def test_incremental_cost_binds_where_it_is_given():
    known_extra = {"basis_usd": 70_000, "acquired": "2024-06-01"}
    assert commercial_vehicle_credit(car(), incremental_cost_usd=4_000, **known_extra).value == 4000
    assert commercial_vehicle_credit(car(), incremental_cost_usd=0, **known_extra).value == 0
    assert any("taken not to bind" in step.text for step in commercial_vehicle_credit(car(), **known_extra).trace)


def test_a_battery_minimum_that_is_not_known_is_flagged():
    heavy = commercial_vehicle_credit(car(gvwr_lb=20_000), basis_usd=70_000, acquired="2024-06-01")
    assert heavy.flags == ("battery minimum not tested",)
    assert commercial_vehicle_credit(car(), basis_usd=70_000, acquired="2024-06-01").flags == ()


@pytest.mark.parametrize(
    "wrong", [{"basis_usd": -1}, {"basis_usd": np.nan}, {"basis_usd": "70000"}, {"acquired": "2024-13"}]
)
def test_impossible_inputs(wrong):
    fields = {"basis_usd": 70_000, "acquired": "2024-06-01", **wrong}
    with pytest.raises(MethodError, match=next(iter(wrong))):
        commercial_vehicle_credit(car(), **fields)


def test_a_day_before_all_facts():
    with pytest.raises(FactError, match="1850"):
        commercial_vehicle_credit(car(), basis_usd=70_000, acquired="2024-06-01", as_of="1850")


def test_pure_half_by_hand():
    law = CommercialVehicleLaw(0.3, 7_500, (Limit("battery_kwh", "battery", "at least", 7, "kWh"),))
    usd = commercial_credit_usd(
        law, basis_usd=[[10_000], [60_000]], battery_kwh=[7, 6, 50], incremental_cost_usd=[np.inf, np.inf, 2_000]
    )
    assert usd.tolist() == [[3000, 0, 2000], [7500, 0, 2000]]


@given(
    st.lists(st.tuples(st.floats(0, 150_000), st.floats(0, 30)), min_size=1, max_size=5),
    st.dates(date(2022, 1, 1), date(2033, 12, 31)),
    st.sampled_from(["bev", "phev", "ice"]),
)
def test_pure_half_on_arrays_equals_the_measure_on_each_car(cars, acquired, powertrain):
    basis, kwh = np.array(cars).T
    law, _ = read_commercial_law(known(), powertrain=powertrain, gvwr_lb=6_000, acquired=acquired)
    usd = commercial_credit_usd(law, basis_usd=basis, battery_kwh=kwh, incremental_cost_usd=np.inf)
    singly = [
        commercial_vehicle_credit(car(powertrain=powertrain, battery_kwh=k), basis_usd=b, acquired=acquired).value
        for b, k in cars
    ]
    assert usd.tolist() == singly
    assert usd.min() >= 0
    assert usd.max() <= 7500
