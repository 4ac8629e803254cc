"""Which uncertain cell matters: its share in the variance of a site's overall value or lead."""

from __future__ import annotations

import numpy as np
import pandas as pd

from siting.errors import MethodError, did_you_mean
from siting.model import Study
from siting.sensitivity.complete import CompleteSites, complete_sites
from siting.sensitivity.sobol import sobol_shares
from siting.sensitivity.uncertain_cells import UncertainCells, uncertain_cells
from siting.values import FloatArray

__all__ = ["row_of", "variance_shares"]

_MOST_CELLS = 10_000


def variance_shares(
    study: Study, site: str | None = None, versus: str | None = None, samples: int = 2**14, seed: int = 0
) -> pd.DataFrame:
    """Return the Sobol shares of each uncertain cell in the variance of an overall value.

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
        Number of draws of each of the two samples; raised to a power of two.
    seed
        Same seed, same shares.

    Returns
    -------
    DataFrame
        One row an uncertain cell, largest share first: site, criterion, first_order, total. Both are 0 for a cell that
        cannot move the value; no rows if no cell is uncertain.

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
    first_order, total = _shares(table, cells.only(concerned), signs, samples, seed)
    chosen = cells.only(concerned)
    frame = pd.DataFrame(
        {
            "site": [table.sites[row] for row in chosen.rows],
            "criterion": [str(table.weights.index[column]) for column in chosen.columns],
            "first_order": first_order,
            "total": total,
        }
    )
    return frame.sort_values("total", ascending=False, kind="stable", ignore_index=True)


def _shares(
    table: CompleteSites, cells: UncertainCells, signs: FloatArray, samples: int, seed: int
) -> tuple[FloatArray, FloatArray]:
    effect = signs[cells.rows] * table.weights.to_numpy()[cells.columns]

    def moved(quantiles: FloatArray) -> FloatArray:
        return np.asarray(effect @ cells.at(quantiles))

    return sobol_shares(moved, len(cells.rows), draws=1 << (samples - 1).bit_length(), seed=seed)


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
