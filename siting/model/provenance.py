"""The evidence of every cell as one table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from siting.model.measurement import Measurement
from siting.model.performance import Cell

__all__ = ["COLUMNS", "frame"]

COLUMNS = (
    "site", "criterion", "value", "unit", "low", "high", "kind", "source", "url", "as_of", "confidence", "flags",
    "trace",
)  # fmt: skip


def frame(cells: Mapping[Cell, Measurement]) -> pd.DataFrame:
    """Return one row per cell, missing ones included; a note ends the trace.

    Examples
    --------
    >>> frame({("A", "cost"): Measurement(value=None)})[["site", "criterion", "kind"]].values.tolist()
    [['A', 'cost', 'missing']]
    """
    rows = [_row(site, criterion, cell) for (site, criterion), cell in cells.items()]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _row(site: str, criterion: str, cell: Measurement) -> dict[str, Any]:
    return {
        "site": site,
        "criterion": criterion,
        "value": cell.value,
        "unit": cell.unit,
        "low": cell.low,
        "high": cell.high,
        "kind": "missing" if cell.missing else cell.kind,
        "source": "; ".join(source.title for source in cell.sources),
        "url": "; ".join(source.url for source in cell.sources if source.url),
        "as_of": cell.as_of,
        "confidence": cell.confidence,
        "flags": "; ".join(cell.flags),
        "trace": "; ".join([*(step.text for step in cell.trace), *([cell.note] if cell.note else [])]),
    }
