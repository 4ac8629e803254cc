"""The performance table: sites x criteria of raw figures, and the evidence of each cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from siting.model.measurement import Measurement

__all__ = ["Cell", "PerformanceTable"]

Cell = tuple[str, str]
"""Site and column (a criterion, or a requirement with a column of its own)."""


@dataclass(frozen=True, slots=True)
class PerformanceTable:
    """Raw figures as a frame, and what is known of each cell beyond the figure.

    Parameters
    ----------
    figures
        Sites x columns; NaN or None where nothing is known. Never changed in place.
    evidence
        Measurements by (site, column); where one exists its value is also in `figures`.
    """

    figures: pd.DataFrame = field(default_factory=pd.DataFrame)
    evidence: Mapping[Cell, Measurement] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of_cells(cls, cells: Mapping[Cell, Measurement]) -> PerformanceTable:
        """Build a table from measurements alone."""
        return cls().updated(cells)

    def updated(self, cells: Mapping[Cell, Measurement]) -> PerformanceTable:
        """Return a table in which `cells` replace or add to those that are there."""
        if not cells:
            return self
        rows = _united(self.figures.index, [site for site, _ in cells])
        columns = _united(self.figures.columns, [column for _, column in cells])
        figures = self.figures.astype(object).reindex(index=rows, columns=columns).to_numpy(dtype=object, copy=True)
        at_row = {site: position for position, site in enumerate(rows)}
        at_column = {column: position for position, column in enumerate(columns)}
        for (site, column), measurement in cells.items():
            figures[at_row[site], at_column[column]] = np.nan if measurement.value is None else measurement.value
        frame = pd.DataFrame(figures, index=rows, columns=columns).infer_objects()
        return PerformanceTable(frame, MappingProxyType({**self.evidence, **cells}))

    def cell(self, site: str, column: str) -> Measurement | None:
        """Return what is known of a cell; None where the table says nothing of it."""
        if (site, column) in self.evidence:
            return self.evidence[site, column]
        if site not in self.figures.index or column not in self.figures.columns:
            return None
        figure: Any = self.figures.at[site, column]
        if isinstance(figure, str):
            return Measurement(value=figure)
        return None if pd.isna(figure) else Measurement(value=float(figure))


def _united(index: pd.Index, more: list[str]) -> pd.Index:
    return pd.Index([*index, *(label for label in dict.fromkeys(more) if label not in index)], dtype=object)
