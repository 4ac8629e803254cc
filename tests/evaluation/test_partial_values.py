import numpy as np
import pandas as pd
import pytest

import siting
from siting import Measurement, Study, StudyError
from siting.evaluation import evaluate


def values_of(figures, **arguments):
    sites = [f"S{number}" for number in range(len(figures))]
    return evaluate(Study.from_frame(pd.DataFrame({"x": figures}, index=sites), **arguments)).values["x"].tolist()


def test_local_range_runs_from_worst_to_best_in_the_direction():
    assert values_of([10.0, 20.0, 50.0]) == [0, 0.25, 1]
    assert values_of([10.0, 20.0, 50.0], directions={"x": "min"}) == [1, 0.75, 0]


def test_a_column_of_objects_is_read_as_numbers():
    table = pd.DataFrame({"x": [1, None, 3.0, 2]}, index=list("ABCD"), dtype=object)
    values = evaluate(Study.from_frame(table)).values["x"]
    assert values.tolist() == pytest.approx([0, np.nan, 1, 0.5], nan_ok=True)


def test_fixed_range_is_kept_and_performances_beyond_it_are_clamped():
    assert values_of([-5.0, 20.0, 45.0, 90.0], ranges={"x": (0, 60)}) == pytest.approx([0, 1 / 3, 0.75, 1])
    assert values_of([-5.0, 15.0, 90.0], ranges={"x": (60, 0)}) == [1, 0.75, 0]


def test_value_functions_come_before_ranges():
    curve = siting.values.piecewise([(0, 0), (10, 0.8), (50, 1)])
    assert values_of([10.0, 50.0, 5.0], value_functions={"x": curve}) == [0.8, 1, 0.4]


def test_levels():
    scale = siting.values.levels({"poor": 0, "fair": 0.4, "good": 1})
    assert values_of(["good", "fair", "poor"], value_functions={"x": scale}) == [1, 0.4, 0]


def test_an_unlisted_level_that_was_measured_names_site_criterion_and_the_nearest_level():
    scale = siting.values.levels({"poor": 0, "good": 1})
    table = pd.DataFrame({"x": ["good", "good", "poor"]}, index=["S0", "S1", "S2"])
    measured = {("S1", "x"): Measurement(value="goood"), ("S2", "x"): Measurement(value="awful")}
    with pytest.raises(StudyError) as caught:
        evaluate(Study.from_frame(table, value_functions={"x": scale}).with_measured(measured))
    first, second = caught.value.problems
    assert (first.place, first.message) == ("performance.S1.x", "unknown level 'goood'")
    assert (first.expected, first.fix) == ("one of poor, good", "did you mean 'good'?")
    assert second.path == ("performance", "S2", "x")


def test_missing_cells_stay_missing_and_do_not_set_the_range():
    assert values_of([10.0, np.nan, 20.0]) == pytest.approx([0, np.nan, 1], nan_ok=True)


def test_a_criterion_of_which_nothing_is_known_has_no_values():
    table = pd.DataFrame({"x": [np.nan, np.nan], "y": [1.0, 2.0]}, index=["A", "B"])
    result = evaluate(Study.from_frame(table))
    assert result.values["x"].isna().all()
    assert result.unranked == ("A", "B")


def test_every_criterion_without_a_spread_is_named_with_its_fix():
    table = pd.DataFrame({"x": [3.0, 3.0], "y": [1.0, 2.0], "z": [0.3, 0.1 + 0.2]}, index=["A", "B"])
    with pytest.raises(StudyError) as caught:
        evaluate(Study.from_frame(table, weights={"x": 0, "y": 1, "z": 1}))
    assert [problem.path for problem in caught.value.problems] == [
        ("criteria", "x", "range"),
        ("criteria", "z", "range"),
    ]
    assert "criterion 'x' has no range" in caught.value.problems[0].message
    assert "give criterion 'x' a range" in caught.value.problems[0].fix


def test_a_single_site_needs_a_range():
    with pytest.raises(StudyError, match="criterion 'x' has no range"):
        values_of([3.0])
    assert values_of([3.0], ranges={"x": (0, 4)}) == [0.75]


def test_sites_that_tie_are_fine_on_a_fixed_range():
    assert values_of([3.0, 3.0], ranges={"x": (0, 4)}) == [0.75, 0.75]


def test_measured_words_are_named_by_cell():
    table = pd.DataFrame({"x": [2.0, 3.0], "y": [1.0, 2.0]}, index=["A", "B"])
    measured = {("A", "x"): Measurement(value="many"), ("B", "y"): Measurement(value="few")}
    with pytest.raises(StudyError) as caught:
        evaluate(Study.from_frame(table).with_measured(measured))
    assert [problem.path for problem in caught.value.problems] == [("performance", "A", "x"), ("performance", "B", "y")]
    assert "'many', which is not a number" in str(caught.value)
