"""ELECTRE III: outranking with thresholds and vetoes, and the two rankings drawn from it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from numbers import Real
from typing import NamedTuple

import numpy as np
import pandas as pd

from siting.errors import MethodError, did_you_mean
from siting.evaluation import rank_values
from siting.methods.distillation import ascending_ranks, descending_ranks
from siting.methods.partial_order import partial_order
from siting.methods.table import MethodTable, method_table
from siting.model import Study
from siting.values import FloatArray

__all__ = ["Thresholds", "credibility", "electre_iii"]

_MOST_SITES = 500
_NO_DIFFERENCE = 1e-9


class Thresholds(NamedTuple):
    """By how much a site may be worse: no matter up to `q`, in full from `p`, more and more up to a veto at `v`."""

    q: float = 0.0
    p: float = 0.0
    v: float = math.inf


def electre_iii(study: Study, *, thresholds: Mapping[str, Sequence[float]] | None = None) -> pd.DataFrame:
    """Return the two distillations of ELECTRE III and the ranking by their mean.

    Roy, Cahiers du CERO 20 (1978), 3-24; Figueira, Mousseau & Roy in Multiple Criteria Decision Analysis (2005),
    section 4.3. Thresholds are constant; the discrimination threshold is 0.30 - 0.15 times the cutting level.

    Parameters
    ----------
    study
        Performances, directions and weights; at most 500 sites.
    thresholds
        By criterion, in its unit: (q, p) or (q, p, v), the indifference, preference and veto thresholds. Where left out
        every difference counts in full and nothing is vetoed.

    Returns
    -------
    DataFrame
        By site: descending and ascending (ranks of the two distillations, 1 is best) and rank, by the mean of the two.
        ``attrs["credibility"]`` holds how credible it is that row outranks column, ``attrs["relation"]`` the partial
        order of the two distillations, ``attrs["left_out"]`` the sites that were not compared and why.

    Raises
    ------
    MethodError
        If thresholds name an unknown criterion or do not rise, no site can be compared, or there are too many.

    Examples
    --------
    >>> table = pd.DataFrame({"cost": [100.0, 130.0, 180.0], "skill": [2.0, 5.0, 4.0]}, index=["A", "B", "C"])
    >>> study = Study.from_frame(table, directions={"cost": "min"}, weights={"cost": 2, "skill": 1})
    >>> electre_iii(study, thresholds={"cost": (40, 60)})["rank"].to_dict()
    {'A': 2, 'B': 1, 'C': 3}
    """
    table = method_table(study)
    if len(table.sites) > _MOST_SITES:
        raise MethodError(f"{len(table.sites):,} sites are too many for ELECTRE III: at most {_MOST_SITES}")
    matrix = credibility(table.gains, table.weights, _thresholds(study, table, thresholds or {}))
    down, up = descending_ranks(matrix), ascending_ranks(matrix)
    result = pd.DataFrame({"descending": down, "ascending": up, "rank": rank_values(-(down + up) / 2)}, table.sites)
    result.attrs["credibility"] = pd.DataFrame(matrix, index=table.sites, columns=table.sites)
    result.attrs["relation"] = partial_order(-down.astype(float), -up.astype(float), sites=table.sites)
    result.attrs["left_out"] = dict(table.left_out)
    return result


def credibility(gains: FloatArray, weights: FloatArray, thresholds: Sequence[Thresholds]) -> FloatArray:
    """Return how credible it is that each row outranks each column.

    Concordance, lowered by every criterion whose discordance exceeds it.

    Parameters
    ----------
    gains
        Sites x criteria, more is better.
    weights
        By criterion, sum 1.
    thresholds
        By criterion; p and v at least the one before.

    Returns
    -------
    ndarray
        Sites x sites, 0..1, 1 on the diagonal.
    """
    behind = gains.T[:, np.newaxis, :] - gains.T[:, :, np.newaxis]
    slack = _NO_DIFFERENCE * np.ptp(gains, axis=0)
    concordance = np.zeros(behind.shape[1:])
    for shortfall, weight, limits, least in zip(behind, weights, thresholds, slack, strict=True):
        concordance += weight * (1.0 - _rise(shortfall, limits.q, limits.p, slack=least))
    concordance = np.minimum(concordance, 1.0)
    result = concordance.copy()
    for shortfall, limits, least in zip(behind, thresholds, slack, strict=True):
        discordance = _rise(shortfall, limits.p, limits.v, slack=least)
        beyond = discordance > concordance
        result[beyond] *= (1.0 - discordance[beyond]) / (1.0 - concordance[beyond])
    return result


def _rise(shortfall: FloatArray, low: float, high: float, *, slack: float) -> FloatArray:
    """Return 0 up to `low`, 1 from `high`, a straight line between; a step where the two are one."""
    if math.isinf(high):
        return np.zeros_like(shortfall)
    if high - low <= slack:
        return (shortfall > low + slack).astype(float)
    return np.clip((shortfall - low) / (high - low), 0.0, 1.0)


def _thresholds(study: Study, table: MethodTable, given: Mapping[str, Sequence[float]]) -> list[Thresholds]:
    for name, limits in given.items():
        if name not in study.criteria:
            raise MethodError(f"thresholds for an unknown criterion {name!r}: {did_you_mean(name, study.criteria)}")
        readable = len(limits) in (2, 3) and all(isinstance(limit, Real) for limit in limits)
        if not readable or not all(low <= high for low, high in pairwise((0.0, *limits))):
            raise MethodError(f"thresholds of {name!r} must be (q, p) or (q, p, v), 0 or more and rising: {limits!r}")
    return [Thresholds(*(float(limit) for limit in given.get(name, ()))) for name in table.criteria]
