"""The ternary map: who wins for every division of weight among three branches, as exact polygons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from siting.errors import MethodError
from siting.model import Study
from siting.sensitivity.branches import branch_weight, disjoint, inside_shares, outside_shares
from siting.sensitivity.complete import CompleteSites, complete_sites
from siting.sensitivity.winner_map import WinnerMap, regions_and_shares
from siting.values import FloatArray

__all__ = ["Ternary", "ternary"]


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Ternary(WinnerMap):
    """Who wins for every division of weight among three branches.

    Regions and base are in barycentric coordinates: the branches' shares of the weight that the three have together,
    sum 1.
    """

    weight: float
    """Global weight that the three branches have together; the rest stays as the study gives it."""


def ternary(study: Study, names: Sequence[str], *, weight_set: str | None = None) -> Ternary:
    """Map who wins for every division of weight among three criteria or objectives.

    The three divide among themselves the weight that they have together in the study, all of it if there are no other
    criteria. Inside a branch the criteria keep their proportions (equal where they have no weight); criteria outside
    the three keep their weights.

    Parameters
    ----------
    study
        Sites with a missing cell are left out and named in the result.
    names
        Three criteria or objectives without a criterion in common.
    weight_set
        Whose weights to start from; the study's first set if left out.

    Raises
    ------
    StudyError
        If the study has no such criterion or objective, or cannot be evaluated.
    MethodError
        If there are not three names, two of them overlap, the three have no weight to divide, or no site has evidence
        for every criterion.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [1.0, 0.0], "b": [0.0, 1.0], "c": [0.0, 1.0]}, index=["A", "B"])
    >>> ternary(Study.from_frame(table), ("a", "b", "c"))
    Ternary('a', 'b', 'c'; B 75 %, A 25 %)
    """
    if isinstance(names, str) or len(names) != 3:
        raise MethodError(f"a ternary map needs three criteria or objectives, not {names!r}")
    table = complete_sites(study, weight_set)
    disjoint(study, names)
    weights = pd.Series({name: branch_weight(table, name) for name in names}, name="share")
    together = float(weights.sum())
    if not together:
        raise MethodError(f"{', '.join(names)} have no weight to divide: give one of them a weight")
    regions, shares = regions_and_shares(table, _corners(table, names, together))
    return Ternary(
        study=study,
        names=tuple(names),
        regions=regions,
        shares=shares,
        base=weights / together,
        left_out=table.left_out,
        weight=together,
    )


def _corners(table: CompleteSites, names: Sequence[str], together: float) -> FloatArray:
    """Return the overall values where each branch in turn has all the weight of the three, shape (sites, 3)."""
    inside = np.array([inside_shares(table, name) for name in names])
    outside = outside_shares(table, names)
    rest = np.zeros(inside.shape[1]) if outside is None else outside * (1.0 - together)
    return np.asarray(table.partial_values @ (together * inside + rest).T)
