import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import siting
from siting import charts, sensitivity, values
from siting.charts.waterfall import waterfall
from siting.errors import MethodError
from siting.explanation import explain
from siting.narrate.explain import explanation


def study_of(rows, *, criteria=("market", "labour", "risk"), **more):
    table = pd.DataFrame.from_dict(rows, orient="index", columns=list(criteria))
    more.setdefault("ranges", dict.fromkeys(criteria, (0, 10)))
    return siting.Study.from_frame(table, **more)


@pytest.fixture
def pair():
    # contributions: A 0.45 0.15 0.05 = 0.65, B 0.20 0.18 0.09 = 0.47
    return explain(
        siting.evaluate(
            study_of({"A": [9.0, 5.0, 2.5], "B": [4.0, 6.0, 4.5]}, weights={"market": 5, "labour": 3, "risk": 2})
        ),
        "A",
        "B",
    )


def test_gaps_are_the_differences_of_the_contributions_and_sum_to_the_margin(pair):
    assert pair.frame["gap"].to_dict() == pytest.approx({"market": 0.25, "labour": -0.03, "risk": -0.04})
    assert pair.margin == pytest.approx(0.18)
    assert pair.frame["gap"].sum() == pytest.approx(pair.margin)


def test_switch_weights_by_hand(pair):
    # market at w: 0.5 w + (1 - w) (0.6 x -0.1 + 0.4 x -0.2) = 0.64 w - 0.14 = 0
    # labour at w: -0.1 w + (1 - w) (5/7 x 0.5 - 2/7 x 0.2) = 0.3 - 0.4 w = 0
    # risk at w: -0.2 w + (1 - w) (5/8 x 0.5 - 3/8 x 0.1) = 0.275 - 0.475 w = 0
    by_hand = {"market": 0.14 / 0.64, "labour": 0.75, "risk": 0.275 / 0.475}
    assert pair.frame["switch_weight"].to_dict() == pytest.approx(by_hand)


def test_needed_performances_by_hand(pair):
    # market 4 + 10 x 0.18 / 0.5; labour would need 6 + 6 and risk 4.5 + 9, more than the best
    assert pair.frame.loc["market", "needed"] == pytest.approx(7.6)
    assert pair.frame.loc["labour", "needed"] is None
    assert pair.frame.loc["risk", "needed"] is None


def test_nearest_weights_are_the_projection_on_the_line_of_ties(pair):
    difference = np.array([0.5, -0.1, -0.2])
    base = np.array([0.5, 0.3, 0.2])
    normal = difference - difference.mean()
    by_hand = base - (difference @ base) / (normal @ normal) * normal
    assert pair.nearest_weights.to_numpy() == pytest.approx(by_hand)
    assert pair.moved == pytest.approx(np.abs(by_hand - base).sum() / 2)


def test_the_words(pair):
    assert explanation(pair) == (
        "A beats B by 0.180: it gains 0.250 on market; B is ahead by 0.040 on risk and 0.030 on labour. "
        "B is ahead with a weight of market below 21.9 % (50 % now), risk above 57.9 % (20 % now) or labour above 75 % "
        "(30 % now). If all weights may move, 27.2 % of the weight has to change place. "
        "With these weights B draws level with 7.6 on market (4 now)."
    )


CURVES = {
    "linear": values.linear(0, 10),
    "falling": values.linear(10, 0),
    "piecewise": values.piecewise([(0, 0), (2, 0.1), (5, 0.1), (7, 0.9), (10, 1)]),
    "exponential": values.exponential(0, 10, 2),
    "logistic": values.logistic(0, 10, 4),
    "target": values.target(5, 0, 10, tolerance=1),
}


