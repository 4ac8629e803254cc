"""Stability intervals: how far each weight may move before another site takes the lead, exactly."""

from __future__ import annotations

import pandas as pd

from siting.model import Study
from siting.sensitivity.branches import branch_names, branch_weight
from siting.sensitivity.complete import CompleteSites, complete_sites
from siting.sensitivity.lines import value_lines

__all__ = ["stability_intervals"]

_COLUMNS = ["weight", "lower", "upper", "below", "above"]


def stability_intervals(study: Study, *, weight_set: str | None = None) -> pd.DataFrame:
    """Return, for each criterion and objective, the range of its global weight that keeps the best site best.

    One weight is varied at a time; all others keep their proportions, inside the branch and outside it. The best site
    is the one at the study's own weights (the first in its order on a tie); being tied for first counts as best. Beyond
    an end of the interval another site leads by more than a tie; an end with nobody beyond is 0 or 1. If a rival that
    is tied at the study's own weights takes over at once, that end is the weight itself.

    Parameters
    ----------
    study
        Sites with a missing cell are left out; their ids are in ``attrs["left_out"]``.
    weight_set
        Whose weights to start from; the study's first set if left out.

    Returns
    -------
    DataFrame
        Index criterion or objective (criteria first); columns weight (the study's own), lower, upper, below and above
        (the site that takes over on either side, None if nobody does). The best site is in ``attrs["best"]``.

    Raises
    ------
    StudyError
        If the study cannot be evaluated.
    MethodError
        If no site has evidence for every criterion.

    Examples
    --------
    >>> table = pd.DataFrame({"risk": [1.0, 0.75, 0.0], "skill": [0.0, 0.5, 1.0]}, index=["A1", "A2", "A3"])
    >>> stability_intervals(Study.from_frame(table)).round(4)
           weight   lower   upper below above
    risk      0.5  0.4000  0.6667    A3    A1
    skill     0.5  0.3333  0.6000    A1    A3
    """
    table = complete_sites(study, weight_set)
    names = branch_names(study)
    frame = pd.DataFrame([_interval(table, name) for name in names], index=names, columns=_COLUMNS, dtype=object)
    frame = frame.astype({"weight": float, "lower": float, "upper": float})
    frame.attrs.update(left_out=table.left_out, best=table.sites[table.leader])
    return frame


def _interval(table: CompleteSites, name: str) -> tuple[float, float, float, str | None, str | None]:
    lines, weight, leader = value_lines(table, name), branch_weight(table, name), table.leader
    below, above = lines.next_below(leader, weight), lines.next_above(leader, weight)
    return (
        weight,
        below.weight if below else 0.0,
        above.weight if above else 1.0,
        table.sites[below.site] if below else None,
        table.sites[above.site] if above else None,
    )
