"""A study from a table in memory: what is accepted, and every mistake in the caller's words."""

import numpy as np
import pandas as pd
import pytest

from siting import values
from siting.errors import StudyError
from siting.model import Study

TABLE = pd.DataFrame({"cost": [1.0, 2.0], "skill": [3.0, np.nan]}, index=["A", "B"])


def problems(table=TABLE, **parts):
    with pytest.raises(StudyError) as caught:
        Study.from_frame(table, **parts)
    return [(problem.place, problem.message) for problem in caught.value.problems]


@pytest.mark.parametrize(
    "weights",
    [
        {"cost": 1, "skill": 2},
        {"cost": np.int64(1), "skill": np.float32(2)},
        pd.Series({"cost": 1, "skill": 2}),
        pd.Series({"cost": 0.0, "skill": 2.0}),
    ],
)
def test_weights_of_any_number_kind_are_accepted(weights):
    points = Study.from_frame(TABLE, weights=weights).weight_set().points
    assert points == {name: float(value) for name, value in weights.items()}


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"weights": {"cost": 1}}, [("weights", "no weight for 'skill'")]),
        ({"weights": {"cost": -1, "skill": 1}}, [("weights.cost", "-1 is negative")]),
        ({"weights": {"cost": np.nan, "skill": 1}}, [("weights.cost", "nan is not a finite number")]),
        ({"weights": {"cost": 0, "skill": 0}}, [("weights", "every weight is zero")]),
        ({"weights": {"cost": 1, "skill": 1, "x": 1}}, [("weights.x", "unknown criterion or objective 'x'")]),
        ({"weights": {"cost": "1", "skill": 1}}, [("weights.cost", "'1' is not a number")]),
        ({"weights": [1, 2]}, [("weights", "a list is not a table")]),
        ({"directions": {"cots": "min"}}, [("directions.cots", "unknown criterion 'cots'")]),
        ({"directions": {"cost": "down"}}, [("directions.cost", "unknown direction 'down'")]),
        ({"directions": ["min"]}, [("directions", "['min'] is not a mapping by criterion")]),
        ({"ranges": {"x": (1, 2)}}, [("ranges.x", "unknown criterion 'x'")]),
        ({"ranges": {"cost": 3}}, [("ranges.cost", "3 is not a table")]),
        ({"ranges": {"cost": (1, 1)}}, [("ranges.cost", "worst and best are both 1: a range needs two levels")]),
        ({"ranges": {"cost": (1, np.nan)}}, [("ranges.cost.best", "nan is not a finite number")]),
        ({"value_functions": {"cost": 3}}, [("value_functions.cost", "3 is not a table")]),
        ({"tree": {"m": ["x"]}}, [("tree.m.0", "unknown criterion 'x'")]),
        ({"tree": ["cost"]}, [("tree", "a list is not a table")]),
        ({"uncertainty": {("A", "x"): ("normal", 1)}}, [("uncertainty.('A', 'x')", "unknown criterion 'x'")]),
        ({"uncertainty": {("X", "cost"): ("normal", 1)}}, [("uncertainty.('X', 'cost')", "unknown site 'X'")]),
        ({"uncertainty": {("A", "cost"): ("norm", 1)}}, [("uncertainty.('A', 'cost')", "unknown kind 'norm'")]),
        (
            {"uncertainty": {("A", "cost"): ("uniform", 2, 1)}},
            [("uncertainty.('A', 'cost')", "the parameters of uniform must rise from low to high")],
        ),
        ({"uncertainty": {"A": ("normal", 1)}}, [("uncertainty.A", "not the spread of a cell")]),
        ({"title": 3}, [("title", "3 is not text")]),
    ],
)
def test_a_mistake_is_told_in_the_words_of_the_call(parts, expected):
    assert problems(**parts) == expected


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (TABLE.set_axis(["A", "A"]), [("performance.A", "duplicate id: site 'A' is there twice")]),
        (TABLE.set_axis(["x", "x"], axis=1), [("performance.x", "duplicate id: criterion 'x' is there twice")]),
        (TABLE.set_axis([7, 8]), [("performance.rows.7", "7 and 1 more are not text")]),
        (TABLE.set_axis([1, "b"], axis=1), [("performance.columns.1", "1 is not text")]),
        (TABLE.set_axis(["", "B"]), [("performance.rows.", "'': a name must not be empty")]),
        (TABLE.iloc[:0], [("sites", "sites is empty: at least one is needed")]),
        (TABLE.iloc[:, :0], [("criteria", "criteria is empty: at least one is needed")]),
        (TABLE.replace(1.0, np.inf), [("performance.A.cost", "inf is not a finite number")]),
        (TABLE.astype(object).replace(1.0, "x"), [("performance.A.cost", "'x' is not a number")]),
        (TABLE.astype(object).replace(1.0, -np.inf), [("performance.A.cost", "-inf is not a finite number")]),
        (
            TABLE[["cost"]] > 1,
            [("performance.A.cost", "false is not a number"), ("performance.B.cost", "true is not a number")],
        ),
        ([[1, 2]], [("performance", "list is not a DataFrame")]),
    ],
)
def test_a_table_that_cannot_be_used_is_told(table, expected):
    assert problems(table) == expected


def test_a_table_without_an_index_is_told_how_to_name_its_sites():
    with pytest.raises(StudyError) as caught:
        Study.from_frame(TABLE.reset_index(drop=True))
    first = caught.value.problems[0]
    assert first.fix.startswith("name the sites in the index")


def test_all_mistakes_are_told_at_once():
    found = problems(weights={"cost": -1}, directions={"x": "min"}, ranges={"skill": (1, 1)}, title=3)
    assert len(found) == 4


def test_missing_cells_stay_missing():
    study = Study.from_frame(TABLE)
    assert np.isnan(study.performance.loc["B", "skill"])
    assert study.cell("B", "skill").missing


def test_nullable_and_whole_number_columns_are_accepted():
    table = pd.DataFrame({"cost": pd.array([1.5, None], dtype="Float64"), "skill": [1, 2]}, index=["A", "B"])
    study = Study.from_frame(table)
    assert study.cell("A", "cost").value == 1.5
    assert study.cell("B", "cost").missing
    assert study.cell("B", "skill").value == 2.0


def test_named_levels_must_be_listed():
    table = pd.DataFrame({"risk": ["low", "hihg"]}, index=["A", "B"])
    functions = {"risk": values.levels({"low": 1, "high": 0})}
    assert problems(table, value_functions=functions) == [("performance.B.risk", "unknown level 'hihg'")]
    assert Study.from_frame(table.replace("hihg", "high"), value_functions=functions).cell("B", "risk").value == "high"


def test_ids_with_spaces_are_kept():
    study = Study.from_frame(TABLE.set_axis(["St Louis", "San José"]), tree={"the rest": ["skill"]})
    assert list(study.sites) == ["St Louis", "San José"]
    assert study.value_tree.objectives == ("the rest",)


def test_uncertain_cells_carry_their_distribution():
    cell = Study.from_frame(TABLE, uncertainty={("A", "cost"): ("triangular", 0, 1, np.float64(4))}).cell("A", "cost")
    assert (cell.value, cell.distribution.kind, cell.distribution.parameters) == (1.0, "triangular", (0.0, 1.0, 4.0))


def test_a_range_turns_the_direction_unless_one_is_given():
    study = Study.from_frame(TABLE, ranges={"cost": (900, 100)})
    assert study.criteria["cost"].direction == "min"
    found = problems(ranges={"cost": (900, 100)}, directions={"cost": "max"})
    assert len(found) == 1
    assert "contradicts the range" in found[0][1]
