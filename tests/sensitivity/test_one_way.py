import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siting import MethodError, Study, StudyError
from siting.evaluation import evaluate
from siting.sensitivity import stability_intervals, sweep, switch_points


def study_of(values, *, sites=None, criteria=None, **arguments):
    """Make a study whose partial values are given."""
    sites = sites or [f"A{number}" for number in range(1, len(values) + 1)]
    criteria = criteria or [f"c{number}" for number in range(1, len(values[0]) + 1)]
    table = pd.DataFrame(values, index=sites, columns=criteria, dtype=float)
    return Study.from_frame(table, ranges=dict.fromkeys(criteria, (0, 1)), **arguments)


def test_values_and_ranks_by_hand():
    frame = sweep(study_of([[1, 0], [0.75, 0.5], [0, 1]]), "c1", weights=3).frame
    assert list(frame.columns) == ["weight", "site", "overall", "rank"]
    assert frame["weight"].tolist() == [0, 0, 0, 0.5, 0.5, 0.5, 1, 1, 1]
    assert frame["site"].tolist() == ["A1", "A2", "A3"] * 3
    assert frame["overall"].tolist() == [0, 0.5, 1, 0.5, 0.625, 0.5, 1, 0.75, 0]
    assert frame["rank"].tolist() == [3, 2, 1, 2, 1, 2, 1, 2, 3]


def test_the_grid_is_even_with_both_ends():
    result = sweep(study_of([[1, 0], [0, 1]]), "c1")
    grid = result.frame["weight"].unique()
    assert (len(grid), grid[0], grid[-1]) == (101, 0, 1)
    assert np.diff(grid) == pytest.approx(np.full(100, 0.01))


def test_base_weight_switches_and_agreement_with_the_other_functions():
    study = study_of([[1, 0, 0.2], [0.75, 0.5, 0], [0, 1, 0.9]], weights={"c1": 1, "c2": 2, "c3": 2})
    result = sweep(study, "c2")
    assert (result.name, result.base_weight, result.study) == ("c2", 0.4, study)
    pd.testing.assert_frame_equal(result.switches, switch_points(study, "c2"))
    assert result.base_weight == stability_intervals(study).at["c2", "weight"]
    at_base = result.frame[np.isclose(result.frame["weight"], 0.4)]
    assert at_base["overall"].tolist() == pytest.approx(evaluate(study).overall.tolist())


def test_an_objective_of_a_nested_tree():
    study = study_of(
        [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]],
        tree={"outer": {"inner": ["c1", "c2"], "rest": ["c3"]}},
        weights={"outer": 8, "inner": 6, "c1": 1, "c2": 2, "rest": 2, "c3": 1, "c4": 2},
    )
    # inner is 0.6 of the whole; outside it c3 : c4 are 0.2 : 0.2, inside c1 : c2 are 1 : 2
    result = sweep(study, "inner", weights=11)
    assert result.base_weight == pytest.approx(0.6)
    at = result.frame.set_index(["weight", "site"])["overall"]
    assert at.xs(0.5, level="weight").tolist() == pytest.approx([0.5 / 3, 1 / 3, 0.25, 0.25])
    assert at.xs(1.0, level="weight").tolist() == pytest.approx([1 / 3, 2 / 3, 0, 0])


def test_a_branch_that_holds_everything_keeps_all_the_weight():
    frame = sweep(
        study_of([[1, 0], [0, 1]], tree={"all": ["c1", "c2"]}, weights={"c1": 3, "c2": 1}), "all", weights=2
    ).frame
    assert frame["overall"].tolist() == [0.75, 0.25, 0.75, 0.25]


def test_sites_with_a_missing_cell_are_left_out_with_a_note():
    result = sweep(study_of([[1, 0], [np.nan, 1], [0, 1]]), "c1", weights=2)
    assert result.frame["site"].tolist() == ["A1", "A3", "A1", "A3"]
    assert (result.left_out, result.note) == (("A2",), "left out for want of evidence: A2")
    assert repr(result) == "Sweep('c1', 2 weights, base 0.5, 1 switch point, left out for want of evidence: A2)"


def test_frame_is_a_copy_and_html_has_caption_and_no_script():
    result = sweep(study_of([[1, 0], [0, 1]], criteria=["<cost>", "skill"]), "<cost>", weights=2)
    changed = result.to_frame()
    changed["overall"] = 9
    assert result.frame["overall"].max() == 1
    page = result._repr_html_()
    assert "<caption>" in page
    assert "&lt;cost&gt;" in page
    assert "<script" not in page


@pytest.mark.parametrize("weights", [1, 0, -3, 2.5, True, "many"])
def test_a_sweep_needs_two_weights(weights):
    with pytest.raises(MethodError, match="at least two weights"):
        sweep(study_of([[1, 0], [0, 1]]), "c1", weights=weights)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 6), min_size=3, max_size=3), min_size=1, max_size=5),
    st.integers(2, 9),
    st.integers(0, 3),
)
def test_every_row_is_the_evaluation_of_a_study_with_those_weights(levels, weights, share):
    values = np.array(levels) / 6
    result = sweep(study_of(values, weights={"c1": 1, "c2": share, "c3": 2}), "c1", weights=weights)
    for weight, rows in result.frame.groupby("weight"):
        own = {"c1": weight, "c2": (1 - weight) * share / (share + 2), "c3": (1 - weight) * 2 / (share + 2)}
        outright = evaluate(study_of(values, weights=own))
        assert rows["overall"].tolist() == pytest.approx(outright.overall.tolist(), abs=1e-12)
        assert rows["rank"].tolist() == outright.ranks.tolist()


def test_the_title_of_a_criterion_leads_to_its_id():
    base = Study.from_frame(pd.DataFrame({"x": [1.0, 0.0], "y": [0.0, 1.0]}, index=["A", "B"]))
    study = base.overridden({"criteria.x.title": "Landed cost"})
    with pytest.raises(StudyError) as caught:
        sweep(study, "landed cost")
    [problem] = caught.value.problems
    assert (problem.expected, problem.fix) == ("one of x, y", "did you mean 'x'?")
