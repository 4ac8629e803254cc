import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from siting import MethodError, Study
from siting.sensitivity import switch_points, ternary, two_way


def study_of(values, **arguments):
    """Make a study whose partial values are given."""
    criteria = [f"c{number}" for number in range(1, len(values[0]) + 1)]
    sites = [f"A{number}" for number in range(1, len(values) + 1)]
    table = pd.DataFrame(values, index=sites, columns=criteria, dtype=float)
    return Study.from_frame(table, ranges=dict.fromkeys(criteria, (0, 1)), **arguments)


def holds(polygon, point):
    """Whether a point lies inside a convex polygon, well away from its edges."""
    ahead = np.roll(polygon, -1, axis=0) - polygon
    away = point - polygon
    turns = ahead[:, 0] * away[:, 1] - ahead[:, 1] * away[:, 0]
    return bool((turns > 1e-9).all() or (turns < -1e-9).all())


def test_two_weights_by_hand():
    # the others share what is left: A3 has (1 - a - b), so A1 wins where a > b and 2 a + b > 1
    result = two_way(
        study_of([[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 1]], weights={"c1": 1, "c2": 2, "c3": 3, "c4": 4}), ("c1", "c2")
    )
    expected = {(1.0, 0.0), (0.5, 0.5), (0.5, 0.0), (0.333333, 0.333333)}
    assert {tuple(vertex.round(6).tolist()) for vertex in result.regions["A1"]} == expected
    assert result.shares.tolist() == pytest.approx([1 / 3] * 3)
    assert result.base.to_dict() == pytest.approx({"c1": 0.1, "c2": 0.2})


def test_with_three_criteria_it_is_the_ternary_map():
    values = [[1, 0.2, 0.3], [0.1, 1, 0.4], [0.5, 0.6, 0.7]]
    flat, barycentric = two_way(study_of(values), ("c1", "c2")), ternary(study_of(values), ("c1", "c2", "c3"))
    pd.testing.assert_series_equal(flat.shares, barycentric.shares)
    for site, polygon in flat.regions.items():
        assert polygon == pytest.approx(barycentric.regions[site][:, :2])


def test_the_others_share_equally_where_they_have_no_weight():
    study = study_of([[1, 0, 0, 0], [0, 0, 1, 0]], weights={"c1": 1, "c2": 1, "c3": 0, "c4": 0})
    # A2 has half of what is left: where b = 0 the sites tie at a = 1/3
    assert np.abs(two_way(study, ("c1", "c2")).regions["A1"] - [1 / 3, 0]).max(axis=1).min() < 1e-12


def test_objectives_and_missing_cells():
    study = study_of(
        [[1, 0, 0, 0], [np.nan, 1, 1, 1], [0, 0, 0, 1]],
        tree={"market": ["c1", "c2"]},
        weights={"market": 2, "c1": 3, "c2": 1, "c3": 1, "c4": 1},
    )
    result = two_way(study, ("market", "c3"))
    assert result.left_out == ("A2",)
    assert np.abs(result.regions["A1"] - [4 / 7, 0]).max(axis=1).min() < 1e-12
    assert list(result.to_frame().columns) == ["site", "vertex", "market", "c3"]


def test_branches_that_leave_nothing_or_overlap():
    study = study_of(np.eye(3), tree={"market": ["c1", "c2"]})
    with pytest.raises(MethodError, match="'market' and 'c3' hold every criterion"):
        two_way(study, ("market", "c3"))
    with pytest.raises(MethodError, match="'market' and 'c2' both hold criterion 'c2'"):
        two_way(study, ("market", "c2"))
    with pytest.raises(MethodError, match="needs two criteria or objectives"):
        two_way(study, ("c1", "c2", "c3"))


def test_the_edge_of_the_map_is_the_one_way_answer():
    values = [[1, 0, 0, 0.3], [0.2, 0.4, 0.9, 0], [0.6, 0.1, 0.5, 0.2]]
    study = study_of(values, weights={"c1": 1, "c2": 0, "c3": 2, "c4": 1})
    switches = switch_points(study, "c1")["weight"].tolist()
    vertices = np.concatenate(list(two_way(study, ("c1", "c2")).regions.values()))
    on_edge = sorted({round(a, 9) for a, b in vertices if abs(b) < 1e-12 and 1e-9 < a < 1 - 1e-9})
    assert on_edge == pytest.approx(switches)


tables = arrays.arrays(
    float, st.tuples(st.integers(1, 8), st.integers(3, 5)), elements=st.integers(0, 10).map(lambda level: level / 10)
)


@settings(max_examples=60, deadline=None)
@given(tables, st.integers(0, 2**32 - 1))
def test_regions_tile_the_triangle_and_say_who_wins_at_random_points(values, seed):
    result = two_way(study_of(values), ("c1", "c2"))
    assert result.shares.sum() == pytest.approx(1, abs=1e-9)
    inside = 0
    for a, b, left in np.random.default_rng(seed).dirichlet(np.ones(3), size=20):
        others = values.shape[1] - 2
        overall = values @ np.array([a, b, *[left / others] * others])
        owners = [int(site[1:]) - 1 for site, polygon in result.regions.items() if holds(polygon, np.array([a, b]))]
        assert len(owners) <= 1
        inside += len(owners)
        assert (overall[owners] >= overall.max() - 2e-9).all()
    assert inside >= 15
