"""From performances to partial values: which value function a criterion has, and what it makes of each cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import is_numeric_dtype

from siting.errors import Problem, StudyError
from siting.model import Criterion, Study
from siting.model.complaints import unknown
from siting.values import FloatArray, Levels, ValueFunction, linear

__all__ = ["numbers", "partial_values", "value_functions"]

_NO_SPREAD = 1e-12


def value_functions(study: Study, performance: pd.DataFrame) -> dict[str, ValueFunction | None]:
    """Return the value function of each criterion.

    In this order: the criterion's own function, a straight line over its fixed range, a straight line over the local
    range from the worst to the best performance in `performance`.

    Parameters
    ----------
    study
        The criteria.
    performance
        Raw figures of the sites that set local ranges, sites x criteria.

    Returns
    -------
    dict
        By criterion; None where no cell is known and the range would be a local one.

    Raises
    ------
    StudyError
        Naming every criterion without a range in which all sites perform the same, and every cell that is not a number.
    """
    functions: dict[str, ValueFunction | None] = {}
    problems: list[Problem] = []
    for name, criterion in study.criteria.items():
        try:
            functions[name] = _value_function(name, criterion, performance[name])
        except StudyError as error:
            problems += error.problems
    if problems:
        raise StudyError(problems)
    return functions


def partial_values(performance: pd.DataFrame, functions: Mapping[str, ValueFunction | None]) -> pd.DataFrame:
    """Return the partial value (0..1) of each performance; a missing cell stays missing.

    Parameters
    ----------
    performance
        Raw figures, sites x criteria.
    functions
        Value function by criterion, as `value_functions` gives them.

    Raises
    ------
    StudyError
        Naming every cell that its value function cannot read: a level that is not listed, a word instead of a number.
    """
    problems = [
        problem
        for name, function in functions.items()
        if isinstance(function, Levels)
        for problem in _unlisted_levels(name, performance[name], function)
    ]
    if problems:
        raise StudyError(problems)
    columns = [_column(name, performance[name], function) for name, function in functions.items()]
    cells = np.column_stack(columns) if columns else np.empty((len(performance), 0))
    return pd.DataFrame(cells, index=performance.index, columns=performance.columns)


def numbers(name: str, figures: pd.Series[Any]) -> FloatArray:
    """Read the performances of sites on criterion `name` as numbers; a missing one is nan.

    Raises
    ------
    StudyError
        Naming every site whose performance is a word.
    """
    if not is_numeric_dtype(figures):
        _refuse_words(name, figures)
        figures = pd.to_numeric(figures)
    return np.asarray(figures.to_numpy(dtype=np.float64, na_value=np.nan))


def _value_function(name: str, criterion: Criterion, figures: pd.Series[Any]) -> ValueFunction | None:
    if isinstance(criterion.value, Levels):
        return criterion.value
    read = numbers(name, figures)
    if criterion.value is not None:
        return criterion.value
    if criterion.range is not None:
        return linear(criterion.range.worst, criterion.range.best)
    known = read[~np.isnan(read)]
    return _local_range(name, criterion, known) if known.size else None


def _local_range(name: str, criterion: Criterion, known: FloatArray) -> ValueFunction:
    low, high = float(known.min()), float(known.max())
    if high - low <= _NO_SPREAD * max(abs(low), abs(high)):
        raise StudyError(
            Problem(
                message=f"criterion {name!r} has no range: every site that is scored performs {low:g}, "
                "so worst and best are the same",
                expected="a worst and a best level that the weight refers to",
                fix=f"give criterion {name!r} a range (worst and best), or leave it out",
                path=("criteria", name, "range"),
            )
        )
    return linear(low, high) if criterion.direction == "max" else linear(high, low)


def _column(name: str, figures: pd.Series[Any], function: ValueFunction | None) -> FloatArray:
    if function is None:
        return np.full(len(figures), np.nan)
    return function(figures.to_numpy(dtype=object) if isinstance(function, Levels) else numbers(name, figures))


def _refuse_words(name: str, figures: pd.Series[Any]) -> None:
    problems = [
        Problem(
            message=f"the performance of site {site!r} on criterion {name!r} is {figure!r}, which is not a number",
            expected=f"a number, or a value function of levels for criterion {name!r}",
            path=("performance", str(site), name),
        )
        for site, figure in figures.items()
        if isinstance(figure, str)
    ]
    if problems:
        raise StudyError(problems)


def _unlisted_levels(name: str, figures: pd.Series[Any], function: Levels) -> Iterator[Problem]:
    for site, figure in figures.items():
        if not function.knows(figure):
            yield unknown("level", figure, function.levels, path=("performance", str(site), name))
