import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

import siting
from siting import MethodError, Study, StudyError
from siting.evaluation import evaluate


def study_of(figures, criteria, sites=None, **arguments):
    sites = sites or [f"A{number}" for number in range(1, len(figures) + 1)]
    return Study.from_frame(pd.DataFrame(figures, index=sites, columns=criteria, dtype=float), **arguments)


def test_contributions_and_overall_by_hand():
    study = study_of(
        [[100, 2], [300, 4], [500, 5]], ["cost", "skill"], directions={"cost": "min"}, weights={"cost": 3, "skill": 1}
    )
    result = evaluate(study)
    assert result.weights.to_dict() == {"cost": 0.75, "skill": 0.25}
    assert result.contributions.to_numpy() == pytest.approx(np.array([[0.75, 0], [0.375, 0.25 * 2 / 3], [0, 0.25]]))
    assert result.overall.tolist() == pytest.approx([0.75, 0.375 + 0.5 / 3, 0.25])
    assert result.ranks.tolist() == [1, 2, 3]
    assert (result.best, result.tied, result.unranked) == ("A1", ("A1",), ())
    assert result.margin == pytest.approx(0.375 - 0.5 / 3)
    assert result.weight_set == "given"


# An electronics manufacturer's second facility: operations-management exercise on factor rating, scores as they are.
FACTORS = ["labour climate", "quality of life", "transportation", "markets", "materials", "taxes", "utilities"]
FACTOR_POINTS = dict(zip(FACTORS, [20, 16, 16, 14, 12, 12, 10], strict=True))
FACTOR_SCORES = np.array(
    [[5, 4, 4, 5], [2, 3, 4, 1], [3, 4, 3, 2], [5, 3, 4, 4], [2, 3, 3, 4], [2, 5, 5, 4], [5, 4, 3, 3]]
).T


def test_factor_rating_on_a_common_scale():
    study = study_of(FACTOR_SCORES, FACTORS, list("ABCD"), weights=FACTOR_POINTS, ranges=dict.fromkeys(FACTORS, (0, 5)))
    result = evaluate(study)
    assert (500 * result.overall).tolist() == pytest.approx([348, 370, 374, 330])
    assert result.ranks.to_dict() == {"A": 3, "B": 2, "C": 1, "D": 4}


def test_factor_rating_with_local_ranges_changes_the_winner():
    result = evaluate(study_of(FACTOR_SCORES, FACTORS, list("ABCD"), weights=FACTOR_POINTS))
    assert (100 * result.overall).tolist() == pytest.approx([57.3333, 49.6667, 49, 47], abs=5e-5)
    assert result.best == "A"


def test_weighted_sum_of_triantaphyllou_with_an_exact_tie():
    # Triantaphyllou, Multi-Criteria Decision Making Methods: A Comparative Study (2000): 21.5, 22.0 and 22.0.
    criteria = ["C1", "C2", "C3", "C4"]
    study = study_of(
        [[25, 20, 15, 30], [10, 30, 20, 30], [30, 10, 30, 10]],
        criteria,
        weights=dict(zip(criteria, [0.2, 0.15, 0.4, 0.25], strict=True)),
        ranges=dict.fromkeys(criteria, (0, 100)),
    )
    result = evaluate(study)
    assert (100 * result.overall).tolist() == pytest.approx([21.5, 22, 22])
    assert result.ranks.tolist() == [3, 1, 1]
    assert (result.best, result.tied, result.margin) == ("A2", ("A2", "A3"), 0)


