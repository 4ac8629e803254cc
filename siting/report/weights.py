"""The weights side of a run: who is first over all weights, what puts a rival first, and what the data could do."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from siting.evaluation import Evaluation
from siting.explanation import Explanation, explain
from siting.methods import compare_methods
from siting.sensitivity import (
    Acceptability,
    acceptability,
    critical_changes,
    potentially_optimal,
    smallest_change,
    stated_space,
    tornado,
    variance_shares,
)

__all__ = ["MOST_SITES", "WeightsAnswer", "weights_answer"]

MOST_SITES = 60
"""With more ranked sites these questions are left to `siting.sensitivity`: no page could show the answers."""

PRECISE = 0.001
"""Standard error at which drawing stops where shares cannot be had exactly."""


@dataclass(frozen=True, slots=True)
class WeightsAnswer:
    """Everything a run reports about weights beyond varying one of them, and about the cells that are uncertain."""

    acceptability: Acceptability
    """Over all weights that agree with the weight set's statements, uncertain cells drawn with them."""
    nearest: pd.DataFrame
    """As `siting.sensitivity.smallest_change` gives it."""
    possible: pd.Series[bool]
    """As `siting.sensitivity.potentially_optimal` gives it."""
    critical: pd.DataFrame
    """As `siting.sensitivity.critical_changes` gives it."""
    cells: pd.DataFrame
    """As `siting.sensitivity.tornado` gives it; no rows without uncertain cells."""
    spread: pd.DataFrame
    """As `siting.sensitivity.variance_shares` gives it for the gap of the best site to the next one."""
    methods: pd.DataFrame
    """Ranks by site and method: second opinions, never mixed into the result."""
    explanation: Explanation | None
    """Why the best site beats the next one; None where they tie."""

    @property
    def next_best(self) -> str | None:
        """The challenger whose lead takes the smallest change of weights; None if nobody can take it."""
        distance = self.nearest["distance"].dropna()
        return None if distance.empty else str(distance.idxmin())


def weights_answer(ev: Evaluation) -> WeightsAnswer | None:
    """Ask how far the answer rests on the weights and on the uncertain cells; None with fewer than two ranked sites.

    Parameters
    ----------
    ev
        Made with the study's first weight set.

    Raises
    ------
    StudyError, MethodError
        If the study cannot be evaluated.
    """
    study = ev.study
    ranked = ev.overall.dropna().sort_values(ascending=False, kind="stable")
    order = [str(site) for site in ranked.index]
    if not 2 <= len(order) <= MOST_SITES or len(study.criteria) < 2:
        return None
    space = stated_space(study)
    return WeightsAnswer(
        acceptability=acceptability(study, space, max_error=PRECISE),
        nearest=smallest_change(study),
        possible=potentially_optimal(study, space),
        critical=critical_changes(study),
        cells=tornado(study),
        spread=variance_shares(study, order[0], order[1]),
        methods=compare_methods(study),
        explanation=explain(ev, order[0], order[1]) if len(ev.tied) == 1 else None,
    )
