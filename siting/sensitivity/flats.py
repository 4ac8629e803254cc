"""The whole rank table, exactly: how often each site takes each rank over a polytope of weights.

A *flat* is a face of the polytope, cut down to the weights at which a set of sites tie. By the divergence theorem, the
content of the part of a flat in which its tied sites have `r` others ahead of them follows from flats of one dimension
less: its sides on the polytope's border, and the flats on which one more site joins the tie, where `r` jumps by one.
Applied from the corners upwards, each flat is met once for all sites that tie in it. Contents are scaled by the Gram
determinant of the forms and facets that meet in the flat, as in `polytope`, so that no normal's length is ever needed.

Sites are moved apart by a hair, so that no more of them meet anywhere than must, once by one hair and once by two: the
effect of the shift is taken out by extrapolation. Shares are good to about 1e-9.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import NDArray

from siting.sensitivity.first_ranks import tied_groups
from siting.sensitivity.polytope import FaceLevel, Polytope
from siting.values import FloatArray

__all__ = ["count_flats", "rank_table"]

IntArray = NDArray[np.int64]

_HAIR = 5e-7


def count_flats(polytope: Polytope, sites: int) -> int:
    """Return how many flats `rank_table` would go through.

    Examples
    --------
    >>> import numpy as np
    >>> from siting.sensitivity.halfspaces import weight_polytope
    >>> count_flats(weight_polytope(np.empty((0, 3)), np.empty(0)), 2)  # 3 corners x 2, 3 edges x 3, 1 triangle x 3
    18
    """
    lattice = polytope.lattice
    faces = [len(lattice.corners), *(len(level.base) for level in lattice.levels)]
    return sum(count * sum(comb(sites, tied) for tied in range(1, dim + 2)) for dim, count in enumerate(faces))


def rank_table(values: FloatArray, polytope: Polytope) -> FloatArray:
    """Return the share of a polytope of weights in which each site takes each rank.

    Parameters
    ----------
    values
        Partial values, sites x criteria.

    Returns
    -------
    ndarray
        Sites x ranks, rows and columns summing to one. Sites that tie everywhere share the ranks they take together.

    Raises
    ------
    MethodError
        If the polytope has too many faces for an exact answer.

    Examples
    --------
    >>> import numpy as np
    >>> from siting.sensitivity.halfspaces import weight_polytope
    >>> all_weights = weight_polytope(np.empty((0, 2)), np.empty(0))
    >>> rank_table(np.array([[1.0, 0.0], [0.75, 0.5], [0.0, 1.0]]), all_weights).round(6).tolist()
    [[0.333333, 0.166667, 0.5], [0.266667, 0.733333, 0.0], [0.4, 0.1, 0.5]]
    """
    ties = [_Ties.of_size(size, len(values)) for size in range(1, min(len(values), polytope.dimension + 1) + 1)]
    groups = tied_groups(values, polytope)
    hair = _hair(values[np.unique(groups)], polytope)
    near, far = (_shifted_table(values, polytope, ties, shift) for shift in (hair, 2 * hair))
    table = np.clip(2 * near - far, 0.0, 1.0)
    for group in np.unique(groups):
        table[groups == group] = table[groups == group].mean(axis=0)
    return table


def _hair(values: FloatArray, polytope: Polytope) -> float:
    """Return a shift far smaller than what tells the most alike sites apart."""
    traits = np.column_stack([values @ polytope.origin, values @ polytope.basis])
    gaps = np.abs(traits[:, None] - traits).max(axis=2)
    return float(min(_HAIR, 1e-3 * gaps[gaps > 0].min(initial=1.0)))


def _shifted_table(values: FloatArray, polytope: Polytope, ties: list[_Ties], shift: float) -> FloatArray:
    """Return the rank table of sites moved apart; for small shifts it is a polynomial in the shift."""
    sites, lattice = len(values), polytope.lattice
    scores = polytope.corners @ values.T + shift * np.random.default_rng(sites).random(sites)
    flats = [_corner_flats(np.hstack([lattice.slacks, scores]), lattice.contents, sites)]
    for dimension, level in enumerate(lattice.levels, start=1):
        flats = _next_flats(_Sides.of_level(level), flats, ties, dimension)
    table = flats[0].contents[0]
    return np.asarray(table / table.sum(axis=1, keepdims=True))


@dataclass(frozen=True)
class _Ties:
    """All sets of a number of sites, in lexical order."""

    sets: IntArray
    joiners: IntArray
    """For each set, the other sites."""
    joined: IntArray
    """For each set and joiner, the index of the set with that site added."""
    stem: IntArray
    """For each set, the index of the set without its last site."""

    @classmethod
    def of_size(cls, size: int, sites: int) -> _Ties:
        smaller, same, larger = (_masks(n, sites) for n in (size - 1, size, size + 1))
        sets = np.array(list(combinations(range(sites), size)), dtype=np.int64)
        member = (same[:, None] >> np.arange(sites)) & 1 == 1
        joiners = np.nonzero(~member)[1].reshape(len(sets), sites - size)
        joined = _places(same[:, None] | (np.int64(1) << joiners), larger)
        return cls(sets, joiners, joined, _places(same ^ (np.int64(1) << sets[:, -1]), smaller))


def _masks(size: int, sites: int) -> IntArray:
    return np.array([sum(1 << site for site in group) for group in combinations(range(sites), size)], dtype=np.int64)


def _places(masks: IntArray, among: IntArray) -> IntArray:
    if not masks.size:
        return np.empty(masks.shape, dtype=np.int64)
    order = np.argsort(among)
    return np.asarray(order[np.searchsorted(among[order], masks)])


@dataclass(frozen=True)
class _Sides:
    """The sides of each face of one dimension, as a table padded on the right."""

    side: IntArray
    facet: IntArray
    real: NDArray[np.bool_]

    @classmethod
    def of_level(cls, level: FaceLevel) -> _Sides:
        order = np.argsort(level.face, kind="stable")
        counts = np.bincount(level.face)
        real = np.arange(counts.max()) < counts[:, None]
        side, facet = np.zeros(real.shape, dtype=np.int64), np.zeros(real.shape, dtype=np.int64)
        side[real], facet[real] = level.side[order], level.facet[order]
        return cls(side, facet, real)


@dataclass(frozen=True)
class _Flats:
    """The flats in the faces of one dimension, for the sets of one number of tied sites: arrays faces x sets."""

    points: FloatArray
    """A point in each flat: its distance from every facet, then the overall value of every site."""
    exist: NDArray[np.bool_]
    contents: FloatArray
    """Faces x sets x number of other sites ahead."""


def _corner_flats(points: FloatArray, contents: FloatArray, sites: int) -> _Flats:
    scores = points[:, -sites:]
    ahead = (scores[:, None, :] > scores[:, :, None]).sum(axis=2)
    spread = np.repeat(points[:, None], sites, axis=1)
    sizes = np.broadcast_to(contents[:, None], ahead.shape)
    return _Flats(spread, np.ones(ahead.shape, dtype=bool), _at_count(sizes, ahead, sites))


def _at_count(sizes: FloatArray, ahead: IntArray, sites: int) -> FloatArray:
    contents = np.zeros((*ahead.shape, sites))
    np.put_along_axis(contents, ahead[..., None], sizes[..., None], axis=2)
    return contents


def _next_flats(sides: _Sides, below: list[_Flats], ties: list[_Ties], dimension: int) -> list[_Flats]:
    """Build the flats in the faces of the next dimension, most tied sites first."""
    flats: list[_Flats] = []
    if len(ties) > dimension:
        flats.append(_crossings(sides, below[-1], ties[dimension]))
    for size in range(min(dimension, len(ties)), 0, -1):
        more = flats[0].contents if flats else None
        flats.insert(0, _cone(sides, below[size - 1], ties[size - 1], more, dimension - size + 1))
    return flats


def _crossings(sides: _Sides, below: _Flats, ties: _Ties) -> _Flats:
    """Find the points where one more site joins a tie that holds along an edge."""
    sites = below.contents.shape[2]
    ends = below.exist[sides.side] & sides.real[:, :, None]
    which = np.stack([ends.argmax(axis=1), ends.shape[1] - 1 - ends[:, ::-1].argmax(axis=1)])[:, :, ties.stem]
    face = np.arange(len(sides.side))[:, None]
    near, far = below.points[sides.side[face, which], ties.stem]
    joins, tied = ties.sets[:, -1] - sites, ties.sets[:, 0] - sites
    column = np.arange(len(ties.sets))
    lead_near = near[:, column, joins] - near[:, column, tied]
    lead_far = far[:, column, joins] - far[:, column, tied]
    exist = np.asarray(ends.any(axis=1))[:, ties.stem] & ((lead_near > 0) != (lead_far > 0))
    drop = np.where(exist, lead_near - lead_far, 1.0)
    points = near + (lead_near / drop)[..., None] * (far - near)
    sizes = below.contents[sides.side[face, which[0]], ties.stem].sum(axis=2)
    sizes = sizes * far[face, column, sides.facet[face, which[0]]] / np.abs(drop)
    others = np.ones((len(ties.sets), sites), dtype=bool)
    np.put_along_axis(others, ties.sets, values=np.False_, axis=1)
    ahead = ((points[..., -sites:] > points[:, column, tied][..., None]) & others).sum(axis=2)
    return _Flats(points, exist, _at_count(np.where(exist, sizes, 0.0), ahead, sites))


def _cone(sides: _Sides, below: _Flats, ties: _Ties, more: FloatArray | None, dimension: int) -> _Flats:
    """Add up a flat's content as cones from a point in it over its sides and over the ties with one more site."""
    sites = below.contents.shape[2]
    real = sides.real[:, :, None] & below.exist[sides.side]
    counts = real.sum(axis=1)
    points = np.zeros((*counts.shape, below.points.shape[2]))
    for place in range(sides.side.shape[1]):
        points += below.points[sides.side[:, place]] * real[:, place, :, None]
    points /= np.maximum(counts, 1)[..., None]
    contents = np.zeros((*counts.shape, sites))
    face, column = np.arange(len(counts))[:, None], np.arange(len(ties.sets))
    for place in range(sides.side.shape[1]):
        lever = points[face, column, sides.facet[:, place, None]] * real[:, place]
        contents += lever[..., None] * below.contents[sides.side[:, place]]
    if more is not None:
        jump = -more
        jump[..., 1:] += more[..., :-1]
        base = points[:, column, ties.sets[:, 0] - sites]
        for place in range(ties.joiners.shape[1]):
            lead = points[:, column, ties.joiners[:, place] - sites] - base
            contents += lead[..., None] * jump[:, ties.joined[:, place]]
    return _Flats(points, counts > 0, contents / dimension)
