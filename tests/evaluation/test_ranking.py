import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from siting.evaluation import TIE, rank_values

overall_values = st.lists(
    st.one_of(st.floats(0, 1), st.just(np.nan), st.sampled_from([0.5, 0.5 + 4e-10, 0.5 + TIE])), max_size=30
)


def test_ties_share_the_lowest_rank_and_the_next_rank_is_left_out():
    assert rank_values(np.array([0.3, 0.9, 0.3, 0.1])).tolist() == [2, 1, 2, 4]


def test_a_tie_reaches_1e_9_and_no_further():
    assert rank_values(np.array([0.5, 0.5 - 0.9e-9, 0.5 - 1.1e-9])).tolist() == [1, 1, 2]


def test_ties_do_not_chain():
    assert rank_values(np.array([0.5, 0.5 - 0.8e-9, 0.5 - 1.6e-9])).tolist() == [1, 1, 2]


def test_missing_values_have_no_rank_and_push_nobody_down():
    assert rank_values(np.array([np.nan, 0.2, 0.4])).tolist() == [0, 2, 1]
    assert rank_values(np.array([])).tolist() == []


@settings(deadline=None)
@given(overall_values)
def test_rank_is_one_more_than_the_number_ahead(values):
    ranks = rank_values(np.array(values))
    for value, rank in zip(values, ranks, strict=True):
        assert rank == (0 if np.isnan(value) else 1 + sum(other > value + TIE for other in values))
