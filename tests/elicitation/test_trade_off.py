import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting import elicitation as e
from siting.errors import MethodError, StudyError
from siting.model import Range
from siting.values import exponential, levels, linear

FUNCTIONS = {"cost": linear(1000, 0), "skill": linear(0, 10), "rail": levels({"none": 0, "branch": 0.5, "main": 1})}
COST_SKILL = ({"cost": 500, "skill": 2}, {"cost": 700, "skill": 5})
SKILL_RAIL = ({"skill": 6, "rail": "none"}, {"skill": 1, "rail": "main"})


def test_weights_by_hand():
    # 200 of cost (0.2 of its range) makes up for 3 of skill (0.3): cost weighs 1.5 times as much as skill;
    # 5 of skill (0.5) makes up for the whole of rail: rail weighs half as much as skill.
    result = e.trade_off(FUNCTIONS, [COST_SKILL, SKILL_RAIL])
    assert result.weights.to_dict() == pytest.approx({"cost": 0.5, "skill": 1 / 3, "rail": 1 / 6})
    assert result.factors == pytest.approx((1.0, 1.0))


def test_profiles_of_a_pair_get_the_same_overall_value():
    curved = {"cost": exponential(1000, 0, 300), "skill": linear(0, 10)}
    weights = e.trade_off(curved, [COST_SKILL]).weights
    one, other = (
        sum(weights[name] * float(curved[name](figure)) for name, figure in profile.items()) for profile in COST_SKILL
    )
    assert one == pytest.approx(other)


def test_the_value_functions_give_the_ranges():
    result = e.trade_off(FUNCTIONS, [COST_SKILL, SKILL_RAIL])
    assert result.ranges == {"cost": Range(worst=1000.0, best=0.0), "skill": Range(worst=0.0, best=10.0)}
    assert result.answers["equal_pairs"][0] == [{"cost": 500, "skill": 2}, {"cost": 700, "skill": 5}]


def test_two_answers_that_disagree_meet_at_their_geometric_mean():
    functions = {"cost": linear(0, 1), "skill": linear(0, 1)}
    twice = ({"cost": 0.0, "skill": 0.4}, {"cost": 0.2, "skill": 0.0})
    eight_times = ({"cost": 0.0, "skill": 0.8}, {"cost": 0.1, "skill": 0.0})
    result = e.trade_off(functions, [twice, eight_times])
    assert result.weights["cost"] / result.weights["skill"] == pytest.approx(4.0)
    assert result.factors == pytest.approx((2.0, 2.0))


@given(st.lists(st.floats(0.05, 1.0), min_size=2, max_size=5))
def test_weights_that_made_the_pairs_come_back(raw):
    weights = np.array(raw) / sum(raw)
    names = [f"c{position}" for position in range(len(raw))]
    pairs = []
    for first, second in zip(range(len(raw) - 1), range(1, len(raw)), strict=True):
        gain = 0.5 * min(1.0, weights[second] / weights[first])
        loss = gain * weights[first] / weights[second]
        pairs.append(({names[first]: 0.0, names[second]: loss}, {names[first]: gain, names[second]: 0.0}))
    result = e.trade_off({name: linear(0, 1) for name in names}, pairs)
    assert result.weights.to_numpy() == pytest.approx(weights)


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        (
            ({"cost": 500, "skill": 2}, {"cost": 300, "skill": 5}),
            "pair 1: the second profile is better on 'cost' and on",
        ),
        (
            ({"cost": 300, "skill": 5}, {"cost": 500, "skill": 2}),
            "pair 1: the first profile is better on 'cost' and on",
        ),
        (({"cost": 500, "skill": 2}, {"cost": 500, "skill": 5}), "pair 1: 'cost' has the same partial value in both"),
        (({"cost": 500, "skill": 2}, {"cost": 500}), "pair 1: one profile speaks of cost, skill, the other of cost"),
        (
            ({"cost": float("nan"), "skill": 2}, {"cost": 500, "skill": 3}),
            "pair 1: a performance of 'cost' or 'skill' is",
        ),
        (({"cots": 500, "skill": 2}, {"cots": 300, "skill": 5}), "did you mean 'cost'"),
    ],
)
def test_a_pair_that_cannot_be_equally_good_is_named(pair, message):
    with pytest.raises(StudyError, match=message):
        e.trade_off(FUNCTIONS, [pair, SKILL_RAIL])


def test_criteria_that_no_pair_links_are_named():
    with pytest.raises(MethodError, match="no chain of pairs links 'rail' with 'cost'"):
        e.trade_off(FUNCTIONS, [COST_SKILL])
    with pytest.raises(StudyError, match="nothing to weigh"):
        e.trade_off({}, [])
