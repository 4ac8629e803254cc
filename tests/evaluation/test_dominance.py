import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

import siting
from siting import Measurement, MethodError, Study, StudyError, dominance


def pairs(frame):
    return {(row, column) for row in frame.index for column in frame.columns if frame.loc[row, column]}


def study_of(figures, **arguments):
    table = pd.DataFrame(figures)
    return Study.from_frame(table.set_axis([f"S{number}" for number in range(len(table))]), **arguments)


def test_strict_pareto_dominance_in_the_directions():
    study = study_of({"cost": [100, 120, 100, 90], "skill": [5, 4, 5, 2]}, directions={"cost": "min"})
    frame = dominance(study)
    assert pairs(frame) == {("S0", "S1"), ("S2", "S1")}
    assert frame.to_numpy().dtype == np.bool_


def test_tolerance_forgives_small_losses_and_ignores_small_gains():
    study = study_of({"cost": [100.0, 140.0, 190.0], "skill": [5.0, 6.0, 5.0]}, directions={"cost": "min"})
    assert pairs(dominance(study)) == {("S0", "S2"), ("S1", "S2")}
    assert pairs(dominance(study, {"cost": 40})) == {("S0", "S2"), ("S1", "S0"), ("S1", "S2")}
    assert pairs(dominance(study, {"cost": 50, "skill": 1})) == {("S0", "S2")}


def test_a_missing_cell_settles_nothing():
    study = study_of({"x": [9.0, np.nan, 1.0], "y": [9.0, 5.0, 1.0]})
    assert pairs(dominance(study)) == {("S0", "S2")}


def test_value_functions_give_the_direction_and_levels_their_values():
    functions = {
        "cost": siting.values.linear(200, 100),
        "grade": siting.values.levels({"A": 1, "B": 0.4, "C": 0}),
        "staff": siting.values.target(50, 0, 100),
    }
    study = study_of({"cost": [120, 150], "grade": ["A", "B"], "staff": [60, 30]}, value_functions=functions)
    assert pairs(dominance(study)) == {("S0", "S1")}


def test_only_sites_that_pass_the_gates_are_compared():
    study = study_of({"x": [1.0, 2.0, 3.0]})
    document = {**study.model_dump(), "requirements": {"gate": {"criterion": "x", "at_most": 2.0}}}
    frame = dominance(Study.build(document, given=study.given))
    assert list(frame.index) == list(frame.columns) == ["S0", "S1"]


@pytest.mark.parametrize("size", [-1, float("nan"), float("inf")])
def test_impossible_tolerances(size):
    with pytest.raises(MethodError, match="tolerance of criterion 'x'"):
        dominance(study_of({"x": [1.0, 2.0]}), {"x": size})


def test_unknown_tolerance_and_unreadable_cells():
    with pytest.raises(MethodError, match="unknown criterion 'costs': did you mean 'cost'"):
        dominance(study_of({"cost": [1.0, 2.0]}), {"costs": 1})
    with pytest.raises(StudyError, match="not a number"):
        dominance(study_of({"cost": [1.0, 2.0]}).with_measured({("S0", "cost"): Measurement(value="dear")}))


def test_too_many_sites_are_refused_before_any_memory_is_taken():
    with pytest.raises(MethodError, match="20,001 sites have too many pairs"):
        dominance(study_of({"x": np.zeros(20_001)}))


@settings(max_examples=40, deadline=None)
@given(
    arrays.arrays(int, st.tuples(st.integers(1, 7), st.integers(1, 4)), elements=st.integers(0, 3)), st.integers(0, 2)
)
def test_agrees_with_the_definition_pair_by_pair(figures, slack):
    criteria = [f"c{number}" for number in range(figures.shape[1])]
    study = study_of(dict(zip(criteria, figures.T.astype(float), strict=True)))
    frame = dominance(study, dict.fromkeys(criteria, slack)).to_numpy()
    for row, own in enumerate(figures):
        for column, other in enumerate(figures):
            gains = [int(mine) - int(theirs) for mine, theirs in zip(own, other, strict=True)]
            expected = all(gain >= -slack for gain in gains) and any(gain > slack for gain in gains)
            assert frame[row, column] == expected
