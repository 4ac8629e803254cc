import numpy as np
import pytest
from matplotlib.colors import to_hex

from siting import charts, sensitivity
from siting.charts.style import site_look


def regions(ax):
    return {patch.get_label()[6:]: patch for patch in ax.patches if (patch.get_label() or "").startswith("wins: ")}


def area(polygon):
    x, y = polygon.get_xy()[:-1].T
    return abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_drawn_areas_are_the_shares(make_study, seed):
    result = sensitivity.ternary(make_study(9, 3, seed=seed), ["Criterion 1", "Criterion 2", "Criterion 3"])
    drawn = regions(charts.ternary(result))
    total = sum(area(polygon) for polygon in drawn.values())
    for site, polygon in drawn.items():
        assert area(polygon) / total == pytest.approx(result.shares[site], abs=1e-9)
        assert to_hex(polygon.get_facecolor()).upper() == site_look(result.study, site).colour


def test_the_triangle_is_equilateral_and_the_first_branch_is_on_top(study):
    result = sensitivity.ternary(study, ["market", "credit", "capacity"])
    outline = charts.ternary(result).patches[len(result.regions)].get_xy()[:-1]
    sides = np.linalg.norm(outline - np.roll(outline, -1, axis=0), axis=1)
    np.testing.assert_allclose(sides, sides[0])
    top, left, right = outline
    assert top[1] > left[1] == right[1]
    assert left[0] < top[0] < right[0]


def test_the_own_weights_stand_where_they_belong(study):
    result = sensitivity.ternary(study, ["market", "credit", "capacity"])
    ax = charts.ternary(result)
    corners = ax.patches[len(result.regions)].get_xy()[:-1]
    point = next(line for line in ax.lines if line.get_label() == "own weights")
    expected = np.array([0.4, 0.25, 0.35]) @ corners
    np.testing.assert_allclose([point.get_xdata()[0], point.get_ydata()[0]], expected)
    texts = [text.get_text() for text in ax.texts]
    assert {"Market proximity 40 %", "EV tax credit 25 %", "Existing capacity 35 %"} <= set(texts)


def test_scales_stand_at_their_levels(study):
    result = sensitivity.ternary(study, ["market", "credit", "capacity"])
    ax = charts.ternary(result)
    corners = ax.patches[len(result.regions)].get_xy()[:-1]
    levels = {"20 %": 0.2, "40 %": 0.4, "60 %": 0.6, "80 %": 0.8}
    ticks = [text for text in ax.texts if text.get_text() in levels]
    assert len(ticks) == 12
    inverse = np.linalg.inv(np.column_stack([corners, np.ones(3)]))
    for text in ticks:
        branch = ["left", "right", "center"].index(text.get_ha())
        shares = np.array([*text.get_position(), 1.0]) @ inverse
        assert shares[branch] == pytest.approx(levels[text.get_text()], abs=0.03)


def test_shares_are_listed_and_sites_that_never_win_are_named(study):
    ax = charts.ternary(sensitivity.ternary(study, ["market", "credit", "capacity"]))
    texts = [text.get_text() for text in ax.texts]
    assert "50 %" in texts
    assert "No area of its own: Cassino" in texts


def test_a_part_of_the_weight_is_called_a_part(make_study):
    study = make_study(4, 5)
    result = sensitivity.ternary(study, ["Criterion 1", "Criterion 2", "Criterion 3"])
    note = charts.ternary(result).figure.texts[1].get_text()
    assert f"The three divide {100 * result.weight:.1f} % of the weight".replace(".0 %", " %") in note
