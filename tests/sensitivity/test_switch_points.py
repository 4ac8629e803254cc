import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from siting import MethodError, Study, StudyError
from siting.sensitivity import switch_points

LEVELS = 12


def study_of(values, *, sites=None, criteria=None, **arguments):
    """Make a study whose partial values are given."""
    sites = sites or [f"A{number}" for number in range(1, len(values) + 1)]
    criteria = criteria or [f"c{number}" for number in range(1, len(values[0]) + 1)]
    table = pd.DataFrame(values, index=sites, columns=criteria, dtype=float)
    return Study.from_frame(table, ranges=dict.fromkeys(criteria, (0, 1)), **arguments)


def listed(frame):
    return [tuple(row) for row in frame.itertuples(index=False)]


# Two criteria of which everything is known in closed form; the definitions are those of Lahdelma, Hokkanen & Salminen,
# EJOR 106 (1998): A3 is best below 0.4, A2 up to 2/3, A1 above.
TWO_CRITERIA = [[1, 0], [0.75, 0.5], [0, 1]]


def test_two_criteria_in_closed_form():
    frame = switch_points(study_of(TWO_CRITERIA), "c1")
    assert frame["weight"].tolist() == pytest.approx([0.4, 2 / 3])
    assert listed(frame[["from_site", "to_site"]]) == [("A3", "A2"), ("A2", "A1")]


def test_tie_weight_of_triantaphyllou_and_sanchez():
    # Decision Sciences 28 (1997) 151-194: A1 and A2 tie where the third weight, the others in proportion, is 0.12419;
    # the printed weights sum to 1.0001, which shifts it in the fifth decimal.
    values = [
        [0.3088, 0.2897, 0.3867, 0.1922],
        [0.2163, 0.3458, 0.1755, 0.6288],
        [0.4509, 0.2473, 0.1194, 0.0575],
        [0.0240, 0.1172, 0.3184, 0.1215],
    ]
    weights = {"c1": 0.3277, "c2": 0.3058, "c3": 0.2876, "c4": 0.079}
    frame = switch_points(study_of(values, weights=weights), "c3")
    assert frame["weight"].iloc[-1] == pytest.approx(0.12419, abs=3e-5)
    assert frame.iloc[-1, 1:].tolist() == ["A2", "A1"]


def test_one_site_that_leads_throughout_has_no_switch_points():
    frame = switch_points(study_of([[1, 1], [0, 0.5]]), "c1")
    assert frame.empty
    assert list(frame.columns) == ["weight", "from_site", "to_site"]


def test_one_site_and_one_criterion_have_none():
    assert switch_points(study_of([[1, 0]]), "c1").empty
    assert switch_points(study_of([[1], [0]]), "c1").empty


def test_identical_sites_are_stood_for_by_the_first():
    frame = switch_points(study_of([[0, 1], [1, 0], [0, 1], [1, 0]], sites=["P", "Q", "R", "S"]), "c1")
    assert listed(frame) == [(0.5, "P", "Q")]


def test_lines_that_differ_by_rounding_only_are_identical():
    frame = switch_points(study_of([[0.1 + 0.2, 1], [0.3, 1 - 1e-16], [1, 0]]), "c1")
    assert listed(frame[["from_site", "to_site"]]) == [("A1", "A3")]


def test_of_identical_sites_that_take_over_the_first_stands_for_both():
    frame = switch_points(study_of([[0, 1], [1 - 1e-12, 0], [1, 0]]), "c1")
    assert listed(frame[["from_site", "to_site"]]) == [("A1", "A2")]


def test_a_lead_at_the_end_no_greater_than_a_tie_is_no_switch():
    assert switch_points(study_of([[0.5, 1], [0.5 + 5e-10, 0.2]]), "c1").empty
    assert len(switch_points(study_of([[0.5, 1], [0.5 + 5e-9, 0.2]]), "c1")) == 1


def test_parallel_lines_never_meet():
    assert switch_points(study_of([[0.5, 0.4], [0.6, 0.5]]), "c1").empty


