import numpy as np
import pytest

from siting import methods as mt
from siting.errors import MethodError

# Triantaphyllou, Multi-Criteria Decision Making Methods: A Comparative Study (2000); Wikipedia, Weighted product model.
ROWS = [[25, 20, 15, 30], [10, 30, 20, 30], [30, 10, 30, 10]]
WEIGHTS = [0.2, 0.15, 0.4, 0.25]


def test_triantaphyllou_ratios(make_study):
    scores = mt.weighted_product(make_study(ROWS, weights=WEIGHTS))
    assert scores["A1"] / scores["A2"] == pytest.approx(1.007, abs=0.0005)
    assert scores["A1"] / scores["A3"] == pytest.approx(1.067, abs=0.0005)
    assert scores["A2"] / scores["A3"] == pytest.approx(1.059, abs=0.0005)


def test_triantaphyllou_logarithms_on_columns_that_sum_to_one(make_study):
    shares = np.array(ROWS) / np.sum(ROWS, axis=0)
    scores = mt.weighted_product(make_study(shares, weights=WEIGHTS))
    assert np.log10(scores).tolist() == pytest.approx([-0.50128589, -0.50448471, -0.52947246], abs=1e-8)


def test_by_hand_with_a_cost(make_study):
    scores = mt.weighted_product(make_study([[4, 100], [9, 400]], weights=[1, 1], directions=[1, -1]))
    assert scores.tolist() == pytest.approx([2 / 10, 3 / 20])


@pytest.mark.parametrize("figure", [0, -3])
def test_a_figure_that_is_not_positive_is_named(make_study, figure):
    with pytest.raises(MethodError, match=f"'A2' has {figure} on 'c1'"):
        mt.weighted_product(make_study([[1, 2], [figure, 3]]))


def test_how_many_more_figures_are_not_positive_is_said(make_study):
    with pytest.raises(MethodError, match="'A1' has 0 on 'c2' \\(and 1 more\\)"):
        mt.weighted_product(make_study([[1, 0], [0, 3]]))
