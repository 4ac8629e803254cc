"""One-way sensitivity: every overall value and rank as one weight is varied from 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from siting.errors import MethodError
from siting.evaluation import rank_values
from siting.labels import counted, format_number
from siting.markup import html_table
from siting.model import Study
from siting.sensitivity.branches import branch_weight
from siting.sensitivity.complete import complete_sites, left_out_note
from siting.sensitivity.lines import ValueLines, value_lines
from siting.sensitivity.switch_points import switch_points_of
from siting.values import FloatArray

__all__ = ["Sweep", "sweep"]


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Sweep:
    """Overall values and ranks over the global weight of one criterion or objective."""

    study: Study
    name: str
    """The criterion or objective that is varied."""
    base_weight: float
    """Its global weight in the study."""
    frame: pd.DataFrame
    """Columns weight, site, overall, rank; sites in the study's order within each weight."""
    switches: pd.DataFrame
    """Exact switch points: weight, from_site, to_site."""
    left_out: tuple[str, ...]
    """Sites that are left out because a cell is missing."""

    @property
    def note(self) -> str:
        """Which sites are left out and why; empty where none is."""
        return left_out_note(self.left_out)

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of `frame`: weight, site, overall, rank."""
        return self.frame.copy()

    def __repr__(self) -> str:
        weights = self.frame["weight"].nunique()
        parts = [repr(self.name), counted(weights, "weight"), f"base {format_number(self.base_weight)}"]
        parts.append(counted(len(self.switches), "switch point"))
        return f"Sweep({', '.join([*parts, self.note] if self.note else parts)})"

    def _repr_html_(self) -> str:
        rows = [tuple(row) for row in self.switches.itertuples(index=False)]
        header = [f"weight of {self.study.column_title(self.name)}", "winner below", "winner above"]
        return html_table(rows, header, caption=f"Switch points. {self!r}")


def sweep(study: Study, name: str, weights: int = 101, *, weight_set: str | None = None) -> Sweep:
    """Vary one weight from 0 to 1.

    All other weights keep their proportions, inside the branch and outside it; where the study gives all of these no
    weight they share equally.

    Parameters
    ----------
    study
        Sites with a missing cell are left out and named in the result.
    name
        A criterion or objective; its global weight is varied.
    weights
        Number of weights on an even grid with both ends.
    weight_set
        Whose weights to start from; the study's first set if left out.

    Raises
    ------
    StudyError
        If the study has no such criterion or objective, or cannot be evaluated.
    MethodError
        If fewer than two weights are asked for, or no site has evidence for every criterion.

    Examples
    --------
    >>> table = pd.DataFrame({"risk": [1.0, 0.0], "skill": [0.0, 1.0]}, index=["A", "B"])
    >>> result = sweep(Study.from_frame(table, weights={"risk": 3, "skill": 1}), "risk", weights=3)
    >>> result
    Sweep('risk', 3 weights, base 0.75, 1 switch point)
    >>> result.frame
       weight site  overall  rank
    0     0.0    A      0.0     2
    1     0.0    B      1.0     1
    2     0.5    A      0.5     1
    3     0.5    B      0.5     1
    4     1.0    A      1.0     1
    5     1.0    B      0.0     2
    """
    if isinstance(weights, bool) or not isinstance(weights, int) or weights < 2:
        raise MethodError(f"a sweep needs a whole number of at least two weights, not {weights!r}")
    table = complete_sites(study, weight_set)
    return Sweep(
        study=study,
        name=name,
        base_weight=branch_weight(table, name),
        frame=_frame(value_lines(table, name), table.sites, np.linspace(0.0, 1.0, weights)),
        switches=switch_points_of(table, name),
        left_out=table.left_out,
    )


def _frame(lines: ValueLines, sites: tuple[str, ...], grid: FloatArray) -> pd.DataFrame:
    overall = np.array([lines.overall(weight) for weight in grid])
    ranks = np.array([rank_values(row) for row in overall])
    return pd.DataFrame(
        {
            "weight": np.repeat(grid, len(sites)),
            "site": np.tile(np.array(sites, dtype=object), len(grid)),
            "overall": overall.ravel(),
            "rank": ranks.ravel(),
        }
    )
