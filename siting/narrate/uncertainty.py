"""What uncertain cells do to the result, in words: which one moves most, and which one makes the spread."""

from __future__ import annotations

import pandas as pd

from siting.evaluation import Evaluation
from siting.labels import counted
from siting.model import Study
from siting.narrate.wording import column_name, listed, share, site_name, value

__all__ = ["tornado", "variance_shares"]

NOTHING = 1e-9
"""A share or change below this is none."""


def tornado(cells: pd.DataFrame, ev: Evaluation) -> str:
    """Say which range of a cell moves its site most, and which ranges change the winner.

    Parameters
    ----------
    cells
        The frame of `siting.sensitivity.tornado`.
    ev
        The evaluation with every cell at its value.

    Examples
    --------
    >>> import siting
    >>> table = pd.DataFrame({"risk": [5.0, 0.0], "skill": [6.0, 10.0]}, index=["A", "B"])
    >>> study = Study.from_frame(
    ...     table, ranges={"risk": (0, 10), "skill": (0, 10)}, uncertainty={("A", "risk"): ("uniform", 3, 7)})
    >>> tornado(siting.sensitivity.tornado(study), siting.evaluate(study))
    'The range of risk moves A most, from 0.450 to 0.650; within its range B takes the lead.'
    """
    if cells.empty:
        return "No cell has a range."
    top = cells.iloc[0]
    ends = sorted((float(top["overall_at_low"]), float(top["overall_at_high"])))
    study, site = ev.study, site_name(ev.study, str(top["site"]))
    if ends[1] - ends[0] < NOTHING:
        return "No cell's range moves any overall value."
    what = column_name(study, str(top["criterion"]))
    opening = f"The range of {what} moves {site} most, from {value(ends[0])} to {value(ends[1])}"
    return f"{opening}; {_winners(cells, ev)}."


def _winners(cells: pd.DataFrame, ev: Evaluation) -> str:
    turning = cells[cells["winner_changes"].astype(bool)]
    if turning.empty:
        return f"no range alone takes the lead from {site_name(ev.study, ev.best)}"
    columns = ("winner_at_low", "winner_at_high")
    found = dict.fromkeys(str(row[column]) for _, row in turning.iterrows() for column in columns)
    rivals = listed(site_name(ev.study, site) for site in found if site != ev.best)
    verb = "takes" if len(found.keys() - {ev.best}) == 1 else "take"
    if len(turning) == 1:
        within = "its range" if turning.index[0] == cells.index[0] else "one other range"
        return f"within {within} {rivals} {verb} the lead"
    return f"within {len(turning)} of {counted(len(cells), 'range')} {rivals} {verb} the lead"


def variance_shares(shares: pd.DataFrame, study: Study) -> str:
    """Say which uncertain cell makes up most of the variance.

    Parameters
    ----------
    shares
        The frame of `siting.sensitivity.variance_shares`.
    study
        The study it was made from.
    """
    sites = listed(site_name(study, str(site)) for site in dict.fromkeys(shares["site"]))
    if shares.empty or float(shares["total"].max()) < NOTHING:
        return "No uncertain cell moves the overall value."
    several = shares["site"].nunique() > 1
    whose = f"the gap between {sites}" if several else f"the overall value of {sites}"
    cells = [
        column_name(study, str(criterion)) + (f" of {site_name(study, str(site))}" if several else "")
        for site, criterion in zip(shares["site"], shares["criterion"], strict=True)
    ]
    totals = shares["total"].astype(float).tolist()
    if len(cells) == 1 or totals[1] < NOTHING:
        return f"{cells[0]} makes all of the variance in {whose}: no other cell has a part in it."
    following = f"{cells[1]} with {share(totals[1])}"
    return f"{cells[0]} makes up {share(totals[0])} of the variance in {whose}; next comes {following}."
