"""Local weights become global ones, at any depth."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting.model import ROOT, ValueTree

NESTED = {"market": {"near": ["sales", "freight"], "far": ["export"]}, "plant": ["labour"]}
CRITERIA = ["sales", "freight", "export", "labour", "risk"]
TREE = ValueTree.build(NESTED, CRITERIA)


def test_a_nested_tree_is_laid_out():
    assert TREE.children == {
        "near": ("sales", "freight"),
        "far": ("export",),
        "market": ("near", "far"),
        "plant": ("labour",),
        ROOT: ("market", "plant", "risk"),
    }
    assert TREE.objectives == ("market", "near", "far", "plant")
    assert TREE.criteria == tuple(CRITERIA)
    assert TREE.leaves("market") == ("sales", "freight", "export")
    assert (TREE.parent("far"), TREE.parent("market")) == ("market", ROOT)


def test_a_node_that_is_not_there_has_no_parent():
    with pytest.raises(KeyError):
        TREE.parent("sea")


def test_weights_at_every_level_multiply_down():
    points = {
        "market": 3,
        "plant": 1,
        "risk": 0,
        "near": 1,
        "far": 1,
        "sales": 9,
        "freight": 1,
        "export": 5,
        "labour": 7,
    }
    assert TREE.global_weights(points) == pytest.approx(
        {"sales": 0.75 * 0.5 * 0.9, "freight": 0.75 * 0.5 * 0.1, "export": 0.375, "labour": 0.25, "risk": 0}
    )


@given(st.lists(st.floats(0.01, 100), min_size=5, max_size=5))
def test_without_weights_of_objectives_the_tree_does_not_matter(values):
    points = dict(zip(CRITERIA, values, strict=True))
    total = sum(values)
    assert TREE.global_weights(points) == pytest.approx({name: value / total for name, value in points.items()})


def test_an_objective_that_is_weighed_alone_is_divided_equally():
    assert TREE.global_weights({"market": 1, "plant": 1, "risk": 2, "near": 1, "far": 1, "labour": 1}) == pytest.approx(
        {"sales": 1 / 16, "freight": 1 / 16, "export": 1 / 8, "labour": 1 / 4, "risk": 1 / 2}
    )
