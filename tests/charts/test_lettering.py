import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize

from siting.charts.lettering import fitted, printable, spread, text_width, wrapped


@given(st.text(max_size=80), st.floats(20, 300))
def test_fitted_text_fits(text, width):
    assert text_width(fitted(text, 10, width), 10) <= max(width, text_width("…", 10))


@given(st.text(max_size=200), st.integers(1, 4))
def test_wrapped_lines_fit_and_are_few(text, lines):
    found = wrapped(text, 10, 150, lines=lines)
    assert len(found) <= lines
    assert all(text_width(line, 10) <= 150 for line in found)


def test_a_percent_sign_stays_with_its_number():
    for width in range(40, 200, 5):
        assert not any(line.startswith("%") for line in wrapped("rises to 50 % and then 60 % more", 10, width, lines=9))


def test_short_text_is_unchanged():
    assert fitted("Cassino", 10, 500) == "Cassino"
    assert wrapped("Cassino and Melfi", 10, 500, lines=2) == ["Cassino and Melfi"]


@given(st.text())
def test_printable_text_is_one_line_and_stays_so(text):
    line = printable(text)
    assert len(line.splitlines()) <= 1
    assert printable(line) == line


def test_bold_is_wider_and_width_grows_with_size():
    assert text_width("Cassino", 10) < text_width("Cassino", 10, weight="bold")
    assert text_width("Cassino", 20) == pytest.approx(2 * text_width("Cassino", 10))


@given(st.lists(st.floats(0, 10), min_size=1, max_size=12), st.floats(0.01, 2))
def test_spread_positions_keep_order_gap_and_bounds(wanted, gap):
    found = spread(wanted, gap, low=0, high=10)
    room = min(gap, 10 / max(len(wanted) - 1, 1))
    order = np.argsort(wanted, kind="stable")
    assert np.all(np.diff(found[order]) >= room - 1e-9)
    assert found.min() >= -1e-9
    assert found.max() <= 10 + 1e-9


def test_spread_leaves_what_is_apart_alone():
    assert spread([1, 4, 8], 2, low=0, high=10).tolist() == [1, 4, 8]


def test_spread_moves_as_little_as_an_optimiser_would():
    wanted = np.array([3.0, 3.1, 3.2, 5.5, 5.6])
    best = minimize(
        lambda x: ((x - wanted) ** 2).sum(),
        wanted + np.arange(5),
        constraints=[{"type": "ineq", "fun": lambda x, i=i: x[i + 1] - x[i] - 1} for i in range(4)],
    )
    np.testing.assert_allclose(spread(wanted, 1, low=-10, high=20), best.x, atol=1e-5)
