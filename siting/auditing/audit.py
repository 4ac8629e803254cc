"""The audit: every check, in order, on one study."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pandas as pd

from siting.auditing import counting, evidence, gates, idle, ranges, robustness, weighting
from siting.auditing.finding import Finding
from siting.errors import MethodError, StudyError
from siting.evaluation import Evaluation, evaluate
from siting.model import Study

__all__ = ["CHECKS", "STUDY_CHECKS", "audit", "check_names"]

StudyCheck = Callable[[Study], Iterator[Finding]]
Check = Callable[[Evaluation], Iterator[Finding]]

STUDY_CHECKS: dict[str, StudyCheck] = {
    "hindsight": evidence.hindsight,
    "near-gate": gates.near_gate,
    "inconsistent-judgements": weighting.inconsistent_judgements,
    "weights-changed": weighting.weights_changed,
}
"""Checks that need no evaluation."""

CHECKS: dict[str, Check] = {
    "nothing-ranked": evidence.nothing_ranked,
    "missing-cells": evidence.missing_cells,
    "weak-evidence": evidence.weak_evidence,
    "near-tie": evidence.near_tie,
    "overlapping-ranges": evidence.overlapping_ranges,
    "stale-weights": weighting.stale_weights,
    "weights-without-ranges": weighting.weights_without_ranges,
    "range-effect": ranges.range_effect,
    "outside-range": ranges.outside_range,
    "same-facts": counting.same_facts,
    "strong-correlation": counting.strong_correlation,
    "money-twice": counting.money_twice,
    "normalisation": robustness.normalisation,
    "rank-reversal": robustness.rank_reversal,
    "dominated-site": idle.dominated_site,
    "decides-nothing": idle.decides_nothing,
}
"""Checks of the sites as evaluated with one set of weights; each yields findings of its own name."""

UNUSABLE = "cannot-be-evaluated"

COLUMNS = ("check", "level", "where", "message")
_ORDER = ("error", "warning", "info")


def check_names() -> list[str]:
    """Return the name of every check.

    Examples
    --------
    >>> "near-tie" in check_names()
    True
    """
    return [UNUSABLE, *STUDY_CHECKS, *CHECKS]


def audit(study: Study, *, weight_set: str | None = None) -> pd.DataFrame:
    """Look for what makes siting studies mislead.

    Parameters
    ----------
    study
        With its measured cells.
    weight_set
        Whose weights to judge by; the study's first set if left out. What is said of the weight sets themselves is said
        of all of them.

    Returns
    -------
    DataFrame
        Columns check, level (``"error"``, ``"warning"`` or ``"info"``), where (dotted path into the study), message
        (what, and the fix); errors first. Empty where nothing was found.

    Raises
    ------
    StudyError
        If there is no weight set of that name. A study that cannot be evaluated is a finding, not an error.

    Examples
    --------
    >>> table = pd.DataFrame({"cost": [100.0, 102.0], "skill": [5.0, 1.0]}, index=["A", "B"])
    >>> study = Study.from_frame(table, directions={"cost": "min"}, ranges={"skill": (0, 10)})
    >>> found = audit(study)
    >>> found.loc[found["check"] == "range-effect", ["level", "where"]].values.tolist()
    [['warning', 'criteria.cost']]
    """
    found = sorted(_findings(study.led_by(weight_set)), key=lambda finding: _ORDER.index(finding.level))
    rows = [(finding.check, finding.level, finding.where, finding.text) for finding in found]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def _findings(study: Study) -> Iterator[Finding]:
    for check in STUDY_CHECKS.values():
        yield from check(study)
    try:
        evaluation = evaluate(study)
    except StudyError as error:
        for problem in error.problems:
            fix = problem.fix or problem.expected or "see the message"
            yield Finding(check=UNUSABLE, level="error", where=problem.place, message=problem.message, fix=fix)
        return
    for name, judge in CHECKS.items():
        yield from _asked(name, judge, evaluation)


def _asked(name: str, judge: Check, evaluation: Evaluation) -> Iterator[Finding]:
    """Ask one check; what it cannot look into is told and stops no other."""
    try:
        yield from judge(evaluation)
    except MethodError as error:
        fix = "screen sites out with requirements, or ask a smaller study"
        yield Finding(check=name, level="info", where="sites", message=f"not looked into: {error.args[0]}", fix=fix)
