"""Who takes which rank over one region of weights: exactly where that can be had, else from random draws."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

from siting.errors import MethodError
from siting.evaluation import TIE
from siting.sensitivity.dirichlet import Dirichlet
from siting.sensitivity.draws import draw_weights
from siting.sensitivity.first_ranks import first_ranks, tied_groups
from siting.sensitivity.flats import count_flats, rank_table
from siting.sensitivity.polytope import Polytope
from siting.sensitivity.sampling import CellDraws, Tally, default_draws, share_errors, tally
from siting.sensitivity.simplex import mean_pairwise_shares
from siting.values import FloatArray

__all__ = ["RegionShares", "Sampling", "mixed", "region_shares"]

_MOST_RIVALS = 60
_MOST_FLATS = 30_000_000
_MOST_FRUSTA = 5_000_000


@dataclass(frozen=True, slots=True)
class Sampling:
    """How much to draw where an exact answer is not to be had or not asked for."""

    seed: np.random.SeedSequence
    draws: int | None = None
    """Number of draws, also where an exact answer could be had; None to draw only where needed."""
    max_error: float | None = None
    """Stop as soon as no rank share has a larger standard error."""
    workers: int | None = None

    def most_draws(self, sites: int) -> int:
        """Return how many draws to make at most."""
        if self.draws is not None:
            return self.draws
        return default_draws(sites) if self.max_error is None else ceil(0.25 / self.max_error**2)


@dataclass(frozen=True, slots=True)
class RegionShares:
    """Shares of a region, each with its standard error: 0 where it is exact."""

    first: FloatArray
    first_errors: FloatArray
    moments: FloatArray
    """Sites x criteria: integral of the weights with which a site is first."""
    scatter: FloatArray
    """3 x sites x criteria: integrals of the powers 0, 1, 2 of those weights, over the number of draws."""
    ranks: FloatArray
    rank_errors: FloatArray
    ahead: FloatArray
    ahead_errors: FloatArray
    draws: int

    @property
    def central_weights(self) -> FloatArray:
        """Mean of the weights with which a site is first, sites x criteria; nan where it never is."""
        ever = self.first[:, None] > 0
        return np.where(ever, self.moments / np.where(ever, self.first[:, None], 1.0), np.nan)

    @property
    def central_weight_errors(self) -> FloatArray:
        """Standard errors of `central_weights`, as of a ratio of two means; nan where a site is never first."""
        central, first = self.central_weights, np.where(self.first > 0, self.first, np.nan)
        squares = self.scatter[2] - 2 * central * self.scatter[1] + central**2 * self.scatter[0]
        return np.asarray(np.sqrt(np.maximum(squares, 0.0)) / first[:, None])

    @property
    def expected_rank(self) -> FloatArray:
        """One plus the mean number of sites ahead."""
        return np.asarray(1.0 + self.ahead.sum(axis=0))

    @property
    def expected_rank_errors(self) -> FloatArray:
        """Standard errors of `expected_rank`; 0 where the pairwise shares are exact."""
        if not self.ahead_errors.any():
            return np.zeros(len(self.first))
        places = np.arange(self.ranks.shape[1])
        variance = self.ranks @ places**2 - (self.ranks @ places) ** 2
        return np.asarray(np.sqrt(np.maximum(variance, 1.0 / self.draws) / self.draws))


def mixed(parts: list[tuple[float, RegionShares]]) -> RegionShares:
    """Return the shares over a mixture of regions, each with its share; independent errors add up in squares."""
    if len(parts) == 1:
        return parts[0][1]

    def mean(name: str) -> FloatArray:
        return np.asarray(sum(share * getattr(part, name) for share, part in parts))

    def error(name: str) -> FloatArray:
        return np.asarray(np.sqrt(sum((share * getattr(part, name)) ** 2 for share, part in parts)))

    return RegionShares(
        first=mean("first"),
        first_errors=error("first_errors"),
        moments=mean("moments"),
        scatter=np.asarray(sum(share**2 * part.scatter for share, part in parts)),
        ranks=mean("ranks"),
        rank_errors=error("rank_errors"),
        ahead=mean("ahead"),
        ahead_errors=error("ahead_errors"),
        draws=sum(part.draws for _, part in parts),
    )


def region_shares(
    values: FloatArray, region: Polytope | Dirichlet, sampling: Sampling, cells: CellDraws | None = None
) -> RegionShares:
    """Return rank shares, pairwise shares and central weights over one region.

    Parameters
    ----------
    values
        Partial values, sites x criteria.
    region
        Where the weights may lie.
    sampling
        What to draw where there is no exact answer.
    cells
        Uncertain cells; with them everything is drawn.
    """
    exact: dict[str, FloatArray] = {}
    if isinstance(region, Polytope) and cells is None:
        exact = _pairwise(values, region)
        if sampling.draws is None:
            exact |= _first(values, region) | _ranks(values, region)
    if len(exact) == len(("ahead", "first", "moments", "ranks")):
        return _all_exact(exact)
    counts = tally(
        values,
        partial(draw_weights, region),
        sampling.most_draws(len(values)),
        seed=sampling.seed,
        cells=cells,
        max_error=sampling.max_error,
        workers=sampling.workers,
    )
    groups = np.arange(len(values)) if cells is not None else _groups(values, region)
    return _with_exact(_estimated(counts, groups), exact)


def _pairwise(values: FloatArray, region: Polytope) -> dict[str, FloatArray]:
    if not region.can_be_filled:
        return {}
    simplices, shares = region.simplices
    if len(simplices) > 1 and len(simplices) * len(values) ** 2 / 2 > _MOST_FRUSTA:
        return {}
    return {"ahead": mean_pairwise_shares(values, simplices, shares)}


def _first(values: FloatArray, region: Polytope) -> dict[str, FloatArray]:
    if not _within_reach(values, region):
        return {}
    try:
        first, central = first_ranks(values, region)
    except MethodError:
        return {}
    return {"first": first, "moments": np.nan_to_num(central) * first[:, None]}


def _ranks(values: FloatArray, region: Polytope) -> dict[str, FloatArray]:
    affordable = _within_reach(values, region) and count_flats(region, len(values)) * len(values) <= _MOST_FLATS
    return {"ranks": rank_table(values, region)} if affordable else {}


def _within_reach(values: FloatArray, region: Polytope) -> bool:
    return region.is_small and region.can_be_filled and len(values) <= _MOST_RIVALS


def _groups(values: FloatArray, region: Polytope | Dirichlet) -> NDArray[np.int64]:
    if isinstance(region, Polytope):
        return tied_groups(values, region)
    counted = values[:, region.parameters > 0]
    alike = (np.abs(counted[:, None] - counted) <= TIE).all(axis=2)
    return np.asarray(alike.argmax(axis=1))


def _all_exact(exact: dict[str, FloatArray]) -> RegionShares:
    none = {name: np.zeros_like(array) for name, array in exact.items()}
    return RegionShares(
        exact["first"], none["first"], exact["moments"], _no_scatter(exact["moments"]),
        exact["ranks"], none["ranks"], exact["ahead"], none["ahead"], draws=0,
    )  # fmt: skip


def _estimated(counts: Tally, groups: NDArray[np.int64]) -> RegionShares:
    """Turn counts into shares; sites that tie everywhere share alike in what they won together."""
    alike = (groups[:, None] == groups) / np.bincount(groups)[groups]
    ranks = alike @ (counts.ranks / counts.draws)
    ahead = np.where(groups[:, None] == groups, 0.5, counts.ahead / counts.draws)
    np.fill_diagonal(ahead, 0.0)
    ahead_errors = np.where(groups[:, None] == groups, 0.0, share_errors(counts.ahead, counts.draws))
    rank_errors = share_errors(counts.ranks, counts.draws)
    often = np.broadcast_to(counts.ranks[:, :1], counts.first_weights.shape)
    scatter = alike @ np.stack([often, counts.first_weights, counts.first_squares]) / counts.draws**2
    return RegionShares(
        first=ranks[:, 0],
        first_errors=rank_errors[:, 0],
        moments=alike @ counts.first_weights / counts.draws,
        scatter=scatter,
        ranks=ranks,
        rank_errors=rank_errors,
        ahead=ahead,
        ahead_errors=ahead_errors,
        draws=counts.draws,
    )


def _with_exact(drawn: RegionShares, exact: dict[str, Any]) -> RegionShares:
    errors = {"ahead": "ahead_errors", "first": "first_errors", "ranks": "rank_errors"}
    known = {errors[name]: np.zeros_like(array) for name, array in exact.items() if name in errors}
    if "moments" in exact:
        known["scatter"] = _no_scatter(exact["moments"])
    return replace(drawn, **{**exact, **known})


def _no_scatter(moments: FloatArray) -> FloatArray:
    return np.zeros((3, *moments.shape))