def test_preferences_of_triantaphyllou_and_sanchez():
    # Decision Sciences 28 (1997) 151-194, weighted-sum example; the printed third value, 0.2621, is a slip for 0.2623.
    criteria = ["C1", "C2", "C3", "C4"]
    study = study_of(
        [
            [0.3088, 0.2897, 0.3867, 0.1922],
            [0.2163, 0.3458, 0.1755, 0.6288],
            [0.4509, 0.2473, 0.1194, 0.0575],
            [0.0240, 0.1172, 0.3184, 0.1215],
        ],
        criteria,
        weights=dict(zip(criteria, [0.3277, 0.3058, 0.2876, 0.0790], strict=True)),
        ranges=dict.fromkeys(criteria, (0, 1)),
    )
    assert evaluate(study).overall.tolist() == pytest.approx([0.3162, 0.2768, 0.2623, 0.1449], abs=2e-4)


def test_simple_additive_weighting_of_hwang_and_yoon():
    # Fighter aircraft, Hwang & Yoon, Multiple Attribute Decision Making (1981): shares of the best, least cost / cost.
    figures = np.array(
        [
            [2, 1500, 20000, 5.5, 5, 9],
            [2.5, 2700, 18000, 6.5, 3, 5],
            [1.8, 2000, 21000, 4.5, 7, 7],
            [2.2, 1800, 20000, 5, 5, 5],
        ]
    )
    ratios = figures / figures.max(axis=0)
    ratios[:, 3] = figures[:, 3].min() / figures[:, 3]
    criteria = list("abcdef")
    weights = dict(zip(criteria, [0.2, 0.1, 0.1, 0.1, 0.2, 0.3], strict=True))
    result = evaluate(study_of(ratios, criteria, weights=weights, ranges=dict.fromkeys(criteria, (0, 1))))
    assert result.overall.tolist() == pytest.approx([0.83547, 0.70733, 0.85141, 0.73743], abs=5e-6)
    assert result.ranks.tolist() == [2, 4, 1, 3]


def test_vikor_s_of_opricovic_and_tzeng_is_the_loss_of_overall_value():
    # EJOR 156 (2004) 445-455, mountain climbing: S = 0.5, 0.375, 0.5 with equal weights.
    study = study_of([[1, 3000], [2, 3750], [5, 4500]], ["risk", "altitude"], directions={"risk": "min"})
    assert (1 - evaluate(study).overall).tolist() == pytest.approx([0.5, 0.375, 0.5])


def test_weights_of_a_tree_are_relative_to_siblings():
    study = study_of(
        [[1, 1, 1, 1, 1], [2, 2, 2, 2, 2]],
        ["sales", "freight", "trade", "college", "land"],
        tree={"market": ["sales", "freight"], "people": {"skill": ["trade", "college"]}},
        weights={"market": 5, "sales": 3, "freight": 1, "people": 3, "trade": 1, "college": 1, "land": 2},
    )
    expected = {"sales": 0.375, "freight": 0.125, "trade": 0.15, "college": 0.15, "land": 0.2}
    assert evaluate(study).weights.to_dict() == pytest.approx(expected)


def test_a_weight_set_is_chosen_by_name_and_the_first_is_the_default():
    study = study_of([[1, 0], [0, 1]], ["cost", "skill"])
    sets = {"board": {"points": {"cost": 3.0, "skill": 1.0}}, "works council": {"points": {"cost": 1.0, "skill": 3.0}}}
    study = Study.build({**study.model_dump(), "weights": sets}, given=study.given)
    assert (evaluate(study).weight_set, evaluate(study).best) == ("board", "A1")
    chosen = evaluate(study, weight_set="works council")
    assert (chosen.weight_set, chosen.best) == ("works council", "A2")
    with pytest.raises(StudyError, match="did you mean 'board'"):
        evaluate(study, weight_set="bord")


def test_without_weights_all_criteria_weigh_the_same():
    result = evaluate(study_of([[1, 0], [0, 1]], ["cost", "skill"]))
    assert (result.weight_set, result.weights.tolist()) == ("", [0.5, 0.5])


