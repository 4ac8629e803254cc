from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from siting import MethodError, Study, StudyError
from siting.sensitivity import ternary

CORNERS = ("c1", "c2", "c3")


def study_of(values, *, sites=None, **arguments):
    """Make a study whose partial values are given."""
    sites = sites or [f"A{number}" for number in range(1, len(values) + 1)]
    criteria = [f"c{number}" for number in range(1, len(values[0]) + 1)]
    table = pd.DataFrame(values, index=sites, columns=criteria, dtype=float)
    return Study.from_frame(table, ranges=dict.fromkeys(criteria, (0, 1)), **arguments)


def area(polygon):
    """Area by a fan of triangles from the first vertex, as a share of the unit triangle."""
    first, *rest = np.asarray(polygon)[:, :2]
    return sum(
        abs((one[0] - first[0]) * (two[1] - first[1]) - (two[0] - first[0]) * (one[1] - first[1]))
        for one, two in pairwise(rest)
    )


def holds(polygon, point):
    """Whether a point lies inside a convex polygon, well away from its edges."""
    corners = np.asarray(polygon)[:, :2]
    ahead = np.roll(corners, -1, axis=0) - corners
    away = point[:2] - corners
    turns = ahead[:, 0] * away[:, 1] - ahead[:, 1] * away[:, 0]
    return bool((turns > 1e-9).all() or (turns < -1e-9).all())


def test_three_specialists_share_the_triangle_evenly():
    result = ternary(study_of(np.eye(3)), CORNERS)
    assert result.shares.to_dict() == pytest.approx(dict.fromkeys(["A1", "A2", "A3"], 1 / 3))
    kite = {(1.0, 0.0, 0.0), (0.5, 0.5, 0.0), (0.5, 0.0, 0.5), (0.333333, 0.333333, 0.333333)}
    assert {tuple(vertex.round(6).tolist()) for vertex in result.regions["A1"]} == kite
    assert result.base.to_dict() == pytest.approx(dict.fromkeys(CORNERS, 1 / 3))
    assert (result.names, result.labels) == (CORNERS, CORNERS)


def test_a_generalist_takes_the_middle():
    # A4 is worth 0.6 everywhere: each specialist keeps the corner beyond weight 0.6, a triangle of 0.4 squared.
    result = ternary(study_of([*np.eye(3).tolist(), [0.6, 0.6, 0.6]]), CORNERS)
    assert result.shares.to_dict() == pytest.approx({"A1": 0.16, "A2": 0.16, "A3": 0.16, "A4": 0.52})
    assert len(result.regions["A4"]) == 6


def test_base_is_the_studys_own_point_and_proportions_inside_objectives_are_kept():
    study = study_of(
        [[1, 0, 0, 0], [0, 1, 1, 0], [0, 0, 0, 1]],
        tree={"market": ["c1", "c2"]},
        weights={"market": 2, "c1": 3, "c2": 1, "c3": 1, "c4": 1},
    )
    result = ternary(study, ("market", "c3", "c4"))
    assert result.base.tolist() == pytest.approx([0.5, 0.25, 0.25])
    assert result.weight == 1
    # on the edge from market to c4, A1 (0.75 m) and A3 (1 - m) tie at m = 4/7
    tie = np.array([4 / 7, 0, 3 / 7])
    for site in ("A1", "A3"):
        assert np.abs(result.regions[site] - tie).max(axis=1).min() < 1e-12


def test_the_rest_of_a_larger_tree_keeps_its_weight():
    # c4 keeps 0.4 and gives A2 0.2 for sure; A1 gets a and A2 gets b of the other 0.6: A1 wins where 0.6 (a - b) > 0.2.
    study = study_of([[1, 0, 0, 0], [0, 1, 0, 0.5]], weights={"c1": 1, "c2": 1, "c3": 1, "c4": 2})
    result = ternary(study, CORNERS)
    assert result.weight == pytest.approx(0.6)
    assert result.base.tolist() == pytest.approx([1 / 3, 1 / 3, 1 / 3])
    expected = {(1.0, 0.0, 0.0), (round(2 / 3, 9), round(1 / 3, 9), 0.0), (round(1 / 3, 9), 0.0, round(2 / 3, 9))}
    assert {tuple(vertex.round(9).tolist()) for vertex in result.regions["A1"]} == expected
    assert result.shares["A1"] == pytest.approx(2 / 3 * 1 / 3)


