import numpy as np
import pandas as pd
import pytest

from siting.errors import MethodError
from siting.model import Study
from siting.sensitivity import critical_changes

# Triantaphyllou & Sanchez (1997), the weighted-sum example of four sites and four criteria
WEIGHTS = [0.3277, 0.3058, 0.2876, 0.0790]
VALUES = [
    [0.3088, 0.2897, 0.3867, 0.1922],
    [0.2163, 0.3458, 0.1755, 0.6288],
    [0.4509, 0.2473, 0.1194, 0.0575],
    [0.0240, 0.1172, 0.3184, 0.1215],
]
NAN = np.nan
PERCENT = {
    ("A1", "A2"): [NAN, -229.704, 64.876, -114.25],
    ("A1", "A3"): [-115.785, NAN, 70.135, NAN],
    ("A1", "A4"): [NAN, NAN, NAN, NAN],
    ("A2", "A3"): [-18.874, 48.172, 89.932, 32.15],
    ("A2", "A4"): [NAN, NAN, -320.943, NAN],
    ("A3", "A4"): [83.914, NAN, -205.113, -2321.822],
}


def study_of(values, weights):
    names = [f"C{column}" for column in range(1, len(weights) + 1)]
    table = pd.DataFrame(values, index=[f"A{row}" for row in range(1, len(values) + 1)], columns=names)
    return Study.from_frame(table, ranges=dict.fromkeys(names, (0, 1)), weights=dict(zip(names, weights, strict=True)))


def test_the_published_example():
    found = critical_changes(study_of(VALUES, WEIGHTS)).set_index(["site", "other", "criterion"])
    for (site, other), row in PERCENT.items():
        for column, percent in enumerate(row, start=1):
            relative = found.at[(site, other, f"C{column}"), "relative"]
            assert 100 * relative == pytest.approx(percent, abs=0.05, nan_ok=True)
    assert found["relative"].abs().idxmin() == ("A2", "A3", "C1")
    best = found[found.index.get_level_values("site") == "A1"]
    assert best["relative"].abs().idxmin() == ("A1", "A2", "C3")


def test_the_change_makes_the_pair_tie():
    values, weights = np.array(VALUES), np.array(WEIGHTS)
    for row in critical_changes(study_of(VALUES, WEIGHTS)).dropna().itertuples():
        changed = weights / weights.sum()
        changed[int(row.criterion[1]) - 1] -= row.absolute
        one, other = int(row.site[1]) - 1, int(row.other[1]) - 1
        assert values[one] @ changed == pytest.approx(values[other] @ changed, abs=1e-12)
        assert changed.min() >= -1e-12


def test_a_criterion_without_weight_has_no_relative_change():
    found = critical_changes(study_of([[1, 0], [0, 1]], [1, 0])).set_index("criterion")
    assert found.at["C2", "absolute"] == -1.0
    assert np.isnan(found.at["C2", "relative"])


def test_equal_sites_cannot_be_swapped():
    assert critical_changes(study_of([[0.5, 0.5], [0.5, 0.5]], [1, 1]))[["absolute", "relative"]].isna().all(axis=None)


def test_too_many_pairs_are_refused():
    with pytest.raises(MethodError, match="pairs"):
        critical_changes(study_of(np.random.default_rng(0).random((100_000, 2)), [1, 1]))
