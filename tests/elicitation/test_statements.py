import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting import elicitation as e
from siting.errors import StudyError

NAMES = ["cost", "skill", "rail"]


def test_a_ranking_becomes_one_constraint_a_step():
    space = e.statements(NAMES, e.Ranked(["cost", "skill", "rail"]))
    assert space.A.tolist() == [[-1.0, 1.0, 0.0], [0.0, -1.0, 1.0]]
    assert space.b.tolist() == [0.0, 0.0]
    assert space.names == ("cost", "skill", "rail")


def test_a_shared_place_means_the_same_weight():
    space = e.statements(NAMES, e.Ranked(["cost", ["skill", "rail"]]))
    assert space.allow(np.array([0.5, 0.25, 0.25]))
    assert not space.allow(np.array([0.5, 0.3, 0.2]))
    assert not space.allow(np.array([0.2, 0.4, 0.4]))


def test_at_least_twice_and_an_interval():
    space = e.statements(NAMES, e.AtLeast("cost", "rail", 2), e.Between("skill", 0.1, 0.3))
    assert space.A.tolist() == [[-1.0, 0.0, 2.0], [0.0, -1.0, 0.0], [0.0, 1.0, 0.0]]
    assert space.b.tolist() == [0.0, -0.1, 0.3]
    assert "cost at least 2 times rail; skill between 0.1 and 0.3" in repr(space)


def test_no_statement_leaves_the_whole_simplex():
    space = e.statements(NAMES)
    assert space.A.shape == (0, 3)
    assert space.b.shape == (0,)
    assert space.allow(np.array([0.0, 0.0, 1.0]))


@given(st.lists(st.floats(0.01, 1.0), min_size=3, max_size=3), st.floats(0.1, 5.0))
def test_weights_are_allowed_exactly_if_they_meet_every_statement(raw, times):
    cost, skill, rail = weights = np.array(raw) / sum(raw)
    space = e.statements(
        NAMES, e.Ranked(["cost", "skill"]), e.AtLeast("rail", "cost", times / 5), e.Between("rail", 0, 0.6)
    )
    assert space.allow(weights) == (cost >= skill - 1e-9 and rail >= times / 5 * cost - 1e-9 and rail <= 0.6 + 1e-9)


@pytest.mark.parametrize(
    ("said", "circle"),
    [
        ([e.Ranked(["cost", "skill", "rail"]), e.Ranked(["rail", "cost"])], "rail > cost > skill > rail"),
        ([e.Ranked(["cost", "skill"]), e.AtLeast("skill", "cost")], "skill > cost > skill"),
        ([e.AtLeast("cost", "skill", 2), e.AtLeast("skill", "cost", 0.6)], "skill > cost > skill"),
        (
            [e.AtLeast("cost", "skill", 2), e.AtLeast("skill", "rail", 2), e.AtLeast("rail", "cost", 0.3)],
            "rail > cost > ",
        ),
        ([e.Ranked([["cost", "skill"]]), e.Ranked(["skill", "cost"])], "skill > cost > skill"),
    ],
)
def test_statements_that_go_round_in_a_circle_are_named(said, circle):
    with pytest.raises(StudyError, match="go round in a circle") as caught:
        e.statements(NAMES, *said)
    assert circle in str(caught.value)


def test_a_circle_that_only_says_equal_is_no_contradiction():
    space = e.statements(NAMES, e.AtLeast("cost", "skill"), e.AtLeast("skill", "cost"))
    assert space.allow(np.array([0.3, 0.3, 0.4]))
    assert not space.allow(np.array([0.4, 0.3, 0.3]))
    twice = e.statements(NAMES, e.AtLeast("cost", "skill", 2), e.AtLeast("skill", "cost", 0.5))
    assert twice.allow(np.array([0.4, 0.2, 0.4]))


def test_lower_ends_beyond_one_are_named():
    with pytest.raises(StudyError) as caught:
        e.statements(NAMES, e.Between("cost", 0.5, 0.9), e.Between("skill", 0.6, 0.8), e.Between("rail", 0, 0.1))
    (problem,) = caught.value.problems
    assert problem.message.endswith("cost between 0.5 and 0.9 and skill between 0.6 and 0.8")
    assert problem.expected == "lower ends that sum to at most 1 (here 1.1)"


def test_upper_ends_below_one_are_named():
    with pytest.raises(StudyError) as caught:
        e.statements(NAMES, e.Between("cost", 0, 0.5), e.Between("skill", 0, 0.2), e.Between("rail", 0, 0.1))
    assert caught.value.problems[0].expected == "upper ends that sum to at least 1 (here 0.8)"


def test_two_intervals_of_one_criterion_that_do_not_meet_are_named():
    with pytest.raises(StudyError) as caught:
        e.statements(NAMES, e.Between("cost", 0.7, 0.8), e.Between("cost", 0.5, 0.6))
    (problem,) = caught.value.problems
    assert problem.message.endswith("cost between 0.7 and 0.8 and cost between 0.5 and 0.6")
    assert problem.expected == "statements that some weights of sum 1 meet"


def test_statements_keep_the_ranges_that_they_referred_to():
    assert e.statements(NAMES, e.AtLeast("cost", "rail"), ranges={"cost": (900, 100)}).ranges["cost"].worst == 900
    with pytest.raises(StudyError, match="did you mean 'cost'"):
        e.statements(NAMES, ranges={"cots": (900, 100)})


def test_a_conflict_names_only_the_statements_that_make_it():
    with pytest.raises(StudyError) as caught:
        e.statements(
            NAMES,
            e.Between("rail", 0.0, 0.9),
            e.AtLeast("cost", "skill", 3),
            e.Between("skill", 0.3, 0.5),
        )
    message = caught.value.problems[0].message
    assert message == "no weights agree with all of this: cost at least 3 times skill and skill between 0.3 and 0.5"


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        (e.Ranked(["cost", "skill", "cost"]), "'cost' has more than one place"),
        (e.Ranked(["cots", "skill"]), "did you mean 'cost'"),
        (e.AtLeast("cost", "cost", 2), "'cost' is compared with itself"),
        (e.AtLeast("cost", "skill", 0), "0 times"),
        (e.AtLeast("cost", "skill", float("nan")), "nan times"),
        (e.Between("cost", 0.5, 0.4), "from 0.5 to 0.4"),
        (e.Between("cost", -0.1, 0.4), "from -0.1 to 0.4"),
        (e.Between("cost", 0.1, 1.4), "from 0.1 to 1.4"),
        (e.Between("cost", 0.1, float("nan")), "from 0.1 to nan"),
    ],
)
def test_an_impossible_statement_is_named(statement, message):
    with pytest.raises(StudyError, match=message):
        e.statements(NAMES, statement)


def test_names_must_be_given_once_each():
    with pytest.raises(StudyError, match="'cost' is named more than once"):
        e.statements(["cost", "cost"])
    with pytest.raises(StudyError, match="nothing to weigh"):
        e.statements([])
