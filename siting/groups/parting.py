"""Where stakeholders part: pairs of sites that they order differently, and the weights that make the difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from siting.evaluation import TIE
from siting.groups.side_by_side import Group

__all__ = ["COLUMNS", "partings"]

COLUMNS = ("site", "other", "prefers_site", "prefers_other", "gap_of_first", "gap_of_second", "criterion", "share")


def partings(group: Group, sites: Iterable[str] | None = None) -> pd.DataFrame:
    """Return each pair of sites and pair of stakeholders that disagree on it, with the criteria behind it.

    The gap between two sites is a sum of weight x difference of partial values, and everybody sees the same partial
    values; so two stakeholders' gaps differ by the sum of (difference of weights x difference of partial values), and
    each criterion has a share of that.

    Parameters
    ----------
    sites
        Those whose pairs are looked at; all of them if left out.

    Returns
    -------
    DataFrame
        One row per criterion of each disagreement: site, other, prefers_site and prefers_other (the stakeholders),
        gap_of_first and gap_of_second (overall value of site minus other: positive, then negative), criterion, share
        (sums to 1 within a disagreement; negative where the weights pull the other way). The widest disagreement comes
        first, within it the largest share. Empty where everybody has the same order.

    Examples
    --------
    >>> from siting.groups import group
    >>> from siting.model import Study
    >>> base = Study.from_frame(pd.DataFrame({"cost": [1.0, 0.0], "skill": [0.0, 1.0]}, index=["A", "B"]))
    >>> sets = {"finance": {"points": {"cost": 3, "skill": 1}}, "works": {"points": {"cost": 2, "skill": 3}}}
    >>> found = partings(group(Study.build({**base.model_dump(), "weights": sets}, given=base.given)))
    >>> found[["prefers_site", "prefers_other", "criterion", "share"]].values.tolist()
    [['finance', 'works', 'cost', 0.5], ['finance', 'works', 'skill', 0.5]]
    """
    kept = group.values.index if sites is None else group.values.index.intersection(list(sites), sort=False)
    found = sorted(_disagreements(group, kept), key=lambda parting: -parting[0])
    rows = [row for _, rows in found for row in rows]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _disagreements(group: Group, kept: pd.Index) -> Iterator[tuple[float, list[tuple[Any, ...]]]]:
    values, overall = group.values.loc[kept].to_numpy(), group.overall.loc[kept].to_numpy()
    weights, sites, stakeholders = group.weights.to_numpy(), list(kept), group.stakeholders
    for one, other in combinations(range(len(sites)), 2):
        gaps = overall[one] - overall[other]
        for first, second in combinations(range(len(stakeholders)), 2):
            if min(gaps[first], gaps[second]) >= -TIE or max(gaps[first], gaps[second]) <= TIE:
                continue
            pro, contra = (first, second) if gaps[first] > 0 else (second, first)
            parts = (weights[pro] - weights[contra]) * (values[one] - values[other])
            head = (sites[one], sites[other], stakeholders[pro], stakeholders[contra], gaps[pro], gaps[contra])
            shares = parts / parts.sum()
            order = np.argsort(-shares, kind="stable")
            width = float(gaps[pro] - gaps[contra])
            yield width, [(*head, group.values.columns[place], float(shares[place])) for place in order]
