import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siting.errors import MethodError
from siting.model import Study
from siting.sensitivity import WeightSpace, potentially_optimal
from siting.sensitivity.first_ranks import first_ranks
from siting.sensitivity.halfspaces import weight_polytope
from siting.sensitivity.potentially_optimal import winning_weights


def study_of(values):
    values = np.asarray(values, float)
    names = [f"c{column}" for column in range(values.shape[1])]
    table = pd.DataFrame(values, index=[f"S{row}" for row in range(len(values))], columns=names)
    return Study.from_frame(table, ranges=dict.fromkeys(names, (0, 1)))


@given(st.integers(0, 100_000), st.integers(2, 5))
@settings(max_examples=30, deadline=None)
def test_sites_with_a_share_of_first_ranks_and_no_others(seed, criteria):
    values = np.random.default_rng(seed).random((8, criteria))
    region = weight_polytope(np.eye(criteria), np.full(criteria, 0.8))
    shares, _ = first_ranks(values, region)
    weights = winning_weights(values, region)
    found = ~np.isnan(weights).any(axis=1)
    assert found[shares > 1e-9].all()
    assert not shares[~found].any()
    scores = weights[found] @ values.T
    assert np.diag(scores[:, found]) == pytest.approx(scores.max(axis=1), abs=1e-8)
    assert weights[found].sum(axis=1) == pytest.approx(np.ones(found.sum()))
    assert weights[found].max() <= 0.8 + 1e-9


def test_a_site_can_be_optimal_without_being_first_in_any_volume():
    # the middle site ties with both others at equal weights and nowhere else
    found = potentially_optimal(study_of([[1, 0], [0.5, 0.5], [0, 1]]))
    assert found.to_dict() == {"S0": True, "S1": True, "S2": True}
    assert found.attrs["weights"].loc["S1"].tolist() == pytest.approx([0.5, 0.5])


def test_a_convex_dominated_site_is_not_optimal_though_no_site_dominates_it():
    found = potentially_optimal(study_of([[1, 0], [0.45, 0.45], [0, 1]]))
    assert found.to_dict() == {"S0": True, "S1": False, "S2": True}
    assert found.attrs["weights"].loc["S1"].isna().all()


def test_a_space_narrows_the_choice():
    space = WeightSpace.ranked(["c0", "c1"])
    assert potentially_optimal(study_of([[1, 0], [0.4, 0.9], [0, 1]]), space).tolist() == [True, True, False]


def test_one_weight_vector():
    space = WeightSpace.fixed({"c0": 1, "c1": 3})
    assert potentially_optimal(study_of([[1, 0], [0, 1], [0, 1]]), space).tolist() == [False, True, True]


def test_thousands_of_sites():
    values = np.random.default_rng(1).random((20_000, 3))
    found = potentially_optimal(study_of(values))
    winners = np.unique((np.random.default_rng(2).dirichlet(np.ones(3), 5_000) @ values.T).argmax(axis=1))
    assert found.iloc[winners].all()
    assert found.sum() < 100


def test_a_mixture_is_refused():
    with pytest.raises(MethodError, match="made of statements"):
        potentially_optimal(study_of([[1, 0], [0, 1]]), WeightSpace.dirichlet({"c0": 1, "c1": 1}, 4))
