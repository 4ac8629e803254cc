import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from siting import methods as mt
from siting.errors import MethodError


def test_two_constants_have_a_closed_form():
    # 1 + K = (1 + K a)(1 + K b) gives K = (1 - a - b) / (a b)
    assert mt.master_constant([0.5, 0.25]) == pytest.approx(0.25 / 0.125)
    assert mt.master_constant({"cost": 0.5, "skill": 0.25}) == pytest.approx(2.0)
    assert mt.master_constant([0.8, 0.6]) == pytest.approx(-0.4 / 0.48)
    assert mt.master_constant([1e-6, 1e-6]) == pytest.approx((1 - 2e-6) / 1e-12)


def test_three_equal_constants_by_the_quadratic():
    # k^3 K^2 + 3 k^2 K + 3 k - 1 = 0 with k = 0.2
    root = (-3 * 0.04 + math.sqrt((3 * 0.04) ** 2 + 4 * 0.008 * 0.4)) / (2 * 0.008)
    assert mt.master_constant([0.2, 0.2, 0.2]) == pytest.approx(root)


def test_constants_that_sum_to_one_are_additive():
    assert mt.master_constant([0.5, 0.3, 0.2]) == 0.0
    assert mt.master_constant([1.0]) == 0.0
    assert mt.master_constant([0.1] * 10) == 0.0


@given(st.lists(st.floats(0.01, 0.99), min_size=2, max_size=8))
def test_the_constant_solves_its_equation(k):
    assume(abs(sum(k) - 1.0) > 1e-6)
    master = mt.master_constant(k)
    assert (master > 0.0) == (sum(k) < 1.0)
    assert master >= -1.0
    assert np.prod(1.0 + master * np.array(k)) == pytest.approx(1.0 + master, rel=1e-7, abs=1e-12)


def test_a_criterion_that_does_it_all_alone():
    assert mt.master_constant([1.0, 0.5]) == pytest.approx(-1.0)
    assert mt.master_constant([0.99] * 20) == -1.0


def test_constants_without_weight_change_nothing():
    assert mt.master_constant([0.5, 0.25, 0.0]) == pytest.approx(2.0)


@pytest.mark.parametrize("k", [[0.4], [0.4, 0.0], [], [0.0, 0.0]])
def test_no_constant_fits_fewer_than_two(k):
    with pytest.raises(MethodError, match="at least two scaling constants"):
        mt.master_constant(k)


@pytest.mark.parametrize("k", [[0.4, -0.1], [0.4, 1.1], [0.4, math.nan], [[0.4, 0.4]]])
def test_constants_are_shares(k):
    with pytest.raises(MethodError, match="between 0 and 1"):
        mt.master_constant(k)
