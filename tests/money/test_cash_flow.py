"""The yearly account of one programme, by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting.errors import MethodError
from siting.money import Timetable, cash_flow, npv

PLAN = Timetable(build_years=2, life_years=3, ramp_up=(0.5, 1.0))
CASE = {"volume": 100.0, "margin": 10.0, "capital": 600.0, "tax_percent": 20.0}


def test_every_line_of_the_account_by_hand():
    flows = cash_flow(PLAN, **CASE, incentive_per_car=1.0, incentive_a_year=7.0, incentive_at_start=50.0)
    assert flows.capital.tolist() == [-300, -300, 0, 0, 0]
    assert flows.margin.tolist() == [0, 0, 500, 1000, 1000]
    # 20 % of the margin less 600 / 3 written off a year
    assert flows.tax.tolist() == pytest.approx([0, 0, -60, -160, -160])
    assert flows.incentives.tolist() == [0, 0, 50 + 7 + 50, 100 + 7, 100 + 7]
    assert flows.total.tolist() == pytest.approx([-300, -300, 547, 947, 947])


def test_a_loss_earns_its_tax_back():
    flows = cash_flow(PLAN, **{**CASE, "margin": -1.0})
    assert flows.tax.tolist() == pytest.approx([0, 0, 50, 60, 60])


def test_it_broadcasts_over_sites():
    flows = cash_flow(PLAN, **{**CASE, "margin": np.array([10.0, 4.0]), "capital": np.array([[600.0], [0.0]])})
    assert flows.total.shape == (2, 2, 5)
    assert flows.total[0, 0] == pytest.approx(cash_flow(PLAN, **CASE).total)


@pytest.mark.parametrize("ramp", [(), (0.5, 0.4), (1.0, 1.0, 1.0, 1.0), (0.0,), (0.5, 1.2), (-0.1, 1.0)])
def test_an_impossible_ramp_is_refused(ramp):
    with pytest.raises(MethodError, match="ramp"):
        Timetable(build_years=1, life_years=3, ramp_up=ramp)


@pytest.mark.parametrize("years", [{"build_years": 0, "life_years": 3}, {"build_years": 1, "life_years": 0}])
def test_no_years_are_refused(years):
    with pytest.raises(MethodError, match="at least one year"):
        Timetable(**years)


money = st.floats(-1e4, 1e4)


@given(margin=money, more=st.floats(0.01, 1e4), rate=st.floats(0.0, 0.3), tax=st.floats(0, 60))
def test_the_present_value_is_a_line_in_the_margin(margin, more, rate, tax):
    def worth(each):
        return float(npv(cash_flow(PLAN, volume=100, margin=each, capital=500, tax_percent=tax).total, rate))

    middle = worth(margin + more / 2)
    assert middle == pytest.approx((worth(margin) + worth(margin + more)) / 2, abs=1e-6 * (1 + abs(middle)))
    assert worth(margin + more) > worth(margin)


@given(capital=st.floats(0, 1e6), tax=st.floats(0, 60))
def test_with_tax_but_no_discounting_the_state_shares_capital_and_margin_alike(capital, tax):
    total = cash_flow(PLAN, volume=100, margin=10, capital=capital, tax_percent=tax).total.sum()
    assert total == pytest.approx((1 - tax / 100) * (2500 - capital), abs=1e-6 * (1 + capital))
