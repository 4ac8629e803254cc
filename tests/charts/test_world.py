"""The map of the world: where it is cut, what is seen of a curve, how lines bow."""

import numpy as np
import pytest

from siting.charts.world import View, land_line, nearest_turn, on_land, sea_line, world_view

WORLD = View(-170.0, 190.0, -48.0, 72.0)
LOS_ANGELES, SHANGHAI, SALERNO, BALTIMORE = ((-118.26, 33.73), (121.8, 31.3), (14.75, 40.67), (-76.58, 39.25))


def line(start, end, nm=5000.0):
    return sea_line(np.array(start), np.array(end), nm)


def test_the_sea_line_goes_the_shorter_way_round_the_globe():
    pacific = line(LOS_ANGELES, SHANGHAI)
    assert pacific[0] == pytest.approx(LOS_ANGELES)
    assert pacific[-1] == pytest.approx((121.8 - 360, 31.3))
    assert line(SALERNO, SHANGHAI)[-1] == pytest.approx(SHANGHAI)


def test_the_map_is_cut_where_the_fewest_cars_cross():
    pacific, atlantic, suez = line(LOS_ANGELES, SHANGHAI), line(BALTIMORE, SALERNO), line(SALERNO, SHANGHAI)
    assert world_view([atlantic, suez], [0.5, 0.5]).west == -170
    assert world_view([pacific, atlantic], [0.5, 0.5]).west == -295
    assert world_view([pacific, suez], [0.5, 0.5]).west == -30
    assert world_view([pacific, atlantic, suez], [0.2, 0.3, 0.4]).west == -170


def test_a_line_over_the_edge_comes_back_on_the_other_side():
    curve = line(LOS_ANGELES, SHANGHAI)
    seen = WORLD.copies(curve)
    gap = np.flatnonzero(np.isnan(seen[:, 0]))
    assert len(seen) == 2 * len(curve) + 1
    west, east = seen[: gap[0]], seen[gap[0] + 1 :]
    assert east - west == pytest.approx(np.broadcast_to((360.0, 0.0), curve.shape))
    assert len(WORLD.copies(line(SALERNO, BALTIMORE))) == len(curve)
    assert len(WORLD.copies(np.array([(0.0, -80.0), (9.0, -80.0)]))) == 0


def test_a_longer_way_at_sea_bows_more():
    def aside(curve):
        return float(np.abs(curve[:, 1] - np.linspace(curve[0, 1], curve[-1, 1], len(curve))).max())

    assert aside(line(SALERNO, SHANGHAI, 13_000)) > aside(line(LOS_ANGELES, BALTIMORE, 2_200))
    assert aside(land_line(np.array(LOS_ANGELES), np.array(BALTIMORE))) < 3


def test_land_is_land_wherever_the_turn():
    at = np.array([(10.0, 50.0), (370.0, 50.0), (-30.0, 30.0), (-100.0, 40.0), (260.0, 40.0), (0.0, 80.0)])
    assert on_land(at).tolist() == [True, True, False, True, True, True]


def test_places_are_brought_into_the_view():
    pacific = View(-295.0, 65.0, -48.0, 72.0)
    assert pacific.brought_in(np.array([SHANGHAI, SALERNO]))[:, 0] == pytest.approx([121.8 - 360, 14.75])
    assert nearest_turn(np.array((-179.0, 0.0)), np.array((179.0, 0.0)))[0] == pytest.approx(181)
