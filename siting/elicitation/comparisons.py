"""A matrix of pairwise comparisons: built from judgements, and checked cell by cell."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd

from siting.elicitation.judgements import check_known, check_names, refuse
from siting.errors import Problem, StudyError
from siting.values import FloatArray

__all__ = ["comparison_matrix", "read_comparisons"]

_ROUNDING = 0.005 + 1e-12


def comparison_matrix(names: Iterable[str], judgements: Mapping[tuple[str, str], float]) -> pd.DataFrame:
    """Lay out judgements as a reciprocal matrix, for `pairwise`.

    Parameters
    ----------
    names
        The criteria, in the order of the matrix.
    judgements
        ``{(a, b): x}``: a matters x times as much as b; each pair once, either way round.

    Returns
    -------
    DataFrame
        Criteria x criteria; NaN where a pair was not judged, which `pairwise` refuses.

    Raises
    ------
    StudyError
        Naming each judgement that is not positive, is about itself or an unknown name, or comes twice.

    Examples
    --------
    >>> comparison_matrix(["cost", "skill"], {("cost", "skill"): 4}).loc["skill", "cost"]
    np.float64(0.25)
    """
    criteria = list(names)
    check_names(criteria, method="pairwise")
    check_known((name for pair in judgements for name in pair), criteria, method="pairwise")
    refuse(_judgement_problems(judgements))
    matrix = pd.DataFrame(np.diag(np.ones(len(criteria))), index=criteria, columns=criteria).replace(0.0, np.nan)
    for (row, column), number in judgements.items():
        matrix.loc[row, column] = float(number)
        matrix.loc[column, row] = 1.0 / float(number)
    return matrix


def _judgement_problems(judgements: Mapping[tuple[str, str], Any]) -> Iterator[Problem]:
    for (row, column), number in judgements.items():
        if row == column:
            yield _problem(row, column, f"{row!r} is compared with itself")
        elif not _is_positive(number):
            yield _problem(row, column, f"{row!r} against {column!r} is {number!r}", "a positive number")
        elif (column, row) in judgements and row < column:
            yield _problem(row, column, f"{row!r} and {column!r} are compared twice", "each pair once")


def read_comparisons(matrix: pd.DataFrame) -> tuple[list[str], FloatArray]:
    """Return the names and the exactly reciprocal matrix that a table of judgements stands for.

    A reciprocal that was rounded to two decimals is accepted (3 and 0.33); the larger number is taken as said.

    Raises
    ------
    StudyError
        Naming every cell that is missing, is no positive number or does not fit its opposite.
    """
    names = [str(name) for name in matrix.index]
    check_names(names, method="pairwise")
    if sorted(names) != sorted(str(name) for name in matrix.columns):
        raise StudyError(
            Problem(
                message=f"rows are {', '.join(names)}, columns are {', '.join(map(str, matrix.columns))}",
                expected="the same criteria as rows and as columns",
                path=("pairwise",),
            )
        )
    cells = matrix.set_axis(names, axis="index").set_axis([str(name) for name in matrix.columns], axis="columns")[names]
    refuse(_cell_problems(cells))
    numbers = cells.to_numpy(dtype=float)
    refuse(_reciprocal_problems(names, numbers))
    return names, np.where(numbers >= 1.0, numbers, 1.0 / numbers.T)


def _cell_problems(cells: pd.DataFrame) -> Iterator[Problem]:
    for row, column in ((row, column) for row in cells.index for column in cells.columns):
        number: Any = cells.at[row, column]
        if pd.isna(number):
            yield _problem(row, column, f"{row!r} against {column!r} is missing", "every pair compared")
        elif not _is_positive(number):
            yield _problem(row, column, f"{row!r} against {column!r} is {number!r}", "a positive number")
        elif row == column and number != 1:
            yield _problem(row, column, f"{row!r} against itself is {number:g}", "1")


def _reciprocal_problems(names: list[str], numbers: FloatArray) -> Iterator[Problem]:
    for i, j in combinations(range(len(names)), 2):
        large, small = max(numbers[i, j], numbers[j, i]), min(numbers[i, j], numbers[j, i])
        if large < 1.0 or abs(small - 1.0 / large) > _ROUNDING:
            yield _problem(
                names[i],
                names[j],
                f"{names[i]!r} against {names[j]!r} is {numbers[i, j]:g}, but the other way round {numbers[j, i]:g}",
                f"{1.0 / numbers[i, j]:.4g} the other way round, or {1.0 / numbers[j, i]:.4g} this way",
            )


def _is_positive(number: Any) -> bool:
    return not isinstance(number, bool) and isinstance(number, Real) and 0 < float(number) < math.inf


def _problem(row: str, column: str, message: str, expected: str = "two different criteria") -> Problem:
    return Problem(message=message, expected=expected, path=("pairwise", row, column))