def test_a_branch_without_weight_still_has_its_corner():
    result = ternary(study_of(np.eye(3), weights={"c1": 1, "c2": 0, "c3": 0}), CORNERS)
    assert result.base.tolist() == [1, 0, 0]
    assert result.shares.tolist() == pytest.approx([1 / 3] * 3)


def test_identical_sites_are_stood_for_by_the_first_and_never_winners_have_no_region():
    result = ternary(study_of([[0, 1, 1], [1, 0, 0], [0, 1, 1], [0, 0, 0]]), CORNERS)
    assert list(result.regions) == ["A1", "A2"]
    assert result.shares.to_dict() == {"A1": 0.75, "A2": 0.25, "A3": 0, "A4": 0}


def test_sites_that_differ_by_rounding_are_identical():
    result = ternary(study_of([[0.3, 1, 1], [0.1 + 0.2, 1, 1], [1, 0, 0]]), CORNERS)
    assert list(result.regions) == ["A1", "A3"]


def test_a_site_that_only_touches_the_lead_has_no_region():
    result = ternary(study_of([*np.eye(3).tolist(), [1 / 3, 1 / 3, 1 / 3], [0.5, 0.5, 0]]), CORNERS)
    assert list(result.regions) == ["A1", "A2", "A3"]


def test_a_site_that_ties_along_a_line_has_no_region():
    result = ternary(study_of([[1, 0, 0.2], [0, 1, 0.2], [0.5, 0.5, 0.2]]), CORNERS)
    assert result.shares.to_dict() == pytest.approx({"A1": 0.5, "A2": 0.5, "A3": 0})
    assert list(result.regions) == ["A1", "A2"]


def test_three_regions_that_meet_in_a_point_have_it_once_each():
    result = ternary(study_of([[0.7, 0.6, 0.5], [0.3, 0.8, 0.4], [0.3, 0.9, 0.2], [0.2, 0.7, 0.6]]), CORNERS)
    meeting = [np.abs(polygon - [0, 2 / 3, 1 / 3]).max(axis=1) < 1e-9 for polygon in result.regions.values()]
    assert [int(at.sum()) for at in meeting].count(1) == 3
    assert all(at.sum() <= 1 for at in meeting)


def test_a_lead_no_greater_than_a_tie_wins_nothing():
    result = ternary(study_of([[0, 0.9, 0.9], [0, 0.9 + 5e-10, 0.5]]), CORNERS)
    assert list(result.regions) == ["A1"]


def test_all_sites_equal_and_one_site():
    for values in ([[0.5, 0.5, 0.5]] * 3, [[0.1, 0.2, 0.3]]):
        result = ternary(study_of(values), CORNERS)
        assert result.shares.tolist() == [1, *[0] * (len(values) - 1)]
        assert result.regions["A1"].tolist() == np.eye(3).tolist()


def test_to_frame_lists_the_vertices():
    result = ternary(study_of([[1, 0, 0], [0, 1, 1]]), CORNERS)
    frame = result.to_frame()
    assert list(frame.columns) == ["site", "vertex", "c1", "c2", "c3"]
    assert frame["site"].tolist() == ["A1"] * 3 + ["A2"] * 4
    assert frame["vertex"].tolist() == [0, 1, 2, 0, 1, 2, 3]
    assert frame[list(CORNERS)].sum(axis="columns").tolist() == pytest.approx([1] * 7)


