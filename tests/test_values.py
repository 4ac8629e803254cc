import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from siting.errors import MethodError
from siting.values import Exponential, exponential, levels, linear, logistic, piecewise, target

finite = st.floats(-1e6, 1e6)


@st.composite
def curves(draw):
    worst = draw(finite)
    best = worst + draw(st.sampled_from([-1, 1])) * draw(st.floats(1e-3, 1e6))
    mid = worst + draw(st.floats(0.001, 0.999)) * (best - worst)
    steepness = draw(st.floats(1e-3, 1e4))
    makers = (
        lambda: linear(worst, best),
        lambda: exponential(worst, best, mid),
        lambda: logistic(worst, best, mid, steepness=steepness),
        lambda: piecewise([(worst, 0.0), (mid, draw(st.floats(0, 1))), (best, 1.0)]),
    )
    return draw(st.sampled_from(makers))()


@settings(deadline=None)
@given(curves(), st.lists(finite, min_size=1, max_size=20))
def test_curves_run_from_worst_to_best_within_0_and_1_and_never_turn(curve, performances):
    assert float(curve(curve.worst)) == pytest.approx(0, abs=1e-12)
    assert float(curve(curve.best)) == pytest.approx(1, abs=1e-12)
    rising = np.sort(performances)[:: 1 if curve.best > curve.worst else -1]
    values = curve(rising)
    assert ((values >= 0) & (values <= 1)).all()
    assert (np.diff(values) >= -1e-12).all()


@pytest.mark.parametrize(
    "curve", [linear(0, 9), exponential(0, 9, 3), logistic(0, 9), piecewise([(0, 0), (9, 1)]), target(4, 0, 9)]
)
def test_missing_stays_missing_and_shape_is_kept(curve):
    values = curve([[np.nan, 4.0], [9.0, np.nan]])
    assert np.isnan(values).tolist() == [[True, False], [False, True]]


def test_linear_by_hand():
    assert linear(900, 100)([1000, 900, 700, 100, 0]).tolist() == [0, 0, 0.25, 1, 1]


# Kirkwood, Strategic Decision Making (1997), table of normalised exponential constants: value 1/2 at mid z.
@pytest.mark.parametrize(("z", "constant"), [(0.1, 0.144), (0.2, 0.305), (0.25, 0.410), (0.3, 0.555), (0.4, 1.216)])
def test_exponential_constants_of_kirkwood(z, constant):
    assert exponential(0, 1, z).tolerance == pytest.approx(constant, abs=0.0006)
    assert exponential(0, 1, 1 - z).tolerance == pytest.approx(-constant, abs=0.0006)


def test_exponential_example_of_kirkwood():
    curve = exponential(0, 100, 30)
    assert 100 * curve.tolerance == pytest.approx(55.522, abs=0.0005)
    assert curve([0, 30, 60, 100]) == pytest.approx([0, 0.5, 0.79128, 1], abs=5e-6)
    assert exponential(100, 0, 70)([100, 70, 40, 0]) == pytest.approx([0, 0.5, 0.79128, 1], abs=5e-6)


@settings(deadline=None)
@given(st.floats(1e-6, 1 - 1e-6))
def test_exponential_passes_through_its_mid_value(mid):
    curve = exponential(0, 1, mid)
    assert float(curve(mid)) == pytest.approx(0.5, abs=1e-9)
    assert float(exponential(1, 0, 1 - mid)(1 - mid)) == pytest.approx(0.5, abs=1e-9)


def test_exponential_with_mid_in_the_middle_is_a_straight_line():
    curve = exponential(0, 8, 4)
    assert curve.tolerance == np.inf
    assert curve([2, 4, 6]).tolist() == [0.25, 0.5, 0.75]


def test_logistic_is_symmetric_about_its_middle_and_steepest_there():
    curve = logistic(0, 10)
    steps = np.diff(curve([0, 2, 4, 6, 8, 10]))
    assert steps == pytest.approx(steps[::-1])
    assert np.argmax(steps) == 2
    unscaled = 1 / (1 + np.exp(-10 * (np.array([0, 0.3, 1]) - 0.5)))
    assert float(curve(3)) == pytest.approx((unscaled[1] - unscaled[0]) / (unscaled[2] - unscaled[0]))


def test_logistic_of_any_steepness_neither_overflows_nor_cancels():
    assert logistic(0, 1, steepness=1e5)([0.4, 0.6]).tolist() == pytest.approx([0, 1])
    assert logistic(0, 1, steepness=1e-9)([0.25, 0.75]) == pytest.approx([0.25, 0.75], abs=1e-8)


