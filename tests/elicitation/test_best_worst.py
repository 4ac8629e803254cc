import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from siting import elicitation as e
from siting.elicitation.best_worst import consistency_index
from siting.errors import MethodError, StudyError

# Rezaei, Omega 53 (2015) 49-57 (minimax model, consistency index) and Omega 64 (2016) 126-130 (linear model).
TO_BEST = {"load flexibility": 8, "accessibility": 2, "cost": 1}
TO_WORST = {"load flexibility": 1, "accessibility": 5, "cost": 8}


def test_transport_mode_by_the_linear_model():
    result = e.best_worst(TO_BEST, TO_WORST)
    assert result.weights.round(4).tolist() == [0.0714, 0.3214, 0.6071]
    assert round(result.consistency, 4) == 0.0357
    assert (result.best, result.worst) == ("cost", "load flexibility")


def test_transport_mode_by_the_minimax_model():
    result = e.best_worst(TO_BEST, TO_WORST, model="minimax")
    assert result.weights.round(4).tolist() == [0.0714, 0.3387, 0.5899]
    assert round(result.consistency, 4) == 0.2583
    assert round(result.consistency_ratio, 4) == 0.0578
    assert result.consistency == pytest.approx(0.26, abs=0.005)  # as printed in 2015
    assert result.weights.tolist() == pytest.approx([0.071, 0.338, 0.589], abs=0.0015)


def test_the_consistency_ratio_judges_the_answers_whatever_the_model():
    linear = e.best_worst(TO_BEST, TO_WORST)
    assert linear.consistency_ratio == e.best_worst(TO_BEST, TO_WORST, model="minimax").consistency_ratio


def test_consistency_index_gives_the_printed_table():
    printed = [0, 0.44, 1.0, 1.63, 2.3, 3.0, 3.73, 4.47, 5.23]
    assert [consistency_index(a) for a in range(1, 10)] == pytest.approx(printed, abs=0.006)


@pytest.mark.parametrize("model", ["linear", "minimax"])
def test_answers_that_all_agree_give_their_weights_back(model):
    result = e.best_worst({"a": 8, "b": 4, "c": 2, "d": 1}, {"a": 1, "b": 2, "c": 4, "d": 8}, model=model)
    assert result.weights.tolist() == pytest.approx(np.array([1, 2, 4, 8]) / 15)
    assert result.consistency == pytest.approx(0.0, abs=1e-12)
    assert result.consistency_ratio == 0.0


def feasible(to_best, to_worst, xi, best, worst):
    """Tell by a linear programme whether ratios of weights within `xi` of the answers exist."""
    names = list(to_best)
    unit = dict(zip(names, np.eye(len(names)), strict=True))
    rows = []
    for name in names:
        for one, other, said in ((best, name, to_best[name]), (name, worst, to_worst[name])):
            if one != other:
                rows.append(unit[one] - (said + xi) * unit[other])
                rows.append((said - xi) * unit[other] - unit[one])
    bounds = [(1e-9, None)] * len(names)
    total = np.ones((1, len(names)))
    return linprog(np.zeros(len(names)), np.array(rows), np.zeros(len(rows)), total, [1.0], bounds).status == 0


@st.composite
def comparisons(draw):
    widest = draw(st.integers(2, 9))
    others = draw(st.lists(st.tuples(st.integers(1, widest), st.integers(1, widest)), min_size=1, max_size=4))
    to_best = {"best": 1, "worst": widest} | {f"c{i}": pair[0] for i, pair in enumerate(others)}
    to_worst = {"best": widest, "worst": 1} | {f"c{i}": pair[1] for i, pair in enumerate(others)}
    return to_best, to_worst


@given(comparisons())
def test_minimax_is_the_least_deviation_at_which_a_linear_programme_finds_weights(answers):
    to_best, to_worst = answers
    result = e.best_worst(to_best, to_worst, model="minimax")
    assert feasible(to_best, to_worst, result.consistency + 1e-6, result.best, result.worst)
    if result.consistency > 1e-5:
        assert not feasible(to_best, to_worst, result.consistency - 1e-5, result.best, result.worst)


@given(comparisons())
def test_one_criterion_between_best_and_worst_keeps_the_consistency_ratio_within_one(answers):
    three = [{name: said[name] for name in ("best", "c0", "worst")} for said in answers]
    assert 0.0 <= e.best_worst(*three).consistency_ratio <= 1.0 + 1e-9


