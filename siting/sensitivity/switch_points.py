"""Switch points: the weights at which the winner changes, exactly, over the whole axis."""

from __future__ import annotations

import pandas as pd

from siting.model import Study
from siting.sensitivity.complete import CompleteSites, complete_sites
from siting.sensitivity.lines import value_lines

__all__ = ["switch_points", "switch_points_of"]


def switch_points(study: Study, name: str, *, weight_set: str | None = None) -> pd.DataFrame:
    """Return every weight at which the winner changes when one weight is varied from 0 to 1.

    All other weights keep their proportions, inside the branch and outside it; where the study gives all of these no
    weight they share equally. Every overall value is then a straight line, the winner their upper envelope, and its
    kinks are the switch points.

    A switch point lies strictly between 0 and 1 and parts two winners, each of whom leads somewhere by more than a tie
    (1e-9): a site that only touches the lead, or reaches it at 0 or 1, is not listed. Of sites with the same line the
    first in the study's order stands for all.

    Parameters
    ----------
    study
        Sites with a missing cell are left out; their ids are in ``attrs["left_out"]``.
    name
        A criterion or objective; its global weight is varied.
    weight_set
        Whose weights set the proportions; the study's first set if left out.

    Returns
    -------
    DataFrame
        Columns weight, from_site, to_site; ascending; empty where one site leads throughout.

    Raises
    ------
    StudyError
        If the study has no such criterion or objective, or cannot be evaluated.
    MethodError
        If no site has evidence for every criterion.

    Examples
    --------
    >>> table = pd.DataFrame({"risk": [1.0, 0.75, 0.0], "skill": [0.0, 0.5, 1.0]}, index=["A1", "A2", "A3"])
    >>> switch_points(Study.from_frame(table), "risk").round(4)
       weight from_site to_site
    0  0.4000        A3      A2
    1  0.6667        A2      A1
    """
    return switch_points_of(complete_sites(study, weight_set), name)


def switch_points_of(table: CompleteSites, name: str) -> pd.DataFrame:
    """Return the switch points among sites already evaluated."""
    lines = value_lines(table, name)
    takeovers = list(lines.takeovers())
    winners = [table.sites[lines.first], *(table.sites[takeover.site] for takeover in takeovers)]
    frame = pd.DataFrame(
        {
            "weight": pd.Series([takeover.weight for takeover in takeovers], dtype=float),
            "from_site": pd.Series(winners[:-1], dtype=object),
            "to_site": pd.Series(winners[1:], dtype=object),
        }
    )
    frame.attrs["left_out"] = table.left_out
    return frame