def test_sites_with_a_missing_cell_are_left_out_with_a_note():
    result = ternary(study_of([[1, 0, 0], [np.nan, 1, 1], [0, 1, 1]]), CORNERS)
    assert list(result.shares.index) == ["A1", "A3"]
    assert result.note == "left out for want of evidence: A2"
    assert repr(result) == "Ternary('c1', 'c2', 'c3'; A3 75 %, A1 25 %; left out for want of evidence: A2)"


def test_a_long_list_of_winners_is_cut_in_the_repr_but_not_in_the_table():
    angle = np.linspace(0, np.pi / 2, 8)
    result = ternary(study_of(np.column_stack([np.cos(angle), np.sin(angle), 0 * angle])), CORNERS)
    assert len(result.regions) == 8
    assert repr(result).endswith("and 3 more)")
    page = result._repr_html_()
    assert page.count('<th scope="row"') == 8
    assert "<script" not in page


@pytest.mark.parametrize("names", [("c1", "c2"), ("c1", "c2", "c3", "c4"), "abc"])
def test_three_names_are_needed(names):
    with pytest.raises(MethodError, match="needs three criteria or objectives"):
        ternary(study_of(np.eye(4)), names)


def test_overlapping_unknown_and_weightless_branches():
    study = study_of(np.eye(4), tree={"market": ["c1", "c2"]}, weights={"c1": 0, "c2": 0, "c3": 0, "c4": 1})
    with pytest.raises(MethodError, match="'market' and 'c1' both hold criterion 'c1'"):
        ternary(study, ("market", "c1", "c3"))
    with pytest.raises(MethodError, match="'c3' and 'c3' both hold"):
        ternary(study, ("c3", "c3", "c4"))
    with pytest.raises(MethodError, match="c1, c2, c3 have no weight to divide"):
        ternary(study, CORNERS)
    with pytest.raises(StudyError, match="did you mean 'market'"):
        ternary(study, ("markt", "c3", "c4"))


tables = arrays.arrays(
    float, st.tuples(st.integers(1, 8), st.just(4)), elements=st.integers(0, 10).map(lambda level: level / 10)
)


@settings(max_examples=60, deadline=None)
@given(tables, st.integers(0, 2**32 - 1), st.integers(0, 3))
def test_regions_tile_the_triangle_and_say_who_wins_at_random_points(values, seed, rest):
    result = ternary(study_of(values, weights={"c1": 1, "c2": 2, "c3": 3, "c4": rest}), CORNERS)
    assert sum(area(polygon) for polygon in result.regions.values()) == pytest.approx(1, abs=1e-9)
    assert result.shares.sum() == pytest.approx(1, abs=1e-9)
    inside = 0
    for point in np.random.default_rng(seed).dirichlet(np.ones(3), size=20):
        overall = values @ np.array([*(6 * point), rest]) / (6 + rest)
        owners = [int(site[1:]) - 1 for site, polygon in result.regions.items() if holds(polygon, point)]
        assert len(owners) <= 1
        inside += len(owners)
        assert (overall[owners] >= overall.max() - 2e-9).all()
    assert inside >= 15
    for polygon in result.regions.values():
        assert np.abs(polygon - np.roll(polygon, 1, axis=0)).max(axis=1).min() > 1e-12


@settings(max_examples=40, deadline=None)
@given(tables, st.randoms())
def test_the_order_of_sites_changes_only_who_stands_for_identical_ones(values, random):
    values = np.unique(values, axis=0)
    order = list(range(len(values)))
    random.shuffle(order)
    names = [f"A{number + 1}" for number in order]
    straight, shuffled = ternary(study_of(values), CORNERS), ternary(study_of(values[order], sites=names), CORNERS)
    assert shuffled.shares.to_dict() == pytest.approx(straight.shares.to_dict(), abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(tables)
def test_a_dominated_site_changes_no_share(values):
    worse = np.vstack([values, values.min(axis=0)])
    before, after = (ternary(study_of(table), CORNERS) for table in (values, worse))
    assert after.shares.to_numpy()[:-1] == pytest.approx(before.shares.to_numpy(), abs=1e-12)
    assert after.shares.iloc[-1] == 0
