import numpy as np
import pandas as pd
import pytest

from siting.errors import MethodError
from siting.evaluation import dominance
from siting.model import Study
from siting.sensitivity import WeightSpace, weight_dominance


def study_of(values):
    values = np.asarray(values, float)
    names = [f"c{column}" for column in range(values.shape[1])]
    table = pd.DataFrame(values, index=[f"S{row}" for row in range(len(values))], columns=names)
    return Study.from_frame(table, ranges=dict.fromkeys(names, (0, 1)))


def test_over_all_weights_it_is_pareto_dominance():
    study = study_of(np.random.default_rng(0).integers(0, 4, (12, 3)) / 4)
    assert (weight_dominance(study).to_numpy() == dominance(study).to_numpy()).all()


def test_over_a_ranking_it_is_dominance_of_running_means():
    values = np.random.default_rng(1).random((8, 4))
    means = np.cumsum(values, axis=1) / np.arange(1, 5)
    expected = (means[:, None] >= means).all(axis=2) & (means[:, None] > means).any(axis=2)
    found = weight_dominance(study_of(values), WeightSpace.ranked(["c0", "c1", "c2", "c3"]))
    assert (found.to_numpy() == expected).all()
    assert expected.any()


def test_over_a_point_it_is_the_ranking():
    found = weight_dominance(study_of([[1, 0], [0, 1], [0, 1]]), WeightSpace.fixed({"c0": 1, "c1": 3}))
    assert found.to_numpy().tolist() == [[False] * 3, [True, False, False], [True, False, False]]


def test_too_many_sites_are_refused():
    with pytest.raises(MethodError, match="5,000 sites"):
        weight_dominance(study_of(np.random.default_rng(0).random((5_000, 2))))
