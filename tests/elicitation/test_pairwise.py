from fractions import Fraction
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting import elicitation as e
from siting.errors import MethodError, StudyError

METHODS = ["eigenvector", "geometric", "column_mean"]

HOUSE = ["size", "transportation", "neighbourhood", "age", "yard", "modern facilities", "condition", "financing"]
HOUSE_SAID = "5 3 7 6 6 1/3 1/4 1/3 5 3 3 1/5 1/7 6 3 4 6 1/5 1/3 1/4 1/7 1/8 1/2 1/5 1/6 1/5 1/6 1/2"

DRINKS = ["coffee", "wine", "tea", "beer", "soda", "milk", "water"]
DRINKS_SAID = {
    ("coffee", "wine"): 9, ("coffee", "tea"): 5, ("coffee", "beer"): 2, ("coffee", "soda"): 1, ("coffee", "milk"): 1,
    ("water", "coffee"): 2, ("water", "wine"): 9, ("water", "tea"): 9, ("water", "beer"): 3, ("water", "soda"): 2,
    ("water", "milk"): 3, ("tea", "wine"): 3, ("beer", "wine"): 9, ("beer", "tea"): 3, ("beer", "milk"): 1,
    ("soda", "wine"): 9, ("soda", "tea"): 4, ("soda", "beer"): 2, ("soda", "milk"): 2, ("milk", "wine"): 9,
    ("milk", "tea"): 3,
}  # fmt: skip


def house():
    said = {pair: float(Fraction(text)) for pair, text in zip(combinations(HOUSE, 2), HOUSE_SAID.split(), strict=True)}
    return e.comparison_matrix(HOUSE, said)


def frame(rows, names=("a", "b", "c")):
    return pd.DataFrame(rows, index=list(names), columns=list(names), dtype=object)


def test_saaty_house_purchase():
    # Saaty, How to make a decision: the analytic hierarchy process, EJOR 48 (1990) 9-26.
    result = e.pairwise(house())
    printed = [0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333]
    assert result.weights.round(3).tolist() == printed
    assert round(result.lambda_max, 3) == 9.669
    assert round((result.lambda_max - 8) / 7, 3) == 0.238  # the consistency index
    assert round(result.consistency_ratio, 3) == 0.169
    assert not result.consistent
    assert result.worst_judgement == ("neighbourhood", "condition")


def test_the_worst_judgement_of_the_house_is_the_one_whose_removal_helps_most():
    matrix = house()
    best = None
    for row, column in combinations(HOUSE, 2):
        without = matrix.copy()  # Harker's substitute for a judgement that was not made
        without.loc[row, column] = without.loc[column, row] = 0.0
        without.loc[row, row] += 1.0
        without.loc[column, column] += 1.0
        lambda_max = np.linalg.eigvals(without.to_numpy()).real.max()
        best = min(best or (lambda_max, (row, column)), (lambda_max, (row, column)))
    assert best[1] == e.pairwise(matrix).worst_judgement


def test_saaty_drinks():
    # Saaty, Decision making with the analytic hierarchy process, Int. J. Services Sciences 1 (2008) 83-98.
    result = e.pairwise(e.comparison_matrix(DRINKS, DRINKS_SAID))
    printed = {
        "coffee": 0.177,
        "wine": 0.019,
        "tea": 0.042,
        "beer": 0.116,
        "soda": 0.190,
        "milk": 0.129,
        "water": 0.327,
    }
    assert result.weights.round(3).to_dict() == printed
    assert round(result.consistency_ratio, 3) == 0.022
    assert result.consistent


