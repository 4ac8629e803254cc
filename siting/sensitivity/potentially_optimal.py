"""Which sites can be first at all, and with which weights."""

from __future__ import annotations

import numpy as np
import pandas as pd

from siting.errors import MethodError
from siting.evaluation import TIE
from siting.model import Study
from siting.sensitivity.complete import complete_sites
from siting.sensitivity.polytope import Polytope
from siting.sensitivity.weight_space import WeightSpace
from siting.values import FloatArray

__all__ = ["potentially_optimal", "winning_weights"]

_MOST_CANDIDATES = 5_000
_PROBES = 512


def potentially_optimal(study: Study, space: WeightSpace | None = None) -> pd.Series[bool]:
    """Say which sites are first, or tie for it, with some weights of a space, and show such weights.

    One linear programme a site: the weights at which its lead over the others is largest. (Hazen, Partial information,
    dominance, and potential optimality in multiattribute utility theory, Operations Research 34, 1986.)

    Parameters
    ----------
    study
        Sites with a missing cell are left out.
    space
        The weights that are thinkable; all of them if left out.

    Returns
    -------
    Series of bool
        By site. ``.attrs["weights"]`` is a DataFrame, sites x criteria, of weights at which the site is first, NaN
        where there are none.

    Raises
    ------
    StudyError
        If the study cannot be evaluated.
    MethodError
        If the space is empty or not made of statements, or too many sites have to be looked at one by one.

    Examples
    --------
    >>> table = pd.DataFrame({"risk": [1.0, 0.4, 0.0], "skill": [0.0, 0.4, 1.0]}, index=["A", "B", "C"])
    >>> found = potentially_optimal(Study.from_frame(table))
    >>> found.to_dict()
    {'A': True, 'B': False, 'C': True}
    >>> found.attrs["weights"].loc["A"].round(9).tolist()
    [1.0, 0.0]
    """
    table = complete_sites(study)
    criteria = [str(name) for name in table.weights.index]
    region = (WeightSpace.uniform(criteria) if space is None else space).polytope(criteria)
    weights = pd.DataFrame(
        winning_weights(table.partial_values, region), pd.Index(table.sites, dtype=object), table.weights.index
    )
    result = weights.notna().all(axis="columns").rename("potentially_optimal")
    result.attrs["weights"] = weights
    return result


def winning_weights(values: FloatArray, region: Polytope) -> FloatArray:
    """Return weights of a region at which each site is first, sites x criteria; nan for a site that never is.

    Sites are compared only with those known to win somewhere; a new winner joins them, so that programmes stay small.

    Parameters
    ----------
    values
        Partial values, sites x criteria.

    Raises
    ------
    MethodError
        If too many sites have to be looked at one by one.
    """
    corners = region.corners if region.can_be_filled else np.eye(len(region.origin))
    mixes = np.random.default_rng(0).dirichlet(np.ones(len(corners)), _PROBES) @ corners
    winners = np.unique(np.argmax(values @ mixes.T, axis=0)).tolist()
    candidates = _not_outdone(values @ corners.T, winners)
    if len(candidates) > _MOST_CANDIDATES:
        raise MethodError(
            f"{len(candidates):,} sites would have to be looked at one by one: screen them down to "
            f"{_MOST_CANDIDATES:,} with requirements"
        )
    found = np.full((len(values), len(region.origin)), np.nan)
    for site in candidates:
        found[site] = _winning(values, site, winners, region)
    return found


def _winning(values: FloatArray, site: int, winners: list[int], region: Polytope) -> FloatArray:
    """Return weights at which a site is first, or nan; sites that turn out to win are added to `winners`."""
    while True:
        rivals = [winner for winner in winners if winner != site]
        weights, lead = _largest_lead(values[site] - values[rivals], region)
        if lead < -TIE:
            return np.full(len(weights), np.nan)
        scores = values @ weights
        best = int(np.argmax(scores))
        if best in rivals or scores[site] >= scores[best] - TIE:
            return weights
        winners.append(best)


def _not_outdone(scores: FloatArray, winners: list[int]) -> list[int]:
    """Return the sites that no winner beats at every corner; `scores` is sites x corners."""
    left = np.arange(len(scores))
    for winner in winners:
        left = left[~(scores[winner] - scores[left] > TIE).all(axis=1)]
    return [int(site) for site in left]


def _largest_lead(leads: FloatArray, region: Polytope) -> tuple[FloatArray, float]:
    """Return the weights at which the smallest of several leads (rows @ weights) is largest, and that lead."""
    from scipy.optimize import linprog

    if not len(leads):
        return region.origin, 0.0
    if region.dimension == 0:
        return region.origin, float((leads @ region.origin).min())
    left = np.vstack(
        [
            np.column_stack([region.rows, np.zeros(len(region.rows))]),
            np.column_stack([-(leads @ region.basis), np.ones(len(leads))]),
        ]
    )
    right = np.append(region.limits, leads @ region.origin)
    cost = np.append(np.zeros(region.dimension), -1.0)
    found = linprog(cost, left, right, bounds=(None, None), method="highs")
    return region.weights(found.x[:-1]), float(found.x[-1])
