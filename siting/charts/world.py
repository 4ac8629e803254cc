"""The world as a plain chart of degrees: its outlines, the part that is seen, and lines that bow across it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.path import Path
from numpy.typing import NDArray

from siting.measures.geography import great_circle_km

__all__ = ["FloatArray", "View", "draw_ground", "land_line", "nearest_turn", "on_land", "sea_line", "world_view"]

FloatArray = NDArray[np.float64]
LAND, SHORE = "#E6E6E6", "#BDBDBD"
_SOUTH, _NORTH = -48.0, 72.0
_EDGES = (-170.0, -295.0, -30.0)
"""Degrees east where a map of the world may begin: in the Pacific, in Asia, in the Atlantic."""
_TURN = 360.0
_POINTS = 240
"""Points of a line: so many that no label slips between two of them."""
_ON_LAND = 0.05
"""How far a line over land bows, as a share of its length."""
_AT_SEA = (0.07, -0.07, 0.14, -0.14, 0.21, -0.21, 0.28, -0.28, 0.35, -0.35)
"""The same for lines at sea, to the north (above zero) or the south, the gentlest first."""
_DEEPEST = 34.0
"""Degrees by which a line at sea bows at most."""
_PLAIN = 0.5
"""What a bow costs, against running over land and being too short or long."""
_KM_PER_NM = 1.852


@dataclass(frozen=True, slots=True)
class View:
    """The part of the world that is seen, in degrees east and north; the east edge may lie beyond 180."""

    west: float
    east: float
    south: float
    north: float

    def fractions(self, degrees: FloatArray) -> FloatArray:
        """Return where points lie: 0 at the west or south edge, 1 at the east or north; shape (n, 2)."""
        return np.asarray((degrees - (self.west, self.south)) / (self.east - self.west, self.north - self.south))

    def brought_in(self, degrees: FloatArray) -> FloatArray:
        """Return points moved by whole turns to the first place east of the west edge."""
        return np.column_stack([self.west + np.remainder(degrees[:, 0] - self.west, _TURN), degrees[:, 1]])

    def holds(self, degrees: FloatArray) -> NDArray[np.bool_]:
        """Return which points are seen where they are."""
        at = self.fractions(degrees)
        return np.asarray(((at >= 0) & (at <= 1)).all(axis=1))

    def copies(self, curve: FloatArray) -> FloatArray:
        """Return a curve as it is seen: once, or again a turn away where it leaves at an edge; rows of nan between."""
        seen = [turned for turned in _turns(curve) if self.holds(turned).any()]
        gap = np.full((1, 2), np.nan)
        return np.vstack([part for copy in seen for part in (gap, copy)][1:]) if seen else np.empty((0, 2))


def world_view(curves: Iterable[FloatArray], shares: Iterable[float]) -> View:
    """Return a view of the whole world whose edge cuts through the curves with the smallest shares.

    Examples
    --------
    >>> pacific, atlantic = np.array([[-118.0, 34.0], [-239.0, 31.0]]), np.array([[-77.0, 39.0], [3.0, 51.0]])
    >>> world_view([pacific, atlantic], [0.1, 0.2]).west
    -295.0
    """
    flows = list(zip(curves, shares, strict=True))
    cut = [
        sum(share for curve, share in flows if np.ptp(np.floor((curve[:, 0] - edge) / _TURN)) > 0) for edge in _EDGES
    ]
    west = _EDGES[int(np.argmin(np.round(cut, 9)))]
    return View(west, west + _TURN, _SOUTH, _NORTH)


def draw_ground(ax: Axes, view: View) -> None:
    """Draw the outlines of the lands that are seen, and let the axes show just the view."""
    turned = [copy for ring in _rings() for copy in _turns(ring)]
    seen = [ring for ring in turned if ring[:, 0].max() > view.west and ring[:, 0].min() < view.east]
    ax.add_collection(PolyCollection(seen, facecolor=LAND, edgecolor=SHORE, linewidth=0.5, zorder=0))
    ax.set(xlim=(view.west, view.east), ylim=(view.south, view.north), xticks=[], yticks=[])
    ax.set_aspect("auto")


def nearest_turn(degrees: FloatArray, to: FloatArray) -> FloatArray:
    """Return a point moved by whole turns so that it is at most half a turn from another.

    Examples
    --------
    >>> nearest_turn(np.array([121.0, 31.0]), np.array([-118.0, 34.0])).tolist()
    [-239.0, 31.0]
    """
    east = to[0] + np.remainder(degrees[0] - to[0] + _TURN / 2, _TURN) - _TURN / 2
    return np.array([east, degrees[1]])


def land_line(start: FloatArray, end: FloatArray) -> FloatArray:
    """Return a line over land between two points: it bows a little to the north; shape (n, 2)."""
    return _bow(start, nearest_turn(end, start), _ON_LAND)


def sea_line(start: FloatArray, end: FloatArray, nm: float) -> FloatArray:
    """Return a line at sea between two ports, the shorter way round the globe; shape (n, 2).

    It bows gently, to where it runs little over land and is about as long as the ships' way.
    """
    end = nearest_turn(end, start)
    deepest = _DEEPEST / max(float(np.hypot(*(end - start))), 1.0)
    bends = [bend for bend in _AT_SEA if abs(bend) <= max(deepest, _AT_SEA[0])]
    options = [_bow(start, end, bend) for bend in bends]
    dry = on_land(np.vstack([curve[::4] for curve in options])).reshape(len(options), -1).mean(axis=1)
    far = [abs(np.log(_length_nm(curve) / nm)) for curve in options]
    return options[int(np.argmin(np.round(dry + far + _PLAIN * np.abs(bends), 9)))]


def _turns(degrees: FloatArray) -> list[FloatArray]:
    """Return points where they are, and a whole turn to the west and the east."""
    return [degrees + np.array([turn, 0.0]) for turn in (0.0, -_TURN, _TURN)]


def _bow(start: FloatArray, end: FloatArray, bend: float) -> FloatArray:
    along = end - start
    across = np.array([-along[1], along[0]]) * (1 if along[0] >= 0 else -1)
    t = np.linspace(0.0, 1.0, _POINTS)[:, np.newaxis]
    return np.asarray(start + t * along + 4 * t * (1 - t) * bend * across)


def _length_nm(curve: FloatArray) -> float:
    places = np.clip(curve[:, ::-1], (-90.0, -np.inf), (90.0, np.inf))
    return max(float(great_circle_km(places[:-1], places[1:]).sum()) / _KM_PER_NM, 1.0)


@lru_cache(maxsize=1)
def _rings() -> tuple[FloatArray, ...]:
    text = (files("siting.charts") / "data" / "world.json").read_text(encoding="utf-8")
    return tuple(np.array(ring, dtype=float) for ring in json.loads(text)["rings"])


def on_land(degrees: FloatArray) -> NDArray[np.bool_]:
    """Return which points lie inside an outline, or beyond the north and south edges of the map."""
    at = View(-_TURN / 2, _TURN / 2, _SOUTH, _NORTH).brought_in(degrees)
    dry = (at[:, 1] < _SOUTH) | (at[:, 1] > _NORTH)
    for ring in _rings():
        (west, south), (east, north) = ring.min(axis=0), ring.max(axis=0)
        near = np.flatnonzero((at[:, 0] >= west) & (at[:, 0] <= east) & (at[:, 1] >= south) & (at[:, 1] <= north))
        if near.size:
            dry[near] |= Path(ring).contains_points(at[near])
    return np.asarray(dry)
