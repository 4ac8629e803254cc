from functools import partial

import numpy as np
import pytest

from siting.sensitivity.dirichlet import Dirichlet
from siting.sensitivity.draws import draw_weights
from siting.sensitivity.flats import rank_table
from siting.sensitivity.halfspaces import weight_polytope
from siting.sensitivity.sampling import default_draws, share_errors, tally

VALUES = np.random.default_rng(0).random((6, 4))
REGION = weight_polytope(np.empty((0, 4)), np.empty(0))


def count(draws, *, values=VALUES, workers=None, seed=1, max_error=None):
    weights = partial(draw_weights, REGION)
    return tally(values, weights, draws, seed=np.random.SeedSequence(seed), workers=workers, max_error=max_error)


def same(one, other):
    return all(
        np.array_equal(getattr(one, name), getattr(other, name))
        for name in ("ranks", "ahead", "first_weights", "first_squares")
    )


def test_the_number_of_workers_changes_no_bit():
    assert same(count(150_000, workers=1), count(150_000, workers=3))


def test_another_seed_gives_other_counts():
    assert not same(count(70_000), count(70_000, seed=2))


@pytest.mark.parametrize("draws", [1, 7, 8192, 70_001])
def test_every_draw_is_counted_once(draws):
    counts = count(draws)
    assert counts.draws == draws
    assert (counts.ranks.sum(axis=0) == draws).all()
    assert (counts.ranks.sum(axis=1) == draws).all()
    assert (counts.ahead + counts.ahead.T == draws * (1 - np.eye(6))).all()
    assert counts.first_weights.sum() == pytest.approx(draws)


def test_ranks_and_pairs_tell_the_same_story():
    counts = count(10_000)
    assert (counts.ranks @ np.arange(6) == counts.ahead.sum(axis=0)).all()


def test_counts_agree_with_the_exact_table_within_their_errors():
    counts = count(200_000)
    exact = rank_table(VALUES, REGION)
    errors = np.maximum(share_errors(counts.ranks, counts.draws), np.sqrt(exact * (1 - exact) / counts.draws))
    assert (abs(counts.ranks / counts.draws - exact) <= 5 * errors).all()


def test_more_sites_than_one_byte_can_count():
    values = np.linspace(0, 1, 300)[:, None] * np.ones(4)
    counts = count(64, values=values)
    assert (counts.ranks == 64 * np.eye(300, dtype=int)[::-1]).all()


def test_stopping_at_an_error_does_no_more_than_it_must():
    counts = count(2_000_000, max_error=0.0015)
    assert counts.largest_error <= 0.0015
    assert counts.draws < 0.25 / 0.0015**2 + 2 * 65_536


def test_an_error_out_of_reach_uses_all_draws():
    assert count(70_000, max_error=1e-6).draws == 70_000


def test_a_dirichlet_without_weight_on_a_criterion_ignores_it():
    weights = Dirichlet(np.array([3.0, 1.0, 0.0, 0.0])).draw
    values = np.array([[0.6, 0.2, 0, 0], [0.5, 0.1, 1, 1]])
    counts = tally(values, weights, 1000, seed=np.random.SeedSequence(0))
    assert counts.ranks.tolist() == [[1000, 0], [0, 1000]]


def test_default_draws_shrink_with_the_square_of_the_sites():
    assert [default_draws(sites) for sites in (2, 10, 1000, 100_000)] == [1 << 20, 1 << 20, 8589, 4096]


@pytest.mark.parametrize(("draws", "half_width"), [(9_604, 0.01), (38_415, 0.005), (960_365, 0.001), (10_000, 0.0098)])
def test_how_many_draws_a_share_needs(draws, half_width):
    # Normal approximation at 95 %, worst case one half (Tervonen & Lahdelma, EJOR 178 (2007) 500-513).
    (error,) = share_errors(np.array([draws / 2]), draws)
    assert 1.959964 * error == pytest.approx(half_width, rel=1e-3)
