import numpy as np
import pandas as pd
import pytest

from siting.errors import MethodError
from siting.sensitivity import WeightSpace

ABC = ["a", "b", "c"]


def corners(space, criteria=None):
    region = space.polytope(criteria or list(space.criteria))
    return region.corners[np.lexsort(region.corners.round(9).T)]


def test_uniform_reaches_every_single_criterion():
    assert corners(WeightSpace.uniform(ABC)) == pytest.approx(np.eye(3), abs=1e-12)


def test_a_complete_ranking_is_the_simplex_of_equal_leading_weights():
    expected = np.array([[1, 0, 0], [1 / 2, 1 / 2, 0], [1 / 3, 1 / 3, 1 / 3]])
    assert corners(WeightSpace.ranked(ABC)) == pytest.approx(expected, abs=1e-12)


def test_names_come_in_any_order():
    space = WeightSpace.ranked(["c", "a", "b"])
    draws = space.draw(200, seed=3)
    assert list(draws.columns) == ["c", "a", "b"]
    assert ((draws["c"] >= draws["a"]) & (draws["a"] >= draws["b"])).all()
    region = space.polytope(ABC)
    assert region.corners[:, 2].min() == pytest.approx(1 / 3)


def test_a_partial_ranking_leaves_criteria_of_one_tier_and_unnamed_ones_free():
    space = WeightSpace.ranked(["a", ["b", "c"]])
    draws = space.draw(2000, seed=1)
    assert ((draws["a"] >= draws["b"]) & (draws["a"] >= draws["c"])).all()
    assert (draws["b"] > draws["c"]).mean() == pytest.approx(0.5, abs=0.06)
    assert WeightSpace.ranked(["a", "b"]).polytope(ABC).dimension == 2


def test_bounds_hold_and_leave_other_criteria_free():
    space = WeightSpace.bounded({"a": 0.2}, {"b": 0.3})
    region = space.polytope(ABC)
    assert region.corners[:, 0].min() == pytest.approx(0.2)
    assert region.corners[:, 1].max() == pytest.approx(0.3)
    assert region.corners[:, 2].max() == pytest.approx(0.8)


def test_all_criteria_that_share_the_weight_can_be_named():
    space = WeightSpace.bounded({"a": 0.2}, {"a": 0.3})
    drawn = space.draw(1_000, criteria=["c", "a", "b"])
    assert list(drawn.columns) == ["c", "a", "b"]
    assert drawn["a"].between(0.2, 0.3).all()
    assert drawn.sum(axis="columns").to_numpy() == pytest.approx(np.ones(1_000))
    with pytest.raises(MethodError, match=r"a <= 0\.3"):
        space.draw(1)  # of one criterion alone, the weight is 1


def test_ratios_and_intersection():
    space = WeightSpace.ratios({("a", "b"): 2}) & WeightSpace.bounded(upper={"c": 0.5})
    draws = space.draw(1000, seed=2)
    assert set(draws.columns) == set(ABC)
    assert (draws["a"] >= 2 * draws["b"] - 1e-12).all()
    assert (draws["c"] <= 0.5 + 1e-12).all()


def test_constrained_takes_columns_by_name():
    space = WeightSpace.constrained([[1, -1]], [0], ["c", "a"])
    assert (space.polytope(ABC).corners @ [-1, 0, 1] <= 1e-12).all()


def test_fixed_weights_are_one_point_on_any_scale():
    region = WeightSpace.fixed(pd.Series({"a": 6, "b": 3, "c": 0})).polytope(ABC)
    assert region.dimension == 0
    assert region.corners == pytest.approx(np.array([[2 / 3, 1 / 3, 0]]), abs=1e-9)


def test_dirichlet_has_the_mean_and_variance_it_says():
    draws = WeightSpace.dirichlet({"a": 5, "b": 3, "c": 2}, 20).draw(100_000, seed=4)
    mean = np.array([0.5, 0.3, 0.2])
    variance = mean * (1 - mean) / 21
    assert (abs(draws.mean() - mean) < 5 * np.sqrt(variance / 1e5)).all()
    assert draws.var().to_numpy() == pytest.approx(variance, rel=0.03)