@pytest.mark.parametrize(
    "values", [[[0.5, 1], [0.2, 1]], [[1, 0.5], [1, 0.2]], [[0.2, 1], [0.5, 1]], [[1, 0.2], [1, 0.5]]]
)
def test_a_tie_at_an_end_is_no_switch(values):
    assert switch_points(study_of(values), "c1").empty


def test_a_site_that_only_touches_the_lead_is_passed_over():
    frame = switch_points(study_of([[0, 1], [0.5, 0.5], [1, 0]]), "c1")
    assert listed(frame) == [(0.5, "A1", "A3")]
    nearly = switch_points(study_of([[0, 1], [0.5, 0.5 + 1e-10], [1, 0]]), "c1")
    assert listed(nearly[["from_site", "to_site"]]) == [("A1", "A3")]


def test_three_lines_through_one_point_make_one_switch():
    frame = switch_points(study_of([[0.1, 0.9], [0.3, 0.7], [0.7, 0.3], [0.9, 0.1]]), "c1")
    assert listed(frame) == [(pytest.approx(0.5), "A1", "A4")]


def test_all_sites_equal_have_none():
    assert switch_points(study_of([[0.5, 0.5]] * 3), "c2").empty


def test_the_others_share_equally_where_they_have_no_weight():
    # c1 alone has weight; c2 and c3 share 1 - x, so A2 has (1 - x) / 2 and A1 has x: they tie at 1/3.
    frame = switch_points(study_of([[1, 0, 0], [0, 1, 0]], weights={"c1": 1, "c2": 0, "c3": 0}), "c1")
    assert listed(frame) == [(pytest.approx(1 / 3), "A2", "A1")]


def test_an_objective_keeps_the_proportions_inside():
    tree = {"market": ["c1", "c2"]}
    weights = {"market": 4, "c1": 3, "c2": 1, "c3": 6}
    # A1 has 0.75 x inside the market, A2 has 1 - x outside: tie at 4/7. Inside alone, c1 keeps 1 : 6 against c2 : c3.
    study = study_of([[1, 0, 0], [0, 0, 1]], tree=tree, weights=weights)
    assert listed(switch_points(study, "market")) == [(pytest.approx(4 / 7), "A2", "A1")]
    # c1 varied alone: the others keep 0.1 : 0.6, so A2 has (1 - x) 6/7: x = 6/13.
    assert listed(switch_points(study, "c1")) == [(pytest.approx(6 / 13), "A2", "A1")]


def test_a_branch_without_weight_shares_equally_inside():
    study = study_of([[1, 0, 0], [0, 0, 1]], tree={"market": ["c1", "c2"]}, weights={"c1": 0, "c2": 0, "c3": 6})
    assert listed(switch_points(study, "market")) == [(pytest.approx(2 / 3), "A2", "A1")]


def test_a_branch_that_holds_everything_never_switches():
    study = study_of([[1, 0], [0, 1]], tree={"all": ["c1", "c2"]}, weights={"c1": 3, "c2": 1})
    assert switch_points(study, "all").empty


def test_sites_with_a_missing_cell_are_left_out_and_named():
    frame = switch_points(study_of([[1, 0], [np.nan, 9], [0, 1]]), "c1")
    assert listed(frame) == [(0.5, "A3", "A1")]
    assert frame.attrs["left_out"] == ("A2",)


def test_without_a_complete_site_there_is_no_answer():
    with pytest.raises(MethodError, match=r"at least one site.*left out for want of evidence: A1, A2"):
        switch_points(study_of([[1, np.nan], [np.nan, 1]]), "c1")


def test_where_every_site_is_screened_out_the_reasons_are_given():
    study = study_of([[1, 0], [0, 1]])
    gate = {"c1": {"criterion": "c1", "at_least": 2.0}}
    with pytest.raises(MethodError, match="all are screened out: C1 is 1, at least 2 is required"):
        switch_points(Study.build({**study.model_dump(), "requirements": gate}, given=study.given), "c1")


def test_an_unknown_name_gets_a_suggestion():
    with pytest.raises(StudyError, match="did you mean 'c1'"):
        switch_points(study_of(TWO_CRITERIA), "c11")