def test_piecewise_by_hand():
    curve = piecewise([(0, 0), (1, 0.6), (4, 1)])
    assert curve([-1, 0.5, 1, 2.5, 9]).tolist() == [0, 0.3, 0.6, 0.8, 1]


@pytest.mark.parametrize(
    ("points", "worst", "best"),
    [
        ([(0, 0), (2, 0), (5, 1), (9, 1)], 2, 5),
        ([(9, 1), (5, 1), (2, 0), (0, 0)], 2, 5),
        ([(0, 1), (2, 1), (5, 0), (9, 0)], 5, 2),
        ([(9, 0), (5, 0), (2, 1), (0, 1)], 5, 2),
    ],
)
def test_piecewise_range_stops_at_the_flats(points, worst, best):
    curve = piecewise(points)
    assert (curve.worst, curve.best) == (worst, best)
    assert curve([worst, (worst + best) / 2, best]).tolist() == [0, 0.5, 1]


def test_levels_by_name_and_number():
    assert levels({"poor": 0, "fair": 0.4, "good": 1})(["good", None, "fair"]) == pytest.approx(
        [1, np.nan, 0.4], nan_ok=True
    )
    steps = levels({1: 0, 2.0: 0.5, 2.5: 1})
    assert steps([1.0, 2, 2.5, np.nan, pd.NA]) == pytest.approx([0, 0.5, 1, np.nan, np.nan], nan_ok=True)
    assert (steps.worst, steps.best) == ("1", "2.5")
    assert levels({1234567: 0, 1234568: 1})([1234568.0]).tolist() == [1]


def test_an_unlisted_level_is_named():
    with pytest.raises(MethodError, match=r"unknown level 'goood': did you mean 'good'\?"):
        levels({"poor": 0, "good": 1})(["goood"])


def test_target_by_hand():
    curve = target(20, 0, 30, tolerance=2)
    assert curve([-5, 0, 9, 18, 20, 22, 26, 30, 99]).tolist() == [0, 0, 0.5, 1, 1, 1, 0.5, 0, 0]
    assert (curve.worst, curve.best) == (0, 20)


@pytest.mark.parametrize(
    ("make", "complaint"),
    [
        (lambda: linear(5, 5), "worst and best are both 5"),
        (lambda: linear(0, float("nan")), "best: Input should be a finite number"),
        (lambda: linear(-1.7e308, 1.7e308), "too wide"),
        (lambda: linear("0.4", 1), "worst: Input should be a valid number"),
        (lambda: linear(True, 3), "worst: Input should be a valid number"),
        (lambda: exponential(0, 10, 10), r"mid \(10\) must lie strictly between"),
        (lambda: exponential(0, 10, -1), "must lie strictly between"),
        (lambda: logistic(0, 10, 12), "must lie strictly between"),
        (lambda: logistic(0, 10, steepness=0), "steepness: Input should be greater than 0"),
        (lambda: piecewise([(0, 0)]), "at least two"),
        (lambda: piecewise([(0, 0), (1, 0.5, 3)]), "at least two"),
        (lambda: piecewise([(0, 0), (2, 0.5), (1, 1)]), "1 follows 2"),
        (lambda: piecewise([(0, 0), (0, 1)]), "0 follows 0"),
        (lambda: piecewise([(0, 0), (1, 0.5)]), "run from 0 to 1"),
        (lambda: piecewise([(0, 0), (1, 1), (2, 0.5)]), "turns at 0.5 after 1"),
        (lambda: levels({}), "one of value 0 and one of value 1"),
        (lambda: levels({"a": 0.2, "b": 1}), "one of value 0"),
        (lambda: levels({"a": 0, "b": 1, "c": 1.5}), "less than or equal to 1"),
        (lambda: target(5, 6, 9), "low < target"),
        (lambda: target(5, 0, 9, tolerance=4), "low < target"),
        (lambda: target(5, 0, 9, tolerance=-1), "greater than or equal to 0"),
    ],
)
def test_impossible_functions_are_refused_in_plain_words(make, complaint):
    with pytest.raises(MethodError, match=complaint):
        make()


def test_numpy_numbers_are_taken_and_records_are_frozen():
    curve = linear(np.int64(1), np.float32(3))
    assert float(curve(2)) == 0.5
    with pytest.raises(ValidationError):
        curve.worst = 0.0


def test_records_keep_their_own_strictness():
    with pytest.raises(ValidationError):
        Exponential(worst=0, best=1, mid=2)
