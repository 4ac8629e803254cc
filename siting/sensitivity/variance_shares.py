"""Which uncertain cell matters: its share in the variance of a site's overall value or lead."""

from __future__ import annotations

import numpy as np
import pandas as pd

from siting.errors import MethodError, did_you_mean
from siting.model import Study
from siting.sensitivity.complete import CompleteSites, complete_sites
from siting.sensitivity.uncertain_cells import UncertainCells, uncertain_cells
from siting.values import FloatArray

__all__ = ["row_of", "variance_shares"]

_MOST_CELLS = 10_000
_NO_VARIANCE = 1e-24


def variance_shares(
    study: Study, site: str | None = None, versus: str | None = None, samples: int = 2**14
) -> pd.DataFrame:
    """Return the share of each uncertain cell in the variance of an overall value.

    Each cell varies by itself: shares are not defined for cells that move together, so correlations are left out.

    Parameters
    ----------
    study
        Sites with a missing cell are left out.
    site
        Whose overall value; the best site if left out.
    versus
        Another site: the shares are then those in the first one's lead over it.
    samples
        Number of equally likely levels that stand for each cell's distribution.

    Returns
    -------
    DataFrame
        One row an uncertain cell, largest share first: site, criterion, first_order, total. Both are 0 for a cell that
        cannot move the value; no rows if no cell is uncertain. An overall value is a sum over its cells, so the shares
        of first order and in total (Sobol 1993) are the same, the cell's own variance as a part of the sum of all.

    Raises
    ------
    StudyError
        If the study cannot be evaluated.
    MethodError
        If there is no such site, or `samples` is not positive.

    Examples
    --------
    >>> table = pd.DataFrame({"risk": [5.0, 0.0], "skill": [5.0, 10.0]}, index=["A", "B"])
    >>> spread = {("A", "risk"): ("uniform", 4, 6), ("A", "skill"): ("uniform", 3, 7)}
    >>> study = Study.from_frame(table, ranges={"risk": (0, 10), "skill": (0, 10)}, uncertainty=spread)
    >>> variance_shares(study, "A").round(3)
      site criterion  first_order  total
    0    A     skill          0.8    0.8
    1    A      risk          0.2    0.2
    """
    if samples < 1:
        raise MethodError(f"samples must be above zero, not {samples!r}")
    table = complete_sites(study)
    signs = np.zeros(len(table.sites))
    signs[table.leader if site is None else row_of(table, site)] += 1.0
    if versus is not None:
        signs[row_of(table, versus)] -= 1.0
    cells = uncertain_cells(table)
    concerned = [] if cells is None else np.flatnonzero(signs[cells.rows]).tolist()
    if cells is None or not concerned:
        return pd.DataFrame({"site": [], "criterion": [], "first_order": [], "total": []})
    if len(concerned) > _MOST_CELLS:
        raise MethodError(f"{len(concerned):,} uncertain cells are too many for variance shares")
    chosen = cells.only(concerned)
    shares = _shares(chosen, signs[chosen.rows] * table.weights.to_numpy()[chosen.columns], samples)
    frame = pd.DataFrame(
        {
            "site": [table.sites[row] for row in chosen.rows],
            "criterion": [str(table.weights.index[column]) for column in chosen.columns],
            "first_order": shares,
            "total": shares,
        }
    )
    return frame.sort_values("total", ascending=False, kind="stable", ignore_index=True)


def _shares(cells: UncertainCells, effects: FloatArray, samples: int) -> FloatArray:
    """Return each cell's part in the sum of the variances of effect x partial value, at the middles of equal shares."""
    middles = np.broadcast_to((np.arange(samples) + 0.5) / samples, (len(effects), samples))
    spread = effects**2 * cells.at(middles).var(axis=1)
    whole = spread.sum()
    return np.asarray(spread / whole if whole > _NO_VARIANCE else np.zeros(len(spread)))


def row_of(table: CompleteSites, site: str) -> int:
    """Return the place of a site in the table.

    Raises
    ------
    MethodError
        If it is not there, because it is unknown, screened out, or misses a cell.
    """
    if site not in table.sites:
        raise MethodError(
            f"site {site!r} is not among the sites that can be compared; {did_you_mean(site, table.sites)}"
        )
    return table.sites.index(site)
