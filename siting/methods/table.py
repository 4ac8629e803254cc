"""The numbers every method starts from: the sites that can be compared, their figures, and the weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from siting.errors import MethodError
from siting.evaluation import global_weights, partial_values, screen
from siting.evaluation.partial_values import numbers
from siting.model import Criterion, Study
from siting.values import FloatArray, Levels, Target

__all__ = ["MethodTable", "method_table"]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class MethodTable:
    """Complete figures of the sites that can be compared, on the criteria that have weight."""

    sites: pd.Index
    criteria: tuple[str, ...]
    figures: FloatArray
    """Sites x criteria: raw performances; partial values (0..1) where the criterion has levels or a target."""
    senses: FloatArray
    """By criterion 1 where more is better, -1 where less is."""
    weights: FloatArray
    """By criterion, positive, sum 1."""
    left_out: Mapping[str, str]
    """Each site that is not compared, with the reason."""

    @property
    def gains(self) -> FloatArray:
        """The figures with the sign turned where less is better: sites x criteria, more is better everywhere."""
        return self.figures * self.senses


def method_table(study: Study) -> MethodTable:
    """Return what the methods work on.

    Criteria without weight play no part. Raw performances are compared in the direction that the criterion's value
    function or, without one, the criterion gives. Levels and targets, which have no direction, are compared by their
    partial values.

    Raises
    ------
    MethodError
        If no site passes every gate with all the cells that count.
    StudyError
        If a cell cannot be read.
    """
    weights = global_weights(study)
    weights = weights[weights > 0]
    screened, performance = screen(study), study.performance
    passed = performance.drop(index=screened["site"].unique().tolist()) if len(screened) else performance
    columns, senses = zip(*(_figures(name, study.criteria[name], passed[name]) for name in weights.index), strict=True)
    figures = np.column_stack(columns)
    complete = ~np.isnan(figures).any(axis=1)
    left_out = {str(row.site): str(row.reason) for row in screened.itertuples()}
    for position in np.flatnonzero(~complete).tolist():
        missing = weights.index[np.isnan(figures[position])]
        left_out[str(passed.index[position])] = f"no evidence for {', '.join(map(study.column_title, missing))}"
    if not complete.any():
        raise MethodError("no site passes every gate with all its cells, so there is nothing to compare")
    return MethodTable(
        sites=passed.index if complete.all() else passed.index[complete],
        criteria=tuple(weights.index),
        figures=figures if complete.all() else figures[complete],
        senses=np.array(senses),
        weights=np.asarray(weights, dtype=np.float64),
        left_out=left_out,
    )


def _figures(name: str, criterion: Criterion, performance: pd.Series[Any]) -> tuple[FloatArray, float]:
    function = criterion.value
    if isinstance(function, Levels | Target):
        return partial_values(performance.to_frame(), {name: function})[name].to_numpy(), 1.0
    return numbers(name, performance), 1.0 if criterion.rising else -1.0
