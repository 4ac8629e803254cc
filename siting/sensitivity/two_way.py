"""The two-way map: who wins over two weights varied together, as exact polygons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from siting.errors import MethodError
from siting.model import Study
from siting.sensitivity.branches import branch_weight, disjoint, inside_shares, outside_shares
from siting.sensitivity.complete import complete_sites
from siting.sensitivity.winner_map import WinnerMap, regions_and_shares

__all__ = ["TwoWay", "two_way"]


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class TwoWay(WinnerMap):
    """Who wins over two global weights, on the triangle where they sum to no more than 1."""


def two_way(study: Study, names: Sequence[str], *, weight_set: str | None = None) -> TwoWay:
    """Map who wins over the global weights of two criteria or objectives.

    All other criteria divide what the two leave in the study's proportions (equal where they have no weight); inside a
    branch the criteria keep theirs.

    Parameters
    ----------
    study
        Sites with a missing cell are left out and named in the result.
    names
        Two criteria or objectives without a criterion in common; together they must leave some other criterion.
    weight_set
        Whose weights to start from; the study's first set if left out.

    Raises
    ------
    StudyError
        If the study has no such criterion or objective, or cannot be evaluated.
    MethodError
        If there are not two names, they overlap, they leave no other criterion, or no site has evidence for every
        criterion.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [1.0, 0.0], "b": [0.0, 1.0], "c": [0.0, 1.0]}, index=["A", "B"])
    >>> result = two_way(Study.from_frame(table), ("a", "b"))
    >>> result
    TwoWay('a', 'b'; B 75 %, A 25 %)
    >>> result.regions["A"].tolist()
    [[1.0, 0.0], [0.5, 0.5], [0.5, 0.0]]
    """
    if isinstance(names, str) or len(names) != 2:
        raise MethodError(f"a two-way map needs two criteria or objectives, not {names!r}")
    table = complete_sites(study, weight_set)
    disjoint(study, names)
    rest = outside_shares(table, names)
    if rest is None:
        raise MethodError(
            f"{names[0]!r} and {names[1]!r} hold every criterion, so one weight fixes the other: use a sweep"
        )
    shares_at_corners = np.array([*(inside_shares(table, name) for name in names), rest])
    regions, shares = regions_and_shares(table, table.partial_values @ shares_at_corners.T)
    return TwoWay(
        study=study,
        names=tuple(names),
        regions={site: polygon[:, :2] for site, polygon in regions.items()},
        shares=shares,
        base=pd.Series({name: branch_weight(table, name) for name in names}, name="weight"),
        left_out=table.left_out,
    )
