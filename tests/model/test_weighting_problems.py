"""Trees and weights that cannot be used are found; those that can are let through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting.model import ValueTree
from siting.model.weighting_problems import find

CRITERIA = {"a": {}, "b": {}, "c": {}}
TREE = {"m": ["a", "b"]}


def found(tree, points=None):
    weights = {} if points is None else {"board": {"points": points}}
    return [(problem.place, problem.message) for problem in find(tree, CRITERIA, weights)]


@pytest.mark.parametrize(
    "tree",
    [{}, TREE, {"m": {"n": ["a"], "k": ["b", "c"]}}, {"m": [{"n": ["a"]}, "b"]}, {"m": "a"}, {"m": {"a": {}, "b": []}}],
)
def test_sound_trees_are_let_through(tree):
    assert found(tree) == []


@pytest.mark.parametrize(
    ("tree", "place", "message"),
    [
        ({"m": ["a", "x"]}, "tree.m.1", "unknown criterion 'x'"),
        ({"m": {"n": ["x"]}}, "tree.m.n.0", "unknown criterion 'x'"),
        ({"m": "x"}, "tree.m", "unknown criterion 'x'"),
        ({"m": ["a", "a"]}, "tree.m.1", "criterion 'a' is in the tree twice"),
        ({"m": ["a"], "n": ["a"]}, "tree.n.0", "criterion 'a' is in the tree twice"),
        ({"c": ["a"]}, "tree.c", "'c' is a criterion and cannot be an objective too"),
        ({"m": ["a"], "n": {"m": ["b"]}}, "tree.n.m", "objective 'm' is there twice"),
        ({"m": []}, "tree.m", "objective 'm' has no criteria"),
        ({"m": 3}, "tree.m", "3 is no criterion"),
        ({"m": ["a", 3]}, "tree.m.1", "3 is no criterion"),
        ({"": ["a"]}, "tree.", "the id of an objective is text that is not empty"),
        ({5: ["a"]}, "tree.5", "the id of an objective is text that is not empty"),
    ],
)
def test_unsound_trees_are_told(tree, place, message):
    assert found(tree) == [(place, message)]


@pytest.mark.parametrize(
    ("tree", "points"),
    [
        ({}, {"a": 1, "b": 0, "c": 2.5}),
        (TREE, {"a": 1, "b": 3, "c": 2}),  # an objective without a weight gets the sum of its children
        (TREE, {"m": 5, "a": 1, "b": 3, "c": 2}),
        (TREE, {"m": 5, "c": 2}),  # nothing below m is weighed: divided equally
        (TREE, {"m": 0, "a": 0, "b": 0, "c": 2}),
    ],
)
def test_usable_weights_are_let_through(tree, points):
    assert found(tree, points) == []


@pytest.mark.parametrize(
    ("tree", "points", "place", "message"),
    [
        ({}, {}, "weights.board.points", "no weights"),
        ({}, {"a": 1}, "weights.board.points", "no weight for 'b' and 'c'"),
        (TREE, {"c": 1}, "weights.board.points", "no weight for 'a' and 'b'"),
        (TREE, {"m": 1, "a": 1, "c": 1}, "weights.board.points", "no weight for 'b'"),
        ({}, {"a": 0, "b": 0, "c": 0}, "weights.board.points", "every weight is zero"),
        (TREE, {"a": 0, "b": 0.0, "c": 0}, "weights.board.points", "every weight is zero"),
        (
            TREE,
            {"m": 2, "a": 0, "b": 0, "c": 1},
            "weights.board.points.m",
            "'m' has a weight, but everything below it weighs zero",
        ),
        ({}, {"a": 1, "b": 1, "c": 1, "d": 1}, "weights.board.points.d", "unknown criterion or objective 'd'"),
    ],
)
def test_unusable_weights_are_told(tree, points, place, message):
    assert found(tree, points) == [(place, message)]


@pytest.mark.parametrize("points", [3, [1], {"a": "x", "b": 1, "c": 1}, {"a": -1, "b": None, "c": True}, None])
def test_wrong_types_are_left_to_the_records(points):
    assert found({}, points if points is not None else {"a": float("nan"), "b": 1, "c": 1}) == []
    assert found([1, 2]) == []


def test_the_ranges_of_a_weight_set_name_criteria():
    weights = {"board": {"points": {"a": 1, "b": 1, "c": 1}, "ranges": {"A": {}}}}
    [problem] = find({}, CRITERIA, weights)
    assert (problem.place, problem.message) == ("weights.board.ranges.A", "unknown criterion 'A'")


@given(st.dictionaries(st.sampled_from(["a", "b", "c", "m"]), st.integers(0, 3)))
def test_what_is_let_through_gives_weights_that_sum_to_one(points):
    if not found(TREE, points):
        weights = ValueTree.build(TREE, CRITERIA).global_weights(points)
        assert sum(weights.values()) == pytest.approx(1)
        assert set(weights) == set(CRITERIA)
