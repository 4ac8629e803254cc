import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from siting import Study
from siting.evaluation import evaluate
from siting.sensitivity import stability_intervals, switch_points


def study_of(values, *, sites=None, **arguments):
    """Make a study whose partial values are given."""
    sites = sites or [f"A{number}" for number in range(1, len(values) + 1)]
    criteria = [f"c{number}" for number in range(1, len(values[0]) + 1)]
    table = pd.DataFrame(values, index=sites, columns=criteria, dtype=float)
    return Study.from_frame(table, ranges=dict.fromkeys(criteria, (0, 1)), **arguments)


def test_both_sides_by_hand():
    frame = stability_intervals(study_of([[1, 0], [0.75, 0.5], [0, 1]]))
    assert list(frame.columns) == ["weight", "lower", "upper", "below", "above"]
    assert frame.loc["c1"].tolist() == [0.5, pytest.approx(0.4), pytest.approx(2 / 3), "A3", "A1"]
    assert frame.loc["c2"].tolist() == [0.5, pytest.approx(1 / 3), pytest.approx(0.6), "A1", "A3"]
    assert frame.attrs["best"] == "A2"


def test_nobody_beyond_an_end_is_none():
    frame = stability_intervals(study_of([[1, 0.5], [0, 0.5]]))
    assert frame.loc["c1"].tolist() == [0.5, 0, 1, None, None]
    assert frame.at["c2", "above"] is None


def test_criteria_then_objectives():
    study = study_of(
        [[1, 0, 0], [0, 0, 1]], tree={"market": ["c1", "c2"]}, weights={"market": 6, "c1": 3, "c2": 1, "c3": 4}
    )
    frame = stability_intervals(study)
    assert list(frame.index) == ["c1", "c2", "c3", "market"]
    # overall: A1 0.75 x against A2 1 - x over the market's weight x, 0.45 against 0.4 now
    assert frame.loc["market"].tolist() == [pytest.approx(0.6), pytest.approx(4 / 7), 1, "A2", None]


def test_a_tie_for_first_ends_where_the_rival_takes_over_at_once():
    frame = stability_intervals(study_of([[1, 0], [0, 1]]))
    assert frame.loc["c1"].tolist() == [0.5, 0.5, 1, "A2", None]
    assert frame.loc["c2"].tolist() == [0.5, 0, 0.5, None, "A2"]


def test_a_tie_that_was_passed_just_before_still_ends_at_the_weight_itself():
    frame = stability_intervals(study_of([[0.5, 0.8], [0.8 + 1e-10, 0.5]]))
    assert frame.loc["c1"].tolist() == [0.5, 0, 0.5, None, "A2"]


def test_duplicates_of_the_best_never_take_over():
    frame = stability_intervals(study_of([[1, 0.2], [1, 0.2], [0, 1]]))
    assert frame.loc["c1"].tolist() == [0.5, pytest.approx(4 / 9), 1, "A3", None]


def test_of_two_that_take_over_at_once_the_further_ahead_counts_and_of_duplicates_the_first():
    frame = stability_intervals(
        study_of([[0.4, 0.6], [0.5, 0.5], [0.6, 0.4], [1, 0], [1, 0]], weights={"c1": 1, "c2": 3})
    )
    assert frame.loc["c1"].tolist() == [0.25, 0, pytest.approx(0.5), None, "A4"]


def test_one_site_and_one_criterion():
    assert stability_intervals(study_of([[0.3, 0.4]])).to_numpy().tolist() == [[0.5, 0, 1, None, None]] * 2
    assert stability_intervals(study_of([[0.3], [0.4]])).to_numpy().tolist() == [[1, 0, 1, None, None]]


def test_zero_weight_and_whole_weight():
    frame = stability_intervals(study_of([[1, 0], [0, 1]], weights={"c1": 1, "c2": 0}))
    assert frame.loc["c1"].tolist() == [1, 0.5, 1, "A2", None]
    assert frame.loc["c2"].tolist() == [0, 0, 0.5, None, "A2"]


def test_sites_with_a_missing_cell_are_left_out_and_named():
    frame = stability_intervals(study_of([[1, 0.5], [np.nan, 1]]))
    assert frame.attrs["left_out"] == ("A2",)
    assert frame["above"].tolist() == [None, None]


