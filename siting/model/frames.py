"""From a table in memory to the layout of a study document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
from pydantic import ValidationError

from siting.errors import Problem, StudyError
from siting.model.complaints import Key, explain, unknown
from siting.model.measurement import Distribution, Measurement
from siting.model.performance import Cell, PerformanceTable

__all__ = ["document", "in_callers_words", "misfits", "table"]

WEIGHT_SET = "given"
_BY_CRITERION = {
    "direction": "directions",
    "range": "ranges",
    "value": "value_functions",
    "correlation": "correlations",
}
"""Key of a criterion to the argument that sets it."""
_NAMED = {
    "rows": 'name the sites in the index: table.set_index("site"), or table.set_axis(["Lodz", "Brno"])',
    "columns": 'name the criteria in the columns: table.set_axis(["cost", "skill"], axis="columns")',
}
"""What to do where labels are no text, as in a table that was given no index."""


def document(performance: pd.DataFrame, *, weights: Any, tree: Any, title: Any, **by_criterion: Any) -> dict[str, Any]:
    """Lay out the parts of a study that a frame and its companions describe.

    Parameters
    ----------
    by_criterion
        directions, ranges, value_functions and correlations, each a mapping; what names no column is passed over.
    """
    result: dict[str, Any] = {
        "title": title,
        "sites": {site: {} for site in performance.index},
        "criteria": {name: _criterion(name, **by_criterion) for name in performance.columns},
        "tree": tree,
    }
    if weights is not None:
        points = {name: _plain(value) for name, value in weights.items()} if hasattr(weights, "items") else weights
        result["weights"] = {WEIGHT_SET: {"points": points}}
    return result


def _criterion(name: str, *, directions: Any, ranges: Any, value_functions: Any, correlations: Any) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    if name in ranges:
        levels = [_plain(level) for level in ranges[name]] if np.iterable(ranges[name]) else []
        entry["range"] = dict(zip(("worst", "best"), levels, strict=True)) if len(levels) == 2 else ranges[name]
        if len(levels) == 2 and all(isinstance(level, int | float) for level in levels):
            entry["direction"] = "min" if levels[1] < levels[0] else "max"
    if name in directions:
        entry["direction"] = directions[name]
    if value_functions.get(name) is not None:
        entry["value"] = value_functions[name]
    if name in correlations:
        entry["correlation"] = _plain(correlations[name])
    return entry


def _plain(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value


def misfits(performance: pd.DataFrame, **by_criterion: Any) -> Iterator[Problem]:
    """Yield what names no column of the table, or is no mapping at all.

    Raises
    ------
    StudyError
        If the table or a companion is of a kind that nothing can be read from.
    """
    if not isinstance(performance, pd.DataFrame):
        raise StudyError(Problem(message=f"{type(performance).__name__} is not a DataFrame", path=("performance",)))
    if unnamed := list(_unnamed(performance)):
        raise StudyError(unnamed)
    for argument, entries in by_criterion.items():
        if not isinstance(entries, Mapping):
            raise StudyError(Problem(message=f"{entries!r} is not a mapping by criterion", path=(argument,)))
        for name in entries:
            if name not in performance.columns:
                yield unknown("criterion", name, performance.columns, path=(argument, Key(name)))


def _unnamed(performance: pd.DataFrame) -> Iterator[Problem]:
    for side, labels in (("rows", performance.index), ("columns", performance.columns)):
        wrong = [label for label in labels if not isinstance(label, str)]
        if wrong:
            shown = f"{wrong[0]!r} is" if len(wrong) == 1 else f"{wrong[0]!r} and {len(wrong) - 1} more are"
            yield Problem(
                message=f"{shown} not text",
                expected="ids as text",
                fix=_NAMED[side],
                path=("performance", side, str(wrong[0])),
            )


def table(performance: pd.DataFrame, uncertainty: Mapping[Cell, Any]) -> tuple[PerformanceTable, list[Problem]]:
    """Wrap a frame as given cells, uncertain ones with their distribution; and say which of those cannot be used."""
    figures = performance.copy()
    cells: dict[Cell, Measurement] = {}
    problems: list[Problem] = []
    for cell, spread in uncertainty.items():
        try:
            cells[cell] = _uncertain(figures, cell, spread)
        except StudyError as error:
            problems += [replace(problem, path=("uncertainty", str(cell))) for problem in error.problems]
    return PerformanceTable(figures, MappingProxyType(cells)), problems


def _uncertain(figures: pd.DataFrame, cell: Cell, spread: Any) -> Measurement:
    if not (isinstance(cell, tuple) and len(cell) == 2 and isinstance(spread, tuple | list) and spread):
        expected = '(site, criterion): ("normal", sd), ("uniform", low, high) or ("triangular", low, mode, high)'
        raise StudyError(Problem(message="not the spread of a cell", expected=expected))
    for kind, name, known in (("site", cell[0], figures.index), ("criterion", cell[1], figures.columns)):
        if name not in known:
            raise StudyError(unknown(kind, name, known))
    kind, *parameters = spread
    entries = {"kind": kind, "parameters": tuple(_plain(parameter) for parameter in parameters)}
    try:
        distribution = Distribution(**entries)
    except ValidationError as error:
        raise StudyError(explain(error, Distribution, entries)) from None
    figure = _plain(figures.loc[[cell[0]], [cell[1]]].iloc[0, 0])
    if not isinstance(figure, int | float):
        raise StudyError(Problem(message=f"{figure!r} is not a number that could be uncertain"))
    return Measurement(value=None if pd.isna(figure) else float(figure), distribution=distribution)


def in_callers_words(problem: Problem) -> Problem:
    """Return a problem with the path of the argument that it comes from."""
    match problem.path:
        case ("weights", _, "points", *rest):
            return replace(problem, path=("weights", *rest))
        case ("criteria", criterion, str(key), *rest) if key in _BY_CRITERION:
            return replace(problem, path=(_BY_CRITERION[key], criterion, *rest))
        case ("sites" | "criteria" as kind, label, *_):
            return replace(problem, path=("performance", "rows" if kind == "sites" else "columns", label))
    return problem
