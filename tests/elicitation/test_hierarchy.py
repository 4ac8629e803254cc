import pytest

from siting import elicitation as e
from siting.errors import StudyError
from siting.model import Study

TOP = e.comparison_matrix(
    ["market", "labour", "risk"], {("market", "labour"): 2, ("market", "risk"): 4, ("labour", "risk"): 2}
)
MARKET = e.comparison_matrix(["sales", "freight"], {("sales", "freight"): 3})
CIRCLE = e.comparison_matrix(["tax", "law", "port"], {("tax", "law"): 3, ("law", "port"): 3, ("port", "tax"): 3})


def test_global_weights_multiply_down_the_tree():
    result = e.pairwise_hierarchy({"": TOP, "market": MARKET})
    expected = {"sales": 3 / 7, "freight": 1 / 7, "labour": 2 / 7, "risk": 1 / 7}
    assert result.weights.to_dict() == pytest.approx(expected)
    assert result.points["market"] == pytest.approx(4 / 7)


def test_a_study_with_that_tree_gets_the_same_weights():
    result = e.pairwise_hierarchy({"": TOP, "market": MARKET})
    criteria = {name: {} for name in ("sales", "freight", "labour", "risk")}
    study = Study.build({"sites": {"A": {}}, "criteria": criteria, "tree": {"market": ["sales", "freight"]}})
    assert study.value_tree.global_weights(result.points) == pytest.approx(result.weights.to_dict())


def test_every_matrix_is_checked_for_consistency():
    result = e.pairwise_hierarchy({"": TOP, "market": MARKET, "risk": CIRCLE})
    assert result.inconsistent == ("risk",)
    table = result.consistency()
    assert table.index.tolist() == ["", "market", "risk"]
    assert table.loc["risk", "consistency_ratio"] == pytest.approx((1 + 3 + 1 / 3 - 3) / 2 / 0.58)
    assert table.loc["risk", "worst_judgement"] == ("tax", "law")
    assert table["consistent"].tolist() == [True, True, False]


def test_the_problems_of_all_matrices_come_at_once_with_their_place():
    hole = MARKET.copy()
    hole.loc["sales", "freight"] = float("nan")
    wrong = TOP.copy()
    wrong.loc["labour", "market"] = 2.0
    with pytest.raises(StudyError) as caught:
        e.pairwise_hierarchy({"": wrong, "market": hole})
    messages = [problem.message for problem in caught.value.problems]
    assert messages[0].startswith("the comparison at the top: 'market' against 'labour' is 2")
    assert messages[1] == "the comparison under 'market': 'sales' against 'freight' is missing"


@pytest.mark.parametrize(
    ("matrices", "message"),
    [
        ({"market": MARKET}, "no matrix compares the top"),
        ({"": TOP, "supply": MARKET}, "'supply' hangs nowhere"),
        ({"": TOP, "market": MARKET, "risk": MARKET}, "'sales' is compared under 'market' and under 'risk'"),
    ],
)
def test_matrices_that_make_no_tree_are_refused(matrices, message):
    with pytest.raises(StudyError, match=message):
        e.pairwise_hierarchy(matrices)


def test_ranges_belong_to_criteria_and_not_to_objectives():
    assert e.pairwise_hierarchy({"": TOP, "market": MARKET}, ranges={"sales": (0, 9)}).ranges["sales"].best == 9
    with pytest.raises(StudyError, match="'market' is not among the criteria"):
        e.pairwise_hierarchy({"": TOP, "market": MARKET}, ranges={"market": (0, 9)})