def test_a_missing_cell_that_counts_leaves_the_site_unranked_with_bounds():
    study = study_of([[0, 10], [np.nan, 5], [4, 0]], ["x", "y"], weights={"x": 3, "y": 1})
    result = evaluate(study)
    assert result.overall.tolist() == pytest.approx([0.25, np.nan, 0.75], nan_ok=True)
    assert result.bounds.to_numpy() == pytest.approx(np.array([[0.25, 0.25], [0.125, 0.875], [0.75, 0.75]]))
    assert result.ranks.isna().tolist() == [False, True, False]
    assert result.ranks.dropna().tolist() == [2, 1]
    assert str(result.ranks.dtype) == "Int64"
    assert result.unranked == ("A2",)
    assert result.contributions.loc["A2"].tolist() == pytest.approx([np.nan, 0.125], nan_ok=True)


def test_a_missing_cell_without_weight_does_not_matter():
    result = evaluate(study_of([[0, 10], [np.nan, 5], [4, 0]], ["x", "y"], weights={"x": 0, "y": 1}))
    assert result.overall.tolist() == [1, 0.5, 0]
    assert result.unranked == ()
    assert np.isnan(result.values.at["A2", "x"])


def test_where_no_site_is_ranked_the_best_is_an_error_that_says_why():
    result = evaluate(study_of([[np.nan, 1], [np.nan, 2]], ["x", "y"]))
    assert (result.tied, result.margin, result.unranked) == ((), None, ("A1", "A2"))
    with pytest.raises(MethodError, match="no site can be ranked: A1: no evidence for x; A2: no evidence for x"):
        _ = result.best


def test_where_every_site_is_screened_out_the_frames_are_empty():
    study = study_of([[1], [2]], ["x"])
    document = {**study.model_dump(), "requirements": {"much": {"criterion": "x", "at_least": 9.0}}}
    result = evaluate(Study.build(document, given=study.given))
    assert result.values.shape == result.contributions.shape == (0, 1)
    assert (result.tied, result.margin) == ((), None)
    assert result.to_frame()["note"].tolist() == ["X is 1, at least 9 is required", "X is 2, at least 9 is required"]
    with pytest.raises(MethodError, match="A1: X is 1, at least 9 is required"):
        _ = result.best


def test_one_ranked_site_has_no_margin():
    assert evaluate(study_of([[3]], ["x"], ranges={"x": (0, 4)})).margin is None


def test_the_frame_has_a_row_for_every_site_of_the_study():
    study = study_of(
        [[0, 10, 1], [np.nan, 5, 1], [4, 0, 0]],
        ["x", "y", "z"],
        weights={"x": 3, "y": 1, "z": 0},
        ranges={"x": (0, 4), "y": (0, 10), "z": (0, 1)},
    )
    gate = {"criterion": "z", "at_least": 1.0, "reason": "a must"}
    study = Study.build({**study.model_dump(), "requirements": {"gate": gate}}, given=study.given)
    frame = evaluate(study).to_frame()
    assert list(frame.columns) == ["site", "rank", "overall", "low", "high", "note"]
    assert frame["site"].tolist() == ["A1", "A2", "A3"]
    assert frame["note"].tolist() == ["", "no evidence for x", "Z is 0, at least 1 is required: a must"]
    assert frame["rank"].isna().tolist() == [False, True, True]
    assert frame["low"].isna().tolist() == [False, False, True]


def test_repr_is_one_line_and_html_is_escaped_with_scopes_and_without_script():
    study = study_of([[0, 10], [np.nan, 5], [4, 0]], ["x", "y"], ["<b>", "Q&A", "C"], weights={"x": 3, "y": 1})
    result = evaluate(study)
    assert repr(result) == "Evaluation(3 sites x 2 criteria, best: C (0.75), 1 unranked)"
    page = result._repr_html_()
    assert page.index("C") < page.index("&lt;b&gt;") < page.index("Q&amp;A")
    assert '<th scope="col"' in page
    assert '<th scope="row"' in page
    assert "<caption>" in page
    assert "<script" not in page
    assert "<b>" not in page