def test_leader_example_down_to_the_priorities():
    # Analytic hierarchy process - leader example (Wikipedia).
    criteria = e.pairwise(
        e.comparison_matrix(
            ["experience", "education", "charisma", "age"],
            {
                ("experience", "education"): 4, ("experience", "charisma"): 3, ("experience", "age"): 7,
                ("charisma", "education"): 3, ("education", "age"): 3, ("charisma", "age"): 5,
            },
        )
    )  # fmt: skip
    printed = {"experience": 0.547, "education": 0.127, "charisma": 0.270, "age": 0.056}
    assert criteria.weights.to_dict() == pytest.approx(printed, abs=0.001)
    people = ["Tom", "Dick", "Harry"]
    said = {
        "experience": {("Dick", "Tom"): 4, ("Tom", "Harry"): 4, ("Dick", "Harry"): 9},
        "education": {("Tom", "Dick"): 3, ("Harry", "Tom"): 5, ("Harry", "Dick"): 7},
        "charisma": {("Tom", "Dick"): 5, ("Tom", "Harry"): 9, ("Dick", "Harry"): 4},
        "age": {("Dick", "Tom"): 3, ("Tom", "Harry"): 5, ("Dick", "Harry"): 9},
    }
    local = pd.DataFrame({name: e.pairwise(e.comparison_matrix(people, pairs)).weights for name, pairs in said.items()})
    priorities = local @ criteria.weights[local.columns]
    assert priorities.round(3).to_dict() == {"Tom": 0.358, "Dick": 0.493, "Harry": 0.149}


@given(st.lists(st.floats(0.05, 20.0), min_size=1, max_size=8), st.sampled_from(METHODS))
def test_judgements_that_all_agree_give_their_weights_back(raw, method):
    names = [f"c{position}" for position in range(len(raw))]
    matrix = pd.DataFrame(np.divide.outer(raw, raw), index=names, columns=names)
    result = e.pairwise(matrix, method=method)
    assert result.weights.to_numpy() == pytest.approx(np.array(raw) / sum(raw))
    assert result.lambda_max == pytest.approx(len(raw))
    assert result.consistency_ratio == pytest.approx(0.0, abs=1e-9)
    assert result.worst_judgement is None


def test_the_three_methods_by_hand():
    matrix = e.comparison_matrix(["a", "b", "c"], {("a", "b"): 2, ("b", "c"): 4, ("a", "c"): 4})
    geometric = np.array([8.0, 2.0, 1 / 16]) ** (1 / 3)
    assert e.pairwise(matrix, method="geometric").weights.tolist() == pytest.approx(geometric / geometric.sum())
    columns = [(4 / 7 + 8 / 13 + 4 / 9) / 3, (2 / 7 + 4 / 13 + 4 / 9) / 3, (1 / 7 + 1 / 13 + 1 / 9) / 3]
    assert e.pairwise(matrix, method="column_mean").weights.tolist() == pytest.approx(columns)
    assert e.pairwise(matrix).weights.tolist() == pytest.approx(geometric / geometric.sum())  # equal for three criteria


@pytest.mark.parametrize("method", METHODS)
def test_lambda_max_is_the_mean_of_what_its_own_weights_give(method):
    matrix = house()
    result = e.pairwise(matrix, method=method)
    weights = result.weights.to_numpy()
    assert result.lambda_max == pytest.approx(np.mean(matrix.to_numpy() @ weights / weights))
    assert result.consistency_ratio == pytest.approx((result.lambda_max - 8) / 7 / 1.41)


def test_the_eigenvector_has_the_largest_eigenvalue():
    assert e.pairwise(house()).lambda_max == pytest.approx(np.linalg.eigvals(house().to_numpy()).real.max())


def test_judgements_lists_the_greatest_departure_first():
    judgements = e.pairwise(house()).judgements()
    assert len(judgements) == 28
    assert judgements.loc[0, ["row", "column", "given"]].tolist() == ["neighbourhood", "condition", 6.0]
    first = judgements.iloc[0]
    assert first["factor"] == pytest.approx(first["given"] / first["implied"])
    assert judgements["factor"].is_monotonic_decreasing


def test_rows_and_columns_may_come_in_any_order():
    matrix = house()
    shuffled = matrix[HOUSE[::-1]]
    assert e.pairwise(shuffled).weights.to_dict() == pytest.approx(e.pairwise(matrix).weights.to_dict())


