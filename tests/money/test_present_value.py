import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting.errors import MethodError
from siting.money import annuity_factor, npv


def test_ten_year_factors_of_the_usual_table():
    # Present value of an annuity of 1 at the end of each of ten years, any textbook table.
    assert annuity_factor([0.05, 0.08, 0.10, 0.12], 10) == pytest.approx([7.7217, 6.7101, 6.1446, 5.6502], abs=5e-5)


def test_npv_of_a_plant_with_ten_equal_savings():
    # -500 today and 90 a year for ten years at 8 %: -500 + 90 * 6.71008
    assert npv([-500, *[90] * 10], 0.08) == pytest.approx(103.907, abs=5e-4)


def test_without_interest_money_just_adds_up():
    assert npv([1, 2, 3], 0) == 6
    assert annuity_factor(0, [0, 7]).tolist() == [0, 7]


def test_npv_by_hand():
    assert npv([-100, 60, 60.5], 0.10) == pytest.approx(-100 + 60 / 1.1 + 60.5 / 1.21)


def test_rates_and_flows_broadcast():
    flows = np.array([[-100.0, 110.0], [-50.0, 70.0]])
    assert npv(flows, [0.1, 0.4]) == pytest.approx([0.0, 0.0])


@given(st.floats(-0.5, 2.0), st.integers(0, 40))
def test_the_factor_is_the_npv_of_ones(rate, years):
    assert annuity_factor(rate, years) == pytest.approx(npv([0, *[1] * years], rate), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("rate", [-1, -2, np.nan])
def test_impossible_rates_are_named(rate):
    with pytest.raises(MethodError, match="discount rate"):
        npv([1, 2], rate)


def test_a_missing_flow_is_not_zero():
    with pytest.raises(MethodError, match="cash flow is missing"):
        npv([1, np.nan], 0.1)
    with pytest.raises(MethodError, match="years"):
        annuity_factor(0.1, -1)