def test_repr_names_ties_and_counts_the_screened():
    study = study_of([[1, 0], [0, 1], [9, 9]], ["x", "y"], ranges={"x": (0, 1), "y": (0, 1)})
    gate = {"x": {"criterion": "x", "at_most": 1.0}, "y": {"criterion": "y", "at_most": 1.0}}
    result = evaluate(Study.build({**study.model_dump(), "requirements": gate}, given=study.given))
    assert repr(result) == "Evaluation(2 sites x 2 criteria, tied: A1, A2 (0.5), 1 screened out)"


def test_a_long_table_is_cut_and_says_so():
    page = evaluate(study_of([[level] for level in range(101)], ["x"]))._repr_html_()
    assert page.count('<th scope="row"') == 100
    assert "the first 100 are shown" in page


def test_evaluation_is_frozen():
    result = evaluate(study_of([[1], [2]], ["x"]))
    with pytest.raises(AttributeError):
        result.weight_set = "other"


def test_siting_evaluate_is_this_function():
    assert siting.evaluate is evaluate


tables = arrays.arrays(float, st.tuples(st.integers(2, 6), st.integers(1, 5)), elements=st.integers(0, 8).map(float))
points = st.lists(st.integers(0, 5), min_size=5, max_size=5).filter(lambda drawn: drawn[0] > 0)


def scored(figures, weights, sites=None):
    criteria = [f"c{number}" for number in range(figures.shape[1])]
    return evaluate(
        study_of(
            figures,
            criteria,
            sites,
            weights=dict(zip(criteria, weights, strict=False)),
            ranges=dict.fromkeys(criteria, (0, 8)),
        )
    )


@settings(max_examples=40, deadline=None)
@given(tables, points)
def test_overall_agrees_with_plain_arithmetic(figures, weights):
    own = np.array(weights[: figures.shape[1]], dtype=float)
    result = scored(figures, weights)
    assert result.overall.to_numpy() == pytest.approx(figures / 8 @ own / own.sum())
    assert result.contributions.sum(axis="columns").to_numpy() == pytest.approx(result.overall.to_numpy())
    assert result.bounds.to_numpy() == pytest.approx(np.repeat(result.overall.to_numpy()[:, np.newaxis], 2, axis=1))


@settings(max_examples=40, deadline=None)
@given(tables, points, st.floats(1e-3, 1e3))
def test_the_scale_of_weights_does_not_matter(figures, weights, factor):
    scaled = scored(figures, [weight * factor for weight in weights])
    pd.testing.assert_series_equal(scored(figures, weights).overall, scaled.overall)
    pd.testing.assert_series_equal(scored(figures, weights).ranks, scaled.ranks)


@settings(max_examples=40, deadline=None)
@given(tables, points, st.randoms())
def test_the_order_of_sites_does_not_matter(figures, weights, random):
    order = list(range(len(figures)))
    random.shuffle(order)
    names = [f"A{number + 1}" for number in order]
    shuffled = scored(figures[order], weights, names)
    straight = scored(figures, weights)
    assert shuffled.ranks.to_dict() == straight.ranks.to_dict()
    assert set(shuffled.tied) == set(straight.tied)


@settings(max_examples=40, deadline=None)
@given(tables, points)
def test_a_dominated_site_changes_no_rank_above_it(figures, weights):
    result = scored(np.vstack([figures, np.zeros(figures.shape[1]) - 1]), weights)
    before = scored(figures, weights)
    assert result.ranks.to_numpy()[:-1].tolist() == before.ranks.tolist()
    assert result.best == before.best


@settings(max_examples=40, deadline=None)
@given(tables, points, st.floats(0, 1))
def test_a_criterion_split_in_two_changes_nothing(figures, weights, share):
    split = np.hstack([figures, figures[:, :1]])
    own = [float(weight) for weight in weights[: figures.shape[1]]]
    halves = [own[0] * share, *own[1:], own[0] * (1 - share)]
    assert scored(split, halves).overall.to_numpy() == pytest.approx(scored(figures, weights).overall.to_numpy())