def test_a_reciprocal_rounded_to_two_decimals_is_taken_for_what_was_meant():
    rounded = frame([[1, 3, 7], [0.33, 1, 3], [0.14, 0.33, 1]])
    exact = e.comparison_matrix(["a", "b", "c"], {("a", "b"): 3, ("a", "c"): 7, ("b", "c"): 3})
    assert e.pairwise(rounded).weights.to_dict() == pytest.approx(e.pairwise(exact).weights.to_dict())


def test_every_judgement_that_contradicts_its_opposite_is_named():
    with pytest.raises(StudyError) as caught:
        e.pairwise(frame([[1, 3, 4], [3, 1, 2], [0.25, 0.6, 1]]))
    assert [problem.path for problem in caught.value.problems] == [("pairwise", "a", "b"), ("pairwise", "b", "c")]
    assert caught.value.problems[0].message == "'a' against 'b' is 3, but the other way round 3"


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        (np.nan, "'a' against 'c' is missing"),
        (None, "'a' against 'c' is missing"),
        (0, "'a' against 'c' is 0"),
        (-2, "'a' against 'c' is -2"),
        ("1/3", "'a' against 'c' is '1/3'"),
        (np.inf, "'a' against 'c' is inf"),
        (True, "'a' against 'c' is True"),
    ],
)
def test_a_missing_or_impossible_cell_is_named(cell, message):
    with pytest.raises(StudyError) as caught:
        e.pairwise(frame([[1, 2, cell], [0.5, 1, 1], [1, 1, 1]]))
    assert caught.value.problems[0].message == message
    assert caught.value.problems[0].path == ("pairwise", "a", "c")


def test_a_criterion_compared_with_itself_is_one():
    with pytest.raises(StudyError, match="'b' against itself is 2"):
        e.pairwise(frame([[1, 1, 1], [1, 2, 1], [1, 1, 1]]))


def test_rows_and_columns_must_be_the_same_criteria():
    with pytest.raises(StudyError, match="rows are a, b, columns are a, c"):
        e.pairwise(pd.DataFrame([[1.0, 2.0], [0.5, 1.0]], index=["a", "b"], columns=["a", "c"]))


def test_a_pair_that_was_not_judged_is_named():
    with pytest.raises(StudyError) as caught:
        e.pairwise(e.comparison_matrix(["a", "b", "c"], {("a", "b"): 2, ("b", "c"): 2}))
    assert [problem.path for problem in caught.value.problems] == [("pairwise", "a", "c"), ("pairwise", "c", "a")]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({("a", "a"): 1}, "'a' is compared with itself"),
        ({("a", "b"): -3}, "'a' against 'b' is -3"),
        ({("a", "b"): 3, ("b", "a"): 3}, "'a' and 'b' are compared twice"),
        ({("a", "x"): 3}, "'x' is not among the criteria"),
    ],
)
def test_an_impossible_judgement_is_named(said, message):
    with pytest.raises(StudyError, match=message):
        e.comparison_matrix(["a", "b"], said)


def test_one_and_two_criteria_are_always_consistent():
    assert e.pairwise(frame([[1]], names="a")).consistency_ratio == 0.0
    two = e.pairwise(frame([[1, 9], [1 / 9, 1]], names="ab"))
    assert two.consistency_ratio == 0.0
    assert two.weights.to_dict() == pytest.approx({"a": 0.9, "b": 0.1})


def test_more_than_fifteen_criteria_need_a_hierarchy():
    names = [f"c{position}" for position in range(16)]
    with pytest.raises(MethodError, match="group them under objectives"):
        e.pairwise(pd.DataFrame(1.0, index=names, columns=names))


def test_an_unknown_method_is_refused():
    with pytest.raises(MethodError, match="did you mean 'geometric'"):
        e.pairwise(house(), method="geometrical")
