"""The best-worst method: every criterion compared with the one that matters most and the one that matters least."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

import numpy as np
import pandas as pd
from scipy.optimize import brentq, linprog

from siting.elicitation.judgements import Ranges, check_known, check_names, read_ranges, reading_problems, refuse
from siting.errors import MethodError, Problem, did_you_mean
from siting.model import WeightSet
from siting.values import FloatArray

__all__ = ["BestWorstWeights", "best_worst"]

Model = Literal["linear", "minimax"]


class BestWorstWeights(WeightSet):
    """Weights from comparisons with the best and the worst criterion."""

    best: str
    """The criterion that matters most."""
    worst: str
    """The criterion that matters least."""
    consistency: float
    """The model's own xi: 0 if all comparisons agree, larger the less they do."""
    consistency_ratio: float
    """Xi of the minimax model over the consistency index: 0 if all comparisons agree, above 1 where two criteria
    contradict each other outright. The same for both models, for it judges the answers and not the weights."""
    lower: dict[str, float]
    """Least weight of each criterion among all optimal ones; the linear model has one optimum."""
    upper: dict[str, float]
    """Greatest weight of each criterion among all optimal ones."""

    def intervals(self) -> pd.DataFrame:
        """Return the lower, upper and chosen weight of each criterion."""
        return pd.DataFrame({"lower": self.lower, "weight": self.points, "upper": self.upper})


class _Answers:
    """The comparisons as arrays in the order of the criteria; best and worst as positions in it."""

    def __init__(self, best_to_others: Mapping[str, float], others_to_worst: Mapping[str, float]) -> None:
        self.names = list(best_to_others)
        self.to_best = np.array([float(best_to_others[name]) for name in self.names])
        self.to_worst = np.array([float(others_to_worst[name]) for name in self.names])
        self.best = _first_of_ones(self.to_best, self.to_worst)
        self.worst = _first_of_ones(self.to_worst, self.to_best)
        self.widest = float(self.to_best[self.worst])


def _first_of_ones(own: FloatArray, other: FloatArray) -> int:
    return int(np.argmax(np.where(own == 1.0, other, -1.0)))


def best_worst(
    best_to_others: Mapping[str, float],
    others_to_worst: Mapping[str, float],
    *,
    model: Model = "linear",
    ranges: Ranges | None = None,
) -> BestWorstWeights:
    """Weigh by comparing every criterion with the best and with the worst one.

    Parameters
    ----------
    best_to_others
        How many times as much the best criterion matters as each one; 1 for itself.
    others_to_worst
        How many times as much each criterion matters as the worst one; 1 for itself.
    model
        ``"linear"`` (Rezaei, Omega 64, 2016, 126-130): differences of weights, by a linear programme.
        ``"minimax"`` (Rezaei, Omega 53, 2015, 49-57): ratios of weights, solved exactly; where several weights are
        optimal, the middle one in ratio is given and `intervals` has the rest.
    ranges
        (worst, best) by criterion: the swings that were compared.

    Raises
    ------
    StudyError
        If the two sets of answers name different criteria, an answer is below 1, no criterion is the best or the
        worst, or best against worst is told in two ways.
    MethodError
        If the model is not known.

    Examples
    --------
    >>> result = best_worst(
    ...     {"flexibility": 8, "access": 2, "cost": 1}, {"flexibility": 1, "access": 5, "cost": 8})
    >>> result.weights.round(4).to_dict(), round(result.consistency, 4)
    ({'flexibility': 0.0714, 'access': 0.3214, 'cost': 0.6071}, 0.0357)
    """
    if model not in ("linear", "minimax"):
        raise MethodError(f"unknown model {model!r}: {did_you_mean(model, ('linear', 'minimax'))}")
    best_to_others, others_to_worst = dict(best_to_others), dict(others_to_worst)
    _check(best_to_others, others_to_worst)
    answers = _Answers(best_to_others, others_to_worst)
    minimax = _minimax_consistency(answers)
    if model == "linear":
        weights, consistency = _linear(answers)
        lower = upper = weights
    else:
        weights, lower, upper = _minimax(answers, minimax)
        consistency = minimax
    names = answers.names
    return BestWorstWeights(
        points=dict(zip(names, weights.tolist(), strict=True)),
        method=f"best-worst, {model}",
        answers={
            "best_to_others": dict(zip(names, answers.to_best.tolist(), strict=True)),
            "others_to_worst": dict(zip(names, answers.to_worst.tolist(), strict=True)),
        },
        ranges=read_ranges(ranges, names, method="best_worst"),
        best=names[answers.best],
        worst=names[answers.worst],
        consistency=consistency,
        consistency_ratio=minimax / consistency_index(answers.widest) if minimax else 0.0,
        lower=dict(zip(names, lower.tolist(), strict=True)),
        upper=dict(zip(names, upper.tolist(), strict=True)),
    )


