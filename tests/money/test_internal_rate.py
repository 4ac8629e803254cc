"""The internal rate of return against closed forms."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting.errors import MethodError
from siting.money import internal_rate, npv


@pytest.mark.parametrize(
    ("flows", "rate"),
    [
        ([-100, 110], 0.10),
        ([100, -110], 0.10),
        ([0, -100, 110], 0.10),
        ([-100, 0, 121], 0.10),
        ([-100, 60, 60], (60 + np.sqrt(60**2 + 4 * 100 * 60)) / 200 - 1),
        ([-100, 50], -0.5),
        ([-1, 0, 0, 1e12], 1e4 - 1),
    ],
)
def test_closed_forms(flows, rate):
    assert internal_rate(flows) == pytest.approx(rate, rel=1e-9)


@given(st.lists(st.floats(1, 1e6), min_size=1, max_size=12), st.floats(1, 1e6))
def test_the_flows_are_worth_nothing_at_it(back, spent):
    flows = [-spent, *back]
    rate = internal_rate(flows)
    value = np.abs(np.array(flows) / (1 + rate) ** np.arange(len(flows))).sum()
    assert float(npv(flows, rate)) == pytest.approx(0.0, abs=1e-8 * value)


@pytest.mark.parametrize("flows", [[1, 2], [-1, -2], [0, 0], []])
def test_without_a_change_of_sign_there_is_none(flows):
    with pytest.raises(MethodError, match="no change of sign"):
        internal_rate(flows)


def test_with_two_changes_of_sign_it_is_not_one_number():
    with pytest.raises(MethodError, match="2 changes of sign"):
        internal_rate([-100, 230, -132])


def test_a_missing_flow_is_named():
    with pytest.raises(MethodError, match="missing"):
        internal_rate([-100, float("nan")])
