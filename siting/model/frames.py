"""From a table in memory to the layout of a study document."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd

from siting.model.measurement import Distribution, Measurement
from siting.model.performance import Cell, PerformanceTable

__all__ = ["document", "table"]


def document(
    performance: pd.DataFrame,
    directions: Mapping[str, str],
    ranges: Mapping[str, tuple[float, float]],
    value_functions: Mapping[str, Any],
    weights: Mapping[str, float] | None,
    tree: Mapping[str, Any],
    title: str,
) -> dict[str, Any]:
    """Lay out the parts of a study that a frame and its companions describe."""
    named = list(dict.fromkeys([*performance.columns, *directions, *ranges, *value_functions]))
    criteria = {name: _criterion(name, directions, ranges, value_functions) for name in named}
    result: dict[str, Any] = {
        "title": title,
        "sites": {site: {} for site in performance.index},
        "criteria": criteria,
        "tree": dict(tree),
    }
    if weights is not None:
        result["weights"] = {"given": {"points": {name: float(value) for name, value in weights.items()}}}
    return result


def _criterion(
    name: str,
    directions: Mapping[str, str],
    ranges: Mapping[str, tuple[float, float]],
    value_functions: Mapping[str, Any],
) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    if name in ranges:
        worst, best = (float(level) for level in ranges[name])
        entry["range"] = {"worst": worst, "best": best}
        entry["direction"] = "min" if best < worst else "max"
    if name in directions:
        entry["direction"] = directions[name]
    if value_functions.get(name) is not None:
        entry["value"] = value_functions[name]
    return entry


def table(performance: pd.DataFrame, uncertainty: Mapping[Cell, tuple[Any, ...]]) -> PerformanceTable:
    """Wrap a frame as given cells; uncertain ones carry their distribution."""
    figures = performance.copy()
    cells = {
        (site, criterion): _uncertain(figures, site, criterion, spec)
        for (site, criterion), spec in uncertainty.items()
        if site in figures.index and criterion in figures.columns
    }
    return PerformanceTable(figures, MappingProxyType(cells))


def _uncertain(figures: pd.DataFrame, site: str, criterion: str, spec: tuple[Any, ...]) -> Measurement:
    figure = figures.at[site, criterion]
    distribution = Distribution(kind=spec[0], parameters=tuple(float(p) for p in spec[1:]))
    return Measurement(value=None if pd.isna(figure) else float(figure), distribution=distribution)
