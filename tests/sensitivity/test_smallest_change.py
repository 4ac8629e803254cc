import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siting.errors import MethodError
from siting.model import Study
from siting.sensitivity import WeightSpace, smallest_change
from siting.sensitivity.halfspaces import weight_polytope
from siting.sensitivity.smallest_change import nearest_weights

ORDERS = {"l1": 1, "l2": 2, "linf": np.inf}


def study_of(values, weights):
    values = np.asarray(values, float)
    names = [f"c{column}" for column in range(values.shape[1])]
    table = pd.DataFrame(values, index=[f"S{row}" for row in range(len(values))], columns=names)
    return Study.from_frame(table, ranges=dict.fromkeys(names, (0, 1)), weights=dict(zip(names, weights, strict=True)))


def grid(criteria, steps):
    if criteria == 1:
        return np.array([[steps]])
    return np.array([[first, *rest] for first in range(steps + 1) for rest in grid(criteria - 1, steps - first)])


GRID = grid(3, 60) / 60
GRID_VALUES = np.array([[0.9, 0.2, 0.4], [0.3, 0.8, 0.5], [0.5, 0.5, 0.9], [0.1, 0.1, 0.3]])
GRID_WEIGHTS = np.array([0.6, 0.25, 0.15])


@pytest.mark.parametrize("norm", ORDERS)
@pytest.mark.parametrize("bounds", [({}, {}), ({"c0": 0.2}, {"c1": 0.5})])
def test_no_point_of_a_fine_grid_is_nearer_and_one_is_nearly_as_near(norm, bounds):
    study = study_of(GRID_VALUES, GRID_WEIGHTS)
    found = smallest_change(study, norm, WeightSpace.bounded(*bounds))
    lower, upper = bounds
    allowed = (GRID[:, 0] >= lower.get("c0", 0) - 1e-12) & (GRID[:, 1] <= upper.get("c1", 1) + 1e-12)
    weights = GRID[allowed]
    scores = weights @ GRID_VALUES.T
    distances = np.linalg.norm(weights - GRID_WEIGHTS, ORDERS[norm], axis=1)
    for row, site in enumerate(found.index, start=1):
        wins = scores[:, row] >= scores.max(axis=1) - 1e-12
        if not wins.any():
            assert found.loc[site].isna().all()
            continue
        assert found.at[site, "distance"] <= distances[wins].min() + 1e-9
        assert found.at[site, "distance"] >= distances[wins].min() - 0.06


@given(st.integers(0, 100_000), st.integers(2, 6), st.sampled_from(sorted(ORDERS)))
@settings(max_examples=60, deadline=None)
def test_it_ties_there_and_nothing_between_is_won(seed, criteria, norm):
    rng = np.random.default_rng(seed)
    values, base = rng.random((5, criteria)), rng.dirichlet(np.ones(criteria))
    region = weight_polytope(np.empty((0, criteria)), np.empty(0))
    leader = int(np.argmax(values @ base))
    for site in range(5):
        weights = nearest_weights(values, site, base, region=region, norm=norm)
        if np.isnan(weights).any():
            draws = rng.dirichlet(np.ones(criteria), 500) @ values.T
            assert (draws.argmax(axis=1) != site).all()
            continue
        scores = values @ weights
        assert weights.min() >= 0
        assert weights.sum() == pytest.approx(1, abs=1e-9)
        assert scores[site] == pytest.approx(scores.max(), abs=1e-8)
        halfway = values @ ((weights + base) / 2)
        if site != leader and abs(weights - base).max() > 1e-6:
            assert halfway[site] < halfway.max() - 1e-12


@given(st.integers(0, 100_000))
@settings(max_examples=30, deadline=None)
def test_the_three_norms_bound_each_other(seed):
    rng = np.random.default_rng(seed)
    values, base = rng.random((4, 4)), rng.dirichlet(np.ones(4))
    study = study_of(values, base)
    one, two, largest = (smallest_change(study, norm)["distance"].to_numpy() for norm in ("l1", "l2", "linf"))
    known = ~np.isnan(one)
    assert (np.isnan(two) == ~known).all()
    assert (largest[known] <= two[known] + 1e-9).all()
    assert (two[known] <= one[known] + 1e-9).all()
    assert (one[known] <= 4 * largest[known] + 1e-9).all()


@pytest.mark.parametrize(("norm", "distance"), [("l1", 1 / 6), ("l2", np.sqrt(2) / 12), ("linf", 1 / 12)])
def test_two_criteria_by_hand(norm, distance):
    # w0 = w0 / 2 + 1 - w0 at w0 = 2/3: from (0.75, 0.25) that is 1/12 away in each weight
    found = smallest_change(study_of([[1, 0], [0.5, 1]], [3, 1]), norm)
    assert found.loc["S1", ["c0", "c1"]].tolist() == pytest.approx([2 / 3, 1 / 3])
    assert found.at["S1", "distance"] == pytest.approx(distance)


def test_a_site_already_tied_needs_no_change():
    found = smallest_change(study_of([[1, 0], [0, 1]], [1, 1]))
    assert found.at["S1", "distance"] == 0.0


def test_a_space_without_the_study_weights_moves_even_so():
    space = WeightSpace.bounded(upper={"c0": 0.3})
    found = smallest_change(study_of([[1, 0], [0.5, 1]], [3, 1]), "l2", space)
    assert found.loc["S1", ["c0", "c1"]].tolist() == pytest.approx([0.3, 0.7])


def test_a_space_that_forbids_the_change_has_no_answer():
    space = WeightSpace.bounded({"c0": 0.7})
    assert smallest_change(study_of([[1, 0], [0.5, 1]], [3, 1]), "l2", space).loc["S1"].isna().all()


def test_a_flat_space_is_respected():
    space = WeightSpace.constrained([[0, 0, 1], [0, 0, -1]], [0.2, -0.2], ["c0", "c1", "c2"])
    study = study_of([[1, 0, 0], [0.2, 1, 0]], [0.6, 0.2, 0.2])
    for norm in ORDERS:
        found = smallest_change(study, norm, space)
        assert found.loc["S1", ["c0", "c1", "c2"]].tolist() == pytest.approx([0.8 / 1.8, 0.64 / 1.8, 0.2])


def test_one_site_has_no_challenger():
    assert smallest_change(study_of([[0.3, 0.4]], [1, 1])).empty


def test_an_unknown_norm_is_refused():
    with pytest.raises(MethodError, match="l1, l2, linf"):
        smallest_change(study_of([[1, 0], [0, 1]], [1, 1]), "l3")


def test_too_many_sites_are_refused():
    with pytest.raises(MethodError, match="2,000 sites"):
        smallest_change(study_of(np.random.default_rng(0).random((2_000, 2)), [1, 1]))
