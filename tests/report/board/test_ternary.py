"""The board's ternary map beside the printed chart: both are brought to a triangle of side 1, by its outline alone."""

import numpy as np
import pytest

from siting import charts, sensitivity
from siting.report.board import write_board

PIXEL = 0.005
"""About a pixel and a half as a share of the side of the board's triangle."""

DRAWN = """(() => {
  const map = document.querySelector('[aria-labelledby$=ternary] [role=img]');
  const corners = (path) => path.getAttribute('d').match(/[\\d.]+ [\\d.]+/g).map((pair) => pair.split(' ').map(Number));
  const place = (element, x, y) => [Number(element.getAttribute(x)), Number(element.getAttribute(y))];
  return {
    outline: corners(map.querySelector('.sb-triangle')),
    regions: [...map.querySelectorAll('.sb-region')].map(corners),
    base: place(map.querySelector('.sb-base'), 'cx', 'cy'),
    names: [...map.querySelectorAll('.sb-corner')].map((name) => [name.textContent, place(name, 'x', 'y')]),
  };
})()"""


def on_side_one(points, outline):
    """Points of a picture, with the left lower corner of its triangle at 0, 0 and the right one at 1, 0."""
    outline = np.asarray(outline)
    left, bottom = outline.min(axis=0)
    return (np.asarray(points) - [left, bottom]) / (outline[:, 0].max() - left)


def upright(points):
    return np.asarray(points) * [1, -1]


def apart(some, others):
    """Longest way from a corner of one polygon to the nearest of the other."""
    ways = np.linalg.norm(some[:, None] - others[None], axis=-1)
    return max(ways.min(axis=0).max(), ways.min(axis=1).max())


@pytest.fixture
def maps(page, make_study, tmp_path):
    """Return base, regions and names of the corners, as the board draws them and as the chart does."""
    study = make_study(8, 9, 2)
    page.open(write_board(study, tmp_path / "board.html").as_uri())
    drawn = page.js(DRAWN)
    outline = upright(drawn["outline"])
    board = (
        on_side_one(upright(drawn["base"]), outline),
        [on_side_one(upright(region), outline) for region in drawn["regions"]],
        {name: on_side_one(upright(place), outline) for name, place in drawn["names"]},
    )
    result = sensitivity.ternary(study, list(study.value_tree.objectives))
    ax = charts.ternary(result)
    patches = [patch.get_xy()[:-1] for patch in ax.patches[: len(result.regions) + 1]]
    own = next(line for line in ax.lines if line.get_label() == "own weights")
    names = {text.get_text().lower(): text.get_position() for text in ax.texts}
    chart = (
        on_side_one([own.get_xdata()[0], own.get_ydata()[0]], patches[-1]),
        [on_side_one(region, patches[-1]) for region in patches[:-1]],
        {name: on_side_one(names[f"100 % {name.lower()}"], patches[-1]) for name in board[2]},
    )
    return board, chart


def test_the_map_lies_as_in_the_printed_chart(maps):
    (base, regions, _), (own, printed, _) = maps
    np.testing.assert_allclose(base, own, atol=PIXEL)
    assert len(regions) == len(printed) > 2
    for region in printed:
        assert min(apart(region, other) for other in regions) < PIXEL


def test_each_corner_has_the_name_that_it_has_in_the_printed_chart(maps):
    (_, _, names), (_, _, printed) = maps
    corners = np.array([[0.5, np.sqrt(3) / 2], [0, 0], [1, 0]])
    nearest = {name: int(np.linalg.norm(corners - place, axis=1).argmin()) for name, place in names.items()}
    assert nearest == {name: int(np.linalg.norm(corners - place, axis=1).argmin()) for name, place in printed.items()}
    assert sorted(nearest.values()) == [0, 1, 2]
