"""What the low and the high end of each uncertain cell do to its site and to the winner."""

from __future__ import annotations

import numpy as np
import pandas as pd

from siting.evaluation import TIE
from siting.model import Measurement, Study
from siting.sensitivity.complete import CompleteSites, complete_sites
from siting.sensitivity.uncertain_cells import UncertainCells, performance_at, uncertain_cells
from siting.sensitivity.variance_shares import row_of
from siting.values import FloatArray

__all__ = ["tornado"]

_NINE_TENTHS = np.array([0.05, 0.95])
_WHOLE = np.array([0.0, 1.0])
_COLUMNS = (
    "site", "criterion", "low", "high", "overall", "overall_at_low", "overall_at_high", "winner_at_low",
    "winner_at_high", "winner_changes",
)  # fmt: skip


def tornado(study: Study, site: str | None = None) -> pd.DataFrame:
    """Move each uncertain cell to its low and high end, all others staying as they are.

    The ends are the cell's low and high, or those of its uniform or triangular distribution; of one that has no ends,
    normal or lognormal, the 5 % and 95 % quantiles.

    Parameters
    ----------
    study
        Sites with a missing cell are left out. Local ranges stay those of the study.
    site
        Whose cells; those of every site if left out.

    Returns
    -------
    DataFrame
        One row a cell, largest effect first: site, criterion, low and high (performances), overall (of that site as it
        is), overall_at_low, overall_at_high, winner_at_low, winner_at_high, winner_changes. No rows if no cell is
        uncertain.

    Raises
    ------
    StudyError
        If the study cannot be evaluated.
    MethodError
        If there is no such site.

    Examples
    --------
    >>> table = pd.DataFrame({"risk": [5.0, 0.0], "skill": [6.0, 10.0]}, index=["A", "B"])
    >>> study = Study.from_frame(
    ...     table, ranges={"risk": (0, 10), "skill": (0, 10)}, uncertainty={("A", "risk"): ("uniform", 3, 7)})
    >>> tornado(study, "A")[["criterion", "overall_at_low", "overall_at_high", "winner_changes"]].round(2)
      criterion  overall_at_low  overall_at_high  winner_changes
    0      risk            0.45             0.65            True
    """
    table = complete_sites(study)
    wanted = range(len(table.sites)) if site is None else [row_of(table, site)]
    cells = uncertain_cells(table)
    places = [] if cells is None else np.flatnonzero(np.isin(cells.rows, wanted)).tolist()
    rows = [_row(table, cells, place) for place in places] if cells is not None else []
    frame = pd.DataFrame(rows, columns=list(_COLUMNS))
    effect = (frame["overall_at_high"] - frame["overall_at_low"]).astype(float).abs()
    return frame.loc[effect.sort_values(ascending=False, kind="stable").index].reset_index(drop=True)


def _row(table: CompleteSites, cells: UncertainCells, place: int) -> tuple[object, ...]:
    row, column = int(cells.rows[place]), int(cells.columns[place])
    ends = _ends(cells.measurements[place])
    base = table.overall
    weight = float(table.weights.iloc[column])
    values = np.asarray(cells.functions[place](ends))
    moved = base[row] + weight * (values - table.partial_values[row, column])
    winners = [_winner(table, row, value) for value in moved]
    return (
        table.sites[row], str(table.weights.index[column]), *ends.tolist(), float(base[row]), *moved.tolist(),
        *winners, any(winner != table.sites[table.leader] for winner in winners),
    )  # fmt: skip


def _ends(cell: Measurement) -> FloatArray:
    if cell.range is not None and cell.range[0] < cell.range[1]:
        return np.array(cell.range)
    bounded = cell.distribution is not None and cell.distribution.kind in {"uniform", "triangular"}
    return performance_at(cell, _WHOLE if bounded else _NINE_TENTHS)


def _winner(table: CompleteSites, row: int, value: float) -> str:
    overall = table.overall.copy()
    overall[row] = value
    return table.sites[int(np.argmax(overall >= overall.max() - TIE))]
