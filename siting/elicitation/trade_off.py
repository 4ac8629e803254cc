"""Weights from trade-offs: pairs of profiles that are equally good, each about two criteria."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from siting.elicitation.judgements import check_known, refuse
from siting.errors import MethodError, Problem, StudyError
from siting.model import Range, WeightSet
from siting.records import Sequence as Items
from siting.values import FloatArray, Levels, ValueFunction

__all__ = ["EqualPair", "TradeOffWeights", "trade_off"]

EqualPair = tuple[Mapping[str, Any], Mapping[str, Any]]
"""Two profiles judged equally good: performances of the same two criteria, all else the same."""


class TradeOffWeights(WeightSet):
    """Weights from equal-value pairs, and how far each answer is from them."""

    factors: Items[float]
    """For each pair, by what factor its ratio of weights departs from the result; 1 where it agrees."""


class _Ratio(NamedTuple):
    """What one pair says: the first criterion weighs `value` times the second."""

    first: str
    second: str
    value: float


def trade_off(value_functions: Mapping[str, ValueFunction], pairs: Sequence[EqualPair]) -> TradeOffWeights:
    """Weigh by equal-value pairs (Keeney & Raiffa, Decisions with Multiple Objectives, 1976, section 3.7).

    If two profiles that differ on two criteria are equally good, what is gained on the one makes up for what is lost
    on the other, and the gains in partial value give the ratio of the two weights. More pairs than are needed are
    reconciled by least squares on the logarithms of the ratios.

    Parameters
    ----------
    value_functions
        Value function by criterion; it carries the range that the weight refers to.
    pairs
        For example ``({"cost": 500, "skill": 2}, {"cost": 700, "skill": 5})``; together they must link all criteria.

    Raises
    ------
    StudyError
        Naming each pair that does not compare the same two criteria, names an unknown one, or holds one profile that is
        better or no worse on both.
    MethodError
        If the pairs leave criteria unlinked.

    Examples
    --------
    >>> from siting.values import linear
    >>> functions = {"cost": linear(1000, 0), "skill": linear(0, 10)}
    >>> result = trade_off(functions, [({"cost": 500, "skill": 2}, {"cost": 700, "skill": 5})])
    >>> result.weights.round(3).to_dict()
    {'cost': 0.6, 'skill': 0.4}
    """
    names = list(value_functions)
    if not names:
        raise StudyError(Problem(message="there is nothing to weigh", expected="a criterion", path=("trade_off",)))
    refuse(_pair_problems(pairs))
    check_known((name for pair in pairs for name in pair[0]), names, method="trade_off")
    ratios = _ratios(value_functions, pairs)
    _check_linked(names, ratios)
    weights = _reconciled(names, ratios)
    by_name = dict(zip(names, weights.tolist(), strict=True))
    return TradeOffWeights(
        points=by_name,
        method="trade-off",
        answers={"equal_pairs": [[dict(one), dict(other)] for one, other in pairs]},
        ranges=_ranges(value_functions),
        factors=tuple(_factor(ratio, by_name) for ratio in ratios),
    )


def _pair_problems(pairs: Sequence[EqualPair]) -> Iterator[Problem]:
    for position, (one, other) in enumerate(pairs, start=1):
        if set(one) != set(other) or len(one) != 2:
            yield _problem(
                position,
                f"one profile speaks of {', '.join(one) or 'nothing'}, the other of {', '.join(other) or 'nothing'}",
                "the same two criteria in both profiles",
            )


def _ratios(value_functions: Mapping[str, ValueFunction], pairs: Sequence[EqualPair]) -> list[_Ratio]:
    ratios: list[_Ratio] = []
    problems: list[Problem] = []
    for position, (one, other) in enumerate(pairs, start=1):
        first, second = one
        gains = [_gain(value_functions[name], one[name], other[name]) for name in (first, second)]
        if not gains[0] * gains[1] < 0.0:
            problems.append(
                _problem(position, _why_unequal(gains, first, second), "a gain on one, a loss on the other")
            )
        else:
            ratios.append(_Ratio(first, second, -gains[1] / gains[0]))
    refuse(problems)
    return ratios


def _gain(function: ValueFunction, before: Any, after: Any) -> float:
    return float(function([after])[0] - function([before])[0])


def _why_unequal(gains: list[float], first: str, second: str) -> str:
    if any(np.isnan(gains)):
        return f"a performance of {first!r} or {second!r} is missing"
    if 0.0 in gains:
        return f"{first if gains[0] == 0.0 else second!r} has the same partial value in both profiles"
    better = "second" if gains[0] > 0.0 else "first"
    return f"the {better} profile is better on {first!r} and on {second!r}, so the two cannot be equally good"


def _check_linked(names: list[str], ratios: list[_Ratio]) -> None:
    linked, grown = {names[0]}, True
    while grown:
        more = {name for ratio in ratios if linked & set(ratio[:2]) for name in ratio[:2]} - linked
        linked |= more
        grown = bool(more)
    apart = [name for name in names if name not in linked]
    if apart:
        raise MethodError(
            f"no chain of pairs links {', '.join(map(repr, apart))} with {names[0]!r}: add a pair that compares them"
        )


def _reconciled(names: list[str], ratios: list[_Ratio]) -> FloatArray:
    differences = np.zeros((len(ratios), len(names)))
    for row, ratio in zip(differences, ratios, strict=True):
        row[names.index(ratio.first)], row[names.index(ratio.second)] = 1.0, -1.0
    logarithms = np.linalg.lstsq(differences, np.log([ratio.value for ratio in ratios]), rcond=None)[0]
    weights = np.exp(logarithms - logarithms.max())
    return np.asarray(weights / weights.sum())


def _factor(ratio: _Ratio, weights: Mapping[str, float]) -> float:
    departure = np.log(ratio.value * weights[ratio.second] / weights[ratio.first])
    return float(np.exp(abs(departure)))


def _ranges(value_functions: Mapping[str, ValueFunction]) -> dict[str, Range]:
    """Return the range of each function whose ends are numbers."""
    return {
        name: Range(worst=function.worst, best=function.best)
        for name, function in value_functions.items()
        if not isinstance(function, Levels)
    }


def _problem(position: int, message: str, expected: str) -> Problem:
    return Problem(message=f"pair {position}: {message}", expected=expected, path=("trade_off", position))
