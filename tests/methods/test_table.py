import numpy as np
import pandas as pd
import pytest

from siting import methods as mt
from siting.errors import MethodError
from siting.methods.table import method_table
from siting.model import Study
from siting.values import levels, linear, target


def test_screened_and_incomplete_sites_take_no_part_and_are_named():
    table = pd.DataFrame(
        {"cost": [100.0, 200.0, np.nan, 50.0], "skill": [1.0, 2.0, 3.0, 4.0]}, index=["A", "B", "C", "D"]
    )
    plain = Study.from_frame(table, directions={"cost": "min"})
    study = plain.overridden({"requirements": {"land": {"criterion": "cost", "at_least": 60.0, "reason": "law"}}})
    result = method_table(study)
    assert result.sites.tolist() == ["A", "B"]
    assert set(result.left_out) == {"C", "D"}
    assert "60" in result.left_out["D"]
    assert method_table(plain).left_out == {"C": "no evidence for cost"}
    for frame in (
        mt.weighted_product(plain),
        mt.topsis(plain),
        mt.vikor(plain),
        mt.promethee(plain),
        mt.electre_iii(plain),
    ):
        assert frame.index.tolist() == ["A", "B", "D"]
        assert frame.attrs["left_out"] == {"C": "no evidence for cost"}


def test_a_criterion_without_weight_plays_no_part_not_even_by_its_holes():
    table = pd.DataFrame({"cost": [100.0, 200.0], "skill": [1.0, np.nan]}, index=["A", "B"])
    result = method_table(Study.from_frame(table, weights={"cost": 1, "skill": 0}))
    assert result.criteria == ("cost",)
    assert result.sites.tolist() == ["A", "B"]


def test_gains_turn_the_sign_where_less_is_better(make_study):
    result = method_table(make_study([[1, 2], [3, 4]], directions=[1, -1], weights=[3, 1]))
    assert result.gains.tolist() == [[1, -2], [3, -4]]
    assert result.figures.tolist() == [[1, 2], [3, 4]]
    assert result.weights.tolist() == [0.75, 0.25]


def test_weights_come_through_the_value_tree():
    table = pd.DataFrame({"freight": [1.0], "sales": [2.0], "labour": [3.0]}, index=["A"])
    weights = {"market": 6, "freight": 1, "sales": 2, "labour": 2}
    study = Study.from_frame(table, tree={"market": ["freight", "sales"]}, weights=weights)
    assert method_table(study).weights.tolist() == pytest.approx([0.25, 0.5, 0.25])


def test_levels_and_targets_are_compared_by_their_partial_values_others_as_they_are():
    table = pd.DataFrame({"port": ["good", "poor"], "age": [20.0, 5.0], "cost": [900.0, 100.0]}, index=["A", "B"])
    functions = {
        "port": levels({"poor": 0, "fair": 0.4, "good": 1}),
        "age": target(20, 0, 30),
        "cost": linear(1000, 0),
    }
    result = method_table(Study.from_frame(table, value_functions=functions))
    assert result.figures.tolist() == [[1.0, 1.0, 900.0], [0.0, 0.25, 100.0]]
    assert result.senses.tolist() == [1.0, 1.0, -1.0]


def test_no_site_to_compare_is_said():
    table = pd.DataFrame({"cost": [np.nan, np.nan]}, index=["A", "B"])
    with pytest.raises(MethodError, match="no site passes every gate"):
        mt.vikor(Study.from_frame(table))
