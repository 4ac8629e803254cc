import numpy as np
import pytest

from siting import charts, sensitivity


@pytest.fixture
def result(study):
    return sensitivity.two_way(study, ["market", "credit"])


def drawn(result):
    ax = charts.two_way(result)
    corners = ax.patches[len(result.regions)].get_xy()[:-1]
    regions = {patch.get_label()[6:]: patch.get_xy()[:-1] for patch in ax.patches[: len(result.regions)]}
    return ax, corners, regions


def test_regions_stand_at_their_weights(result):
    _, (right, top, origin), regions = drawn(result)
    for site, polygon in result.regions.items():
        expected = origin + polygon[:, :1] * (right - origin) + polygon[:, 1:] * (top - origin)
        np.testing.assert_allclose(regions[site], expected)


def test_the_first_weight_runs_to_the_right_and_the_second_up_at_the_same_scale(result):
    _, (right, top, origin), _ = drawn(result)
    assert right[1] == origin[1]
    assert top[0] == origin[0]
    assert right[0] - origin[0] == pytest.approx(top[1] - origin[1])


def test_the_own_weights_stand_where_they_belong(result):
    ax, (right, top, origin), _ = drawn(result)
    point = next(line for line in ax.lines if line.get_label() == "own weights")
    expected = origin + 0.4 * (right - origin) + 0.25 * (top - origin)
    np.testing.assert_allclose([point.get_xdata()[0], point.get_ydata()[0]], expected)


@pytest.mark.parametrize("seed", range(6))
def test_names_of_regions_do_not_hide_the_own_weights(make_study, seed):
    study = make_study(6, 3, seed=seed)
    result = sensitivity.ternary(study, list(study.criteria))
    ax = charts.ternary(result)
    ax.figure.canvas.draw()
    point = next(line for line in ax.lines if line.get_label() == "own weights").get_xydata()[0]
    names = {study.site_title(site) for site in result.regions}
    inside = [text for text in ax.texts if text.get_text() in names and text.get_weight() == "bold"]
    assert inside
    for text in inside:
        box = text.get_window_extent().transformed(ax.transData.inverted())
        assert not (box.x0 < point[0] < box.x1 and box.y0 < point[1] < box.y1)
