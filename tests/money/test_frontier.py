from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting.errors import MethodError
from siting.money import frontier


def series(**figures):
    return pd.Series(figures, dtype=float)


def test_goodwin_and_wright_like_frontier():
    found = frontier(series(A=20, B=60, C=55, D=80, E=50), series(A=10, B=30, C=22, D=70, E=40))
    assert found.index[found["efficient"]].tolist() == ["A", "B", "C", "D"]
    # slopes: A-C 35/12, C-B 5/8, B-D 20/40: falling, so all four are corners
    assert found["supported"].tolist() == [True, True, True, True, False]
    assert found.loc["C", "price"] == pytest.approx(12 / 35)
    assert found.loc["B", "price"] == pytest.approx(8 / 5)
    assert found.loc["D", "price"] == pytest.approx(2)
    assert np.isnan(found.loc["A", "price"])


def test_efficient_but_not_supported():
    found = frontier(series(A=0, B=4, C=10), series(A=0, B=5, C=10))
    assert found["efficient"].all()
    assert found["supported"].tolist() == [True, False, True]
    assert found.loc["C", "price"] == 1
    assert np.isnan(found.loc["B", "price"])


def test_a_small_saving_keeps_a_site_unless_it_is_tolerated():
    merit, cost = series(A=50, B=80), series(A=30_000, B=30_200)
    assert frontier(merit, cost)["efficient"].all()
    assert frontier(merit, cost, tolerance=(0, 500))["efficient"].tolist() == [False, True]


def test_twins_are_both_efficient_and_supported():
    found = frontier(series(A=1, B=1), series(A=2, B=2))
    assert found["efficient"].all()
    assert found["supported"].all()
    assert found["price"].isna().all()


points = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=8)


@given(points)
def test_supported_means_best_at_some_price_of_merit(figures):
    names = [f"s{i}" for i in range(len(figures))]
    merit = pd.Series([p[0] for p in figures], names, dtype=float)
    cost = pd.Series([p[1] for p in figures], names, dtype=float)
    found = frontier(merit, cost)
    slopes = {abs((c1 - c2) / (m1 - m2)) for m1, c1 in figures for m2, c2 in figures if m1 != m2 and c1 != c2}
    ordered = sorted(slopes)
    prices = [1e-6, 1e6, *ordered, *((a + b) / 2 for a, b in pairwise(ordered))]
    best = {
        name
        for price in prices
        for name in names
        if np.isclose((price * merit - cost)[name], (price * merit - cost).max(), rtol=0, atol=1e-7)
    }
    assert set(found.index[found["supported"]]) == best
    assert set(found.index[found["supported"]]) <= set(found.index[found["efficient"]])


def test_missing_figures_are_named():
    with pytest.raises(MethodError, match="B"):
        frontier(series(A=1, B=np.nan), series(A=1, B=2))
    with pytest.raises(MethodError, match="C"):
        frontier(series(A=1), series(A=1, C=2))
