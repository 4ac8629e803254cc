"""Labels on a map: what must be named is, or is handed back; the rest only where there is room."""

import numpy as np
import pytest

from siting import charts
from siting.charts.map_labels import Label, Pane, write_labels
from siting.charts.sheet import points
from siting.charts.world import View

NO_LINES = np.empty((0, 2))


@pytest.fixture
def pane():
    ax = charts.slide()
    return Pane(ax, View(-170.0, 190.0, -48.0, 72.0), 16.0, points(ax))


def written(pane):
    return [text.get_text() for text in pane.ax.texts if text.get_text()]


def test_a_label_is_beside_its_place_wherever_the_turn(pane):
    assert write_labels(pane, [Label("here", (370.0, 50.0))], lines=NO_LINES, taken=[]) == []
    (text,) = pane.ax.texts
    pane.ax.get_figure(root=True).canvas.draw()
    mark = np.array([(10.0 + 170) / 360, (50.0 + 48) / 120]) * pane.area
    box = text.get_window_extent()
    assert mark[0] < box.x0 < mark[0] + 16
    assert box.y0 < mark[1] < box.y1


def test_a_spare_label_is_left_out_on_a_line_where_a_needed_one_is_not(pane):
    x, y = np.meshgrid(np.arange(-60.0, 60.0, 0.5), np.arange(-20.0, 60.0, 0.5))
    lines = np.column_stack([x.ravel(), y.ravel()])
    at = (0.0, 20.0)
    assert write_labels(pane, [Label("port", at, spare=True)], lines=lines, taken=[]) == []
    assert written(pane) == []
    assert write_labels(pane, [Label("market", at)], lines=lines, taken=[]) == []
    assert written(pane) == ["market"]


def test_a_needed_label_without_room_is_handed_back(pane):
    everywhere = [(0.0, 0.0, *pane.area)]
    market, port = Label("market", (0.0, 20.0)), Label("port", (9.0, 20.0), spare=True)
    assert write_labels(pane, [market, port], lines=NO_LINES, taken=everywhere) == [market]
    assert written(pane) == []


def test_a_spare_label_is_left_out_where_it_would_be_taken_for_that_of_another(pane):
    market, port = Label("market", (0.0, 20.0)), Label("port", (-8.0, 20.0), spare=True)
    mark = pane.on_sheet(np.array([port.at]))[0]
    write_labels(pane, [market, port], lines=NO_LINES, taken=[])
    assert written(pane) == ["market", "port"]
    all_but_right = [(0.0, 0.0, mark[0] + 1, pane.area[1])]
    alone, beside = (charts.slide() for _ in range(2))
    for ax, labels in ((alone, [port]), (beside, [market, port])):
        write_labels(Pane(ax, pane.view, 16.0, pane.area), labels, lines=NO_LINES, taken=all_but_right)
    assert [text.get_text() for text in alone.texts] == ["port"]
    assert [text.get_text() for text in beside.texts] == ["market"]
