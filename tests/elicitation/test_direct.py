import math

import pytest

from siting import elicitation as e
from siting.errors import StudyError
from siting.model import Range, Study, WeightSet


def test_direct_keeps_the_points_as_said_and_scales_the_weights():
    result = e.direct({"cost": 3, "skill": 1})
    assert isinstance(result, WeightSet)
    assert result.points == {"cost": 3.0, "skill": 1.0}
    assert result.weights.to_dict() == {"cost": 0.75, "skill": 0.25}
    assert result.method == "direct"
    assert result.answers == {"points": {"cost": 3.0, "skill": 1.0}}


def test_swing_weights_are_proportional_to_the_points_and_keep_their_ranges():
    result = e.swing({"cost": 100, "skill": 60, "rail": 40}, ranges={"cost": (900, 100)})
    assert result.weights.to_dict() == {"cost": 0.5, "skill": 0.3, "rail": 0.2}
    assert result.ranges == {"cost": Range(worst=900.0, best=100.0)}
    assert result.method == "swing"


def test_equal_weighs_every_criterion_the_same():
    result = e.equal(["cost", "skill", "rail", "port"])
    assert result.weights.tolist() == [0.25] * 4
    assert result.method == "equal"


@pytest.mark.parametrize("number", [-1, math.nan, math.inf, "0.4", True, None])
def test_an_answer_that_is_no_number_of_zero_or_more_is_named(number):
    with pytest.raises(StudyError) as caught:
        e.swing({"cost": 100, "skill": number, "rail": number})
    assert [problem.path for problem in caught.value.problems] == [("swing", "skill"), ("swing", "rail")]
    assert repr(number) in caught.value.problems[0].message


def test_weights_that_are_all_zero_are_refused():
    with pytest.raises(StudyError, match="all points are 0"):
        e.direct({"cost": 0, "skill": 0})


def test_nothing_to_weigh_is_refused():
    with pytest.raises(StudyError, match="nothing to weigh"):
        e.direct({})
    with pytest.raises(StudyError, match="nothing to weigh"):
        e.equal([])


def test_a_criterion_named_twice_is_refused():
    with pytest.raises(StudyError, match="'cost' is named more than once"):
        e.equal(["cost", "skill", "cost"])


def test_a_range_of_an_unknown_criterion_suggests_the_nearest():
    with pytest.raises(StudyError, match="did you mean 'cost'"):
        e.swing({"cost": 100, "skill": 60}, ranges={"cots": (900, 100)})


@pytest.mark.parametrize("levels", [(5, 5), (math.nan, 1), (1, math.inf)])
def test_a_range_needs_two_finite_levels(levels):
    with pytest.raises(StudyError, match="the range of 'cost'"):
        e.direct({"cost": 1}, ranges={"cost": levels})


def test_elicited_weights_go_into_a_study_as_they_are():
    elicited = e.pairwise(e.comparison_matrix(["cost", "skill"], {("cost", "skill"): 3}))
    study = Study.build({"sites": {"A": {}}, "criteria": {"cost": {}, "skill": {}}, "weights": {"board": elicited}})
    assert study.weight_set("board").weights.to_dict() == pytest.approx({"cost": 0.75, "skill": 0.25})
    assert study.overridden({"title": "again"}).weight_set("board").points == elicited.points