def test_another_weight_set_sets_other_proportions():
    study = study_of([[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    sets = {"one": {"points": {"c1": 1.0, "c2": 3.0, "c3": 0.0}}, "two": {"points": {"c1": 1.0, "c2": 0.0, "c3": 3.0}}}
    study = Study.build({**study.model_dump(), "weights": sets}, given=study.given)
    assert listed(switch_points(study, "c1")) == [(0.5, "A2", "A1")]
    assert listed(switch_points(study, "c1", weight_set="two")) == [(0.5, "A3", "A1")]


tables = arrays.arrays(
    float,
    st.tuples(st.integers(1, 6), st.integers(2, 4)),
    elements=st.integers(0, LEVELS).map(lambda level: level / LEVELS),
)
points = st.lists(st.integers(0, 5), min_size=4, max_size=4).filter(lambda drawn: sum(drawn[:2]) > 0)


def weighted(values, weights):
    criteria = [f"c{number}" for number in range(1, values.shape[1] + 1)]
    return study_of(values, weights=dict(zip(criteria, weights, strict=False)))


def overall_at(values, weights, weight):
    """Overall values by plain arithmetic, with the first criterion at `weight` and the others in proportion."""
    others = np.array(weights[1 : values.shape[1]], dtype=float)
    others = others if others.any() else np.ones(len(others))
    return values @ np.array([weight, *(1 - weight) * others / others.sum()])


@settings(max_examples=40, deadline=None)
@given(tables, points)
def test_the_envelope_equals_a_dense_sweep(values, weights):
    frame = switch_points(weighted(values, weights), "c1")
    assert frame["weight"].is_monotonic_increasing
    grid = np.linspace(0, 1, 401)
    overall = np.array([overall_at(values, weights, weight) for weight in grid])
    leading = overall >= overall.max(axis=1, keepdims=True) - 2e-9
    piece = np.searchsorted(frame["weight"].to_numpy(), grid)
    if frame.empty:
        assert leading.all(axis=0).any()
        return
    winners = np.array([int(site[1:]) - 1 for site in [frame["from_site"].iloc[0], *frame["to_site"]]])
    assert leading[np.arange(len(grid)), winners[piece]].all()


@settings(max_examples=40, deadline=None)
@given(tables, points)
def test_at_a_switch_point_both_tie_for_first_and_each_leads_on_its_side(values, weights):
    frame = switch_points(weighted(values, weights), "c1")
    ends = [0, *frame["weight"], 1]
    for number, (weight, left, right) in enumerate(listed(frame)):
        before, after = int(left[1:]) - 1, int(right[1:]) - 1
        overall = overall_at(values, weights, weight)
        assert overall[[before, after]] == pytest.approx(overall.max(), abs=2e-9)
        assert ends[number] < weight < 1
        middle = overall_at(values, weights, (weight + ends[number + 2]) / 2)
        assert middle[after] > middle[before]


@settings(max_examples=40, deadline=None)
@given(tables, points, st.floats(0.01, 100))
def test_the_scale_of_weights_does_not_matter(values, weights, factor):
    one, other = (switch_points(weighted(values, [weight * by for weight in weights]), "c1") for by in (1, factor))
    pd.testing.assert_frame_equal(one, other)


@settings(max_examples=40, deadline=None)
@given(tables, points)
def test_a_dominated_site_changes_nothing(values, weights):
    worse = np.vstack([values, values.min(axis=0)])
    pd.testing.assert_frame_equal(
        switch_points(weighted(worse, weights), "c1"), switch_points(weighted(values, weights), "c1")
    )


@settings(max_examples=40, deadline=None)
@given(tables, points)
def test_another_criterion_split_in_two_changes_nothing(values, weights):
    split = np.hstack([values, values[:, 1:2]])
    own = [float(weight) for weight in weights[: values.shape[1]]]
    own[1] += 1.0
    halves = [own[0], own[1] * 0.25, *own[2:], own[1] * 0.75]
    pd.testing.assert_frame_equal(
        switch_points(weighted(split, halves), "c1"), switch_points(weighted(values, own), "c1")
    )