@pytest.mark.parametrize("name", CURVES)
@settings(max_examples=25)
@given(st.floats(0, 10), st.floats(0, 10), st.floats(0.05, 1))
def test_a_rival_with_the_needed_performance_ties(name, own, other, lead):
    function = CURVES[name]
    rows = {"A": [lead, other], "B": [0.0, own]}
    study = study_of(rows, criteria=("lead", "curve"), ranges={"lead": (0, 1)}, value_functions={"curve": function})
    ev = siting.evaluate(study)
    assume(ev.overall["A"] - ev.overall["B"] > 1e-6)
    needed = explain(ev, "A", "B").frame.loc["curve", "needed"]
    goal = ev.values.loc["B", "curve"] + (ev.overall["A"] - ev.overall["B"]) / 0.5
    if goal > 1 + 1e-9:
        assert needed is None
    else:
        assert float(function(needed)) == pytest.approx(goal, abs=1e-9)
        assert abs(needed - own) <= 10


def test_a_target_needs_no_more_than_its_nearer_edge():
    study = study_of(
        {"A": [1.0, 5.0], "B": [1.0, 0.0]},
        criteria=("lead", "curve"),
        ranges={"lead": (0, 1)},
        value_functions={"curve": CURVES["target"]},
    )
    assert explain(siting.evaluate(study), "A", "B").frame.loc["curve", "needed"] == pytest.approx(4)


def test_levels_need_the_lowest_level_that_does():
    grades = values.levels({"poor": 0, "fair": 0.4, "good": 0.7, "best": 1})
    study = study_of(
        {"A": [0.5, "fair"], "B": [0.3, "poor"]},
        criteria=("lead", "grade"),
        ranges={"lead": (0, 1)},
        value_functions={"grade": grades},
    )
    assert explain(siting.evaluate(study), "A", "B").frame.loc["grade", "needed"] == "good"


shares = st.lists(st.integers(0, 10), min_size=3, max_size=3)


@settings(max_examples=40)
@given(shares, shares, st.lists(st.integers(1, 9), min_size=3, max_size=3))
def test_switch_weights_are_those_of_one_way_sensitivity(first, second, points):
    names = ("market", "labour", "risk")
    study = study_of(
        {"A": list(map(float, first)), "B": list(map(float, second))}, weights=dict(zip(names, points, strict=True))
    )
    ev = siting.evaluate(study)
    assume(abs(ev.overall["A"] - ev.overall["B"]) > 1e-6)
    a, b = ev.overall.sort_values(ascending=False).index
    for name, at in explain(ev, a, b).frame["switch_weight"].items():
        known = sensitivity.switch_points(study, name)["weight"].tolist()
        assert known == pytest.approx([] if np.isnan(at) else [at])


@given(shares, shares, st.integers(0, 2**32 - 1))
def test_no_weights_that_put_the_rival_level_are_nearer(first, second, seed):
    ev = siting.evaluate(study_of({"A": list(map(float, first)), "B": list(map(float, second))}))
    assume(abs(ev.overall["A"] - ev.overall["B"]) > 1e-6)
    a, b = ev.overall.sort_values(ascending=False).index
    found = explain(ev, a, b).nearest_weights.to_numpy()
    difference = (ev.values.loc[a] - ev.values.loc[b]).to_numpy()
    draws = np.random.default_rng(seed).dirichlet(np.full(3, 0.5), 2000)
    level = draws[draws @ difference <= 0]
    if difference.min() > 0:
        assert np.isnan(found).all()
        return
    assert found.sum() == pytest.approx(1)
    assert found.min() >= 0
    assert found @ difference == pytest.approx(0, abs=1e-9)
    base = np.full(3, 1 / 3)
    assert np.linalg.norm(level - base, axis=1).min(initial=9) >= np.linalg.norm(found - base) - 1e-9


def test_one_criterion_leaves_nothing_to_weigh():
    found = explain(siting.evaluate(study_of({"A": [9.0], "B": [4.0]}, criteria=("market",))), "A", "B")
    assert np.isnan(found.frame.loc["market", "switch_weight"])
    assert found.nearest_weights.isna().all()
    assert not found.reversible
    assert "No weights at all put B ahead" in explanation(found)


