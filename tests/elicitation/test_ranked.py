from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting import elicitation as e
from siting.errors import StudyError

# Edwards & Barron, SMARTS and SMARTER, OBHDP 60 (1994) 306-325;
# Barron & Barrett, Management Science 42 (1996) 1515-1523.
CENTROIDS = [
    [0.75, 0.25],
    [0.6111, 0.2778, 0.1111],
    [0.5208, 0.2708, 0.1458, 0.0625],
    [0.4567, 0.2567, 0.1567, 0.09, 0.04],
    [0.4083, 0.2417, 0.1583, 0.1028, 0.0611, 0.0278],
    [0.3704, 0.2276, 0.1561, 0.1085, 0.0728, 0.0442, 0.0204],
    [0.3397, 0.2147, 0.1522, 0.1106, 0.0793, 0.0543, 0.0335, 0.0156],
]


def names(count):
    return [f"c{place}" for place in range(1, count + 1)]


@pytest.mark.parametrize("printed", CENTROIDS, ids=len)
def test_centroid_gives_the_printed_table(printed):
    weights = e.rank_order_centroid(names(len(printed))).weights
    assert weights.tolist() == pytest.approx(printed, abs=6e-5)


def test_four_criteria_are_exact_fractions():
    assert e.rank_order_centroid(names(4)).weights.tolist() == pytest.approx([25 / 48, 13 / 48, 7 / 48, 3 / 48])
    # Stillwell, Seaver & Edwards (1981); overview Roszkowska, Optimum. Studia Ekonomiczne 5(65), 2013.
    assert e.rank_sum(names(4)).weights.tolist() == pytest.approx([0.4, 0.3, 0.2, 0.1])
    assert e.rank_reciprocal(names(4)).weights.tolist() == pytest.approx([0.48, 0.24, 0.16, 0.12])


def test_four_criteria_round_to_the_printed_digits():
    assert e.rank_order_centroid(names(4)).weights.round(2).tolist() == [0.52, 0.27, 0.15, 0.06]


def test_five_criteria_by_rank_sum_and_reciprocal():
    assert e.rank_sum(names(5)).weights.tolist() == pytest.approx([0.33333, 0.26667, 0.2, 0.13333, 0.06667], abs=6e-6)
    printed = [0.43796, 0.21898, 0.14599, 0.10949, 0.08759]
    assert e.rank_reciprocal(names(5)).weights.tolist() == pytest.approx(printed, abs=6e-6)


def test_centroid_is_the_mean_of_weights_in_rank_order():
    draws = -np.sort(-np.random.default_rng(5).dirichlet(np.ones(5), size=200_000), axis=1)
    assert e.rank_order_centroid(names(5)).weights.to_numpy() == pytest.approx(draws.mean(axis=0), abs=2e-3)


@pytest.mark.parametrize("method", [e.rank_order_centroid, e.rank_sum, e.rank_reciprocal])
def test_a_shared_place_is_the_mean_over_every_order_that_agrees(method):
    shared = method(["a", ["b", "c", "d"], "e"]).weights
    strict = [method(["a", *middle, "e"]).weights[shared.index] for middle in permutations("bcd")]
    assert shared.to_numpy() == pytest.approx(np.mean(strict, axis=0))


def test_the_order_is_kept_as_it_was_said():
    result = e.rank_sum(["cost", ["skill", "rail"]], ranges={"cost": (900, 100)})
    assert result.answers == {"order": ["cost", ["skill", "rail"]]}
    assert result.method == "rank sum"
    assert result.ranges["cost"].best == 100


@given(st.lists(st.lists(st.integers(), min_size=1, max_size=3), min_size=1, max_size=5))
def test_weights_fall_with_the_place_and_sum_to_one(shape):
    flat = iter(range(100))
    order = [[f"c{next(flat)}" for _ in place] for place in shape]
    for method in (e.rank_order_centroid, e.rank_sum, e.rank_reciprocal):
        weights = method(order).weights
        assert weights.sum() == pytest.approx(1.0)
        by_place = [weights[place].to_numpy() for place in order]
        assert all(np.ptp(place) == 0 for place in by_place)
        assert all(above[0] > below[0] for above, below in pairwise(by_place))


@pytest.mark.parametrize("method", [e.rank_order_centroid, e.rank_sum, e.rank_reciprocal])
def test_an_order_that_names_a_criterion_twice_or_none_is_refused(method):
    with pytest.raises(StudyError, match="'cost' is named more than once"):
        method(["cost", ["skill", "cost"]])
    with pytest.raises(StudyError, match="nothing to weigh"):
        method([])
