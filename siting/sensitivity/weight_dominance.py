"""Which sites are behind another one whatever the weights of a space."""

from __future__ import annotations

import numpy as np
import pandas as pd

from siting.errors import MethodError
from siting.evaluation import TIE
from siting.model import Study
from siting.sensitivity.complete import complete_sites
from siting.sensitivity.weight_space import WeightSpace

__all__ = ["weight_dominance"]

_MOST_SITES = 2_000


def weight_dominance(study: Study, space: WeightSpace | None = None) -> pd.DataFrame:
    """Say which site is nowhere behind another one in a space of weights, and ahead of it somewhere.

    A linear form is nowhere negative on a polytope if it is not at the corners.

    Parameters
    ----------
    study
        Sites with a missing cell are left out.
    space
        The weights that are thinkable; all of them if left out, which makes it Pareto dominance of partial values.

    Returns
    -------
    DataFrame of bool
        Sites x sites, row dominates column.

    Raises
    ------
    StudyError
        If the study cannot be evaluated.
    MethodError
        If the space is empty, not made of statements, or has too many corners, or there are too many sites.

    Examples
    --------
    >>> table = pd.DataFrame({"risk": [1.0, 0.0], "skill": [0.0, 1.0]}, index=["A", "B"])
    >>> weight_dominance(Study.from_frame(table), WeightSpace.ranked(["risk", "skill"]))
           A      B
    A  False   True
    B  False  False
    """
    table = complete_sites(study)
    if len(table.sites) > _MOST_SITES:
        raise MethodError(f"{len(table.sites):,} sites are too many to compare all pairs: at most {_MOST_SITES:,}")
    criteria = [str(name) for name in table.weights.index]
    region = (WeightSpace.uniform(criteria) if space is None else space).polytope(criteria)
    scores = region.corners @ table.partial_values.T
    leads = [scores[:, [site]] - scores for site in range(scores.shape[1])]
    dominates = np.array([(lead.min(axis=0) >= -TIE) & (lead.max(axis=0) > TIE) for lead in leads])
    sites = pd.Index(table.sites, dtype=object)
    return pd.DataFrame(dominates, index=sites, columns=sites)