def test_criteria_that_contradict_each_other_outright_take_it_beyond_one():
    to_best = {"best": 1, "worst": 2, "c0": 1, "c1": 2}
    to_worst = {"best": 2, "worst": 1, "c0": 1, "c1": 2}
    # ratios (1 - xi)(1 - xi) ... (1 + xi)(1 + xi) and (2 - xi)(2 - xi) ... meet where 1 + xi = 2 - xi
    result = e.best_worst(to_best, to_worst, model="minimax")
    assert result.consistency == pytest.approx(0.5)
    assert result.consistency_ratio == pytest.approx(0.5 / consistency_index(2))
    assert result.consistency_ratio > 1.0


@given(comparisons())
def test_minimax_weights_keep_every_ratio_within_xi_and_lie_in_their_intervals(answers):
    to_best, to_worst = answers
    result = e.best_worst(to_best, to_worst, model="minimax")
    weights = result.weights
    from_best = weights[result.best] / weights
    from_worst = weights / weights[result.worst]
    assert (from_best - np.array(list(to_best.values()))).abs().max() <= result.consistency + 1e-9
    assert (from_worst - np.array(list(to_worst.values()))).abs().max() <= result.consistency + 1e-9
    intervals = result.intervals()
    assert (intervals["lower"] <= intervals["weight"] + 1e-12).all()
    assert (intervals["weight"] <= intervals["upper"] + 1e-12).all()


def test_minimax_intervals_are_those_that_linear_programmes_find():
    to_best = {"a": 1, "b": 3, "c": 2, "d": 8, "f": 4}
    to_worst = {"a": 8, "b": 2, "c": 6, "d": 1, "f": 3}
    result = e.best_worst(to_best, to_worst, model="minimax")
    names = list(to_best)
    unit = dict(zip(names, np.eye(5), strict=True))
    xi = result.consistency + 1e-10
    rows = []
    for name in names:
        for one, other, said in (("a", name, to_best[name]), (name, "d", to_worst[name])):
            if one != other:
                rows += [unit[one] - (said + xi) * unit[other], (said - xi) * unit[other] - unit[one]]
    for name in names:
        for sign, bound in ((1.0, "lower"), (-1.0, "upper")):
            found = linprog(sign * unit[name], np.array(rows), np.zeros(len(rows)), np.ones((1, 5)), [1.0])
            assert sign * found.fun == pytest.approx(getattr(result, bound)[name], abs=1e-6)
    assert result.intervals().eval("upper - lower").max() > 0.01


@given(comparisons())
def test_linear_weights_are_no_worse_than_any_others(answers):
    to_best, to_worst = answers
    result = e.best_worst(to_best, to_worst)
    names = list(to_best)

    def deviation(weights):
        best, worst = weights[names.index(result.best)], weights[names.index(result.worst)]
        apart = [best - to_best[name] * weight for name, weight in zip(names, weights, strict=True)]
        apart += [weight - to_worst[name] * worst for name, weight in zip(names, weights, strict=True)]
        return np.abs(apart).max()

    weights = result.weights.to_numpy()
    assert deviation(weights) == pytest.approx(result.consistency, abs=1e-9)
    others = np.random.default_rng(0).dirichlet(weights * 200 + 0.1, size=300)
    assert min(deviation(other) for other in others) >= result.consistency - 1e-9


def test_criteria_that_all_matter_the_same():
    result = e.best_worst({"a": 1, "b": 1}, {"a": 1, "b": 1}, model="minimax")
    assert result.weights.tolist() == pytest.approx([0.5, 0.5])
    assert result.consistency_ratio == 0.0


@pytest.mark.parametrize(
    ("to_best", "to_worst", "message"),
    [
        ({"a": 2, "b": 3}, {"a": 3, "b": 1}, "no criterion is the best one"),
        ({"a": 1, "b": 3}, {"a": 3, "b": 2}, "no criterion is the worst one"),
        ({"a": 1, "b": 3}, {"a": 4, "b": 1}, "'a' against 'b' is 3 among the comparisons with the best, but 4"),
        ({"a": 1, "b": 3, "c": 0.5}, {"a": 3, "b": 1, "c": 2}, "'c' is given 0.5"),
        ({"a": 1, "b": 3, "c": 2}, {"a": 3, "b": 1, "c": 5}, "'c' is judged 5, more than best against worst"),
        ({"a": 1, "b": 3}, {"a": 3, "c": 1}, "'c' is not among the criteria"),
        ({"a": 1, "b": 3, "c": 2}, {"a": 3, "b": 1}, "'c' is not among the criteria"),
        ({}, {}, "nothing to weigh"),
    ],
)
def test_answers_that_do_not_fit_together_are_named(to_best, to_worst, message):
    with pytest.raises(StudyError, match=message):
        e.best_worst(to_best, to_worst)


def test_an_unknown_model_is_refused():
    with pytest.raises(MethodError, match="did you mean 'minimax'"):
        e.best_worst(TO_BEST, TO_WORST, model="min-max")