def test_hydro_power_plants_of_brans():
    # Additive form of the published preference indices: Brans, Vincke & Mareschal, EJOR 24 (1986) 228-238. With the
    # degree of preference of each plant over each other on each criterion computed from the published matrix, net flows
    # are linear in the weights, and x5 stays first within these derived bounds.
    matrix = np.array([
        [80, 90, 6, 5.4, 8, 5],
        [65, 58, 2, 9.7, 1, 1],
        [83, 60, 4, 7.2, 4, 7],
        [40, 80, 10, 7.5, 7, 10],
        [52, 72, 6, 2, 3, 8],
        [94, 96, 7, 3.6, 5, 6],
    ])  # fmt: skip
    signs = [-1, 1, -1, -1, -1, 1]
    preferences = [
        lambda d: (d > 10) * 1.0,
        lambda d: np.clip(d / 30, 0, 1),
        lambda d: np.clip((d - 0.5) / 4.5, 0, 1),
        lambda d: np.where(d > 6, 1, np.where(d > 1, 0.5, 0)),
        lambda d: (d > 0) * 1.0,
        lambda d: np.where(d > 0, 1 - np.exp(-(d**2) / 50), 0),
    ]
    flows = []
    for column, sign, preference in zip(matrix.T, signs, preferences, strict=True):
        degree = preference(sign * (column[:, np.newaxis] - column[np.newaxis, :]))
        flows.append((degree.sum(axis=1) - degree.sum(axis=0)) / 5)
    frame = stability_intervals(study_of((1 + np.array(flows).T) / 2, sites=[f"x{number}" for number in range(1, 7)]))
    assert frame.attrs["best"] == "x5"
    assert frame["lower"].tolist() == [0] * 6
    assert frame["upper"].tolist() == pytest.approx([0.5324, 0.4053, 0.3759, 1.0, 0.5067, 0.6953], abs=5e-5)


tables = arrays.arrays(
    float, st.tuples(st.integers(1, 6), st.integers(2, 4)), elements=st.integers(0, 12).map(lambda level: level / 12)
)
points = st.lists(st.integers(0, 5), min_size=4, max_size=4).filter(lambda drawn: sum(drawn[:2]) > 0)


def weighted(values, weights, sites=None):
    criteria = [f"c{number}" for number in range(1, values.shape[1] + 1)]
    return study_of(values, sites=sites, weights=dict(zip(criteria, weights, strict=False)))


def overall_at(values, weights, varied, weight):
    """Overall values by plain arithmetic, with one criterion at `weight` and the others in proportion."""
    own = np.array(weights[: values.shape[1]], dtype=float)
    own[varied] = 0
    own = own if own.any() else np.where(np.arange(len(own)) == varied, 0.0, 1.0)
    own = own / own.sum() * (1 - weight)
    own[varied] = weight
    return values @ own


@settings(max_examples=40, deadline=None)
@given(tables, points)
def test_ends_are_ties_inside_the_best_leads_and_outside_it_does_not(values, weights):
    frame = stability_intervals(weighted(values, weights))
    best = int(evaluate(weighted(values, weights)).best[1:]) - 1
    assert frame.attrs["best"] == f"A{best + 1}"
    for varied, row in enumerate(frame.itertuples()):
        assert 0 <= row.lower <= row.weight <= row.upper <= 1
        for inside in np.linspace(row.lower, row.upper, 5):
            overall = overall_at(values, weights, varied, inside)
            assert overall[best] >= overall.max() - 2e-9
        for end, edge, taker in ((row.lower, 0, row.below), (row.upper, 1, row.above)):
            if taker is None:
                assert end == edge
                continue
            rival = int(taker[1:]) - 1
            overall = overall_at(values, weights, varied, end)
            assert overall[rival] == pytest.approx(overall[best], abs=2e-9)
            beyond = overall_at(values, weights, varied, (end + edge) / 2)
            assert beyond[rival] > beyond[best]


@settings(max_examples=40, deadline=None)
@given(tables, points)
def test_intervals_lie_between_switch_points(values, weights):
    study = weighted(values, weights)
    frame = stability_intervals(study)
    switches = switch_points(study, "c1")["weight"].tolist()
    weight, lower, upper = frame.loc["c1", ["weight", "lower", "upper"]]
    if lower < weight < upper:
        assert lower == pytest.approx(max([at for at in switches if at <= weight + 1e-9], default=0), abs=1e-9)
        assert upper == pytest.approx(min([at for at in switches if at >= weight - 1e-9], default=1), abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(tables, points, st.floats(0.01, 100))
def test_the_scale_of_weights_does_not_matter(values, weights, factor):
    one, other = (stability_intervals(weighted(values, [weight * by for weight in weights])) for by in (1, factor))
    pd.testing.assert_frame_equal(one, other)


@settings(max_examples=40, deadline=None)
@given(tables, points)
def test_a_dominated_site_changes_nothing(values, weights):
    worse = np.vstack([values, values.min(axis=0)])
    pd.testing.assert_frame_equal(
        stability_intervals(weighted(worse, weights)), stability_intervals(weighted(values, weights))
    )


@settings(max_examples=40, deadline=None)
@given(tables, points, st.randoms())
def test_the_order_of_sites_does_not_matter_where_nobody_ties(values, weights, random):
    values = values + np.arange(values.size).reshape(values.shape) ** 1.7 * 1e-4
    values = values / values.max()
    order = list(range(len(values)))
    random.shuffle(order)
    shuffled = weighted(values[order], weights, [f"A{number + 1}" for number in order])
    if len(evaluate(shuffled).tied) == 1:
        pd.testing.assert_frame_equal(stability_intervals(shuffled), stability_intervals(weighted(values, weights)))
