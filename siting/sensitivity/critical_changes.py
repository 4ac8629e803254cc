"""How much one weight alone must change to swap two sites."""

from __future__ import annotations

import numpy as np
import pandas as pd

from siting.errors import MethodError
from siting.evaluation import TIE
from siting.model import Study
from siting.sensitivity.complete import complete_sites

__all__ = ["critical_changes"]

_MOST_ROWS = 5_000_000


def critical_changes(study: Study, *, weight_set: str | None = None) -> pd.DataFrame:
    """Return the change of each single weight that makes each pair of sites tie.

    The change is what is *taken from* the weight before all weights are scaled to sum one again: the difference of the
    overall values over that of the partial values on the criterion. The most critical criterion is the one with the
    smallest change. (Triantaphyllou & Sanchez, A sensitivity analysis approach for some deterministic multi-criteria
    decision-making methods, Decision Sciences 28, 1997, theorem 1.)

    Parameters
    ----------
    study
        Sites with a missing cell are left out.
    weight_set
        Whose weights to start from; the study's first set if left out.

    Returns
    -------
    DataFrame
        One row a criterion and pair: criterion, site, other, absolute (of the weight, 0..1), relative (as a share of
        the criterion's weight). NaN where no change of that weight can do it, because the sites perform the same there
        or the weight would be negative; `relative` is NaN for a criterion without weight.

    Raises
    ------
    StudyError
        If the study cannot be evaluated.
    MethodError
        If there are too many pairs to list.

    Examples
    --------
    >>> table = pd.DataFrame({"risk": [1.0, 0.0], "skill": [0.0, 1.0]}, index=["A", "B"])
    >>> critical_changes(Study.from_frame(table, weights={"risk": 3, "skill": 1}))
      criterion site other  absolute  relative
    0      risk    A     B       0.5  0.666667
    1     skill    A     B      -0.5 -2.000000
    """
    table = complete_sites(study, weight_set)
    values, weights = table.partial_values, table.weights.to_numpy()
    pairs = len(values) * (len(values) - 1) // 2
    if pairs * len(weights) > _MOST_ROWS:
        raise MethodError(f"{len(values):,} sites make {pairs:,} pairs, too many to list: screen sites out first")
    first, second = np.triu_indices(len(values), 1)
    slopes = (values[first] - values[second]).T
    gaps = table.overall[first] - table.overall[second]
    moves = np.abs(slopes) > TIE
    absolute = np.where(moves, gaps / np.where(moves, slopes, 1.0), np.nan)
    absolute[absolute > weights[:, None] + TIE] = np.nan
    weighted = weights[:, None] > 0
    relative = np.where(weighted, absolute / np.where(weighted, weights[:, None], 1.0), np.nan)
    sites = np.array(table.sites, dtype=object)
    return pd.DataFrame(
        {
            "criterion": np.repeat(table.weights.index.to_numpy(), len(first)),
            "site": np.tile(sites[first], len(weights)),
            "other": np.tile(sites[second], len(weights)),
            "absolute": absolute.ravel(),
            "relative": relative.ravel(),
        }
    )
