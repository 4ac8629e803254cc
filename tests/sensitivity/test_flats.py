import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siting.sensitivity.draws import draw_weights
from siting.sensitivity.first_ranks import first_ranks
from siting.sensitivity.flats import count_flats, rank_table
from siting.sensitivity.halfspaces import weight_polytope
from siting.sensitivity.simplex import mean_pairwise_shares

UNIT = np.eye(8)
REGIONS = {
    "all": (np.empty((0, 8)), np.empty(0)),
    "ranked": (np.diff(UNIT, axis=0), np.zeros(7)),
    "mixed": (
        np.vstack([UNIT[1] - UNIT[0], UNIT[2] - UNIT[0], 2 * UNIT[4] - UNIT[3], UNIT[:1]]),
        np.array([0, 0, 0, 0.5]),
    ),
}


def all_weights(criteria):
    return weight_polytope(np.empty((0, criteria)), np.empty(0))


@pytest.mark.parametrize("sites", [10, 12])
@pytest.mark.parametrize("kind", REGIONS)
@pytest.mark.parametrize("structured", [False, True])
def test_the_table_agrees_with_every_other_exact_result(kind, sites, structured):
    region = weight_polytope(*REGIONS[kind])
    values = np.random.default_rng(sites).random((sites, 8))
    if structured:
        values = np.round(4 * values) / 4
    table = rank_table(values, region)
    assert table.sum(axis=0) == pytest.approx(np.ones(sites), abs=1e-8)
    assert table.sum(axis=1) == pytest.approx(np.ones(sites), abs=1e-8)
    assert table[:, 0] == pytest.approx(first_ranks(values, region)[0], abs=1e-8)
    expected = 1 + mean_pairwise_shares(values, *region.simplices).sum(axis=0)
    assert table @ np.arange(1, sites + 1) == pytest.approx(expected, abs=1e-7)


@pytest.mark.parametrize("kind", REGIONS)
def test_the_table_agrees_with_draws(kind):
    region = weight_polytope(*REGIONS[kind])
    values = np.random.default_rng(1).random((7, 8))
    scores = draw_weights(region, np.random.default_rng(2), 100_000) @ values.T
    ranks = (scores[:, None, :] > scores[:, :, None]).sum(axis=2)
    drawn = np.stack([np.bincount(column, minlength=7) for column in ranks.T]) / 1e5
    table = rank_table(values, region)
    assert (abs(drawn - table) <= 5 * np.sqrt(table * (1 - table) / 1e5) + 1e-9).all()


def test_two_criteria_by_hand():
    # on w1: C ahead of B below 0.4, C ahead of A below 0.5, B ahead of A below 2/3
    values = np.array([[1.0, 0.0], [0.75, 0.5], [0.0, 1.0]])
    expected = [[1 / 3, 1 / 6, 1 / 2], [4 / 15, 11 / 15, 0], [2 / 5, 1 / 10, 1 / 2]]
    assert rank_table(values, all_weights(2)) == pytest.approx(np.array(expected), abs=1e-10)


def test_three_criteria_by_symmetry():
    assert rank_table(np.eye(3), all_weights(3)) == pytest.approx(np.full((3, 3), 1 / 3), abs=1e-9)


def test_more_criteria_than_sites_and_more_sites_than_criteria():
    for sites, criteria in ((2, 6), (9, 2), (3, 7)):
        values = np.random.default_rng(sites).random((sites, criteria))
        region = all_weights(criteria)
        assert rank_table(values, region)[:, 0] == pytest.approx(first_ranks(values, region)[0], abs=1e-9)


def test_sites_that_tie_share_the_ranks_they_take_together():
    values = np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 1.0]])
    expected = [[0.5, 0.0, 0.5], [0.25, 0.5, 0.25], [0.25, 0.5, 0.25]]
    assert rank_table(values, all_weights(2)) == pytest.approx(np.array(expected), abs=1e-10)


def test_one_weight_vector_gives_one_ranking():
    point = weight_polytope(np.eye(3), np.array([0.5, 0.3, 0.2]))
    assert rank_table(np.eye(3), point).tolist() == np.eye(3).tolist()


def test_one_site():
    assert rank_table(np.array([[0.3, 0.4]]), all_weights(2)).tolist() == [[1.0]]


def test_sites_that_differ_by_less_than_the_usual_shift():
    values = np.array([[0.5 + 1e-7, 0.5], [0.5, 0.5 + 1e-7], [0.0, 0.1]])
    expected = [[0.5, 0.5, 0.0], [0.5, 0.5, 0.0], [0.0, 0.0, 1.0]]
    assert rank_table(values, all_weights(2)) == pytest.approx(np.array(expected), abs=1e-6)


def test_the_number_of_flats():
    # faces by dimension 3, 3, 1; sets of at most 1, 2, 3 of four sites: 4, 10, 14
    assert count_flats(all_weights(3), 4) == 3 * 4 + 3 * 10 + 1 * 14


@given(st.integers(0, 10_000), st.integers(3, 5), st.integers(2, 5))
@settings(max_examples=20, deadline=None)
def test_a_criterion_split_in_two_is_a_prior_and_not_a_new_site(seed, criteria, sites):
    values = np.random.default_rng(seed).random((sites, criteria))
    equal = weight_polytope(
        np.array(
            [np.eye(criteria + 1)[0] - np.eye(criteria + 1)[-1], np.eye(criteria + 1)[-1] - np.eye(criteria + 1)[0]]
        ),
        np.zeros(2),
    )
    # halves of one criterion, held equal: the space is an affine image of the weights of the unsplit criteria
    split = rank_table(np.column_stack([values, values[:, 0]]), equal)
    assert split == pytest.approx(rank_table(values, all_weights(criteria)), abs=1e-8)
