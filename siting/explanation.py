"""Why one site beats another, and what would have to be true for the other to win."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from siting.errors import MethodError, did_you_mean
from siting.evaluation import TIE, Evaluation, value_functions
from siting.markup import html_table
from siting.sensitivity.smallest_change import nearest_weights
from siting.sensitivity.weight_space import WeightSpace
from siting.values import FloatArray, Levels, Target, ValueFunction

__all__ = ["Explanation", "explain"]


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Explanation:
    """One site against another under one set of weights, criterion by criterion."""

    evaluation: Evaluation
    winner: str
    rival: str
    frame: pd.DataFrame
    """Index criterion; columns gap, weight, switch_weight, performance, needed (see `explain`)."""
    nearest_weights: pd.Series[float]
    """The weights nearest to the study's own (Euclidean) at which the two tie; NaN if there are none."""

    @property
    def margin(self) -> float:
        """Overall value of the winner minus that of the rival."""
        overall = self.evaluation.overall
        return float(overall[self.winner] - overall[self.rival])

    @property
    def reversible(self) -> bool:
        """Whether some weights put the rival ahead: it has the higher partial value on some criterion."""
        values = self.evaluation.values
        leads = np.asarray(values.loc[self.rival] - values.loc[self.winner], dtype=np.float64)
        return bool(np.nanmax(leads) > TIE)

    @property
    def moved(self) -> float:
        """Share of all weight that changes place on the way to `nearest_weights`, 0..1; nan if there are none."""
        change = self.nearest_weights - self.evaluation.weights
        return float(change.abs().sum(skipna=False) / 2)

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of `frame`, with the nearest weights as a column of their own."""
        return self.frame.assign(nearest_weight=self.nearest_weights)

    def __repr__(self) -> str:
        return f"Explanation({self.winner!r} beats {self.rival!r} by {self.margin:.3f})"

    def _repr_html_(self) -> str:
        frame = self.to_frame().astype(object)
        rows = [(self.evaluation.study.column_title(str(name)), *row.to_list()) for name, row in frame.iterrows()]
        return html_table(rows, ["criterion", *frame.columns], caption=repr(self))


def explain(ev: Evaluation, a: str, b: str) -> Explanation:
    """Explain why site `a` beats site `b`, and what would have to be true for `b` to win.

    Parameters
    ----------
    ev
        The evaluation.
    a, b
        Two ranked sites; `a` is ahead.

    Returns
    -------
    Explanation
        Its frame has one row a criterion: ``gap`` (contribution of a minus that of b; they sum to the margin),
        ``weight``, ``switch_weight`` (global weight of the criterion at which the two tie, all others in proportion;
        NaN if b is on neither
        side of 0..1 ahead), ``performance`` (b's own) and ``needed`` (the performance at which b ties on this
        criterion alone, the nearest to its own; None where even the best would not do). Value functions are held as
        they are: a local range does not move with the performance.

    Raises
    ------
    MethodError
        If a study is given in place of its evaluation, a site is not known or not ranked, or `a` is not ahead of `b`.

    Examples
    --------
    >>> import siting
    >>> table = pd.DataFrame({"market": [9.0, 4.0], "labour": [5.0, 6.0]}, index=["A", "B"])
    >>> study = siting.Study.from_frame(table, ranges={"market": (0, 10), "labour": (0, 10)})
    >>> found = explain(siting.evaluate(study), "A", "B")
    >>> found
    Explanation('A' beats 'B' by 0.200)
    >>> found.frame["gap"].round(3).to_dict(), found.frame["needed"].astype(float).round(9).to_dict()
    ({'market': 0.25, 'labour': -0.05}, {'market': 8.0, 'labour': 10.0})
    """
    _check_evaluation(ev)
    for site in (a, b):
        _check_ranked(ev, site)
    margin = float(ev.overall[a] - ev.overall[b])
    if margin <= TIE:
        state = "tie" if margin >= -TIE else f"are the other way round: ask why {b!r} beats {a!r}"
        raise MethodError(f"{a!r} is not ahead of {b!r}: the two {state}")
    differences = np.asarray(ev.values.loc[a] - ev.values.loc[b], dtype=np.float64)
    frame = pd.DataFrame(
        {
            "gap": ev.contributions.loc[a] - ev.contributions.loc[b],
            "weight": ev.weights,
            "switch_weight": _switch_weights(differences, np.asarray(ev.weights, dtype=np.float64)),
            "performance": ev.performance.loc[b].astype(object),
            "needed": pd.Series(_needed_performances(ev, b, margin), dtype=object),
        }
    )
    return Explanation(evaluation=ev, winner=a, rival=b, frame=frame, nearest_weights=_nearest(ev, a, b))


def _check_evaluation(given: object) -> None:
    if not isinstance(given, Evaluation):
        name = type(given).__name__
        raise MethodError(f"explain takes an Evaluation, not a {name}: explain(siting.evaluate(study), a, b)")


def _check_ranked(ev: Evaluation, site: str) -> None:
    if site not in ev.study.sites:
        raise MethodError(f"unknown site {site!r}: {did_you_mean(site, ev.study.sites)}")
    if site not in ev.overall.index or np.isnan(ev.overall[site]):
        note = ev.to_frame().set_index("site")["note"].to_dict()[site]
        raise MethodError(f"{site!r} is not ranked, so it cannot be compared: {note}")


def _switch_weights(differences: FloatArray, weights: FloatArray) -> FloatArray:
    """Return for each criterion the weight at which the pair ties; the others keep their proportions."""
    parts = np.where(weights > 0, weights * differences, 0.0)
    outside = 1.0 - weights
    others = (differences.sum() - differences) / max(len(weights) - 1, 1)
    rest = np.divide(parts.sum() - parts, outside, out=others, where=outside > TIE)
    slope = rest - differences
    at = np.divide(rest, slope, out=np.full_like(rest, np.nan), where=np.abs(slope) > TIE)
    return np.where((at > TIE) & (at < 1.0 - TIE), at, np.nan)


def _nearest(ev: Evaluation, a: str, b: str) -> pd.Series[float]:
    """Return the nearest weights at which the pair ties; a criterion that is unknown of either stays at zero."""
    pair = ev.values.loc[[a, b]]
    known = [str(name) for name in pair.columns[pair.notna().all(axis="index")]]
    region = WeightSpace.uniform(known).polytope(known)
    base = np.asarray(ev.weights[known], dtype=np.float64)
    found = nearest_weights(np.asarray(pair[known], dtype=np.float64), 1, base, region=region, norm="l2")
    return pd.Series(found, index=known).reindex(ev.weights.index, fill_value=0.0).rename("nearest_weight")


def _needed_performances(ev: Evaluation, site: str, margin: float) -> dict[str, float | str | None]:
    performances: dict[Any, Any] = ev.performance.loc[site].to_dict()
    values: dict[Any, Any] = ev.values.loc[site].to_dict()
    needed: dict[str, float | str | None] = {}
    for name, function in value_functions(ev.study, ev.performance).items():
        weight = float(ev.weights[name])
        goal = values[name] + margin / weight if weight > 0 else np.inf
        if function is None or goal > 1.0 + TIE:
            needed[name] = None
        else:
            needed[name] = _inverse(function, performances[name], min(goal, 1.0))
    return needed


def _inverse(function: ValueFunction, own: float | str, goal: float) -> float | str:
    """Return the performance of a value above one's own: between that and the best level every function only rises."""
    from scipy.optimize import brentq

    if isinstance(function, Levels):
        enough = {level: value for level, value in function.levels.items() if value >= goal - TIE}
        return min(enough, key=lambda level: enough[level])
    start = float(own)
    end = _nearest_best(function, start)
    if goal >= float(function(end)):
        return end
    precision = 1e-15 * abs(end - start)
    return float(brentq(lambda x: float(function(x)) - goal, start, end, xtol=precision, rtol=1e-15))


def _nearest_best(function: ValueFunction, own: float) -> float:
    if isinstance(function, Target):
        return float(np.clip(own, function.target - function.tolerance, function.target + function.tolerance))
    return float(function.best)
