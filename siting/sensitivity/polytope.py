"""Volume, centroid, corners and triangulation of a polytope of weights, without cancellation.

Every face is a cone from one of its own corners over the faces that miss that corner, so all terms are positive. Scaled
by the Gram determinant of the facets that meet in a face, its content follows from the distances of corners from facets
alone, down to a corner, whose scaled content is one over the determinant of its facets. (Lasserre, An analytical
expression and an algorithm for the volume of a convex polyhedron, J. Optim. Theory Appl. 39, 1983; Büeler, Enge &
Fukuda, Exact volume computation for polytopes, 2000.)

Corners where too many facets meet are split by shifting the facets a little; lengths are then taken from the facets
where they really are, so the shift leaves no trace in the result.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from siting.errors import MethodError
from siting.values import FloatArray

__all__ = ["FaceLattice", "FaceLevel", "Polytope", "face_lattice"]

IntArray = NDArray[np.int64]

_SHIFTS = (1e-8, 1e-7, 1e-6)
_MOST_DIMENSIONS = 9
_MOST_FACETS = 62
_MOST_FACES = 5_000_000
_SINGULAR = 1e-14


@dataclass(frozen=True)
class FaceLevel:
    """The faces of one dimension; entries of `face`, `side`, `facet`: a face, a side of it, and what cuts it there."""

    face: IntArray
    side: IntArray
    """Index among the faces of the dimension below."""
    facet: IntArray
    base: IntArray
    """For each face of this dimension, the corner it is seen as a cone from."""


@dataclass(frozen=True)
class FaceLattice:
    """Corners of a simple polytope and the faces they make, from edges up to the whole."""

    corners: FloatArray
    """Corners x dimensions."""
    slacks: FloatArray
    """Corners x facets: distance of each corner from each facet."""
    contents: FloatArray
    """Scaled content of each corner."""
    levels: tuple[FaceLevel, ...]

    def moments(self) -> tuple[float, FloatArray]:
        """Return the volume and the integral of the coordinates."""
        from scipy.sparse import csr_array

        content, moment = self.contents, self.corners * self.contents[:, None]
        for dimension, level in enumerate(self.levels, start=1):
            lever = self.slacks[level.base[level.face], level.facet]
            step = csr_array((lever, (level.face, level.side)), shape=(len(level.base), len(content)))
            content = step @ content / dimension
            moment = (self.corners[level.base] * content[:, None] + step @ moment) / (dimension + 1)
        return float(content[0]), moment[0]

    def triangulate(self) -> tuple[IntArray, FloatArray]:
        """Return simplices as corner indices (simplices x dimensions + 1) and the volume of each."""
        faces, weights = np.zeros(1, dtype=np.int64), np.ones(1)
        apexes = np.empty((1, 0), dtype=np.int64)
        for level in reversed(self.levels):
            apexes = np.column_stack([apexes, level.base[faces]])
            lever = self.slacks[level.base[level.face], level.facet]
            inside = np.flatnonzero(lever > _SINGULAR)
            inside = inside[np.argsort(level.face[inside], kind="stable")]
            starts = np.searchsorted(level.face[inside], np.arange(len(level.base) + 1))
            counts = np.diff(starts)[faces]
            entry = np.repeat(starts[faces], counts) + _ramps(counts)
            entry = inside[entry]
            weights = np.repeat(weights, counts) * lever[entry]
            apexes, faces = np.repeat(apexes, counts, axis=0), level.side[entry]
        volumes = weights * self.contents[faces] / math.factorial(len(self.levels))
        return np.column_stack([apexes, faces]), volumes


def _ramps(counts: IntArray) -> IntArray:
    return np.asarray(np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts))


@dataclass(frozen=True)
class Polytope:
    """A bounded set of weights with an inside in its own dimensions: w = origin + basis z, rows z <= limits.

    The origin is a point well inside, so every limit is positive; rows have length one; no row is redundant.
    """

    origin: FloatArray
    """One weight a criterion."""
    basis: FloatArray
    """Criteria x dimensions, orthonormal."""
    rows: FloatArray
    """Facets x dimensions."""
    limits: FloatArray

    @property
    def dimension(self) -> int:
        """Number of directions in which the weights can move."""
        return int(self.basis.shape[1])

    @property
    def is_simplex(self) -> bool:
        """Whether there are as few facets as can bound a set of this dimension."""
        return len(self.rows) == self.dimension + 1 or self.dimension == 0

    @cached_property
    def lattice(self) -> FaceLattice:
        """All faces.

        Raises
        ------
        MethodError
            If there are too many.
        """
        return face_lattice(self.rows, self.limits)

    @property
    def is_small(self) -> bool:
        """Whether there are few enough dimensions for an exact answer."""
        return self.dimension <= _MOST_DIMENSIONS

    @cached_property
    def can_be_filled(self) -> bool:
        """Whether corners and simplices can be listed."""
        if self.is_simplex:
            return True
        if not self.is_small or len(self.rows) > _MOST_FACETS:
            return False
        try:
            return bool(len(self.lattice.corners))
        except MethodError:
            return False

    @cached_property
    def corners(self) -> FloatArray:
        """Corners x criteria, each a weight vector."""
        if self.is_simplex:
            return self.weights(_simplex_corners(self.rows, self.limits))
        return self.weights(self.lattice.corners)

    @cached_property
    def simplices(self) -> tuple[FloatArray, FloatArray]:
        """Simplices x corners x criteria that fill the polytope, and the share of each in its volume."""
        if self.is_simplex:
            return self.corners[None], np.ones(1)
        apexes, volumes = self.lattice.triangulate()
        return self.corners[apexes], volumes / volumes.sum()

    @cached_property
    def surrounding(self) -> FloatArray:
        """Corners x criteria of a simplex around the polytope: the least of each weight, and the most of their sum.

        As many weights as there are dimensions fix the others; only they count.
        """
        from scipy.linalg import qr
        from scipy.optimize import linprog

        chosen = qr(self.basis.T, mode="r", pivoting=True)[1][: self.dimension]
        slopes = np.vstack([self.basis[chosen], -self.basis[chosen].sum(axis=0)])
        least = [linprog(row, self.rows, self.limits, bounds=(None, None), method="highs").fun for row in slopes]
        lowest, spare = np.array(least[:-1]), -np.sum(least)
        moves = np.vstack([lowest, lowest + spare * np.eye(self.dimension)])
        return np.asarray(self.origin + np.linalg.solve(self.basis[chosen], moves.T).T @ self.basis.T)

    def weights(self, points: FloatArray) -> FloatArray:
        """Turn points x dimensions into weight vectors."""
        return np.asarray(np.maximum(self.origin + points @ self.basis.T, 0.0))


def _simplex_corners(rows: FloatArray, limits: FloatArray) -> FloatArray:
    if not len(rows):
        return np.zeros((1, rows.shape[1]))
    meeting = [np.delete(np.arange(len(rows)), skipped) for skipped in range(len(rows))]
    return np.asarray(np.linalg.solve(rows[meeting], limits[meeting][..., None])[..., 0])


def face_lattice(rows: FloatArray, limits: FloatArray) -> FaceLattice:
    """Find all faces of {z : rows z <= limits}, which holds the origin inside.

    Parameters
    ----------
    rows
        Half-spaces x dimensions; redundant ones are allowed.
    limits
        One positive number a half-space.

    Raises
    ------
    MethodError
        If there are too many faces for an exact answer.

    Examples
    --------
    >>> import numpy as np
    >>> sides = np.array([[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0]])
    >>> square = face_lattice(sides, np.array([1.0, 1.0, 1.0, 0.0]))
    >>> volume, moment = square.moments()
    >>> round(volume, 12), (moment / volume).round(12).tolist()
    (2.0, [0.0, 0.5])
    """
    dimension = rows.shape[1]
    meeting = _facets_at_corners(rows, limits)
    used, compact = np.unique(meeting, return_inverse=True)
    if len(used) > _MOST_FACETS or len(meeting) * 2**dimension > _MOST_FACES:
        raise MethodError(
            f"a region of weights has {len(used)} facets and {len(meeting)} corners: too many for an exact answer"
        )
    facets, bounds = rows[used], limits[used]
    members = np.sort(compact.reshape(meeting.shape), axis=1)
    squares = facets[members]
    sizes = np.abs(np.linalg.det(squares))
    sound = sizes > _SINGULAR
    members, squares, sizes = members[sound], squares[sound], sizes[sound]
    corners = np.linalg.solve(squares, bounds[members][..., None])[..., 0]
    slacks = np.maximum(bounds - corners @ facets.T, 0.0)
    np.put_along_axis(slacks, members, 0.0, axis=1)
    return FaceLattice(corners, slacks, 1.0 / sizes, _levels(members))


def _facets_at_corners(rows: FloatArray, limits: FloatArray) -> IntArray:
    """Return corners x dimensions: which half-spaces meet in each corner once they are shifted apart."""
    from scipy.spatial import HalfspaceIntersection, QhullError

    dimension = rows.shape[1]
    if dimension == 0:
        return np.empty((1, 0), dtype=np.int64)
    if dimension == 1:
        reach = limits / np.abs(rows[:, 0])
        ends = [np.where(rows[:, 0] * sign > 0, reach, np.inf).argmin() for sign in (1.0, -1.0)]
        return np.array(ends, dtype=np.int64)[:, None]
    jitter = np.random.default_rng(len(rows)).uniform(0.5, 1.0, len(rows))
    for shift in _SHIFTS:
        shifted = limits + shift * limits.max() * jitter
        try:
            hull = HalfspaceIntersection(np.column_stack([rows, -shifted]), np.zeros(dimension))
        except QhullError:
            continue
        if all(len(facet) == dimension for facet in hull.dual_facets):
            return np.array(hull.dual_facets, dtype=np.int64)
    raise MethodError("the corners of a region of weights cannot be told apart: ask for samples instead")


def _levels(members: IntArray) -> tuple[FaceLevel, ...]:
    """Build the faces above the corners, which are given by the facets that meet in each."""
    levels: list[FaceLevel] = []
    bases = np.arange(len(members))
    while members.shape[1]:
        count, met = members.shape
        masks = (np.int64(1) << members).sum(axis=1)
        above = (masks[:, None] ^ (np.int64(1) << members)).ravel()
        _, first, face = np.unique(above, return_index=True, return_inverse=True)
        side = np.repeat(np.arange(count), met)
        bases = bases[side[first]]
        levels.append(FaceLevel(face=face, side=side, facet=members.ravel(), base=bases))
        kept = np.ones((len(first), met), dtype=bool)
        kept[np.arange(len(first)), first % met] = False
        members = members[side[first]][kept].reshape(len(first), met - 1)
    return tuple(levels)
