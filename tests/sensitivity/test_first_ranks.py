import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siting.sensitivity.draws import draw_weights
from siting.sensitivity.first_ranks import first_ranks
from siting.sensitivity.halfspaces import weight_polytope


def region_of(coefficients, limits, criteria):
    return weight_polytope(np.array(coefficients, float).reshape(-1, criteria), np.array(limits, float))


def constrained(kind, criteria):
    unit = np.eye(criteria)
    rows = {
        "all": ([], []),
        "ranked": (np.diff(unit, axis=0), np.zeros(criteria - 1)),
        "bounds": (np.vstack([-unit, unit]), np.append(np.full(criteria, -0.03), np.linspace(0.25, 0.5, criteria))),
        "partial order, ratio and floors": (
            np.vstack([unit[1] - unit[0], unit[2] - unit[0], 2 * unit[4] - unit[3], -unit]),
            np.append(np.zeros(3), np.full(criteria, -0.02)),
        ),
    }
    return region_of(*rows[kind], criteria)


@pytest.mark.parametrize("kind", ["all", "ranked", "bounds", "partial order, ratio and floors"])
@pytest.mark.parametrize("criteria", [5, 8])
def test_shares_and_central_weights_agree_with_draws(kind, criteria):
    region = constrained(kind, criteria)
    values = np.random.default_rng(criteria).random((10, criteria))
    shares, central = first_ranks(values, region)
    assert shares.sum() == pytest.approx(1.0, abs=1e-12)
    weights = draw_weights(region, np.random.default_rng(7), 100_000)
    winner = (weights @ values.T).argmax(axis=1)
    for site in range(10):
        won = weights[winner == site]
        assert abs(len(won) / 1e5 - shares[site]) <= 5 * np.sqrt(shares[site] * (1 - shares[site]) / 1e5)
        if len(won) > 100:
            assert (abs(won.mean(axis=0) - central[site]) <= 5.5 * won.std(axis=0) / np.sqrt(len(won)) + 1e-12).all()


def test_the_mean_over_all_regions_is_the_middle_of_the_space():
    region = constrained("bounds", 6)
    shares, central = first_ranks(np.random.default_rng(2).random((8, 6)), region)
    volume, moment = region.lattice.moments()
    assert shares @ np.nan_to_num(central) == pytest.approx(region.weights(moment / volume), abs=1e-12)


def test_ten_criteria_sum_to_one():
    values = np.random.default_rng(0).random((10, 10))
    shares, _ = first_ranks(values, region_of([], [], 10))
    assert shares.sum() == pytest.approx(1.0, abs=1e-11)


def test_each_criterion_wins_its_own_corner():
    # site k is best on criterion k only: by symmetry equal shares, and where w_k is the largest weight its mean is ROC
    shares, central = first_ranks(np.eye(4), region_of([], [], 4))
    largest = (1 + 1 / 2 + 1 / 3 + 1 / 4) / 4
    assert shares == pytest.approx(np.full(4, 0.25), abs=1e-13)
    assert np.diag(central) == pytest.approx(np.full(4, largest), abs=1e-13)


def test_structured_values_with_many_ties():
    values = np.array([[1, 1, 0, 0, 0, 0], [0, 0, 1, 1, 0, 0], [0, 0, 0, 0, 1, 1], [1, 0, 1, 0, 1, 0]], float)
    shares, _ = first_ranks(values, region_of([], [], 6))
    winner = (np.random.default_rng(3).dirichlet(np.ones(6), 400_000) @ values.T).argmax(axis=1)
    drawn = np.bincount(winner, minlength=4) / 400_000
    assert shares.sum() == pytest.approx(1.0, abs=1e-12)
    assert shares[:3] == pytest.approx(np.full(3, shares[0]), abs=1e-12)
    assert abs(drawn - shares).max() < 5 * 0.5 / np.sqrt(400_000)


def test_a_flat_space_has_shares_in_its_own_dimensions():
    # w1 is fixed at 0.5, so only w2 in 0..0.5 is left; A is ahead of B where w2 < 0.3
    region = region_of([[1, 0, 0], [-1, 0, 0]], [0.5, -0.5], 3)
    values = np.array([[0.6, 0.0, 0.0], [0.0, 1.0, 0.0]])
    shares, central = first_ranks(values, region)
    assert shares == pytest.approx([0.6, 0.4], abs=1e-9)
    assert central[0] == pytest.approx([0.5, 0.15, 0.35], abs=1e-9)


def test_a_site_that_only_ties_at_a_corner_is_never_first():
    values = np.array([[1.0, 0.0], [1.0, 0.0 - 0.5], [0.0, 1.0]])
    shares, central = first_ranks(values, region_of([], [], 2))
    assert shares.tolist() == pytest.approx([0.5, 0.0, 0.5])
    assert np.isnan(central[1]).all()


@given(st.integers(0, 10_000), st.integers(2, 5), st.integers(2, 6))
@settings(max_examples=25, deadline=None)
def test_a_duplicate_and_a_dominated_site_change_only_their_own_share(seed, criteria, sites):
    values = np.random.default_rng(seed).random((sites, criteria))
    shares, _ = first_ranks(values, region_of([], [], criteria))
    more = np.vstack([values, values[0], values[1] - 0.1])
    again, _ = first_ranks(more, region_of([], [], criteria))
    assert again[1:sites] == pytest.approx(shares[1:], abs=1e-9)
    assert again[[0, sites]] == pytest.approx(np.full(2, shares[0] / 2), abs=1e-9)
    assert again[sites + 1] == 0.0


@given(st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_relabelled_sites_and_criteria(seed):
    rng = np.random.default_rng(seed)
    values = rng.random((5, 4))
    rows, columns = rng.permutation(5), rng.permutation(4)
    shares, central = first_ranks(values, region_of([], [], 4))
    again, moved = first_ranks(values[rows][:, columns], region_of([], [], 4))
    assert again == pytest.approx(shares[rows], abs=1e-10)
    sure = again > 1e-6
    assert moved[sure] == pytest.approx(central[rows][:, columns][sure], abs=1e-6)
