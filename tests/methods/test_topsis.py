import numpy as np
import pytest

from siting import methods as mt
from siting.errors import MethodError


def test_fighter_aircraft(make_study):
    # Hwang & Yoon, Multiple Attribute Decision Making (Springer 1981).
    rows = [
        [2.0, 1500, 20000, 5.5, 5, 9],
        [2.5, 2700, 18000, 6.5, 3, 5],
        [1.8, 2000, 21000, 4.5, 7, 7],
        [2.2, 1800, 20000, 5.0, 5, 5],
    ]
    study = make_study(rows, weights=[0.2, 0.1, 0.1, 0.1, 0.2, 0.3], directions=[1, 1, 1, -1, 1, 1])
    result = mt.topsis(study)
    assert result.round(5).tolist() == [0.64328, 0.26838, 0.61354, 0.31229]
    assert result.tolist() == pytest.approx([0.643, 0.268, 0.613, 0.312], abs=0.001)  # as printed
    assert result.sort_values(ascending=False).index.tolist() == ["A1", "A3", "A4", "A2"]


def test_tzeng_and_huang(make_study):
    # Tzeng & Huang, Multiple Attribute Decision Making (CRC Press 2011).
    result = mt.topsis(make_study([[5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]], weights=[0.3, 0.4, 0.3]))
    assert result.round(4).tolist() == [0.5037, 0.6581, 0.7482, 0.3340]


def test_ersoy_with_two_costs(make_study):
    # Ersoy, LogForum 17 (2021) 3, doi 10.17270/J.LOG.2021.603; the weights are printed to three digits.
    rows = [
        [256, 8, 41, 1.6, 1.77, 7347.16],
        [256, 8, 32, 1.0, 1.80, 6919.99],
        [256, 8, 53, 1.6, 1.90, 8400.00],
        [256, 8, 41, 1.0, 1.75, 6808.90],
        [512, 8, 35, 1.6, 1.70, 8479.99],
        [256, 4, 35, 1.6, 1.70, 7499.99],
    ]
    study = make_study(rows, weights=[0.405, 0.221, 0.134, 0.199, 0.007, 0.034], directions=[1, 1, 1, 1, -1, -1])
    assert mt.topsis(study).tolist() == pytest.approx([0.308, 0.254, 0.327, 0.263, 0.857, 0.192], abs=0.0012)


def test_minmax_scaling_by_hand(make_study):
    # scaled (0, 0), (0.75, 0.5), (1, 1) with the cost turned, halved by the weights
    result = mt.topsis(make_study([[5, 3000], [2, 3750], [1, 4500]], directions=[-1, 1]), scaling="minmax")
    to_best, to_worst = np.hypot(0.25, 0.5), np.hypot(0.75, 0.5)
    assert result.tolist() == pytest.approx([0.0, to_worst / (to_best + to_worst), 1.0])


def test_minmax_scaling_does_not_care_where_a_scale_has_its_zero(make_study):
    rows = np.array([[5.0, 3000], [2, 3750], [1, 3100]])
    shifted = mt.topsis(make_study(rows * [2, 0.001] + [100, -1]), scaling="minmax")
    assert shifted.tolist() == pytest.approx(mt.topsis(make_study(rows), scaling="minmax").tolist())


def test_nothing_to_tell_sites_apart_is_the_ideal_for_all(make_study):
    ranges = {"c1": (0, 9), "c2": (0, 9)}
    study = make_study([[3, 0], [3, 0]], ranges=ranges)
    assert mt.topsis(study).tolist() == [1.0, 1.0]
    assert mt.topsis(study, scaling="minmax").tolist() == [1.0, 1.0]


def test_an_unknown_scaling_is_refused(make_study):
    with pytest.raises(MethodError, match="did you mean 'minmax'"):
        mt.topsis(make_study([[1, 2], [2, 1]]), scaling="min-max")
