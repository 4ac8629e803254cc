"""What can be wrong with the given cells of a study, in a document that is not validated yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace as amended
from typing import Any

import numpy as np
import pandas as pd

from siting.errors import Problem
from siting.model.complaints import Key, unknown
from siting.model.number_texts import no_number
from siting.model.performance import PerformanceTable
from siting.values import Levels
from siting.values.points import level_name

__all__ = ["find", "levels_of"]


def find(document: Mapping[str, Any], given: PerformanceTable) -> Iterator[Problem]:
    """Yield cells of unknown sites or columns, rows and columns that repeat, and values of the wrong kind or unit."""
    sites, criteria, requirements = (_table(document, key) for key in ("sites", "criteria", "requirements"))
    yield from _strangers(given, sites, {**requirements, **criteria})
    yield from _repeated(given.figures.index, "site")
    yield from _repeated(given.figures.columns, "criterion")
    for position, column in enumerate(given.figures.columns):
        entry = criteria.get(column, requirements.get(column))
        if isinstance(entry, Mapping):
            figures = given.figures.iloc[:, position]
            for site, figure in _known(figures) if levels_of(entry) else _suspicious(figures):
                yield from _wrong_figure(figure, entry, path=("performance", site, column))
    for (site, column), measurement in given.evidence.items():
        unit = _table(criteria, column).get("unit")
        if measurement.unit and unit and measurement.unit != unit:
            message = f"unit {measurement.unit!r} differs from the unit {unit!r} of the criterion"
            yield Problem(message=message, fix="convert the value", path=("performance", site, column, "unit"))


def _table(document: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    entry = document.get(key)
    return entry if isinstance(entry, Mapping) else {}


def _strangers(given: PerformanceTable, sites: Mapping[str, Any], columns: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield unknown sites and columns, each at the first of its cells."""
    told: set[tuple[str, str]] = set()
    for site, column in given.evidence:
        for kind, name, known in (("site", site, sites), ("criterion", column, columns)):
            if name not in known and (kind, name) not in told:
                told.add((kind, name))
                label = "criterion or requirement" if kind == "criterion" else kind
                yield unknown(label, name, known, path=("performance", site, column, Key(kind)))


def _repeated(labels: pd.Index, kind: str) -> Iterator[Problem]:
    for label in dict.fromkeys(labels[labels.duplicated()]):
        yield Problem(
            message=f"duplicate id: {kind} {label!r} is there twice", fix="rename one", path=("performance", label)
        )


def _suspicious(figures: pd.Series[Any]) -> Iterator[tuple[str, Any]]:
    """Yield all that is not a finite number or missing."""
    if pd.api.types.is_float_dtype(figures.dtype):
        figures = figures[np.isinf(figures.to_numpy(dtype=float, na_value=np.nan))]
    elif pd.api.types.is_integer_dtype(figures.dtype):
        return
    yield from _known(figures)


def _known(figures: pd.Series[Any]) -> Iterator[tuple[str, Any]]:
    for site, figure in figures.items():
        if pd.api.types.is_scalar(figure) and pd.isna(figure):
            continue
        yield str(site), figure


def _wrong_figure(figure: Any, entry: Mapping[str, Any], *, path: tuple[str, ...]) -> Iterator[Problem]:
    levels = levels_of(entry)
    if isinstance(figure, bool | np.bool_):
        yield Problem(message=f"{str(figure).lower()} is not a number", path=path)
    elif isinstance(figure, int | float | np.number):
        if not np.isfinite(figure):
            yield Problem(
                message=f"{figure} is not a finite number", fix="leave the cell empty if it is not known", path=path
            )
        elif levels and level_name(figure) not in levels:
            yield unknown("level", level_name(figure), levels, path=path)
    elif not isinstance(figure, str):
        yield Problem(message=f"{figure!r} is neither a number nor the name of a level", path=path)
    elif levels and figure not in levels:
        yield unknown("level", figure, levels, path=path)
    elif not levels and not entry.get("one_of"):
        problem = no_number(figure, path=path)
        named = "give the criterion a value function of shape levels for named levels" if "one_of" not in entry else ""
        yield amended(problem, fix=problem.fix or named)


def levels_of(entry: Mapping[str, Any]) -> list[str]:
    """Return the named levels of a criterion as the document lists them; none where it has no such value function."""
    function = entry.get("value")
    if isinstance(function, Levels):
        return list(function.levels)
    listed = function.get("levels") if isinstance(function, Mapping) else None
    return list(listed) if isinstance(listed, Mapping) else []