def test_a_cell_that_is_missing_without_weight_stays_missing():
    weights = {"market": 1, "labour": 1, "risk": 0}
    found = explain(
        siting.evaluate(study_of({"A": [9.0, 5.0, 3.0], "B": [4.0, 6.0, np.nan]}, weights=weights)), "A", "B"
    )
    assert np.isnan(found.frame.loc["risk", "gap"])
    assert np.isnan(found.frame.loc["risk", "switch_weight"])
    assert found.nearest_weights["risk"] == 0
    assert found.frame["gap"].sum() == pytest.approx(found.margin)


@pytest.mark.parametrize(
    ("a", "b", "message"),
    [
        ("B", "A", "other way round"),
        ("A", "A", "the two tie"),
        ("A", "X", "unknown site 'X'"),
        ("A", "C", "'C' is not ranked.*no evidence for risk"),
        ("A", "D", "'D' is not ranked.*at least 1"),
    ],
)
def test_what_cannot_be_explained(a, b, message):
    rows = {"A": [9.0, 5.0, 2.5], "B": [4.0, 6.0, 4.5], "C": [4.0, 6.0, np.nan], "D": [0.0, 6.0, 5.0]}
    study = study_of(rows)
    gates = {"room": {"criterion": "market", "at_least": 1}}
    gated = siting.Study.build({**study.model_dump(), "requirements": gates}, given=study.given)
    with pytest.raises(MethodError, match=message):
        explain(siting.evaluate(gated), a, b)


def test_the_waterfall_steps_from_the_rival_to_the_winner(pair):
    bars = {bar.get_gid(): bar for bar in waterfall(pair).patches if bar.get_gid()}
    assert list(bars) == ["B", "market", "labour", "risk", "A"]
    assert bars["B"].get_width() == pytest.approx(0.47)
    assert bars["A"].get_width() == pytest.approx(0.65)
    at = 0.47
    for name in ("market", "labour", "risk"):
        gap = pair.frame.loc[name, "gap"]
        start, length = bars[name].get_x(), bars[name].get_width()
        assert sorted([start, start + length]) == pytest.approx(sorted([at, at + gap]))
        at += gap
    assert at == pytest.approx(0.65)


def test_the_title_of_the_waterfall_names_what_most_of_the_lead_is_due_to(pair):
    title = waterfall(pair).figure.texts[0].get_text().replace("\n", " ")
    assert title == "A beats B by 0.180, thanks to market."  # risk is 0.04 of 0.25, less than a fifth


def test_the_waterfall_says_in_words_what_it_shows(pair):
    ax = waterfall(pair)
    assert charts.alt_text(ax).startswith("A beats B by 0.180")
    assert charts.to_svg(ax) == charts.to_svg(waterfall(pair))


def test_many_small_gaps_become_one_step():
    names = [f"c{number}" for number in range(20)]
    rows = {"A": [5.0 + 0.1 * number for number in range(20)], "B": [5.0 - 0.01] + [4.0] * 19}
    found = explain(siting.evaluate(study_of(rows, criteria=tuple(names))), "A", "B")
    bars = {bar.get_gid(): bar.get_width() for bar in waterfall(found).patches if bar.get_gid()}
    assert len(bars) == 2 + 16 + 1
    assert sum(width for name, width in bars.items() if name not in {"A", "B"}) == pytest.approx(found.margin)


def test_an_explanation_is_a_result_like_the_others(pair):
    assert repr(pair) == "Explanation('A' beats 'B' by 0.180)"
    assert "<caption>" in pair._repr_html_()
    assert list(pair.to_frame()) == ["gap", "weight", "switch_weight", "performance", "needed", "nearest_weight"]


def test_a_study_in_place_of_its_evaluation_is_told():
    study = study_of({"A": [9.0, 5.0, 2.5], "B": [4.0, 6.0, 4.5]})
    with pytest.raises(MethodError, match="takes an Evaluation, not a Study"):
        explain(study, "A", "B")
