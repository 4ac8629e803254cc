"""What may be said about weights, each as one linear inequality with its wording, and which sayings clash."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite

import numpy as np

from siting.errors import MethodError
from siting.sensitivity.halfspaces import is_feasible
from siting.values import FloatArray

__all__ = ["Statement", "as_matrix", "clash", "lower_bound", "order", "ratio", "upper_bound"]


@dataclass(frozen=True)
class Statement:
    """Sum of coefficient x weight <= limit."""

    text: str
    coefficients: Mapping[str, float]
    limit: float

    def __post_init__(self) -> None:
        if not all(isfinite(number) for number in (*self.coefficients.values(), self.limit)):
            raise MethodError(f"{self.text}: a statement about weights needs finite numbers")


def lower_bound(criterion: str, bound: float) -> Statement:
    """State that a criterion weighs at least so much."""
    return Statement(f"{criterion} >= {bound:g}", {criterion: -1.0}, -float(bound))


def upper_bound(criterion: str, bound: float) -> Statement:
    """State that a criterion weighs at most so much."""
    return Statement(f"{criterion} <= {bound:g}", {criterion: 1.0}, float(bound))


def ratio(heavy: str, light: str, factor: float) -> Statement:
    """State that one criterion weighs at least `factor` times another one."""
    multiple = "" if factor == 1 else f"{factor:g} x "
    return Statement(f"{heavy} >= {multiple}{light}", {light: float(factor), heavy: -1.0}, 0.0)


def order(tiers: Iterable[str | Sequence[str]]) -> tuple[Statement, ...]:
    """State a ranking, heaviest first; criteria listed together are not compared with each other.

    Examples
    --------
    >>> [statement.text for statement in order(["cost", ["labour", "freight"], "climate"])]
    ['cost >= labour', 'cost >= freight', 'labour >= climate', 'freight >= climate']
    """
    groups = [(tier,) if isinstance(tier, str) else tuple(tier) for tier in tiers]
    return tuple(ratio(heavy, light, 1.0) for upper, lower in pairwise(groups) for heavy in upper for light in lower)


def as_matrix(statements: Sequence[Statement], criteria: Sequence[str]) -> tuple[FloatArray, FloatArray]:
    """Return coefficients (statements x criteria) and limits."""
    coefficients = [[statement.coefficients.get(name, 0.0) for name in criteria] for statement in statements]
    limits = [statement.limit for statement in statements]
    return np.array(coefficients, dtype=float).reshape(len(statements), len(criteria)), np.array(limits, dtype=float)


def clash(statements: Sequence[Statement], criteria: Sequence[str]) -> list[str]:
    """Return the wording of statements that cannot all hold, none of which could be left out; empty if all can hold.

    Examples
    --------
    >>> clash([lower_bound("a", 0.6), lower_bound("b", 0.5), upper_bound("c", 0.1)], ["a", "b", "c"])
    ['a >= 0.6', 'b >= 0.5']
    """
    coefficients, limits = as_matrix(statements, criteria)
    kept = list(range(len(statements)))
    if is_feasible(coefficients, limits):
        return []
    for statement in range(len(statements)):
        others = [other for other in kept if other != statement]
        if not is_feasible(coefficients[others], limits[others]):
            kept = others
    return [statements[place].text for place in kept]
