"""Which part of a map is worth enlarging, and where on the map the enlargement covers nothing. Draws nothing."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from siting.charts.placing import Box
from siting.charts.world import FloatArray, View, on_land

__all__ = ["Inset", "enlargement"]

_SHAPES = ((0.38, 0.54), (0.36, 0.48), (0.3, 0.42), (0.24, 0.36))
"""Width and height that are tried, as shares of the map."""
_MARGIN = 0.35
"""Room around the places that are to be seen, as a share of their spread."""
_SMALLEST = np.array([12.0, 8.0])
"""Degrees east and north that are always seen."""
_LEAST_GAIN = 1.6
"""An enlargement by less than this is not worth its place."""
_CLEAR = 0.012
"""Free ground around the frame, as a share of the map."""


@dataclass(frozen=True, slots=True)
class Inset:
    """A part of a map, and the box on the map, in fractions of it, where it is shown enlarged."""

    view: View
    box: Box

    @property
    def outline(self) -> FloatArray:
        """Degrees east and north along the edge of the part, shape (n, 2)."""
        west, east, south, north = self.view.west, self.view.east, self.view.south, self.view.north
        corners = np.array([(west, south), (east, south), (east, north), (west, north), (west, south)])
        at = np.linspace(0.0, 4.0, 81)
        return np.column_stack([np.interp(at, np.arange(5.0), corners[:, axis]) for axis in (0, 1)])


def enlargement(world: View, places: FloatArray, lines: FloatArray) -> Inset | None:
    """Return an inset that shows some places larger, as large as there is room and on as little land as can be.

    Parameters
    ----------
    world
        The map.
    places
        Degrees east and north of what is to be seen in the inset, as they lie in the map.
    lines
        Points that the inset must not cover.

    Returns
    -------
    Inset or None
        None if the places fill the map already, or nowhere is room.

    Examples
    --------
    >>> world = View(-170.0, 190.0, -48.0, 72.0)
    >>> turin, naples = (7.7, 45.1), (14.3, 40.8)
    >>> enlargement(world, np.array([turin, naples]), np.empty((0, 2))).box
    (0.62, 0.0, 1.0, 0.54)
    """
    taken = world.fractions(lines)
    for wide, high in _SHAPES:
        part = _part(world, places, wide / high)
        if wide * (world.east - world.west) < _LEAST_GAIN * (part.east - part.west):
            continue
        shown = world.fractions(np.array([(part.west, part.south), (part.east, part.north)])).ravel()
        boxes = [
            (left, bottom, left + wide, bottom + high)
            for bottom, left in product((0.0, 1.0 - high), np.linspace(0.0, 1.0 - wide, 13).tolist())
        ]
        free = [box for box in boxes if not _covers(box, taken) and not _meet(box, shown)]
        if free:
            return Inset(part, min(free, key=lambda box: _land_below(world, box)))
    return None


def _part(world: View, places: FloatArray, shape: float) -> View:
    """Return the part of the map around some places, as wide to high as the inset, moved to lie inside the map."""
    whole = np.array([world.east - world.west, world.north - world.south])
    low, high = places.min(axis=0), places.max(axis=0)
    spread = np.maximum((high - low) * (1 + 2 * _MARGIN), _SMALLEST) / whole
    size = np.array([max(spread[0], spread[1] * shape), max(spread[1], spread[0] / shape)]) * whole
    edge = np.array([world.west, world.south])
    west, south = np.clip((low + high) / 2 - size / 2, edge, np.maximum(edge + whole - size, edge))
    return View(float(west), float(west + size[0]), float(south), float(south + size[1]))


def _covers(box: Box, points: FloatArray) -> bool:
    low, high = np.array(box[:2]) - _CLEAR, np.array(box[2:]) + _CLEAR
    return bool(((points > low) & (points < high)).all(axis=1).any())


def _meet(box: Box, other: FloatArray) -> bool:
    low, high = np.array(box[:2]) - _CLEAR, np.array(box[2:]) + _CLEAR
    return bool((low < other[2:]).all() and (other[:2] < high).all())


def _land_below(world: View, box: Box) -> float:
    """Return which share of a box lies on land, in tenths."""
    x, y = np.meshgrid(np.linspace(box[0], box[2], 12), np.linspace(box[1], box[3], 9))
    size = np.array([world.east - world.west, world.north - world.south])
    degrees = np.column_stack([x.ravel(), y.ravel()]) * size + (world.west, world.south)
    return round(float(on_land(degrees).mean()), 1)
