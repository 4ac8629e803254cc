"""Ranks counted over random weights, and random performances where cells are uncertain.

The work is cut into blocks by its size and the seed alone, each with a random stream of its own, and the counts are
added in the order of the blocks: the number of workers changes nothing, and memory does not grow with the draws.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial, reduce
from math import ceil, sqrt
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from siting.sensitivity.products import inner_product, product
from siting.values import FloatArray

__all__ = ["CellDraws", "Tally", "WeightDraws", "default_draws", "overall_values", "share_errors", "tally"]

_BLOCK = 1 << 16
_ROWS = 1 << 13
_MOST_COMPARISONS = 1 << 33

WeightDraws: TypeAlias = Callable[[np.random.Generator, int], FloatArray]
"""Draws weights x criteria from a generator and a number of draws."""


class CellDraws(Protocol):
    """Random partial values of uncertain cells."""

    @property
    def rows(self) -> NDArray[np.int64]:
        """Site of each cell."""

    @property
    def columns(self) -> NDArray[np.int64]:
        """Criterion of each cell."""

    def draw(self, generator: np.random.Generator, count: int) -> FloatArray:
        """Return cells x draws."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over draws."""

    draws: int
    ranks: NDArray[np.int64]
    """Sites x ranks: draws in which a site has a rank."""
    ahead: NDArray[np.int64]
    """Sites x sites: draws in which the row is ahead of the column."""
    first_weights: FloatArray
    """Sites x criteria: sum of the weights with which a site is first."""
    first_squares: FloatArray
    """Sites x criteria: sum of the squares of those weights."""

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.draws + other.draws,
            self.ranks + other.ranks,
            self.ahead + other.ahead,
            self.first_weights + other.first_weights,
            self.first_squares + other.first_squares,
        )

    @property
    def largest_error(self) -> float:
        """The largest standard error of a rank share."""
        return float(share_errors(self.ranks, self.draws).max())


def share_errors(counts: NDArray[Any], draws: int) -> FloatArray:
    """Return the standard errors of counts / draws; a count of none or all still has one (Laplace's rule).

    Examples
    --------
    >>> import numpy as np
    >>> share_errors(np.array([0, 50]), 98).round(4).tolist()
    [0.0101, 0.0505]
    """
    shares = (counts + 1.0) / (draws + 2.0)
    return np.asarray(np.sqrt(shares * (1.0 - shares) / draws))


def default_draws(sites: int) -> int:
    """Return how many draws are worth their while: a million for few sites, fewer for many."""
    return int(np.clip(_MOST_COMPARISONS // sites**2, 1 << 12, 1 << 20))


def tally(
    values: FloatArray,
    weights: WeightDraws,
    draws: int,
    *,
    seed: np.random.SeedSequence,
    cells: CellDraws | None = None,
    max_error: float | None = None,
    workers: int | None = None,
) -> Tally:
    """Count ranks over random weights.

    Parameters
    ----------
    values
        Partial values, sites x criteria; uncertain cells may hold any number.
    weights
        How to draw weights.
    draws
        Number of draws; with `max_error` the most there may be.
    cells
        Uncertain cells, drawn anew with each weight vector.
    max_error
        Stop as soon as no rank share has a larger standard error.
    workers
        Number of threads; one a processor if left out. The result is the same whatever the number.

    Examples
    --------
    >>> import numpy as np
    >>> from siting.sensitivity.dirichlet import Dirichlet
    >>> counts = tally(np.eye(2), Dirichlet(np.ones(2)).draw, 10_000, seed=np.random.SeedSequence(1))
    >>> (counts.ranks[0] / counts.draws).round(1).tolist()
    [0.5, 0.5]
    """
    sizes = [min(_BLOCK, draws - start) for start in range(0, draws, _BLOCK)]
    job = partial(_count_block, values, weights, cells)
    streams = seed.spawn(len(sizes))
    with ThreadPoolExecutor(workers or os.cpu_count()) as pool:
        if max_error is None:
            return reduce(Tally.__add__, pool.map(job, streams, sizes))
        total: Tally | None = None
        for start in _rounds(len(sizes), max_error):
            counted = reduce(Tally.__add__, pool.map(job, streams[start], sizes[start]))
            total = counted if total is None else total + counted
            if total.largest_error <= max_error:
                break
    return total  # type: ignore[return-value]


def _rounds(blocks: int, max_error: float) -> list[slice]:
    """Cut blocks into rounds after which the error is looked at: the first as large as an even share could need."""
    first = max(1, ceil(0.25 / max_error**2 / _BLOCK / 4)) if max_error > sqrt(0.25 / _BLOCK / blocks) else blocks
    return [slice(start, start + first) for start in range(0, blocks, first)]


def _count_block(
    values: FloatArray, weights: WeightDraws, cells: CellDraws | None, stream: np.random.SeedSequence, draws: int
) -> Tally:
    generator = np.random.Generator(np.random.SFC64(stream))
    pieces = (min(_ROWS, draws - start) for start in range(0, draws, _ROWS))
    return reduce(Tally.__add__, (_count(values, weights, cells, generator, piece) for piece in pieces))


def _count(
    values: FloatArray, weights: WeightDraws, cells: CellDraws | None, generator: np.random.Generator, draws: int
) -> Tally:
    columns = np.ascontiguousarray(weights(generator, draws).T)
    scores = overall_values(values, columns, cells, generator)
    sites = len(scores)
    ranks = np.empty((sites, draws), dtype=np.uint8 if sites < 256 else np.uint16)
    ranks[:] = np.arange(sites - 1, -1, -1)[:, None]
    ahead = np.zeros((sites, sites), dtype=np.int64)
    for site in range(sites - 1):
        behind = scores[site] > scores[site + 1 :]
        ahead[site, site + 1 :] = [np.count_nonzero(row) for row in behind]
        ranks[site + 1 :] += behind.view(np.uint8)
        ranks[site] -= behind.sum(axis=0, dtype=ranks.dtype)
    lower = np.tril_indices(sites, -1)
    ahead[lower] = draws - ahead.T[lower]
    counts = np.stack([np.bincount(row, minlength=sites) for row in ranks])
    first = (ranks == 0).astype(float)
    return Tally(draws, counts, ahead, inner_product(first, columns), inner_product(first, columns**2))


def overall_values(
    values: FloatArray, columns: FloatArray, cells: CellDraws | None, generator: np.random.Generator
) -> FloatArray:
    """Return sites x draws of overall values, with uncertain cells drawn from `generator`.

    Parameters
    ----------
    columns
        Weights, criteria x draws.
    """
    if cells is None:
        return product(values, columns)
    certain = values.copy()
    certain[cells.rows, cells.columns] = 0.0
    scores = product(certain, columns)
    for row, column, drawn in zip(cells.rows, cells.columns, cells.draw(generator, columns.shape[1]), strict=True):
        scores[row] += drawn * columns[column]
    return scores