def test_a_mixture_draws_from_its_parts_by_their_shares():
    space = WeightSpace.mixture([(1, WeightSpace.ranked(ABC)), (3, WeightSpace.ranked(["c", "b", "a"]))])
    draws = space.draw(20_000, seed=5)
    ascending = (draws["c"] >= draws["a"]).mean()
    assert abs(ascending - 0.75) < 5 * np.sqrt(0.75 * 0.25 / 20_000)
    assert [share for share, _ in space.regions()] == [0.25, 0.75]


@pytest.mark.parametrize(
    ("space", "clashing"),
    [
        (lambda: WeightSpace.bounded({"a": 0.6, "b": 0.5}, {"c": 0.9}), "a >= 0.6 and b >= 0.5"),
        (lambda: WeightSpace.bounded(upper={"a": 0.3, "b": 0.3, "c": 0.3}), "a <= 0.3, b <= 0.3 and c <= 0.3"),
        (
            lambda: WeightSpace.ranked(ABC) & WeightSpace.bounded({"c": 0.2}, {"a": 0.1}),
            "a >= b, b >= c and a <= 0.1",
        ),
        (lambda: WeightSpace.constrained([[1, 1, 1], [0, 0, 1]], [0.5, 1], ABC), "constraint 1"),
        (lambda: WeightSpace.bounded({"a": 1.2}, {"b": 1, "c": 1}), "a >= 1.2"),
    ],
)
def test_an_empty_space_names_only_the_statements_that_clash(space, clashing):
    with pytest.raises(MethodError) as caught:
        space().regions()
    assert str(caught.value) == f"no weights (>= 0, sum 1) satisfy {clashing}: relax one of them"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: WeightSpace.bounded({"a": float("nan")}), "finite"),
        (lambda: WeightSpace.uniform([]), "needs criteria"),
        (lambda: WeightSpace.uniform(["a", "a"]), "named twice"),
        (lambda: WeightSpace.fixed({"a": 0, "b": 0}), "not all zero"),
        (lambda: WeightSpace.fixed({"a": -1, "b": 2}), "not negative"),
        (lambda: WeightSpace.dirichlet({"a": 1}, 0), "concentration"),
        (lambda: WeightSpace.mixture([]), "at least one"),
        (lambda: WeightSpace.mixture([(-1, WeightSpace.uniform(ABC))]), "positive share"),
        (lambda: WeightSpace.constrained([[1, 2]], [0], ABC), r"shape \(1, 2\), expected \(1, 3\)"),
        (lambda: WeightSpace.dirichlet({"a": 1}, 3) & WeightSpace.uniform(["a"]), "cannot|only spaces"),
        (lambda: WeightSpace.uniform(ABC).regions(["a", "b", "d"]), "'c'"),
        (lambda: WeightSpace.uniform(["a", "b"]).regions(ABC), "nothing of 'c'"),
        (lambda: WeightSpace.bounded({"cots": 0.2}).regions(["cost", "b"]), "did you mean 'cost'"),
        (lambda: WeightSpace.dirichlet({"a": 1}, 3).polytope(["a"]), "made of statements"),
    ],
)
def test_impossible_spaces_are_refused_in_words(make, message):
    with pytest.raises(MethodError, match=message):
        make()


def test_it_shows_what_was_said():
    space = WeightSpace.ranked(["a", "b"]) & WeightSpace.bounded({"b": 0.1})
    assert repr(space) == "WeightSpace(a, b: a >= b, b >= 0.1)"
    assert repr(WeightSpace.uniform(["a"])) == "WeightSpace(a: all weights)"
    assert repr(WeightSpace.dirichlet({"a": 1}, 2)) == "WeightSpace(a: around a point)"
