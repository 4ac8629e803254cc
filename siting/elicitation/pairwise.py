"""Pairwise comparison of criteria (AHP): weights, consistency, and the judgement to look at first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np
import pandas as pd

from siting.elicitation.comparisons import comparison_matrix, read_comparisons
from siting.elicitation.judgements import Ranges, read_ranges
from siting.errors import MethodError, did_you_mean
from siting.model import WeightSet
from siting.records import Sequence
from siting.values import FloatArray

__all__ = ["PairwiseMethod", "PairwiseWeights", "comparison_matrix", "pairwise"]

PairwiseMethod = Literal["eigenvector", "geometric", "column_mean"]

RANDOM_INDEX = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)
"""Mean consistency index of random matrices of 1 to 15 criteria (Saaty, The Analytic Hierarchy Process, 1980)."""

CONSISTENT = 0.10
"""Saaty's limit: above this consistency ratio the judgements should be looked at again."""


class PairwiseWeights(WeightSet):
    """Weights from pairwise comparisons, and how well the comparisons agree with one another."""

    lambda_max: float
    """Mean of A w / w with these weights; equals the number of criteria if all judgements agree."""
    consistency_ratio: float
    """Consistency index (lambda_max - n) / (n - 1) over Saaty's random index; 0 for one or two criteria."""
    worst_judgement: Sequence[str] | None = None
    """Row and column of the judgement that departs most, as a ratio, from what the weights imply; None if all agree."""

    @property
    def consistent(self) -> bool:
        """Whether the consistency ratio is at most 0.10."""
        return self.consistency_ratio <= CONSISTENT

    def judgements(self) -> pd.DataFrame:
        """Return each pair with what was said and what the weights imply, the greatest departure first.

        Returns
        -------
        DataFrame
            Columns row, column, given, implied, factor (the greater of given/implied and its inverse).
        """
        names = list(self.points)
        given = np.array([[self.answers["matrix"][row][column] for column in names] for row in names])
        implied = _implied(np.array(list(self.points.values())))
        rows, columns = np.triu_indices(len(names), k=1)
        frame = pd.DataFrame({"row": np.array(names)[rows], "column": np.array(names)[columns]})
        frame["given"], frame["implied"] = given[rows, columns], implied[rows, columns]
        frame["factor"] = np.exp(np.abs(np.log(frame["given"] / frame["implied"])))
        return frame.sort_values("factor", ascending=False, kind="stable", ignore_index=True)


def pairwise(
    matrix: pd.DataFrame, *, method: PairwiseMethod = "eigenvector", ranges: Ranges | None = None
) -> PairwiseWeights:
    """Weigh by comparing each pair of criteria (Saaty, EJOR 48, 1990, 9-26).

    Parameters
    ----------
    matrix
        Square and reciprocal, criteria x criteria: how many times as much the row matters as the column.
        `comparison_matrix` builds it from one judgement a pair.
    method
        ``"eigenvector"`` (principal right eigenvector), ``"geometric"`` (geometric mean of each row) or
        ``"column_mean"`` (mean over the columns, each scaled to sum 1).
    ranges
        (worst, best) by criterion: the swings that were compared.

    Raises
    ------
    StudyError
        Naming every cell that is missing, is no positive number or contradicts its opposite.
    MethodError
        If the method is not known, or there are more criteria than the random index is published for (15).

    Examples
    --------
    >>> said = {("cost", "skill"): 3, ("cost", "rail"): 5, ("skill", "rail"): 2}
    >>> result = pairwise(comparison_matrix(["cost", "skill", "rail"], said))
    >>> result.weights.round(3).to_dict(), round(result.consistency_ratio, 3)
    ({'cost': 0.648, 'skill': 0.23, 'rail': 0.122}, 0.003)
    """
    if method not in _WEIGHTS:
        raise MethodError(f"unknown method {method!r}: {did_you_mean(method, _WEIGHTS)}")
    names, comparisons = read_comparisons(matrix)
    if len(names) > len(RANDOM_INDEX):
        raise MethodError(
            f"{len(names)} criteria are too many to compare pair by pair: at most {len(RANDOM_INDEX)}; group them "
            "under objectives and compare inside each group (pairwise_hierarchy)"
        )
    weights = _WEIGHTS[method](comparisons)
    lambda_max = float(np.mean(comparisons @ weights / weights))
    return PairwiseWeights(
        points=dict(zip(names, weights.tolist(), strict=True)),
        method=f"pairwise, {method.replace('_', ' ')}",
        answers={"matrix": pd.DataFrame(comparisons, index=names, columns=names).to_dict(orient="index")},
        ranges=read_ranges(ranges, names, method="pairwise"),
        lambda_max=lambda_max,
        consistency_ratio=_consistency_ratio(lambda_max, len(names)),
        worst_judgement=_worst_judgement(names, comparisons, weights),
    )


def _principal_eigenvector(comparisons: FloatArray) -> FloatArray:
    eigenvalues, eigenvectors = np.linalg.eig(comparisons)
    principal = np.abs(eigenvectors[:, np.argmax(eigenvalues.real)].real)
    return np.asarray(principal / principal.sum())


def _geometric_mean(comparisons: FloatArray) -> FloatArray:
    means = np.exp(np.log(comparisons).mean(axis=1))
    return np.asarray(means / means.sum())


def _column_mean(comparisons: FloatArray) -> FloatArray:
    return np.asarray((comparisons / comparisons.sum(axis=0)).mean(axis=1))


_WEIGHTS: dict[str, Callable[[FloatArray], FloatArray]] = {
    "eigenvector": _principal_eigenvector,
    "geometric": _geometric_mean,
    "column_mean": _column_mean,
}


def _consistency_ratio(lambda_max: float, count: int) -> float:
    if count < 3:
        return 0.0
    return max(0.0, (lambda_max - count) / (count - 1)) / RANDOM_INDEX[count - 1]


def _implied(weights: FloatArray) -> FloatArray:
    return weights[:, np.newaxis] / weights[np.newaxis, :]


def _worst_judgement(names: list[str], comparisons: FloatArray, weights: FloatArray) -> tuple[str, str] | None:
    departure = np.triu(np.abs(np.log(comparisons / _implied(weights)))).round(9)  # level ones: the first counts
    if departure.max() == 0.0:
        return None
    row, column = np.unravel_index(np.argmax(departure), departure.shape)
    return names[row], names[column]
