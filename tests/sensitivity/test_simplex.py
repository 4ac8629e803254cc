from fractions import Fraction
from itertools import combinations
from math import prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from siting.sensitivity.simplex import mean_pairwise_shares, pairwise_shares, positive_share

forms = arrays(float, st.tuples(st.integers(1, 5), st.integers(2, 7)), elements=st.integers(-9, 9).map(float))


def partial_fractions(corners):
    """Share where a form with distinct corner values is positive: sum of y^(n-1) / prod(y - other), in rationals."""
    values = [Fraction(corner) for corner in corners]
    share = sum(y ** (len(values) - 1) / prod(y - other for other in values if other != y) for y in values if y > 0)
    return float(share)


@pytest.mark.parametrize(
    "corners", [(3, -1), (1, 2, -5), (-7, 4, 2, 9), (1, -2, 3, -4, 5), (8, -1, -2, -3, -4, 5, 7, 11, -13)]
)
def test_equals_the_rational_sum_of_partial_fractions(corners):
    assert positive_share(np.array([corners], float))[0] == pytest.approx(partial_fractions(corners), abs=1e-14)


def test_stays_exact_where_partial_fractions_divide_by_zero():
    # w1 + w2 > w3 + w4 by symmetry; w1 > 1/2 in five criteria has (1/2)^4
    shares = positive_share(np.array([[1.0, 1.0, -1.0, -1.0, 0.0], [0.5, -0.5, -0.5, -0.5, -0.5]]))
    assert shares == pytest.approx([0.5, 1 / 16], abs=1e-15)


def test_a_criterion_alone_has_no_inside_but_a_sign():
    assert positive_share(np.array([[2.0], [-2.0], [0.0]])).tolist() == [1.0, 0.0, 0.5]


def test_is_stable_with_sixty_criteria_of_nearly_equal_value():
    corners = np.full((1, 60), 1.0)
    corners[0, ::2] = -1.0
    corners += np.linspace(-1e-7, 1e-7, 60)
    assert positive_share(corners)[0] == pytest.approx(0.5, abs=1e-5)


@given(forms)
def test_a_form_and_its_negative_share_the_whole(values):
    assert positive_share(values) + positive_share(-values) == pytest.approx(np.ones(len(values)), abs=1e-12)


@given(forms, st.floats(0.01, 100))
def test_scale_and_order_of_corners_do_not_matter(values, factor):
    assert positive_share(factor * values[:, ::-1]) == pytest.approx(positive_share(values), abs=1e-12)


def test_agrees_with_draws_within_their_error():
    rng = np.random.default_rng(4)
    values = rng.random((6, 5))
    scores = rng.dirichlet(np.ones(5), 200_000) @ values.T
    exact = pairwise_shares(values, np.eye(5))
    for first, second in combinations(range(6), 2):
        drawn = (scores[:, first] > scores[:, second]).mean()
        error = np.sqrt(exact[first, second] * exact[second, first] / 200_000)
        assert abs(drawn - exact[first, second]) < 5 * error


def test_sites_that_tie_everywhere_have_half_each():
    shares = pairwise_shares(np.array([[0.2, 0.4], [0.2, 0.4], [0.1, 0.1]]), np.eye(2))
    assert shares.tolist() == [[0.0, 0.5, 1.0], [0.5, 0.0, 1.0], [0.0, 0.0, 0.0]]


def test_a_simplex_cut_in_two_gives_the_same_as_the_whole():
    values = np.array([[1.0, 0.0, 0.3], [0.2, 0.9, 0.5], [0.4, 0.4, 0.45]])
    middle = [0.25, 0.75, 0.0]
    halves = np.array([[[1, 0, 0], middle, [0, 0, 1]], [middle, [0, 1, 0], [0, 0, 1]]], dtype=float)
    whole = pairwise_shares(values, np.eye(3))
    assert mean_pairwise_shares(values, halves, np.array([0.75, 0.25])) == pytest.approx(whole, abs=1e-14)