def consistency_index(best_to_worst: float) -> float:
    """Return the xi of a criterion judged `a` from both sides: the smaller root of x^2 - (1 + 2a) x + a^2 - a = 0.

    It is the largest xi that one criterion between best and worst can cause (Rezaei 2015, table 1).

    >>> round(consistency_index(8), 2)
    4.47
    """
    a = best_to_worst
    return float((1 + 2 * a - np.sqrt(1 + 8 * a)) / 2)


def _check(best_to_others: Mapping[str, float], others_to_worst: Mapping[str, float]) -> None:
    check_names(best_to_others, method="best_worst")
    check_known(others_to_worst, best_to_others, method="best_worst")
    check_known(best_to_others, others_to_worst, method="best_worst")
    refuse(reading_problems(best_to_others, method="best_to_others", least=1.0))
    refuse(reading_problems(others_to_worst, method="others_to_worst", least=1.0))
    refuse(_extreme_problems(best_to_others, others_to_worst))


def _extreme_problems(best_to_others: Mapping[str, float], others_to_worst: Mapping[str, float]) -> Iterator[Problem]:
    for told, extreme in ((best_to_others, "best"), (others_to_worst, "worst")):
        if 1 not in told.values():
            yield Problem(
                message=f"no criterion is the {extreme} one",
                expected="1 for the criterion itself",
                path=("best_worst",),
            )
            return
    answers = _Answers(best_to_others, others_to_worst)
    if answers.to_best[answers.worst] != answers.to_worst[answers.best]:
        best, worst = answers.names[answers.best], answers.names[answers.worst]
        yield Problem(
            message=f"{best!r} against {worst!r} is {answers.to_best[answers.worst]:g} among the comparisons with the "
            f"best, but {answers.to_worst[answers.best]:g} among those with the worst",
            expected="the same number",
            path=("best_worst", best, worst),
        )
    for name, from_best, to_worst in zip(answers.names, answers.to_best, answers.to_worst, strict=True):
        if max(from_best, to_worst) > answers.widest:
            yield Problem(
                message=f"{name!r} is judged {max(from_best, to_worst):g}, more than best against worst",
                expected=f"at most {answers.widest:g}",
                path=("best_worst", name),
            )


def _linear(answers: _Answers) -> tuple[FloatArray, float]:
    """Solve the linear model: least xi with |w_best - a w_j| <= xi and |w_j - a w_worst| <= xi."""
    count = len(answers.names)
    identity = np.eye(count)
    apart = np.vstack(
        [
            identity[answers.best] - answers.to_best[:, np.newaxis] * identity,
            identity - answers.to_worst[:, np.newaxis] * identity[answers.worst],
        ]
    )
    slack = -np.ones((2 * len(apart), 1))
    solution = linprog(
        np.append(np.zeros(count), 1.0),
        A_ub=np.hstack([np.vstack([apart, -apart]), slack]),
        b_ub=np.zeros(2 * len(apart)),
        A_eq=np.append(np.ones(count), 0.0)[np.newaxis],
        b_eq=[1.0],
    )
    weights: FloatArray = solution.x[:-1]
    return weights / weights.sum(), max(0.0, float(solution.x[-1]))


def _limits(answers: _Answers, xi: float) -> tuple[float, float]:
    """Return the least and greatest best-to-worst ratio that every criterion allows at deviation `xi`."""
    low = np.maximum(answers.to_best - xi, 0.0) * np.maximum(answers.to_worst - xi, 0.0)
    high = (answers.to_best + xi) * (answers.to_worst + xi)
    between = np.ones(len(answers.names), dtype=bool)
    between[[answers.best, answers.worst]] = False
    least = np.append(low[between], max(answers.widest - xi, 0.0))
    greatest = np.append(high[between], answers.widest + xi)
    return float(least.max()), float(greatest.min())


def _minimax_consistency(answers: _Answers) -> float:
    """Return the least xi at which one best-to-worst ratio suits all criteria: a root in one unknown."""

    def room(xi: float) -> float:
        least, greatest = _limits(answers, xi)
        return greatest - least

    if room(0.0) >= 0.0:
        return 0.0
    return float(brentq(room, 0.0, answers.to_best.max() + answers.to_worst.max(), xtol=1e-15, rtol=1e-15))


def _minimax(answers: _Answers, xi: float) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return chosen, least and greatest weights of the minimax model; ratios are to the worst criterion."""
    ratio = float(np.mean(_limits(answers, xi)))
    low = np.maximum(answers.to_worst - xi, ratio / (answers.to_best + xi))
    beside_best = answers.to_best - xi
    with np.errstate(divide="ignore"):
        high = np.minimum(answers.to_worst + xi, np.where(beside_best > 0.0, ratio / beside_best, np.inf))
    low[answers.best] = high[answers.best] = ratio
    low[answers.worst] = high[answers.worst] = 1.0
    low, high = np.minimum(low, high), np.maximum(low, high)
    middle = np.sqrt(low * high)
    lower = low / (low + high.sum() - high)
    upper = high / (high + low.sum() - low)
    return middle / middle.sum(), lower, upper
