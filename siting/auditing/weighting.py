"""Checks of the weight sets: do they still fit the ranges, agree with their own answers, and keep a clean history."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from siting.auditing.finding import Finding
from siting.elicitation import best_worst, pairwise, stated, statements
from siting.elicitation.pairwise import CONSISTENT
from siting.errors import SitingError
from siting.evaluation import Evaluation, evaluate, value_functions
from siting.labels import format_number
from siting.model import Range, Study, WeightSet
from siting.model.weights import WeightVersion
from siting.records import replace
from siting.values import Levels, ValueFunction

__all__ = [
    "CROSS_CHECKS",
    "StaleSwing",
    "departure",
    "inconsistent_judgements",
    "stale_swings",
    "stale_weights",
    "weights_changed",
    "weights_without_ranges",
]

CROSS_CHECKS = "cross_checks"
"""Key of the answers that hold control questions: items with ``first``, ``second`` and ``said`` (points of the second
where the first has 100)."""

APART = 1.5
"""A control answer further than this factor from the points contradicts them."""

BEST_WORST_LIMIT = 0.25
"""Above this consistency ratio best-worst answers should be looked at again; 1 is outright contradiction."""


class StaleSwing(NamedTuple):
    """A criterion whose range is no longer the one that a weight set was judged on."""

    weight_set: str
    criterion: str
    judged: Range
    now: Range


def stale_swings(ev: Evaluation) -> Iterator[StaleSwing]:
    """Yield each recorded range that differs from the one the study has now, set by set."""
    functions = value_functions(ev.study, ev.performance)
    for name, weight_set in ev.study.weights.items():
        for criterion, judged in weight_set.ranges.items():
            now = _range(functions.get(criterion))
            if now and not np.allclose((now.worst, now.best), (judged.worst, judged.best), rtol=1e-9, atol=0.0):
                yield StaleSwing(name, criterion, judged, now)


def stale_weights(ev: Evaluation) -> Iterator[Finding]:
    """Find weight sets that were judged on other ranges than the study has now."""
    for name, criterion, judged, now in stale_swings(ev):
        yield Finding(
            check="stale-weights",
            level="error",
            where=f"weights.{name}.ranges.{criterion}",
            message=f"the weight was judged for {_swing(judged)}, the range is now {_swing(now)}",
            fix=f"ask again for the weights of {name} (siting weigh), or restore the range",
        )


def _range(function: ValueFunction | None) -> Range | None:
    if function is None or isinstance(function, Levels):
        return None
    return Range(worst=float(function.worst), best=float(function.best))


def _swing(levels: Range) -> str:
    return f"{format_number(levels.worst)} to {format_number(levels.best)}"


def weights_without_ranges(ev: Evaluation) -> Iterator[Finding]:
    """Find weights on a local range that do not record the range they were judged for."""
    for name, weight_set in ev.study.weights.items():
        bare = [
            criterion
            for criterion, entry in ev.study.criteria.items()
            if entry.range is None and entry.value is None and criterion not in weight_set.ranges
        ]
        if bare:
            yield Finding(
                check="weights-without-ranges",
                level="info",
                where=f"weights.{name}",
                message=f"the weights do not say which swing they were judged for ({', '.join(bare)}), and the range "
                "moves with the sites",
                fix="record the ranges with the weights, or give the criteria fixed ones",
            )


def inconsistent_judgements(study: Study) -> Iterator[Finding]:
    """Find answers that contradict each other, for every matrix of a hierarchy and every control question."""
    for name, weight_set in study.weights.items():
        try:
            complaints = [*_contradictions(weight_set), *_unkept(study, name)]
        except (SitingError, KeyError, TypeError, ValueError) as error:
            complaints = [f"the answers cannot be read ({error})"]
        for complaint in complaints:
            yield Finding(
                check="inconsistent-judgements",
                level="warning",
                where=f"weights.{name}.answers",
                message=complaint,
                fix="ask again about this judgement first",
            )


def _contradictions(weight_set: WeightSet) -> Iterator[str]:
    answers = weight_set.answers
    if weight_set.method.startswith("pairwise hierarchy"):
        for objective, matrix in answers.items():
            yield from _in_matrix(matrix, f"under {objective!r}" if objective else "at the top")
    elif weight_set.method.startswith("pairwise"):
        yield from _in_matrix(answers["matrix"], "of pairs")
    elif weight_set.method.startswith("best-worst"):
        ratio = best_worst(answers["best_to_others"], answers["others_to_worst"]).consistency_ratio
        if ratio > BEST_WORST_LIMIT:
            yield f"the best-worst comparisons have a consistency ratio of {ratio:.2f}, above {BEST_WORST_LIMIT:g}"
    for check in answers.get(CROSS_CHECKS, ()):
        factor = departure(weight_set.points, check)
        if factor > APART:
            yield (
                f"{check['second']!r} against {check['first']!r} was put at {check['said']:g} points of 100, a factor "
                f"of {factor:.1f} from the points given"
            )


def _unkept(study: Study, name: str) -> Iterator[str]:
    """Yield the statements of a weight set that its own points do not keep."""
    said = stated(study, name)
    if said is None or not study.weights[name].points:
        return
    weights = study.value_tree.global_weights(study.weights[name].points)
    for statement in said.said:
        if not statements(list(said.names), statement).allow(np.array([weights[each] for each in said.names])):
            yield f"the points do not agree with the statement {str(statement)!r}"


def _in_matrix(matrix: dict[str, dict[str, float]], place: str) -> Iterator[str]:
    names = list(matrix)
    table = pd.DataFrame([[matrix[row][column] for column in names] for row in names], index=names, columns=names)
    found = pairwise(table)
    if not found.consistent and found.worst_judgement:
        row, column = found.worst_judgement
        yield (
            f"the comparisons {place} have a consistency ratio of {found.consistency_ratio:.2f}, above {CONSISTENT:g}; "
            f"the judgement to look at first is {row!r} against {column!r}"
        )


def departure(points: dict[str, float], check: dict[str, Any]) -> float:
    """Return the factor, 1 or more, between a control answer and what the points imply; inf if only one is zero."""
    said, implied = float(check["said"]) * points[check["first"]], 100.0 * points[check["second"]]
    if said == implied:
        return 1.0
    return max(said, implied) / min(said, implied) if min(said, implied) > 0 else np.inf


def weights_changed(study: Study) -> Iterator[Finding]:
    """Find weights that were replaced after results under the earlier ones had been seen."""
    for name, weight_set in study.weights.items():
        for number, version in enumerate(weight_set.log):
            if version.results_seen:
                whose = f" of {version.by}" if version.by else ""
                day = f" on {version.replaced_on}" if version.replaced_on else ""
                reason = f" ({version.reason})" if version.reason else ", without a reason"
                yield Finding(
                    check="weights-changed",
                    level="warning",
                    where=f"weights.{name}.log.{number}",
                    message=f"these weights{whose} were replaced{day} after results had been seen{reason}"
                    + _effect(study, name, version),
                    fix="show both results, and say why the change was made",
                )


def _effect(study: Study, name: str, version: WeightVersion) -> str:
    """Say what the earlier weights would give; nothing where they do not fit the study as it is."""
    if set(version.points) != set(study.weights[name].points):
        return ""
    before = replace(study, weights={name: replace(study.weights[name], points=version.points)})
    try:
        old, new = evaluate(before).best, evaluate(study, weight_set=name).best
    except SitingError:
        return ""
    return f"; they would make {old} the winner, not {new}" if old != new else f"; {new} wins with both"
