import numpy as np
import pytest

from siting.errors import MethodError
from siting.sensitivity.draws import draw_weights
from siting.sensitivity.halfspaces import weight_polytope


def region_of(coefficients, limits):
    return weight_polytope(np.array(coefficients, float), np.array(limits, float))


def draw(region, count=100_000):
    return draw_weights(region, np.random.default_rng(11), count)


def test_all_weights_are_uniform_and_not_normalised_uniforms():
    weights = draw(region_of(np.empty((0, 8)), []))
    # the largest of eight weights exceeds one half with probability 8 / 2^7
    share = (weights.max(axis=1) > 0.5).mean()
    assert abs(share - 0.0625) < 5 * np.sqrt(0.0625 * 0.9375 / 1e5)


def test_ranked_weights_have_the_rank_order_centroid_as_mean():
    weights = draw(region_of(np.diff(np.eye(5), axis=0), np.zeros(4)))
    centroid = [sum(1 / k for k in range(place, 6)) / 5 for place in range(1, 6)]
    assert (np.diff(weights, axis=1) <= 1e-12).all()
    assert (abs(weights.mean(axis=0) - centroid) < 5 * weights.std(axis=0) / np.sqrt(1e5)).all()


@pytest.mark.parametrize("criteria", [3, 6])
def test_a_bounded_region_is_filled_as_rejection_would(criteria):
    upper = np.linspace(0.3, 0.7, criteria)
    weights = draw(region_of(np.eye(criteria), upper))
    assert (weights <= upper + 1e-12).all()
    assert weights.sum(axis=1) == pytest.approx(np.ones(len(weights)))
    trial = np.random.default_rng(5).dirichlet(np.ones(criteria), 400_000)
    kept = trial[(trial <= upper).all(axis=1)]
    for power in (1, 2, 3):
        error = np.sqrt((weights**power).var(axis=0) / len(weights) + (kept**power).var(axis=0) / len(kept))
        assert (abs((weights**power).mean(axis=0) - (kept**power).mean(axis=0)) < 5 * error).all()


def test_many_criteria_are_drawn_by_rejection():
    weights = draw(region_of(np.eye(15), np.full(15, 0.2)), 5_000)
    assert weights.shape == (5_000, 15)
    assert weights.max() <= 0.2
    assert (abs(weights.mean(axis=0) - 1 / 15) < 5 * weights.std(axis=0) / np.sqrt(5_000)).all()


def test_a_flat_region_of_many_criteria_keeps_to_its_equalities():
    # the first weighs 0.2, the second at most 0.1; two others together as much as the first
    equal = np.zeros((2, 14))
    equal[0, 0] = 1.0
    equal[1, [0, 2, 3]] = -1.0, 1.0, 1.0
    cap = np.eye(14)[1:2]
    region = region_of(np.vstack([equal, -equal, cap]), [0.2, 0, -0.2, 0, 0.1])
    weights = draw(region, 20_000)
    assert region.dimension == 11
    assert not region.is_simplex
    assert weights.sum(axis=1) == pytest.approx(np.ones(20_000))
    assert weights[:, 0] == pytest.approx(np.full(20_000, 0.2))
    assert weights[:, 2] + weights[:, 3] == pytest.approx(np.full(20_000, 0.2))
    rest = 0.6 * np.random.default_rng(4).dirichlet(np.ones(11), 400_000)
    rest = rest[rest[:, 0] <= 0.1]
    free = weights[:, [1, *range(4, 14)]]
    error = np.sqrt(free.var(axis=0) / len(free) + rest.var(axis=0) / len(rest))
    assert (abs(free.mean(axis=0) - rest.mean(axis=0)) < 5 * error).all()
    assert abs(weights[:, 2].mean() - 0.1) < 5 * 0.2 / np.sqrt(12 * 20_000)


def test_too_thin_a_region_of_many_criteria_is_refused():
    region = region_of(np.vstack([np.eye(20), -np.eye(20)[:1]]), np.append(np.full(20, 0.06), -0.01))
    with pytest.raises(MethodError, match="fewer criteria or looser statements"):
        draw(region, 10)


def test_a_point_is_drawn_again_and_again():
    assert draw(region_of(np.eye(2), [0.25, 0.75]), 3) == pytest.approx(np.array([[0.25, 0.75]] * 3), abs=1e-9)


def test_same_stream_same_weights():
    region = region_of(np.eye(4), [0.5, 0.5, 0.5, 0.9])
    assert (draw(region, 999) == draw(region, 999)).all()
