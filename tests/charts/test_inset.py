"""The inset: what it enlarges, and where on the map it covers nothing."""

import numpy as np
import pytest

from siting.charts.inset import enlargement
from siting.charts.world import View

WORLD = View(-170.0, 190.0, -48.0, 72.0)
ITALY = np.array([(7.7, 45.1), (14.3, 40.8)])
NO_LINES = np.empty((0, 2))


def grid(west, east, south, north):
    x, y = np.meshgrid(np.arange(west, east, 2.0), np.arange(south, north, 2.0))
    return np.column_stack([x.ravel(), y.ravel()])


def test_it_shows_the_places_with_room_around_them_undistorted():
    found = enlargement(WORLD, ITALY, NO_LINES)
    assert found.view.holds(ITALY).all()
    east, north = found.view.east - found.view.west, found.view.north - found.view.south
    assert east > 2 * np.ptp(ITALY[:, 0])
    left, bottom, right, top = found.box
    assert (right - left) * 360 / east == pytest.approx((top - bottom) * 120 / north)
    assert (right - left) * 360 / east > 1.6


def test_it_lies_where_no_line_is():
    left_only = enlargement(WORLD, ITALY, grid(-40, 190, -48, 72))
    assert WORLD.west + left_only.box[2] * 360 < -40
    right_only = enlargement(WORLD, ITALY, grid(-170, 60, -48, 72))
    assert WORLD.west + right_only.box[0] * 360 > 58


def test_it_does_not_hide_what_it_enlarges():
    for east, north in ((0, 0), (0, -55), (150, -50), (-140, -60)):
        places = ITALY + np.array([east, north])
        found = enlargement(WORLD, places, NO_LINES)
        low = WORLD.fractions(np.array([(found.view.west, found.view.south)]))[0]
        high = WORLD.fractions(np.array([(found.view.east, found.view.north)]))[0]
        left, bottom, right, top = found.box
        assert right <= low[0] or high[0] <= left or top <= low[1] or high[1] <= bottom


def test_the_part_stays_on_the_map():
    found = enlargement(WORLD, np.array([(-168.0, 70.0), (-160.0, 66.0)]), NO_LINES)
    assert found.view.west >= -170
    assert found.view.north <= 72
    assert found.view.holds(np.array([(-168.0, 70.0), (-160.0, 66.0)])).all()


def test_no_inset_where_there_is_no_room_or_nothing_to_enlarge():
    assert enlargement(WORLD, ITALY, grid(-170, 190, -48, 72)) is None
    assert enlargement(WORLD, np.array([(-120.0, 0.0), (140.0, 30.0)]), NO_LINES) is None
