from math import factorial, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siting.errors import MethodError
from siting.sensitivity.halfspaces import weight_polytope
from siting.sensitivity.polytope import face_lattice


def all_weights(criteria):
    return weight_polytope(np.empty((0, criteria)), np.empty(0))


def cube(dimension):
    return np.vstack([np.eye(dimension), -np.eye(dimension)])


@pytest.mark.parametrize("dimension", range(1, 8))
def test_volume_and_centroid_of_a_box(dimension):
    upper, lower = np.arange(1.0, dimension + 1), np.linspace(0.5, 1.0, dimension)
    volume, moment = face_lattice(cube(dimension), np.append(upper, lower)).moments()
    assert volume == pytest.approx(np.prod(upper + lower), rel=1e-13)
    assert moment / volume == pytest.approx((upper - lower) / 2, abs=1e-13)


@pytest.mark.parametrize("criteria", range(2, 9))
def test_all_weights_have_the_volume_of_a_regular_simplex_and_equal_weights_as_centroid(criteria):
    region = all_weights(criteria)
    volume, moment = region.lattice.moments()
    assert volume == pytest.approx(sqrt(criteria) / factorial(criteria - 1), rel=1e-12)
    assert region.weights(moment / volume) == pytest.approx(np.full(criteria, 1 / criteria), abs=1e-14)


def test_a_corner_where_many_facets_meet():
    # a pyramid over a square: four facets meet in its apex
    rows = np.array([[1, 0, 1], [-1, 0, 1], [0, 1, 1], [0, -1, 1], [0, 0, -1]], dtype=float)
    lengths = np.linalg.norm(rows, axis=1)
    limits = np.array([1, 1, 1, 1, 0.25]) / lengths
    volume, moment = face_lattice(rows / lengths[:, None], limits).moments()
    side, height = 2.5, 1.25
    assert volume == pytest.approx(side**2 * height / 3, rel=1e-13)
    assert moment[2] / volume == pytest.approx(-0.25 + height / 4, abs=1e-13)


@pytest.mark.parametrize("dimension", [4, 5, 6])
def test_the_cross_polytope_is_degenerate_at_every_corner(dimension):
    signs = np.array(np.meshgrid(*[[-1.0, 1.0]] * dimension)).reshape(dimension, -1).T
    if len(signs) > 62:
        with pytest.raises(MethodError, match="64 facets"):
            face_lattice(signs / sqrt(dimension), np.full(len(signs), 1 / sqrt(dimension)))
        return
    volume, _ = face_lattice(signs / sqrt(dimension), np.full(len(signs), 1 / sqrt(dimension))).moments()
    assert volume == pytest.approx(2**dimension / factorial(dimension), rel=1e-12)


@given(st.integers(0, 10_000), st.integers(3, 6))
@settings(max_examples=25, deadline=None)
def test_a_polytope_cut_in_two_keeps_its_volume_and_first_moment(seed, criteria):
    rng = np.random.default_rng(seed)
    upper = rng.uniform(1.2 / criteria, 0.9, criteria)
    form = rng.normal(size=criteria)
    form -= form @ np.full(criteria, 1 / criteria)
    whole, left, right = (
        weight_polytope(np.vstack([np.eye(criteria), *extra]), np.append(upper, [0.0] * len(extra)))
        for extra in ([], [form], [-form])
    )

    def moments(region):
        volume, moment = region.lattice.moments()
        return volume, volume * region.origin + region.basis @ moment

    parts = [moments(left), moments(right)]
    assert sum(part[0] for part in parts) == pytest.approx(moments(whole)[0], rel=1e-9)
    assert sum(part[1] for part in parts) == pytest.approx(moments(whole)[1], rel=1e-8)


@pytest.mark.parametrize("criteria", [3, 5, 7])
def test_simplices_fill_the_polytope(criteria):
    region = weight_polytope(np.eye(criteria), np.linspace(0.3, 0.7, criteria))
    simplices, shares = region.simplices
    volume, moment = region.lattice.moments()
    edges = (simplices[:, 1:] - simplices[:, :1]) @ region.basis
    volumes = np.abs(np.linalg.det(edges)) / factorial(criteria - 1)
    assert volumes.sum() == pytest.approx(volume, rel=1e-11)
    assert volumes / volumes.sum() == pytest.approx(shares, abs=1e-12)
    assert shares @ simplices.mean(axis=1) == pytest.approx(region.weights(moment / volume), abs=1e-11)


@pytest.mark.parametrize(
    ("coefficients", "limits", "dimension"),
    [
        ([[1, 0, 0], [-1, 0, 0]], [0.4, -0.4], 1),  # a weight that is fixed
        ([[-1, 0, 0], [0, -1, 0], [0, 0, -1]], [-0.2, -0.3, -0.5], 0),  # lower bounds that add up to one
        ([[1, -1, 0], [-1, 1, 0]], [0, 0], 1),  # two weights that are equal
        ([[1, 0, 0]], [0], 1),  # a criterion without weight
    ],
)
def test_a_flat_region_is_measured_in_its_own_dimensions(coefficients, limits, dimension):
    region = weight_polytope(np.array(coefficients, float), np.array(limits, float))
    assert region.dimension == dimension
    assert region.corners.sum(axis=1) == pytest.approx(np.ones(dimension + 1))
    assert (region.corners @ np.array(coefficients).T <= np.array(limits) + 1e-12).all()


def test_redundant_statements_are_dropped():
    ranked = weight_polytope(np.diff(np.eye(5), axis=0), np.zeros(4))
    assert ranked.is_simplex
    corners = ranked.corners[np.argsort(ranked.corners[:, 0])]
    expected = [[1 / k] * k + [0] * (5 - k) for k in range(5, 0, -1)]
    assert corners == pytest.approx(np.array(expected), abs=1e-12)


def test_no_weights_at_all():
    assert weight_polytope(np.array([[-1.0, 0.0]]), np.array([-1.5])) is None
