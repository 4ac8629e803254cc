"""What one run computes: the evaluation and how far its weights may move before the answer changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from siting.evaluation import Evaluation, evaluate
from siting.model import ROOT, Study
from siting.sensitivity import Sweep, Ternary, stability_intervals, sweep, ternary

__all__ = ["Answer", "answer"]

_NO_INTERVALS = pd.DataFrame(columns=["weight", "lower", "upper", "below", "above"])


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything a run reports about one study under one weight set."""

    evaluation: Evaluation
    sweeps: Mapping[str, Sweep]
    """One per criterion and objective."""
    stability: pd.DataFrame
    ternary: Ternary | None
    """Of the three criteria or top objectives; None where there are not exactly three."""

    @property
    def study(self) -> Study:
        """The study that was evaluated."""
        return self.evaluation.study


def answer(study: Study, *, weight_set: str | None = None) -> Answer:
    """Evaluate a study and vary every weight; where no site can be ranked there is nothing to vary.

    Raises
    ------
    StudyError, MethodError
        If the study cannot be evaluated.
    """
    evaluation = evaluate(study, weight_set=weight_set)
    if not evaluation.tied:
        return Answer(evaluation=evaluation, sweeps={}, stability=_NO_INTERVALS, ternary=None)
    tree = study.value_tree
    nodes = (*tree.objectives, *tree.criteria)
    branches = tree.children[ROOT]
    three = (branches[0], branches[1], branches[2]) if len(branches) == 3 else None
    return Answer(
        evaluation=evaluation,
        sweeps={node: sweep(study, node, weight_set=weight_set) for node in nodes if len(nodes) > 1},
        stability=stability_intervals(study, weight_set=weight_set),
        ternary=ternary(study, three, weight_set=weight_set) if three else None,
    )
