"""Checks of the ranges that weights refer to: too narrow, too wide, or left by a performance."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from siting.auditing.finding import Finding
from siting.evaluation import Evaluation, value_functions
from siting.evaluation.partial_values import numbers
from siting.labels import format_number, format_percent
from siting.values import Exponential, FloatArray, Levels, Linear, Logistic, Piecewise, Target

__all__ = ["outside_range", "range_effect"]

SMALL = 0.10
"""A spread below this share is small: of the level for a local range, of the value scale for a fixed one."""


def range_effect(ev: Evaluation) -> Iterator[Finding]:
    """Find local ranges that blow up small differences, and fixed ones that leave the sites hardly apart."""
    for name, criterion in ev.study.criteria.items():
        spread = _spread(ev.values[name])
        if ev.weights[name] == 0 or np.isnan(spread):
            continue
        if criterion.range is None and criterion.value is None:
            yield from _blown_up(name, numbers(name, ev.performance[name]))
        elif 0 < spread < SMALL:
            yield Finding(
                check="range-effect",
                level="info",
                where=f"criteria.{name}",
                message=f"the sites take up only {format_percent(spread)} of the value scale, "
                "so most of the weight has no effect",
                fix="narrow the range to what is realistic and weigh again, or say that the criterion hardly matters",
            )


def _spread(values: pd.Series[float]) -> float:
    known = values.dropna()
    return float(known.max() - known.min()) if len(known) > 1 else np.nan


def _blown_up(name: str, figures: FloatArray) -> Iterator[Finding]:
    known = figures[~np.isnan(figures)]
    level = float(np.abs(known).max())
    spread = float(known.max() - known.min()) / level if level else 0.0
    if 0 < spread < SMALL:
        yield Finding(
            check="range-effect",
            level="warning",
            where=f"criteria.{name}",
            message=f"the sites differ by {format_percent(spread, digits=1)} only, "
            "and the local range makes that the whole value scale",
            fix="give the criterion a fixed range, or a weight that fits so small a swing",
        )


def outside_range(ev: Evaluation) -> Iterator[Finding]:
    """Find performances beyond the worst or best level, where more or less makes no difference any longer."""
    for name, function in value_functions(ev.study, ev.performance).items():
        if function is None or isinstance(function, Levels):
            continue
        low, high = _limits(function)
        for site, figure in ev.performance[name].items():
            if not pd.isna(figure) and not low <= float(figure) <= high:
                level = "worst" if (figure < low) == (function.best > function.worst) else "best"
                yield Finding(
                    check="outside-range",
                    level="warning",
                    where=f"performance.{site}.{name}",
                    message=f"{format_number(float(figure))} is beyond the {level} level "
                    f"(range {format_number(low)} to {format_number(high)}) and counts as that level",
                    fix=_percent_meant(float(figure), low, high)
                    + "widen the range and weigh again, or say why more makes no difference",
                )


def _percent_meant(figure: float, low: float, high: float) -> str:
    """Offer the share of one where the range is one of shares and the figure fits it as a percentage."""
    fits = 0 <= low < high <= 1 < figure and low <= figure / 100 <= high
    return f"write {figure / 100:.15g} if {figure:.15g} % was meant; else " if fits else ""


def _limits(function: Linear | Exponential | Logistic | Piecewise | Target) -> tuple[float, float]:
    if isinstance(function, Target):
        return function.low, function.high
    if isinstance(function, Piecewise):
        at = [point[0] for point in function.points]
        return min(at), max(at)
    return min(function.worst, function.best), max(function.worst, function.best)
